"""Filling (填充): a template and its ``doc`` become a Word file, always the same bytes for the same input."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from zipfile import BadZipFile

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from lxml.etree import XMLSyntaxError

from pipeline.diagnostics import Diagnostic, has_errors
from pipeline.render.house import STANDARD, House
from pipeline.render.word import faults as say
from pipeline.render.word.canonical import canonical_zip
from pipeline.render.word.charts import place_charts
from pipeline.render.word.columns import fit_columns
from pipeline.render.word.engine import Printed, UnfillableError, environment, render
from pipeline.render.word.finish import loosen_notes, mark_placeholders, merge_dittos
from pipeline.render.word.fitting import fit
from pipeline.render.word.house import dressed
from pipeline.render.word.names import faults_of_names
from pipeline.render.word.tags import faults_in, tags_in

UNREADABLE = (BadZipFile, PackageNotFoundError, XMLSyntaxError, KeyError, ValueError)
"""What python-docx raises on something that is no Word file."""


def fill(
    template: Path, doc: object, created: datetime | None = None, house: House = STANDARD
) -> tuple[bytes, list[Diagnostic]]:
    """Fill a Word template.

    Args:
        template: the Word file; its text may hold Jinja tags, and so may its core properties title and author.
        doc: the template's one variable.
        created: the file's date in its core properties; without it the template's own date stays.
        house: the office's own rules (地方规范).

    Returns:
        The Word file, or nothing when a diagnostic is an error.
    """
    file = f"{template.parent.name}/{template.name}"
    blob = dressed(template.read_bytes(), house)
    diagnostics = check(blob, file)
    if has_errors(diagnostics):
        return b"", diagnostics
    printed = Printed()
    try:
        document = render(blob, doc, printed)
    except UnfillableError as error:
        return b"", [say.unfillable(error, _open(blob).element.body, file)]
    diagnostics += [say.mended(*mended, file) for mended in printed.mended]
    diagnostics += finish(document, printed, file, house)
    if created:
        document.core_properties.created = document.core_properties.modified = created
    return _packed(document), diagnostics


def finish(document: Document, printed: Printed, file: str, house: House = STANDARD) -> list[Diagnostic]:
    """Do what a template cannot: merge group cells, draw charts, mark what is to be filled in, fit lengths."""
    body = document.element.body
    diagnostics = merge_dittos(body, file)
    diagnostics += place_charts(document, printed.figures, file)
    mark_placeholders(document)
    loosen_notes(document)
    fit_columns(body)
    fit(document, house)
    return diagnostics


def check(template: bytes, file: str) -> list[Diagnostic]:
    """Name what is wrong with a template's tags, without filling it."""
    try:
        document = _open(template)
    except UNREADABLE:
        return [say.unreadable(file)]
    return faults_in(document.element.body, file, environment())


def check_template(template: Path, content: type | None = None) -> list[Diagnostic]:
    """Name what is wrong with a template's tags, with table, row and cell, without filling it.

    Args:
        template: the Word file.
        content: the type of its ``doc``; with it, unknown names are found too.
    """
    file, blob = f"{template.parent.name}/{template.name}", template.read_bytes()
    diagnostics = check(blob, file)
    if content is None or diagnostics:
        return diagnostics
    return faults_of_names(list(tags_in(_open(blob).element.body)), content, file, environment())


def _open(template: bytes) -> Document:
    return docx.Document(io.BytesIO(template))


def _packed(document: Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return canonical_zip(target.getvalue())
