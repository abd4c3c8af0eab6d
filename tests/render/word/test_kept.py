"""A template is made ready once: nothing that is kept may ever be seen in a document."""

from __future__ import annotations

import io
import multiprocessing
import sys
import zipfile
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.compose.content import Brief, MonthlyReport
from pipeline.model.document import Figure, Series
from pipeline.render.canonical import packed
from pipeline.render.manuscript import read_manuscript
from pipeline.render.word import casts, fill, fill_open, prepared, shell
from pipeline.render.word import dittos as dittos_of

TEMPLATES = Path(__file__).parents[3] / "templates"
MONTHLY, BRIEF = TEMPLATES / "月报.docx", TEMPLATES / "摘要.docx"


@dataclass(frozen=True)
class Words:
    text: str = ""
    rows: tuple[tuple[str, str], ...] = ()


Filling = tuple[Path, object]


@pytest.fixture
def fillings(report: MonthlyReport, brief: Brief) -> list[Filling]:
    """Documents of several templates, with more and with less in them."""
    named = replace(report, head=replace(report.head, title="关于“双评议”工作<试行>情况的报告"))
    none = replace(report, tickets=replace(report.tickets, groups=(), notes=("本月没有诉求。",)))
    bare = replace(brief, charts=brief.charts[:1], title="一页通")
    return [(MONTHLY, report), (BRIEF, brief), (MONTHLY, named), (BRIEF, bare), (MONTHLY, none)]


def filled(filling: Filling) -> bytes:
    return fill(*filling)[0]


def cold() -> None:
    """Forget everything that is kept."""
    prepared._kept.cache_clear()
    shell.shell.cache_clear()
    casts._moulds.cache_clear()


def test_a_warm_process_makes_what_a_cold_one_makes_in_any_order(fillings: list[Filling]) -> None:
    alone = []
    for filling in fillings:
        cold()
        alone.append(filled(filling))
    cold()
    assert [filled(filling) for filling in fillings] == alone
    assert [filled(filling) for filling in reversed(fillings)] == alone[::-1]
    assert len(set(alone)) == len(alone)


@pytest.mark.parametrize("workers", [
    lambda: ThreadPoolExecutor(4),
    lambda: ProcessPoolExecutor(2, multiprocessing.get_context("spawn")),
], ids=["threads", "processes"])  # fmt: skip
def test_workers_make_the_same_bytes(workers, fillings: list[Filling]) -> None:
    expected = [filled(filling) for filling in fillings]
    pool: Executor
    with workers() as pool:
        assert list(pool.map(filled, fillings * 3)) == expected * 3


def test_a_template_that_a_clerk_has_edited_is_seen_at_once(template) -> None:
    body = '<w:p><w:pPr><w:pStyle w:val="body"/></w:pPr><w:r><w:t>{}{{{{ doc.text }}}}</w:t></w:r></w:p>'
    before = fill(template(body.format("旧")), Words("甲"))[0]
    after = fill(template(body.format("新")), Words("甲"))[0]
    assert [words(before), words(after)] == ["旧甲", "新甲"]


def test_a_document_that_could_not_be_filled_leaves_nothing_behind(report: MonthlyReport) -> None:
    expected = fill(MONTHLY, report)
    failed, faults = fill(MONTHLY, Words("甲"))
    assert (failed, [fault.code for fault in faults]) == (b"", ["TPL-UNKNOWN"])
    assert fill(MONTHLY, report) == expected


def test_what_filling_left_open_reads_as_the_file_does(fillings: list[Filling]) -> None:
    for template, doc in fillings:
        made, _ = fill_open(template, doc)
        assert read_manuscript(made.readable, template.name) == read_manuscript(made.docx, template.name)


@pytest.mark.parametrize("text", ["甲 & 乙", "a < b"])
def test_a_filter_that_escapes_nothing_cannot_break_the_file(text: str, template) -> None:
    path = template('<w:p><w:pPr><w:pStyle w:val="body"/></w:pPr><w:r><w:t>{{ doc.text|safe }}</w:t></w:r></w:p>')
    assert words(fill(path, Words(text))[0]).split() == [text[0], text[-1]]


ROW = '<w:tr><w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/>{}<w:vAlign w:val="center"/></w:tcPr>{}</w:tc>{}</w:tr>'
CELL = '<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{}</w:tc>'
TEXT = '<w:p><w:pPr><w:pStyle w:val="table-text"/></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'


