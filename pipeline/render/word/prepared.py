"""A template made ready (备好的模板): read, checked, patched and compiled once, then filled any number of times.

It is kept under the template's own bytes, so a clerk's edit is seen at the next document; and it holds nothing that
filling changes, so any number of threads may fill it at a time, and a cold process makes the same bytes.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import cast
from xml.sax.saxutils import escape
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.coreprops import CoreProperties
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.oxml import serialize_part_xml
from docx.opc.part import Part
from docx.oxml.coreprops import CT_CoreProperties
from docx.oxml.parser import parse_xml
from lxml import etree

from pipeline.diagnostics import Diagnostic, has_errors
from pipeline.model.elements import Element
from pipeline.render.ooxml import Node, name
from pipeline.render.word import faults as say
from pipeline.render.word.columns import is_steady
from pipeline.render.word.engine import (
    Printed,
    Stencil,
    UnfillableError,
    XmlStencil,
    environment,
    number_drawings,
    stencil,
)
from pipeline.render.word.pieces import Pieces, in_pieces, stencil_of
from pipeline.render.word.styles import StyleSheet, style_sheet
from pipeline.render.word.tags import faults_in, tags_in

UNREADABLE = (BadZipFile, PackageNotFoundError, etree.XMLSyntaxError, KeyError, ValueError)
"""What python-docx raises on something that is no Word file."""


@dataclass(frozen=True)
class Properties:
    """Core properties (文档属性), and four of them in words."""

    xml: bytes
    title: str
    author: str
    category: str
    keywords: str

    def dated(self, created: datetime) -> Properties:
        """Give them with the file's date."""
        properties = CoreProperties(cast("CT_CoreProperties", parse_xml(self.xml)))
        properties.created = properties.modified = created
        return replace(self, xml=serialize_part_xml(properties._element))  # noqa: SLF001  it has no name in public


@dataclass(frozen=True)
class Copy:
    """A document in the making: its text, the other parts that were filled, and its properties."""

    text: Pieces
    parts: dict[str, bytes]
    properties: Properties
    free: int
    """An id that no drawing has."""


@dataclass(frozen=True, eq=False)
class Prepared:
    """A template made ready."""

    blob: bytes
    around: tuple[str, str]
    """The document's XML before what is in its body and after it."""
    body: XmlStencil
    stories: Mapping[str, XmlStencil]
    """Headers, footers and footnotes that hold tags, by the part's name."""
    settled: Mapping[str, bytes]
    """Those that hold none, as filling leaves them."""
    properties: str
    """The core properties' XML, with tokens for those that hold tags."""
    said: Mapping[str, str]
    """What they say without these."""
    titles: Mapping[str, Stencil]
    """Those that hold tags."""
    styles: StyleSheet
    is_steady: bool
    """No table's columns can change."""
    is_plain: bool
    """No tag treats its value in a way of its own, as the filter ``safe`` does: what is filled in is sound XML."""

    def filled(self, doc: object, printed: Printed) -> Copy:
        """Fill every part that holds tags.

        Raises:
            UnfillableError: a tag could not be filled.
        """
        text, free = number_drawings(self.body.filled(doc, printed))
        parts = {part: settled_story(story.filled(doc, printed)) for part, story in self.stories.items()}
        titles = {title: tags.filled(doc, printed) for title, tags in self.titles.items()}
        return Copy(in_pieces(text, self.around), parts, self._entitled(titles), free)

    def _entitled(self, titles: Mapping[str, str]) -> Properties:
        """Put the titles into the core properties; python-docx wants them short."""
        xml = self.properties
        for title, text in titles.items():
            if len(text) > _LONGEST_TITLE:
                raise UnfillableError(ValueError(title), "", 0)
            xml = xml.replace(_token(title), escape(text))
        said = {**self.said, **titles}
        return Properties(xml.encode(), said["title"], said["author"], said["category"], said["keywords"])


def prepared(blob: bytes, file: str) -> tuple[Prepared | None, tuple[Diagnostic, ...]]:
    """Make a template ready, unless it is ready already; there is none when a diagnostic is an error.

    Args:
        blob: the template.
        file: its name for diagnostics.
    """
    return _kept(blob, file)


