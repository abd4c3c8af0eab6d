"""The eight tables of records.md, declared: one line a field.

``header`` is the Chinese name on the standard form (标准填报表). Column names in the store are the
field names, always quoted (``on``, ``to`` and ``rows`` are words of SQL). Every table also has the
`PROVENANCE` columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How a field's value is read (records.md, Reading values). The value is its SQL type."""

    CODE = "VARCHAR"
    """An identifier or name: NFKC-folded, spaces trimmed, never a number."""
    CHOICE = "CHOICE"
    """One of a list; stored as VARCHAR in the list's own words."""
    PROSE = "PROSE"
    """Free text: kept as it is, stored as VARCHAR; may hide personal data."""
    DAY = "DATE"
    MOMENT = "TIMESTAMP"
    INTEGER = "INTEGER"
    NUMBER = "DECIMAL(18,4)"
    PERIOD = "PERIOD"
    """2018-06, 2018Q2 or 2018; stored as VARCHAR in that form."""

    @property
    def sql_type(self) -> str:
        """The column's type in the store."""
        return "VARCHAR" if self.value in {"CHOICE", "PROSE", "PERIOD"} else self.value


@dataclass(frozen=True, slots=True)
class Field:
    """A field. ``codes`` maps what exports write to the list's words, beyond the words themselves."""

    name: str
    header: str
    kind: Kind = Kind.CODE
    required: bool = False
    pii: bool = False
    choices: tuple[str, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()
    default: str = ""
    minimum: int | None = None


@dataclass(frozen=True, slots=True)
class TableSchema:
    """A table: its name in the store, Chinese title, fields, id field (or none) and date field."""

    name: str
    title: str
    fields: tuple[Field, ...]
    id_field: str
    date_field: str

    def field(self, name: str) -> Field:
        """Give a field by name.

        Raises:
            KeyError: the table has no such field.
        """
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(f"{self.name}.{name}")


PROVENANCE = (("source", "VARCHAR"), ("file", "VARCHAR"), ("sheet", "VARCHAR"), ("row", "INTEGER"))
"""On every row: the source's name, file relative to the workspace, sheet, and the row a person sees."""

NUMBERED = ("case_id", "rating_id", "finding_id", "ticket_id", "object")
"""Fields that hold a record's number (编号): how a figure is traced."""

LOOKED_UP = (*NUMBERED, "unit", "clause", "indicator", "task")
"""Fields by which something is found; other texts are quoted in documents."""

RESOLVED = (("unit_code", "VARCHAR"), ("clause_code", "VARCHAR"), ("indicator_code", "VARCHAR"))
"""Columns that validate adds to accepted rows (where the table has the field they come from)."""

YES_NO = ("是", "否")
LEVELS = ("非常满意", "满意", "基本满意", "不满意", "非常不满意", "未评价")
CHANNELS = ("窗口评价器", "短信", "现场问卷", "电话回访", "网上")


def _flag(name: str, header: str, default: str = "", *, pending: bool = False) -> Field:
    choices = (*YES_NO, "核查中") if pending else YES_NO
    return Field(name, header, Kind.CHOICE, choices=choices, default=default)


CASES = TableSchema(
    "cases",
    "办件",
    (
        Field("case_id", "办件编号", required=True),
        Field("unit", "单位", required=True),
        Field("window", "窗口"),
        Field("task_code", "事项编码"),
        Field("task_name", "事项名称", required=True),
        Field("case_type", "办件类型", Kind.CHOICE, choices=("即办件", "承诺件")),
        Field("accepted_at", "受理时间", Kind.MOMENT, required=True),
        Field("promised_days", "承诺时限", Kind.INTEGER, minimum=0),
        Field("finished_at", "办结时间", Kind.MOMENT),
        Field("staff", "窗口人员"),
        Field("applicant", "申请人", pii=True),
        Field("mobile", "手机号", pii=True),
        Field("id_number", "证件号码", pii=True),
    ),
    "case_id",
    "accepted_at",
)

RATINGS = TableSchema(
    "ratings",
    "满意度评价",
    (
        Field("rating_id", "评价编号", required=True),
        Field("case_id", "办件编号"),
        Field("unit", "单位", required=True),
        Field("channel", "评价渠道", Kind.CHOICE, required=True, choices=CHANNELS),
        Field(
            "level",
            "评价等级",
            Kind.CHOICE,
            required=True,
            choices=LEVELS,
            codes=tuple(zip("543210", LEVELS, strict=True)),
        ),
        Field("rated_at", "评价时间", Kind.MOMENT, required=True),
        Field(
            "attempt",
            "评价次数",
            Kind.CHOICE,
            choices=("首次", "追评"),
            codes=(("1", "首次"), ("2", "追评")),
            default="首次",
        ),
        _flag("is_default", "默认评价", "否"),
        _flag("effective", "是否有效", "是"),
        Field("comment", "文字评价", Kind.PROSE),
        Field("mobile", "手机号", pii=True),
    ),
    "rating_id",
    "rated_at",
)

FINDINGS = TableSchema(
    "findings",
    "扣分情形",
    (
        Field("finding_id", "编号", required=True),
        Field("unit", "单位", required=True),
        Field("found_on", "发现日期", Kind.DAY, required=True),
        Field("clause", "情形", required=True),
        Field("count", "数量", Kind.INTEGER, default="1", minimum=1),
        Field("description", "问题描述", Kind.PROSE),
        Field("found_by", "发现单位"),
        Field("case_id", "办件编号"),
        _flag("verified", "是否属实", "是", pending=True),
        Field("rectify_by", "整改期限", Kind.DAY),
        Field("rectified_on", "整改完成日期", Kind.DAY),
        Field("measure", "整改措施", Kind.PROSE),
        Field("responsible", "责任科室"),
        _flag("exempt", "不纳入考核", "否"),
        Field("exempt_reason", "不纳入原因", Kind.PROSE),
    ),
    "finding_id",
    "found_on",
)

GRADES = TableSchema(
    "grades",
    "评定得分",
    (
        Field("unit", "单位", required=True),
        Field("indicator", "指标", required=True),
        Field("period", "考核期", Kind.PERIOD, required=True),
        Field("score", "得分", Kind.NUMBER, required=True),
        Field("scale", "满分", Kind.NUMBER, codes=(("百分制", "100"),)),
        Field("graded_by", "评定单位", required=True),
        Field("graded_on", "评定日期", Kind.DAY, required=True),
        Field("basis", "依据", Kind.PROSE),
        Field("object", "案卷编号"),
    ),
    "",
    "graded_on",
)

TICKETS = TableSchema(
    "tickets",
    "诉求工单",
    (
        Field("ticket_id", "工单编号", required=True),
        Field("unit", "承办单位", required=True),
        Field(
            "channel",
            "受理渠道",
            Kind.CHOICE,
            required=True,
            choices=("12345", "信访", "来电", "来信", "来访", "网络", "领导留言板"),
        ),
        Field(
            "kind",
            "诉求类型",
            Kind.CHOICE,
            required=True,
            choices=("投诉", "举报", "求助", "咨询", "建议", "舆情"),
        ),
        Field("received_at", "受理时间", Kind.MOMENT, required=True),
        Field("due_at", "办理截止", Kind.MOMENT),
        Field("closed_at", "办结时间", Kind.MOMENT),
        _flag("named", "是否署名"),
        _flag("verified", "是否属实", pending=True),
        Field("satisfied", "是否满意", Kind.CHOICE, choices=(*YES_NO, "未回访")),
        Field("severity", "等级", Kind.CHOICE, choices=("一般", "重大", "疑难")),
        Field("title", "标题", Kind.PROSE, required=True),
        Field("content", "内容", Kind.PROSE),
        Field("reply", "答复", Kind.PROSE),
        Field("contact", "联系电话", pii=True),
        Field("citizen", "诉求人", pii=True),
        _flag("excluded", "不纳入考核"),
    ),
    "ticket_id",
    "received_at",
)

ACTIVITIES = TableSchema(
    "activities",
    "工作动态",
    (
        Field("on", "日期", Kind.DAY, required=True),
        Field("unit", "单位", required=True),
        Field(
            "kind",
            "类别",
            Kind.CHOICE,
            required=True,
            choices=("宣传", "座谈走访", "自查", "培训", "会议", "回访通报", "制度"),
        ),
        Field("title", "标题", Kind.PROSE, required=True),
        Field("medium", "媒体"),
        Field("audience", "对象"),
        Field("people", "人数", Kind.INTEGER, minimum=0),
        Field("note", "备注", Kind.PROSE),
    ),
    "",
    "on",
)

SUBMISSIONS = TableSchema(
    "submissions",
    "数据报送",
    (
        Field("unit", "单位", required=True),
        Field("item", "报送事项", required=True),
        Field("to", "报送对象", required=True),
        Field("due_at", "应报时间", Kind.MOMENT, required=True),
        Field("submitted_at", "实报时间", Kind.MOMENT),
        Field("rows", "数据量", Kind.INTEGER, minimum=0),
    ),
    "",
    "due_at",
)

PROGRESS = TableSchema(
    "progress",
    "重点工作进展",
    (
        Field("task", "任务编号", required=True),
        Field("unit", "单位", required=True),
        Field("on", "填报日期", Kind.DAY, required=True),
        Field("status", "状态", Kind.CHOICE, required=True, choices=("未开始", "进行中", "已完成")),
        Field("done_on", "完成日期", Kind.DAY),
        Field("note", "进展情况", Kind.PROSE),
    ),
    "",
    "on",
)

TABLES: tuple[TableSchema, ...] = (
    CASES,
    RATINGS,
    FINDINGS,
    GRADES,
    TICKETS,
    ACTIVITIES,
    SUBMISSIONS,
    PROGRESS,
)
"""In the order of records.md."""

TABLE: dict[str, TableSchema] = {table.name: table for table in TABLES}
