"""What is heard of a chart (替代文本): first what one sees in it, in words; then its figures, each with its name.

Somebody who listens cannot glance back: which way a line goes and where it is highest comes before the figures,
and each figure says what it is of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from pipeline.model.document import Series
from pipeline.model.marks import NOT_EVALUATED

_NAMED = 3
"""So many that are level are named; of more only the first, and how many they are."""


def line_told(what: str, months: Sequence[str], lines: Sequence[Series]) -> str:
    """Tell a chart of lines over months: the course of each, its highest and lowest month, then month by month."""
    seen = "；".join(_course(months, line) for line in lines)
    moving = [line for line in lines if len(set(line.values)) > 1]
    heard = "；".join(_month(months, at, moving) for at in range(len(months))) if moving else ""
    return f"{what}的折线图。{seen}。" + (f"{heard}。" if heard else "")


def bars_told(what: str, counted: str, names: Sequence[str], bars: Series) -> str:
    """Tell a chart of bars: which is highest and which lowest of what is ``counted``, then one by one."""
    known = {value for value in bars.values if value is not None}
    if not known:
        return f"{what}的条形图。{len(names)}{counted}均{NOT_EVALUATED}。"
    if len(known) == 1 and None not in bars.values:
        return f"{what}的条形图。{'、'.join(names)}的{bars.name}均为{max(known)}%。"
    seen = _ends(names, bars.values, counted)
    heard = (name + (NOT_EVALUATED if value is None else f"{bars.name}为{value}%")
             for name, value in zip(names, bars.values, strict=True))  # fmt: skip
    return f"{what}的条形图。{f'{seen}。' if seen else ''}{'，'.join(heard)}。"


def _course(months: Sequence[str], line: Series) -> str:
    """Say which way a line goes, and its highest and lowest month."""
    known = [(month, value) for month, value in zip(months, line.values, strict=True) if value is not None]
    if not known:
        return f"{line.name}各月均{NOT_EVALUATED}"
    (first, start), last = known[0], known[-1][0]
    if len(known) == 1:
        return f"{line.name}只有{first}的，为{start}%"
    span = f"从{first}到{last}，{line.name}"
    if len({value for _, value in known}) == 1:
        return f"{span}一直是{start}%，没有升降"
    return f"{span}{_trend([value for _, value in known])}，{_ends(months, line.values, '个月')}"


def _trend(values: Sequence[Decimal]) -> str:
    first, last = values[0], values[-1]
    if first == last:
        return "有升有降，首尾持平"
    way = "上升" if last > first else "下降"
    steady = all((after > before) == (last > first) and after != before for before, after in pairwise(values))
    return f"逐月{way}" if steady else f"总体{way}"


def _ends(names: Sequence[str], values: Sequence[Decimal | None], counted: str) -> str:
    """Name what is highest and lowest; nothing where all that are known are level."""
    known = [value for value in values if value is not None]
    if len(set(known)) < 2:
        return ""
    told = ((word, [name for name, value in zip(names, values, strict=True) if value == end])
            for word, end in (("最高", max(known)), ("最低", min(known))))  # fmt: skip
    return "，".join(f"{_those(those, counted)}{word}" for word, those in told)


def _those(names: Sequence[str], counted: str) -> str:
    told = "、".join(names) if len(names) <= _NAMED else f"{names[0]}等{len(names)}{counted}"
    return f"{told}并列" if len(names) > 1 else told


def _month(months: Sequence[str], at: int, lines: Sequence[Series]) -> str:
    return months[at] + "，".join(_steps(lines, at))


def _steps(lines: Sequence[Series], at: int) -> Iterator[str]:
    """Say of each line how it comes to a month from the last known one before."""
    for line in lines:
        now = line.values[at]
        before = next((value for value in reversed(line.values[:at]) if value is not None), None)
        yield line.name + (NOT_EVALUATED if now is None else f"{_verb(before, now)}{now}%")


def _verb(before: Decimal | None, now: Decimal) -> str:
    if before is None:
        return "为"
    return "仍为" if now == before else "上升到" if now > before else "下降到"
