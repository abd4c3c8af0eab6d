"""Joined tables (跨页表格): a table over several pages is one table to whoever hears it.

WeasyPrint tags what stands on each page as a table of its own, repeated heads too. Here the rows of later pages go to
the table's first part, and a repeated head becomes an artifact, which is not read (ISO 14289-1, 7.1 and 7.5).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf
import weasyprint

_UNREAD = {"Type": "/Pagination"}
"""What a repeated head is: there because of the page, as a page number is (ISO 32000-1, 14.8.2.2)."""


def join_tables(layout: weasyprint.Document, pdf: Any) -> None:
    """Make one table of the parts of each; where a template draws tables otherwise, parts stay apart."""
    drawn = [element for page in layout.pages for element in _drawn(page._page_box)]  # noqa: SLF001, as WeasyPrint's own tags do
    tagged = [element for element in pdf.objects if isinstance(element, dict) and element.get("S") == "/Table"]
    if len(drawn) != len(tagged):
        return
    structure = _Structure(pdf)
    wholes: dict[int, Any] = {}
    for element, table in zip(drawn, tagged, strict=True):
        whole = wholes.get(id(element))
        if whole is not None and structure.goes_on(whole, table):
            structure.join(whole, table)
        else:
            wholes[id(element)] = table


def _drawn(box: Any) -> Iterator[Any]:
    """Give the HTML element of each table on a page, in the order in which WeasyPrint tags them."""
    if getattr(box, "is_table_wrapper", False) and box.element_tag == "table":
        yield box.element
    for child in getattr(box, "children", ()):
        yield from _drawn(child)


class _Structure:
    """The structure of a PDF that is being written, with what leads from it to the pages and back."""

    def __init__(self, pdf: Any) -> None:
        self._objects = pdf.objects
        pages: list[Any] = [
            element for element in pdf.objects if isinstance(element, dict) and element.get("Type") == "/Page"
        ]
        self._number = {page.reference: number for number, page in enumerate(pages)}
        self._streams = [self._at(page["Contents"]).stream for page in pages]
        numbers = self._at(self._at(pdf.catalog["StructTreeRoot"])["ParentTree"])["Nums"]
        self._marked: dict[int, dict[int, int]] = {}
        self._parents = dict(zip(numbers[::2], numbers[1::2], strict=True))

    def goes_on(self, whole: Any, part: Any) -> bool:
        """Tell whether a part repeats the first part's head or has none, as where one row fills a page and more."""
        names = self._names(part)
        return not names or len(names) == len(self._names(whole))

    def join(self, whole: Any, part: Any) -> None:
        """Give the rows of a later part to the first, and drop its repeated head."""
        heads = [kid for kid in self._kids(part) if kid["S"] == "/THead"]
        self._refer(part, dict(zip(self._names(part), self._names(whole), strict=False)))
        for kid in self._kids(part):
            if kid not in heads:
                kid["P"] = whole.reference
                whole["K"].append(kid.reference)
        self._at(part["P"])["K"].remove(part.reference)
        for head in heads:
            self._silence(head)
        part.clear()

    def _names(self, table: Any) -> list[bytes]:
        """Give the names of a table's head cells."""
        return [cell["ID"].data for cell in self._below(table) if cell["S"] == "/TH"]

    def _refer(self, part: Any, names: dict[bytes, bytes]) -> None:
        """Let a part's cells name the first part's head cells as theirs."""
        for cell in self._below(part):
            if cell["S"] == "/TD":
                cell["A"]["Headers"] = pydyf.Array(names[name.data] for name in cell["A"]["Headers"])

    def _silence(self, head: Any) -> None:
        """Make an artifact of all that a repeated head shows."""
        for element in list(self._below(head)):
            self._unmark(element)
            element.clear()

    def _unmark(self, element: Any) -> None:
        marks = {mark for mark in element["K"] if isinstance(mark, int)}
        if not marks:
            return
        number = self._number[element["Pg"]]
        stream, places = self._streams[number], self._places(number)
        for mark in marks:
            if mark in places:
                at = places[mark]
                stream[at - 1], stream[at] = "/Artifact", pydyf.Dictionary(_UNREAD)
            self._parents[number][mark] = "null"

    def _places(self, number: int) -> dict[int, int]:
        """Tell where in a page's stream each mark stands."""
        if number not in self._marked:
            stream = enumerate(self._streams[number])
            self._marked[number] = {
                piece["MCID"]: at for at, piece in stream if isinstance(piece, dict) and "MCID" in piece
            }
        return self._marked[number]

    def _below(self, element: Any) -> Iterator[Any]:
        """Give an element and all below it."""
        yield element
        for kid in self._kids(element):
            yield from self._below(kid)

    def _kids(self, element: Any) -> list[Any]:
        return [self._at(kid) for kid in element["K"] if isinstance(kid, bytes)]

    def _at(self, reference: bytes) -> Any:
        return self._objects[int(reference.split()[0])]
