"""The same marks, worked out a second time: record by record, straight from the sentences of scoring.md."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hypothesis import given

from pipeline.model.marks import round_mark
from pipeline.model.period import Period, Span
from pipeline.model.standard import Indicator, Method, Standard, Standards
from pipeline.records.store import Records
from tests.score.building import LONGWAN, LUCHENG
from tests.score.generated import Tables, periods, scored, standards_known, tables, thorough


def spans(standard: Standard, period: Period) -> tuple[Span, Span]:
    """评议期起 … end of the period, and the period itself, both inside the 评议期."""
    review = Span(date(2018, *standard.review_start), date(2018, *standard.review_end))
    to_date = Span(review.start, min(review.end, period.span.end))
    return to_date, period.span & to_date


def rate(rows: list[dict[str, Any]], indicator: Indicator, standards: Standards, span: Span) -> Fraction | None:
    scores = []
    for row in rows:
        then = standards.in_force(row["rated_at"])
        if (
            row["channel"] == indicator.channel
            and row["rated_at"] in span
            and row["effective"] != "否"
            and row["is_default"] != "是"
            and row["attempt"] != "追评"
            and row["level"] != "未评价"
            and indicator.code in then.by_code
        ):
            scores.append(Fraction(then.scheme(indicator).score(row["level"])))
    return Fraction(indicator.full) * sum(scores) / (100 * len(scores)) if scores else None


def deducted(written: Tables, unit: str, indicator: Indicator, standards: Standards, span: Span) -> Fraction:
    last = standards.in_force(span.end)
    should = Fraction(0)
    for row in written["findings"]:
        clause = standards.in_force(row["found_on"]).clause_by_code.get(row["clause"])
        stands = clause and clause.code in last.clause_by_code and clause.indicator == indicator.code
        counts = row["verified"] in {"是", None} and row["exempt"] != "是" and row["clause"] != "1.2.6-1"
        if row["unit_code"] == unit and row["found_on"] in span and stands and counts:
            should += Fraction(clause.per_item) * row["count"]
    for row in written["tickets"]:
        clause = standards.in_force(row["received_at"]).clause_by_code.get("1.2.6-1")
        stands = clause and clause.code in last.clause_by_code and clause.indicator == indicator.code
        signed = (row["kind"], row["named"], row["verified"]) == ("投诉", "是", "是") and row["excluded"] != "是"
        if row["unit_code"] == unit and row["received_at"] in span and stands and signed:
            should += Fraction(clause.per_item)
    return should


def share(row: dict[str, Any], indicator: Indicator, standards: Standards) -> Fraction:
    known = standards.in_force(Period.parse(row["period"]).span.end).by_code.get(indicator.code, indicator)
    return Fraction(row["score"]) / Fraction(row["scale"] or known.full)


def graded(rows: list[dict[str, Any]], indicator: Indicator, standards: Standards, until: date) -> list[dict[str, Any]]:
    """The grades of the year so far that are possible, in order of 评定日期, later rows last."""
    return sorted(
        (
            row
            for row in rows
            if row["indicator"] == indicator.code
            and date(2018, 1, 1) <= Period.parse(row["period"]).span.end <= until
            and share(row, indicator, standards) <= 1
        ),
        key=lambda row: row["graded_on"],
    )


def naive(  # noqa: PLR0917
    written: Tables, unit: str, indicator: Indicator, standards: Standards, period: Period, span: Span
) -> Fraction | None:
    if span.is_empty:
        return None
    own = {table: [row for row in rows if row["unit_code"] == unit] for table, rows in written.items()}
    if indicator.method is Method.RATE:
        return rate(own["ratings"], indicator, standards, span)
    if indicator.method is Method.DEDUCT:
        should = deducted(written, unit, indicator, standards, span)
        return Fraction(indicator.full) - min(Fraction(indicator.full), should)
    rows = graded(own["grades"], indicator, standards, period.span.end)
    if indicator.method is Method.AVERAGE:
        rows = [row for row in rows if Period.parse(row["period"]).span.end in span]
    else:
        rows = rows[-1:]
    shares = [share(row, indicator, standards) for row in rows]
    return Fraction(indicator.full) * sum(shares) / len(shares) if shares else None


@thorough
@given(tables, standards_known, periods)
def test_the_marks_are_those_that_the_rules_give_record_by_record(
    records: Records, written: Tables, standards: Standards, period: Period
) -> None:
    for card in scored(records, written, standards, period):
        assert card.unit in {LUCHENG, LONGWAN}
        to_date, month = spans(card.standard, period)
        for leaf in card.leaves:
            if leaf.indicator.method is Method.SUM:
                continue
            for span, result in ((to_date, leaf.to_date), (month, leaf.month)):
                exact = naive(written, card.unit.code, leaf.indicator, standards, period, span)
                mark = (
                    None
                    if exact is None
                    else round_mark(Decimal(exact.numerator) / exact.denominator, 2, card.standard.rounding)
                )
                assert result.mark == mark, (leaf.indicator.code, span)
