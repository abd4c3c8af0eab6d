"""Filling: every word arrives, nothing is invented, the same bytes each time; and the file is sound."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from openxml_audit import OpenXmlValidator

from pipeline.compose.content import Brief, MonthlyReport
from pipeline.diagnostics import Severity
from pipeline.model.elements import PLACEHOLDER, Element
from pipeline.render.ooxml import NAMESPACES, cell_text, name, own_text, value
from pipeline.render.word import fill
from pipeline.render.word.fitting import em_width

TEMPLATES = Path(__file__).parents[3] / "templates"
MONTHLY, BRIEF = TEMPLATES / "月报.docx", TEMPLATES / "摘要.docx"


@dataclass(frozen=True)
class Words:
    """The smallest ``doc``."""

    text: str = ""
    texts: tuple[str, ...] = ()


def opened(blob: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(blob))


def of(document: docx.document.Document, element: Element) -> list[str]:
    nodes = document.element.body.iter(name("w:p"))
    ids = {style.name: style.style_id for style in document.styles}
    return [own_text(node) for node in nodes if value(node.find("w:pPr/w:pStyle", NAMESPACES)) == ids[element]]


def test_a_schema_validator_finds_nothing_in_what_was_filled(
    report: MonthlyReport, brief: Brief, tmp_path: Path
) -> None:
    for template, doc in ((MONTHLY, report), (BRIEF, brief)):
        blob, diagnostics = fill(template, doc)
        assert diagnostics == []
        (tmp_path / template.name).write_bytes(blob)
        assert [str(error) for error in OpenXmlValidator().validate(tmp_path / template.name).errors] == []


def test_the_same_content_gives_the_same_bytes(report: MonthlyReport, brief: Brief) -> None:
    for template, doc in ((MONTHLY, report), (BRIEF, brief)):
        assert fill(template, doc) == fill(template, doc)


def test_no_clock_is_read(brief: Brief) -> None:
    blob, _ = fill(BRIEF, brief)
    with ZipFile(io.BytesIO(blob)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        sheets = [package.read(entry) for entry in package.namelist() if entry.endswith(".xlsx")]
    assert len(sheets) == 2
    for sheet in sheets:
        with ZipFile(io.BytesIO(sheet)) as package:
            assert b"2018-01-01T00:00:00Z</dcterms:created>" in package.read("docProps/core.xml")
    assert opened(blob).core_properties.created == opened(BRIEF.read_bytes()).core_properties.created


def test_the_caller_may_date_the_file(brief: Brief) -> None:
    blob, _ = fill(BRIEF, brief, datetime(2018, 7, 5, 9, 30))
    properties = opened(blob).core_properties
    assert properties.created is not None
    assert properties.modified is not None
    assert {properties.created.isoformat(), properties.modified.isoformat()} == {"2018-07-05T09:30:00+00:00"}


def test_the_properties_say_what_it_is_and_whose(report: MonthlyReport) -> None:
    blob, _ = fill(MONTHLY, report)
    properties = opened(blob).core_properties
    assert (properties.title, properties.author) == (report.head.title, report.closing.signature)
    assert (properties.category, properties.language) == ("文件", "zh-CN")


def test_rows_of_a_group_share_one_merged_cell(report: MonthlyReport) -> None:
    blob, _ = fill(MONTHLY, report)
    table = opened(blob).tables[0]
    spans: list[list[str]] = []
    for row in table._tbl.tr_lst:
        first = row.tc_lst[0]
        if first.vMerge == "continue":
            spans[-1].append(cell_text(first))
        else:
            spans.append([cell_text(first)])
    groups = [(group.label, len(group.rows)) for group in report.scores.groups]
    assert [(span[0], len(span)) for span in spans[1:-2]] == groups
    assert not any(text for span in spans for text in span[1:])


def test_the_last_words_of_the_text_keep_with_what_closes_it(report: MonthlyReport) -> None:
    for notes in (report.attachment_notes, ()):
        document = opened(fill(MONTHLY, replace(report, attachment_notes=notes))[0])
        kept = [paragraph.text for paragraph in document.paragraphs if paragraph.paragraph_format.keep_with_next]
        assert kept == ["特此报告。"]


def test_what_is_still_to_be_filled_in_can_be_seen(report: MonthlyReport) -> None:
    head = replace(report.head, number=f"温公积金鹿{PLACEHOLDER}5号", signer=PLACEHOLDER)
    blob, _ = fill(MONTHLY, replace(report, head=head))
    runs = [run for paragraph in opened(blob).paragraphs for run in paragraph.runs if run.style.name == "待填字"]
    assert [run.text for run in runs] == [PLACEHOLDER, PLACEHOLDER]
    assert runs[1].font.name == "楷体_GB2312"  # 签发人's name, once it is typed there (7.2.6)
    assert f"温公积金鹿{PLACEHOLDER}5号签发人：{PLACEHOLDER}" in of(opened(blob), Element.DOCUMENT_NUMBER)


@pytest.mark.parametrize("text", ["<b>&amp;</b>", "{{ doc.text }}", "{% endfor %}", "“引号”'\"", "a < b & c > d", "〃"])
def test_words_arrive_as_they_are(text: str, template) -> None:
    path = template('<w:p><w:pPr><w:pStyle w:val="body"/></w:pPr><w:r><w:t>{{ doc.text }}</w:t></w:r></w:p>')
    blob, diagnostics = fill(path, Words(text))
    assert (of(opened(blob), Element.BODY), diagnostics) == ([text], [])


def test_characters_that_no_xml_may_hold_are_dropped_and_named(template) -> None:
    path = template('<w:p><w:pPr><w:pStyle w:val="body"/></w:pPr><w:r><w:t>{{ doc.text }}</w:t></w:r></w:p>')
    blob, diagnostics = fill(path, Words("反映\x00公积金\x0b提取\ud800"))
    assert of(opened(blob), Element.BODY) == ["反映公积金提取"]
    assert [(fault.code, fault.severity) for fault in diagnostics] == [("DOC-CONTROL", Severity.WARNING)]
    assert "U+0000、U+000B、U+D800" in diagnostics[0].message


@pytest.mark.parametrize("unseen", ["\ufeff", "\u200b", "\u00ad", "\u2028", "\ue000"])
def test_characters_that_nobody_sees_are_dropped_and_named(unseen: str, template) -> None:
    path = template('<w:p><w:pPr><w:pStyle w:val="body"/></w:pPr><w:r><w:t>{{ doc.text }}</w:t></w:r></w:p>')
    blob, diagnostics = fill(path, Words(f"窗口{unseen}无人"))
    assert of(opened(blob), Element.BODY) == ["窗口无人"]
    assert [fault.code for fault in diagnostics] == ["DOC-CONTROL"]


def test_a_long_agency_mark_is_condensed_into_the_type_area(report: MonthlyReport) -> None:
    for mark in ("鹿城区人民政府文件", report.head.agency_mark, report.head.agency_mark * 2):
        blob, _ = fill(MONTHLY, replace(report, head=replace(report.head, agency_mark=mark)))
        run = opened(blob).paragraphs[0].runs[0]
        scale = int(value(run._r.rPr.find(name("w:w")))) / 100
        assert em_width(mark) * run.font.size.pt * scale <= 442.3
        assert scale >= 0.6 or len(mark) > 8


@pytest.mark.parametrize(
    ("signature", "date", "expected"),
    [
        # 鹿城管理部: 5 字, shorter than the date, which is then itself 2 字 from the right
        ("鹿城管理部", "2018年7月5日", {"signature": 8845 - 640 - 6 * 315 - 640, "date": 8845 - 640 - 6 * 315}),
        ("温州市住房公积金管理中心鹿城管理部", "2018年7月5日", {"date": 8845 - 17 * 315}),
    ],
)
def test_the_date_begins_two_characters_right_of_the_signature(
    report: MonthlyReport, signature: str, date: str, expected: dict[str, int]
) -> None:
    closing = replace(report.closing, signature=signature, date=date)
    document = opened(fill(MONTHLY, replace(report, closing=closing))[0])
    lefts = {}
    for node in document.element.body.iter(name("w:p")):
        style = value(node.find("w:pPr/w:pStyle", NAMESPACES))
        if style in {"signature", "date"} and (indent := node.find("w:pPr/w:ind", NAMESPACES)) is not None:
            lefts[style] = int(value(indent, "w:left"))
    assert lefts == expected


def test_without_a_copy_the_imprint_has_one_row(report: MonthlyReport) -> None:
    blob, _ = fill(MONTHLY, replace(report, imprint=replace(report.imprint, copy_to="")))
    assert of(opened(blob), Element.COPY_TO) == []
    rows = opened(blob).element.body.xpath(".//w:txbxContent//w:tr")
    assert [own_text(next(row.iter(name("w:p")))) for row in rows] == [
        report.imprint.printer + report.imprint.printed_on
    ]


def test_a_table_without_rows_is_left_out(report: MonthlyReport) -> None:
    tickets = replace(report.tickets, groups=(), notes=("本月没有诉求。",))
    full, _ = fill(MONTHLY, report)
    blob, _ = fill(MONTHLY, replace(report, tickets=tickets))
    assert len(opened(blob).tables) == len(opened(full).tables) - 1
    assert "本月没有诉求。" in of(opened(blob), Element.TABLE_NOTE)
