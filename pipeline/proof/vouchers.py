"""Vouchers (出处): every mark and rate that scorecards and ledgers know, as a document may write it, with its name.

Derived from the material alone, never from what a document was composed of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal

from pipeline.model.comparison import change, deducted, leaves_below, lost, merged, rate
from pipeline.model.marks import ZERO, format_full, format_mark
from pipeline.model.material import Material
from pipeline.model.scorecard import Mark, Result, Scorecard
from pipeline.model.standard import Method
from pipeline.proof.numbers import Kind, Number


class Vouchers:
    """Who vouches for a number: names by the number as written, each with the word that tells it from others."""

    def __init__(self, material: Material) -> None:
        self._names: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for card in _cards(material):
            for value, anchor, name in _known(card):
                self._add(value, anchor, name, card.standard.places)
        for value, name in _compared(material):
            self._add(value, "", name, material.scorecard.standard.places)
        self._words = "\n".join(strings_in(_quotable(material)))

    @property
    def known(self) -> tuple[object, ...]:
        """Everything that is known: whoever knows the same vouches for the same."""
        names = tuple(part for text, known in self._names.items() for name in known for part in (text, *name))
        return (names, self._words)

    def source(self, number: Number, text: str) -> str:
        """Name what vouches for a mark or a rate in a text; "" when nothing does, or the number is no such figure."""
        if number.kind not in {Kind.MARK, Kind.RATE} and "." not in number.text:
            return ""
        known = self._names.get(number.text, ())
        found = max(known, key=lambda one: text.rfind(one[0], 0, number.start) if one[0] else -1, default=("", ""))
        return found[1]

    def vouches(self, number: Number, text: str) -> bool:
        """Tell whether a mark or a rate is known, or stands so in what people wrote; other kinds are not asked."""
        if number.kind not in {Kind.MARK, Kind.RATE} or number.text in self._names:
            return True
        return text[max(0, number.start - 3) : number.start + len(number.text) + 2] in self._words

    def _add(self, value: Decimal | None, anchor: str, name: str, places: int) -> None:
        if value is None:
            return
        for text in dict.fromkeys((format_mark(abs(value), places), format_full(abs(value)))):
            self._names[text].append((anchor, name))


def strings_in(value: object) -> Iterator[str]:
    """Give every text in a value made of dataclasses and tuples, numbers as they are written.

    The order is the same in every process, for proofs are kept by what vouches for them: a set has none of its own.
    """
    if isinstance(value, str):
        yield value
    elif isinstance(value, Decimal):
        yield from dict.fromkeys((f"{value:f}", format_full(value)))
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from strings_in(getattr(value, field.name))
    elif isinstance(value, (tuple, list, frozenset)):
        for part in sorted(value, key=repr) if isinstance(value, frozenset) else value:
            yield from strings_in(part)


def _cards(material: Material) -> Iterable[Scorecard]:
    """Give the scorecard that is reported first: it vouches before the others."""
    earlier = (card for card in reversed(material.series) if card is not material.scorecard)
    last_year = (material.last_year,) if material.last_year else ()
    return (material.scorecard, *earlier, *last_year)


def _quotable(material: Material) -> tuple[object, ...]:
    """Give what other people wrote and a document may repeat: rules, names, descriptions."""
    standard = material.scorecard.standard
    texts = tuple((i.title, i.criterion, i.scoring_note, i.note) for i in standard.indicators)
    return (texts, standard.readings, material.ledgers, material.issuance, material.scorecard.unit)


_Known = tuple[Decimal | None, str, str]


def _known(card: Scorecard) -> Iterator[_Known]:
    when = card.period.chinese
    yield from _of_result(card.total, f"{when}累计", "合计")
    yield from _of_result(card.month_total, f"{when}当月", "合计")
    yield card.full, "合计", "总分值"
    for mark in card.marks:
        yield from _of_mark(mark, when)
    for clause in card.standard.clauses:
        yield clause.per_item, clause.title, f"情形{clause.code}每{clause.unit}扣分"
    for top in card.marks:
        below = leaves_below(card, top.indicator.code)
        yield sum((leaf.to_date.should_deduct or ZERO for leaf in below), ZERO), top.indicator.title, "应扣分合计"


def _of_mark(mark: Mark, when: str) -> Iterator[_Known]:
    title, code = mark.indicator.title, mark.indicator.code
    short = title.partition("（")[0].partition("，")[0]
    yield mark.indicator.full, short, f"指标{code}分值"
    yield from _of_result(mark.to_date, f"指标{code}：{when}累计", short)
    yield from _of_result(mark.month, f"指标{code}：{when}当月", short)
    if mark.indicator.method is not Method.SUM:
        yield from _of_terms(mark.to_date, f"指标{code}：{when}累计")
        yield from _of_terms(mark.month, f"指标{code}：{when}当月")


def _of_result(result: Result, name: str, anchor: str) -> Iterator[_Known]:
    yield result.mark, anchor, f"{name}得分"
    yield result.evaluated_full, anchor, f"{name}已评满分"
    yield rate(result), anchor, f"{name}得分率"
    yield lost(result), anchor, f"{name}失分"
    yield result.should_deduct, anchor, f"{name}应扣分"


def _of_terms(result: Result, name: str) -> Iterator[_Known]:
    for term in (*result.terms, *merged(result.terms)):
        yield term.each, term.label, f"{name}：{term.label}"
        yield term.amount, term.label, f"{name}：{term.label}小计"


def _compared(material: Material) -> Iterator[tuple[Decimal | None, str]]:
    """Differences between months, and what findings deduct."""
    cards = [*material.series, *([material.last_year] if material.last_year else [])]
    for earlier in cards:
        for code in ("", *(mark.indicator.code for mark in material.scorecard.marks)):
            found = change(material.scorecard, earlier, code)
            if found is not None:
                name = f"{f'指标{code}' if code else '合计'}比{earlier.period.chinese}增减"
                yield from ((value, name) for value in (found.difference, found.like_for_like))
                yield from ((value, name) for value in (found.gained_marks, found.dropped_marks))
    groups = defaultdict(list)
    for finding in material.ledgers.findings:
        for key in (finding.record, finding.clause, finding.indicator, (finding.clause, finding.found_on.month)):
            groups[key].append(finding)
    yield from ((deducted(found), f"台账{key}应扣分") for key, found in groups.items())
    yield from ((record.each, f"记录{record.record}") for record in material.evidence)
    yield from ((record.amount, f"记录{record.record}应扣分") for record in material.evidence)
