"""整改通知单 and 整改台账: what is to be put right, by whom, by when, in working days (plan 四（二）, 四（四））."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.compose.content import Attachment, Group
from pipeline.compose.kind import Draft, Drafts
from pipeline.compose.occasional.content import DutyRow, LedgerRow, RectificationLedger, RectificationNotice
from pipeline.compose.occasional.frame import inner_frame
from pipeline.compose.occasional.limits import remaining
from pipeline.compose.scene import Scene
from pipeline.compose.sections.rectification import by_when, missing_duties, open_findings, to_rectify, who
from pipeline.compose.tables.deductions import rectified
from pipeline.compose.wording import CELL, NAMED, NOTHING, bounded, cell, full_date, prose
from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.elements import PLACEHOLDER
from pipeline.model.ledger import Finding
from pipeline.model.material import Material

NOTICE = "整改通知单"
LEDGER = "整改台账"
_DUTIES = "待整改问题清单"
_OF_THE_ISSUE = frozenset({"DOC-DATE", "DOC-AGENCY"})


def rectification_notices(material: Material) -> Drafts:
    """Compose a notice for each office that has something to put right; none when nothing waits."""
    scene = Scene(material)
    offices: dict[str, list[Finding]] = {}
    for finding in open_findings(scene):
        offices.setdefault(who(finding), []).append(finding)
    if not offices:
        return (), []
    frame = inner_frame(scene, NOTICE, NOTICE)
    numbered = [(f"{number:03}", office) for number, office in enumerate(sorted(offices, key=_last_if_open), 1)]
    drafts = tuple(Draft(_notice(scene, number, office, offices[office]), number) for number, office in numbered)
    faults = [fault for fault in frame[3] if fault.code in _OF_THE_ISSUE]
    return drafts, [*faults, *missing_duties(scene), _answer(scene, numbered)]


def _last_if_open(office: str) -> tuple[bool, str]:
    return office == PLACEHOLDER, office


def _notice(scene: Scene, number: str, office: str, findings: Sequence[Finding]) -> RectificationNotice:
    _, closing, _, _ = inner_frame(scene, NOTICE, NOTICE)
    rows = tuple(_duty(scene, line, finding) for line, finding in enumerate(findings, 1))
    register = f"{scene.card.period}-{number}"
    caption = f"编号：{register}　截至{full_date(scene.as_of)}"
    notes = ("注：距期限和超过期限的天数为工作日。",)
    return RectificationNotice(
        title="问题整改通知单",
        addressee=f"{office}：",
        paragraphs=(f"{_waiting(scene, office, findings)}，清单（编号{register}）见附件。", *_demands(scene, findings)),
        attachment_note=_DUTIES,
        duties=Attachment("附件", _DUTIES, caption, (Group(office, rows),), (), notes),
        closing=closing,
    )


def _waiting(scene: Scene, office: str, findings: Sequence[Finding]) -> str:
    late = sum(1 for f in findings if f.is_overdue(scene.as_of))
    text = f"{scene.until}，{office}尚未完成整改的问题有{len(findings)}条"
    if late:
        text += f"，{'均' if len(findings) > 1 else ''}已逾期" if late == len(findings) else f"，其中逾期{late}条"
    return text


def _duty(scene: Scene, line: int, finding: Finding) -> DutyRow:
    return DutyRow(
        str(line), scene.day(finding.found_on), _problem(finding), bounded(prose(finding.measure), CELL) or PLACEHOLDER,
        by_when(scene, finding), _left(scene, finding),
    )  # fmt: skip


def _left(scene: Scene, finding: Finding) -> str:
    return remaining(scene, finding.rectify_by).removeprefix("，") or NOTHING


def _problem(finding: Finding) -> str:
    """Tell a problem in a cell, with who found it and the number by which it is traced."""
    source = "，".join(text for text in (bounded(prose(finding.found_by), NAMED), finding.record) if text)
    return f"{bounded(prose(finding.description), CELL) or prose(finding.clause_title)}（{source}）"


def _demands(scene: Scene, findings: Sequence[Finding]) -> Iterator[str]:
    late = sum(1 for f in findings if f.is_overdue(scene.as_of))
    what = "按期完成整改"
    if late:
        every = late == len(findings)
        what = f"{'' if every else '已逾期的'}立即完成整改并书面说明逾期原因{'' if every else '，其余按期完成整改'}"
    yield f"请对照问题查找原因，举一反三，{what}。"
    yield f"请于{PLACEHOLDER}前将整改结果报综合科登记。"


def _answer(scene: Scene, numbered: Sequence[tuple[str, str]]) -> Diagnostic:
    files = "、".join(f"{NOTICE}-{number}.docx" for number, _ in numbered)
    return Diagnostic(
        "DOC-ANSWER",
        Severity.WARNING,
        Place(f"inputs/records/{scene.card.period}"),
        f"{NOTICE}{len(numbered)}份，报送整改结果的期限留作{PLACEHOLDER}；未登记整改措施的也留作{PLACEHOLDER}",
        f"研究确定后在 Word 文件（{files}）中直接填写；整改措施可在“扣分情形”表补登后重新运行",
    )


def rectification_ledger(material: Material) -> Drafts:
    """Compose the ledger of all problems since the 评议期 began, and of last year's; none when there are none."""
    scene = Scene(material)
    groups = tuple(group for group in _groups(scene) if group.rows)
    if not groups:
        return (), []
    issuance = material.issuance
    content = RectificationLedger(
        title=f"{scene.unit}{scene.year}年度{LEDGER}",
        author=prose(issuance.agency_name) or scene.card.unit.name,
        dateline=f"截至{full_date(scene.as_of)}",
        paragraphs=(_totals(scene),),
        groups=groups,
        notes=("注：1.本表列经核实的问题，核查中和查不属实的不列入。", "2.距期限和超过期限的天数为工作日。"),
    )
    return (Draft(content),), missing_duties(scene)


