"""The score tree: every indicator with its marks, its clauses and arithmetic, its records, and what is below it."""

from __future__ import annotations

from pipeline.compose.page.content import Node
from pipeline.compose.page.records import record_groups
from pipeline.compose.scene import Scene
from pipeline.compose.wording import NOTHING, signed, title_of
from pipeline.model.comparison import change, rate
from pipeline.model.marks import format_full, format_mark
from pipeline.model.period import Period
from pipeline.model.reasoning import Reasoning
from pipeline.model.scorecard import Evidence, Mark, Scorecard


def nodes(scene: Scene) -> tuple[Node, ...]:
    """Compose the tree from the top."""
    reasons = {reason.indicator: reason for reason in scene.material.reasoning}
    records: dict[str, list[Evidence]] = {}
    for evidence in scene.material.evidence:
        records.setdefault(evidence.indicator, []).append(evidence)
    return _below(scene, "", (reasons, records))


def span_name(period: Period) -> str:
    """Name the span beside 累计; a year has none, since 累计 is the year's."""
    if period.is_month:
        return "本月"
    return "本季" if period.quarter else ""


def base(scene: Scene) -> tuple[str, Scorecard | None]:
    """Say what marks are compared with: the month before, a year with the year before; ("", None) with nothing."""
    if scene.card.period.is_month:
        return scene.base, scene.material.previous
    last_year = scene.material.last_year
    return ("上年", last_year) if last_year else ("", None)


_Said = tuple[dict[str, Reasoning], dict[str, list[Evidence]]]


def _below(scene: Scene, code: str, said: _Said, level: int = 1) -> tuple[Node, ...]:
    return tuple(_node(scene, mark, said, level) for mark in scene.card.children(code))


def _node(scene: Scene, mark: Mark, said: _Said, level: int) -> Node:
    indicator, result, places = mark.indicator, mark.to_date, scene.card.standard.places
    reasons, records = said
    reason = reasons.get(indicator.code, Reasoning(indicator.code, (), ()))
    percent = rate(result)
    return Node(
        code=indicator.code,
        title=title_of(indicator),
        level=level,
        full=format_full(indicator.full),
        evaluated_full=format_full(result.evaluated_full),
        mark=format_mark(result.mark, places),
        rate=NOTHING if percent is None else f"{percent}%",
        period_mark=format_mark(mark.month.mark, places),
        change=_change(scene, indicator.code),
        lost=format_mark(mark.lost, places) if mark.lost else "",
        clauses=reason.clauses,
        arithmetic=reason.arithmetic,
        groups=record_groups(records.get(indicator.code, ())),
        children=_below(scene, indicator.code, said, level + 1),
    )


def _change(scene: Scene, code: str) -> str:
    _, earlier = base(scene)
    found = change(scene.card, earlier, code) if earlier else None
    return signed(found.difference if found else None, scene.card.standard.places)
