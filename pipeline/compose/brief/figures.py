"""Figures (图) of the brief: 得分率 of the parts, and 累计得分率 month by month; data only, drawn elsewhere."""

from __future__ import annotations

from pipeline.compose.scene import Scene
from pipeline.compose.spoken import bars_told, line_told
from pipeline.compose.wording import bounded, month_name, title_of
from pipeline.model.comparison import parts, rate
from pipeline.model.document import Figure, Series

WIDTH_MM = 76.0
HEIGHT_MM = 52.0
NAME = 14
"""A part's name is at most so long under its bar."""


def parts_figure(scene: Scene) -> Figure:
    """Draw 得分率 of each part as bars; a part that is 未评 has no bar."""
    marks = parts(scene.card)
    names = tuple(bounded(title_of(mark.indicator), NAME) for mark in marks)
    rates = Series("得分率", tuple(rate(mark.to_date) for mark in marks))
    told = bars_told("各部分得分率", "个部分", names, rates)
    return Figure("bar", "各部分得分率（%）", told, names, (rates,), WIDTH_MM, HEIGHT_MM)


def months_figure(scene: Scene) -> Figure:
    """Draw 累计得分率 of the months of the 评议期 as a line."""
    cards = scene.material.series
    names = tuple(month_name(card.period, scene.year) for card in cards)
    rates = Series("累计得分率", tuple(rate(card.total) for card in cards))
    told = line_told("各月末累计得分率", names, (rates,))
    return Figure("line", "各月末累计得分率（%）", told, names, (rates,), WIDTH_MM, HEIGHT_MM)
