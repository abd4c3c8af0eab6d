"""四、主要做法: what was done in the month, subject by subject, as its ledgers have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from pipeline.compose.content import Passage
from pipeline.compose.scene import Scene
from pipeline.compose.sections.appeals import appeals
from pipeline.compose.wording import in_series, joined, listed, prose
from pipeline.model.ledger import Activity, CallbackCount, Submission

_NAMED = 3
"""So many activities of one kind are told of; 工作动态 has them all."""


def practices(scene: Scene) -> Passage:
    """Compose the section; a subject without any record is named at the end, not passed over."""
    told = [(subject, tell(scene)) for subject, tell in SUBJECTS]
    recorded = [(subject, text) for subject, text in told if text]
    silence = _silence(dict(told))
    if not recorded:
        return Passage((f"{scene.month}{silence}。",))
    return Passage.of((), [*recorded, ("其他方面", f"{scene.month}{silence}。")] if silence else recorded)


def _silence(told: Mapping[str, str]) -> str:
    silent = [NOT_RECORDED[subject] for subject, text in told.items() if not text and subject in NOT_RECORDED]
    missing = f"未登记{listed(silent, len(silent))}记录" if silent else ""
    no_appeals = "" if told[APPEALS] else "未收到诉求"
    return "，".join(text for text in (no_appeals, missing) if text)


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
        problems = [prose(problem) for problem in callbacks.problems]
        told = f"；回访反映：{joined(problems, _NAMED)}" if problems else "，未反映问题"
        said.append(f"{scene.month}完成电话回访{callbacks.done}件，{_answers(callbacks)}{told}。")
    if notices:
        said.append(f"{'' if said else scene.month}通报回访情况{len(notices)}次：{_told(scene, notices)}。")
    return "".join(said)


def _answers(callbacks: CallbackCount) -> str:
    levels = [(level, count) for level, count in callbacks.levels if count]
    if len(levels) == 1:
        return f"评价{'均' if callbacks.done > 1 else ''}为{levels[0][0]}"
    return f"其中{in_series([f'{level}{count}件' for level, count in levels])}"


def _submissions(scene: Scene) -> str:
    due = [s for s in scene.ledgers.submissions if s.due_at.date() <= scene.as_of]
    if not due:
        return ""
    missing = sum(1 for s in due if s.is_missing(scene.as_of))
    late = sum(1 for s in due if s.is_late(scene.as_of))
    receivers = [name for name, _ in Counter(prose(s.to) for s in due).most_common()]
    text = f"{scene.month}应向{listed(receivers)}报送数据材料{len(due)}次"
    counts = (("按时报送", len(due) - missing - late), ("迟报", late), ("未报", missing))
    present = [(name, count) for name, count in counts if count]
    if len(present) == 1:
        return f"{text}，{'均' if len(due) > 1 else ''}{present[0][0]}。"
    return f"{text}，{in_series([f'{name}{count}次' for name, count in present])}。"


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
    return joined(texts, _NAMED)


def _activity(scene: Scene, activity: Activity) -> str:
    people = f"，{activity.people}人参加" if activity.people and activity.kind in ATTENDED else ""
    return f"{scene.day(activity.day)}，{prose(activity.title)}{people}"


ATTENDED = frozenset({"会议", "培训", "座谈走访"})
"""Kinds whose 人数 are people who came; for 宣传 it is how many were reached."""

APPEALS = "诉求受理"

SUBJECTS: tuple[tuple[str, Callable[[Scene], str]], ...] = (
    ("窗口服务", _services),
    ("组织推动", _organizing),
    ("自查自纠", _inspecting),
    ("宣传引导", _publicity),
    ("沟通联系", _talks),
    ("服务回访", _callbacks),
    (APPEALS, appeals),
    ("数据报送", _submissions),
)

NOT_RECORDED = {
    "窗口服务": "办件",
    "组织推动": "会议培训",
    "自查自纠": "自查",
    "宣传引导": "宣传",
    "沟通联系": "座谈走访",
    "服务回访": "服务回访",
    "数据报送": "数据报送",
}
"""How a subject without any record is named; that no 诉求 came is said as such."""
