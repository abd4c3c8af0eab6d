"""Exports of the office's own ledgers: 宣传与活动, 数据报送, 重点工作进展."""

from __future__ import annotations

from pipeline.sample.exports.shape import Column as C
from pipeline.sample.exports.shape import Export, Form
from pipeline.sample.exports.shape import Style as S

ACTIVITIES = Export(
    kind="宣传与活动",
    table="activities",
    path="宣传与活动情况统计表{month}月.xlsx",
    sheet="统计表",
    titles=("万人双评议宣传与活动情况统计表（模拟数据）", "填报部门：综合科　　{year}年{month}月"),
    empty="-",
    columns=(
        C("序号", style=S.SEQUENCE, width=6),
        C("活动日期", "on", S.SERIAL_DAY, width=12),
        C("开展单位", "unit", width=16),
        C("活动类别", "kind", width=10),
        C("活动名称", "title", width=46),
        C("宣传媒体", "medium", width=14),
        C("参加对象", "audience", width=20),
        C("参加人数", "people", S.NUMBER, width=8),
        C("活动说明", "note", width=40),
    ),
)

SUPPLEMENT = Export(
    kind="工作动态补报（标准填报表）",
    table="activities",
    path="补报/工作动态{month}月补报.xlsx",
    sheet="工作动态",
    columns=(
        C("日期", "on", S.ISO_DAY, width=12),
        C("单位", "unit", width=36),
        C("类别", "kind", width=10),
        C("标题", "title", width=46),
        C("媒体", "medium", width=14),
        C("对象", "audience", width=20),
        C("人数", "people", S.NUMBER, width=8),
        C("备注", "note", width=40),
    ),
    notes=("模拟数据。本表为标准填报表，用于补报遗漏的工作动态。",),
)

SUBMISSIONS = Export(
    kind="数据报送",
    table="submissions",
    path="数据报送登记{month}月.csv",
    sheet="",
    titles=("每日数据报送登记（模拟数据）",),
    form=Form.CSV_BOM,
    columns=(
        C("报送单位", "unit"),
        C("报送内容", "item"),
        C("接收单位", "to"),
        C("应报送时间", "due_at", S.SLASH_MINUTE),
        C("实际报送时间", "submitted_at", S.SLASH_MINUTE),
        C("报送条数", "rows", S.NUMBER),
    ),
)

PROGRESS = Export(
    kind="重点工作进展",
    table="progress",
    path="重点工作进展{year}年{month}月.xlsx",
    sheet="进展情况",
    titles=("万人双评议活动重点工作进展情况表（模拟数据）", "{year}年{month}月"),
    columns=(
        C("任务序号", "task", width=10),
        C("填报单位", "unit", width=16),
        C("填报时间", "on", S.CHINESE_DAY, width=16),
        C("进展状态", "status", codes={"未开始": "未启动", "进行中": "推进中", "已完成": "已办结"}, width=10),
        C("完成时间", "done_on", S.CHINESE_DAY, width=16),
        C("工作进展", "note", width=70),
    ),
)

LEDGER_EXPORTS = (ACTIVITIES, SUPPLEMENT, SUBMISSIONS, PROGRESS)
