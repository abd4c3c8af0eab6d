"""The chart of the year: 当月得分率 and 累计得分率, month by month; data only, drawn elsewhere."""

from __future__ import annotations

from pipeline.compose.scene import Scene
from pipeline.compose.spoken import line_told
from pipeline.compose.wording import month_name
from pipeline.compose.yearly.results import months_of
from pipeline.model.comparison import rate
from pipeline.model.document import Figure, Series

WIDTH_MM = 150.0
HEIGHT_MM = 71.0


def year_figures(scene: Scene) -> tuple[Figure, ...]:
    """Draw the year as two lines; nothing when fewer than two months have a mark."""
    months = months_of(scene)
    names = tuple(month_name(card.period, scene.year) for card in months)
    month = tuple(rate(card.month_total) for card in months)
    to_date = tuple(rate(card.total) for card in months)
    if sum(value is not None for value in to_date) < 2:
        return ()
    series = (Series("当月得分率", month), Series("累计得分率", to_date))
    alternative = line_told(_subject(scene), names, series)
    return (Figure("line", "得分率（%）", alternative, names, series, WIDTH_MM, HEIGHT_MM),)


def caption(scene: Scene) -> str:
    """Give the caption below the chart."""
    return f"图1　{_subject(scene)}"


def _subject(scene: Scene) -> str:
    return f"{scene.card.period.chinese}各月当月得分率和累计得分率"
