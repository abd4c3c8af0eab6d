"""What is measured must be what was printed: papers say where everything stands, the reader must find it there."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pikepdf
import pytest
from weasyprint import HTML

from pipeline.check.measured import BLACK, MM, Box, Glyph, Line, Page, Stroke, Typeface
from pipeline.check.pdf import read_pdf
from pipeline.check.pdf.zones import zones_of
from pipeline.check.profile import STANDARD
from pipeline.check.subject import Subject
from pipeline.check.typefaces import roles_of
from pipeline.fonts import FontSet, Role
from pipeline.model.elements import Element, Layout
from tests.check.good import LEFT, RED_LINE, RIGHT, at, filler, letter, report
from tests.check.paper import PITCH, Paper, baseline
from tests.check.press import Press

NEAR = 0.02
"""Millimetres."""


@pytest.fixture(scope="module")
def subject(press: Press) -> Subject:
    return read_pdf(press.print(report()), "报告.pdf", STANDARD)


def test_the_grid_is_found(subject: Subject) -> None:
    grid = subject.grid
    assert grid is not None
    assert grid.left == pytest.approx(LEFT, abs=0.1)
    assert grid.right == pytest.approx(RIGHT, abs=0.1)
    assert grid.pitch == pytest.approx(PITCH, abs=NEAR)
    assert grid.size == 16


def test_a_page_with_few_full_lines_is_as_wide_as_the_others(press: Press) -> None:
    lines = {
        f"{page}.{n}": at(n, filler(26), page, track=0.0) for page, count in ((1, 5), (2, 2)) for n in range(count)
    }
    ends = {f"{page}.末": at(6, "特此报告。", page) for page in (1, 2)}
    grid = read_pdf(press.print(Paper(2, lines | ends)), "窄.pdf", STANDARD).grid
    assert grid is not None
    assert grid.on(2).right - grid.on(2).left == pytest.approx(26 * 16 * MM, abs=0.1)


def test_a_rule_that_is_painted_twice_is_one(press: Press) -> None:
    paper = report()
    twice = replace(paper, bars={**paper.bars, **{f"{name}又": bar for name, bar in paper.bars.items()}})
    assert len(read_pdf(press.print(twice), "报告.pdf", STANDARD).imprint_lines) == 3


def test_lines_stand_where_they_were_printed(subject: Subject) -> None:
    line = next(line for line in subject.pages[1].lines if line.text.startswith("一、"))
    assert line.baseline == pytest.approx(baseline(0), abs=NEAR)
    assert line.x0 == pytest.approx(LEFT + 2 * 156 / 28, abs=NEAR)


@pytest.mark.parametrize(
    ("element", "count"),
    [
        (Element.COPY_NUMBER, 1), (Element.SECRECY, 1), (Element.URGENCY, 1), (Element.AGENCY_MARK, 1),
        (Element.DOCUMENT_NUMBER, 1), (Element.TITLE, 1), (Element.ADDRESSEE, 1), (Element.BODY, 6),
        (Element.HEADING_1, 2), (Element.HEADING_2, 1), (Element.HEADING_3, 1), (Element.ATTACHMENT_NOTE, 2),
        (Element.SIGNATURE, 1), (Element.DATE, 1), (Element.NOTE, 1), (Element.ATTACHMENT_NUMBER, 2),
        (Element.ATTACHMENT_TITLE, 2), (Element.COPY_TO, 1), (Element.PRINTER, 1),
    ],
)  # fmt: skip
def test_every_element_is_recognised(subject: Subject, element: Element, count: int) -> None:
    assert len(list(subject.of(element))) == count


def test_a_paragraph_over_a_pages_end_is_one(subject: Subject) -> None:
    third = list(subject.of(Element.BODY))[2]
    assert {line.page for line in third.lines} == {2, 3}
    assert len(third.lines) == 10


def test_a_charts_labels_are_not_counted_as_lines(press: Press) -> None:
    labels = (at(line, "得分率", 3, 10, size=10.5) for line in (5.4, 5.8, 6.2))
    chart = report()
    for number, label in enumerate(labels):
        chart = chart.adding(f"图{number}", label)
    printed = read_pdf(press.print(chart), "报告.pdf", STANDARD)
    places = {passage.text[:4]: passage.place for passage in printed.passages if passage.page == 3}
    assert (places["特此报告"], places["得分率"], places["附件：1"]) == ("第3页第6行", "第3页“得分率”", "第3页第7行")


def test_the_red_line_is_measured(subject: Subject) -> None:
    (line,) = subject.red_lines
    assert (line.width, line.thickness, line.y) == pytest.approx((156, 0.5, RED_LINE), abs=NEAR)


def test_the_lines_of_the_imprint_are_measured(subject: Subject) -> None:
    assert [line.y for line in subject.imprint_lines] == pytest.approx([246, 254, 262], abs=NEAR)
    assert [line.thickness for line in subject.imprint_lines] == pytest.approx([0.35, 0.25, 0.35], abs=NEAR)


def test_turned_pages_can_be_read(subject: Subject) -> None:
    turned = [page.number for page in subject.pages if page.turned]
    assert turned == [4, 5]
    assert [number.page for number in subject.page_numbers] == [1, 2, 3, 4, 5, 6]
    assert [page for page, _ in subject.tables] == [4, 5]
    assert next(subject.of(Element.ATTACHMENT_NUMBER)).text == "附件1"


def test_a_landscape_sheet_reads_like_a_turned_one(press: Press) -> None:
    with pikepdf.open(io.BytesIO(press.print(report()))) as pdf:
        for page in (pdf.pages[3], pdf.pages[4]):
            page.rotate(90, relative=True)
        shown = io.BytesIO()
        pdf.save(shown)
    subject = read_pdf(shown.getvalue(), "报告.pdf", STANDARD)
    assert [page.number for page in subject.pages if page.turned] == [4, 5]
    assert [number.page for number in subject.page_numbers] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(("paper", "layout"), [(report, Layout.DOCUMENT), (letter, Layout.LETTER)])
def test_a_layout_is_known_by_its_looks(paper: Callable[[], Paper], layout: Layout, press: Press) -> None:
    looks = press.print(replace(paper(), keywords=""))
    assert read_pdf(looks, "无说明.pdf", STANDARD).layout is layout


def test_text_survives_a_character_without_a_glyph(fonts: FontSet) -> None:
    """WeasyPrint then writes an encoding of its own, which pdfminer alone would not read."""
    face = fonts.face(Role.FANGSONG).path
    style = f"@font-face{{font-family:f;src:url({face.as_uri()})}} p{{font:16pt f}}"
    pdf = HTML(string=f"<style>{style}</style><p>特此报告\ue000。</p><p>温州市</p><p>鹿城区</p>").write_pdf()
    subject = read_pdf(pdf, "缺字.pdf", STANDARD)
    lines = list(subject.pages[0].lines)
    assert [line.text for line in lines][1:] == ["温州市", "鹿城区"]
    assert [glyph.present for glyph in lines[0].glyphs] == [True, True, True, True, False, True]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("ABCDEF+FandolFang-Regular", Role.FANGSONG), ("仿宋_GB2312", Role.FANGSONG), ("FangSong", Role.FANGSONG),
        ("KaiTi_GB2312", Role.KAI), ("SimHei", Role.HEI), ("NotoSansCJKjp-Bold", Role.HEI),
        ("NotoSerifCJKjp-Bold-VKana", Role.TITLE_SONG), ("FZXBSJW--GB1-0", Role.TITLE_SONG),
        ("BAAAAA+SimSun", Role.SONG), ("NotoSerifCJKjp-Regular", Role.SONG),
    ],
)  # fmt: skip
def test_a_font_is_known_by_its_name(name: str, role: Role) -> None:
    assert roles_of(name) == {role}


def test_a_latin_font_plays_no_role() -> None:
    assert roles_of("TimesNewRomanPSMT") == frozenset()


@pytest.mark.parametrize("beyond", [0.0, 0.5, 1.0])
def test_a_mark_at_a_lines_end_may_stand_half_or_wholly_outside(beyond: float) -> None:
    width = 16 * MM
    end = 184 + beyond * width
    face = Typeface("f", frozenset())
    line = Line((Glyph("好", end - 2 * width, end - width, 50, 16, face), Glyph("，", end - width, end, 50, 16, face)))
    assert line.right_edge(184) == pytest.approx(184)


def ruled(*extra: Stroke) -> Page:
    """A table of two columns and two rows, cell by cell as word processors draw it, with more strokes."""
    lying = (Stroke(x, x + 50, y, y, 0.2, BLACK) for x in (28, 78) for y in (50, 60, 70))
    standing = (Stroke(x, x, y, y + 10, 0.2, BLACK) for x in (28, 78, 128) for y in (50, 60))
    return Page(1, 210, 297, (), (*lying, *standing, *extra))


@pytest.mark.parametrize(
    "bar", [Stroke(25.3, 25.5, 50, 70, 0.2, BLACK), Stroke(131, 131, 40, 80, 0.2, BLACK)], ids=["left", "right"]
)
def test_a_change_bar_beside_a_table_does_not_widen_it(bar: Stroke) -> None:
    assert zones_of(ruled(bar), STANDARD).tables == zones_of(ruled(), STANDARD).tables == (Box(28, 128, 50, 70),)
