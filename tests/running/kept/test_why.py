"""What is said of a document follows from what differs between two runs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.running.kept.record import Grounds, Record
from pipeline.running.kept.why import why

MADE_OF = dict.fromkeys(("content", "template", "pages", "fonts", "program", "painter", "profile", "enclosed"), "same")
GROUNDS = Grounds(
    inputs={"评价.xlsx": "1"},
    rows={"评价.xlsx": 9},
    reference={"a.xlsx": "1", "b.xlsx": "1"},
    clauses={"a.xlsx 1.2.1-2": "1"},
)
BEFORE = Record(trails={"甲/月报": MADE_OF}, grounds=GROUNDS)


def said(now: Grounds, *, new: bool = True, before: Record | None = BEFORE, differing: int = 0, **changed: str) -> str:
    record = Record(trails={"甲/月报": MADE_OF | changed}, grounds=now)
    (line,) = why(record, before, {"甲/月报": new}, {"甲": differing})
    name, _, reason = line.partition("　")
    assert name == "甲/月报"
    return reason


ROWS = "；评分依据有 2 条记录不同）"
MORE = replace(GROUNDS, inputs={"评价.xlsx": "2", "办件.csv": "1"}, rows={"评价.xlsx": 10, "办件.csv": 3})
GONE = replace(GROUNDS, inputs={}, rows={})
CLAUSE = replace(
    GROUNDS, reference={"a.xlsx": "2", "b.xlsx": "1"}, clauses={"a.xlsx 1.2.1-2": "2", "a.xlsx 1.2.9": "1"}
)
OTHER = replace(GROUNDS, reference={"a.xlsx": "1", "b.xlsx": "2"})


@pytest.mark.parametrize(
    ("now", "changed", "reason"),
    [
        (GROUNDS, {"template": "other"}, "重做：模板有变"),
        (GROUNDS, {"painter": "other", "pages": "other"}, "重做：版式引擎有变"),
        (GROUNDS, {"fonts": "other", "program": "other"}, "重做：字体有变；程序（或系统的排版库）有变"),
        (GROUNDS, {}, "重做：留存的成品已清理或损坏"),
        (
            MORE,
            {"content": "other"},
            f"重做：内容有变（原始记录办件.csv（新增，3 行）、评价.xlsx（改动，原 9 行，现 10 行）{ROWS}",
        ),
        (
            GONE,
            {"enclosed": "other"},
            f"重做：随附的评分依据有变（原始记录评价.xlsx（已移走，原 9 行）{ROWS}",
        ),
        (
            CLAUSE,
            {"content": "other"},
            f"重做：内容有变（评价标准的1.2.1-2（a.xlsx，改动）、1.2.9（a.xlsx，新增）{ROWS}",
        ),
        (OTHER, {"content": "other"}, f"重做：内容有变（参考表b.xlsx有变{ROWS}"),
    ],
)
def test_a_document_made_anew_is_told_with_its_causes(now: Grounds, changed: dict[str, str], reason: str) -> None:
    assert said(now, differing=2, **changed) == reason


def test_a_document_that_stays_is_told_too() -> None:
    assert said(MORE, new=False) == "沿用：内容、模板、字体、程序都没有变"
    assert said(GROUNDS, new=False, template="other") == "沿用留存的成品：与以前做过的完全相同（模板有变）"


def test_without_a_record_there_is_nothing_to_compare_with() -> None:
    assert said(GROUNDS, before=None) == "新做：没有以前的底账（第一次做，或 .pingyi 已清理）"
    assert said(GROUNDS, before=Record()) == "新做：没有以前的底账（第一次做，或 .pingyi 已清理）"
