"""修订影响分析: what the revision does to marks and documents, on a page. In full it is `workbook`'s."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple
from decimal import Decimal
from itertools import groupby

from pipeline.compose.change.content import Impact, MarkRow
from pipeline.compose.content import Group
from pipeline.compose.tables.scores import numbered
from pipeline.compose.wording import NOTHING, full_date, in_series, joined, month_name, short_name, signed
from pipeline.model.change import ChangeMaterial
from pipeline.model.effect import EffectRow, Fingerprint, Trial, Values, changed_leaves, effect_rows, latest
from pipeline.model.marks import ZERO, format_full, format_mark
from pipeline.model.period import Period

TITLE = "修订影响分析"
_UNITS = 6
"""So many units stand on the page; the others are in the workbook."""
_MONTHS = 5
"""So many of the months with a difference stand on the page, the last ones."""
_NAMED = 8
"""So many documents are named on the page."""


def impact_page(material: ChangeMaterial, number: str) -> Impact:
    """Compose the page."""
    shown = tuple(latest(material.trials))[:_UNITS]
    until = f"截至{full_date(material.period.span.end)}" if material.period else ""
    return Impact(
        number=number,
        title=TITLE,
        opening=tuple(_opening(material, until)),
        caption=f"表1　{until}累计得分　单位：分",
        marks=tuple(Group(_name(material, trial), _marks(material, trial)) for trial in shown),
        month_caption="表2　最近各月末累计得分　单位：分",
        months=tuple(Group(_name(material, trial), _months(material, trial)) for trial in shown),
        notes=numbered([*_terms(material), *_documents(material.fingerprints)]),
    )


def _opening(material: ChangeMaterial, until: str) -> list[str]:
    if not material.trials:
        return ["没有可供测算的记录，未作得分影响测算。"]
    said = [_sentence(material, trial) for trial in latest(material.trials)]
    rest = f"其余单位见“影响分析”工作簿，共{len(said)}个单位"
    aside = f"另有{material.rejected}行记录有误，未计入测算。" if material.rejected else ""
    return [f"{until}，{joined(said, _UNITS, rest)}。{aside}"]


def _terms(material: ChangeMaterial) -> tuple[str, ...]:
    if not material.trials:
        return ()
    rules = "全部按修订前标准、按记录发生之日有效的标准、全部按修订后标准计分"
    return (f"“现行”“修订后”“试算”分别指{rules}；试算仅供测算。",)


def _sentence(material: ChangeMaterial, trial: Trial) -> str:
    total = effect_rows(trial)[-1].to_date if effect_rows(trial) else Values(None, None, None)
    name, places = _name(material, trial), material.revision.new.places
    if total.before is None or total.after is None or total.what_if is None:
        return f"{name}没有可比的得分"
    now = _moved(total.after, total.before, places)
    always = _moved(total.what_if, total.before, places)
    return f"{name}现行累计得分{format_mark(total.before, places)}分，修订后{now}，试算{always}"


def _moved(now: Decimal, then: Decimal, places: int) -> str:
    mark, difference = format_mark(now, places), now - then
    if not difference:
        return f"为{mark}分，没有变化"
    return f"为{mark}分，{'增加' if difference > 0 else '减少'}{format_mark(abs(difference), places)}分"


def _marks(material: ChangeMaterial, trial: Trial) -> tuple[MarkRow, ...]:
    rows = effect_rows(trial)
    return tuple(_row(material, row, row.title) for row in (*changed_leaves(trial), *rows[-1:]))


def _months(material: ChangeMaterial, last: Trial) -> tuple[MarkRow, ...]:
    own = [trial for trial in material.trials if trial.unit == last.unit]
    totals = [(trial, effect_rows(trial)[-1:]) for trial in own]
    year = last.period.year
    changed = [
        _row(material, row, month_name(trial.period, year))
        for trial, rows in totals
        for row in rows
        if row.is_changed or trial is last
    ]
    return tuple(changed[-_MONTHS:])


def _row(material: ChangeMaterial, row: EffectRow, title: str) -> MarkRow:
    places = material.revision.new.places
    before, after, what_if = (
        NOTHING if full is None else format_mark(mark, places)
        for full, mark in zip(astuple(row.full), astuple(row.to_date), strict=True)
    )
    return MarkRow(title, _full(row.full), before, after, what_if, signed(row.to_date.what_if_change, places))


def _full(values: Values) -> str:
    """Write full marks, with an arrow where the revision changes them; an indicator that is not there has none."""
    old, new = format_full(values.before or ZERO), format_full(values.what_if or ZERO)
    return old if old == new else f"{old}→{new}"


def _name(material: ChangeMaterial, trial: Trial) -> str:
    return short_name(trial.unit, material.organization)


def _by_months(prints: Sequence[Fingerprint]) -> Iterator[str]:
    """Name a unit's documents of several months in a row together: 鹿城管理部2018年7月至9月各月的月报、摘要."""
    months = [
        (owner, period, tuple(one.name for one in group))
        for (owner, period), group in groupby(prints, key=lambda one: (one.owner, one.period))
        if period
    ]
    runs: list[list[tuple[str, Period, tuple[str, ...]]]] = []
    for month in months:
        last = runs[-1][-1] if runs else None
        if last and (last[0], last[1].next_month, last[2]) == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    for run in runs:
        (owner, first, names), (_, last_month, _) = run[0], run[-1]
        span = f"至{month_name(last_month, first.year)}各月" if len(run) > 1 else ""
        yield f"{owner}{first.chinese}{span}的{in_series(names)}"


def _documents(prints: Sequence[Fingerprint]) -> list[str]:
    if not prints:
        return []
    again = [one for one in prints if one.is_changed]
    same = len(prints) - len(again)
    proof = f"其余{same}份逐字节不变（SHA-256值见“影响分析”工作簿）。"
    if not again:
        return [f"已逐份核对{len(prints)}份文件，没有需要重新印发的。{proof}"]
    monthly = sorted((one for one in again if one.period), key=lambda one: (one.owner, str(one.period)))
    titles = [*_by_months(monthly), *(one.title for one in again if one.period is None)]
    named = joined(titles, _NAMED, "其余见“影响分析”工作簿")
    return [f"需要重新印发的文件{len(again)}份：{named}。{proof if same else ''}"]
