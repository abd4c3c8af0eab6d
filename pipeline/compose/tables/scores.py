"""附件1 指标得分表: every leaf under its part, sub-totals, totals, and the readings it rests on."""

from __future__ import annotations

from pipeline.compose.content import Attachment, Group, ScoreRow
from pipeline.compose.scene import Scene
from pipeline.compose.sections.indicators import grade, grade_range, items
from pipeline.compose.wording import NOTHING, label_of, listed, prose, signed, standard_name, title_of
from pipeline.model.comparison import change, leaves_below, parts, rate
from pipeline.model.marks import format_full, format_mark
from pipeline.model.scorecard import Mark, Result
from pipeline.model.standard import Method

TITLE = "指标得分表"
_NAMED = 3


def score_table(scene: Scene) -> Attachment[ScoreRow]:
    """Compose the attachment."""
    return Attachment(
        "附件1",
        TITLE,
        f"{scene.card.period.chinese}　单位：分",
        tuple(_group(scene, part) for part in parts(scene.card)),
        _totals(scene),
        with_readings(scene, _notes(scene)),
    )


def _group(scene: Scene, part: Mark) -> Group[ScoreRow]:
    label = label_of(part.indicator)
    leaves = leaves_below(scene.card, part.indicator.code)
    if leaves == (part,):
        return Group(label, (_row(scene, "未设分项", part),))
    rows = [_row(scene, title_of(leaf.indicator), leaf) for leaf in leaves]
    return Group(label, (*rows, _row(scene, "小计", part)))


def _totals(scene: Scene) -> tuple[ScoreRow, ...]:
    card = scene.card
    tops = [_row(scene, title_of(top.indicator), top) for top in card.children("") if card.children(top.indicator.code)]
    places = card.standard.places
    total, month = card.total, card.month_total
    everything = ScoreRow(
        "合计",
        format_full(card.full),
        format_full(total.evaluated_full),
        format_mark(total.mark, places),
        percent(total),
        format_mark(month.mark, places),
        _change(scene, ""),
        NOTHING,
    )
    return (*tops, everything)


def _row(scene: Scene, title: str, mark: Mark) -> ScoreRow:
    places = scene.card.standard.places
    return ScoreRow(
        title,
        format_full(mark.indicator.full),
        format_full(mark.to_date.evaluated_full),
        format_mark(mark.to_date.mark, places),
        percent(mark.to_date),
        format_mark(mark.month.mark, places),
        _change(scene, mark.indicator.code),
        basis(scene, mark),
    )


def percent(result: Result) -> str:
    """Write 得分率 in a cell."""
    value = rate(result)
    return NOTHING if value is None else f"{value}%"


def _change(scene: Scene, code: str) -> str:
    previous = scene.material.previous
    found = change(scene.card, previous, code) if previous else None
    return signed(found.difference if found else None, scene.card.standard.places)


def basis(scene: Scene, mark: Mark) -> str:
    """Say in a cell what a mark rests on."""
    method, result = mark.indicator.method, mark.to_date
    if method is Method.SUM:
        return NOTHING
    if not result.is_evaluated:
        return "没有可计入的评价" if method is Method.RATE else "尚未取得评定结果"
    if method is Method.RATE:
        return f"计入评价{result.counted}条，不计入{result.excluded}条"
    if method is Method.DEDUCT:
        return items(scene, result.terms) or "未发现扣分情形"
    if len(result.terms) > _NAMED:
        return grade_range(result.terms)
    return f"评定得分{listed([grade(term, '') for term in result.terms])}"


def _notes(scene: Scene) -> list[str]:
    card = scene.card
    return [
        f"得分按{standard_name(card.standard)}计算，累计得分为评议期起至{scene.day(scene.as_of)}的得分。",
        "“未评”指尚未取得评价结果，既不计0分也不计满分；得分率＝累计得分÷已评满分。",
    ]


def with_readings(scene: Scene, notes: list[str]) -> tuple[str, ...]:
    """Number a table's notes, and add the readings that are still 待确认."""
    waiting = [reading for reading in scene.card.standard.readings if reading.state != "已确认"]
    if not waiting:
        return numbered(notes)
    notes = [*notes, f"以下{len(waiting)}项计分口径待确认，所引条文为评价标准和活动方案的条文。"]
    return (
        *numbered(notes),
        *(f"{r.code}：{prose(r.clause)}。{prose(r.doubt)}。{prose(r.reading)}。" for r in waiting),
    )


def numbered(notes: list[str]) -> tuple[str, ...]:
    """Number table notes; the first one begins with 注：."""
    if len(notes) == 1:
        return (f"注：{notes[0]}",)
    return tuple(f"{'注：' if number == 1 else ''}{number}.{note}" for number, note in enumerate(notes, 1))