def check(blob: bytes, file: str) -> list[Diagnostic]:
    """Name what is wrong with a template's tags, without filling it."""
    try:
        document = opened(blob)
    except UNREADABLE:
        return [say.unreadable(file)]
    return faults_in(document.element.body, file, environment())


def opened(blob: bytes) -> Document:
    """Open a Word file; one without core properties gets some, whatever the clock says."""
    document = docx.Document(io.BytesIO(blob))
    package = document.part.package
    if not any(one.reltype == RELATIONSHIP_TYPE.CORE_PROPERTIES for one in package.rels.values()):
        document.core_properties.modified = _UNDATED
    return document


def settled_story(xml: str) -> bytes:
    """Give a header's, footer's or note's XML as python-docx saves it."""
    return serialize_part_xml(parse_xml(xml.encode()))


@lru_cache(maxsize=64)
def _kept(blob: bytes, file: str) -> tuple[Prepared | None, tuple[Diagnostic, ...]]:
    faults = tuple(check(blob, file))
    return (None if has_errors(faults) else _made(blob)), faults


def _made(blob: bytes) -> Prepared:
    document = opened(blob)
    styles, body = style_sheet(document.styles.element), document.element.body
    steady, tags = is_steady(body), list(tags_in(body))
    pieces = list(_pieces(body, steady=steady))
    before, inside, after = stencil_of(document.element, pieces, set(_set_apart(pieces, body, styles)))
    stories = {str(part.partname)[1:]: stencil(_xml(part)) for part in _stories(document)}
    said = document.core_properties
    titles = {title: Stencil(getattr(said, title), escapes=False) for title in _TITLES}
    for title, text in titles.items():
        setattr(said, title, _token(title) if text.has_tags else text.source)
    return Prepared(
        blob,
        (before, after),
        stencil(inside),
        {part: story for part, story in stories.items() if story.has_tags},
        {part: settled_story(story.filled(None, Printed())) for part, story in stories.items() if not story.has_tags},
        serialize_part_xml(said._element).decode(),  # noqa: SLF001  it has no name in public
        {title: getattr(said, title) for title in ("title", "author", "category", "keywords")},
        {title: text for title, text in titles.items() if text.has_tags},
        styles,
        steady,
        not any("|" in tag.text for tag in tags),
    )


def _pieces(body: Node, *, steady: bool) -> Iterator[Node]:
    """Give what is finished each for itself: a table whose columns may change is a piece, else its rows are."""
    for node in body:
        if steady and node.tag == name("w:tbl"):
            yield from node.iterchildren(name("w:tr"))
        else:
            yield node


def _set_apart(pieces: Iterable[Node], body: Node, styles: StyleSheet) -> Iterator[Node]:
    """Give the pieces that are finished whatever is filled in: some elements, section breaks, changing tables."""
    finished = {paragraph for found in styles.paragraphs(body, FINISHED).values() for paragraph in found}
    for node in pieces:
        holds = any(paragraph in finished for paragraph in node.iter(name("w:p")))
        if holds or next(node.iter(name("w:sectPr"), name("w:tbl")), None) is not None:
            yield node


def _stories(document: Document) -> Iterator[Part]:
    """Give the parts besides the text that docxtpl fills: headers, footers, footnotes."""
    related = [one for one in document.part.rels.values() if not one.is_external]
    for kind in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
        yield from (one.target_part for one in related if one.reltype == kind)
    parts = document.part.package.parts
    yield from (part for part in parts if part.content_type == CONTENT_TYPE.WML_FOOTNOTES)


def _xml(part: Part) -> str:
    return etree.tostring(etree.fromstring(part.blob, _TIDY), encoding="unicode")


def _token(title: str) -> str:
    return f"\ue000{title}\ue001"


_LONGEST_TITLE = 255
_UNDATED = datetime(2018, 1, 1)
FINISHED = (
    Element.AGENCY_MARK,
    Element.TITLE,
    Element.ATTACHMENT_TITLE,
    Element.ATTACHMENT_NOTE,
    Element.SIGNATURE,
    Element.DATE,
    Element.PRINTER,
    Element.FIGURE,
)
"""The elements that are finished by hand."""
_TITLES = ("author", "comments", "identifier", "keywords", "language", "subject", "title")
"""The core properties that docxtpl fills, and the keywords."""
_TIDY = etree.XMLParser(remove_blank_text=True, resolve_entities=False)
