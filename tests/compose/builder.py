"""A small office to compose reports about: the plan's standard, marks that are said rather than scored, and ledgers.

``office("2018-06").rated("1.1.2", 满意=10).found("1.2.1-2", day=12)`` reads as what happened; ``.material()`` gives it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from pipeline.diagnostics import Place
from pipeline.ledgers.tickets import opinions, tallies, timed
from pipeline.model.ledger import Activity, CallbackCount, Finding, Ledgers, Submission, TaskProgress, Ticket
from pipeline.model.marks import ZERO, round_mark
from pipeline.model.material import Material
from pipeline.model.organization import Issuance, Organization
from pipeline.model.period import Period, Span
from pipeline.model.reconciliation import SheetCount
from pipeline.model.scorecard import Evidence, Mark, Result, Scorecard, Term, Treatment
from pipeline.model.standard import Indicator, Method, Standard
from pipeline.model.workplan import Task
from tests.compose.setting import CALENDAR, CENTRE, ISSUED, LEVELS, LUCHENG, STANDARD, TASKS

NO_CALLS = CallbackCount(0, (), ())


@dataclass
class Office:
    """What happened to an office up to the end of a month."""

    period: Period
    results: dict[str, Result] = field(default_factory=dict)
    month_results: dict[str, Result] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    tickets: list[Ticket] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    submissions: list[Submission] = field(default_factory=list)
    progress: dict[str, TaskProgress] = field(default_factory=dict)
    plan: tuple[Task, ...] = TASKS
    callbacks: CallbackCount = NO_CALLS
    cases: tuple[int, int, int] = (0, 0, 0)
    rejected: int = 0
    what_if: bool = False
    standard: Standard = STANDARD
    issuance: Issuance = ISSUED
    before: Office | None = None
    year_before: Office | None = None
    evidence: list[Evidence] = field(default_factory=list)

    def day(self, day: int, month: int = 0) -> date:
        return date(self.period.year, month or self.period.month, day)

    def rated(self, code: str, month: Mapping[str, int] | None = None, **levels: int) -> Office:
        """Ratings to date by level; ``month`` those of the month alone (the same when left out)."""
        self.results[code] = self._rate(code, levels)
        self.month_results[code] = self._rate(code, levels if month is None else month)
        return self

    def graded(self, code: str, *scores: tuple[str, str, str], now: bool = True) -> Office:
        """Grades: (label, score, scale)."""
        terms = tuple(Term(label, 1, Decimal(score), Decimal(scale)) for label, score, scale in scores)
        share = sum((t.each / t.amount for t in terms), ZERO) / len(terms)
        full = self.standard.by_code[code].full
        result = Result(round_mark(full * share, 2), full, counted=len(terms), terms=terms)
        self.results[code] = result
        self.month_results[code] = result if now else Result(None)
        return self

    def found(self, code: str, day: int, month: int = 0, **more: object) -> Office:
        """A finding of a clause: ``count``, ``by``, ``due`` and ``done`` as (month, day); ``reason`` if not counted."""
        clause = self.standard.clause_by_code[code]
        number = f"JC{len(self.findings) + 1:03}"
        reason = str(more.get("reason", ""))
        count = int(str(more.get("count", 1)))
        place = Place("inputs/records/2018/日常检查问题.xlsx", "Sheet1", len(self.findings) + 4)
        finding = Finding(
            record=number,
            found_on=self.day(day, month),
            indicator=clause.indicator,
            clause=code,
            clause_title=clause.title,
            count=count,
            amount=ZERO if reason else clause.per_item * count,
            counted=not reason,
            reason=reason,
            description=str(more.get("what", "")),
            found_by=str(more.get("by", "市审管办")),
            case="",
            verified=str(more.get("verified", "是")),
            rectify_by=self._due(more.get("due")),
            rectified_on=self._due(more.get("done")),
            measure=str(more.get("measure", "")),
            responsible=str(more.get("office", "业务科")),
            place=place,
        )
        self.findings.append(finding)
        treatment = Treatment.PENDING if finding.verified == "核查中" else Treatment.EXCLUDED
        witness = Evidence(
            clause.indicator, "findings", number, finding.found_on, treatment if reason else Treatment.COUNTED, reason,
            code, count, clause.per_item, finding.amount, finding.description, place,
            str(self.standard.effective_from),
        )  # fmt: skip
        self.evidence.append(witness)
        return self

    def complained(self, number: str, day: int, month: int = 0, **more: object) -> Office:
        """A ticket; one that is 投诉, named and upheld costs marks as the plan says."""
        place = Place("inputs/records/2018/12345工单.xlsx", "Sheet1", len(self.tickets) + 2)
        due, closed = self._due(more.get("due")), self._due(more.get("closed"))
        received = self.day(day, month)
        ticket = Ticket(
            record=number,
            channel=str(more.get("channel", "12345")),
            kind=str(more.get("kind", "咨询")),
            received_at=_moment(received),
            due_at=_moment(due) if due else None,
            closed_at=_moment(closed) if closed else None,
            named=str(more.get("named", "否")),
            verified=str(more.get("verified", "")),
            satisfied=str(more.get("satisfied", "")),
            severity=str(more.get("severity", "一般")),
            title=str(more.get("title", "咨询租房提取条件")),
            reply="",
            excluded=False,
            place=place,
        )
        self.tickets.append(ticket)
        if (ticket.kind, ticket.named, ticket.verified) == ("投诉", "是", "是"):
            witness = Evidence(
                "1.2.6", "tickets", number, received, Treatment.COUNTED, "", "1.2.6-1", 1, Decimal(1), Decimal(1),
                ticket.title, place, "2018-03-01",
            )  # fmt: skip
            self.evidence.append(witness)
        return self

    def did(self, kind: str, day: int, title: str, medium: str = "", people: int | None = None) -> Office:
        self.activities.append(Activity(self.day(day), kind, title, medium, "", people, "", Place("动态.xlsx")))
        return self

    def reported(self, item: str, due: int, sent: tuple[int, int] | None, to: str = "市审管办") -> Office:
        """A submission due on a day of the month; sent on (month, day), or never."""
        sent_at = datetime(self.period.year, *sent, 9) if sent else None
        due_at = datetime.combine(self.day(due), datetime.min.time()) + timedelta(hours=18)
        self.submissions.append(Submission(item, to, due_at, sent_at, Place("报送.xlsx")))
        return self

    def went(self, code: str, state: str, reported: tuple[int, int] | None = None, **more: object) -> Office:
        task = next(task for task in self.plan if task.code == code)
        done = self._due(more.get("done"))
        self.progress[code] = TaskProgress(task, state, self._due(reported), done, str(more.get("note", "")))
        return self

    def material(self) -> Material:
        card = self.card()
        chain, office = [card], self.before
        while office:
            chain.insert(0, office.card())
            office = office.before
        return Material(
            organization=Organization((CENTRE, LUCHENG), (("", self.issuance),), (), CALENDAR),
            issuance=self.issuance,
            scorecard=card,
            previous=chain[-2] if len(chain) > 1 else None,
            series=tuple(chain),
            ledgers=self._ledgers(),
            evidence=tuple(self.evidence),
            sheets=(self._sheet(),),
            rejected=self.rejected,
            last_year=self.year_before.card() if self.year_before else None,
        )

    def card(self) -> Scorecard:
        review = self.standard.review_span(self.period.year)
        to_date = Span(review.start, min(review.end, self.period.span.end))
        month = self.period.span & review
        to_date_results = self._all(self.results, to_date, self._deduct)
        month_results = self._all(self.month_results, month, self._deduct_month)
        marks = tuple(Mark(i, to_date_results[i.code], month_results[i.code]) for i in self.standard.indicators)
        return Scorecard(LUCHENG, self.period, self.standard, to_date, month, marks, self.what_if)

    def _all(self, said: Mapping[str, Result], span: Span, deduct: object) -> dict[str, Result]:
        results: dict[str, Result] = {}
        for indicator in reversed(self.standard.indicators):
            below = [results[child.code] for child in self.standard.children(indicator.code)]
            if below:
                results[indicator.code] = _sum(below)
            elif indicator.method is Method.DEDUCT and not span.is_empty and indicator.code not in said:
                results[indicator.code] = deduct(indicator)  # type: ignore[operator]
            else:
                results[indicator.code] = said.get(indicator.code, Result(None))
        return results

    def _deduct(self, indicator: Indicator) -> Result:
        return self._deducted(indicator, [e for e in self.evidence if e.indicator == indicator.code])

    def _deduct_month(self, indicator: Indicator) -> Result:
        span = self.period.span
        return self._deducted(indicator, [e for e in self.evidence if e.indicator == indicator.code and e.day in span])

    def _deducted(self, indicator: Indicator, found: list[Evidence]) -> Result:
        counted = [e for e in found if e.treatment is Treatment.COUNTED]
        rules = sorted({(e.standard, e.each or ZERO) for e in counted})
        terms = tuple(
            Term(clause.title, count, each, each * count, clause.code, since)
            for clause in self.standard.clauses_of(indicator.code)
            for since, each in rules
            if (count := sum(e.count for e in counted if (e.basis, e.standard, e.each) == (clause.code, since, each)))
        )
        should = sum((term.amount for term in terms), ZERO)
        pending = sum(1 for e in found if e.treatment is Treatment.PENDING)
        mark = indicator.full - min(indicator.full, should)
        return Result(mark, indicator.full, should, len(counted), len(found) - len(counted), pending, terms)

    def _rate(self, code: str, levels: Mapping[str, int]) -> Result:
        full = self.standard.by_code[code].full
        terms = tuple(Term(n, levels[n], s, s * levels[n], n) for n, s in LEVELS.scores if levels.get(n))
        count = sum(term.count for term in terms)
        if not count:
            return Result(None)
        mark = round_mark(full * sum((t.amount for t in terms), ZERO) / (100 * count), 2)
        return Result(mark, full, counted=count, excluded=3, terms=terms)

    def _ledgers(self) -> Ledgers:
        tasks = [self.progress.get(t.code, TaskProgress(t, "未开始", None, None, "")) for t in self.plan]
        accepted, finished, late = self.cases
        span = self.period.span
        tickets = tuple(timed(ticket, span.end, CALENDAR) for ticket in self.tickets)
        return Ledgers(
            as_of=span.end, span=span, since=date(self.period.year, 3, 1),
            findings=tuple(self.findings), tickets=tickets, activities=tuple(self.activities),
            submissions=tuple(self.submissions), progress=tuple(tasks), callbacks=self.callbacks,
            cases_accepted=accepted, cases_finished=finished, cases_late=late,
            tallies=tallies(tickets, span.end), opinions=opinions(tickets, span),
        )  # fmt: skip

    def _sheet(self) -> SheetCount:
        read, kept = 1200, 1200 - 7 - self.rejected - 3
        file = "inputs/records/2018-06/短信评价.xlsx"
        return SheetCount(file, "Sheet1", "短信评价", "ratings", read, kept, 7, self.rejected, 3)

    def _due(self, day: object) -> date | None:
        return date(self.period.year, *day) if isinstance(day, tuple) else None


def office(period: str, before: Office | None = None) -> Office:
    """Begin to tell of an office; ``before`` is the same office a month earlier, whose marks are compared with."""
    return Office(Period.parse(period), before=before)


def carried(earlier: Office, period: str) -> Office:
    """Go on from the month before: what was found and received so far stays, the month begins empty."""
    return replace(
        earlier,
        period=Period.parse(period),
        before=earlier,
        results=dict(earlier.results),
        month_results={},
        findings=list(earlier.findings),
        tickets=list(earlier.tickets),
        evidence=list(earlier.evidence),
        activities=[],
        submissions=[],
        progress=dict(earlier.progress),
        callbacks=NO_CALLS,
        cases=(0, 0, 0),
    )


def _moment(day: date) -> datetime:
    return datetime.combine(day, datetime.min.time()) + timedelta(hours=9)


def _sum(results: list[Result]) -> Result:
    marks = [result.mark for result in results if result.mark is not None]
    return Result(
        mark=sum(marks, ZERO) if marks else None,
        evaluated_full=sum((result.evaluated_full for result in results), ZERO),
        counted=sum(result.counted for result in results),
        excluded=sum(result.excluded for result in results),
        pending=sum(result.pending for result in results),
    )
