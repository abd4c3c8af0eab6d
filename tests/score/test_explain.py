"""What a person is told who asks where a mark comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pipeline.diagnostics import Place
from pipeline.model.period import Period
from pipeline.model.scorecard import Treatment
from pipeline.model.standard import Standards
from pipeline.score import Explanation, evidence, explain, score
from tests.score.building import FILE, LUCHENG, plan_standard, store

PLAN = Standards((plan_standard(),))
RED_CARD_DEARER = Standards((plan_standard(), plan_standard(date(2018, 7, 1), per_item={"1.1.7-1": "1.0"})))


def explained(
    code: str, standards: Standards = PLAN, period: str = "2018-06", **tables: list[Mapping[str, Any]]
) -> Explanation:
    records = store(**tables)
    (card,), _ = score(records, standards, Period.parse(period), [LUCHENG])
    return explain(records, card, standards, code)


@pytest.mark.parametrize(
    ("code", "tables", "line"),
    [
        (
            "1.1.1",
            {
                "ratings": [
                    {"channel": "窗口评价器", "level": level, "repeat": count}
                    for level, count in (
                        ("不满意", 1),
                        ("满意", 2),
                        ("基本满意", 3),
                        ("非常不满意", 4),
                        ("非常满意", 5),
                    )
                ]
            },
            ("计入15条，折算分 = 5×100 + 2×90 + 3×70 + 1×30 + 4×0 = 920；得分 = 2 × 920 ÷ (100 × 15) = 1.23 分"),
        ),
        (
            "1.2.1",
            {
                "findings": [
                    {"clause": "1.2.1-2", "count": 4},
                    {"clause": "1.2.1-1"},
                    {"clause": "1.2.1-3", "verified": "核查中"},
                ]
            },
            "应扣 = 1×1 + 4×0.5 = 3.0 分；得分 = 3 − min(3, 3.0) = 0.00 分；另有1条记录未计入（其中核查中1条）",
        ),
        (
            "1.2.1",
            {"findings": [{"clause": "1.2.1-2", "count": 7}, {"clause": "1.2.1-1", "verified": "否"}]},
            "应扣 = 7×0.5 = 3.5 分；得分 = 3 − min(3, 3.5) = 0.00 分（应扣3.5分，封顶3分）；另有1条记录未计入",
        ),
        ("1.2.3", {}, "未发现扣分情形，得满分 2.00 分"),
        (
            "1.1.6",
            {"grades": [{"indicator": "1.1.6", "period": f"2018Q{n}", "score": 90 + n, "scale": 100} for n in (1, 2)]},
            "得分 = 3 × (91÷100 + 92÷100) ÷ 2 = 2.75 分",
        ),
        (
            "1.4",
            {"grades": [{"indicator": "1.4", "period": "2018-06", "score": "13.5"}]},
            "得分 = 15 × 13.5 ÷ 15 = 13.50 分（2018年6月，市审管办）",
        ),
        ("1.3", {}, "未评（没有计入的评定）"),
        (
            "1",
            {"grades": [{"indicator": "1.4", "period": "2018-06", "score": "13.5"}]},
            "得分 = 5.00（1.1） + 13.00（1.2） + 13.50（1.4） = 31.50 分；已评满分33分，分值85分",
        ),
    ],
    ids=["rate", "deduct", "cap", "nothing-found", "average", "grade", "not-evaluated", "sum"],
)
def test_the_arithmetic_is_written_out(code: str, tables: dict[str, list[Mapping[str, Any]]], line: str) -> None:
    to_date, month = explained(code, **tables).arithmetic
    assert to_date == f"累计：{line}"
    assert month.startswith("本月：")


def test_after_a_rule_change_both_rules_and_what_each_gave_are_told() -> None:
    told = explained(
        "1.1.7", RED_CARD_DEARER, "2018-07",
        findings=[{"clause": "1.1.7-1", "found_on": day} for day in ("2018-06-30", "2018-07-01")],
    )  # fmt: skip
    assert told.arithmetic == (
        "累计：应扣 = 1×0.5 + 1×1 = 1.5 分；得分 = 2 − min(2, 1.5) = 0.50 分",
        "累计其中：1×0.5 按2018-03-01起施行的标准；1×1 按2018-07-01起施行的标准",
        "本月：应扣 = 1×1 = 1.0 分；得分 = 2 − min(2, 1.0) = 1.00 分",
    )
    assert told.clauses == (
        "1.1.7 办件电子监察（分值2分，扣分）",
        "1.1.7-1 电子监察红牌：每件扣0.5分（2018-03-01起施行）",
        "1.1.7-1 电子监察红牌：每件扣1分（2018-07-01起施行）",
    )


def test_the_words_of_the_clause_are_told_on_one_line_each() -> None:
    indicators = (
        replace(i, criterion="办事指南\n（2分）", scoring_note="每发现1处扣0.2分。") for i in plan_standard().indicators
    )
    assert explained("1.2.2", Standards((plan_standard(indicators=tuple(indicators)),))).clauses[1:3] == (
        "评价标准：办事指南（2分）",
        "计分说明：每发现1处扣0.2分。",
    )


def test_the_conversion_of_levels_is_told() -> None:
    assert explained("1.1.2").clauses[-1] == (
        "五级折算：非常满意100、满意90、基本满意70、不满意30、非常不满意0（2018-03-01起施行）"
    )


def test_a_record_is_traced_to_its_cell_and_its_words_are_masked() -> None:
    told = explained(
        "1.2.1",
        cases=[{"case_id": "B1", "applicant": "林建国"}],
        findings=[
            {"clause": "1.2.1-2", "count": 3, "case_id": "B1", "description": "林建国反映多跑一次，电话13812345678"}
        ],
        tickets=[{"kind": "投诉", "named": "是", "verified": "是"}],
    )
    (line,) = told.evidence
    assert (line.table, line.record, line.day) == ("findings", "F2", date(2018, 6, 5))
    assert (line.treatment, line.reason, line.basis) == (Treatment.COUNTED, "", "1.2.1-2")
    assert (str(line.count), str(line.each), str(line.amount)) == ("3", "0.5", "1.5")
    assert line.detail == "林*反映多跑一次，电话138****5678"
    assert line.place == Place(FILE, "扣分情形", 2)
    assert line.standard == "2018-03-01"


def test_a_ticket_and_a_grade_are_told_with_what_they_rest_on() -> None:
    told = explained(
        "1",
        tickets=[{"kind": "投诉", "named": "是", "verified": "是", "citizen": "郑爱华", "title": "郑爱华投诉排队久"}],
        grades=[
            {"indicator": "1.1.6", "period": "2018Q2", "score": 88, "scale": 100, "object": "AJ-7", "basis": "齐全"},
            {"indicator": "1.4", "period": "2018-06", "score": "13.5"},
        ],
    ).evidence
    casefile, ticket, hotline = told
    assert (casefile.indicator, casefile.record, casefile.basis) == ("1.1.6", "AJ-7", "2018年第二季度，市审管办，AJ-7")
    assert (str(casefile.each), casefile.amount, casefile.detail) == ("88", None, "满分100分；依据：齐全")
    assert (ticket.table, ticket.basis, ticket.detail) == ("tickets", "1.2.6-1", "郑*投诉排队久")
    assert (hotline.record, hotline.detail) == ("2018年6月，市审管办", "满分15分")


def test_a_ratings_words_are_masked_and_its_level_told() -> None:
    (line,) = explained("1.1.2", ratings=[{"level": "不满意", "comment": "联系人王小明，电话13812345678"}]).evidence
    assert (line.basis, line.each, line.amount, line.count) == ("不满意", 30, None, 1)
    assert "王小明" not in line.detail
    assert "13812345678" not in line.detail


def test_evidence_stands_in_the_order_of_the_standard_then_of_days() -> None:
    records = store(
        findings=[
            {"clause": "1.2.1-1", "found_on": "2018-06-09"},
            {"clause": "1.1.7-1", "found_on": "2018-06-08"},
            {"clause": "1.2.1-1", "found_on": "2018-06-07"},
        ],
        ratings=[{"channel": "窗口评价器"}],
    )
    (card,), _ = score(records, PLAN, Period.parse("2018-06"), [LUCHENG])
    assert [(line.indicator, line.day.day) for line in evidence(records, card, PLAN)] == [
        ("1.1.1", 5), ("1.1.7", 8), ("1.2.1", 7), ("1.2.1", 9),
    ]  # fmt: skip


def test_an_unknown_indicator_is_our_own_fault() -> None:
    with pytest.raises(KeyError):
        explained("9.9")


def test_a_what_if_is_marked_as_one() -> None:
    tried = Standards((plan_standard(),), what_if=plan_standard(date(2019, 1, 1)))
    assert explained("1.1.7", tried).what_if
    assert not explained("1.1.7").what_if
