"""Reference workbooks (参考表) → the model: organization, work plan, standards. `run` loads them; no stage does.

``values``        single values as people type them
``cell, book``    workbooks as lines of cells with addresses; ``files`` opens them, ``faults`` gathers what is wrong
``organization``  ``inputs/organization.xlsx``, with ``units``, ``issuance`` and ``working_days``
``workplan``      ``inputs/workplan.xlsx``
``standards``     ``inputs/standards/*.xlsx``, each read by ``standard`` and checked by ``checks``
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pipeline.diagnostics import Diagnostic
from pipeline.model.organization import Organization
from pipeline.model.standard import Standard, Standards
from pipeline.model.workplan import Task
from pipeline.reference.files import read_file
from pipeline.reference.organization import load_organization
from pipeline.reference.standards import known_on, load_standard, load_standards
from pipeline.reference.workplan import load_workplan

__all__ = ["Reference", "known_on", "load_reference", "load_standard"]


@dataclass(frozen=True)
class Reference:
    """Everything that records are judged against. ``files`` are (file relative to the workspace, SHA-256)."""

    organization: Organization
    workplan: tuple[Task, ...]
    standards: Standards
    files: tuple[tuple[str, str], ...]

    def under(self, standard: Standard) -> Reference:
        """Give the same with everything judged under one standard (试算)."""
        files = dict(self.files) | {standard.file: standard.sha256}
        return replace(self, standards=replace(self.standards, what_if=standard), files=tuple(files.items()))


def load_reference(
    inputs: Path, workspace: Path, year: int, known_on: date | None = None
) -> tuple[Reference | None, list[Diagnostic]]:
    """Load the reference workbooks of an office.

    Args:
        inputs: the folder ``inputs``; only read.
        workspace: messages and provenance name files relative to it.
        year: the year that is scored.
        known_on: use only standards printed (印发日期) by that day.

    Returns:
        The reference data, or None when there is an error in any workbook; and everything found in all of them.
    """
    sources = tuple(read_file(inputs / name, workspace) for name in ("organization.xlsx", "workplan.xlsx"))
    organization, found = load_organization(sources[0], year)
    workplan, more = load_workplan(sources[1])
    standards, still_more = load_standards(inputs / "standards", workspace, known_on)
    found = [*found, *more, *still_more]
    if organization is None or workplan is None or standards is None:
        return None, found
    files = [(source.name, source.sha256) for source in sources]
    files += [(book.file, book.sha256) for book in standards.books]
    return Reference(organization, workplan, standards, tuple(files)), found
