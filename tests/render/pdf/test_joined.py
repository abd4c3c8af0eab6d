"""A table over several pages is one table to whoever hears it, with one head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pydyf
import pytest

from pipeline.model.document import Attachment, Row, Table
from pipeline.render.pdf import print_pdf
from pipeline.render.pdf.joined import _Structure
from pipeline.resources import shared_root
from tests.render.pdf.conftest import cell, head_row

MARKED = re.compile(rb"/(\w+)\s*<<[^<>]*/MCID (\d+)[^<>]*>>\s*BDC")


@pytest.fixture(scope="module")
def opened(printed_report) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(printed_report.pdf)) as pdf:
        yield pdf


@pytest.fixture(scope="module")
def tables(opened) -> list[pikepdf.Object]:
    return [element for element in below(opened.Root.StructTreeRoot.K[0]) if element.S == "/Table"]


def below(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield element
    for kid in element.get("/K", []):
        if isinstance(kid, pikepdf.Dictionary):
            yield from below(kid)


def pages_of(opened: pikepdf.Pdf, element: pikepdf.Object) -> set[int]:
    numbers = {page.objgen: number for number, page in enumerate(opened.pages)}
    return {numbers[one.Pg.objgen] for one in below(element)}


def test_each_table_is_one_over_all_its_pages(opened, tables):
    assert len(tables) == 2
    assert len(pages_of(opened, tables[0])) > 1
    for table, rows in zip(tables, (3 * 14, 16), strict=True):
        groups = [str(group.S) for group in table.K]
        assert groups == ["/THead", *["/TBody"] * (len(groups) - 1)]
        assert sum(len(group.K) for group in table.K) == rows + 1
        assert all(group.P.objgen == table.objgen for group in table.K)


def test_cells_of_every_page_name_the_heads_of_the_one_head_row(tables):
    for table in tables:
        heads = [str(cell.ID) for cell in below(table) if cell.S == "/TH"]
        named = [str(name) for cell in below(table) if cell.S == "/TD" for name in cell.A.Headers]
        assert len(heads) == len(table.K[0].K[0].K)
        assert set(named) == set(heads)
        assert all(cell.A.Scope == "/Column" for cell in below(table) if cell.S == "/TH")


def test_repeated_heads_are_artifacts(opened, tables):
    pages = sorted(pages_of(opened, tables[0]))
    parts = [opened.pages[number].Contents.read_bytes().count(b"/Pagination") for number in pages]
    assert parts[0] == 0
    assert all(count >= 3 for count in parts[1:])


def test_every_mark_leads_to_an_element_that_holds_it_and_back(opened):
    numbers = opened.Root.StructTreeRoot.ParentTree.Nums
    parents = dict(zip(map(int, list(numbers)[::2]), list(numbers)[1::2], strict=True))
    held = {(page, mark) for page, mark in leaves(opened)}
    shown = set()
    for number, page in enumerate(opened.pages):
        marks = {int(mark) for _, mark in MARKED.findall(page.Contents.read_bytes())}
        known = {at for at, parent in enumerate(parents[int(page.StructParents)]) if parent is not None}
        assert marks == known
        assert all(at in list(parents[number][at].K) for at in marks)
        shown |= {(number, mark) for mark in marks}
    assert held <= shown  # page numbers are shown, and belong to nothing


def leaves(opened: pikepdf.Pdf) -> Iterator[tuple[int, int]]:
    """Give page and mark of all that the structure holds."""
    numbers = {page.objgen: number for number, page in enumerate(opened.pages)}
    for element in below(opened.Root.StructTreeRoot.K[0]):
        for kid in element.get("/K", []):
            if isinstance(kid, int):
                yield numbers[element.Pg.objgen], kid


def test_nothing_is_left_of_the_parts(opened):
    kept = {element.objgen for element in below(opened.Root.StructTreeRoot.K[0])}
    tagged = [one for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/S" in one and "/P" in one]
    cells = [one for one in tagged if one.S in ("/Table", "/THead", "/TR", "/TH")]
    assert {one.objgen for one in cells} <= kept


@pytest.mark.parametrize("at", [1, 3], ids=["right below the head", "further down"])
def test_a_row_longer_than_a_page_is_printed_under_one_table(at: int, make_report, fonts) -> None:
    rows = [Row((cell(0, str(number)), cell(1, "窗口" * (900 if number == at else 2)))) for number in range(1, 6)]
    table = Table((10, 30), (head_row("序号", "内容"), *rows))
    pdf, _ = print_pdf(make_report(1, (Attachment((table,)),)), fonts, shared_root() / "templates" / "page")
    with pikepdf.open(BytesIO(pdf)) as opened:
        cells = [one for one in below(opened.Root.StructTreeRoot.K[0]) if one.S == "/TD"]
    assert len(cells) >= 10


class Stream(list[object]):
    """A page's stream that counts how often it is gone through."""

    times = 0

    def __iter__(self) -> Iterator[object]:
        self.times += 1
        return super().__iter__()


def test_the_marks_of_all_cells_of_a_page_are_found_in_one_reading() -> None:
    pdf = pydyf.PDF()
    stream = Stream(
        part for mark in range(5) for part in ("/TH", pydyf.Dictionary({"MCID": mark}), "BDC", "(words) Tj", "EMC")
    )
    contents = pydyf.Stream(stream)
    contents.stream = stream
    parents = pydyf.Array(["1 0 R"] * 5)
    page = pydyf.Dictionary({"Type": "/Page"})
    tree, numbers = pydyf.Dictionary(), pydyf.Dictionary({"Nums": pydyf.Array([0, parents])})
    for one in (contents, page, numbers, tree):
        pdf.add_object(one)
    page["Contents"], tree["ParentTree"], pdf.catalog["StructTreeRoot"] = (
        contents.reference, numbers.reference, tree.reference
    )  # fmt: skip
    structure = _Structure(pdf)
    for mark in (1, 3, 4):
        structure._unmark({"Pg": page.reference, "K": [mark]})
    assert stream.times == 1
    shown = [stream[at : at + 2] for at in range(0, len(stream), 5)]
    own = [["/TH", {"MCID": mark}] for mark in range(5)]
    unread = ["/Artifact", {"Type": "/Pagination"}]
    assert shown == [own[0], unread, own[2], unread, unread]
    assert list(parents) == ["1 0 R", "null", "1 0 R", "null", "null"]
