"""五、存在问题: what the month brought to light, each from its ledger; nothing is said that no record says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.compose.content import Passage
from pipeline.compose.scene import Scene
from pipeline.compose.sections.indicators import by_level
from pipeline.compose.sections.practices import which
from pipeline.compose.sections.work import due_text
from pipeline.compose.wording import counted, gist, in_series, joined, listed, prose, title_of
from pipeline.model.comparison import deducted
from pipeline.model.ledger import Finding, Ticket
from pipeline.model.marks import format_full
from pipeline.model.standard import Method

_NAMED = 3
UNFOUNDED = "否"
PENDING = "核查中"


def problems(scene: Scene) -> Passage:
    """Compose the section."""
    found = list(_problems(scene))
    if not found:
        return Passage((f"{scene.month}未发现新的扣分情形，未发现诉求办理、数据报送和重点工作推进方面的问题。",))
    return Passage.of((), found)


def _problems(scene: Scene) -> Iterator[tuple[str, str]]:
    yield from _by_clause(scene)
    yield from _complaints(scene)
    for subject, tell in SUBJECTS:
        text = tell(scene)
        if text:
            yield subject, text


def _new(scene: Scene) -> list[Finding]:
    return [f for f in scene.ledgers.findings if f.found_on in scene.ledgers.span and f.verified != UNFOUNDED]


def _by_clause(scene: Scene) -> Iterator[tuple[str, str]]:
    groups: dict[str, list[Finding]] = {}
    for finding in _new(scene):
        if finding.counted:
            groups.setdefault(finding.clause, []).append(finding)
    for code, findings in groups.items():
        clause = scene.clause(code)
        amount = counted(sum(f.count for f in findings), clause.unit if clause else "项")
        text = f"{scene.month}发现{amount}，应扣{format_full(deducted(findings))}分。"
        yield prose(findings[0].clause_title), text + details(scene, findings)


def details(scene: Scene, findings: Sequence[Finding]) -> str:
    """Tell of findings, each with day, words and finder; beyond three the attachment has them."""
    told = [_detail(scene, finding) for finding in sorted(findings, key=lambda f: f.found_on)]
    return f"{joined(told, _NAMED, '其余见附件2')}。"


def _detail(scene: Scene, finding: Finding) -> str:
    what = prose(finding.description) or f"发现{prose(finding.clause_title)}"
    by = prose(finding.found_by)
    return f"{scene.day(finding.found_on)}，{what}" + (f"（{by}）" if by else "")


def _complaints(scene: Scene) -> Iterator[tuple[str, str]]:
    upheld = [t for t in _received(scene) if t.kind in {"投诉", "举报"} and t.verified == "是"]
    if upheld:
        named = sum(1 for t in upheld if t.named == "是")
        signed = f"（署名{named}件）" if named else "（均为匿名）"
        titles = [f"{scene.day(t.received_at)}，{prose(t.title)}" for t in upheld]
        text = (
            f"{scene.month}受理的投诉举报中，经查属实{len(upheld)}件{signed}：{joined(titles, _NAMED, '其余见附件4')}。"
        )
        yield "投诉举报经查属实", text


def _received(scene: Scene) -> list[Ticket]:
    return [t for t in scene.ledgers.tickets if t.received_at.date() in scene.ledgers.span]


def _dissatisfied(scene: Scene) -> str:
    said = []
    for leaf in scene.card.leaves:
        bad = [t for t in leaf.month.terms if "不满意" in t.label and t.count]
        if leaf.indicator.method is Method.RATE and bad:
            levels = in_series([f"{level}{count}条" for level, count in by_level(bad)])
            said.append(f"{title_of(leaf.indicator)}{levels}（当月计入{leaf.month.counted}条）")
    return f"{scene.month}评价中，{'，'.join(said)}。" if said else ""


def _late_cases(scene: Scene) -> str:
    late = scene.ledgers.cases_late
    return f"{scene.month}办结的办件中，超承诺时限{late}件。" if late else ""


def _late_tickets(scene: Scene) -> str:
    late = [t for t in scene.ledgers.tickets if t.is_late(scene.as_of)]
    open_late = [t for t in late if t.is_open(scene.as_of)]
    closed = [t for t in late if t.closed_at and t.closed_at.date() in scene.ledgers.span]
    said = [f"{scene.month}超期办结{len(closed)}件"] if closed else []
    if open_late:
        said.append(f"{scene.until}超期未办结{len(open_late)}件，{numbers(open_late)}")
    return f"{'；'.join(said)}。" if said else ""


def numbers(tickets: Sequence[Ticket]) -> str:
    """Name tickets by number (they are how a figure is traced; records.md, Masking)."""
    return f"工单编号{listed([ticket.record for ticket in tickets], measure='件')}"


def _late_submissions(scene: Scene) -> str:
    due = [s for s in scene.ledgers.submissions if s.due_at.date() <= scene.as_of]
    late = [s for s in due if s.is_late(scene.as_of)]
    missing = [s for s in due if s.is_missing(scene.as_of)]
    said = [f"迟报{len(late)}次，{which(scene, late)}"] if late else []
    said += [f"未报{len(missing)}次，{which(scene, missing)}"] if missing else []
    return f"{scene.month}{'；'.join(said)}。" if said else ""


def _late_work(scene: Scene) -> str:
    overdue = [p for p in scene.ledgers.progress if p.is_overdue(scene.as_of)]
    names = [f"{gist(p.task.content)}（{p.task.department}，计划时间{due_text(p.task.due)}）" for p in overdue]
    return f"{scene.until}，逾期未完成{len(overdue)}项：{joined(names)}。" if overdue else ""


def _undecided(scene: Scene) -> str:
    waiting = [f for f in _new(scene) if f.verified == PENDING]
    text = f"{len(waiting)}条正在核查，暂不扣分：{details(scene, waiting)}" if waiting else ""
    return text + _not_counted(scene, [f for f in _new(scene) if not f.counted and f.verified != PENDING])


def _not_counted(scene: Scene, findings: Iterable[Finding]) -> str:
    told = [f"{_detail(scene, finding)}，{prose(finding.reason) or '不计分'}" for finding in findings]
    return f"{len(told)}条不扣分：{joined(told, _NAMED, '其余见附件2')}。" if told else ""


SUBJECTS = (
    ("部分服务对象不满意", _dissatisfied),
    ("办件超承诺时限", _late_cases),
    ("诉求办理超期", _late_tickets),
    ("数据报送不及时", _late_submissions),
    ("重点工作进度滞后", _late_work),
    ("尚未定性或不扣分的问题", _undecided),
)
