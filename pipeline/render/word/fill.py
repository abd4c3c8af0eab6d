"""Filling (填充): a template and its ``doc`` become a Word file, always the same bytes for the same input."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from pipeline.diagnostics import Diagnostic
from pipeline.model.document import Figure
from pipeline.model.elements import PLACEHOLDER, Element
from pipeline.render.canonical import joined
from pipeline.render.house import STANDARD, House
from pipeline.render.opened import Opened
from pipeline.render.word import faults as say
from pipeline.render.word.charts import figure_at, misplaced, place_charts, runs_of_figures
from pipeline.render.word.columns import fit_columns
from pipeline.render.word.dittos import DITTO, merge_dittos, merge_rows
from pipeline.render.word.engine import FIGURE_SIGN, Printed, UnfillableError, environment, mend_grids
from pipeline.render.word.finish import CLOSING, keep_closing, loosen_notes, mark_placeholders
from pipeline.render.word.fitting import fit
from pipeline.render.word.house import dressed
from pipeline.render.word.names import faults_of_names
from pipeline.render.word.prepared import FINISHED, UNREADABLE, Copy, Prepared, check, opened, prepared
from pipeline.render.word.shell import Shell, shell
from pipeline.render.word.titles import break_titles


@dataclass(frozen=True)
class Filled:
    """A filled template: the Word file, and the same still open, so that nobody need parse it again.

    Without a file, as a diagnostic says why, ``docx`` is empty and nothing is open.
    """

    docx: bytes
    opened: Opened | None

    @property
    def readable(self) -> bytes | Opened:
        """What `read_manuscript` takes least time for."""
        return self.opened or self.docx


@dataclass(frozen=True)
class _Bench:
    """The template's name for diagnostics, and the office's own rules."""

    file: str
    house: House


def fill(
    template: Path, doc: object, created: datetime | None = None, house: House = STANDARD
) -> tuple[bytes, list[Diagnostic]]:
    """Fill a Word template; see `fill_open`.

    Returns:
        The Word file, or nothing when a diagnostic is an error.
    """
    filled, diagnostics = fill_open(template, doc, created, house)
    return filled.docx, diagnostics


def fill_open(
    template: Path, doc: object, created: datetime | None = None, house: House = STANDARD
) -> tuple[Filled, list[Diagnostic]]:
    """Fill a Word template, and leave the file open for reading.

    Args:
        template: the Word file; its text may hold Jinja tags, and so may its core properties title and author.
        doc: the template's one variable.
        created: the file's date in its core properties; without it the template's own date stays.
        house: the office's own rules (地方规范).
    """
    file, blob = f"{template.parent.name}/{template.name}", dressed(template.read_bytes(), house)
    ready, diagnostics = prepared(blob, file)
    if ready is None:
        return _NOTHING, list(diagnostics)
    printed = Printed()
    try:
        copy = ready.filled(doc, printed)
    except UnfillableError as error:
        return _NOTHING, [say.unfillable(error, opened(blob).element.body, file)]
    if created:
        copy = replace(copy, properties=copy.properties.dated(created))
    filled, faults = _finished(copy, ready, printed.figures, _Bench(file, house))
    return filled, [*diagnostics, *(say.mended(*mended, file) for mended in printed.mended), *faults]


def check_template(template: Path, content: type | None = None) -> list[Diagnostic]:
    """Name what is wrong with a template's tags, with table, row and cell, without filling it.

    Args:
        template: the Word file.
        content: the type of its ``doc``; with it, unknown names below ``doc`` are found too.
    """
    file, blob = f"{template.parent.name}/{template.name}", template.read_bytes()
    diagnostics = check(blob, file)
    try:
        body = opened(blob).element.body
    except UNREADABLE:
        return diagnostics
    return [*diagnostics, *faults_of_names(body, content or Any, file, environment())]


def _finished(copy: Copy, ready: Prepared, figures: list[Figure], at: _Bench) -> tuple[Filled, list[Diagnostic]]:
    """Finish what has to be; with a fault all is parsed, since places are counted through the whole text."""
    signs = _SIGNS if ready.is_plain else ("",)
    simpler = replace(copy, text=replace(copy.text, texts=merge_rows(copy.text.texts)))
    chosen = simpler.text.holding(signs, (DITTO, *ready.styles.signs(CLOSING)))
    filled, faults = _with_excerpt(simpler, chosen, ready, figures, at)
    if faults:
        return _with_excerpt(copy, [True] * len(copy.text.texts), ready, figures, at)
    return filled, faults


def _with_excerpt(
    copy: Copy, chosen: list[bool], ready: Prepared, figures: list[Figure], at: _Bench
) -> tuple[Filled, list[Diagnostic]]:
    """Do what a template cannot: merge group cells, draw charts, mark what is to be filled in, fit lengths."""
    root = copy.text.excerpt(chosen)
    body = root.body
    if not ready.is_steady:
        mend_grids(body)
    found = ready.styles.paragraphs(body, FINISHED)
    faults = merge_dittos(body, at.file)
    runs = runs_of_figures(body) if figures else []
    drawn = [figure_at(run, figures) for run in runs]
    around = shell(ready, len(runs))
    place_charts(runs, drawn, around.seats, copy.free)
    faults += misplaced(runs, found[Element.FIGURE], at.file)
    mark_placeholders(body, ready.styles)
    keep_closing(found)
    loosen_notes(found)
    if not ready.is_steady:
        fit_columns(body)
    fit(body, found, at.house)
    break_titles([*found[Element.TITLE], *found[Element.ATTACHMENT_TITLE]], at.house)
    return _packed(copy, copy.text.with_excerpt(chosen, root), around, drawn), faults


def _packed(copy: Copy, text: bytes, around: Shell, figures: list[Figure]) -> Filled:
    said, parts = copy.properties, dict(copy.parts)
    for seat, figure in zip(around.seats, figures, strict=True):
        parts |= seat.parts(figure)
    parts[around.text] = text
    parts[around.properties] = said.xml
    told = (said.title, said.author, said.category, said.keywords)
    read_on = Opened(text, around.styles, around.relations(parts), *told)
    return Filled(joined(around.entries(parts)), read_on)


_NOTHING = Filled(b"", None)
_SIGNS = (FIGURE_SIGN, PLACEHOLDER)
"""What shows that a piece of the text is to be finished."""
