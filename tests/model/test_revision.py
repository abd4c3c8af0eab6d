"""Revision: what a new standard changes, clause by clause and number by number."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pipeline.model.revision import revision
from pipeline.model.standard import LevelScheme, Reading, Standard
from tests.program.material import changed, reference

OLD = reference().standards.books[0]
SINCE_JULY = replace(OLD, effective_from=date(2018, 7, 1))


def parameters(new: Standard) -> list[tuple[str, str, str, str]]:
    return [(p.code, p.parameter, p.old, p.new) for p in revision(OLD, new).parameters]


def texts(new: Standard) -> list[tuple[str, str]]:
    return [(t.indicator.code, t.column) for t in revision(OLD, new).texts]


def without(code: str) -> Standard:
    return replace(SINCE_JULY, indicators=tuple(i for i in OLD.indicators if i.code != code),
                   clauses=tuple(c for c in OLD.clauses if c.indicator != code))  # fmt: skip


def test_a_new_date_alone_changes_nothing() -> None:
    assert revision(OLD, SINCE_JULY).is_empty


def test_a_changed_clause_is_told_in_text_and_number() -> None:
    clauses = tuple(replace(c, per_item=Decimal(1)) if c.code == "1.1.7-1" else c for c in OLD.clauses)
    new = replace(changed(SINCE_JULY, "1.1.7", scoring_note="每发现一件超期办件电子监察红牌扣1分"), clauses=clauses)
    assert texts(new) == [("1.1.7", "计分说明")]
    assert parameters(new) == [("1.1.7-1", "每项扣分", "每件扣0.5分", "每件扣1分")]


def test_an_indicator_that_goes_is_told_with_its_clauses() -> None:
    assert texts(without("1.2.5")) == [("1.2.5", "评价标准"), ("1.2.5", "计分说明")]
    assert parameters(without("1.2.5")) == [
        ("1.2.5", "取消指标", "分值2分，扣分", ""),
        ("1.2.5-1", "取消扣分情形", "每件扣0.2分", ""),
    ]


def test_an_indicator_that_comes_is_told_the_other_way_round() -> None:
    found = revision(without("1.2.5"), replace(OLD, effective_from=date(2019, 1, 1)))
    assert [(p.parameter, p.old, p.new) for p in found.parameters] == [
        ("新增指标", "", "分值2分，扣分"), ("新增扣分情形", "", "每件扣0.2分"),
    ]  # fmt: skip
    assert all(t.old == "" for t in found.texts)


def test_an_indicator_that_is_only_renumbered_is_not_taken_for_another() -> None:
    renumbered = changed(SINCE_JULY, "1.2.7", code="1.2.9")
    assert texts(renumbered) == []
    assert parameters(renumbered) == [("1.2.9", "编号", "1.2.7", "1.2.9")]


def test_an_indicator_that_is_only_renamed_keeps_its_number() -> None:
    assert parameters(changed(SINCE_JULY, "1.3", title="督查评价")) == [("1.3", "评价内容", "监督检查评价", "督查评价")]


SCHEME = LevelScheme("五级折算", tuple((n, s - 5 if n == "满意" else s) for n, s in OLD.schemes[0].scores))
WHOLE = {
    "review": (replace(SINCE_JULY, review_end=(12, 15)), ("", "评议期", "3月1日至11月30日", "3月1日至12月15日")),
    "places": (replace(SINCE_JULY, places=1), ("", "小数位", "2", "1")),
    "levels": (replace(SINCE_JULY, schemes=(SCHEME,)), ("", "折算分", "90", "85")),
    "full": (changed(SINCE_JULY, "1.4", full=14), ("1.4", "分值", "15分", "14分")),
    "method": (changed(SINCE_JULY, "1.1.6", method="评定"), ("1.1.6", "计分方法", "评分", "评定")),
    "reading": (
        replace(SINCE_JULY, readings=(*OLD.readings[1:], Reading("K01", "", "", "按三级折算", "", "", "待确认"))),
        ("K01", "采用口径", OLD.readings[0].reading, "按三级折算"),
    ),
}


@pytest.mark.parametrize("case", WHOLE)
def test_every_number_that_scores_is_compared(case: str) -> None:
    new, expected = WHOLE[case]
    assert parameters(new) == [expected]


def test_the_reason_is_the_indicators_own() -> None:
    found = revision(OLD, replace(SINCE_JULY, reasons=(("", "总的理由"), ("1.1.7", "扣分偏轻"))))
    assert [found.reason(code) for code in ("", "1.1.7", "1.1.2")] == ["总的理由", "扣分偏轻", ""]
