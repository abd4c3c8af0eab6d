from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.diagnostics import Place
from pipeline.model.scorecard import Evidence, Treatment
from pipeline.proof.difference import Version, difference
from pipeline.proof.evidence import evidence_bytes, read_evidence

MARK = {"code": "1.2.1", "title": "进驻窗口", "method": "扣分", "mark": "2.50", "month_mark": "2.50", "full": "3",
        "evaluated_full": "3", "should_deduct": "0.50", "counted": "1", "excluded": "0"}  # fmt: skip
RECORD = Evidence(
    "1.2.1", "findings", "F1", date(2018, 6, 4), Treatment.COUNTED, "", "1.2.1-2", 1, Decimal("0.5"), Decimal("0.5"),
    "未实现一窗受理", Place("扣分情形.xlsx", "Sheet", 2), "2018-03-01",
)  # fmt: skip
EXEMPT = replace(RECORD, treatment=Treatment.EXCLUDED, reason="经认定不纳入考核：申诉成立", amount=Decimal(0))

records = st.builds(
    Evidence,
    indicator=st.sampled_from(["1.1.2", "1.2.1"]), table=st.just("findings"), record=st.sampled_from("ABCD"),
    day=st.dates(date(2018, 1, 1), date(2018, 12, 31)), treatment=st.sampled_from(Treatment),
    reason=st.text(max_size=3), basis=st.text(max_size=3), count=st.integers(1, 9),
    each=st.none() | st.decimals(0, 2, places=2), amount=st.none() | st.decimals(0, 2, places=2),
    detail=st.text(max_size=3), place=st.builds(Place, st.just("a.xlsx"), st.just("S"), st.integers(1, 99)),
    standard=st.just("2018-03-01"),
)  # fmt: skip


def version(mark: dict[str, str], *evidence: Evidence) -> Version:
    return Version("标准", {mark["code"]: mark}, evidence)


def test_an_appeal_is_told_with_its_record() -> None:
    after = {**MARK, "mark": "3.00", "should_deduct": "0.00", "counted": "0", "excluded": "1"}
    (change,) = difference(version(MARK, RECORD), version(after, EXEMPT))
    assert ("累计得分", "2.50", "3.00") in change.fields
    assert [(one.before, one.after) for one in change.records] == [(RECORD, EXEMPT)]


@pytest.mark.parametrize(("before", "after"), [((RECORD,), ()), ((), (RECORD,))])
def test_a_record_that_came_or_went_is_told(before: tuple[Evidence, ...], after: tuple[Evidence, ...]) -> None:
    (change,) = difference(version(MARK, *before), version(MARK, *after))
    assert [(one.before, one.after) for one in change.records] == [((*before, None)[0], (*after, None)[0])]


def test_a_record_that_only_moved_in_its_file_is_the_same() -> None:
    assert difference(version(MARK, RECORD), version(MARK, replace(RECORD, place=Place("b.xlsx", "T", 9)))) == ()


def bare(many: list[Evidence]) -> list[str]:
    return sorted(str(replace(record, place=Place(""))) for record in many)


@settings(max_examples=60, deadline=None)
@given(st.lists(records, max_size=8), st.lists(records, max_size=8))
def test_nothing_that_differs_is_lost_and_nothing_else_is_told(old: list[Evidence], new: list[Evidence]) -> None:
    told = [one for change in difference(version(MARK, *old), version(MARK, *new)) for one in change.records]
    gone, come = [one.before for one in told if one.before], [one.after for one in told if one.after]
    assert bare([*new, *gone]) == bare([*old, *come])
    if bare(old) == bare(new):
        assert told == []


@settings(max_examples=40, deadline=None)
@given(st.lists(records, max_size=8))
def test_evidence_is_read_back_as_it_was_and_its_bytes_repeat(many: list[Evidence]) -> None:
    kept = evidence_bytes(many)
    assert list(read_evidence(kept)) == many
    assert evidence_bytes(many) == kept


@pytest.mark.parametrize("content", [b"", b"not parquet"])
def test_another_file_is_no_evidence(content: bytes) -> None:
    with pytest.raises(ValueError, match="no evidence"):
        read_evidence(content)
