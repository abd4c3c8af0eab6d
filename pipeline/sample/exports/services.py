"""Exports of daily service: 办件登记 and the four channels of 满意度评价 that the plan scores."""

from __future__ import annotations

from pipeline.sample.exports.shape import Column, Export, Form, Style

_YES_NO_DIGITS = {"是": "1", "否": "0"}
_VALID = {"是": "有效", "否": "无效"}
_LEVEL_CODES = {"非常满意": "5", "满意": "4", "基本满意": "3", "不满意": "2", "非常不满意": "1", "未评价": "0"}
_LEVEL_POINTS = {
    "非常满意": "5分",
    "满意": "4分",
    "基本满意": "3分",
    "不满意": "2分",
    "非常不满意": "1分",
    "未评价": "未回复",
}
_LEVEL_LETTERS = {"非常满意": "A", "满意": "B", "基本满意": "C", "不满意": "D", "非常不满意": "E", "未评价": "空"}
_LEVEL_SPOKEN = {
    "非常满意": "很满意",
    "满意": "较满意",
    "基本满意": "一般",
    "不满意": "不太满意",
    "非常不满意": "很不满意",
    "未评价": "未接通",
}

CASE_REGISTER = Export(
    kind="办件登记",
    table="cases",
    path="{month}月办件登记表.xlsx",
    sheet="办件登记",
    titles=("{unit}{year}年{month}月办件登记表（模拟数据）", "填报部门：业务科　　统计口径：按收件时间"),
    columns=(
        Column("序号", style=Style.SEQUENCE, width=6),
        Column("办件流水号", "case_id", width=24),
        Column("承办部门", "unit", width=16),
        Column("受理窗口", "window", width=10),
        Column("事项代码", "task_code"),
        Column("办理事项", "task_name", width=30),
        Column("办件类别", "case_type", codes={"即办件": "即办", "承诺件": "承诺"}, width=10),
        Column("收件时间", "accepted_at", Style.SLASH_MINUTE, width=17),
        Column("承诺期限（工作日）", "promised_days", Style.NUMBER, width=12),
        Column("办结日期", "finished_at", Style.SERIAL_MINUTE, width=17),
        Column("经办人", "staff", width=10),
        Column("申请人姓名", "applicant", width=10),
        Column("联系手机", "mobile", width=14),
        Column("身份证号", "id_number", width=21),
    ),
)

EVALUATOR = Export(
    kind="窗口电子评价器",
    table="ratings",
    path="评价器数据/评价器导出_{year}{month2}.csv",
    sheet="",
    titles=("窗口电子评价器评价明细（模拟数据）",),
    form=Form.CSV_GB18030,
    constants={"channel": "窗口评价器"},
    columns=(
        Column("评价流水号", "rating_id"),
        Column("业务编号", "case_id"),
        Column("网点名称", "unit"),
        Column("窗口号", extra="window"),
        Column("评价值", "level", codes=_LEVEL_CODES),
        Column("评价时刻", "rated_at", Style.ISO_SECOND),
        Column("第几次评价", "attempt", codes={"首次": "1", "追评": "2"}),
        Column("系统默认", "is_default", codes=_YES_NO_DIGITS),
        Column("数据状态", "effective", codes=_VALID),
    ),
)

_MESSAGE_COLUMNS = (
    Column("短信流水号", "rating_id"),
    Column("关联办件号", "case_id"),
    Column("服务单位", "unit"),
    Column("接收号码", "mobile"),
    Column("下发时间", "rated_at", Style.ISO_MINUTE),
    Column("回复时间", style=Style.ISO_MINUTE, extra="replied_at"),
    Column("回复分值", "level", codes=_LEVEL_POINTS),
    Column("回复内容", "comment"),
    Column("评价批次", "attempt", codes={"首次": "首评", "追评": "追评"}),
)

MESSAGES = Export(
    kind="短信评价",
    table="ratings",
    path="短信评价/短信满意度评价明细{year}-{month2}.csv",
    sheet="",
    titles=("短信满意度评价明细（模拟数据）",),
    form=Form.CSV_BOM,
    constants={"channel": "短信"},
    columns=_MESSAGE_COLUMNS,
    months=(1, 9),
)

MESSAGES_NEW_PLATFORM = Export(
    kind="短信评价",
    table="ratings",
    path="短信评价/模拟数据_短信平台_{year}{month2}.parquet",
    sheet="",
    form=Form.PARQUET,
    constants={"channel": "短信"},
    columns=_MESSAGE_COLUMNS,
    months=(10, 12),
)

QUESTIONNAIRES = Export(
    kind="现场问卷",
    table="ratings",
    path="{month}月现场满意度问卷汇总.xlsx",
    sheet="问卷录入",
    titles=("办事群众现场满意度测评问卷录入表（{year}年{month}月，模拟数据）",),
    constants={"channel": "现场问卷"},
    blank_every=10,
    columns=(
        Column("问卷编号", "rating_id", width=20),
        Column("测评单位", "unit", width=20),
        Column("填写日期", "rated_at", Style.DOT_DAY, width=12),
        Column("服务态度", extra="manner", width=8),
        Column("办事效率", extra="speed", width=8),
        Column("总体评价", "level", codes=_LEVEL_LETTERS, width=8),
        Column("意见建议", "comment", width=40),
        Column("问卷有效性", "effective", codes=_VALID, width=10),
    ),
    notes=(
        "本工作簿为模拟数据，不涉及真实单位业务和个人信息。",
        "选项：A非常满意、B满意、C基本满意、D不满意、E非常不满意；未勾选的填“空”。",
        "漏填、涂改的问卷标为“无效”，不计入得分。",
    ),
)

CALLBACKS = Export(
    kind="电话回访",
    table="ratings",
    path="回访/电话回访记录（{month}月）.xlsx",
    sheet="回访记录",
    titles=(
        "办件电话回访记录表（模拟数据）",
        "{year}年{month}月",
        "每月随机抽取10个办结件回访，未接通的换日再拨，仍未接通的如实登记",
    ),
    constants={"channel": "电话回访"},
    columns=(
        Column("回访编号", "rating_id", width=18),
        Column("回访办件编号", "case_id", width=24),
        Column("办理部门", "unit", width=16),
        Column("被回访人", extra="applicant", width=10),
        Column("回访电话", "mobile", width=14),
        Column("回访日期", "rated_at", Style.SERIAL_DAY, width=12),
        Column("回访结果", "level", codes=_LEVEL_SPOKEN, width=10),
        Column("群众意见", "comment", width=50),
        Column("回访人", extra="staff", width=10),
    ),
)

SERVICE_EXPORTS = (CASE_REGISTER, EVALUATOR, MESSAGES, MESSAGES_NEW_PLATFORM, QUESTIONNAIRES, CALLBACKS)
