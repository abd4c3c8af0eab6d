"""Sheet 逐月对账 of the year's 评分依据.xlsx: the figures of 附件2 as numbers, both sides before they were rounded."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pipeline.compose.scene import Scene
from pipeline.compose.wording import month_name
from pipeline.compose.yearly.results import months_of
from pipeline.model.marks import NOT_EVALUATED, round_mark
from pipeline.model.standard import Method
from pipeline.model.workbook import CellValue, Column, Sheet
from pipeline.model.yearly import FINE, MonthMark, YearLine, year_lines

Row = tuple[CellValue, ...]
NAME = "逐月对账"


def months_sheet(scene: Scene) -> Sheet:
    """Compose the sheet: for each leaf its marks, and the 应扣 or the records that they rest on."""
    months = months_of(scene)
    columns = (*FIRST, *(Column(month_name(card.period, scene.year), 8) for card in months), *LAST)
    rows = tuple(row for line in year_lines(months, scene.card) for row in _rows(line))
    stamp = "（试算）" if scene.card.what_if else ""
    notes = (
        "合计：应扣、条数、次数为各月之和；满意率类、评分类得分为各月得分按条数（次数）加权的平均数，不修约到分。",
        "未修约值：年度得分修约前的数；差额＝年度数－合计，均按小数位修约后相减。",
    )
    return Sheet(NAME, columns, rows, f"{scene.unit}{scene.card.period.chinese}{stamp}{NAME}", notes)


def _rows(line: YearLine) -> Iterator[Row]:
    method = line.mark.indicator.method
    if method is Method.DEDUCT:
        amounts = (month.result.should_deduct if month else None for month in line.months)
        yield _row(line, "应扣", (*amounts, line.merged, line.year, line.exact, line.difference))
        yield _row(line, "得分", (*_marks(line), None, _mark(line, line.mark.to_date.mark), None, None))
        return
    exact, merged = (None if value is None else round_mark(value, FINE) for value in (line.exact, line.merged))
    yield _row(line, "得分", (*_marks(line), merged, _mark(line, line.mark.to_date.mark), exact, line.difference))
    if method is not Method.GRADE:
        counts = (month.result.counted if month else None for month in line.months)
        total = line.mark.to_date.counted
        item = "条数" if method is Method.RATE else "次数"
        yield _row(line, item, (*counts, line.counted, total, None, total - line.counted))


def _row(line: YearLine, item: str, values: Row) -> Row:
    indicator = line.mark.indicator
    return (indicator.code, indicator.title, str(indicator.method), item, *values)


def _marks(line: YearLine) -> Iterator[CellValue]:
    return (_month(line, month) for month in line.months)


def _month(line: YearLine, month: MonthMark | None) -> CellValue:
    return None if month is None else _mark(line, month.result.mark)


def _mark(line: YearLine, value: Decimal | None) -> CellValue:
    return NOT_EVALUATED if value is None else round_mark(value, line.places)


FIRST = (Column("指标编号", 10), Column("指标", 28), Column("计分方法", 10), Column("项目", 8))
LAST = (Column("合计", 10), Column("年度数", 10), Column("未修约值", 10), Column("差额", 8))
