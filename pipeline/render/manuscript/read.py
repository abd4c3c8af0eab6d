"""Reading a manuscript (书稿): a .docx in our styles, ours or finished by a person, becomes an `OfficialDocument`."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.oxml import serialize_part_xml
from lxml.etree import XMLSyntaxError

from pipeline.diagnostics import Diagnostic, in_order
from pipeline.model.document import OfficialDocument
from pipeline.model.elements import Layout
from pipeline.render.manuscript.arrange import arrange
from pipeline.render.manuscript.blocks import Body
from pipeline.render.manuscript.inline import Inline
from pipeline.render.manuscript.margins import name_margins
from pipeline.render.manuscript.notes import Notes
from pipeline.render.manuscript.styles import styles_of
from pipeline.render.opened import Opened, Related

LARGEST = 256 * 2**20
"""Bytes: no document unpacks to more; a zip bomb does."""

_COMPOUND = b"\xd0\xcf\x11\xe0"
"""How old .doc files and encrypted .docx files begin."""


def read_manuscript(docx: bytes | Opened, name: str) -> tuple[OfficialDocument, list[Diagnostic]]:
    """Read a Word file through its styles.

    Args:
        docx: the file, or what `pipeline.render.word` has just filled and left open.
        name: its name, for diagnostics.

    Returns:
        The document, empty when the file cannot be read, and what could not be placed.
    """
    notes = Notes(name)
    opened = _open(docx, notes) if isinstance(docx, bytes) else docx
    if opened is None:
        return OfficialDocument(Layout.PLAIN, "", "", (), (), (), ()), notes.diagnostics
    placed = list(Body(Inline(opened.related, styles_of(opened.styles), notes)).placed(opened.body))
    name_margins(opened.related, opened.body, notes)
    document = arrange(placed, opened, notes)
    return document, in_order(notes.diagnostics)


def _open(blob: bytes, notes: Notes) -> Opened | None:
    try:
        with zipfile.ZipFile(io.BytesIO(blob)) as package:
            size = sum(entry.file_size for entry in package.infolist())
        if size > LARGEST:
            notes.say("WRD-LARGE", None, f"（{size // 2**20} MiB）")
            return None
        return _opened(docx.Document(io.BytesIO(blob)))
    except UNREADABLE:
        old = "（是旧版 .doc，或加了密码）" if blob.startswith(_COMPOUND) else ""
        notes.say("WRD-FILE", None, old)
        return None


def _opened(document: Document) -> Opened:
    said = document.core_properties
    related = {
        key: Related(one.reltype, None if one.is_external else one.target_part.blob)
        for key, one in document.part.rels.items()
    }
    styles = serialize_part_xml(document.styles.element)
    return Opened(document.element, styles, related, said.title, said.author, said.category, said.keywords)


UNREADABLE = (zipfile.BadZipFile, PackageNotFoundError, XMLSyntaxError, KeyError, ValueError, AttributeError)
"""What zipfile and python-docx raise on something that is no Word file."""
