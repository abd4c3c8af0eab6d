"""Printing by typst: what can go wrong is said as by the default painter, and bytes repeat."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from pipeline.diagnostics import Severity
from pipeline.fonts import Role
from pipeline.model.document import Attachment, OfficialDocument, Paragraph, Row, Run, Table
from pipeline.model.elements import Element, Layout
from pipeline.render import pdf
from pipeline.render.enclosure import Enclosure
from pipeline.render.house import House
from pipeline.render.produce import PAINTERS, painter
from pipeline.render.typst import print_pdf
from pipeline.settings import CHOICES
from tests.render.pdf.conftest import cell, head_row, paragraph
from tests.render.typst.conftest import copied, farthest, spots

BOOK = Enclosure("评分依据.xlsx", "得分的出处", b"PK the workbook's bytes")


def test_every_painter_that_settings_may_ask_for_is_there():
    assert set(PAINTERS) == set(CHOICES["pdf", "engine"])


@pytest.fixture(scope="module")
def both(long_report, fonts, pages):
    """A long report with merged cells over page ends and a landscape attachment, by both painters."""
    ours, faults = print_pdf(long_report, fonts, pages)
    theirs, others = pdf.print_pdf(long_report, fonts, pages)
    assert [str(fault) for fault in faults] == [str(fault) for fault in others]
    return ours, theirs


def test_merged_cells_and_turned_pages_stand_where_the_default_painter_puts_them(both):
    ours, theirs = (spots(made) for made in both)
    assert len(ours) == len(theirs)
    assert max(farthest(*pair) for pair in zip(ours, theirs, strict=True) if pair[0]) < 0.8
    assert copied(both[0], "-raw") == copied(both[1], "-raw")


def test_painting_follows_reading(both):
    painted = copied(both[0], "-raw")
    labels = [text for text in ("第1阶段", "1.1深入", "1.14深入", "第2阶段", "2.1深入") if text in painted]
    assert len(labels) == 5
    assert sorted(labels, key=painted.index) == labels


def test_landscape_pages_are_turned_into_the_bundle(both):
    turned = []
    for made in both:
        with pikepdf.open(BytesIO(made)) as opened:
            turned.append([int(page.get("/Rotate", 0)) for page in opened.pages])
    assert turned[0] == turned[1]
    assert 270 in turned[0]


def test_a_merged_cell_is_one_cell_with_its_rows_and_heads_have_scope(both):
    with pikepdf.open(BytesIO(both[0])) as opened:
        elements = [e for e in opened.objects if isinstance(e, pikepdf.Dictionary) and e.get("/Type") == "/StructElem"]
        spans = [int(a.RowSpan) for e in elements if e.S == "/TD" for a in e.get("/A", []) if "/RowSpan" in a]
        scopes = {str(a.Scope) for e in elements if e.S == "/TH" for a in e.A if "/Scope" in a}
        rows = [len(e.K) for e in elements if e.S == "/TR"]
    assert sum(spans) > 14
    assert scopes == {"/Column"}
    assert set(rows) <= {2, 3, 5}


def test_the_file_claims_what_it_keeps_and_has_no_made_up_date(both):
    with pikepdf.open(BytesIO(both[0])) as opened, opened.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"], metadata["pdfuaid:part"]) == ("3", "A", "1")
        assert (str(opened.Root.Lang), bool(opened.Root.MarkInfo.Marked)) == ("zh-CN", True)
        assert not {"/CreationDate", "/ModDate"} & set(opened.docinfo.keys())
        assert b"1980" not in opened.Root.Metadata.read_bytes()
        with opened.open_outline() as outline:
            titles = [str(item.title) for item in outline.root]
    assert titles[1:] == ["附件1 重点工作计划安排表", "附件2 扣分明细表"]


def test_equal_documents_give_equal_bytes_and_enclosures_are_named_once(make_report, fonts, pages):
    document = make_report(rounds=1)
    first, second = (print_pdf(document, fonts, pages, (BOOK,))[0] for _ in range(2))
    assert first == second
    with pikepdf.open(BytesIO(first)) as opened:
        (file,) = opened.Root.AF
        assert (str(file.UF), str(file.F), str(file.AFRelationship)) == ("评分依据.xlsx", "enclosure-1.xlsx", "/Source")
        ((_, spec),) = opened.attachments.items()
        assert spec.get_file().read_bytes() == BOOK.content


@pytest.mark.parametrize(
    "house", [House(lines=24), House(top=30.0, binding=30.0, type_height=230.0), House(body_size=15.0)]
)
def test_the_offices_own_rules_hold_for_both_painters(house, make_report, fonts, pages):
    document = make_report(rounds=2)
    ours, theirs = (spots(paint(document, fonts, pages, (), house)[0]) for paint in map(painter, PAINTERS))
    assert max(farthest(*pair) for pair in zip(ours, theirs, strict=True) if pair[0]) < 0.8


@pytest.mark.parametrize("rows", [3, 12])
def test_a_brief_is_shrunk_as_by_the_default_painter(rows, make_brief, fonts, pages):
    ours, theirs = (spots(paint(make_brief(rows), fonts, pages)[0]) for paint in map(painter, PAINTERS))
    assert (len(ours), len(theirs)) == (1, 1)
    assert farthest(ours[0], theirs[0]) < 0.8


@pytest.mark.parametrize("name", PAINTERS)
def test_who_keeps_anothers_words_says_so_in_the_file(name, make_brief, fonts, pages):
    for is_verbatim, told in ((True, "版式：一页通；照录原文"), (False, "版式：一页通")):
        made, _ = painter(name)(replace(make_brief(3), is_verbatim=is_verbatim), fonts, pages)
        with pikepdf.open(BytesIO(made)) as file:
            assert str(file.docinfo["/Keywords"]) == told


def listed(rows, make_report, state="已完成"):
    """A report whose attachment is a plain table of so many rows, which its page can just hold or not."""
    body = [Row((cell(0, f"第{number}项"), cell(1, state))) for number in range(1, rows + 1)]
    title = (paragraph(Element.ATTACHMENT_NUMBER, "附件1"), paragraph(Element.ATTACHMENT_TITLE, "重点工作"))
    return make_report(1, [Attachment((*title, Table((78, 78), (head_row("事项", "进展"), *body))))])


@pytest.mark.parametrize("name", PAINTERS)
def test_a_tables_last_rows_stand_three_together_behind_a_page_end(name, make_report, fonts, pages):
    for rows, parted in ((FULL, [FULL]), (FULL + 1, [FULL - 2, 3]), (FULL + 4, [FULL, 4])):
        made, _ = painter(name)(listed(rows, make_report), fonts, pages)
        assert [len(page["第"]) for page in spots(made)[1:] if page["第"]] == parted


@pytest.mark.parametrize("name", PAINTERS)
def test_high_rows_at_a_tables_end_need_no_company(name, make_report, fonts, pages):
    made, _ = painter(name)(listed(9, make_report, "已完成" * 30), fonts, pages)
    assert [len(page["第"]) for page in spots(made)[1:] if page["第"]] == [4, 5]
    made, _ = painter(name)(listed(5, make_report, "已完成" * 30), fonts, pages)
    assert [len(page["第"]) for page in spots(made)[1:] if page["第"]] == [4, 1]


def following(last: list[Paragraph]) -> OfficialDocument:
    """A document that fills its page but for one line, and what comes then."""
    lines = [paragraph(Element.TITLE, "工作汇报"), *(paragraph(Element.BODY, "正文。") for _ in range(19))]
    return OfficialDocument(Layout.PLAIN, "工作汇报", "", (), (*lines, *last), (), ())


ENDING = [
    paragraph(Element.ATTACHMENT_NOTE, "附件：1.指标得分表"),
    paragraph(Element.ATTACHMENT_NOTE, "2.扣分明细表"),
    paragraph(Element.SIGNATURE, "鹿城管理部"),
    paragraph(Element.DATE, "2018年7月5日"),
]
TOGETHER = {
    "a heading and its text": [paragraph(Element.HEADING_1, "末行"), paragraph(Element.BODY, "次面")],
    "headings and their text": [
        paragraph(Element.HEADING_1, "末行"), paragraph(Element.HEADING_2, "次行"), paragraph(Element.BODY, "次面"),
    ],
    "the last words and 附件说明": [paragraph(Element.BODY, "末行"), *ENDING],
    "the last line and 署名": [paragraph(Element.BODY, "正" * 26 + "末行"), *ENDING[2:]],
}  # fmt: skip


@pytest.mark.parametrize("name", PAINTERS)
@pytest.mark.parametrize("last", TOGETHER.values(), ids=TOGETHER)
def test_no_page_ends_with_a_heading_nor_holds_a_signature_without_words(name, last, fonts, pages):
    made, _ = painter(name)(following(last), fonts, pages)
    first, second = spots(made)
    assert len(first["文"]) == 19
    assert second["末"]


FULL = 22
"""Rows that the page of an attachment holds below its title."""


def test_a_brief_that_never_fits_is_an_error(make_brief, fonts, pages):
    printed, faults = print_pdf(make_brief(120), fonts, pages)
    assert printed
    assert [fault.code for fault in faults if fault.severity is Severity.ERROR] == ["PDF-ONE-PAGE"]


def test_without_the_wheel_the_remedy_is_told(make_report, fonts, pages, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    monkeypatch.setattr("pipeline.render.typst.press.find_spec", lambda _: None)
    printed, [fault] = print_pdf(make_report(rounds=1), fonts, pages)
    assert (printed, fault.code, fault.severity) == (b"", "PDF-TYPST", Severity.ERROR)
    assert "pip install 'pingyi[typst]'" in fault.remedy


def test_a_character_without_a_glyph_is_the_same_error_as_by_the_default_painter(make_report, fonts, pages):
    report = make_report(rounds=1)
    odd = replace(report, body=(*report.body, Paragraph(Element.BODY, (Run("经办人\U0001f600李某。"),))))
    _, ours = print_pdf(odd, fonts, pages)
    _, theirs = pdf.print_pdf(odd, fonts, pages)
    [mine], [its] = ([str(f) for f in faults if f.code == "FNT-GLYPH"] for faults in (ours, theirs))
    assert mine == its
    assert "经办人" in mine


def test_markup_in_the_words_is_printed_not_obeyed(make_report, fonts, pages):
    report = make_report(rounds=1)
    words = "#panic(\"甲\") *乙* _丙_ $x$ @丁 <戊> \\ `己` // 庚 'q' --- ..."
    odd = replace(report, body=(*report.body, Paragraph(Element.BODY, (Run(words),))))
    printed, _ = print_pdf(odd, fonts, pages)
    assert "".join(words.split()) in copied(printed, "-raw")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ('#panic("坏")', "坏"),
        ("#data.nothing", "nothing"),
        ('#import "@preview/cetz:0.3.0"', "@ 包"),
        ('#read("/etc/hostname")', "行"),
        ("#let x = ", "行"),
    ],
    ids=["panic", "unknown field", "package", "other file", "broken"],
)
def test_what_the_page_template_may_not_do_is_an_error(change, said, make_report, fonts, own_pages):
    template = own_pages / "公文.typ"
    template.write_text(template.read_text(encoding="utf-8") + change, encoding="utf-8")
    printed, faults = print_pdf(make_report(rounds=1), fonts, own_pages)
    [fault] = [fault for fault in faults if fault.severity is Severity.ERROR]
    assert (printed, fault.code) == (b"", "PDF-TEMPLATE")
    assert said in f"{fault.place}{fault.message}"


@pytest.fixture
def own_pages(pages, tmp_path):
    """Copy the page templates, to be changed."""
    return Path(shutil.copytree(pages, tmp_path / "page"))


def test_a_template_that_breaks_pages_otherwise_is_an_error(make_report, fonts, own_pages):
    template = own_pages / "公文.typ"
    changed = template.read_text(encoding="utf-8").replace("leading: 0pt", "leading: 9pt")
    template.write_text(changed, encoding="utf-8")
    _, faults = print_pdf(make_report(rounds=3), fonts, own_pages)
    assert "PDF-LAYOUT" in {fault.code for fault in faults if fault.severity is Severity.ERROR}


def test_without_template_or_fonts_nothing_is_printed(make_report, fonts, pages, tmp_path):
    (tmp_path / "文件.html").touch()
    printed, [fault] = print_pdf(make_report(rounds=1), fonts, tmp_path)
    assert (printed, fault.code) == (b"", "PDF-TEMPLATE")
    printed, [fault] = print_pdf(make_report(rounds=1), replace(fonts, faces={}), pages)
    assert (printed, fault.code) == (b"", "PDF-FONT")


def test_a_letter_and_a_bulletin_stand_as_by_the_default_painter(make_report, fonts, pages):
    for layout in (Layout.LETTER, Layout.BULLETIN, Layout.PLAIN):
        document = make_report(rounds=1, layout=layout)
        document = replace(document, head=document.head[1:])  # without 份号, which neither has
        ours, theirs = (spots(paint(document, fonts, pages)[0]) for paint in map(painter, PAINTERS))
        assert max(farthest(*pair) for pair in zip(ours, theirs, strict=True) if pair[0]) < 0.8, layout


def test_only_the_faces_of_the_run_are_embedded(both, fonts):
    names = {face.postscript_name for face in fonts.used()}
    with pikepdf.open(BytesIO(both[0])) as opened:
        found = {str(e.FontName).split("+")[-1] for e in opened.objects
                 if isinstance(e, pikepdf.Dictionary) and e.get("/Type") == "/FontDescriptor"}  # fmt: skip
    assert found <= names
    assert fonts.face(Role.FANGSONG).postscript_name in found