def _groups(scene: Scene) -> Iterator[Group[LedgerRow]]:
    this_year = sorted(to_rectify(scene), key=lambda f: (f.found_on, f.record))
    yield Group(f"{scene.year}年发现的问题", _rows(scene, this_year, 1))
    yield Group(f"{scene.year - 1}年反映的突出问题", _rows(scene, _last_year(scene), len(this_year) + 1))


def _last_year(scene: Scene) -> list[Finding]:
    return [finding for finding in scene.ledgers.carried_over if finding.verified == "是"]


def _rows(scene: Scene, findings: Sequence[Finding], first: int) -> tuple[LedgerRow, ...]:
    return tuple(
        LedgerRow(
            str(line), scene.day(f.found_on), _problem(f),
            bounded(who(f), NAMED) if f.is_open(scene.as_of) else cell(f.responsible, NAMED),
            cell(f.measure), by_when(scene, f) if f.is_open(scene.as_of) else scene.day(f.rectify_by), _state(scene, f),
        )
        for line, f in enumerate(findings, first)
    )  # fmt: skip


def _state(scene: Scene, finding: Finding) -> str:
    if finding.is_open(scene.as_of):
        return f"{rectified(scene, finding)}{remaining(scene, finding.rectify_by)}"
    return rectified(scene, finding)


def _totals(scene: Scene) -> str:
    said = (
        _counted(scene, f"{scene.year}年评议期以来登记经核实的问题", to_rectify(scene)),
        _counted(scene, f"{scene.year - 1}年反映的突出问题", _last_year(scene)),
    )
    return f"{scene.until}，{'；'.join(text for text in said if text)}。"


def _counted(scene: Scene, name: str, findings: Sequence[Finding]) -> str:
    if not findings:
        return ""
    waiting = [f for f in findings if f.is_open(scene.as_of)]
    late = sum(1 for f in waiting if f.is_overdue(scene.as_of))
    text = f"{name}{len(findings)}条，"
    if not waiting:
        return f"{text}{'均' if len(findings) > 1 else ''}已完成整改"
    done, every = len(findings) - len(waiting), "均" if len(findings) > 1 else ""
    text += f"已完成整改{done}条，未完成整改{len(waiting)}条" if done else f"{every}未完成整改"
    if not late:
        return f"{text}，无逾期"
    if late == len(waiting):
        return f"{text}，{'均' if late > 1 else ''}已逾期"
    return f"{text}，其中逾期{late}条"
