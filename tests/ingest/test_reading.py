"""Values are read as records.md says (Reading values): each rule, and what the reading of a bad cell says."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from tests.ingest.exports import CASE, CASE_HEADERS, RATING, RATING_HEADERS, Office, faults, table

FINDING_HEADERS = ("编号", "单位", "发现日期", "情形")
FINDING = ("KF-1", "鹿城", "2018-06-05", "1.2.1-1")
GRADE_HEADERS = ("单位", "指标", "考核期", "得分", "满分", "评定单位", "评定日期")
GRADE = ("鹿城", "1.3", "2018-06", 28, 30, "市评议办", "2018-07-02")


def read_case(office: Office, header: str, value: object) -> object:
    """Give how a case's field comes out when its cell holds a value."""
    fields = dict(zip(CASE_HEADERS, CASE, strict=True)) | {header: value}
    office.book("办件.xlsx", 办件=[tuple(fields), tuple(fields.values())])
    intake, _ = office.read()
    names = {"办件编号": "case_id", "单位": "unit", "事项名称": "task_name", "受理时间": "accepted_at"}
    names |= {"承诺时限": "promised_days", "办件类型": "case_type", "窗口": "window", "办结时间": "finished_at"}
    assert faults(intake) == []
    ((found,),) = table(intake, "cases", f'"{names[header]}"')
    return found


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2018-06-05", datetime(2018, 6, 5)),
        ("2018/6/5", datetime(2018, 6, 5)),
        ("2018.6.5", datetime(2018, 6, 5)),
        ("2018年6月5日", datetime(2018, 6, 5)),
        ("2018-06-05 09:03", datetime(2018, 6, 5, 9, 3)),
        ("2018/6/5 9:03:21", datetime(2018, 6, 5, 9, 3, 21)),
        ("2018.6.5 9:03", datetime(2018, 6, 5, 9, 3)),
        ("2018年6月5日 9:03", datetime(2018, 6, 5, 9, 3)),
        ("2018年6月5日9时3分", datetime(2018, 6, 5, 9, 3)),
        ("２０１８－０６－０５　０９：０３", datetime(2018, 6, 5, 9, 3)),
        ("2018-06-05T09:03:21", datetime(2018, 6, 5, 9, 3, 21)),
        ("2018-06-05T01:03:21Z", datetime(2018, 6, 5, 9, 3, 21)),
        ("2018-06-05T09:03:21+08:00", datetime(2018, 6, 5, 9, 3, 21)),
        ("20180605", datetime(2018, 6, 5)),
        (43256, datetime(2018, 6, 5)),
        (43256.377083333, datetime(2018, 6, 5, 9, 3)),
        ("43256", datetime(2018, 6, 5)),
        (date(2018, 6, 5), datetime(2018, 6, 5)),
        (datetime(2018, 6, 5, 9, 3, 21), datetime(2018, 6, 5, 9, 3, 21)),
        ("2018-06-05 24:00", datetime(2018, 6, 6)),
        ("  2018-06-05 ", datetime(2018, 6, 5)),
    ],
)
def test_a_date_is_read(office: Office, written: object, moment: datetime) -> None:
    assert read_case(office, "受理时间", written) == moment


@pytest.mark.parametrize(
    "written",
    ["2018-06-31", "2018-13-01", "2018-02-29", "2018-06", "18-06-05", "06/05/2018", "6月5日", "2018-06-05 25:00", 5],
)  # fmt: skip
def test_an_impossible_date_rejects_its_row(office: Office, written: object) -> None:
    office.book("办件.xlsx", 办件=[CASE_HEADERS, (*CASE[:3], written)])
    intake, _ = office.read()
    assert faults(intake) == [("D2", "REC-DATE")]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("00123", "00123"),
        ("33030220180605000100012", "33030220180605000100012"),
        (123, "123"),
        (" LC-1 ", "LC-1"),
        ("　LC-1", "LC-1"),
        ("ＬＣ－００１２", "LC-0012"),
        ("鹿城（２０１８）１号", "鹿城（2018）1号"),  # of a name only letters and digits are folded
    ],
)
def test_an_id_stays_text_and_is_folded(office: Office, written: object, kept: str) -> None:
    assert read_case(office, "办件编号", written) == kept


