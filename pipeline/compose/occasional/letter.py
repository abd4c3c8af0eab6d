"""数据报送函: the month's data, to 市审管办 (plan 三（一）1; 附件1, 2.3).

市审管办 is no superior: a 函 in 信函格式 (条例 第八条(十四); GB/T 9704—2012, 10.1), so that there is no 签发人.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from pipeline.compose.content import Attachment, Closing, Group, Head, Passage
from pipeline.compose.issuing import issuing
from pipeline.compose.kind import Draft, Drafts
from pipeline.compose.occasional.aside import set_aside
from pipeline.compose.occasional.outward import DataLetter, ProblemRow, RatingRow
from pipeline.compose.scene import Scene
from pipeline.compose.wording import ACTIVITY, NOTHING, cell, counted, full_date, in_series, prose, title_of
from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.comparison import merged
from pipeline.model.elements import PLACEHOLDER
from pipeline.model.ledger import Finding
from pipeline.model.material import Material
from pipeline.model.scorecard import Mark
from pipeline.model.standard import Method

_NAME = "数据报送函"
_NOT_OF_A_LETTER = frozenset({"DOC-SIGNER", "DOC-ADDRESSEE", "DOC-PRINTER", "DOC-PRINTED"})
"""A 函 to an organ that is no superior shows no 签发人, its 版记 names nobody who printed it (7.2.6, 10.1)."""
_BY_HAND = frozenset({"DOC-NUMBER", "DOC-DATE"})


def data_letter(material: Material) -> Drafts:
    """Compose the letter; none for a month without any data."""
    scene = Scene(material)
    if not _has_data(scene):
        return (), []
    head, closing, faults = _frame(scene)
    ratings, problems = _ratings(scene), _problems(scene)
    letter = DataLetter(
        head=head,
        opening=_opening(scene),
        data=Passage.of((), tuple(_data(scene))),
        attachment_notes=(f"1.{ratings.title}", f"2.{problems.title}"),
        ratings=ratings,
        problems=problems,
        closing=closing,
    )
    return (Draft(letter),), faults


def _has_data(scene: Scene) -> bool:
    ledgers = scene.ledgers
    counts = (ledgers.cases_accepted, ledgers.cases_finished, ledgers.callbacks.done, len(ledgers.submissions))
    return any((*counts, _found(scene), *(leaf.month.counted for leaf in _rated(scene))))


def _frame(scene: Scene) -> tuple[Head, Closing, list[Diagnostic]]:
    """Give head and closing; number and date are left open, for those in the workbook are the report's."""
    material = scene.material
    receiver = prose(material.organization.program(scene.year).service_authority)
    issuance = replace(material.issuance, number="", dated="", addressee=receiver)
    stamp = "（试算）" if scene.card.what_if else ""
    title = f"关于报送{scene.card.period.chinese}{ACTIVITY}数据的函{stamp}"
    head, closing, _, faults = issuing(issuance, title)
    head = replace(head, agency_mark=head.agency_mark.removesuffix("文件"))
    told = [_of_letter(fault) for fault in faults if fault.code not in _NOT_OF_A_LETTER]
    return head, closing, told if receiver else [*told, _no_receiver()]


def _of_letter(fault: Diagnostic) -> Diagnostic:
    """Say which document is meant, and that a number of its own is registered, not set in the workbook."""
    by_hand = f"由综合科按发文程序确定，在 Word 文件（{_NAME}.docx）中直接填写"
    remedy = by_hand if fault.code in _BY_HAND else fault.remedy
    return replace(fault, message=f"{_NAME}的{fault.message}", remedy=remedy)


def _no_receiver() -> Diagnostic:
    file, sheet, key = "inputs/organization.xlsx", "活动方案", "审批管理机构"
    message = f"{key}为空，{_NAME}的主送机关留作{PLACEHOLDER}"
    remedy = f"在 {file} 的“{sheet}”表填写“{key}”后重新运行，或在 Word 文件中直接填写"
    return Diagnostic("DOC-RECEIVER", Severity.WARNING, Place(file, sheet), message, remedy)


def _opening(scene: Scene) -> str:
    what_if = "本函为试算稿，仅供测算参考。" if scene.card.what_if else ""
    what = f"{scene.unit}{scene.card.period.chinese}有关数据"
    text = f"{what_if}按照{ACTIVITY}数据报送要求，现将{what}函告如下，请予审核。"
    return text + set_aside(scene.material.rejected)


def _data(scene: Scene) -> Iterator[tuple[str, str]]:
    ledgers = scene.ledgers
    late = f"超承诺时限办结{ledgers.cases_late}件" if ledgers.cases_late else "无超承诺时限办结件"
    handled = f"受理办件{ledgers.cases_accepted}件，办结{ledgers.cases_finished}件，{late}。"
    known = ledgers.cases_accepted or ledgers.cases_finished
    yield "办件情况", f"{scene.month}{handled if known else '未登记办件记录。'}"
    yield "满意度评价情况", _rated_text(scene)
    yield "扣分情形", _found_text(scene)
    yield "诉求办理情况", _tickets_text(scene)
    yield "数据报送情况", _submitted_text(scene)


