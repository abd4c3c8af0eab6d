"""诉求受理, a subject of 四、主要做法: what came and how it was handled, 舆情 by severity, what is to be 报备."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from pipeline.compose.occasional.alerts import PETITION, alerts
from pipeline.compose.occasional.limits import NO_LIMIT, days_taken, remaining
from pipeline.compose.scene import Scene
from pipeline.compose.wording import in_series, joined, prose, quoted
from pipeline.model.ledger import Tally, Ticket

_NAMED = 3


def appeals(scene: Scene) -> str:
    """Tell of the month's tickets, and of grave ones that came earlier and are still open or were closed in it."""
    tickets = [t for t in scene.ledgers.tickets if t.received_at.date() in scene.ledgers.span]
    grave = _to_report(scene)
    if not tickets:
        return f"{scene.month}未收到诉求。{grave}" if grave else ""
    return f"{_received(scene, tickets)}{_handled(scene, tickets)}{_opinions(scene.ledgers.opinions)}{grave}"


def _received(scene: Scene, tickets: Sequence[Ticket]) -> str:
    grave = [t for t in tickets if t.severity in {"重大", "疑难"}]
    graver = f"（含{_counts(grave, lambda t: f'{t.severity}诉求')}）" if grave else ""
    if len(tickets) == 1:
        what = f"，为{_channel(tickets[0])}{tickets[0].kind}"
    else:
        what = f"{graver}，其中{_counts(tickets, lambda t: t.kind)}，来自{_counts(tickets, _channel)}"
    return f"{scene.month}受理诉求{len(tickets)}件{what}。"


def _handled(scene: Scene, tickets: Sequence[Ticket]) -> str:
    closed = [t for t in tickets if not t.is_open(scene.as_of)]
    late = sum(1 for t in closed if t.is_late(scene.as_of))
    waiting = len(tickets) - len(closed)
    said = [f"办结{len(closed)}件{f'（超期办结{late}件）' if late else ''}"] if closed else []
    said += [f"在办{waiting}件"] if waiting else []
    return f"{scene.until}，{'，'.join(said)}。"


def _opinions(tallies: Sequence[Tally]) -> str:
    """Tell of public opinion by severity, with the time that handling took (plan 四(三)3)."""
    if not tallies:
        return ""
    total = sum(tally.received for tally in tallies)
    if total == 1:
        grade = f"等级为{tallies[0].severity}" if tallies[0].severity else "等级未定"
        return f"舆情1件，{grade}，{handled(tallies[0])}。"
    told = [f"{tally.severity or '未定等级'}{tally.received}件，{handled(tally)}" for tally in tallies]
    return f"舆情{total}件按等级分：{'；'.join(told)}。"


def handled(tally: Tally) -> str:
    """Say how far tickets of a severity are handled: 均已办结，平均用时9.3小时，最长12.0小时."""
    many = tally.received > 1
    if not tally.closed:
        said = "均未办结" if many else "尚未办结"
    elif not tally.open:
        said = "均已办结" if many else "已办结"
    else:
        said = f"办结{tally.closed}件、在办{tally.open}件"
    late = f"，其中超期{tally.late}件" if tally.late and many else "，超过期限" if tally.late else ""
    return f"{said}{_took(tally)}{late}"


def _took(tally: Tally) -> str:
    if tally.mean_days is None or tally.longest_days is None:
        return ""
    if tally.mean_hours is not None:
        mean, longest = f"{tally.mean_hours}小时", f"{tally.longest_hours}小时"
    else:
        mean, longest = _mean(tally.mean_days), days_taken(tally.longest_days)
    return f"，用时{mean}" if tally.closed == 1 else f"，平均用时{mean}，最长{longest}"


def _mean(days: Decimal) -> str:
    return f"{days.normalize():f}个工作日" if days >= 1 else "不足1个工作日"


def _to_report(scene: Scene) -> str:
    """List the grave tickets that the superior must know of (重大信访事项报备, plan 四(三)2), and how each stands."""
    found = [alert.ticket for alert in alerts(scene, PETITION)]
    if not found:
        return ""
    told = [_grave(scene, ticket) for ticket in found]
    return f"按照重大信访事项报备要求，应报备重大、疑难诉求{len(found)}件：{joined(told, _NAMED)}。"


def _grave(scene: Scene, ticket: Ticket) -> str:
    what = f"{ticket.severity}{ticket.kind}{quoted(prose(ticket.title))}"
    return f"{scene.day(ticket.received_at)}受理的{what}（工单编号{ticket.record}），{_stands(scene, ticket)}"


def _stands(scene: Scene, ticket: Ticket) -> str:
    if ticket.is_open(scene.as_of):
        return f"尚未办结{remaining(scene, ticket.due_at.date()) if ticket.due_at else f'，{NO_LIMIT}'}"
    in_time = "，超过期限" if ticket.is_late(scene.as_of) else "，未超过期限" if ticket.due_at else ""
    return f"{scene.day(ticket.closed_at)}办结{in_time}"


def _channel(ticket: Ticket) -> str:
    """Keep a channel that is a number (12345) from running into its count."""
    return f"{ticket.channel}热线" if ticket.channel.isdigit() else ticket.channel


def _counts(tickets: Iterable[Ticket], key: Callable[[Ticket], str]) -> str:
    counts = Counter(key(ticket) for ticket in tickets)
    return in_series([f"{name}{count}件" for name, count in counts.most_common()])
