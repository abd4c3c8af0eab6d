"""工作动态 (简报): the month's news and figures for those who follow the activity (plan 四（三）4; 附件1, 2.3).

It comes out once a month. Where the ledger of 数据报送 has two or more issues due in the month, there is one for 1st
to 15th and one for the 16th to the end. A time without any activity has none. 简报 is no 文种 of the 条例: its head is
local custom. Its number is given by those who edit it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.compose.content import Imprint, Passage
from pipeline.compose.issuing import issuing
from pipeline.compose.kind import Draft, Drafts
from pipeline.compose.occasional.aside import set_aside
from pipeline.compose.occasional.outward import Bulletin, DataRow, NewsSection
from pipeline.compose.scene import Scene
from pipeline.compose.sections.practices import ATTENDED
from pipeline.compose.wording import ACTIVITY, chinese_number, full_date, in_series, prose, quoted
from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.comparison import rate
from pipeline.model.elements import PLACEHOLDER
from pipeline.model.ledger import Activity
from pipeline.model.marks import format_full
from pipeline.model.material import Material
from pipeline.model.period import Span

NEWS = "动态"
"""In the name of what is to be reported: an issue of 工作动态."""
_MIDDLE = 15


@dataclass(frozen=True, slots=True)
class _Issue:
    """An issue: its name among those of the month (empty for the only one), and the days that it tells of."""

    name: str
    span: Span


def bulletins(material: Material) -> Drafts:
    """Compose the month's issues."""
    scene = Scene(material)
    issues = [issue for issue in _issues(scene) if _within(scene, issue.span)]
    drafts = tuple(Draft(_bulletin(scene, issue), issue.name) for issue in issues)
    return drafts, [_to_fill_in(issue) for issue in issues]


def _issues(scene: Scene) -> tuple[_Issue, ...]:
    span = scene.ledgers.span
    due = sum(1 for s in scene.ledgers.submissions if NEWS in s.item and s.due_at.date() in span)
    if due < 2:
        return (_Issue("", span),)
    middle = span.start.replace(day=_MIDDLE)
    second = Span(middle.replace(day=_MIDDLE + 1), span.end)
    return _Issue("上半月", Span(span.start, middle)), _Issue("下半月", second)


def _within(scene: Scene, span: Span) -> list[Activity]:
    found = (activity for activity in scene.ledgers.activities if activity.day in span)
    return sorted(found, key=lambda activity: activity.day)


def _bulletin(scene: Scene, issue: _Issue) -> Bulletin:
    issuance, when = scene.material.issuance, f"{scene.card.period.chinese}{issue.name}"
    _, _, imprint, _ = issuing(issuance, "")
    sections = tuple(_sections(scene, _within(scene, issue.span)))
    stamp = "（试算）" if scene.card.what_if else ""
    return Bulletin(
        issue=f"第{PLACEHOLDER}期（总第{PLACEHOLDER}期）",
        editor=prose(issuance.agency_name) or scene.card.unit.name,
        day=PLACEHOLDER,
        title=f"{scene.unit}{when}{ACTIVITY}工作动态{stamp}",
        opening=_opening(scene, issue) + set_aside(scene.material.rejected),
        sections=sections,
        data_heading=f"{chinese_number(len(sections) + 1)}、数据之窗",
        dateline=f"数据截至{full_date(issue.span.end)}",
        data=tuple(DataRow(subject, figures) for subject, figures in _data(scene, issue.span)),
        imprint=Imprint(_copy_to(scene), imprint.printer, f"{PLACEHOLDER}印发"),
    )


def _opening(scene: Scene, issue: _Issue) -> str:
    activities = _within(scene, issue.span)
    when = f"{scene.day(issue.span.start)}至{issue.span.end.day}日"
    if len(activities) == 1:
        return f"{when}，{scene.unit}开展{activities[0].kind}1次，现将有关情况编发如下。"
    counts = Counter(activity.kind for activity in activities)
    kinds = in_series([f"{kind}{counts[kind]}次" for _, kinds in SORTS for kind in kinds if counts[kind]])
    which = f"，其中{kinds}" if len(counts) > 1 else ""
    what = "各项工作" if len(counts) > 1 else next(iter(counts))
    return f"{when}，{scene.unit}开展{what}{len(activities)}次{which}，现将有关情况编发如下。"


