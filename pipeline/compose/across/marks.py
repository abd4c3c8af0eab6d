"""得分总表: every mark of every unit, one row each, so that a table program can turn it as it likes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.compose.wording import ACTIVITY, standard_name
from pipeline.model.comparison import rate
from pipeline.model.marks import NOT_EVALUATED, round_mark
from pipeline.model.scorecard import Result, Scorecard
from pipeline.model.workbook import CellValue, Column, Sheet, Workbook

Row = tuple[CellValue, ...]


def marks_workbook(cards: Sequence[Scorecard]) -> Workbook:
    """Compose the workbook of all marks: one sheet of units by indicator, one of every mark, one of notes."""
    first = cards[0]
    indicators = first.standard.indicators
    titles = (Column("单位代码", 12), Column("单位", 28), *(Column(f"{i.code} {i.title}", 14) for i in indicators))
    columns = (*titles, Column("合计", 10), Column("已评满分", 10), Column("得分率（%）", 12))
    notes = (
        ("计分标准", standard_name(first.standard)),
        ("得分", "评议期起至考核期末的累计得分；“未评”指尚未取得评价结果，既不计0分也不计满分"),
        ("得分率", "累计得分÷已评满分"),
    )
    sheets = (
        Sheet("总表", columns, tuple(_wide(card) for card in cards)),
        Sheet("逐项", COLUMNS, tuple(row for card in cards for row in leaf_rows(card))),
        Sheet("说明", (Column("项目", 14), Column("说明", 90)), notes),
    )
    return Workbook(f"{first.period.chinese}{ACTIVITY}得分总表", sheets)


def leaf_rows(card: Scorecard) -> Iterator[Row]:
    """Give a row for each indicator of a unit, parents too."""
    for mark in card.marks:
        indicator, result = mark.indicator, mark.to_date
        yield (
            card.unit.code, card.unit.name, indicator.code, indicator.title, str(indicator.method), indicator.full,
            result.evaluated_full, *_values(card, (result, mark.month)), rate(result), result.should_deduct,
            result.counted, result.excluded,
        )  # fmt: skip


def _wide(card: Scorecard) -> Row:
    total = card.total
    marks = _values(card, (*(mark.to_date for mark in card.marks), total))
    return (card.unit.code, card.unit.name, *marks, total.evaluated_full, card.rate)


def _values(card: Scorecard, results: Iterable[Result]) -> Iterator[CellValue]:
    for result in results:
        yield NOT_EVALUATED if result.mark is None else round_mark(result.mark, card.standard.places)


COLUMNS = tuple(
    Column(header, width)
    for header, width in (
        ("单位代码", 12), ("单位", 28), ("指标编号", 10), ("指标", 28), ("计分方法", 10), ("分值", 8), ("已评满分", 10),
        ("累计得分", 10), ("当月得分", 10), ("得分率（%）", 12), ("应扣分", 8), ("计入条数", 10), ("不计入条数", 12),
    )
)  # fmt: skip
