"""The year is plausible: working days, volumes and answers, and a case for every mechanism of the plan."""

from __future__ import annotations

import re
from datetime import date

import pandas as pd
import pytest

from pipeline.records.schema import TABLE
from pipeline.sample import people
from pipeline.sample.dice import Dice
from pipeline.sample.exports import EXPORTS
from pipeline.sample.setting import after, office, on_or_before, working_days
from pipeline.sample.texts import text
from tests.sample.conftest import Year, month_of, over_the_year

PEOPLE_OF_THE_PLAN = tuple(member["name"] for member in text("organization")["group"])


def test_work_is_done_on_working_days_only(year: Year) -> None:
    open_days = set(working_days(2018))
    for kind, moment in (("办件登记", "accepted_at"), ("窗口电子评价器", "rated_at"), ("12345工单", "received_at")):
        assert set(pd.to_datetime(over_the_year(year, kind)[moment]).dt.date) <= open_days


def test_the_calendar_knows_the_holidays_of_2018() -> None:
    days = working_days(2018)
    assert date(2018, 6, 18) not in days  # 端午节
    assert date(2018, 4, 8) in days  # a Sunday worked for 清明节
    assert after(date(2018, 6, 15), 1) == date(2018, 6, 19)
    assert after(date(2018, 6, 16), 1) == date(2018, 6, 19)
    assert on_or_before(date(2018, 6, 18)) == date(2018, 6, 15)


def test_a_year_without_known_holidays_is_refused() -> None:
    with pytest.raises(ValueError, match="节假日表只到"):
        working_days(2099)


def test_a_day_brings_between_120_and_260_cases_above_and_below_the_limit_of_200(year: Year) -> None:
    accepted = over_the_year(year, "办件登记")["accepted_at"]
    per_day = accepted.groupby(accepted.dt.date).size()
    assert per_day.between(120, 260).all()
    assert (per_day >= 200).mean() == pytest.approx(0.5, abs=0.2)


def test_people_answer_at_plausible_rates(year: Year) -> None:
    cases, window = over_the_year(year, "办件登记"), over_the_year(year, "窗口电子评价器")
    rated = window[(window["is_default"] == "否") & (window["level"] != "未评价")]
    assert len(rated) / len(cases) == pytest.approx(0.6, abs=0.03)
    messages = over_the_year(year, "短信评价")
    assert (messages["level"] != "未评价").mean() == pytest.approx(0.15, abs=0.02)
    for level in TABLE["ratings"].field("level").choices:
        assert (window["level"] == level).any()


def test_messages_go_to_all_of_a_slack_day_and_to_a_hundred_of_a_busy_one(year: Year) -> None:
    cases, sent = over_the_year(year, "办件登记"), over_the_year(year, "短信评价")
    sent = sent[sent["attempt"] == "首次"]
    taken = cases.groupby(cases["accepted_at"].dt.date).size()
    addressed = sent.groupby(sent["rated_at"].dt.date).size()
    owed = taken.where(taken < 200, 100)
    assert sorted((owed - addressed).tolist())[:-1] == [0] * (len(taken) - 1)
    assert (owed - addressed).max() > 0, "one evening in the year the gateway fails"


def test_ten_are_called_back_each_month_and_once_fewer(year: Year) -> None:
    called = [len(frames["电话回访"]) for frames in year.values()]
    assert sorted(called) == [8] + [10] * 8


def test_a_case_file_of_every_window_is_reviewed_each_quarter(year: Year) -> None:
    reviewed = {number: frames["案卷审查"] for number, frames in year.items() if "案卷审查" in frames}
    assert {number: set(frame["period"]) for number, frame in reviewed.items()} == {
        3: {"2018Q1"},
        6: {"2018Q2"},
        9: {"2018Q3"},
        11: {"2018-11"},
    }
    assert all(sorted(frame["window"]) == [f"{n}号窗口" for n in range(1, 7)] for frame in reviewed.values())


def test_grades_of_the_authorities_come_late_or_never(year: Year) -> None:
    graded = {(n, title) for n, f in year.items() if "评定得分" in f for title in f["评定得分"]["indicator"]}
    first = {title: min(n for n, other in graded if other == title) for _, title in graded}
    assert first == {"审管办综合评价": 4, "监督检查评价": 9, "12345政务服务热线评价": 11}


def test_record_numbers_never_come_twice_with_other_values(year: Year) -> None:
    for table in TABLE.values():
        if not table.id_field:
            continue
        kinds = {export.kind for export in EXPORTS if export.table == table.name}
        rows = pd.concat([over_the_year(year, kind) for kind in kinds], ignore_index=True)
        assert not rows.drop_duplicates()[table.id_field].duplicated().any()


