"""Reading a manuscript (书稿): a .docx in our styles, ours or finished by a person, becomes an `OfficialDocument`."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
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

LARGEST = 256 * 2**20
"""Bytes: no document unpacks to more; a zip bomb does."""

_COMPOUND = b"\xd0\xcf\x11\xe0"
"""How old .doc files and encrypted .docx files begin."""


def read_manuscript(docx: bytes, name: str) -> tuple[OfficialDocument, list[Diagnostic]]:
    """Read a Word file through its styles.

    Args:
        docx: the file.
        name: its name, for diagnostics.

    Returns:
        The document, empty when the file cannot be read, and what could not be placed.
    """
    notes = Notes(name)
    opened = _open(docx, notes)
    if opened is None:
        return OfficialDocument(Layout.PLAIN, "", "", (), (), (), ()), notes.diagnostics
    body = opened.element.body
    placed = list(Body(Inline(opened.part, styles_of(opened), notes)).placed(body))
    name_margins(opened.part, body, notes)
    document = arrange(placed, opened.core_properties, notes)
    return document, in_order(notes.diagnostics)


def _open(blob: bytes, notes: Notes) -> Document | None:
    try:
        with zipfile.ZipFile(io.BytesIO(blob)) as package:
            size = sum(entry.file_size for entry in package.infolist())
        if size > LARGEST:
            notes.say("WRD-LARGE", None, f"（{size // 2**20} MiB）")
            return None
        return docx.Document(io.BytesIO(blob))
    except UNREADABLE:
        old = "（是旧版 .doc，或加了密码）" if blob.startswith(_COMPOUND) else ""
        notes.say("WRD-FILE", None, old)
        return None


UNREADABLE = (zipfile.BadZipFile, PackageNotFoundError, XMLSyntaxError, KeyError, ValueError, AttributeError)
"""What zipfile and python-docx raise on something that is no Word file."""
