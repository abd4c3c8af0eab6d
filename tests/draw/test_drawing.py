"""Populations from accepted cases: whose, of which days, and what a list says of them."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.draw import draw, is_due, sample_workbook
from pipeline.model.organization import Unit
from pipeline.model.period import Period, Span
from pipeline.model.sampling import SampleKind
from pipeline.records.store import Records
from tests.score.building import LONGWAN, LUCHENG, store

JUNE = Period(2018, month=6)
REVIEW = Span(date(2018, 3, 1), date(2018, 11, 30))
SMS, CALLBACK, CASE_FILE = SampleKind


def taken(day: str, count: int, start: int = 0, **more: str) -> list[dict[str, str]]:
    return [{"case_id": f"{day}-{start + n:04}", "accepted_at": f"{day} 09:00:00", **more} for n in range(count)]


def done(day: str, *names: str, **more: str) -> list[dict[str, str]]:
    return [{"case_id": name, "finished_at": f"{day} 16:59:59", **more} for name in names]


def sizes(records: Records, kind: SampleKind, period: Period = JUNE, unit: Unit = LUCHENG) -> dict[str, object]:
    """Give, by stratum, how many there are and how many were drawn."""
    sample = draw(records, unit, period, kind)
    return {stratum.label: (stratum.size, len(stratum.drawn)) for stratum in sample.strata}


def test_messages_are_drawn_day_by_day_from_what_was_taken_in():
    records = store(cases=taken("2018-06-04", 199) + taken("2018-06-05", 200) + taken("2018-06-06", 1))
    assert sizes(records, SMS) == {"2018-06-04": (199, 199), "2018-06-05": (200, 100), "2018-06-06": (1, 1)}


def test_inside_the_hall_every_case_gets_a_message():
    inside = Unit(LUCHENG.code, LUCHENG.name, hall="中心内")
    records = store(cases=taken("2018-06-05", 230))
    assert sizes(records, SMS, unit=inside) == {"2018-06-05": (230, 230)}


def test_other_months_and_other_units_are_not_in_the_population():
    records = store(
        cases=[
            *taken("2018-05-31", 3),
            *taken("2018-06-01", 2),
            *taken("2018-06-30", 1),
            *taken("2018-07-01", 3),
            *taken("2018-06-01", 5, start=50, unit_code=LONGWAN.code),
        ]
    )
    assert sizes(records, SMS) == {"2018-06-01": (2, 2), "2018-06-30": (1, 1)}


def test_callbacks_are_ten_of_the_cases_finished_in_the_month():
    names = [f"A{n}" for n in range(12)]
    records = store(cases=done("2018-06-30", *names) + done("2018-07-01", "B") + taken("2018-06-05", 9))
    assert sizes(records, CALLBACK) == {"2018-06": (12, 10)}


def test_a_quarter_has_callbacks_for_each_of_its_months():
    records = store(cases=done("2018-04-03", "A") + done("2018-06-04", "B", "C"))
    assert sizes(records, CALLBACK, Period(2018, quarter=2)) == {"2018-04": (1, 1), "2018-06": (2, 2)}


def test_one_case_file_is_drawn_for_each_window_of_the_quarter():
    records = store(
        cases=[
            *done("2018-04-02", "A", "B", window="1号窗口"),
            *done("2018-06-29", "C", window="1号窗口"),
            *done("2018-05-08", "D", window="2号窗口"),
            *done("2018-05-08", "E"),
            *done("2018-03-30", "F", window="1号窗口"),
        ]
    )
    expected = {"2018Q2 1号窗口": (3, 1), "2018Q2 2号窗口": (1, 1), "2018Q2 未填窗口": (1, 1)}
    assert sizes(records, CASE_FILE) == sizes(records, CASE_FILE, Period(2018, quarter=2)) == expected


def test_a_quarter_that_goes_on_is_drawn_from_what_there_is():
    records = store(cases=done("2018-04-02", "A", window="1号窗口") + done("2018-06-01", "B", window="1号窗口"))
    assert sizes(records, CASE_FILE, Period(2018, month=5)) == {"2018Q2 1号窗口": (1, 1)}


def test_a_year_has_case_files_of_all_its_quarters():
    records = store(cases=done("2018-02-02", "A", window="1号窗口") + done("2018-12-03", "B", window="1号窗口"))
    assert list(sizes(records, CASE_FILE, Period(2018))) == ["2018Q1 1号窗口", "2018Q4 1号窗口"]


@pytest.mark.parametrize(
    ("kind", "period", "due"),
    [
        (SMS, "2018-05", True), (CALLBACK, "2018-05", True), (CASE_FILE, "2018-05", False),
        (CASE_FILE, "2018-06", True), (CASE_FILE, "2018-11", True), (CASE_FILE, "2018-10", False),
        (CASE_FILE, "2018-12", False), (CALLBACK, "2018-12", False), (SMS, "2018", False), (CASE_FILE, "2018Q3", False),
    ],
)  # fmt: skip
def test_samples_are_due_each_month_and_case_files_when_a_quarter_or_the_review_ends(kind, period, due):
    assert is_due(kind, Period.parse(period), REVIEW) is due


def test_another_seed_draws_others():
    records = store(cases=taken("2018-06-05", 400))
    one, other = (draw(records, LUCHENG, JUNE, SMS, seed) for seed in ("", "另一个种子"))
    assert one.seed == "2018-LC-sms"
    assert one.fingerprint == other.fingerprint
    assert one.strata[0].drawn != other.strata[0].drawn


def test_nothing_to_draw_from_is_an_empty_list_and_no_fault():
    sample = draw(store(), LUCHENG, JUNE, CALLBACK)
    assert (sample.size, sample.drawn, sample.strata) == (0, 0, ())
    assert sample_workbook(sample).sheets[2].rows == ()


def test_the_list_says_all_that_is_needed_to_draw_it_again():
    sample = draw(store(cases=done("2018-06-05", "A", "B", window="3号窗口")), LUCHENG, JUNE, CALLBACK, "甲 'x'")
    facts, strata, listed = sample_workbook(sample).sheets
    said = dict(facts.rows)
    assert said["种子"] == "甲 'x'"
    assert said["总体件数"] == 2
    assert said["总体指纹"] == sample.fingerprint
    assert said["数量不足"] == "2018-06 只有2件，不足10件"
    assert said["重抽"] == r"pingyi draw callback --period 2018-06 --unit LC --seed '甲 '\''x'\'''"
    assert strata.rows == (("2018-06", 2, 10, 2, sample.fingerprint),)
    assert [row[2] for row in listed.rows] == [drawn.case.number for drawn in sample.strata[0].drawn]
    assert listed.rows[0][4:] == (date(2018, 6, 5), "3号窗口", "住房公积金提取")