def test_every_fate_of_a_finding_occurs(year: Year) -> None:
    found = pd.concat([over_the_year(year, kind) for kind in ("明察暗访", "电子监察", "日常检查问题")])
    counted = found[(found["verified"] == "是") & (found["exempt"] != "是")]
    due, done = pd.to_datetime(counted["rectify_by"]), pd.to_datetime(counted["rectified_on"])
    assert {"是", "否", "核查中"} == set(found["verified"])
    assert (done <= due).any()
    assert (done > due).any()
    assert done.isna().any()
    exempt = found[found["exempt"] == "是"]
    assert len(exempt)
    assert (exempt["exempt_reason"] != "").all()


def test_some_months_bring_nothing_for_some_inspectors(year: Year) -> None:
    assert any(len(frames["明察暗访"]) == 0 for frames in year.values())
    assert any("电子监察" not in frames for frames in year.values())


def test_red_cards_stand_for_cases_that_really_overran(year: Year) -> None:
    cases = over_the_year(year, "办件登记").set_index("case_id")
    for case_id, lit in over_the_year(year, "电子监察")[["case_id", "found_on"]].itertuples(index=False):
        case = cases.loc[case_id]
        due = after(case["accepted_at"].date(), int(case["promised_days"]))
        assert due < lit
        assert due < case["finished_at"].date()


def test_appeals_give_every_kind_its_case(year: Year) -> None:
    complaints = pd.concat([over_the_year(year, kind) for kind in ("投诉登记", "12345工单", "信访")])
    upheld = complaints.query("kind == '投诉' and named == '是' and verified == '是'")
    assert {"是", "否"} == set(upheld["excluded"])
    assert {"重大", "疑难"} <= set(complaints["severity"])
    assert set(TABLE["tickets"].field("kind").choices) == {*complaints["kind"], "舆情"}
    assert {"一般", "重大"} == set(over_the_year(year, "舆情监测")["severity"])


def test_data_were_sent_late_and_once_not_at_all(year: Year) -> None:
    daily = over_the_year(year, "数据报送").query("to == '市审管办'")
    sent, due = pd.to_datetime(daily["submitted_at"]), pd.to_datetime(daily["due_at"])
    assert sent.isna().sum() == 1
    assert 1 <= (sent > due).sum() <= 0.1 * len(daily)


def test_every_month_has_activities_and_every_task_reports(year: Year) -> None:
    assert all(len(frames["宣传与活动"]) >= 4 for frames in year.values())
    progress = over_the_year(year, "重点工作进展")
    assert progress["task"].nunique() == 10
    assert set(progress["status"]) == {"未开始", "进行中", "已完成"}


def test_last_years_problems_lie_before_this_year(year: Year) -> None:
    found = pd.to_datetime(year[3]["上年问题清单"]["found_on"])
    assert (found.dt.year == 2017).all()
    assert year[3]["上年问题清单"]["rectified_on"].isna().sum() == 1


def test_nobody_of_the_plan_appears(year: Year) -> None:
    for frames in year.values():
        for frame in frames.values():
            words = "\n".join(map(str, frame.to_numpy().ravel()))
            assert not [name for name in PEOPLE_OF_THE_PLAN if name in words]


def test_telephones_and_identity_numbers_are_nobodys() -> None:
    dice = Dice("test")
    assert all(re.fullmatch(r"1990000\d{4}", number) for number in people.mobiles(dice, 500))
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    for number in people.identities(dice, 500):
        assert re.fullmatch(r"330302(19[5-9]\d)(0[1-9]|1[0-2])([0-2]\d|3[01])\d{3}[\dX]", number)
        right = "10X98765432"[sum(w * int(d) for w, d in zip(weights, number, strict=False)) % 11]
        assert number[-1] != right


def test_free_text_hides_names_and_numbers_here_and_there(year: Year) -> None:
    text = "\n".join(over_the_year(year, "12345工单")["content"])
    assert re.search(r"1990000\d{4}", text)
    assert re.search(r"330302\d{11}[\dX]", "\n".join(over_the_year(year, "投诉登记")["content"]) + text)


def test_made_up_units_say_so_and_differ() -> None:
    assert "模拟" in office(7).name
    assert {office(index).inside for index in range(2, 8)} == {True, False}
    assert month_of(6, unit=2).dice("cases").between(0, 10**9) != month_of(6, unit=3).dice("cases").between(0, 10**9)
