"""回访情况表: the month's call-backs, how they were rated, and what they told of (plan 四（三）5, 附件2)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.compose.kind import Draft, Drafts
from pipeline.compose.occasional.content import CallbackSheet, CallProblem, CallRow
from pipeline.compose.scene import Scene
from pipeline.compose.wording import CELL, bounded, cell, full_date, in_series, prose
from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.elements import PLACEHOLDER
from pipeline.model.ledger import CallbackCount
from pipeline.model.material import Material
from pipeline.model.sampling import CALLBACKS
from pipeline.model.scorecard import Evidence, Treatment

NAME = "回访情况表"
_CHANNEL = "电话回访"


def callback_sheet(material: Material) -> Drafts:
    """Compose the sheet; none for a month without a call."""
    scene = Scene(material)
    calls, count = calls_of(scene), scene.ledgers.callbacks
    if not calls and not count.done:
        return (), []
    content = CallbackSheet(
        title=f"{scene.unit}{scene.card.period.chinese}服务回访情况表",
        author=prose(material.issuance.agency_name) or scene.card.unit.name,
        dateline=f"数据截至{full_date(scene.as_of)}",
        paragraphs=_paragraphs(scene, calls),
        calls=tuple(_row(scene, number, call) for number, call in enumerate(calls, 1)),
        problems=tuple(
            CallProblem(str(number), _told(problem), PLACEHOLDER, PLACEHOLDER, PLACEHOLDER)
            for number, problem in enumerate(count.problems, 1)
        ),
        notes=(f"注：评价标准要求每月抽取{CALLBACKS}个办结件回访；当月办结不足{CALLBACKS}件的，全部回访。",),
    )
    return (Draft(content),), [_to_assign(scene, count)] if count.problems else []


def _told(problem: str) -> str:
    """Tell a problem in a cell; the number by which it is traced stays."""
    said, bracket, record = prose(problem).rpartition("（")
    return f"{bounded(said, CELL)}{bracket}{record}"


def calls_of(scene: Scene) -> list[Evidence]:
    """Give the month's calls, counted or not, in order of date."""
    indicators = {i.code for i in scene.card.standard.indicators if i.channel == _CHANNEL}
    calls = (e for e in scene.material.evidence if e.table == "ratings" and e.indicator in indicators)
    return sorted((e for e in calls if e.day in scene.ledgers.span), key=lambda e: (e.day, e.record))


def _paragraphs(scene: Scene, calls: Sequence[Evidence]) -> tuple[str, ...]:
    count = scene.ledgers.callbacks
    made = max(len(calls), count.done)
    return (f"{scene.month}电话回访{made}件{_valid(count, made)}。{_enough(scene, made)}", _reflected(count))


def _valid(count: CallbackCount, made: int) -> str:
    if not count.done:
        return f"，{'均' if made > 1 else ''}未取得有效评价"
    levels = [(level, number) for level, number in count.levels if number]
    rest = f"，取得有效评价{count.done}件" if count.done < made else ""
    if len(levels) == 1:
        return f"{rest}，{'均' if count.done > 1 else ''}为{levels[0][0]}"
    return f"{rest}，其中{in_series([f'{level}{number}件' for level, number in levels])}"


def _enough(scene: Scene, made: int) -> str:
    finished = scene.ledgers.cases_finished
    wanted = min(CALLBACKS, finished)
    if not scene.card.period.is_month:
        return ""
    if made >= wanted:
        return f"{scene.month}办结{finished}件，应回访{wanted}件，回访数量符合要求。" if finished else ""
    return f"{scene.month}办结{finished}件，应回访{wanted}件，少{wanted - made}件。"


def _reflected(count: CallbackCount) -> str:
    if not count.problems:
        return "回访未反映不满意问题。"
    return f"回访反映不满意问题{len(count.problems)}条，责任科室、处理时限和处理结果见下表，处理后向服务对象反馈。"


def _row(scene: Scene, number: int, call: Evidence) -> CallRow:
    treatment = "计入" if call.treatment is Treatment.COUNTED else prose(call.reason) or "不计入"
    return CallRow(str(number), scene.day(call.day), call.record, cell(call.basis), cell(call.detail), treatment)


def _to_assign(scene: Scene, count: CallbackCount) -> Diagnostic:
    return Diagnostic(
        "DOC-CALLBACK",
        Severity.WARNING,
        Place(f"inputs/records/{scene.card.period}"),
        f"{NAME}列不满意问题{len(count.problems)}条，责任科室、处理时限和处理结果留作{PLACEHOLDER}",
        f"研究确定后在 Word 文件（{NAME}.docx）中直接填写",
    )
