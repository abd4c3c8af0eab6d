"""From a request to the gate: read the reference workbooks and the records, and validate them.

What `pipeline.run` and ``pingyi explain`` both begin with; nothing here knows a document.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.ingest import Intake, ingest
from pipeline.ingest.sources import load_sources
from pipeline.model.organization import Unit
from pipeline.model.period import Period
from pipeline.model.reconciliation import Reconciliation
from pipeline.reference import Reference, load_reference, load_standard
from pipeline.render.excel import workbook_bytes
from pipeline.request import Request
from pipeline.validate import rejected_workbook, validate

__all__ = ["Findings", "Prepared", "Request", "Stages", "prepare"]


class Stages(Protocol):
    """How a long run tells which stage it is in; the command line decides what that looks like."""

    def stage(self, name: str) -> None:
        """Begin a stage: 读取, 校验, 评分 …"""


@dataclass(frozen=True)
class Prepared:
    """What passed the gate: reference data, accepted records, and what became of every row."""

    reference: Reference
    intake: Intake
    reconciliation: Reconciliation
    units: tuple[Unit, ...]


@dataclass
class Findings:
    """What preparing found out: filled even when the gate shuts.

    ``rejected`` is the workbook of rejected rows, if there are any.
    """

    diagnostics: list[Diagnostic] = field(default_factory=list)
    reconciliation: Reconciliation | None = None
    rejected: bytes | None = None
    intake: Intake | None = None


def prepare(request: Request, findings: Findings, stages: Stages) -> Prepared | None:
    """Read and validate everything; None when the gate is shut (records.md: exit code 1)."""
    stages.stage("读取")
    reference = _reference(request, findings)
    findings.intake = intake = _intake(request, findings)
    if reference is None:
        return None
    units = _units(request, reference, findings)
    stages.stage("校验")
    reconciliation, faults = validate(intake, reference)
    findings.diagnostics += faults
    findings.reconciliation = reconciliation
    if reconciliation.rejected or reconciliation.replaced:
        findings.rejected = workbook_bytes(rejected_workbook(intake))
    if _gate_is_shut(findings.diagnostics, accept_rejected=request.accept_rejected):
        return None
    return Prepared(reference, intake, reconciliation, units)


def _reference(request: Request, findings: Findings) -> Reference | None:
    workspace = request.workspace
    reference, faults = load_reference(workspace.inputs, workspace.root, request.period.year, request.known_on)
    findings.diagnostics += faults
    if reference is None or request.standard is None:
        return reference
    what_if, faults = load_standard(request.standard, workspace.root)
    findings.diagnostics += faults
    return reference.under(what_if) if what_if else None


def _intake(request: Request, findings: Findings) -> Intake:
    workspace = request.workspace
    sources, faults = load_sources((workspace.own_sources,))
    findings.diagnostics += faults
    folders = workspace.record_folders(request.period)
    if not folders:
        findings.diagnostics.append(_no_records(request))
    elif not any(request.period.span.end in Period.parse(folder.name).span for folder in folders):
        findings.diagnostics.append(_no_latest_records(request))
    intake, faults = ingest(folders, workspace.root, sources, workspace.store)
    findings.diagnostics += faults
    return intake


def _no_records(request: Request) -> Diagnostic:
    folder = f"inputs/records/{request.period}"
    return Diagnostic(
        "SRC-NONE",
        Severity.ERROR,
        Place(folder),
        f"没有 {request.period.chinese} 及以前的记录文件夹",
        f"把当月导出的表放进 {folder}/ 后重新运行；工作目录不是当前目录时用 --workspace 指明",
    )


def _no_latest_records(request: Request) -> Diagnostic:
    folder = f"inputs/records/{request.period}"
    return Diagnostic(
        "SRC-PERIOD",
        Severity.WARNING,
        Place(folder),
        f"没有 {request.period.chinese} 的记录文件夹，本期按没有记录处理",
        f"有当期记录的，放进 {folder}/ 后重新运行；确无记录的不必改动",
    )


def _units(request: Request, reference: Reference, findings: Findings) -> tuple[Unit, ...]:
    """Find the units asked for; all that are scored when none is named."""
    organization = reference.organization
    if not request.units:
        return organization.scored_units()
    found: list[Unit] = []
    for name in request.units:
        unit = organization.unit(name)
        if unit is None:
            findings.diagnostics.append(_unknown_unit(name, reference))
        elif unit not in found:
            found.append(unit)
    return tuple(found)


def _unknown_unit(name: str, reference: Reference) -> Diagnostic:
    known = "、".join(unit.name for unit in reference.organization.scored_units()[:20])
    place = Place("inputs/organization.xlsx", "单位")
    return Diagnostic("ORG-UNIT", Severity.ERROR, place, f"没有“{name}”这个单位", f"--unit 可写：{known}")


def _gate_is_shut(diagnostics: Iterable[Diagnostic], *, accept_rejected: bool) -> bool:
    """Tell whether errors forbid going on; rejected rows (REC-…) may be accepted, nothing else may."""
    return any(
        d.severity is Severity.ERROR and not (accept_rejected and d.code.startswith("REC-")) for d in diagnostics
    )
