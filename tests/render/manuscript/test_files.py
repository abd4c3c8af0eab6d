"""Whole files: ours read back, ours saved again by another program, and what is no Word file at all."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest

from pipeline.compose.content import Brief, MonthlyReport
from pipeline.diagnostics import Severity
from pipeline.model.document import Figure, OfficialDocument, Paragraph, Table
from pipeline.model.elements import Element, Emphasis, Layout
from pipeline.render.manuscript import read_manuscript
from pipeline.render.word import fill

TEMPLATES = Path(__file__).parents[3] / "templates"


def filled(template: str, doc: object) -> bytes:
    return fill(TEMPLATES / template, doc)[0]


def strings(value: object) -> Iterator[str]:
    """Give every text of a content object."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from strings(one)
    elif is_dataclass(value) and not isinstance(value, Figure):
        for field in fields(value):
            yield from strings(getattr(value, field.name))


def words(document: OfficialDocument) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs())


def test_every_word_of_the_content_is_in_the_document(report: MonthlyReport, brief: Brief) -> None:
    for template, doc in (("月报.docx", report), ("摘要.docx", brief)):
        document, notes = read_manuscript(filled(template, doc), template)
        assert notes == []
        assert [text for text in strings(doc) if text not in f"{words(document)}\n{document.author}"] == []


def test_the_monthly_report_comes_back_by_its_elements(report: MonthlyReport) -> None:
    document, _ = read_manuscript(filled("月报.docx", report), "月报.docx")
    assert (document.layout, document.title) == (Layout.DOCUMENT, report.head.title)
    assert document.author == report.closing.signature
    number = document.head[1]
    assert number.text == f"{report.head.number}\t签发人：{report.head.signer}"
    headings = [block.text for block in document.body if getattr(block, "element", "") == Element.HEADING_1]
    assert [heading[:2] for heading in headings] == ["一、", "二、", "三、", "四、", "五、", "六、", "七、"]
    leads = [block.runs[0] for block in document.body if isinstance(block, Paragraph) and len(block.runs) == 2]
    assert {run.emphasis for run in leads} == {Emphasis.KAI}
    assert [paragraph.element for paragraph in document.imprint] == [Element.COPY_TO, Element.PRINTER]
    assert [attachment.landscape for attachment in document.attachments] == [True, True, False, True]


def test_tables_come_back_with_grid_spans_and_heads(report: MonthlyReport) -> None:
    document, _ = read_manuscript(filled("月报.docx", report), "月报.docx")
    tables = [block for block in document.blocks() if isinstance(block, Table)]
    groups = (report.scores.groups, report.deductions.groups, report.tasks.groups, report.tickets.groups)
    for table, own in zip(tables, groups, strict=True):
        assert [row.is_header for row in table.rows[:2]] == [True, False]
        first = [row.cells[0] for row in table.rows[1:] if row.cells[0].column == 0 and row.cells[0].column_span == 1]
        assert [(cell.text, cell.row_span) for cell in first] == [(group.label, len(group.rows)) for group in own]
        assert sum(table.widths_mm) == pytest.approx(225 if table.landscape else 156, abs=0.5)
    totals = [row.cells[0] for row in tables[0].rows[-2:]]
    assert [(cell.text, cell.column_span) for cell in totals] == [("日常评议", 2), ("合计", 2)]


def test_figures_come_back_to_the_last_decimal(brief: Brief) -> None:
    document, _ = read_manuscript(filled("摘要.docx", brief), "摘要.docx")
    assert tuple(block for block in document.body if isinstance(block, Figure)) == brief.charts


def test_another_program_s_copy_says_the_same(report: MonthlyReport, brief: Brief, tmp_path: Path) -> None:
    """LibreOffice stands in for the programs of clerks: it writes every part anew."""
    kinds = {"月报.docx": report, "摘要.docx": brief}
    for template, doc in kinds.items():
        (tmp_path / template).write_bytes(filled(template, doc))
    copy = ["soffice", f"-env:UserInstallation={(tmp_path / 'home').as_uri()}", "--headless"]
    copy += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "copy")]
    subprocess.run([*copy, *(str(tmp_path / template) for template in kinds)], check=True, capture_output=True)
    for template in kinds:
        ours, _ = read_manuscript((tmp_path / template).read_bytes(), template)
        theirs, notes = read_manuscript((tmp_path / "copy" / template).read_bytes(), template)
        assert {note.code for note in notes} <= {"WRD-SPOKEN"}  # it forgets what is read aloud
        assert list(map(simplified, theirs.blocks())) == list(map(simplified, ours.blocks()))
        assert (theirs.title, theirs.author, theirs.layout) == (ours.title, ours.author, ours.layout)


def simplified(block: object) -> object:
    """Leave out what a copy may change: hundredths of a millimetre, and words read aloud."""
    if isinstance(block, Table):
        return replace(block, widths_mm=tuple(round(width) for width in block.widths_mm))
    if isinstance(block, Figure):
        return replace(block, alternative="", width_mm=round(block.width_mm), height_mm=round(block.height_mm))
    return block


def zipped(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


NO_WORD_FILE = {
    "nothing": b"",
    "text": "关于2018年6月".encode(),
    "an old or encrypted file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "half a zip": zipped({"word/document.xml": b"x" * 4000})[:200],
    "a zip of something else": zipped({"a.txt": b"a"}),
    "a workbook's content types": zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}),
}


@pytest.mark.parametrize("blob", NO_WORD_FILE.values(), ids=NO_WORD_FILE.keys())
def test_what_is_no_word_file_gives_one_clear_error(blob: bytes) -> None:
    document, notes = read_manuscript(blob, "书稿.docx")
    assert [(note.code, note.severity) for note in notes] == [("WRD-FILE", Severity.ERROR)]
    assert list(document.blocks()) == []


def test_a_zip_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.render.manuscript.read.LARGEST", 10_000)
    _, notes = read_manuscript(zipped({"word/document.xml": bytes(20_000)}), "书稿.docx")
    assert [note.code for note in notes] == ["WRD-LARGE"]


def test_entities_of_a_hostile_file_are_not_expanded(report: MonthlyReport) -> None:
    with ZipFile(io.BytesIO(filled("月报.docx", report))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    declared = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document'
    hostile = parts["word/document.xml"].replace(b"<w:document", declared, 1).replace("特此报告".encode(), b"&x;")
    document, _ = read_manuscript(zipped(parts | {"word/document.xml": hostile}), "书稿.docx")
    assert "root:" not in words(document)


def test_words_in_a_header_are_named(report: MonthlyReport) -> None:
    opened = docx.Document(io.BytesIO(filled("月报.docx", report)))
    opened.sections[0].header.paragraphs[0].text = "内部资料"
    target = io.BytesIO()
    opened.save(target)
    _, notes = read_manuscript(target.getvalue(), "书稿.docx")
    assert [note.code for note in notes] == ["WRD-HEADER"]
    assert "内部资料" in notes[0].message


def test_an_unknown_layout_is_named_and_judged_by_the_head(report: MonthlyReport) -> None:
    opened = docx.Document(io.BytesIO(filled("月报.docx", report)))
    opened.core_properties.category = "其他"
    target = io.BytesIO()
    opened.save(target)
    document, notes = read_manuscript(target.getvalue(), "书稿.docx")
    assert document.layout is Layout.DOCUMENT
    assert [note.code for note in notes] == ["WRD-LAYOUT"]
