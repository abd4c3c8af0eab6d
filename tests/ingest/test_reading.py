"""Values are read as records.md says (Reading values): each rule, and what the reading of a bad cell says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.ingest.values import define_macros, read_at_once, typed
from pipeline.records.schema import TABLE, Kind
from tests.ingest.exports import CASE, CASE_HEADERS, RATING, RATING_HEADERS, Office, faults, table

FINDING_HEADERS = ("编号", "单位", "发现日期", "情形")
FINDING = ("KF-1", "鹿城", "2018-06-05", "1.2.1-1")
TICKET_HEADERS = ("工单编号", "承办单位", "受理渠道", "诉求类型", "受理时间", "标题")
TICKET = ("T-1", "鹿城", "来电", "咨询", "2018-06-05", "反映排队")
SUBMISSION_HEADERS = ("单位", "报送事项", "报送对象", "应报时间")
SUBMISSION = ("鹿城", "月报", "市评议办", "2018-06-05")
GRADE_HEADERS = ("单位", "指标", "考核期", "得分", "满分", "评定单位", "评定日期")
GRADE = ("鹿城", "1.3", "2018-06", 28, 30, "市评议办", "2018-07-02")


MARKS = ("-", "/", "无", "－", "／", " - ", "", "   ", None)
WORDLESS = ("，。", "？", "……", " ——　", "“”", "~", "-")
"""What would be quoted in a document as a title without a word."""
Pairs = tuple[tuple[object, object], ...]

READ: dict[tuple[str, str], Pairs] = {
    ("cases", "受理时间"): (
        ("2018-06-05", datetime(2018, 6, 5)),
        ("2018/6/5", datetime(2018, 6, 5)),
        ("2018.6.5", datetime(2018, 6, 5)),
        ("2018年6月5日", datetime(2018, 6, 5)),
        ("2018-06-05 09:03", datetime(2018, 6, 5, 9, 3)),
        ("2018/6/5 9:03:21", datetime(2018, 6, 5, 9, 3, 21)),
        ("2018.6.5 9:03", datetime(2018, 6, 5, 9, 3)),
        ("2018年6月5日 9:03", datetime(2018, 6, 5, 9, 3)),
        ("2018年06月05日 09:03:21", datetime(2018, 6, 5, 9, 3, 21)),
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
    ),
    ("findings", "发现日期"): ((datetime(2018, 6, 5, 9, 3), date(2018, 6, 5)), ("2018.6.5", date(2018, 6, 5))),
    ("cases", "办件编号"): (
        ("00123", "00123"),
        ("33030220180605000100012", "33030220180605000100012"),
        (123, "123"),
        (" LC-1 ", "LC-1"),
        ("　LC-1", "LC-1"),
        ("ＬＣ－００１２", "LC-0012"),
        ("鹿城（２０１８）１号", "鹿城（2018）1号"),  # of a name only letters and digits are folded
    ),
    ("cases", "承诺时限"): (
        ("3", 3), (3, 3), ("３", 3), ("3.0", 3), (3.0, 3), ("1,200", 1200), ("0", 0), ("-1", -1),
        *((mark, None) for mark in MARKS),
    ),
    ("cases", "窗口"): (*((mark, None) for mark in MARKS), ("1号", "1号")),
    ("cases", "办件类型"): (*((mark, None) for mark in MARKS), (" 即办件　", "即办件")),
    ("cases", "办结时间"): tuple((mark, None) for mark in MARKS),
    ("ratings", "文字评价"): (
        ("无", None), (" / ", None), ("无意见", "无意见"), ("　ＡＢＣ，１２３ ", "　ＡＢＣ，１２３ "), ("-5℃", "-5℃"),
        ("  ", None), *((mark, None) for mark in WORDLESS), ("√", "√"), ("+1", "+1"), ("“好”", "“好”"), ("★", "★"),
    ),
    ("tickets", "标题"): (("反映排队", "反映排队"), *((mark, None) for mark in WORDLESS)),
    ("submissions", "报送事项"): (("月报", "月报"), *((mark, None) for mark in WORDLESS)),
    ("findings", "发现单位"): (("市评议办", "市评议办"), *((mark, None) for mark in WORDLESS)),
    ("findings", "编号"): (("——", "——"),),
    ("ratings", "评价等级"): (
        ("非常满意", "非常满意"), ("5", "非常满意"), (4, "满意"), ("３", "基本满意"), (2.0, "不满意"),
        (1, "非常不满意"), (0, "未评价"), ("5.0", "非常满意"),
    ),
    ("grades", "考核期"): (
        ("2018-06", "2018-06"), ("2018年6月", "2018-06"), ("2018/6", "2018-06"), (date(2018, 6, 1), "2018-06"),
        ("2018Q2", "2018Q2"), ("２０１８ｑ２", "2018Q2"), ("2018年第二季度", "2018Q2"), ("2018年2季度", "2018Q2"),
        ("2018", "2018"), (2018, "2018"), ("2018年度", "2018"),
    ),
    ("grades", "得分"): (
        ("96.50", Decimal("96.5")), (0.1, Decimal("0.1")), (28, Decimal(28)), ("1,000.5", Decimal("1000.5")),
    ),
    ("grades", "满分"): ((30, Decimal(30)), ("百分制", Decimal(100)), (None, None)),
}  # fmt: skip
"""What may be written in a field, and what it is read as."""

REFUSED: dict[tuple[str, str, str], tuple[object, ...]] = {
    ("cases", "受理时间", "REC-DATE"): (
        "2018-06-31", "2018-13-01", "2018-02-29", "2018-06", "18-06-05", "06/05/2018", "6月5日", "昨天",
        "2018-06-05 25:00", 5, True, "-",  # an empty mark is no date
    ),
    ("cases", "承诺时限", "REC-INTEGER"): ("3.5", 3.5, "三", "3天", "1e3", "1,20"),
    ("ratings", "评价等级", "REC-CHOICE"): ("6", "较满意", "满意度高"),
    ("grades", "考核期", "REC-PERIOD"): ("2018-13", "上半年", "2018Q5", "6月", "2018-06-05"),
    ("grades", "得分", "REC-NUMBER"): ("九十", "96分", "1e2"),
    ("cases", "办件编号", "REC-DIGITS"): ("3.30302E+22", "1E+15"),
    ("cases", "窗口", "REC-FORMULA"): ("#N/A", "#REF!"),
}  # fmt: skip
"""What is written and cannot be read, and the code of what is said."""

DB = duckdb.connect()
define_macros(DB)
HEADERS = {
    "cases": CASE_HEADERS, "ratings": RATING_HEADERS, "findings": FINDING_HEADERS, "grades": GRADE_HEADERS,
    "tickets": TICKET_HEADERS, "submissions": SUBMISSION_HEADERS,
}  # fmt: skip
ROWS = {
    "cases": CASE, "ratings": RATING, "findings": FINDING, "grades": GRADE, "tickets": TICKET, "submissions": SUBMISSION
}  # fmt: skip


def put_values(office: Office, name: str, header: str, written: Sequence[object]) -> str:
    """Put one row for each value of a field; give the field's column letter."""
    headers = (*HEADERS[name], *(() if header in HEADERS[name] else (header,)))
    at = headers.index(header)
    rows = []
    for number, value in enumerate(written):
        row: list[object] = [*ROWS[name], *[None] * (len(headers) - len(ROWS[name]))]
        if name != "grades" and at:
            row[0] = f"{row[0]}-{number}"
        row[at] = value
        rows.append(row)
    office.book("表.xlsx", 表=[headers, *rows])
    return "ABCDEFGH"[at]


