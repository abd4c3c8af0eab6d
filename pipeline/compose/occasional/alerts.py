"""重大信访事项报备单 and 舆情预警单: a page for each ticket that a superior must know of (plan 四（三）2, 3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from pipeline.compose.kind import Draft, Drafts
from pipeline.compose.occasional.content import AlertForm
from pipeline.compose.occasional.limits import limit, moment, state
from pipeline.compose.scene import Scene
from pipeline.compose.wording import bounded, full_date, prose
from pipeline.diagnostics import Diagnostic, Severity
from pipeline.model.elements import PLACEHOLDER
from pipeline.model.ledger import Ticket
from pipeline.model.material import Material

_GRAVE = frozenset({"重大", "疑难"})
_MATTER = 60
_HANDLING = 160


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of alert: the kind's name, its title, which tickets get one, and the warning's code."""

    name: str
    title: str
    code: str
    wants: Callable[[Ticket], bool]


@dataclass(frozen=True, slots=True)
class Alert:
    """A ticket that gets a page. ``number`` counts the unit's tickets of the sort since the 评议期 began."""

    sort: Sort
    number: str
    ticket: Ticket

    @property
    def name(self) -> str:
        """The name of its files, without the ending."""
        return f"{self.sort.name}-{self.number}"


def petition_reports(material: Material) -> Drafts:
    """Compose a page for each grave petition."""
    return _forms(Scene(material), PETITION)


def opinion_alerts(material: Material) -> Drafts:
    """Compose a page for each item of public opinion."""
    return _forms(Scene(material), OPINION)


def alerts(scene: Scene, sort: Sort) -> tuple[Alert, ...]:
    """Give the tickets of a sort that the month is concerned with: received or closed in it, or open at its end."""
    tickets = sorted((t for t in scene.ledgers.tickets if sort.wants(t)), key=lambda t: (t.received_at, t.record))
    numbered = (Alert(sort, f"{number:03}", ticket) for number, ticket in enumerate(tickets, 1))
    return tuple(alert for alert in numbered if _concerns(scene, alert.ticket))


def _concerns(scene: Scene, ticket: Ticket) -> bool:
    span = scene.ledgers.span
    closed_now = ticket.closed_at is not None and ticket.closed_at.date() in span
    return ticket.received_at.date() in span or closed_now or ticket.is_open(scene.as_of)


def _forms(scene: Scene, sort: Sort) -> Drafts:
    found = alerts(scene, sort)
    drafts = tuple(Draft(_form(scene, alert), alert.number) for alert in found)
    return drafts, [_to_fill_in(alert) for alert in found]


def _form(scene: Scene, alert: Alert) -> AlertForm:
    ticket, issuance = alert.ticket, scene.material.issuance
    named = {"是": "（署名）", "否": "（匿名）"}.get(ticket.named, "") if ticket.kind in {"投诉", "举报"} else ""
    return AlertForm(
        title=alert.sort.title,
        author=prose(issuance.agency_name) or scene.card.unit.name,
        dateline=f"编号：{scene.year}-{alert.number}　数据截至{full_date(scene.as_of)}",
        report=_report(scene, ticket),
        record=ticket.record,
        source=f"{ticket.channel}{'热线' if ticket.channel.isdigit() else ''}{ticket.kind}{named}",
        severity=ticket.severity or PLACEHOLDER,
        received=moment(ticket.received_at),
        matter=bounded(prose(ticket.title), _MATTER),
        verified=VERIFIED.get(ticket.verified, "尚未认定"),
        told_to=prose(issuance.addressee) or PLACEHOLDER,
        unit=scene.unit,
        office=PLACEHOLDER,
        limit=limit(scene, ticket) if ticket.due_at else PLACEHOLDER,
        state=state(scene, ticket),
        handling=_handling(ticket),
        instruction=PLACEHOLDER,
    )


def _report(scene: Scene, ticket: Ticket) -> str:
    """Say which report of the matter this is: the first, one on the way, or the last."""
    if ticket.received_at.date() in scene.ledgers.span:
        return "首报" if ticket.is_open(scene.as_of) else "首报（已办结）"
    return "续报" if ticket.is_open(scene.as_of) else "终报"


def _handling(ticket: Ticket) -> str:
    said = bounded(prose(ticket.reply), _HANDLING)
    return f"{said}。" if said and not said.endswith("……") else said or PLACEHOLDER


def _to_fill_in(alert: Alert) -> Diagnostic:
    ticket = alert.ticket
    gaps = [name for name, value in (("等级", ticket.severity), ("办理截止", ticket.due_at), ("答复", ticket.reply))
            if not value]  # fmt: skip
    missing = f"缺{'、'.join(gaps)}；" if gaps else ""
    first = f"在该行补填{'、'.join(gaps)}后重新运行；" if gaps else ""
    return Diagnostic(
        alert.sort.code,
        Severity.WARNING,
        ticket.place,
        f"{alert.name}（工单{ticket.record}）{missing}承办科室和责任人、领导批示由人确定，文件中留作{PLACEHOLDER}",
        f"{first}研究确定后在 Word 文件（{alert.name}.docx）中直接填写",
    )


VERIFIED = {"是": "经查属实", "否": "经查不属实", "核查中": "正在核查"}
"""How 是否属实 is told."""

PETITION = Sort(
    "重大信访报备单", "重大信访事项报备单", "DOC-PETITION",
    lambda ticket: ticket.kind != "舆情" and ticket.severity in _GRAVE,
)  # fmt: skip
OPINION = Sort("舆情预警单", "舆情预警单", "DOC-OPINION", lambda ticket: ticket.kind == "舆情")
SORTS = (PETITION, OPINION)
"""Every sort of alert, as ``pingyi alerts`` lists them."""
