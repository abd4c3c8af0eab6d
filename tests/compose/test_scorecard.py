"""scorecard.json: the contract for machines."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

from pipeline.compose.scorecard import scorecard_json
from tests.compose.scenes import SCENES
from tests.compose.setting import LUCHENG, STANDARD

KEYS = [
    "code",
    "title",
    "full",
    "method",
    "mark",
    "month_mark",
    "evaluated_full",
    "should_deduct",
    "counted",
    "excluded",
]


def test_keys_stand_in_the_agreed_order_for_every_code_of_the_standard() -> None:
    text = scorecard_json(SCENES["多"]().card())
    content = json.loads(text)
    assert list(content) == ["unit", "period", "standard", "indicators"]
    assert content["unit"] == LUCHENG.name
    assert content["period"] == "2018-06"
    assert content["standard"] == "万人双评议日常服务评价标准（2018年3月1日起施行）"
    assert [entry["code"] for entry in content["indicators"]] == [i.code for i in STANDARD.indicators]
    assert all(list(entry) == KEYS for entry in content["indicators"])
    assert text.endswith("}\n")
    assert "\\u" not in text


def test_numbers_are_strings_and_what_is_not_evaluated_is_null() -> None:
    indicators = {e["code"]: e for e in json.loads(scorecard_json(SCENES["多"]().card()))["indicators"]}
    assert indicators["1.2.1"] == {
        "code": "1.2.1",
        "title": "审批服务事项进驻窗口",
        "full": "3",
        "method": "扣分",
        "mark": "0.00",
        "month_mark": "0.00",
        "evaluated_full": "3",
        "should_deduct": "3.50",
        "counted": "4",
        "excluded": "0",
    }
    assert indicators["1.3"]["mark"] is None
    assert indicators["1.3"]["month_mark"] is None
    assert indicators["1.3"]["evaluated_full"] == "0"
    assert indicators["1.1.2"]["should_deduct"] is None
    assert indicators["1"]["mark"] == "33.32"
    assert indicators["1"]["evaluated_full"] == "40"


def test_a_sum_of_deductions_is_never_rounded() -> None:
    told = SCENES["首月"]()
    clauses = tuple(replace(c, per_item=Decimal("0.125")) if c.code == "1.2.2-1" else c for c in STANDARD.clauses)
    told.standard = replace(STANDARD, clauses=clauses)
    told.found("1.2.2-1", 21)
    told.evidence = told.evidence[1:]
    indicators = {e["code"]: e for e in json.loads(scorecard_json(told.card()))["indicators"]}
    assert indicators["1.2.2"]["should_deduct"] == "0.125"


def test_a_what_if_is_stamped() -> None:
    assert json.loads(scorecard_json(SCENES["试算"]().card()))["standard"].endswith("起施行，试算）")
