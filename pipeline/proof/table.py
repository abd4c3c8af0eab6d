"""The score table (指标得分表) of a finished file, cell by cell against the scorecard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model.comparison import parts, rate
from pipeline.model.marks import format_full, format_mark
from pipeline.model.scorecard import Mark, Result, Scorecard
from pipeline.proof.figures import Slip
from pipeline.proof.word import Unit


def table_slips(units: Sequence[Unit], card: Scorecard) -> Iterator[Slip]:
    """Name each cell of the score table that is other than the scorecard has it."""
    for at, head in enumerate(units):
        if {"分值", "累计得分", "当月得分"} <= set(head.cells):
            table = head.place.partition("第1行")[0]
            rows = [unit for unit in units[at + 1 :] if unit.place.startswith(f"{table}第")]
            yield from _of_table(head, rows, card)


def _of_table(head: Unit, rows: Sequence[Unit], card: Scorecard) -> Iterator[Slip]:
    group: Mark | None = None
    for row in rows:
        labels = row.cells[: max(0, len(row.cells) - len(head.cells) + 2)]
        if not labels:
            continue
        group = next((part for part in parts(card) if _is(labels[0], part)), group)
        found = _asked(labels[-1], group, card)
        if found is None:
            continue
        mark, full, month = found
        for title, wanted in _wanted(mark, full, month, card.standard.places):
            place = head.cells.index(title) - len(head.cells) if title in head.cells else 0
            if place and row.cells[place] != wanted:
                yield Slip(row.place, row.cells[place], wanted, f"{labels[-1]}{title}", row)


_Asked = tuple[Result, str, Result]


def _asked(label: str, group: Mark | None, card: Scorecard) -> _Asked | None:
    """Find whose row it is: the sum of all, a group's, or an indicator's; None when it is none of them."""
    if label == "合计":
        return card.total, format_full(card.full), card.month_total
    named = [mark for mark in card.marks if _is(label, mark)]
    if label in {"小计", "未设分项"} and group is not None:
        named = [group]
    if len(named) != 1:
        return None
    return named[0].to_date, format_full(named[0].indicator.full), named[0].month


def _is(label: str, mark: Mark) -> bool:
    name = label.partition("（")[0]
    return bool(name) and mark.indicator.title.startswith(name)


def _wanted(result: Result, full: str, month: Result, places: int) -> Iterator[tuple[str, str]]:
    percent = rate(result)
    yield "分值", full
    yield "已评满分", format_full(result.evaluated_full)
    yield "累计得分", format_mark(result.mark, places)
    yield "得分率", "—" if percent is None else f"{percent}%"
    yield "当月得分", format_mark(month.mark, places)
