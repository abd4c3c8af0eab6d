"""Across units (跨单位): the shortlist for 网络评议 and a superior's monthly summary.

Two straight functions like `pipeline.run.run`, but of all units at once; nothing here prints or writes a file.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from pipeline.compose import SHORTLIST_KINDS, SUMMARY_KINDS
from pipeline.compose.across import marks_workbook, shortlist_workbook
from pipeline.diagnostics import Diagnostic, Place, Severity, has_errors
from pipeline.model.organization import Organization, Unit
from pipeline.model.period import Period
from pipeline.model.ranking import SummaryMaterial, ranked
from pipeline.model.scorecard import Scorecard
from pipeline.model.shortlist import DAILY, Rule, ShortlistMaterial, daily_indicator, shortlist
from pipeline.model.standard import Standard
from pipeline.render.excel import workbook_bytes
from pipeline.running.prepare import Findings, Prepared, Request, Stages, prepare
from pipeline.score import score
from pipeline.undertakings.issue import Bench, Issued, add_manifest, bench_of, make_documents, pass_gate


def make_shortlist(request: Request, stages: Stages) -> Issued:
    """Choose the units for 网络评议 from those of the whole workspace."""
    issued = Issued()
    prepared = _prepared(request, stages, issued)
    cards = _scored(prepared, request.period, stages, issued) if prepared else ()
    if prepared is None or not cards:
        return issued
    standard = cards[0].standard
    if not daily_indicator(standard):
        issued.diagnostics.append(_no_daily(standard))
        return issued
    chosen = shortlist(cards, Rule(standard.shortlist_quota, standard.satisfied_share))
    until = cards[0].to_date.end
    organization, counts = prepared.reference.organization, prepared.reconciliation
    material = ShortlistMaterial(organization, request.period, standard, until, chosen, counts)
    bench = bench_of(request.workspace, issued.diagnostics, layout=request.layout)
    for _, files, faults in make_documents(SHORTLIST_KINDS, material, bench.workshop, PurePosixPath()):
        issued.files |= files
        issued.diagnostics += faults
    issued.files[PurePosixPath("网络评议依据.xlsx")] = workbook_bytes(shortlist_workbook(material))
    return _finished(issued, {"shortlist": str(request.period)}, prepared, bench)


def make_summary(request: Request, superiors: Sequence[str], stages: Stages) -> Issued:
    """Compare the units of each superior that is asked for; of every one that has at least two, when none is."""
    issued = Issued()
    prepared = _prepared(request, stages, issued)
    if prepared is None:
        return issued
    organization = prepared.reference.organization
    chosen = _superiors(organization, superiors, issued)
    cards = _scored(prepared, request.period, stages, issued) if chosen else ()
    if not cards:
        return issued
    before = _before(prepared, cards)
    bench = bench_of(request.workspace, issued.diagnostics, layout=request.layout)
    for superior in chosen:
        own = [card for card in cards if _is_below(card.unit, superior)]
        previous = before[0].period if before else None
        ranking, counts = ranked(own, before), prepared.reconciliation
        material = SummaryMaterial(organization, superior, request.period, ranking, previous, counts)
        folder = PurePosixPath(superior.name)
        for _, files, faults in make_documents(SUMMARY_KINDS, material, bench.workshop, folder):
            issued.files |= files
            issued.diagnostics += faults
        issued.files[folder / "得分总表.xlsx"] = workbook_bytes(marks_workbook([one.card for one in material.ranking]))
    return _finished(issued, {"summary": str(request.period)}, prepared, bench)


def _prepared(request: Request, stages: Stages, issued: Issued) -> Prepared | None:
    findings = Findings()
    prepared = prepare(request, findings, stages)
    issued.diagnostics += findings.diagnostics
    return prepared


def _scored(prepared: Prepared, period: Period, stages: Stages, issued: Issued) -> tuple[Scorecard, ...]:
    stages.stage("评分")
    cards, faults = score(prepared.accepted, prepared.reference.standards, period, prepared.units)
    issued.diagnostics += faults
    return cards


def _before(prepared: Prepared, cards: Sequence[Scorecard]) -> tuple[Scorecard, ...]:
    """Score the month before, when it lies in the 评议期 of the year."""
    month, start = cards[0].period.previous_month, cards[0].to_date.start
    if month.span.end < start or month.year != start.year:
        return ()
    found, _ = score(prepared.accepted, prepared.reference.standards, month, [card.unit for card in cards])
    return found


def _superiors(organization: Organization, names: Sequence[str], issued: Issued) -> tuple[Unit, ...]:
    units = organization.scored_units()
    able = [one for one in organization.units if sum(1 for unit in units if _is_below(unit, one)) > 1]
    chosen = [one for one in able if not names or {one.code, one.name, *one.aliases} & set(names)]
    if not chosen or (names and len(chosen) < len(names)):
        issued.diagnostics.append(_no_superior(able))
        return ()
    return tuple(chosen)


def _is_below(unit: Unit, superior: Unit) -> bool:
    return unit.parent in (superior.name, superior.code)


def _finished(issued: Issued, asked: dict[str, object], prepared: Prepared, bench: Bench) -> Issued:
    """Judge, and add the manifest; without files when something is an error."""
    if not has_errors(issued.diagnostics):
        pass_gate(issued, bench.yardstick, prepared.reference)
    if has_errors(issued.diagnostics):
        issued.files = {}
        return issued
    add_manifest(issued, asked, prepared.reference, bench)
    return issued


def _no_daily(standard: Standard) -> Diagnostic:
    message = f"评价标准没有名为“{DAILY}”的一级指标，不能推出网络评议候选对象"
    remedy = f"核对指标表：一级指标中应有“{DAILY}”"
    return Diagnostic("STD-DAILY", Severity.ERROR, Place(standard.file, "指标"), message, remedy)


def _no_superior(able: Sequence[Unit]) -> Diagnostic:
    known = "、".join(one.name for one in able[:20])
    message = "没有这样的上级单位：汇总至少要有两个所属参评单位"
    remedy = f"--of 可写：{known}" if able else "在“单位”表填写各单位的“上级单位”"
    return Diagnostic("ORG-SUPERIOR", Severity.ERROR, Place("inputs/organization.xlsx", "单位"), message, remedy)
