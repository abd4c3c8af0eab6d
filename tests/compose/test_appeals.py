"""诉求受理 of the monthly report: 舆情 by severity with the time it took, and what is to be 报备 with its state."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from pipeline.compose.scene import Scene
from pipeline.compose.sections.appeals import appeals, handled
from pipeline.model.ledger import Tally
from tests.compose.builder import Office, office
from tests.compose.occasional.shapes import many_alerts


def tally(received: int, closed: int, late: int, *times: str, hours: bool = False) -> Tally:
    days = (Decimal(times[0]), round(Decimal(times[1]))) if times and not hours else (Decimal(1), 1) if times else None
    took = (Decimal(times[0]), Decimal(times[1])) if hours else (None, None)
    return Tally("舆情", "一般", received, closed, late, *(days or (None, None)), *took)


@pytest.mark.parametrize(
    ("of", "said"),
    [
        (tally(1, 1, 0, "20.5", "20.5", hours=True), "已办结，用时20.5小时"),
        (tally(3, 3, 1, "9.3", "12.0", hours=True), "均已办结，平均用时9.3小时，最长12.0小时，其中超期1件"),
        (tally(3, 2, 0, "2.5", "3"), "办结2件、在办1件，平均用时2.5个工作日，最长3个工作日"),
        (tally(1, 1, 1, "3.0", "3"), "已办结，用时3个工作日，超过期限"),
        (tally(1, 1, 0, "0.0", "0"), "已办结，用时不足1个工作日"),
        (tally(1, 0, 0), "尚未办结"),
        (tally(2, 0, 2), "均未办结，其中超期2件"),
    ],
)
def test_public_opinion_is_told_with_the_time_that_handling_took(of: Tally, said: str) -> None:
    assert handled(of) == said


def opinions() -> Office:
    told = office("2018-06")
    for number, (severity, closed) in enumerate((("重大", (6, 5)), ("一般", (6, 5)), ("一般", (6, 6)))):
        told.complained(f"YQ{number}", 4, channel="网络", kind="舆情", severity=severity, closed=closed, due=(6, 7))
    last = told.tickets[-1]
    told.tickets[-1] = replace(last, closed_at=last.received_at + timedelta(hours=3, minutes=30))
    return told


def test_the_months_public_opinion_is_told_by_severity() -> None:
    assert appeals(Scene(opinions().material())).endswith(
        "舆情3件按等级分：重大1件，已办结，用时24.0小时；一般2件，均已办结，平均用时13.8小时，最长24.0小时。"
    )


def test_a_single_item_of_public_opinion_is_told_in_a_sentence() -> None:
    told = opinions()
    del told.tickets[1:]
    assert appeals(Scene(told.material())).endswith("舆情1件，等级为重大，已办结，用时24.0小时。")


def test_what_is_to_be_reported_upwards_is_listed_with_its_state() -> None:
    said = appeals(Scene(many_alerts().material()))
    (grave,) = (sentence for sentence in said.split("。") if "报备" in sentence)
    assert grave.startswith("按照重大信访事项报备要求，应报备重大、疑难诉求4件：5月3日受理的重大投诉")
    assert grave.endswith("等")
    for state in ("6月14日办结，未超过期限", "尚未办结，已超过期限7个工作日"):
        assert state in grave
    assert "XF08" not in grave
    assert "YQ07" not in grave


def test_a_grave_ticket_without_a_limit_says_so() -> None:
    told = many_alerts()
    told.tickets = [ticket for ticket in told.tickets if ticket.record == "XF05"]
    assert appeals(Scene(told.material())).endswith("（工单编号XF05），尚未办结，未定时限。")


def test_a_grave_ticket_that_came_earlier_is_told_of_in_a_month_without_any() -> None:
    told = many_alerts()
    told.tickets = [ticket for ticket in told.tickets if ticket.record == "XF02"]
    said = appeals(Scene(told.material()))
    assert said.startswith("6月未收到诉求。按照重大信访事项报备要求，应报备重大、疑难诉求1件：5月7日受理的")


def test_a_month_without_tickets_is_left_to_the_end_of_the_section() -> None:
    assert appeals(Scene(office("2018-06").material())) == ""
