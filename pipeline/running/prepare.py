"""From a request to the gate: read the reference workbooks and the records, and validate them.

What `pipeline.run` and ``pingyi explain`` both begin with; nothing here knows a document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.engine.accepted import lying_shares, take_accepted
from pipeline.engine.parts import Part, lying_parts, parts_by_folder
from pipeline.engine.rollups import FOLDER as ROLLUPS
from pipeline.engine.rollups import rolled
from pipeline.ingest import Intake, ingest
from pipeline.ingest.sources import load_sources
from pipeline.model.organization import Unit
from pipeline.model.period import Period
from pipeline.model.reconciliation import Reconciliation, SheetCount
from pipeline.records.accepted import write_accepted
from pipeline.records.asking import Accepted
from pipeline.records.schema import TableSchema
from pipeline.reference import Reference, load_reference, load_standard
from pipeline.running.kept.digest import digest
from pipeline.running.kept.record import WORK
from pipeline.running.kept.shelf import Shelf
from pipeline.running.kept.validated import validated
from pipeline.running.manifest import folder_hashes, program
from pipeline.running.request import Request
from pipeline.seen import Seen
from pipeline.settings import DEFAULT, load_settings
from pipeline.validate import rejected_workbook, shares

if TYPE_CHECKING:
    from pipeline.engine.spark import Cluster

__all__ = ["Findings", "Prepared", "Request", "Stages", "prepare"]


class Stages(Protocol):
    """How a long run tells which stage it is in; the command line decides what that looks like."""

    def stage(self, name: str) -> None:
        """Begin a stage: 读取, 校验, 评分 …"""


@dataclass(frozen=True)
class Prepared:
    """What passed the gate: reference data, accepted records, and what became of every row."""

    request: Request
    reference: Reference
    intake: Intake
    reconciliation: Reconciliation
    units: tuple[Unit, ...]

    @cached_property
    def accepted(self) -> Accepted:
        """Whom scoring asks: the records with their daily sums, or the cluster, begun when it is first asked."""
        workspace, records = self.request.workspace, self.intake.records
        if self.cluster is not None:
            return self.cluster
        return rolled(records, self.reference.standards, self._parts, workspace.store)

    def sheets_of(self, unit: Unit) -> tuple[SheetCount, ...]:
        """Give 对账 of the sheets that concern a unit."""
        return self._sheets.get(unit.code, self._sheets[""])

    @cached_property
    def _sheets(self) -> Mapping[str, tuple[SheetCount, ...]]:
        place, records = self.request.settings.records.accepted, self.intake.records
        counted = lying_shares(records, place) if place else shares(records, self.reference.organization)
        return self.reconciliation.by_unit(counted)

    @cached_property
    def cluster(self) -> Cluster | None:
        """The Spark cluster, if that is the engine asked for.

        Raises:
            CannotRunError: it cannot be had here.
        """
        settings = self.request.settings
        if settings.engine.name != "spark":
            return None
        from pipeline.engine.spark import open_cluster  # noqa: PLC0415 - nobody else should need pyspark

        if settings.records.accepted:
            return open_cluster(settings.engine, self.request.workspace.root / settings.records.accepted)
        folder = self.request.workspace.store / "accepted" / str(self.request.period)
        write_accepted(self.intake.records, folder)
        return open_cluster(settings.engine, folder)

    def _parts(self, table: TableSchema) -> list[Part]:
        """Give the parts of a table by which its daily sums are kept."""
        workspace, inputs = self.request.workspace, self.reconciliation.inputs
        if self.request.settings.records.accepted:
            return lying_parts(table, workspace.root, inputs)
        reading = digest(program(), folder_hashes(workspace.own_sources))
        return parts_by_folder(self.intake.records, table, inputs, reading)


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
    request = _configured(request, findings)
    stages.stage("读取")
    reference = _reference(request, findings)
    if request.settings.records.accepted:
        return _where_they_lie(request, reference, findings) if reference else None
    findings.intake = intake = _intake(request, findings)
    if reference is None:
        return None
    units = _units(request, reference, findings)
    stages.stage("校验")
    reconciliation, faults = validated(intake, reference, _shelf(request, intake))
    intake.records.limit(request.settings.engine.memory)
    findings.diagnostics += faults
    findings.reconciliation = reconciliation
    if reconciliation.rejected or reconciliation.replaced:
        from pipeline.render.excel import workbook_bytes  # noqa: PLC0415 - without rejected rows nobody needs it

        findings.rejected = workbook_bytes(rejected_workbook(intake))
    if _gate_is_shut(findings.diagnostics, accept_rejected=request.accept_rejected):
        return None
    return Prepared(request, reference, intake, reconciliation, units)


def _shelf(request: Request, intake: Intake) -> Shelf:
    """Give the shelf where what came of validating is kept; one that keeps nothing where the store cannot be used."""
    return Shelf(request.workspace.store / WORK if intake.records.scratch.is_in_store else None)


def _where_they_lie(request: Request, reference: Reference, findings: Findings) -> Prepared | None:
    """Take records that were accepted elsewhere: nothing is read from ``inputs/records``."""
    workspace = request.workspace
    seen = Seen(workspace.store / ROLLUPS / "hashes.json")
    lying = take_accepted(request.settings.records.accepted, workspace.root, reference.organization, seen)
    lying.intake.records.limit(request.settings.engine.memory)
    units = _units(request, reference, findings)
    findings.intake, findings.reconciliation = lying.intake, lying.reconciliation
    findings.diagnostics += lying.faults
    if _gate_is_shut(findings.diagnostics, accept_rejected=request.accept_rejected):
        return None
    return Prepared(request, reference, lying.intake, lying.reconciliation, units)


def _configured(request: Request, findings: Findings) -> Request:
    """Read ``pingyi.toml`` for a command that has not: where records lie and what scores is the same for all."""
    if request.settings is not DEFAULT:
        return request
    settings, faults = load_settings(request.workspace.root)
    findings.diagnostics += faults
    return replace(request, settings=settings)


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
    return any(d.severity is Severity.ERROR and not (accept_rejected and is_of_a_row(d)) for d in diagnostics)


def is_of_a_row(diagnostic: Diagnostic) -> bool:
    """Tell whether a fault concerns one row, which may be set aside (退回)."""
    return diagnostic.code.startswith("REC-")