@pytest.mark.parametrize("span", ["", '<w:gridSpan w:val="1"/>'], ids=["usual", "unusual"])
def test_dittos_merge_alike_as_text_and_as_a_tree(span: str, template, monkeypatch: pytest.MonkeyPatch) -> None:
    loop = ROW.format("", TEXT.format("{}"), CELL.format(TEXT.format("")))
    row = ROW.format(span, TEXT.format("{{ row[0] }}"), CELL.format(TEXT.format("{{ row[1] }}")))
    rows = loop.format("{%tr for row in doc.rows %}") + row + loop.format("{%tr endfor %}")
    grid = '<w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>'
    path = template(f'<w:tbl><w:tblPr><w:tblW w:w="8000" w:type="dxa"/></w:tblPr>{grid}{rows}</w:tbl>')
    doc = Words(rows=(("甲", "一"), ("〃", "二"), ("〃", "〃"), ("乙", "〃"), ("〃见上", "三")))
    as_text = fill(path, doc)
    monkeypatch.setattr(sys.modules["pipeline.render.word.fill"], "merge_rows", list)
    as_tree = fill(path, doc)
    assert canonical(as_text[0]) == canonical(as_tree[0])
    assert as_text[1] == as_tree[1] == []
    merges = [node.get(f"{W}val") for node in etree.fromstring(xml(as_text[0])).iter(f"{W}vMerge")]
    assert merges == ["restart", None, "restart", None, None, None]


def test_a_ditto_below_nothing_is_named_with_its_place(template) -> None:
    row = ROW.format("", TEXT.format("{{ doc.text }}"), "")
    path = template(f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid>{row}</w:tbl>')
    _, faults = fill(path, Words("〃"))
    assert [(fault.code, fault.place.cell) for fault in faults] == [("TPL-DITTO", "表1第1行第1格")]


def test_a_row_is_merged_as_text_only_when_all_its_cells_are_plain() -> None:
    usual = ROW.format("", TEXT.format("甲"), CELL.format(TEXT.format("一")))
    below = ROW.format("", TEXT.format("〃"), CELL.format(TEXT.format("二")))
    assert dittos_of.merge_rows([usual, below]) != [usual, below]
    spanning = usual.replace("<w:tcPr>", '<w:tcPr><w:gridSpan w:val="2"/>', 1)
    for odd in (usual.replace("<w:p>", "<w:sdt/><w:p>", 1), spanning):
        assert dittos_of.merge_rows([odd, below]) == [odd, below]


TEXTS = st.text(st.sampled_from("甲乙 <&\"'=:_x0041{月1%（）"), min_size=1, max_size=6)
VALUES = st.none() | st.decimals(-500, 500, places=2) | st.integers(0, 99).map(Decimal) | st.just(Decimal("1E+2"))


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    names = tuple(draw(st.lists(TEXTS, min_size=1, max_size=4)))
    values = st.lists(VALUES, min_size=len(names), max_size=len(names)).filter(lambda some: set(some) != {None})
    one = st.builds(lambda name, some: Series(name, tuple(some)), TEXTS, values)
    series = tuple(draw(st.lists(one, min_size=1, max_size=2)))
    return Figure(draw(st.sampled_from(("bar", "line"))), draw(TEXTS), "", names, series, 76, 52)


@settings(max_examples=40, deadline=None)
@given(figures())
def test_a_cast_chart_is_what_python_pptx_makes(figure: Figure) -> None:
    assert casts.chart_files(figure, "rId1") == casts._made(figure, "rId1")


def test_charts_of_a_shape_are_cast_from_one_mould() -> None:
    values = (Decimal("91.71"), None, Decimal("88.00"))
    figure = Figure("line", "得分率", "", ("3月", "4月", "5月"), (Series("本月", values),), 76, 52)
    assert casts._is_ordinary(figure)
    assert casts._moulds(casts._shape(figure), "rId1") is not None


@given(st.dictionaries(st.sampled_from(["[Content_Types].xml", "word/document.xml", "图.bin", "a"]), st.binary()))
def test_a_canonical_zip_is_one_that_zipfile_would_write(parts: dict[str, bytes]) -> None:
    expected = io.BytesIO()
    with zipfile.ZipFile(expected, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            package.writestr(entry, parts[name])
    assert packed(parts) == expected.getvalue()


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def xml(docx: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return package.read("word/document.xml")


def canonical(docx: bytes) -> bytes:
    return etree.tostring(etree.fromstring(xml(docx)), method="c14n")


def words(docx: bytes) -> str:
    return "".join(node.text or "" for node in etree.fromstring(xml(docx)).iter(f"{W}t"))
