"""What units have alike is worked out once, and every method's mark is exact until it is divided."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from pipeline.model.organization import Unit
from pipeline.model.period import Period
from pipeline.model.scorecard import Term
from pipeline.model.standard import Method, Standards
from pipeline.score import engine, score
from pipeline.score.methods import METHODS
from tests.score.building import plan_standard, store

UNITS = [Unit(f"U{number}", f"第{number}管理部") for number in range(20)]


def test_the_same_findings_and_grades_of_many_units_are_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    records = store(
        findings=[{"unit_code": unit.code, "clause": "1.2.1-2", "found_on": "2018-06-05"} for unit in UNITS],
        grades=[
            {"unit_code": unit.code, "indicator": "1.3", "period": "2018Q2", "score": "88.5", "scale": "100",
             "graded_by": "市审管办", "graded_on": "2018-06-20"}
            for unit in UNITS
        ],
    )  # fmt: skip
    worked = []
    own = engine._of_records
    monkeypatch.setattr(engine, "_of_records", lambda *found: worked.append(found[0].code) or own(*found))
    cards, _ = score(records, Standards((plan_standard(),)), Period(2018, month=6), UNITS)
    records.db.close()
    assert cards[0].mark("1.3").to_date.counted == cards[-1].mark("1.2.1").to_date.counted == 1
    often = [code for code in set(worked) if worked.count(code) > 4]  # of none and of some, 累计 and 本月
    assert not often


TERMS = (
    Term("一", 3, Decimal("33.3"), Decimal(100)),
    Term("二", 1, Decimal("7.25"), Decimal("12.5")),
    Term("三", 2, Decimal(59), Decimal(60)),
)
FULL = Decimal("2.5")
EXACT = {
    Method.SUM: Fraction(345, 2),
    Method.RATE: Fraction(FULL) * Fraction(345, 2) / 600,
    Method.DEDUCT: Fraction(0),
    Method.AVERAGE: Fraction(FULL) * (3 * Fraction(333, 1000) + Fraction(29, 50) + 2 * Fraction(59, 60)) / 6,
    Method.GRADE: Fraction(FULL) * Fraction(59, 60),
}


@pytest.mark.parametrize("method", METHODS)
def test_a_mark_is_exact_until_it_is_divided(method: Method) -> None:
    exact = METHODS[method](FULL, TERMS)
    assert exact is not None
    assert Fraction(*exact) == EXACT[method]