def _sections(scene: Scene, activities: Sequence[Activity]) -> Iterator[NewsSection]:
    number = 0
    for subject, kinds in SORTS:
        held = [activity for activity in activities if activity.kind in kinds]
        if held:
            number += 1
            yield NewsSection(f"{chinese_number(number)}、{subject}", _told(scene, held))


def _told(scene: Scene, activities: Sequence[Activity]) -> Passage:
    """Tell of activities under their titles. Of a single one, which gets no number, the day comes first.

    No paragraph begins with words of a record: 抄送：…… or 附件：…… there would be read as an element.
    """
    if len(activities) > 1:
        points = [(prose(one.title), "".join(_sentences(scene.day(one.day), one))) for one in activities]
        return Passage.of((), points)
    [only] = activities
    return Passage((f"{scene.day(only.day)}，{prose(only.title)}。{''.join(_sentences('', only))}",))


def _sentences(day: str, activity: Activity) -> Iterator[str]:
    """Tell when, through what, for whom, how many came or were reached, and what else was noted."""
    medium, audience = prose(activity.medium), prose(activity.audience)
    said = [f"{day}通过{quoted_name(medium)}宣传"] if medium else [f"{day}开展"] if day else []
    said += [f"对象为{audience}"] if audience else []
    if activity.people:
        came = activity.kind in ATTENDED or activity.kind in {"自查", "回访通报"}
        said.append(f"{activity.people}人参加" if came else f"覆盖{activity.people}人次")
    yield from (f"{words}。" for words in ("，".join(said), prose(activity.note)) if words)


def quoted_name(medium: str) -> str:
    """Quote the names of several media that stand in one cell, so that they do not run into the sentence."""
    return quoted(medium) if "、" in medium or "，" in medium else medium


def _data(scene: Scene, span: Span) -> Iterator[tuple[str, str]]:
    """Give the figures of the days told of; those that are only known by the month come at its end."""
    ledgers = scene.ledgers
    if span.end == ledgers.as_of:
        yield "办件（全月）", f"受理{ledgers.cases_accepted}件，办结{ledgers.cases_finished}件"
        yield "电话回访（全月）", f"完成{ledgers.callbacks.done}件"
    tickets = [ticket for ticket in ledgers.tickets if ticket.received_at.date() in span]
    closed = sum(1 for ticket in tickets if not ticket.is_open(span.end))
    yield "诉求", f"受理{len(tickets)}件，已办结{closed}件" if tickets else "未收到诉求"
    found = [finding for finding in ledgers.findings if finding.found_on in span]
    mended = sum(1 for finding in found if not finding.is_open(span.end))
    yield "问题整改", f"发现{len(found)}个，已整改{mended}个" if found else "未登记问题"
    due = [s for s in ledgers.submissions if s.due_at.date() in span]
    missing = sum(1 for s in due if s.is_missing(span.end))
    late = sum(1 for s in due if s.is_late(span.end))
    yield "数据报送", f"应报{len(due)}次，按时{len(due) - missing - late}次，迟报{late}次，未报{missing}次"
    total = scene.card.total
    if span.end == ledgers.as_of and total.mark is not None:
        full = format_full(total.evaluated_full)
        yield "累计得分", f"{scene.marks(total.mark)}，已评满分{full}分，得分率{rate(total)}%"


def _copy_to(scene: Scene) -> str:
    """Name those to whom the ledger of 数据报送 says that 工作动态 goes; else those who get copies of the reports."""
    due = dict.fromkeys(prose(s.to) for s in scene.ledgers.submissions if NEWS in s.item)
    said = "，".join(name for name in due if name) or prose(scene.material.issuance.copy_to)
    return f"抄送：{said}。" if said else ""


def _to_fill_in(issue: _Issue) -> Diagnostic:
    name = f"工作动态-{issue.name}" if issue.name else "工作动态"
    return Diagnostic(
        "DOC-ISSUE",
        Severity.WARNING,
        Place("inputs/organization.xlsx", "发文要素"),
        f"{name}的期号、总期号、编发日期和印发日期由编印单位确定，文件中留作{PLACEHOLDER}",
        f"编发时在 Word 文件（{name}.docx）中直接填写",
    )


SORTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "组织推动",
        (
            "会议",
            "培训",
            "制度",
        ),
    ),
    ("自查自纠", ("自查",)),
    ("宣传引导", ("宣传",)),
    ("沟通联系", ("座谈走访",)),
    ("服务回访", ("回访通报",)),
)
"""Sections and the kinds of activity that they tell of, as the monthly report names them."""