@pytest.mark.parametrize(
    ("written", "number"), [("3", 3), (3, 3), ("３", 3), ("3.0", 3), (3.0, 3), ("1,200", 1200), ("0", 0), ("-1", -1)]
)
def test_an_integer_is_read(office: Office, written: object, number: int) -> None:
    assert read_case(office, "承诺时限", written) == number


@pytest.mark.parametrize("written", ["3.5", 3.5, "三", "3天", "1e3", "1,20"])
def test_what_is_no_integer_rejects_its_row(office: Office, written: object) -> None:
    office.book("办件.xlsx", 办件=[(*CASE_HEADERS, "承诺时限"), (*CASE, written)])
    intake, _ = office.read()
    assert faults(intake) == [("E2", "REC-INTEGER")]
    assert len(table(intake, "cases")) == 1  # the row is there, with its fault


@pytest.mark.parametrize("mark", ["-", "/", "无", "－", "／", " - ", "", "   ", None])
@pytest.mark.parametrize("header", ["承诺时限", "办件类型", "窗口", "办结时间"])
def test_an_empty_mark_is_empty_in_an_optional_field(office: Office, header: str, mark: str | None) -> None:
    assert read_case(office, header, mark) is None


def test_an_empty_mark_in_prose_is_empty_and_other_prose_is_kept_as_it_is(office: Office) -> None:
    texts = ("无", " / ", "无意见", "　ＡＢＣ，１２３ ", "-5℃")
    office.book(
        "评价.xlsx",
        评价=[(*RATING_HEADERS, "文字评价"), *((f"P{n}", *RATING[1:], text) for n, text in enumerate(texts))],
    )
    intake, _ = office.read()
    assert table(intake, "ratings", "comment") == [(None,), (None,), ("无意见",), ("　ＡＢＣ，１２３ ",), ("-5℃",)]


def test_an_empty_mark_in_a_required_field_is_no_value(office: Office) -> None:
    office.book("办件.xlsx", 办件=[CASE_HEADERS, (*CASE[:3], "-")])
    assert faults(office.read()[0]) == [("D2", "REC-DATE")]


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("非常满意", "非常满意"), ("5", "非常满意"), (4, "满意"), ("３", "基本满意"), (2.0, "不满意"),
        (1, "非常不满意"), (0, "未评价"), ("5.0", "非常满意"),
    ],
)  # fmt: skip
def test_a_level_is_read_by_word_or_code(office: Office, written: object, level: str) -> None:
    office.book("评价.xlsx", 评价=[RATING_HEADERS, (*RATING[:3], written, RATING[4])])
    intake, _ = office.read()
    assert table(intake, "ratings", "level") == [(level,)]


def test_defaults_stand_where_nothing_is_said(office: Office) -> None:
    office.book(
        "评价.xlsx",
        评价=[(*RATING_HEADERS, "评价次数"), (*RATING, ""), ("P2", *RATING[1:], 2), ("P3", *RATING[1:], "-")],
    )
    intake, _ = office.read()
    expected = [(attempt, "否", "是") for attempt in ("首次", "追评", "首次")]
    assert table(intake, "ratings", "attempt, is_default, effective") == expected


def test_a_value_not_in_its_list_names_the_cell_the_nearest_and_the_list(office: Office) -> None:
    office.book("评价.xlsx", 评价=[("题",), RATING_HEADERS, (*RATING[:3], "比较满意", RATING[4])])
    intake, _ = office.read()
    (found,) = intake.records.db.execute("SELECT sheet, cell, code, severity, message, remedy FROM faults").fetchall()
    assert found == (
        "评价", "D3", "REC-CHOICE", "error", "“评价等级”的“比较满意”不在选项内",
        "是否为“满意”？可填：非常满意、满意、基本满意、不满意、非常不满意、未评价",
    )  # fmt: skip


