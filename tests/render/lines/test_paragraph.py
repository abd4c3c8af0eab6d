"""Lines of a paragraph: 避头尾, whole words, full lines; nothing lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.render.lines import Fill, Line, Measure, compose_lines
from pipeline.render.lines.spacing import EASY_SHRINK, SQUEEZE, WIDEST, gaps

CELL = 15.793
BODY = Measure(first=26 * CELL, width=28 * CELL, size=16, gap=CELL - 16)
RAGGED = Measure(first=72, width=72, size=12, fill=Fill.RAGGED)

NEVER_FIRST = "，。、；：？！）》〉〕】”’…·～％℃,.;:?!)]}%"
NEVER_LAST = "（《〈〔【“‘￥(["


def advances(text: str, size: float = 16) -> list[float]:
    return [size / 2 if character.isascii() else size for character in text]


def composed(text: str, measure: Measure = BODY) -> list[str]:
    return [text[line.start : line.stop] for line in compose_lines(text, advances(text, measure.size), measure)]


def width(text: str, line: Line, size: float = 16) -> float:
    return sum(advances(text[line.start : line.stop], size)) + sum(line.gaps)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("国" * 60, "国" * 26),
        ("国" * 26 + "，" + "国" * 30, "国" * 25),
        ("国" * 25 + "。”" + "国" * 30, "国" * 25 + "。”"),
        ("国" * 25 + "《" + "国" * 30, "国" * 25),
        ("国" * 24 + "——" + "国" * 30, "国" * 24 + "——"),
        ("国" * 25 + "——" + "国" * 30, "国" * 25),
        ("国" * 24 + "98.75%" + "国" * 30, "国" * 24 + "98.75%"),
        ("国" * 25 + "98.75%" + "国" * 30, "国" * 25),
        ("国" * 20 + "2018年" + "国" * 30, "国" * 20 + "2018年国国国"),
        ("国" * 23 + "GB/T 9704" + "国" * 30, "国" * 23 + "GB/T"),
        ("国" * 25 + "〔2018〕5号" + "国" * 30, "国" * 25),
    ],
    ids=lambda text: text.replace("国", "")[:12] or str(len(text)),
)
def test_a_line_ends_where_an_office_would_end_it(text: str, first: str) -> None:
    assert composed(text)[0] == first


def test_a_line_of_28_characters_has_the_regular_gap() -> None:
    line = compose_lines("国" * 60, advances("国" * 60), BODY)[1]
    assert (line.stop - line.start, len(set(line.gaps))) == (28, 1)
    assert line.gaps[0] == pytest.approx((28 * CELL - 28 * 16) / 27)


def test_full_lines_end_at_the_measure() -> None:
    text = "根据“营商环境提升年”部署，（温委办发〔2018〕19号）办结率98.75%，GB/T 9704—2012规定：……" * 6
    lines = compose_lines(text, advances(text), BODY)
    assert len(lines) > 8
    for number, line in enumerate(lines[:-1]):
        assert width(text, line) == pytest.approx(BODY.width if number else BODY.first, abs=0.01)


def test_a_line_too_full_is_squeezed_in_the_blank_halves_of_punctuation_first() -> None:
    text = "国国国，国国国，国国国，国国国，国国国国国国国国国。”" + "国" * 30
    [line, *_] = compose_lines(text, advances(text), BODY)
    assert text[line.start : line.stop].endswith("。”")
    squeezed = [line.gaps[at] for at in (3, 7, 11, 15, 25)]
    others = [gap for at, gap in enumerate(line.gaps) if at not in (3, 7, 11, 15, 25)]
    assert max(squeezed) < min(others)
    assert min(squeezed) >= -SQUEEZE * 16
    assert min(others) == pytest.approx(CELL - 16 - EASY_SHRINK * 16)


def test_a_line_too_empty_is_widened_beside_punctuation_first_but_never_to_what_looks_like_a_space() -> None:
    text = "国国国，国国国国“国国国国”国国国2018国国"
    found = gaps(text, 20.0, [0.0] * len(text), (16, CELL - 16))
    assert sum(found) == pytest.approx(20.0 + (CELL - 16) * len(found))
    assert [at for at, gap in enumerate(found) if gap > found[0]] == [3, 7, 13, 16, 20]
    assert max(found) <= WIDEST * 16 + 1e-6


def test_a_last_line_of_one_character_is_avoided() -> None:
    assert all(len(line) > 2 for line in composed("国" * (26 + 28 + 1)))


def test_an_address_too_long_for_half_a_line_is_parted_at_its_joints() -> None:
    lines = composed("国国国https://www.example.gov.cn/path/to/report-of-june/index.html国国国")
    assert lines[0].endswith(("/", ".", "-"))


def test_a_word_wider_than_the_line_is_parted_anywhere() -> None:
    assert "".join(composed("x" * 200)) == "x" * 200
    assert max(len(line) for line in composed("x" * 200)) <= 60


def test_spaces_at_line_ends_belong_to_no_line() -> None:
    text = "国" * 22 + "GB/T 9704" + "国" * 30
    assert not any(line.startswith(" ") or line.endswith(" ") for line in composed(text))


def test_ragged_lines_keep_the_regular_gap() -> None:
    lines = compose_lines("动员部署阶段（3月-4月初）", advances("动员部署阶段（3月-4月初）", 12), RAGGED)
    assert all(not any(line.gaps) for line in lines)


@pytest.mark.parametrize(
    ("text", "lines"),
    [("国截至6月21日办结", ["国截至6月", "21日办结"]), ("动员部署阶段国国国1件", ["动员部署阶段", "国国国1件"])],
)
def test_a_number_stays_with_its_unit_in_a_cell(text: str, lines: list[str]) -> None:
    assert composed(text, RAGGED) == lines


def test_balanced_lines_are_about_as_long_as_each_other() -> None:
    narrow = Measure(48, 48, 12, fill=Fill.BALANCED)
    assert composed("责任处室国", narrow) in (["责任处", "室国"], ["责任", "处室国"])
    assert composed("比上月末增减", narrow) == ["比上月", "末增减"]


def test_nothing_gives_no_line() -> None:
    assert compose_lines("", [], BODY) == ()


_TEXTS = st.text(
    st.sampled_from("国家服务，。、；：？！（）《》“”‘’〔〕—…·％ 0123456789abXY/-.%&①㎡喆"), min_size=1, max_size=220
)


@given(_TEXTS)
def test_no_character_is_lost_added_or_moved(text: str) -> None:
    lines = compose_lines(text, advances(text), BODY)
    assert "".join("".join(composed(text)).split()) == "".join(text.split())
    assert all(before.stop <= after.start for before, after in pairwise(lines))
    assert all(len(line.gaps) == line.stop - line.start - 1 for line in lines)


@given(_TEXTS)
def test_no_line_is_wider_than_the_measure(text: str) -> None:
    for number, line in enumerate(compose_lines(text, advances(text), BODY)):
        if any(mark in text[line.start : line.stop] for mark in "，。国家服务") and _breaks_inside(text, line):
            assert width(text, line) <= (BODY.width if number else BODY.first) + 0.01


def _breaks_inside(text: str, line: Line) -> bool:
    """Tell whether a line could have been shorter: a row of marks that may not be parted can be too wide."""
    inside = text[line.start : line.stop]
    return any(a in "国家服务" and b in "国家服务" for a, b in pairwise(inside))


@given(_TEXTS)
def test_no_line_begins_or_ends_with_a_mark_that_may_not(text: str) -> None:
    lines = composed(text)
    for before, after in pairwise(lines):
        latin = before[-1] in _LATIN and after[0] in _LATIN
        assert after[0] not in NEVER_FIRST or latin, (before, after)
        assert before[-1] not in NEVER_LAST or latin, (before, after)
        assert not (before[-1] == after[0] and after[0] in "—…")


@given(_TEXTS)
def test_latin_words_and_numbers_stay_whole(text: str) -> None:
    lines = composed(text)
    for before, after in pairwise(lines):
        if before[-1] in _LATIN and after[0] in _LATIN and not _spaced(text, before, after):
            word = len(_latin_tail(before)) + len(_latin_head(after))
            assert word * 8 > BODY.first / 2


_LATIN = frozenset("0123456789abXY/-.%&")


def _spaced(text: str, before: str, after: str) -> bool:
    return f"{before[-12:]}{after[:12]}" not in text


def _latin_tail(line: str) -> str:
    return line[len(line.rstrip("0123456789abXY/-.%&")) :]


def _latin_head(line: str) -> str:
    return line[: len(line) - len(line.lstrip("0123456789abXY/-.%&"))]
