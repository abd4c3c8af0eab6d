"""Revising (修订): two standards become the rule-change pack, one straight function (product.md: 3).

Nothing here prints, reads the clock or writes a file.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path, PurePosixPath

from pipeline.compose import ANNEX_KINDS, CHANGE_KINDS, impact_workbook
from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.change import ChangeMaterial
from pipeline.model.organization import Issuance, Organization
from pipeline.model.period import Period
from pipeline.model.program import AnnexMaterial
from pipeline.model.revision import revision
from pipeline.model.standard import Standard
from pipeline.reference import Reference, load_reference, load_standard
from pipeline.render.excel import workbook_bytes
from pipeline.render.word import track
from pipeline.running.prepare import Request, Stages
from pipeline.undertakings.issue import Bench, Issued, add_manifest, bench_of, chosen_units, make_documents, pass_gate
from pipeline.undertakings.trial import Rules, Tried, latest_month, try_months, try_program
from pipeline.workspace import Workspace

MARKED = "附件2修订痕迹"
"""The kind whose Word file carries tracked changes."""


@dataclass(frozen=True)
class Asked:
    """What is asked: two standards, and up to which period to try the revision (None: the last with records)."""

    workspace: Workspace
    old: Path
    new: Path
    period: Period | None = None
    units: tuple[str, ...] = ()
    accept_rejected: bool = False
    layout: bool = False
    """Judge Word files by LibreOffice's layout of them too."""


@dataclass
class Revised(Issued):
    """What came out; ``material`` is there when there was something to make.

    ``accept_rejected`` tells that faulty rows (REC-…) do not stop it; they are left out of the trial, which says so.
    """

    material: ChangeMaterial | None = None
    accept_rejected: bool = False

    @property
    def is_stopped(self) -> bool:
        """Tell whether an error forbids going on."""
        errors = [d for d in self.diagnostics if d.severity is Severity.ERROR]
        return any(not (self.accept_rejected and d.code.startswith("REC-")) for d in errors)


def revise(asked: Asked, stages: Stages) -> Revised:
    """Compare two standards, try the revision on the records, and make the pack."""
    revised = Revised(accept_rejected=asked.accept_rejected)
    stages.stage("读取")
    old, new = (_standard(path, asked.workspace, revised) for path in (asked.old, asked.new))
    if old is None or new is None or not _makes_sense(old, new, revised):
        return revised
    asked = replace(asked, period=asked.period or latest_month(asked.workspace))
    year = asked.period.year if asked.period else new.effective_from.year
    reference, faults = load_reference(asked.workspace.inputs, asked.workspace.root, year)
    _note(revised, faults)
    if reference is None:
        return revised
    material = _tried(asked, reference, Rules.of(old, new, reference.standards), revised, stages)
    if revised.is_stopped:
        return revised
    stages.stage("成文、成品")
    bench = bench_of(asked.workspace, revised.diagnostics, layout=asked.layout)
    if not revised.is_stopped:
        _make(material, reference, bench, revised)
    return revised


def _tried(asked: Asked, reference: Reference, rules: Rules, revised: Revised, stages: Stages) -> ChangeMaterial:
    """Try the revision; without a period there are no records, and only the program is compared."""
    organization, period = reference.organization, asked.period
    year = period.year if period else rules.new.effective_from.year
    tried = Tried()
    if period:
        request = Request(asked.workspace, period, asked.units, accept_rejected=asked.accept_rejected)
        tried = try_months(request, rules, stages)
    _note(revised, tried.diagnostics)
    units = chosen_units(organization, asked.units, revised.diagnostics)
    program = try_program(asked.workspace, reference, year, units, rules)
    return ChangeMaterial(
        revision=revision(rules.old, rules.new),
        organization=organization,
        issuance=_issuer(organization, rules.new),
        addressee=organization.program(year).notice_addressee,
        annex=AnnexMaterial(reference.workplan, rules.new, replaced=rules.old),
        period=tried.trials[-1].period if tried.trials else None,
        trials=tuple(tried.trials),
        fingerprints=(*tried.fingerprints, *program),
        rejected=tried.rejected,
    )


def _make(material: ChangeMaterial, reference: Reference, bench: Bench, revised: Revised) -> None:
    here, new = PurePosixPath(), material.revision.new
    annex = tuple(kind for kind in ANNEX_KINDS if kind.name == "附件2")
    made = make_documents(annex, material.annex, bench.workshop, here)
    for _, files, faults in chain(made, make_documents(CHANGE_KINDS, material, bench.workshop, here)):
        revised.files |= files
        _note(revised, faults)
    if not revised.is_stopped:
        tracked = PurePosixPath(f"{MARKED}.docx")
        revised.files[tracked] = track(revised.files[tracked], new.issuer, new.printed_on or new.effective_from)
        pass_gate(revised, bench.yardstick, (material, reference))
    if revised.is_stopped:
        revised.files = {}
        return
    revised.files[PurePosixPath("影响分析.xlsx")] = workbook_bytes(impact_workbook(material))
    standards = {"old": material.revision.old.sha256, "new": new.sha256}
    add_manifest(revised, {**standards, "period": str(material.period or "")}, reference, bench)
    revised.material = material


def _standard(path: Path, workspace: Workspace, revised: Revised) -> Standard | None:
    standard, faults = load_standard(path, workspace.root)
    _note(revised, faults)
    return standard


def _makes_sense(old: Standard, new: Standard, revised: Revised) -> bool:
    """Refuse two standards in the wrong order, or between which nothing changed."""
    place = Place(new.file, "文件")
    if new.effective_from <= old.effective_from:
        message = f"新标准的生效日期（{new.effective_from}）不晚于旧标准（{old.effective_from}）"
        remedy = "核对两份文件的先后次序：pingyi change 旧标准.xlsx 新标准.xlsx；或改正新标准的生效日期"
        revised.diagnostics.append(Diagnostic("CHG-ORDER", Severity.ERROR, place, message, remedy))
    elif revision(old, new).is_empty:
        message = "新旧两份标准的条文和计分参数完全相同"
        revised.diagnostics.append(Diagnostic("CHG-SAME", Severity.ERROR, place, message, "核对是否选错了文件"))
    return not revised.is_stopped


def _issuer(organization: Organization, new: Standard) -> Issuance:
    """Give the issuing elements of the unit that issues the standard (发文机关), else the general ones."""
    own = [i for _, i in organization.issuances if new.issuer and i.agency_name == new.issuer]
    unit = organization.unit(new.issuer) if new.issuer else None
    if own:
        return own[-1]
    return organization.issuance(unit) if unit else dict(organization.issuances).get("", Issuance())


def _note(revised: Revised, faults: list[Diagnostic]) -> None:
    revised.diagnostics += [fault for fault in faults if fault not in revised.diagnostics]