@pytest.mark.parametrize(("name", "header"), READ, ids="-".join)
def test_a_value_is_read(office: Office, name: str, header: str) -> None:
    pairs = READ[name, header]
    put_values(office, name, header, [written for written, _ in pairs])
    intake, _ = office.read()
    field = next(field.name for field in TABLE[name].fields if field.header == header)
    assert faults(intake) == []
    assert table(intake, name, f'"{field}"') == [(value,) for _, value in pairs]


@pytest.mark.parametrize(("name", "header", "code"), REFUSED, ids="-".join)
def test_what_cannot_be_read_is_a_fault_in_its_cell(office: Office, name: str, header: str, code: str) -> None:
    written = REFUSED[name, header, code]
    letter = put_values(office, name, header, written)
    intake, _ = office.read()
    assert sorted(faults(intake)) == sorted((f"{letter}{row}", code) for row in range(2, len(written) + 2))
    assert len(table(intake, name)) == len(written)  # the rows are there, with their faults


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


WRITTEN = st.one_of(
    st.from_regex(r"\A(19|20|18|21)\d\d[-/.]\d{1,2}[-/]\d{1,2}([ T]{1,2}\d{1,2}:?\d{0,2}(:\d\d)?(Z|\+08|\.5)?)?\Z"),
    st.datetimes(datetime(1890, 1, 1), datetime(2110, 1, 1)).map(lambda moment: moment.isoformat(" ", "seconds")),
    st.datetimes().map(lambda moment: moment.isoformat(" ", "minutes")),
    st.text("0123456789-: TZ", max_size=20),
)


@given(st.lists(WRITTEN, min_size=1, max_size=5), st.sampled_from([Kind.DAY, Kind.MOMENT]))
@settings(deadline=None, max_examples=400)
def test_dates_read_at_once_are_what_the_slow_way_reads(texts: list[str], kind: Kind) -> None:
    for text in texts:
        found = read_at_once(kind, pa.array([text, None]))
        if found is not None:
            ((value,),) = DB.execute(f"SELECT {typed(kind, '$1')}", [text]).fetchall()
            assert found.to_pylist() == [value, None]


@pytest.mark.parametrize("text", ["2018-06-05", "2018-06-05 09:03", "2018-06-05 09:03:21", "2018-06-05T09:03:21"])
def test_the_commonest_dates_are_read_at_once(text: str) -> None:
    assert read_at_once(Kind.MOMENT, pa.array([text])) is not None


@pytest.mark.parametrize("text", ["3.30302E+22", "#N/A", "#1号窗"])
def test_what_excel_may_have_spoilt_is_looked_at_closely(text: str) -> None:
    assert read_at_once(Kind.CODE, pa.array(["x", text])) is None
    assert read_at_once(Kind.CODE, pa.array(["x", None])) is not None


def test_what_repeats_and_what_does_not_is_read_alike(office: Office) -> None:
    values = ["１", "2.0", "-", "九", None, "#N/A", " 5 "]
    rows = [(f"P{n}", *RATING[1:4], RATING[4], values[n % 7]) for n in range(70)]
    office.book("重复.xlsx", 评价=[(*RATING_HEADERS, "评价次数"), *rows])
    for number, row in enumerate(rows[:7]):
        office.book(f"单独{number}.xlsx", 评价=[(*RATING_HEADERS, "评价次数"), ("S", *row[1:])])
    intake, _ = office.read()
    found = table(intake, "ratings", "file, attempt")
    repeated = [attempt for file, attempt in found if file.endswith("重复.xlsx")]
    alone = [attempt for file, attempt in found if not file.endswith("重复.xlsx")]
    assert repeated == alone * 10
    assert len(faults(intake)) == 11 * sum(value in ("九", "#N/A", " 5 ") for value in values)
