"""A template made ready (备好的模板): read, checked, patched and compiled once, then filled any number of times.

It is kept under the template's own bytes, so a clerk's edit is seen at the next document; and it holds nothing that
filling changes, so any number of threads may fill it at a time, and a cold process makes the same bytes.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import cast
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.coreprops import CoreProperties
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.oxml import serialize_part_xml
from docx.opc.part import Part
from docx.oxml.coreprops import CT_CoreProperties
from docx.oxml.document import CT_Body, CT_Document
from docx.oxml.parser import element_class_lookup, parse_xml
from lxml import etree

from pipeline.diagnostics import Diagnostic, has_errors
from pipeline.render.word import faults as say
from pipeline.render.word.columns import is_steady
from pipeline.render.word.engine import Printed, Stencil, UnfillableError, XmlStencil, environment, stencil
from pipeline.render.word.styles import StyleSheet, style_sheet
from pipeline.render.word.tags import faults_in

UNREADABLE = (BadZipFile, PackageNotFoundError, etree.XMLSyntaxError, KeyError, ValueError)
"""What python-docx raises on something that is no Word file."""


@dataclass
class Copy:
    """A document in the making: its text, the other parts that were filled, and its properties."""

    root: CT_Document
    parts: dict[str, bytes]
    properties: CoreProperties

    @property
    def body(self) -> CT_Body:
        """Where the text is."""
        return self.root.body


@dataclass(frozen=True, eq=False)
class Prepared:
    """A template made ready."""

    blob: bytes
    around: tuple[str, str]
    """The document's XML before its body and after it."""
    body: XmlStencil
    stories: Mapping[str, XmlStencil]
    """Headers, footers and footnotes that hold tags, by the part's name."""
    settled: Mapping[str, bytes]
    """Those that hold none, as filling leaves them."""
    properties: bytes
    titles: Mapping[str, Stencil]
    """The core properties that docxtpl fills, all of which it writes."""
    styles: StyleSheet
    is_steady: bool
    """No table's columns can change."""

    def filled(self, doc: object, printed: Printed) -> Copy:
        """Fill every part that holds tags.

        Raises:
            UnfillableError: a tag could not be filled.
        """
        before, after = self.around
        text = f"{before}{self.body.filled(doc, printed)}{after}"
        parts = {name: settled_story(story.filled(doc, printed)) for name, story in self.stories.items()}
        properties = CoreProperties(cast("CT_CoreProperties", parse_xml(self.properties)))
        for title, tags in self.titles.items():
            _entitle(properties, title, tags.filled(doc, printed) if tags.has_tags else tags.source)
        return Copy(cast("CT_Document", etree.fromstring(text.encode(), _FORGIVING)), parts, properties)


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
    before, body, after = _parted(etree.tostring(document.element, encoding="unicode"))
    stories = {str(part.partname)[1:]: stencil(_xml(part)) for part in _stories(document)}
    titles = {title: Stencil(getattr(document.core_properties, title), escapes=False) for title in _TITLES}
    return Prepared(
        blob,
        (before, after),
        stencil(body),
        {name: story for name, story in stories.items() if story.has_tags},
        {name: settled_story(story.filled(None, Printed())) for name, story in stories.items() if not story.has_tags},
        serialize_part_xml(document.core_properties._element),  # noqa: SLF001  it has no name in public
        titles,
        style_sheet(document.styles.element),
        is_steady(document.element.body),
    )


def _parted(xml: str) -> tuple[str, str, str]:
    """Part a document's XML at its body; docxtpl, too, knows Word's elements by their usual prefix only."""
    found = _BODY.fullmatch(xml)
    if found is None:
        raise ValueError(xml[:80])
    return found[1], found[2], found[3]


def _stories(document: Document) -> Iterator[Part]:
    """Give the parts besides the text that docxtpl fills: headers, footers, footnotes."""
    related = [one for one in document.part.rels.values() if not one.is_external]
    for kind in (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER):
        yield from (one.target_part for one in related if one.reltype == kind)
    parts = document.part.package.parts
    yield from (part for part in parts if part.content_type == CONTENT_TYPE.WML_FOOTNOTES)


def _xml(part: Part) -> str:
    return etree.tostring(etree.fromstring(part.blob, _TIDY), encoding="unicode")


def _entitle(properties: CoreProperties, title: str, text: str) -> None:
    """Set a core property, which python-docx wants short."""
    try:
        setattr(properties, title, text)
    except ValueError as mistake:
        raise UnfillableError(mistake, "", 0) from mistake


_UNDATED = datetime(2018, 1, 1)
_TITLES = ("author", "comments", "identifier", "language", "subject", "title")
"""The core properties that docxtpl fills."""
_BODY = re.compile(r"(.*?)(<w:body[ >].*</w:body>)(.*)", re.DOTALL)
_TIDY = etree.XMLParser(remove_blank_text=True, resolve_entities=False)
_FORGIVING = etree.XMLParser(recover=True)
"""docxtpl's parser, whose elements are python-docx's."""
_FORGIVING.set_element_class_lookup(element_class_lookup)
