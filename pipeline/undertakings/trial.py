"""Trying a revision (测算): every month scored under the old rules, each in its time, the new; documents made twice.

Nothing is told by theory: the months' own documents are made under both sets of rules and their bytes compared.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TypeVar

from pipeline.compose import ANNEX_KINDS, MONTHLY_KINDS, PROGRAM_KINDS, DocumentKind, evidence_workbook
from pipeline.diagnostics import Diagnostic, has_errors
from pipeline.model.effect import Fingerprint, Trial
from pipeline.model.material import Material
from pipeline.model.organization import Unit
from pipeline.model.period import Period
from pipeline.model.program import AnnexMaterial, ProgramMaterial
from pipeline.model.scorecard import Scorecard
from pipeline.model.standard import Standard, Standards
from pipeline.reference import Reference
from pipeline.render.excel import workbook_bytes
from pipeline.render.word import fill
from pipeline.run import Outcome, assess
from pipeline.running.manifest import sha256
from pipeline.running.prepare import Prepared, Request, Stages, prepare
from pipeline.score import score
from pipeline.workspace import Workspace


@dataclass(frozen=True)
class Rules:
    """The two sets of standards: ``before`` without the new one, ``after`` with it, each in its time."""

    old: Standard
    new: Standard
    before: Standards
    after: Standards

    @classmethod
    def of(cls, old: Standard, new: Standard, known: Standards) -> Rules:
        """Make them from the standards that an office has; the two given ones stand for files of the same date."""
        others = tuple(b for b in known.books if b.effective_from not in {old.effective_from, new.effective_from})
        return cls(old, new, _by_date(*others, old), _by_date(*others, old, new))


@dataclass
class Tried:
    """What trying came to."""

    trials: list[Trial] = field(default_factory=list)
    fingerprints: list[Fingerprint] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    rejected: int = 0
    """Rows with faults that were left out, in the records up to the last month."""

    def note(self, faults: list[Diagnostic]) -> None:
        """Keep what was found, once."""
        self.diagnostics += [fault for fault in faults if fault not in self.diagnostics]


M = TypeVar("M")


class _Silent:
    """Preparing a month tells nothing; trying it is one stage."""

    def stage(self, name: str) -> None:
        """Tell nothing."""


def try_months(asked: Request, rules: Rules, stages: Stages) -> Tried:
    """Try the revision on every month of the 评议期 up to the period asked; stops at the first error in the data."""
    tried = Tried()
    for month in _months(asked.period, rules):
        stages.stage(f"测算 {month}")
        request = replace(asked, period=month)
        outcome = Outcome()
        prepared = prepare(request, outcome, _Silent())
        tried.note(outcome.diagnostics)
        if prepared is None:
            return tried
        tried.rejected = prepared.reconciliation.rejected
        _try_month(request, prepared, rules, tried)
    return tried


def latest_month(workspace: Workspace) -> Period | None:
    """Give the last month that there are records of."""
    names = (folder.name for folder in workspace.inputs.glob("records/????-??") if folder.is_dir())
    months = []
    for name in names:
        try:
            months.append(Period.parse(name))
        except ValueError:
            continue
    return max(months, key=str, default=None)


def try_program(
    workspace: Workspace, reference: Reference, year: int, units: Sequence[Unit], rules: Rules
) -> Iterator[Fingerprint]:
    """Make the program's documents under the old and under the new standard."""
    organization = reference.organization
    annexes = (
        AnnexMaterial(reference.workplan, rules.old),
        AnnexMaterial(reference.workplan, rules.new, replaced=rules.old),
    )
    for kind in ANNEX_KINDS:
        old, new = (_word_hashes(kind, annex, workspace.templates) for annex in annexes)
        yield from _prints(old, new, _Home(workspace, f"programs/{year}", "", None, f"{year}年度方案"))
    for unit in units:
        facts, issuance = organization.program(year), organization.issuance(unit)
        materials = [ProgramMaterial(year, unit, organization, issuance, facts, annex) for annex in annexes]
        for program_kind in PROGRAM_KINDS:
            old, new = (_word_hashes(program_kind, material, workspace.templates) for material in materials)
            home = _Home(workspace, f"programs/{year}/{unit.name}", unit.name, None, f"{year}年度")
            yield from _prints(old, new, home)


