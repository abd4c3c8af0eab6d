"""附件2 逐月对账表: the months of the 评议期 beside the year, every difference explained to the last hundredth."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.compose.content import Attachment, Group
from pipeline.compose.scene import Scene
from pipeline.compose.tables.scores import numbered
from pipeline.compose.wording import NOTHING, label_of, listed, month_name, name_of, signed, title_of
from pipeline.compose.yearly.content import MonthsRow, MonthsTable
from pipeline.compose.yearly.results import month_runs, months_of
from pipeline.model.marks import NOT_EVALUATED, ZERO, format_full, format_mark
from pipeline.model.scorecard import Scorecard
from pipeline.model.standard import Method
from pipeline.model.yearly import FINE, YearLine, year_lines

TITLE = "逐月对账表"
LATEST = "最近评定"
CHANGED = "标准调整"
OUTSIDE = "无此项"
"""A month whose standard did not have the indicator."""


def months_table(scene: Scene) -> MonthsTable:
    """Compose the attachment; without any month of the 评议期 its notes say so."""
    months = months_of(scene)
    names = tuple(month_name(card.period, scene.year) for card in months)
    lines = year_lines(months, scene.card) if months else ()
    groups = tuple(Group(label_of(line.mark.indicator), tuple(_rows(line))) for line in lines)
    totals = (_total(scene, months),) if months else ()
    caption = f"{scene.card.period.chinese}　单位：分"
    table = Attachment("附件2", TITLE, caption, groups, totals, _notes(scene, lines))
    return MonthsTable(names, table)


def _rows(line: YearLine) -> Iterator[MonthsRow]:
    method = line.mark.indicator.method
    if method is Method.DEDUCT:
        yield _deductions(line)
        yield _marks(line, NOTHING, NOTHING, _capped(line))
        return
    if method is Method.GRADE:
        yield _marks(line, NOTHING, NOTHING, LATEST if line.mark.to_date.is_evaluated else NOTHING)
        return
    yield _marks(line, _mark(line.merged, line), _difference(line), _explained(line))
    if line.counted or line.mark.to_date.counted:
        yield _counts(line, "条数" if method is Method.RATE else "次数")


def _marks(line: YearLine, merged: str, difference: str, note: str) -> MonthsRow:
    marks = tuple(_mark(month.result.mark, line) if month else OUTSIDE for month in line.months)
    return MonthsRow("得分", marks, merged, _mark(line.mark.to_date.mark, line), difference, note)


def _deductions(line: YearLine) -> MonthsRow:
    amounts = tuple(_exact(month.result.should_deduct) if month else OUTSIDE for month in line.months)
    note = "各月之和" if line.difference == 0 else CHANGED if line.difference else NOTHING
    return MonthsRow("应扣", amounts, _exact(line.merged), _exact(line.year), _difference(line), note)


def _counts(line: YearLine, item: str) -> MonthsRow:
    counts = tuple(str(month.result.counted) if month else OUTSIDE for month in line.months)
    year = line.mark.to_date.counted
    note = "各月之和" if year == line.counted else CHANGED
    return MonthsRow(item, counts, str(line.counted), str(year), str(year - line.counted), note)


def _capped(line: YearLine) -> str:
    full, should = line.mark.indicator.full, line.mark.to_date.should_deduct
    if should is None:
        return NOTHING
    return "扣完为止" if should > full else f"{format_full(full)}－{format_full(should)}"


def _explained(line: YearLine) -> str:
    if line.difference is None:
        return NOTHING
    if not line.difference:
        return "折算加权" if line.is_rescaled else "加权平均"
    return "修约所致" if line.is_rounding else CHANGED


def _difference(line: YearLine) -> str:
    return signed(line.difference, line.places)


def _mark(value: Decimal | None, line: YearLine) -> str:
    return format_mark(value, line.places)


def _exact(value: Decimal | None) -> str:
    return NOT_EVALUATED if value is None else format_full(value)


def _total(scene: Scene, months: Sequence[Scorecard]) -> MonthsRow:
    places = scene.card.standard.places
    marks = tuple(format_mark(card.month_total.mark, places) for card in months)
    year = format_mark(scene.card.total.mark, places)
    return MonthsRow("得分合计", marks, NOTHING, year, NOTHING, "各项之和")


def _notes(scene: Scene, lines: Sequence[YearLine]) -> tuple[str, ...]:
    if not lines:
        return (f"{scene.card.period.chinese}没有评议期内的月份，无从对账。",)
    notes = [
        "各月数为按全年记录重新计算的当月数，月报印发后补登、核改的记录已一并计入。",
        "扣分类指标：各月应扣分相加即年度应扣分，年度得分＝分值－年度应扣分，扣完为止。",
        "满意率类、评分类指标：年度得分按全年评价合并计算，“合计”一栏为各月得分按条数（次数）加权的平均数。",
        "评定类指标取最近一次评定，不作合计。",
        *(_rescaled(line) for line in lines if line.is_rescaled and line.merged is not None),
        *_idle(scene),
        _verdict(lines),
    ]
    return numbered(notes)


def idle_months(scene: Scene) -> str:
    """Name the months of the 评议期 for which not a single record counts; empty when there is none."""
    months = months_of(scene)
    return month_runs([(month_name(card.period, scene.year), not card.month_total.counted) for card in months])


def _idle(scene: Scene) -> tuple[str, ...]:
    idle = idle_months(scene)
    return (f"{idle}没有计入得分的记录，扣分类指标按未发现扣分情形计。",) if idle else ()


def _verdict(lines: Sequence[YearLine]) -> str:
    """Say how the two sides agree, and explain every hundredth by both sides before they were rounded."""
    odd = [line for line in lines if line.difference]
    if not odd:
        return "核对结果：各月与年度一致，无差额。"
    told = [_rounded(line) for line in odd if line.is_rounding]
    changed = [name_of(line.mark.indicator) for line in odd if not line.is_rounding]
    told += [f"{listed(changed, len(changed))}因年内评价标准调整，各月与年度不可直接相加"] if changed else []
    rest = "其余无差额" if len(odd) < len(lines) else ""
    return f"核对结果：{'；'.join(text for text in (*told, rest) if text)}。"


def _rescaled(line: YearLine) -> str:
    indicator = line.mark.indicator
    return f"{title_of(indicator)}年内分值有调整，各月得分按年度分值（{format_full(indicator.full)}分）折算后加权。"


def _rounded(line: YearLine) -> str:
    months, year = (format_mark(value, FINE) for value in (line.merged, line.exact))
    by = format_mark(abs(line.difference or ZERO), line.places)
    name = title_of(line.mark.indicator)
    return f"{name}相差{by}分，为修约所致，各月得分修约后加权为{months}分，全年合并计算未修约时为{year}分"
