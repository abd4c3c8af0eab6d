"""Ledgers (台账) in 评分依据.xlsx: what the plan's mechanisms left behind, row by row, with file, sheet and row.

Complaints and public opinion with their working-day limits (plan 三(三)2, 3), rectifications (四(二)), submissions
(三(一)(1)), publicity by medium (三(三)4).
"""

from __future__ import annotations

from collections import Counter

from pipeline.compose.cells import PLACE_COLUMNS, columns, place_cells
from pipeline.compose.occasional.alerts import SORTS
from pipeline.compose.occasional.limits import limit, state
from pipeline.compose.scene import Scene
from pipeline.compose.wording import full_date, in_series
from pipeline.model.ledger import Finding, Submission, Ticket
from pipeline.model.workbook import CellValue, Sheet

Row = tuple[CellValue, ...]


def ledger_sheets(scene: Scene, heading: str) -> tuple[Sheet, ...]:
    """Compose the sheets; each title begins with ``heading``, which stamps a what-if."""
    return tuple(sheet(scene, heading) for sheet in (_tickets, _severities, _rectifications, _submissions, _publicity))


def _tickets(scene: Scene, heading: str) -> Sheet:
    rows = tuple(_ticket(scene, ticket) for ticket in scene.ledgers.tickets)
    notes = (
        f"评议期起至{full_date(scene.as_of)}受理或尚在办理的诉求和舆情；期限按工作日计算，节假日依国家安排。",
        "期限来自办理时限表的，自受理次日起按该表的工作日推算。",
        "用时自受理至办结，当日办结的计0个工作日；舆情的受理、办结时间都记到时分的，另计小时。",
    )
    return Sheet("诉求舆情台账", _TICKET, rows, f"{heading}诉求舆情台账", notes)


def _ticket(scene: Scene, ticket: Ticket) -> Row:
    whence = "办理时限表" if ticket.limit_days else "导出表" if ticket.due_at else ""
    forms = "、".join(sort.name for sort in SORTS if sort.wants(ticket))
    late = "是" if ticket.is_late(scene.as_of) else "否"
    said = (ticket.title, limit(scene, ticket), whence, state(scene, ticket), late)
    took = (ticket.taken_days, ticket.taken_hours)
    judged = (ticket.named, ticket.verified, ticket.satisfied, forms)
    what = (ticket.record, ticket.channel, ticket.kind, ticket.severity, ticket.received_at)
    return (*what, *said, *took, *judged, *place_cells(ticket.place))


def _severities(scene: Scene, heading: str) -> Sheet:
    rows = tuple(
        (
            *(tally.group, tally.severity or "未定", tally.received, tally.closed, tally.open, tally.late),
            *(tally.mean_days, tally.longest_days, tally.mean_hours, tally.longest_hours),
        )
        for tally in scene.ledgers.tallies
    )
    notes = (f"评议期起至{full_date(scene.as_of)}受理的；超期含超期办结和超期未办结；用时只计已办结的。",)
    return Sheet("诉求舆情汇总", _TALLY, rows, f"{heading}诉求舆情分等级汇总", notes)


def _rectifications(scene: Scene, heading: str) -> Sheet:
    findings = scene.ledgers.findings
    rows = tuple(_finding(scene, finding) for finding in findings)
    late = sum(1 for finding in findings if finding.is_overdue(scene.as_of))
    notes = (f"截至{full_date(scene.as_of)}登记{len(findings)}条，其中逾期未完成整改{late}条。",)
    return Sheet("整改台账", _FINDING, rows, f"{heading}整改台账", notes)


def _finding(scene: Scene, finding: Finding) -> Row:
    waits = finding.is_open(scene.as_of)
    late = finding.is_overdue(scene.as_of)
    progress = "逾期" if late else "整改中" if waits else "已完成"
    done = None if waits else finding.rectified_on
    found = (finding.record, finding.found_on, finding.clause_title, finding.description, finding.found_by)
    mended = (finding.responsible, finding.rectify_by, done, progress, finding.measure)
    return (*found, *mended, *place_cells(finding.place))


def _submissions(scene: Scene, heading: str) -> Sheet:
    rows = tuple(_submission(scene, submission) for submission in scene.ledgers.submissions)
    return Sheet("报送台账", _SUBMISSION, rows, f"{heading}报送台账")


def _submission(scene: Scene, due: Submission) -> Row:
    submitted = None if due.is_missing(scene.as_of) else due.submitted_at
    return (due.item, due.to, due.due_at, submitted, _came(scene, due), *place_cells(due.place))


def _came(scene: Scene, submission: Submission) -> str:
    if submission.is_missing(scene.as_of):
        return "未报"
    return "迟报" if submission.is_late(scene.as_of) else "按时"


def _publicity(scene: Scene, heading: str) -> Sheet:
    activities = scene.ledgers.activities
    media = Counter(activity.medium for activity in activities if activity.medium)
    rows = tuple((a.day, a.kind, a.title, a.medium, a.audience, a.people, *place_cells(a.place)) for a in activities)
    tally = in_series([f"{medium}{times}次" for medium, times in media.most_common()])
    return Sheet("宣传活动台账", _ACTIVITY, rows, f"{heading}宣传活动台账", (f"按媒体：{tally}。",) if media else ())


_TICKET = (
    *columns(("工单编号", 18), ("受理渠道", 10), ("诉求类型", 10), ("等级", 8), ("受理时间", 18), ("标题", 30)),
    *columns(("办理期限", 34), ("期限来自", 12), ("办理情况", 34), ("是否超期", 10)),
    *columns(("用时（工作日）", 14), ("用时（小时）", 12), ("是否署名", 10), ("是否属实", 10)),
    *columns(("是否满意", 10), ("应报备、预警", 16)),
    *PLACE_COLUMNS,
)
_TALLY = (
    *columns(("类别", 10), ("等级", 8), ("受理", 8), ("办结", 8), ("在办", 8), ("超期", 8)),
    *columns(
        ("平均用时（工作日）", 18), ("最长用时（工作日）", 18), ("平均用时（小时）", 16), ("最长用时（小时）", 16)
    ),
)
_FINDING = (
    *columns(("编号", 18), ("发现日期", 12), ("情形", 22), ("问题描述", 36), ("发现单位", 14), ("责任科室", 10)),
    *columns(("整改期限", 12), ("整改完成日期", 12), ("整改情况", 10), ("整改措施", 30)),
    *PLACE_COLUMNS,
)
_SUBMISSION = (
    *columns(("报送事项", 20), ("报送对象", 18), ("应报时间", 18), ("实报时间", 18), ("报送情况", 10)),
    *PLACE_COLUMNS,
)
_ACTIVITY = (
    *columns(("日期", 12), ("类别", 10), ("标题", 40), ("媒体", 16), ("对象", 16), ("人数", 8)),
    *PLACE_COLUMNS,
)