def test_the_message_names_the_sheets_own_header_and_words(office: Office) -> None:
    office.put("评价器导出.csv", "评价流水号,网点名称,评价值,评价时刻\nP1,鹿城,6,2018-06-05\n".encode("gb18030"))
    intake, _ = office.read()
    ((cell, message, remedy),) = intake.records.db.execute("SELECT cell, message, remedy FROM faults").fetchall()
    assert (cell, message) == ("C2", "“评价值”（评价等级）的“6”不在选项内")
    assert remedy.startswith("可填：5、4、3、2、1、0（或 非常满意、满意")


def test_a_code_of_the_source_goes_before_an_empty_mark_and_a_code_of_the_table(office: Office) -> None:
    office.book(
        "问卷.xlsx",
        录入=[
            ("问卷编号", "测评单位", "填写日期", "总体评价"),
            ("W1", "鹿城", "2018.6.5", "a"),
            ("W2", "鹿城", "2018.6.5", "空"),
        ],
    )
    intake, _ = office.read()
    assert table(intake, "ratings", "level, channel") == [("非常满意", "现场问卷"), ("未评价", "现场问卷")]


@pytest.mark.parametrize(
    ("written", "period"),
    [
        ("2018-06", "2018-06"), ("2018年6月", "2018-06"), ("2018/6", "2018-06"), (date(2018, 6, 1), "2018-06"),
        ("2018Q2", "2018Q2"), ("２０１８ｑ２", "2018Q2"), ("2018年第二季度", "2018Q2"), ("2018年2季度", "2018Q2"),
        ("2018", "2018"), (2018, "2018"), ("2018年度", "2018"),
    ],
)  # fmt: skip
def test_a_period_is_read(office: Office, written: object, period: str) -> None:
    office.book("评定.xlsx", 评定=[GRADE_HEADERS, (*GRADE[:2], written, *GRADE[3:])])
    intake, _ = office.read()
    assert table(intake, "grades", "period") == [(period,)]


@pytest.mark.parametrize("written", ["2018-13", "上半年", "2018Q5", "6月", "2018-06-05"])
def test_what_is_no_period_rejects_its_row(office: Office, written: str) -> None:
    office.book("评定.xlsx", 评定=[GRADE_HEADERS, (*GRADE[:2], written, *GRADE[3:])])
    assert faults(office.read()[0]) == [("C2", "REC-PERIOD")]


def test_numbers_are_decimal_and_a_hundred_mark_scale_is_100(office: Office) -> None:
    rows = [
        (*GRADE[:3], "96.50", "百分制", *GRADE[5:]),
        (*GRADE[:3], 0.1, None, *GRADE[5:]),
        (*GRADE[:3], "九十", 30, *GRADE[5:]),
    ]
    office.book("评定.xlsx", 评定=[GRADE_HEADERS, *rows])
    intake, _ = office.read()
    expected = [(Decimal("96.5"), Decimal(100)), (Decimal("0.1"), None), (None, Decimal(30))]
    assert table(intake, "grades", "score, scale") == expected
    assert faults(intake) == [("D4", "REC-NUMBER")]


def test_a_failed_formula_is_nobodys_value(office: Office) -> None:
    office.put("办件.csv", f"{','.join(CASE_HEADERS)}\n#REF!,鹿城,#1号窗,2018-06-05\n")
    intake, _ = office.read()
    assert faults(intake) == [("A2", "REC-FORMULA")]
    assert table(intake, "cases", "case_id, task_name") == [(None, "#1号窗")]


def test_a_message_quotes_personal_data_masked(office: Office) -> None:
    rows = [("K1", "鹿城", "13800578000", "x"), ("K2", "鹿城", "张三", "x"), ("K3", "鹿城", "330302199001010012", "x")]
    office.book("扣分.xlsx", 扣分=[FINDING_HEADERS, *rows])
    intake, _ = office.read()
    said = [message for (message,) in intake.records.db.execute("SELECT message FROM faults ORDER BY row").fetchall()]
    assert [text.split("的")[1] for text in said] == [
        f"“{masked}”不是有效日期" for masked in ("138****8000", "张*", "330302********0012")
    ]
