"""A list that somebody holds, compared with the same drawn again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from pipeline.draw import Listed, draw, first_difference, read_list, sample_workbook
from pipeline.model.period import Period
from pipeline.model.sampling import Sample, SampleKind
from tests.score.building import LUCHENG, store

JUNE = Period(2018, month=6)


def sample(count: int = 40, seed: str = "") -> Sample:
    usual = {"finished_at": "2018-06-05 10:00:00"}
    cases = [{"case_id": f"A{n:03}", "window": f"{n % 3}号", **usual} for n in range(count)]
    return draw(store(cases=cases), LUCHENG, JUNE, SampleKind.CASE_FILES, seed)


def sheets(of: Sample) -> dict[str, list[tuple[str, ...]]]:
    """Give the cells of the list workbook as text, as a reader of files gives them."""
    return {
        sheet.name: [
            *([(sheet.title,)] if sheet.title else []),
            tuple(column.header for column in sheet.columns),
            *(tuple("" if value is None else str(value) for value in row) for row in sheet.rows),
        ]
        for sheet in sample_workbook(of).sheets
    }


def test_a_list_drawn_again_is_the_same():
    listed = read_list(sheets(sample(seed="0123")))
    assert listed.seed == "0123"
    assert (listed.kind, listed.unit, listed.period) == (SampleKind.CASE_FILES, "LC", JUNE)
    assert first_difference(listed, sample(seed="0123")) == ""


def test_another_seed_gives_another_list():
    assert "“名单”第" in first_difference(read_list(sheets(sample(seed="1"))), sample(seed="2"))


def test_a_changed_population_is_named_before_the_list():
    said = first_difference(read_list(sheets(sample(40))), sample(41))
    assert said.startswith("“总体”第2行：名单为2018Q2 1号 总体13件")
    assert "重抽为2018Q2 1号 总体14件" in said


def _swapped(listed: Listed) -> Listed:
    first, second, *rest = listed.drawn
    return replace(listed, drawn=((first[0], second[1], first[2]), second, *rest))


CHANGES: dict[str, tuple[Callable[[Listed], Listed], str]] = {
    "another case put in": (_swapped, "“名单”第1行"),
    "the last one struck out": (lambda held: replace(held, drawn=held.drawn[:-1]), "“名单”第3行：名单为（没有）"),
    "one more added": (lambda held: replace(held, drawn=(*held.drawn, held.drawn[0])), "“名单”第4行"),
    "a stratum struck out": (lambda held: replace(held, strata=held.strata[:-1]), "“总体”第3行：名单为（没有）"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_list_that_was_changed_is_found_out(change):
    alter, said = CHANGES[change]
    assert said in first_difference(alter(read_list(sheets(sample()))), sample())


@pytest.mark.parametrize(
    ("spoil", "lack"),
    [
        (lambda book: book.pop("抽样说明"), "没有“抽样说明”表"),
        (lambda book: book.pop("名单"), "没有“名单”表"),
        (lambda book: book.update(抽样说明=[("项目", "内容"), ("抽样种类", "sms")]), "没有单位代码、考核期、种子"),
        (
            lambda book: book.update(
                抽样说明=[("项目", "内容"), *zip(["抽样种类", "单位代码", "考核期", "种子"], ["x"] * 4, strict=True)]
            ),
            "没有“x”这种抽样",
        ),
    ],
)
def test_what_is_no_list_is_said_to_be_none(spoil, lack):
    book = sheets(sample())
    spoil(book)
    with pytest.raises(ValueError, match=lack):
        read_list(book)
