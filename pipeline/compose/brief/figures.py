"""Figures (图) of the brief: 得分率 of the parts, and 累计得分率 month by month; data only, drawn elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.compose.scene import Scene
from pipeline.compose.wording import bounded, month_name, title_of
from pipeline.model.comparison import parts, rate
from pipeline.model.document import Figure, Series
from pipeline.model.marks import NOT_EVALUATED

WIDTH_MM = 76.0
HEIGHT_MM = 52.0
NAME = 14
"""A part's name is at most so long under its bar."""


def parts_figure(scene: Scene) -> Figure:
    """Draw 得分率 of each part as bars; a part that is 未评 has no bar."""
    marks = parts(scene.card)
    return _figure(
        "bar",
        "各部分得分率（%）",
        tuple(bounded(title_of(mark.indicator), NAME) for mark in marks),
        Series("得分率", tuple(rate(mark.to_date) for mark in marks)),
    )


def months_figure(scene: Scene) -> Figure:
    """Draw 累计得分率 of the months of the 评议期 as a line."""
    cards = scene.material.series
    return _figure(
        "line",
        "各月末累计得分率（%）",
        tuple(month_name(card.period, scene.year) for card in cards),
        Series("累计得分率", tuple(rate(card.total) for card in cards)),
    )


def _figure(form: str, title: str, categories: tuple[str, ...], series: Series) -> Figure:
    told = _read_aloud(categories, series.values)
    return Figure(form, title, f"{title.removesuffix('（%）')}：{told}。", categories, (series,), WIDTH_MM, HEIGHT_MM)


def _read_aloud(categories: Sequence[str], values: Sequence[Decimal | None]) -> str:
    pairs = zip(categories, values, strict=True)
    return "，".join(f"{name}{NOT_EVALUATED if value is None else f'{value}%'}" for name, value in pairs)
