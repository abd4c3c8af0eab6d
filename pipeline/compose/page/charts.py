"""Charts (图) of the page: 得分率 of the parts, and of the months; data only, drawn elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.compose.scene import Scene
from pipeline.compose.wording import bounded, month_name, title_of
from pipeline.model.comparison import parts, rate
from pipeline.model.document import Figure, Series
from pipeline.model.marks import NOT_EVALUATED

WIDTH_MM, HEIGHT_MM = 140.0, 62.0
NAME = 18
"""A part's name is at most so long beside its bar."""


def parts_chart(scene: Scene) -> Figure:
    """Draw 得分率 of each part as bars; a part that is 未评 has none."""
    marks = parts(scene.card)
    names = tuple(bounded(title_of(mark.indicator), NAME) for mark in marks)
    return _figure("bar", "各部分得分率（%）", names, (Series("得分率", tuple(rate(mark.to_date) for mark in marks)),))


def months_chart(scene: Scene) -> Figure:
    """Draw 得分率 of the months as lines: to date, and of each month alone."""
    cards = [card for card in scene.material.series if card.period.is_month]
    names = tuple(month_name(card.period, scene.year) for card in cards)
    to_date = Series("累计得分率", tuple(rate(card.total) for card in cards))
    alone = Series("当月得分率", tuple(rate(card.month_total) for card in cards))
    return _figure("line", "各月得分率（%）", names, (to_date, alone))


def _figure(form: str, title: str, names: Sequence[str], series: tuple[Series, ...]) -> Figure:
    told = "；".join(f"{one.name}：{_read_aloud(names, one.values)}" for one in series)
    return Figure(form, title, f"{told}。", tuple(names), series, WIDTH_MM, HEIGHT_MM)


def _read_aloud(names: Sequence[str], values: Sequence[Decimal | None]) -> str:
    pairs = zip(names, values, strict=True)
    return "，".join(f"{name}{NOT_EVALUATED if value is None else f'{value}%'}" for name, value in pairs)