def _try_month(request: Request, prepared: Prepared, rules: Rules, tried: Tried) -> None:
    before, after = (_assessed(request, prepared, standards, tried) for standards in (rules.before, rules.after))
    what_if = replace(rules.after, what_if=rules.new)
    cards, faults = score(prepared.accepted, what_if, request.period, prepared.units)
    tried.note(faults)
    always = {card.unit: card for card in cards}
    for unit in prepared.units:
        old, new = before.get(unit), after.get(unit)
        tried.trials.append(Trial(unit, request.period, _card(old), _card(new), always.get(unit)))
        if old and new:
            home = _Home(request.workspace, f"{request.period}/{unit.name}", unit.name, request.period)
            tried.fingerprints += _prints(*_set_hashes(old, new, request.workspace.templates), home)


def _card(material: Material | None) -> Scorecard | None:
    return material.scorecard if material else None


def _assessed(request: Request, prepared: Prepared, standards: Standards, tried: Tried) -> dict[Unit, Material]:
    if standards.in_force(request.period.span.end) is None:
        return {}
    outcome = Outcome()
    judged = replace(prepared, reference=replace(prepared.reference, standards=standards))
    materials = assess(request, judged, outcome)
    tried.note(outcome.diagnostics)
    return {} if has_errors(outcome.diagnostics) else {material.scorecard.unit: material for material in materials}


def _set_hashes(old: Material, new: Material, templates: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Hash a unit's files of a month; the PDF is printed from the Word file and changes only with it."""
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    for kind in MONTHLY_KINDS:
        before |= _word_hashes(kind, old, templates)
        after |= _word_hashes(kind, new, templates)
    books = evidence_workbook(old), evidence_workbook(new)
    before["评分依据.xlsx"] = sha256(workbook_bytes(books[0]))
    after["评分依据.xlsx"] = before["评分依据.xlsx"] if books[0] == books[1] else sha256(workbook_bytes(books[1]))
    return before, after


def _word_hashes(kind: DocumentKind[M], material: M, templates: Path) -> dict[str, str]:
    drafts, _ = kind.compose(material)
    return {f"{kind.stem(draft)}.docx": sha256(fill(templates / kind.template, draft.content)[0]) for draft in drafts}


@dataclass(frozen=True)
class _Home:
    """Where files lie below ``outputs/``, whose they are, and what comes before their names."""

    workspace: Workspace
    folder: str
    owner: str
    period: Period | None
    prefix: str = ""

    def issued(self, name: str) -> str:
        """Give a file's hash in the nearest manifest above it, empty when it was never made."""
        path = PurePosixPath(self.folder) / name
        for above in path.parents:
            manifest = self.workspace.outputs / above / "manifest.json"
            if manifest.is_file():
                outputs: dict[str, str] = json.loads(manifest.read_text(encoding="utf-8")).get("outputs", {})
                return outputs.get(str(path.relative_to(above)), "")
        return ""


def _prints(before: dict[str, str], after: dict[str, str], home: _Home) -> list[Fingerprint]:
    """Set the hashes side by side, with those of the set that stands in ``outputs/``."""
    return [
        Fingerprint(f"{home.folder}/{name}", home.owner, home.period, f"{home.prefix}{Path(name).stem}",
                    before.get(name, ""), after.get(name, ""), home.issued(name))
        for name in dict.fromkeys((*before, *after))
    ]  # fmt: skip


def _months(period: Period, rules: Rules) -> list[Period]:
    """Give the months of the 评议期 up to a period."""
    start, end = rules.old.review_start[0], rules.old.review_end[0]
    return [Period(period.year, month=number) for number in range(start, min(period.last_month, end) + 1)]


def _by_date(*books: Standard) -> Standards:
    return Standards(tuple(sorted(books, key=lambda book: book.effective_from)))