def _rated_text(scene: Scene) -> str:
    counts = [(title_of(leaf.indicator), leaf.month.counted) for leaf in _rated(scene) if leaf.month.counted]
    if not counts:
        return f"{scene.month}没有可计入的评价。"
    total = sum(count for _, count in counts)
    if len(counts) == 1:
        return f"{scene.month}可计入的评价{total}条，{'均' if total > 1 else ''}为{counts[0][0]}。"
    return f"{scene.month}可计入的评价{total}条，其中{in_series([f'{name}{count}条' for name, count in counts])}。"


def _found_text(scene: Scene) -> str:
    found = _found(scene)
    if not found:
        return f"{scene.month}未发现扣分情形。"
    states = Counter(_verified(finding) for finding in found)
    if len(states) == 1:
        every = "均" if len(found) > 1 else ""
        return f"{scene.month}登记扣分情形{len(found)}项，{every}{next(iter(states))}。"
    told = in_series([f"{state}{count}项" for state, count in states.items()])
    return f"{scene.month}登记扣分情形{len(found)}项，其中{told}。"


def _verified(finding: Finding) -> str:
    if finding.verified == "核查中":
        return "正在核查"
    if finding.verified == "否":
        return "经查不属实"
    return "经查属实" if finding.counted else "经认定不计入"


def _tickets_text(scene: Scene) -> str:
    tickets = [t for t in scene.ledgers.tickets if t.received_at.date() in scene.ledgers.span]
    if not tickets:
        return f"{scene.month}未收到诉求。"
    waiting = sum(1 for ticket in tickets if ticket.is_open(scene.as_of))
    late = sum(1 for ticket in tickets if ticket.is_late(scene.as_of))
    said = [f"办结{len(tickets) - waiting}件"] if waiting < len(tickets) else []
    said += [f"在办{waiting}件"] if waiting else []
    said += [f"超过办理期限{late}件" if late else "无超过办理期限的诉求"]
    return f"{scene.month}受理诉求{len(tickets)}件，{scene.until}，{'，'.join(said)}。"


def _submitted_text(scene: Scene) -> str:
    due = [s for s in scene.ledgers.submissions if s.due_at.date() <= scene.as_of]
    if not due:
        return f"{scene.month}未登记数据报送记录。"
    missing = [s for s in due if s.is_missing(scene.as_of)]
    late = [s for s in due if s.is_late(scene.as_of)]
    text = f"{scene.month}应报送数据材料{len(due)}次"
    if not missing and not late:
        return f"{text}，{'均' if len(due) > 1 else ''}按时报送。"
    named = [("迟报", late), ("未报", missing)]
    told = [
        f"{state}{len(those)}次（应报日期：{'、'.join(dict.fromkeys(scene.day(s.due_at) for s in those))}）"
        for state, those in named
        if those
    ]
    in_time = len(due) - len(missing) - len(late)
    return f"{text}，{'，'.join(([f'按时报送{in_time}次'] if in_time else []) + told)}。"


def _ratings(scene: Scene) -> Attachment[RatingRow]:
    rows = tuple(_rating_row(leaf) for leaf in _rated(scene))
    title = f"{scene.card.period.chinese}满意度评价数据表"
    notes = ("注：“不计入”指追评、默认评价、无效评价和未评价，数据按评价时间统计。",)
    return Attachment("附件1", title, "单位：条", (Group("", rows),), notes=notes)


def _rating_row(leaf: Mark) -> RatingRow:
    counts = {term.label: term.count for term in merged(leaf.month.terms)}
    return RatingRow(
        channel=title_of(leaf.indicator),
        counted=str(leaf.month.counted),
        very_satisfied=str(counts.get("非常满意", 0)),
        satisfied=str(counts.get("满意", 0)),
        fair=str(counts.get("基本满意", 0)),
        dissatisfied=str(counts.get("不满意", 0)),
        very_dissatisfied=str(counts.get("非常不满意", 0)),
        left_out=str(leaf.month.excluded),
    )


def _problems(scene: Scene) -> Attachment[ProblemRow]:
    found = _found(scene)
    title = f"{scene.card.period.chinese}扣分情形登记表"
    if not found:
        return Attachment("附件2", title, "", (), notes=(f"{scene.month}未发现扣分情形。",))
    rows = tuple(_problem_row(scene, finding) for finding in found)
    return Attachment("附件2", title, f"数据截至{full_date(scene.as_of)}", (Group("", rows),))


def _problem_row(scene: Scene, finding: Finding) -> ProblemRow:
    clause = scene.clause(finding.clause)
    if not finding.is_open(scene.as_of):
        state = f"{scene.day(finding.rectified_on)}完成整改"
    elif finding.rectify_by:
        state = f"期限{scene.day(finding.rectify_by)}" + ("，已逾期" if finding.is_overdue(scene.as_of) else "")
    else:
        state = NOTHING
    count = counted(finding.count, clause.unit) if clause else str(finding.count)
    return ProblemRow(
        scene.day(finding.found_on), f"{finding.clause} {finding.clause_title}", count, cell(finding.description),
        _verified(finding), state,
    )  # fmt: skip


def _found(scene: Scene) -> tuple[Finding, ...]:
    return tuple(finding for finding in scene.ledgers.findings if finding.found_on in scene.ledgers.span)


def _rated(scene: Scene) -> tuple[Mark, ...]:
    return tuple(leaf for leaf in scene.card.leaves if leaf.indicator.method is Method.RATE)
