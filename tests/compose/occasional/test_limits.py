"""Time limits of tickets and rectifications in working days: over holidays, working Saturdays, to the very day."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from pipeline.compose.occasional.limits import limit, remaining, state
from pipeline.compose.scene import Scene
from pipeline.model.ledger import Ticket
from tests.compose.builder import office
from tests.compose.occasional.shapes import material

ON_30_JUNE = Scene(material(office("2018-06")))


def ticket(received: str, due: str, closed: str = "") -> Ticket:
    told = office("2018-06").complained("XF01", 1).tickets[0]
    moments = (datetime.fromisoformat(text) if text else None for text in (due, closed))
    due_at, closed_at = moments
    return replace(told, received_at=datetime.fromisoformat(received), due_at=due_at, closed_at=closed_at)


@pytest.mark.parametrize(
    ("received", "due", "said"),
    [
        ("2018-06-15", "2018-06-19", "2018年6月19日前办结（受理后1个工作日）"),  # 18 June: 端午节
        ("2018-09-28", "2018-10-08", "2018年10月8日前办结（受理后3个工作日）"),  # two Saturdays worked for 国庆节
        ("2018-06-07T09:51:45", "2018-06-08T09:51:45", "2018年6月8日9时51分前办结（受理后1个工作日）"),
        ("2018-06-07T09:00", "2018-06-07T17:00", "2018年6月7日17时前办结（受理当日）"),
        ("2018-06-29T09:00", "2018-06-30T09:00", "2018年6月30日9时前办结（受理后不足1个工作日）"),
        ("2018-06-29", "", "未定时限"),
    ],
)
def test_a_limit_is_a_day_and_a_number_of_working_days(received: str, due: str, said: str) -> None:
    assert limit(ON_30_JUNE, ticket(received, due)) == said


@pytest.mark.parametrize(
    ("due", "closed", "said"),
    [
        ("2018-06-20", "2018-06-20", "2018年6月20日办结，未超过期限"),
        ("2018-06-15", "2018-06-19", "2018年6月19日办结，超过期限1个工作日"),
        ("2018-06-20T09:00", "2018-06-20T16:30", "2018年6月20日16时30分办结，超过期限不足1个工作日"),
        ("", "2018-06-20", "2018年6月20日办结"),
        ("2018-06-15", "", "截至2018年6月30日尚未办结，已超过期限9个工作日"),
        ("2018-07-06", "2018-07-02", "截至2018年6月30日尚未办结，距期限5个工作日"),
        ("2018-06-30", "", "截至2018年6月30日尚未办结，当日到期"),
        ("", "", "截至2018年6月30日尚未办结"),
    ],
)
def test_a_state_says_how_far_the_limit_is(due: str, closed: str, said: str) -> None:
    assert state(ON_30_JUNE, ticket("2018-06-01", due, closed)) == said


def test_a_limit_on_the_next_days_off_leaves_no_working_day() -> None:
    assert remaining(ON_30_JUNE, datetime(2018, 7, 1).date()) == "，期限内已无工作日"
