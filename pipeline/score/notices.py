"""What scoring has to say: days without a standard, periods outside the 评议期, clauses that no longer count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.judgement import Reason
from pipeline.model.period import Period, Span
from pipeline.model.scope import Scope
from pipeline.model.standard import Standard, Standards
from pipeline.score.facts import Fact, Facts

_FOLDER = Place("inputs/standards")
_REMEDY = "把当时有效的评价标准工作簿放入 inputs/standards/，或更正“文件”表中的生效日期、失效日期、评议期"


def no_standard(standards: Standards, period: Period) -> Diagnostic:
    """Say that nothing can be scored, and which dates could be."""
    message = f"{period.chinese}没有生效的评价标准，无法评分；{_coverage(standards)}"
    return Diagnostic("STD-NONE", Severity.ERROR, _FOLDER, message, _REMEDY)


def notices(scope: Scope, facts: Facts) -> list[Diagnostic]:
    """Say what a reader of the scorecards must know."""
    return [*_outside(scope), *_uncovered(scope, facts), *_no_longer(scope, facts)]


def _outside(scope: Scope) -> Iterator[Diagnostic]:
    if not scope.month.is_empty:
        return
    review = scope.standard.review_span(scope.period.year)
    both = "本月、累计" if scope.to_date.is_empty else "本月"
    message = f"{scope.period.chinese}不在评议期（{_days(review)}）内，{both}各项均为未评"
    remedy = "如确需评分，请核对考核期，或评价标准“文件”表中的评议期起、评议期止"
    yield Diagnostic("STD-OUTSIDE", Severity.WARNING, Place(scope.standard.file or _FOLDER.file), message, remedy)


def _uncovered(scope: Scope, facts: Facts) -> Iterator[Diagnostic]:
    unjudged = Reason.NO_STANDARD
    count = sum(fact.records for fact in _all(facts) if fact.ruling.reason is unjudged)
    if not count:
        return
    days = "、".join(_days(s.span) for s in scope.stretches if s.in_review and s.standard is None)
    message = f"评议期内{days}没有生效的评价标准，其间{count}条记录无从计分；{_coverage(scope.standards)}"
    yield Diagnostic("STD-NONE", Severity.ERROR, _FOLDER, message, _REMEDY)


def _no_longer(scope: Scope, facts: Facts) -> Iterator[Diagnostic]:
    counts: Counter[tuple[str, str]] = Counter()
    cancelled = Reason.NO_LONGER
    for fact in _all(facts):
        if fact.ruling.reason is cancelled:
            counts[fact.ruling.basis or fact.ruling.indicator, fact.ruling.label] += fact.records
    for (code, label), count in sorted(counts.items()):
        message = f"“{code} {label}”现行标准已取消，{count}条记录不再计分"
        remedy = "无需处理；如不应取消，请核对现行评价标准"
        yield Diagnostic("STD-NO-LONGER", Severity.NOTE, Place(scope.standard.file or _FOLDER.file), message, remedy)


def _all(facts: Facts) -> Iterator[Fact]:
    return (fact for own in facts.values() for tally in own.values() for fact in tally.to_date)


def _coverage(standards: Standards) -> str:
    books = sorted(standards.books, key=lambda book: book.effective_from)
    return f"现有评价标准的施行期：{'；'.join(map(_force, books))}" if books else "目前没有任何评价标准"


def _force(book: Standard) -> str:
    return _days(Span(book.effective_from, book.effective_to)) if book.effective_to else f"{book.effective_from} 起"


def _days(span: Span) -> str:
    return f"{span.start} 至 {span.end}"
