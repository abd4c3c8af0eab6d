"""Drawing: the populations of each kind from the accepted cases, and the sample of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from itertools import groupby
from typing import NamedTuple

from pipeline.model.organization import Unit
from pipeline.model.period import Period, Span
from pipeline.model.sampling import (
    Case,
    Sample,
    SampleKind,
    default_seed,
    fingerprint,
    quota,
    stratum,
)
from pipeline.model.scorecard import Scorecard
from pipeline.records.store import Records

NO_WINDOW = "未填窗口"


class _Line(NamedTuple):
    """A case of a population, with the label of its stratum."""

    label: str
    case: Case


def draw(records: Records, unit: Unit, period: Period, kind: SampleKind, seed: str = "") -> Sample:
    """Draw a sample (抽样) for a unit from all its accepted cases; without ``seed`` by the default one.

    A quarter that goes on after the period is drawn from what there is up to the period's end.
    """
    seed = seed or default_seed(period.year, unit, kind)
    lines = sorted(_POPULATIONS[kind](records, unit, period), key=lambda line: (line.label, line.case.number))
    strata = []
    for label, members in groupby(lines, key=lambda line: line.label):
        cases = [line.case for line in members]
        strata.append(stratum(label, cases, quota(kind, len(cases), unit), seed))
    mark = fingerprint(line.case.number for line in lines)
    return Sample(kind, unit, period, seed, len(lines), mark, tuple(strata))


def is_due(kind: SampleKind, period: Period, review: Span) -> bool:
    """Tell whether a sample is to be drawn at a period's end (附件2): at the end of every month of the 评议期.

    Case files are drawn when the quarter ends, and when the 评议期 does.
    """
    if not period.is_month or (review & period.span).is_empty:
        return False
    return kind is not SampleKind.CASE_FILES or closes_quarter(period, review)


def closes_quarter(period: Period, review: Span) -> bool:
    """Tell whether nothing more will be finished in the period's last quarter that could be reviewed."""
    return period.last_month % 3 == 0 or review.end in period.span


def due_samples(records: Records, card: Scorecard) -> tuple[Sample, ...]:
    """Draw what is due at the end of a scorecard's period; a what-if asks nobody."""
    review = card.standard.review_span(card.period.year)
    kinds = [kind for kind in SampleKind if is_due(kind, card.period, review) and not card.what_if]
    return tuple(draw(records, card.unit, card.period, kind) for kind in kinds)


def quarters(period: Period) -> tuple[tuple[str, Span], ...]:
    """Give the quarters that a period touches, each up to the period's end."""
    numbers = range((period.first_month + 2) // 3, (period.last_month + 2) // 3 + 1)
    whole = [Period(period.year, quarter=number) for number in numbers]
    return tuple((str(q), Span(q.span.start, min(q.span.end, period.span.end))) for q in whole)


def _messages(records: Records, unit: Unit, period: Period) -> Iterator[_Line]:
    """Give the cases taken in, day by day."""
    label = cache(date.isoformat)
    for day, case in _cases(records, unit, "accepted_at", period.span):
        yield _Line(label(day), case)


def _callbacks(records: Records, unit: Unit, period: Period) -> Iterator[_Line]:
    """Give the cases finished, month by month."""
    month = cache(lambda year, number: str(Period(year, month=number)))
    for day, case in _cases(records, unit, "finished_at", period.span):
        yield _Line(month(day.year, day.month), case)


def _case_files(records: Records, unit: Unit, period: Period) -> Iterator[_Line]:
    """Give the cases finished in a quarter, window by window."""
    for name, span in quarters(period):
        for _, case in _cases(records, unit, "finished_at", span):
            yield _Line(f"{name} {case.window or NO_WINDOW}", case)


def _cases(records: Records, unit: Unit, moment: str, span: Span) -> Iterator[tuple[date, Case]]:
    sql = f"""SELECT CAST("{moment}" AS DATE) AS day, "case_id", "task_name", COALESCE("window", '')
        FROM accepted_cases WHERE "unit_code" = ? AND CAST("{moment}" AS DATE) BETWEEN ? AND ?"""
    for day, number, task, window in records.db.execute(sql, [unit.code, span.start, span.end]).fetchall():
        yield day, Case(number, task, window, day)


_POPULATIONS: dict[SampleKind, Callable[[Records, Unit, Period], Iterator[_Line]]] = {
    SampleKind.MESSAGES: _messages,
    SampleKind.CALLBACKS: _callbacks,
    SampleKind.CASE_FILES: _case_files,
}
