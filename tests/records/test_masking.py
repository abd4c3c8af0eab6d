from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.records.everyone import Everyone
from pipeline.records.masking import (
    mask_field,
    mask_id_number,
    mask_name,
    mask_phone,
    mask_text,
    quote_field,
    quote_masked,
)
from pipeline.records.schema import FINDINGS, RATINGS

FREE_TEXT = [
    # the forms of records.md
    ("电话13800578000。", "电话138****8000。"),
    ("座机0577-88881234", "座机0577-****1234"),
    ("身份证330302199001010012", "身份证330302********0012"),
    ("身份证330302900101001", "身份证330302*****1001"),
    ("银行卡6222021203001234567", "银行卡***************4567"),
    ("联系人：王小明", "联系人：王*"),
    ("联系人：欧阳小红，", "联系人：欧阳*，"),
    ("邮箱zhang.san@163.com", "邮箱z***@163.com"),
    # other ways of writing them
    ("138 0057 8000", "138****8000"),
    ("138-0057-8000", "138****8000"),
    ("+86 13800578000", "+86 138****8000"),
    ("１３８００５７８０００", "138****8000"),
    ("（0577）88881234", "0577-****1234"),
    ("057788881234", "0577-****1234"),
    ("电话88881234", "电话****1234"),
    ("330302 19900101 001x", "330302********001x"),
    ("６２２２ 0212 0300 1234 567", "***************4567"),
    ("账号330100012345", "账号********2345"),
    # names beside cues
    ("市民王小明反映窗口态度差", "市民王*反映窗口态度差"),
    ("市民王伟反映", "市民王*反映"),
    ("我叫陈伟，", "我叫陈*，"),
    ("王小明先生来电", "王*先生来电"),
    ("工作人员李某态度生硬", "工作人员李*态度生硬"),
    ("张三13800578000", "张*138****8000"),
    ("张三（身份证330302199001010012）", "张*（身份证330302********0012）"),
    ("特别感谢朱玲，帮我整理材料", "特别感谢朱*，帮我整理材料"),
    ("信访人余秀若等12名职工", "信访人余*等12名职工"),
    # plates and house numbers
    ("浙C12345占道", "浙C****5占道"),
    ("公园路88号3幢501室", "公园路**号**幢**室"),
    ("住大桥头小区3-2-501的住户", "住大桥头小区**的住户"),
    ("上陡门4组团5幢", "上陡门**组团**幢"),
    ("桂组团7幢404漏水", "桂组团**幢**漏水"),
    ("瓯江口村18组23号", "瓯江口村**组**号"),
    ("浙 C 54322违停", "浙C****2违停"),
    ("浙C-12345", "浙C****5"),
    ("浙c12345", "浙C****5"),
    # numbers, spread or pointed
    ("身份证330302 900101 001", "身份证330302*****1001"),
    ("139.1234.5673", "139****5673"),
    ("联系88901234，或8890-1235", "联系****1234，或****1235"),
    ("电话88901234,88901235/88901236", "电话****1234,****1235/****1236"),
    ("0577-88901234、88901235", "0577-****1234、****1235"),
    ("请发到zhang.san @ 163.com", "请发到z***@163.com"),
    # names that are spread, and in Latin letters
    ("职工叶 凡反映", "职工叶*反映"),
    ("叶　凡来电", "叶*来电"),
    ("请王 小明同我联系", "请王*同我联系"),
    ("欧阳 小红，王 小 明", "欧阳*，王*"),
    ("市民Wang Xiaoming来电", "市民W*来电"),
    ("联系人：LI Na，", "联系人：L*，"),
    ("联系人：li na，", "联系人：l*，"),
]


@pytest.mark.parametrize(("text", "masked"), FREE_TEXT)
def test_personal_data_in_free_text_is_masked(text: str, masked: str) -> None:
    assert mask_text(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "办件编号33030220180605000100012未办结",  # 23 digits
        "办件33030220180605000100012",
        "编号：330302201806050012",  # looks like an identity number
        "评价流水号PJ201806050001234567",
        "工单号6222018060500012345",  # looks like a bank card
        "请拨打12345热线，或12329",
        "2018年6月5日 09:03:21，满意度98.50%",
        "温委办发〔2018〕19号",
        "市民中心3号窗口",
        "王女士来电",
        "市民于昨日来电",
        "群众满意度98.5%",
        "职工管理办法，申请人应当提交材料",
        "公司更换经办人后网上大厅登录不了",
        "与信访人代表约谈两次，缴存职工代表12人",
        "感谢管理部，感谢高效服务",
        "市民相关诉求，群众关注",
        "单位缴存比例5%～12%",
        "缴存88901234元，合计88901234，共88901235 件",
        "金额5600-8000元，5001-6000号",
        "2018-2019年度，6:00-8:00，5月6日 8890-1234号",
        "排队两小时 没人管，态度好 高兴而归",
        "更新 Windows10系统，新 SYSTEM",
        "管理区3-5号窗口，第3组，3组团队，5-6月",
        "请登录 office @ home 窗口，客户VIP service",
        "时 间 太 长",
        "流水 65432198 已退款，合同号 66778899 未签，余额 88901234",
        "5组团建活动，社区2-3-15日活动，园区1-2-300米",
        "市民 hen man yi，窗口人员hao de fu wu",
        "",
    ],
)
def test_what_is_not_personal_stays(text: str) -> None:
    assert mask_text(text) == text


