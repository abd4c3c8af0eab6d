"""四、主要做法: what was done in the month, subject by subject, as its ledgers have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from pipeline.compose.content import Passage, Point
from pipeline.compose.scene import Scene
from pipeline.compose.wording import joined, listed, ordinal, prose
from pipeline.model.ledger import Activity, Submission, Ticket

_NAMED = 3
"""So many activities of one kind are told of; 工作动态 has them all."""


def practices(scene: Scene) -> Passage:
    """Compose the section; a subject without any record is named at the end, not passed over."""
    told = [(subject, tell(scene)) for subject, tell in SUBJECTS]
    points = tuple(
        Point(f"{ordinal(number)}{subject}。", text)
        for number, (subject, text) in enumerate(((s, t) for s, t in told if t), 1)
    )
    silent = [NOT_RECORDED[subject] for subject, text in told if not text]
    if not silent:
        return Passage((), points)
    silence = f"{scene.month}未登记{listed(silent, len(silent), '类')}记录。"
    if not points:
        return Passage((silence,))
    last = Point(f"{ordinal(len(points) + 1)}其他。", silence)
    return Passage((), (*points, last))


def _services(scene: Scene) -> str:
    ledgers = scene.ledgers
    if not ledgers.cases_accepted and not ledgers.cases_finished:
        return ""
    late = "无超承诺时限办结件" if not ledgers.cases_late else f"其中超承诺时限办结{ledgers.cases_late}件"
    return f"{scene.month}受理办件{ledgers.cases_accepted}件，办结{ledgers.cases_finished}件，{late}。"


def _organizing(scene: Scene) -> str:
    kinds = (("会议", "召开会议{}次"), ("培训", "组织培训{}次"), ("制度", "制定完善制度{}项"))
    found = [(phrase, _of_kind(scene, kind)) for kind, phrase in kinds]
    counts = [phrase.format(len(activities)) for phrase, activities in found if activities]
    if not counts:
        return ""
    everything = [activity for _, activities in found for activity in activities]
    return f"{scene.month}{'、'.join(counts)}：{_told(scene, everything)}。"


def _inspecting(scene: Scene) -> str:
    activities = _of_kind(scene, "自查")
    return f"{scene.month}开展自查{len(activities)}次：{_told(scene, activities)}。" if activities else ""


def _publicity(scene: Scene) -> str:
    activities = _of_kind(scene, "宣传")
    if not activities:
        return ""
    media = Counter(prose(activity.medium) for activity in activities if prose(activity.medium))
    by_medium = [f"{medium}{count}次" for medium, count in sorted(media.items(), key=lambda m: (-m[1], m[0]))]
    through = f"（{'、'.join(by_medium)}）" if by_medium else ""
    return f"{scene.month}开展宣传{len(activities)}次{through}：{_told(scene, activities)}。"


def _talks(scene: Scene) -> str:
    activities = _of_kind(scene, "座谈走访")
    return f"{scene.month}开展座谈走访{len(activities)}次：{_told(scene, activities)}。" if activities else ""


def _callbacks(scene: Scene) -> str:
    callbacks, notices = scene.ledgers.callbacks, _of_kind(scene, "回访通报")
    said = []
    if callbacks.done:
        levels = [f"{level}{count}件" for level, count in callbacks.levels if count]
        answers = f"，其中{listed(levels, len(levels))}" if levels else ""
        problems = [prose(problem) for problem in callbacks.problems]
        told = f"；回访反映：{joined(problems, _NAMED, f'共{len(problems)}条')}" if problems else "，未反映问题"
        said.append(f"{scene.month}完成电话回访{callbacks.done}件{answers}{told}。")
    if notices:
        said.append(f"{'' if said else scene.month}通报回访情况{len(notices)}次：{_told(scene, notices)}。")
    return "".join(said)


def _appeals(scene: Scene) -> str:
    tickets = [t for t in scene.ledgers.tickets if t.received_at.date() in scene.ledgers.span]
    if not tickets:
        return ""
    kinds = _counts(tickets, lambda t: t.kind)
    closed = [t for t in tickets if not t.is_open(scene.as_of)]
    late = [t for t in closed if t.is_late(scene.as_of)]
    text = f"{scene.month}受理诉求{len(tickets)}件（{kinds}），来自{_counts(tickets, lambda t: t.channel)}；"
    text += f"{scene.until}办结{len(closed)}件" if closed else f"{scene.until}均在办理中"
    text += f"，其中超期办结{len(late)}件" if late else "，均按时办结" if closed else ""
    grave = [t for t in tickets if t.severity in {"重大", "疑难"}]
    return f"{text}{_grave(grave)}。"


def _grave(tickets: Sequence[Ticket]) -> str:
    return f"；其中{_counts(tickets, lambda t: f'{t.severity}诉求')}" if tickets else ""


def _counts(tickets: Iterable[Ticket], key: Callable[[Ticket], str]) -> str:
    counts = Counter(key(ticket) for ticket in tickets)
    named = [f"{name}{_apart(name)}{count}件" for name, count in counts.most_common()]
    return "、".join(named)


def _apart(name: str) -> str:
    """Keep a name that ends in digits (12345) from running into its count."""
    return "热线" if name[-1:].isdigit() else ""


def _submissions(scene: Scene) -> str:
    due = [s for s in scene.ledgers.submissions if s.due_at.date() <= scene.as_of]
    if not due:
        return ""
    missing = [s for s in due if s.is_missing(scene.as_of)]
    late = [s for s in due if s.is_late(scene.as_of)]
    receivers = listed(sorted({prose(s.to) for s in due}))
    text = f"{scene.month}应向{receivers}报送数据材料{len(due)}次"
    if not missing and not late:
        return f"{text}，均按时报送。"
    on_time = len(due) - len(missing) - len(late)
    text += f"，按时报送{on_time}次" if on_time else "，均未按时报送"
    text += f"；迟报{len(late)}次，{which(scene, late)}" if late else ""
    text += f"；未报{len(missing)}次，{which(scene, missing)}" if missing else ""
    return f"{text}。"


def which(scene: Scene, submissions: Sequence[Submission]) -> str:
    """Name the days on which submissions were due, by item (plan M4: late and missing days are named)."""
    by_item: dict[str, list[str]] = {}
    for submission in submissions:
        by_item.setdefault(prose(submission.item), []).append(scene.day(submission.due_at))
    return "、".join(f"为{listed(days)}应报的{item}" for item, days in by_item.items())


def _of_kind(scene: Scene, kind: str) -> list[Activity]:
    return [activity for activity in scene.ledgers.activities if activity.kind == kind]


def _told(scene: Scene, activities: Sequence[Activity]) -> str:
    ordered = sorted(activities, key=lambda activity: activity.day)
    texts = [_activity(scene, activity) for activity in ordered]
    return joined(texts, _NAMED, f"其余{len(texts) - _NAMED}次略")


def _activity(scene: Scene, activity: Activity) -> str:
    people = f"，{activity.people}人参加" if activity.people and activity.kind in ATTENDED else ""
    return f"{scene.day(activity.day)}，{prose(activity.title)}{people}"


ATTENDED = frozenset({"会议", "培训", "座谈走访"})
"""Kinds whose 人数 are people who came; for 宣传 it is how many were reached."""

SUBJECTS: tuple[tuple[str, Callable[[Scene], str]], ...] = (
    ("窗口服务", _services),
    ("组织推动", _organizing),
    ("自查自纠", _inspecting),
    ("宣传引导", _publicity),
    ("沟通联系", _talks),
    ("服务回访", _callbacks),
    ("诉求受理", _appeals),
    ("数据报送", _submissions),
)

NOT_RECORDED = {
    "窗口服务": "办件",
    "组织推动": "会议培训",
    "自查自纠": "自查",
    "宣传引导": "宣传",
    "沟通联系": "座谈走访",
    "服务回访": "服务回访",
    "诉求受理": "诉求工单",
    "数据报送": "数据报送",
}
"""How a subject without any record is named."""
