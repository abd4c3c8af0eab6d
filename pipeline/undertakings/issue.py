"""Issuing (印发) what is not monthly: the program's attachments as in force on a day, and the program of a year.

Two straight functions like `pipeline.run.run`; nothing here prints, reads the clock or writes a file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import PurePosixPath
from typing import TypeVar

from pipeline import __version__
from pipeline.compose import ANNEX_KINDS, PROGRAM_KINDS, DocumentKind
from pipeline.diagnostics import Diagnostic, Place, Severity, has_errors
from pipeline.fonts import find_fonts
from pipeline.model.organization import Organization, Unit
from pipeline.model.program import Amendment, AnnexMaterial, ProgramMaterial, first_in_force
from pipeline.model.standard import Standard, Standards
from pipeline.model.workbook import Column, Sheet, Workbook
from pipeline.reference import Reference, load_reference
from pipeline.render.excel import workbook_bytes
from pipeline.render.produce import Workshop, produce
from pipeline.running.finished import Judgement, Yardstick, judge, load_yardstick
from pipeline.running.manifest import sha256
from pipeline.running.origins import Origins
from pipeline.settings import load_settings
from pipeline.workspace import Workspace

Files = dict[PurePosixPath, bytes]
M = TypeVar("M")
_HERE = PurePosixPath()


@dataclass
class Issued:
    """What came out: ``files`` only when nothing is an error; ``amendments`` are what ``--normalise`` mended.

    ``judgement`` is what our own checker said of the documents (格式核对).
    """

    diagnostics: list[Diagnostic] = field(default_factory=list)
    files: Files = field(default_factory=dict)
    amendments: tuple[Amendment, ...] = ()
    judgement: Judgement = field(default_factory=Judgement)


@dataclass(frozen=True)
class Bench:
    """What a set is made with and judged by."""

    workshop: Workshop
    yardstick: Yardstick


def issue_attachments(workspace: Workspace, day: date, *, normalise: bool, layout: bool = False) -> Issued:
    """Make 附件1 and 附件2 as in force on a day."""
    issued = Issued()
    reference = _reference(workspace, day.year, issued)
    standard = reference.standards.in_force(day) if reference else None
    if reference is None or standard is None:
        issued.diagnostics += [_not_covered(day, reference.standards)] if reference else []
        return issued
    errata = reference.organization.errata if normalise else None
    material = AnnexMaterial(reference.workplan, standard, replaced_by(standard, reference.standards), errata)
    bench = bench_of(workspace, issued.diagnostics, layout=layout)
    _make(ANNEX_KINDS, material, bench.workshop, issued)
    return _finished(issued, {"on": day.isoformat()}, reference, bench)


def issue_program(
    workspace: Workspace, year: int, units: Sequence[str], *, normalise: bool, layout: bool = False
) -> Issued:
    """Make the program of a year and its notice for each unit."""
    issued = Issued()
    reference = _reference(workspace, year, issued)
    day = first_in_force(reference.standards.books, year) if reference else None
    standard = reference.standards.in_force(day) if reference and day else None
    if reference is None or standard is None:
        issued.diagnostics += [_not_covered(date(year, 12, 31), reference.standards)] if reference else []
        return issued
    organization = reference.organization
    annex = AnnexMaterial(reference.workplan, standard, errata=organization.errata if normalise else None)
    bench = bench_of(workspace, issued.diagnostics, layout=layout)
    for unit in chosen_units(organization, units, issued.diagnostics):
        material = ProgramMaterial(
            year, unit, organization, organization.issuance(unit), organization.program(year), annex
        )
        _make(PROGRAM_KINDS, material, bench.workshop, issued, PurePosixPath(unit.name))
    return _finished(issued, {"year": year}, reference, bench)


def replaced_by(standard: Standard, standards: Standards) -> Standard | None:
    """Find the standard in whose place another came into force; None for the first one."""
    before = standards.in_force(standard.effective_from - timedelta(days=1))
    return before if before is not standard else None


def bench_of(workspace: Workspace, faults: list[Diagnostic], *, layout: bool) -> Bench:
    """Get templates, fonts and the office's profile; what is missing or wrong is added to ``faults``.

    With ``layout`` Word files are judged by LibreOffice's layout of them too.
    """
    fonts = find_fonts(workspace.font_folders)
    yardstick, flaws = load_yardstick(workspace.inputs, fonts if layout else None)
    settings, wrong = load_settings(workspace.root)
    faults += [*fonts.diagnostics, *flaws, *wrong]
    return Bench(Workshop(workspace.templates, fonts, yardstick.house, settings.pdf.engine), yardstick)


def chosen_units(organization: Organization, names: Sequence[str], faults: list[Diagnostic]) -> tuple[Unit, ...]:
    """Find the units that are asked for; all that are scored when none is named."""
    if not names:
        return organization.scored_units()
    known = "、".join(unit.name for unit in organization.scored_units()[:20])
    found = {name: organization.unit(name) for name in names}
    place = Place("inputs/organization.xlsx", "单位")
    faults += [
        Diagnostic("ORG-UNIT", Severity.ERROR, place, f"没有“{name}”这个单位", f"--unit 可写：{known}")
        for name, unit in found.items() if unit is None
    ]  # fmt: skip
    return tuple(dict.fromkeys(unit for unit in found.values() if unit))


def make_documents(
    kinds: Iterable[DocumentKind[M]], material: M, workshop: Workshop, folder: PurePosixPath
) -> Iterator[tuple[object, Files, list[Diagnostic]]]:
    """Make the Word file and the PDF of each kind; give its content, its files and what was found."""
    for kind in kinds:
        drafts, missing = kind.compose(material)
        for draft in drafts:
            made, flaws = produce(kind.template, draft.content, workshop)
            stem = kind.stem(draft)
            files = {folder / f"{stem}.docx": made.docx, folder / f"{stem}.pdf": made.pdf}
            yield draft.content, files, [*missing, *flaws]


def _make(
    kinds: Iterable[DocumentKind[M]], material: M, workshop: Workshop, issued: Issued,
    folder: PurePosixPath = _HERE,
) -> None:  # fmt: skip
    if has_errors(issued.diagnostics):
        return
    for content, files, faults in make_documents(kinds, material, workshop, folder):
        mended: tuple[Amendment, ...] = getattr(content, "amendments", ())
        issued.amendments = tuple(dict.fromkeys((*issued.amendments, *mended)))
        issued.diagnostics += faults
        issued.files |= files


def pass_gate(issued: Issued, yardstick: Yardstick, data: object) -> None:
    """Judge the documents made of some data (成品核对); a set with an error in it is not to be published."""
    issued.judgement = judge(issued.files, yardstick, Origins(data))
    issued.diagnostics += issued.judgement.findings


def _finished(issued: Issued, asked: dict[str, object], reference: Reference, bench: Bench) -> Issued:
    """Judge, and add the list of amendments and the manifest; without files when something is an error."""
    if not has_errors(issued.diagnostics):
        pass_gate(issued, bench.yardstick, reference)
    if has_errors(issued.diagnostics):
        issued.files = {}
        return issued
    if issued.amendments:
        issued.files[PurePosixPath("规范化改动清单.xlsx")] = workbook_bytes(_amendment_list(issued.amendments))
    add_manifest(issued, asked, reference, bench)
    return issued


def add_manifest(issued: Issued, asked: dict[str, object], reference: Reference, bench: Bench) -> None:
    """Write what a set was made from and judged by: hashes and names only."""
    workshop = bench.workshop
    manifest = {
        "pingyi": __version__,
        **asked,
        "reference": dict(reference.files),
        "templates": {path.name: sha256(path.read_bytes()) for path in sorted(workshop.templates.glob("[!~.]*.docx"))},
        "fonts": {face.postscript_name: face.sha256 for face in workshop.fonts.used()},
        "painter": workshop.painter,
        "format": issued.judgement.as_json(),
        "outputs": {str(path): sha256(content) for path, content in sorted(issued.files.items())},
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    issued.files[PurePosixPath("manifest.json")] = text.encode()


def _amendment_list(amendments: Sequence[Amendment]) -> Workbook:
    columns = tuple(Column(*pair) for pair in (("位置", 18), ("原文", 60), ("改为", 60), ("依据", 44)))
    rows = tuple((a.place, a.before, a.after, a.reason) for a in amendments)
    return Workbook("规范化改动清单", (Sheet("规范化改动", columns, rows),))


def _reference(workspace: Workspace, year: int, issued: Issued) -> Reference | None:
    reference, faults = load_reference(workspace.inputs, workspace.root, year)
    issued.diagnostics += faults
    return reference


def _not_covered(day: date, standards: Standards) -> Diagnostic:
    covered = "；".join(f"{book.effective_from}起（{book.file}）" for book in standards.books)
    message = f"{day}没有生效的评价标准，现有：{covered}"
    return Diagnostic("STD-NONE", Severity.ERROR, Place("inputs/standards"), message, "核对日期，或补上当时的评价标准")
