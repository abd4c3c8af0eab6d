"""Last year's scorecards (上年同期): scored from last year's own records by the rules of then, when they are all there.

Records are the one source that can be proved: what stands in ``outputs/`` may be deleted, and is not what a
scorecard follows from. Without a folder of last year's records there is nothing to compare with, and the documents
say so; with records that are faulty or do not reach far enough, a warning says why no comparison is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.diagnostics import Diagnostic, Place, Severity, has_errors
from pipeline.model.organization import Unit
from pipeline.model.period import Period
from pipeline.model.reconciliation import Reconciliation
from pipeline.model.scorecard import Scorecard
from pipeline.running.prepare import Findings, Request, prepare
from pipeline.score import score


@dataclass(frozen=True)
class LastYear:
    """Scorecards by unit code, and the hashes of the record files behind them."""

    cards: Mapping[str, Scorecard] = field(default_factory=dict)
    inputs: tuple[tuple[str, str], ...] = ()

    def card(self, unit: Unit) -> Scorecard | None:
        """Give a unit's scorecard, if there is one."""
        return self.cards.get(unit.code)

    def added_to(self, reconciliation: Reconciliation) -> Reconciliation:
        """Count last year's files among the inputs: the documents depend on them too."""
        return replace(reconciliation, inputs=tuple(sorted({*reconciliation.inputs, *self.inputs})))


NONE = LastYear()


class _Silent:
    """Tells nothing: last year's stages are not this run's."""

    def stage(self, name: str) -> None:
        """Pass over a stage."""


def last_year(request: Request) -> tuple[LastYear, list[Diagnostic]]:
    """Score the same period of last year; nothing but a warning when its records cannot be relied on."""
    period = replace(request.period, year=request.period.year - 1)
    elsewhere = request.settings.records.accepted  # where this year's lie, last year's are not looked for
    folders = request.workspace.record_folders(period) if period.year and not elsewhere else ()
    if not folders:
        return NONE, []
    findings = Findings()
    prepared = prepare(replace(request, period=period, standard=None), findings, _Silent())
    if prepared is None:
        count = sum(1 for d in findings.diagnostics if d.severity is Severity.ERROR)
        return NONE, [_not_compared(period, f"记录或参考表有{count}处错误")]
    cards, faults = score(prepared.accepted, prepared.reference.standards, period, prepared.units)
    if has_errors(faults):
        return NONE, [_not_compared(period, "没有当时生效的评价标准")]
    missing = _missing_months(cards, folders)
    if missing:
        return NONE, [_not_compared(period, f"缺少{missing}的记录文件夹")]
    return LastYear({card.unit.code: card for card in cards}, prepared.reconciliation.inputs), []


def _missing_months(cards: Iterable[Scorecard], folders: Iterable[Path]) -> str:
    """Name the months of the scored span that no folder covers."""
    covered = [Period.parse(folder.name) for folder in folders]
    spans = {card.to_date for card in cards}
    months = {(day.year, day.month) for span in spans for day in span.days()}
    ends = sorted(Period(year, month=month).span.end for year, month in months)
    return "、".join(f"{end:%Y-%m}" for end in ends if not any(end in period.span for period in covered))


def _not_compared(period: Period, reason: str) -> Diagnostic:
    return Diagnostic(
        "DOC-LAST-YEAR",
        Severity.WARNING,
        Place(f"inputs/records/{period}"),
        f"{period.chinese}{reason}，未作同比",
        f"运行 pingyi run {period} 查看原因，改正后重新运行；不需同比的无需处理",
    )
