"""Explain (说明): where a mark comes from, in words: clause in force, arithmetic, records (product.md, 2)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from pipeline.model.marks import NOT_EVALUATED, format_full, format_mark
from pipeline.model.organization import Unit
from pipeline.model.period import Period
from pipeline.model.reasoning import Reasoning
from pipeline.model.scope import Scope
from pipeline.model.scorecard import Evidence, Mark, Result, Scorecard, Term
from pipeline.model.standard import Indicator, Method, Standard, Standards
from pipeline.records.store import Records
from pipeline.score.evidence import evidence


@dataclass(frozen=True)
class Explanation:
    """Everything that is said about one mark.

    ``clauses`` are the texts in force, ``arithmetic`` the lines for 累计 and 本月; ``evidence`` lists every record
    counted or left out.
    """

    unit: Unit
    period: Period
    standard: Standard
    mark: Mark
    clauses: tuple[str, ...]
    arithmetic: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    what_if: bool = False


def explain(records: Records, scorecard: Scorecard, standards: Standards, code: str) -> Explanation:
    """Explain the mark of an indicator.

    Raises:
        KeyError: the standard has no such indicator.
    """
    mark = scorecard.mark(code)
    return Explanation(
        unit=scorecard.unit,
        period=scorecard.period,
        standard=scorecard.standard,
        mark=mark,
        clauses=_clauses(mark.indicator, Scope.behind(scorecard, standards)),
        arithmetic=arithmetic(mark, scorecard.standard),
        evidence=evidence(records, scorecard, standards, code),
        what_if=scorecard.what_if,
    )


def reasoning(scorecard: Scorecard, standards: Standards) -> tuple[Reasoning, ...]:
    """Give what every mark of a scorecard rests on, in words."""
    scope = Scope.behind(scorecard, standards)
    return tuple(
        Reasoning(
            indicator=mark.indicator.code,
            clauses=_clauses(mark.indicator, scope),
            arithmetic=arithmetic(mark, scorecard.standard),
        )
        for mark in scorecard.marks
    )


def arithmetic(mark: Mark, standard: Standard) -> tuple[str, ...]:
    """Write the arithmetic of a mark, for 累计 and for 本月."""
    return (
        *_lines("累计", mark.indicator, mark.to_date, standard),
        *_lines("本月", mark.indicator, mark.month, standard),
    )


def _lines(span: str, indicator: Indicator, result: Result, standard: Standard) -> Iterator[str]:
    if result.mark is None:
        said = f"{NOT_EVALUATED}（{_NOTHING[indicator.method]}）"
    else:
        said = _ARITHMETIC[indicator.method](indicator.full, result, standard.places)
    pending = f"（其中核查中{result.pending}条）" if result.pending else ""
    yield f"{span}：{said}" + (f"；另有{result.excluded}条记录未计入{pending}" if result.excluded else "")
    if len({term.standard for term in result.terms if term.standard}) > 1:
        yield f"{span}其中：{'；'.join(_by_standard(result.terms))}"


def _rate(full: Decimal, result: Result, places: int) -> str:
    count = sum(term.count for term in result.terms)
    scores = sum((term.amount for term in result.terms), Decimal(0))
    return (
        f"计入{count}条，折算分 = {_products(result.terms)} = {scores:f}；"
        f"得分 = {format_full(full)} × {scores:f} ÷ (100 × {count}) = {_mark(result, places)}"
    )


def _deduct(full: Decimal, result: Result, places: int) -> str:
    if not result.terms:
        return f"未发现扣分情形，得满分 {_mark(result, places)}"
    should = result.should_deduct or Decimal(0)
    capped = f"（应扣{format_full(should)}分，封顶{format_full(full)}分）" if should > full else ""
    return (
        f"应扣 = {_products(result.terms)} = {should:f} 分；"
        f"得分 = {format_full(full)} − min({format_full(full)}, {should:f}) = {_mark(result, places)}{capped}"
    )


def _average(full: Decimal, result: Result, places: int) -> str:
    shares = " + ".join(f"{format_full(term.each)}÷{format_full(term.amount)}" for term in result.terms)
    return f"得分 = {format_full(full)} × ({shares}) ÷ {len(result.terms)} = {_mark(result, places)}"


def _grade(full: Decimal, result: Result, places: int) -> str:
    latest = result.terms[-1]
    share = f"{format_full(latest.each)} ÷ {format_full(latest.amount)}"
    return f"得分 = {format_full(full)} × {share} = {_mark(result, places)}（{latest.label}）"


def _total(full: Decimal, result: Result, places: int) -> str:
    marks = " + ".join(f"{format_mark(term.amount, places)}（{term.basis}）" for term in result.terms)
    evaluated = f"已评满分{format_full(result.evaluated_full)}分，分值{format_full(full)}分"
    return f"得分 = {marks} = {_mark(result, places)}；{evaluated}"


def _products(terms: tuple[Term, ...]) -> str:
    return " + ".join(f"{term.count}×{format_full(term.each)}" for term in terms)


def _by_standard(terms: tuple[Term, ...]) -> Iterator[str]:
    for standard in sorted({term.standard for term in terms}):
        of_it = tuple(term for term in terms if term.standard == standard)
        yield f"{_products(of_it)} 按{standard}起施行的标准"


def _mark(result: Result, places: int) -> str:
    return f"{format_mark(result.mark, places)} 分"


def _clauses(indicator: Indicator, scope: Scope) -> tuple[str, ...]:
    """Give the indicator's words, then the rules in force on the days that were scored, oldest first."""
    full = format_full(indicator.full)
    lines = [f"{indicator.code} {_one_line(indicator.title)}（分值{full}分，{indicator.method}）"]
    lines += [f"评价标准：{_one_line(indicator.criterion)}"] if indicator.criterion else []
    lines += [f"计分说明：{_one_line(indicator.scoring_note)}"] if indicator.scoring_note else []
    books: list[Standard] = []
    for stretch in scope.stretches:
        if stretch.in_review and stretch.standard and stretch.standard not in books:
            books.append(stretch.standard)
    for book in books or [scope.standard]:
        lines += [f"{rule}（{book.effective_from}起施行）" for rule in _rules(indicator, book)]
    return tuple(lines)


def _rules(indicator: Indicator, book: Standard) -> Iterator[str]:
    """Give the numbers of a standard that an indicator is scored by."""
    for clause in book.clauses_of(indicator.code):
        yield f"{clause.code} {clause.title}：每{clause.unit}扣{format_full(clause.per_item)}分"
    if indicator.method is Method.RATE and indicator.code in book.by_code:
        scheme = book.scheme(book.by_code[indicator.code])
        yield f"{scheme.name}：{'、'.join(f'{level}{format_full(score)}' for level, score in scheme.scores)}"


def _one_line(text: str) -> str:
    return "".join(text.split("\n"))


_ARITHMETIC: dict[Method, Callable[[Decimal, Result, int], str]] = {
    Method.SUM: _total,
    Method.RATE: _rate,
    Method.DEDUCT: _deduct,
    Method.AVERAGE: _average,
    Method.GRADE: _grade,
}

_NOTHING = {
    Method.SUM: "下级指标均未评",
    Method.RATE: "没有计入的评价",
    Method.DEDUCT: "不在评议期内",
    Method.AVERAGE: "没有计入的评分",
    Method.GRADE: "没有计入的评定",
}
