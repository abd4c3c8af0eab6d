"""The cases: records and standards as data, and what must come of them. 1 to 9 are those of scoring.md.

A case has ``standards`` (changes to the plan's, by date), records by table, and ``runs``: a period, the marks by
indicator (only what a line names is compared), the reasons of all records that are left out, and the codes of
everything that is said (none unless named).
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.model.marks import format_mark
from pipeline.model.period import Period
from pipeline.model.scorecard import Mark, Treatment
from pipeline.model.standard import Standards
from pipeline.records.schema import TABLE
from pipeline.score import evidence, score
from tests.score.building import LUCHENG, plan_standard, store

CASES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((Path(__file__).parent / "cases").glob("*.toml"))
}
RUNS = [
    pytest.param(case, run, id=f"{name}@{run['period']}{'试算' if 'what_if' in run else ''}")
    for name, case in CASES.items()
    for run in case["runs"]
]


def standards_of(case: dict[str, Any], run: dict[str, Any]) -> Standards:
    changes = [dict(change) for change in case.get("standards", [{}])]
    books = tuple(plan_standard(change.pop("effective_from", date(2018, 3, 1)), **change) for change in changes)
    if "what_if" not in run:
        return Standards(books)
    tried = next(book for book in books if book.effective_from == run["what_if"])
    return Standards(tuple(book for book in books if book is not tried), what_if=tried)


def figures(mark: Mark) -> dict[str, Any]:
    result = mark.to_date
    return {
        "mark": format_mark(result.mark),
        "month": format_mark(mark.month.mark),
        "evaluated_full": str(result.evaluated_full),
        "should": None if result.should_deduct is None else str(result.should_deduct),
        "counted": result.counted,
        "excluded": result.excluded,
        "pending": result.pending,
    }


@pytest.mark.parametrize(("case", "run"), RUNS)
def test_a_case_comes_out_as_written(case: dict[str, Any], run: dict[str, Any]) -> None:
    records = store(**{name: case[name] for name in TABLE if name in case})
    standards = standards_of(case, run)
    cards, said = score(records, standards, Period.parse(run["period"]), [LUCHENG])

    assert [diagnostic.code for diagnostic in said] == run.get("diagnostics", [])
    if "marks" not in run:
        assert cards == ()
        return
    (card,) = cards
    assert card.what_if == ("what_if" in run)
    assert card.standard.effective_from == run.get("standard", card.standard.effective_from)
    for code, expected in run["marks"].items():
        came_out = figures(card.mark(code))
        assert {name: came_out[name] for name in expected} == expected, code
    if "left_out" in run:
        left_out = [e for e in evidence(records, card, standards) if e.treatment is not Treatment.COUNTED]
        assert {line.record: line.reason for line in left_out} == run["left_out"]