def test_a_known_name_in_latin_letters_keeps_its_space() -> None:
    assert mask_text("与John Smith争执", names=(" John Smith ",)) == "与J*争执"


@pytest.mark.parametrize("known", ["万世国", "万 世国", "万　世　国 "])
@pytest.mark.parametrize("told", ["问万世国代办", "问万 世国代办", "问 万　世国 代办"])
def test_a_known_name_is_masked_however_it_is_spread(known: str, told: str) -> None:
    hidden = told.replace(" ", "").replace("　", "").replace("万世国", "万*")
    for masked in (mask_text(told, names=(known,)), mask_text(told, everyone=Everyone([known]))):
        assert masked.replace(" ", "") == hidden


def test_a_known_name_is_masked_without_a_cue() -> None:
    assert mask_text("窗口与林则徐争执", names=("林则徐", "")) == "窗口与林*争执"


@pytest.mark.parametrize(
    ("field", "value", "masked"),
    [
        ("mobile", "13800578000", "138****8000"),
        ("contact", "0577-88881234", "0577-****1234"),
        ("contact", "88881234", "****1234"),
        ("contact", "12345", "****"),
        ("id_number", "330302199001010012", "330302********0012"),
        ("id_number", "E12345678", "E******78"),
        ("id_number", "E1234", "*****"),
        ("applicant", "王小明", "王*"),
        ("citizen", "欧阳小红", "欧阳*"),
        ("staff", " 李四 ", "李*"),
        ("applicant", "", ""),
        ("mobile", " ", ""),
    ],
)
def test_a_field_is_masked_by_what_it_holds(field: str, value: str, masked: str) -> None:
    assert mask_field(field, value) == masked


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        ("很满意啊", "很满意啊"),
        ("张三", "张*"),
        ("王 小明", "王*"),
        ("叶　凡", "叶*"),
        ("13800578000", "138****8000"),
        ("换\n行", "换 行"),
        ("长" * 30, "长" * 24 + "…"),
    ],
)
def test_a_message_quotes_a_value_masked_and_short(value: str, quoted: str) -> None:
    assert quote_masked(value) == quoted


@pytest.mark.parametrize(
    ("field", "value", "quoted"),
    [
        ("level", "1391234567", "****4567"),
        ("level", "错填139 1234 56789", "错填****6789"),
        ("level", "13912345678", "139****5678"),
        ("rated_at", "139123456789", "****6789"),
        ("rated_at", "20180605090321999", "20180605090321999"),
        ("case_id", "201806050001", "201806050001"),
        ("mobile", "1391234567", "****4567"),
        ("unit", "330302199001010012", "330302********0012"),
    ],
)
def test_a_mistyped_number_is_quoted_masked_where_no_number_belongs(field: str, value: str, quoted: str) -> None:
    assert quote_field(RATINGS.field(field), value) == quoted


def test_a_wrong_number_is_quoted_as_it_is() -> None:
    assert quote_field(FINDINGS.field("count"), "12345678901.5") == "12345678901.5"


@settings(suppress_health_check=[HealthCheck.too_slow])  # a busy machine
@given(
    st.text(alphabet="市民在窗口，。 :-第号楼路a1", max_size=12),
    st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    st.text(alphabet="，。号称abc路", max_size=12),
)
def test_no_mobile_survives_whatever_stands_around_it(before: str, mobile: str, after: str) -> None:
    before = re.sub(r"[\d-]+$", "", before)  # a digit beside it makes it another number
    assert mobile not in mask_text(before + mobile + after)


@given(st.from_regex(r"[1-9][0-9]{5}19[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|1[0-9])[0-9]{3}[0-9X]", fullmatch=True))
def test_masking_keeps_the_ends_only(number: str) -> None:
    masked = mask_id_number(number)
    assert (masked[:6], masked[6:14], masked[14:]) == (number[:6], "*" * 8, number[14:])


@given(st.text(max_size=60))
def test_masking_twice_changes_nothing_more(text: str) -> None:
    once = mask_text(text)
    assert mask_text(once) == once


@given(st.text(max_size=20))
def test_masking_a_field_takes_any_text(text: str) -> None:
    assert isinstance(mask_name(text) + mask_phone(text) + mask_id_number(text), str)
