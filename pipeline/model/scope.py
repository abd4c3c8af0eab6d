"""Which days count for a period, and which rule applies on each of them (scoring.md, Which rule applies, Spans)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from pipeline.model.period import Period, Span
from pipeline.model.scorecard import Scorecard
from pipeline.model.standard import Clause, Standard, Standards


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row that are judged alike.

    ``standard`` is the one in force on these days, None when there is none. ``in_review`` tells whether they lie
    in the scored span, ``in_period`` whether they belong to 本月.
    """

    span: Span
    standard: Standard | None
    in_review: bool
    in_period: bool


@dataclass(frozen=True)
class Scope:
    """评分范围: the days of a period's score, and the standard that gives its shape.

    ``to_date`` (累计) and ``month`` (本月) lie in the 评议期; ``stretches`` cover all days from 1 January to the
    period's end without a gap, so that a record outside the 评议期 can still be listed as such.
    """

    period: Period
    standard: Standard
    standards: Standards
    to_date: Span
    stretches: tuple[Stretch, ...]

    @classmethod
    def of(cls, standards: Standards, period: Period) -> Scope | None:
        """Find the scope of a period; None when no standard is in force. Never a guess."""
        found = _shape(standards, _window(period))
        return cls._within(standards, period, *found) if found else None

    @classmethod
    def behind(cls, scorecard: Scorecard, standards: Standards) -> Scope:
        """Give the scope that a scorecard was made in."""
        what_if = scorecard.standard if scorecard.what_if else None
        return cls._within(replace(standards, what_if=what_if), scorecard.period, scorecard.standard, scorecard.to_date)

    @classmethod
    def _within(cls, standards: Standards, period: Period, standard: Standard, to_date: Span) -> Scope:
        def alike(day: date) -> tuple[Standard | None, bool, bool]:
            return standards.in_force(day), day in to_date, day in period.span

        stretches = []
        for judged, days in groupby(_window(period).days(), alike):
            first, *rest = days
            stretches.append(Stretch(Span(first, rest[-1] if rest else first), *judged))
        return cls(period, standard, standards, to_date, tuple(stretches))

    @property
    def month(self) -> Span:
        """本月: the period's own days inside the 评议期."""
        return self.period.span & self.to_date

    @property
    def window(self) -> Span:
        """All days whose records are counted or listed: 1 January to the period's end."""
        return _window(self.period)

    def stretch(self, day: date) -> Stretch:
        """Give the stretch that a day of the window lies in.

        Raises:
            KeyError: the day lies outside the window.
        """
        for stretch in self.stretches:
            if day in stretch.span:
                return stretch
        raise KeyError(day)

    def clause(self, code: str) -> Clause | None:
        """Find a clause in the standard of the span, else in any other: a record may stand under a repealed one."""
        for book in (self.standard, *reversed(self.standards.books)):
            if clause := book.clause_by_code.get(code):
                return clause
        return None


def _window(period: Period) -> Span:
    return Span(date(period.year, 1, 1), period.span.end)


def _shape(standards: Standards, window: Span) -> tuple[Standard, Span] | None:
    """Find the last scored day, the standard in force on it, and 累计 up to it.

    Going back from the period's end past the days that lie outside the 评议期: the December report is scored by the
    standard of 30 November. Where the rule has run out before the 评议期 did, there is nothing to score by.
    """
    latest = standards.in_force(window.end)
    for day in reversed(tuple(window.days())):
        book = standards.in_force(day)
        if book is None and latest:
            break
        if book and day in (review := book.review_span(day.year)):
            return (book, Span(review.start, day)) if latest or day == review.end else None
    if latest is None:
        return None
    review = latest.review_span(window.end.year)
    return latest, Span(review.start, min(review.end, window.end))
