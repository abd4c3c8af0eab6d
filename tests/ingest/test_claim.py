"""Exactly one source claims a sheet, by its header row; otherwise it is said why not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.diagnostics import Severity
from pipeline.ingest.claim import Claim, Unclaimed, claim
from pipeline.ingest.source import Source, standard_form
from pipeline.records.schema import RATINGS
from tests.ingest.exports import CASE, CASE_HEADERS, RATING, RATING_HEADERS, SOURCES, Office, codes, table

MESSAGES = Source(
    "短信",
    "短信评价",
    "ratings",
    (("rating_id", ("短信编号", "流水号")), ("unit", ("网点",)), ("level", ("分值",)), ("rated_at", ("时间",))),
    constants=(("channel", "短信"),),
)
LONGER = Source(
    "短信二", "短信评价", "ratings", (*MESSAGES.headers, ("comment", ("内容",))), constants=MESSAGES.constants
)
HEADERS = ("短信编号", "网点", "分值", "时间")


def claimed(*rows: tuple[str, ...], sources: tuple[Source, ...] = (MESSAGES,)) -> Claim:
    found = claim(rows, sources)
    assert isinstance(found, Claim), found
    return found


def unclaimed(*rows: tuple[str, ...], sources: tuple[Source, ...] = (MESSAGES,)) -> Unclaimed:
    found = claim(rows, sources)
    assert isinstance(found, Unclaimed), found
    return found


@pytest.mark.parametrize(
    "headers",
    [
        HEADERS,
        ("时间", "分值", "网点", "短信编号"),
        (" 短信 编号 ", "网\n点", "分值*", "时间　"),
        ("", "短信编号", "", "网点", "分值", "时间", "自填列"),
        ("流水号", "网点", "分值", "时间"),
    ],
)
def test_headers_are_matched_in_any_order_spacing_and_synonym(headers: tuple[str, ...]) -> None:
    assert {field for field, _ in claimed(headers).columns} == {"rating_id", "unit", "level", "rated_at"}


def test_width_and_case_of_a_header_do_not_matter() -> None:
    source = Source(
        "s", "s", "ratings", (("rating_id", ("短信ID（号）",)), *MESSAGES.headers[1:]), (), MESSAGES.constants
    )
    assert claimed(("短信ｉｄ(号)", "网点", "分值", "时间"), sources=(source,)).source is source


@pytest.mark.parametrize("titles", range(10))
def test_the_header_row_may_stand_in_any_of_the_first_ten_rows(titles: int) -> None:
    assert claimed(*[("标题",)] * titles, HEADERS).row == titles + 1


def test_a_header_row_below_the_tenth_is_not_looked_for(office: Office) -> None:
    office.book("迟.xlsx", 办件=[("标题",)] * 10 + [CASE_HEADERS, CASE])
    assert codes(office.read()[1]) == ["SRC-UNCLAIMED"]


def test_of_two_headers_for_one_field_the_first_synonym_is_read() -> None:
    assert dict(claimed(("流水号", "短信编号", "网点", "分值", "时间")).columns)["rating_id"] == 1


def test_a_source_that_explains_more_headers_is_meant() -> None:
    assert claimed((*HEADERS, "内容"), sources=(MESSAGES, LONGER)).source is LONGER


def test_two_sources_that_explain_the_same_headers_both_let_go() -> None:
    found = unclaimed(HEADERS, sources=(MESSAGES, LONGER))
    assert [source.name for source in found.rivals] == ["短信", "短信二"]


def test_explaining_other_headers_is_not_explaining_more() -> None:
    other = replace(MESSAGES, name="短信三", headers=(*MESSAGES.headers, ("attempt", ("次数",)), ("mobile", ("手机",))))
    found = unclaimed((*HEADERS, "内容", "次数", "手机"), sources=(MESSAGES, LONGER, other))
    assert [source.name for source in found.rivals] == ["短信二", "短信三"]


def test_a_source_written_for_an_export_goes_before_the_standard_form() -> None:
    form = standard_form(RATINGS)
    own = Source("自有", "自有", "ratings", form.headers)
    assert claimed(RATING_HEADERS, sources=(form, own)).source is own


def test_an_unclaimed_sheet_names_the_nearest_source_and_what_may_be_meant() -> None:
    found = unclaimed(("标题",), ("短信编码", "网点", "分值"))
    assert (found.row, found.nearest) == (2, MESSAGES)
    assert found.missing == (("短信编号", "短信编码"), ("时间", ""))


def test_a_sheet_like_no_source_shows_its_widest_row_of_headers() -> None:
    found = unclaimed(("通讯录",), ("姓名", "电话"))
    assert (found.headers, found.nearest) == (("姓名", "电话"), None)


def test_a_header_that_stands_twice_is_an_error_where_it_is_read(office: Office) -> None:
    office.book("两列.xlsx", 办件=[(*CASE_HEADERS, "单位", "其他", "其他"), (*CASE, "x", "", "")])
    found = {diagnostic.code: diagnostic.severity for diagnostic in office.read()[1]}
    assert found == {"SRC-TWICE": Severity.ERROR, "SRC-COLUMN": Severity.NOTE}


def test_the_message_for_an_unknown_sheet_says_what_was_found_and_what_to_do(office: Office) -> None:
    office.book("问卷.xlsx", 录入=[("题",), ("问卷号", "测评单位", "填写日期", "总体评价")])
    _, (found,) = office.read()
    assert str(found) == (
        "inputs/records/2018-06/问卷.xlsx[录入]: error SRC-UNCLAIMED 没有来源认得这张表。"
        "第 2 行的表头有：“问卷号”、“测评单位”、“填写日期”、“总体评价”；"
        "最接近的来源是“现场问卷”，缺少必需的表头“问卷编号”\n"
        "    改法：如确是办事群众现场满意度测评问卷录入表，请把表头“问卷号”改为“问卷编号”；"
        "如是别的表，在 inputs/sources/ 中为它写一个来源文件"
    )


DATA = (
    "王小明",
    "13912345678",
    "330302199001010012",
    "雷鸣",
    "在窗口等候超过两个小时无人接待也没有叫号，来电咨询也无人答复",
)


@pytest.mark.parametrize(
    ("header", "code"),
    [(DATA, "SRC-UNCLAIMED"), ((*HEADERS, *DATA), "SRC-RIVALS"), ((*CASE_HEADERS, *DATA), "SRC-COLUMN")],
)
def test_headers_are_quoted_masked_and_short(office: Office, header: tuple[str, ...], code: str) -> None:
    office.sources = (*office.sources, MESSAGES, replace(MESSAGES, name="短信二"))
    office.book("无表头.xlsx", 表=[header, header])
    found = next(one for one in office.read()[1] if one.code == code)
    assert (
        "“王*”、“139****5678”、“330302********0012”、“雷*”、“在窗口等候超过两个小时无人接待也没有叫号，来电咨…”"
        in found.message
    )


def test_words_that_look_like_a_name_stay_in_a_row_of_headers(office: Office) -> None:
    office.book("别的.xlsx", 表=[("车牌", "季度", "支行"), ("1", "2", "3")])
    assert "“车牌”、“季度”、“支行”" in office.read()[1][0].message


def test_of_many_headers_the_first_are_listed(office: Office) -> None:
    office.book("宽表.xlsx", 表=[[f"甲{at}" for at in range(300)], ["1"] * 300])
    message = office.read()[1][0].message
    assert "“甲19”等 300 列" in message
    assert "甲20" not in message


def test_rivals_are_named(office: Office) -> None:
    office.sources = (MESSAGES, LONGER)
    office.book("短信.xlsx", 短信=[HEADERS, ("1", "鹿城", "5", "2018-06-05")])
    intake, (found,) = office.read()
    assert (found.code, intake.sheets) == ("SRC-RIVALS", ())
    assert "“短信”、“短信二”" in found.message


def test_the_standard_form_is_accepted_whatever_the_file_and_its_columns_order(office: Office) -> None:
    office.book("随便.xlsx", Sheet1=[tuple(reversed(RATING_HEADERS)), tuple(reversed(RATING))])
    intake, diagnostics = office.read()
    assert diagnostics == []
    assert table(intake, "ratings", "rating_id, level, source") == [("PJ-0001", "满意", "标准填报表·满意度评价")]


def test_no_standard_form_is_taken_for_another() -> None:
    for source in SOURCES:
        headers = tuple(headers[0] for field, headers in source.headers if field in source.required)
        assert claimed(headers, sources=SOURCES).source is source


@pytest.mark.parametrize(("above", "is_read"), [(9, True), (10, False)])
def test_a_header_row_is_looked_for_in_the_first_ten_rows(office: Office, above: int, is_read: bool) -> None:
    titles = [(f"办件登记表第{number}稿",) for number in range(above)]
    office.book("办件.xlsx", 办件=[*titles, CASE_HEADERS, CASE])
    office.put("办件.csv", "\n".join(",".join(row) for row in (*titles, CASE_HEADERS, CASE)))
    intake, diagnostics = office.read()
    assert table(intake, "cases", "row") == ([(above + 2,)] * 2 if is_read else [])
    assert codes(diagnostics).count("SRC-UNCLAIMED") == (0 if is_read else 2)
