"""Exports of the office's own ledgers: 宣传与活动, 数据报送, 重点工作进展."""

from __future__ import annotations

from pipeline.sample.exports.shape import Column, Export, Form, Style

ACTIVITIES = Export(
    kind="宣传与活动",
    table="activities",
    path="宣传与活动情况统计表{month}月.xlsx",
    sheet="统计表",
    titles=("万人双评议宣传与活动情况统计表（模拟数据）", "填报部门：综合科　　{year}年{month}月", ""),
    empty="-",
    columns=(
        Column("序号", style=Style.SEQUENCE, width=6),
        Column("活动日期", "on", Style.SERIAL_DAY, width=12),
        Column("开展单位", "unit", width=16),
        Column("活动类别", "kind", width=10),
        Column("活动名称", "title", width=46),
        Column("宣传媒体", "medium", width=14),
        Column("参加对象", "audience", width=20),
        Column("参加人数", "people", Style.NUMBER, width=8),
        Column("活动说明", "note", width=40),
    ),
)

SUPPLEMENT = Export(
    kind="工作动态补报",
    table="activities",
    path="补报/工作动态{month}月补报.xlsx",
    sheet="工作动态",
    columns=(
        Column("日期", "on", Style.ISO_DAY, width=12),
        Column("单位", "unit", width=36),
        Column("类别", "kind", width=10),
        Column("标题", "title", width=46),
        Column("媒体", "medium", width=14),
        Column("对象", "audience", width=20),
        Column("人数", "people", Style.NUMBER, width=8),
        Column("备注", "note", width=40),
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
        Column("报送单位", "unit"),
        Column("报送内容", "item"),
        Column("接收单位", "to"),
        Column("应报送时间", "due_at", Style.SLASH_MINUTE),
        Column("实际报送时间", "submitted_at", Style.SLASH_MINUTE),
        Column("报送条数", "rows", Style.NUMBER),
    ),
)

PROGRESS = Export(
    kind="重点工作进展",
    table="progress",
    path="重点工作进展{year}年{month}月.xlsx",
    sheet="进展情况",
    titles=("万人双评议活动重点工作进展情况表（模拟数据）", "{year}年{month}月"),
    columns=(
        Column("任务序号", "task", width=10),
        Column("填报单位", "unit", width=16),
        Column("填报时间", "on", Style.CHINESE_DAY, width=16),
        Column("进展状态", "status", codes={"未开始": "未启动", "进行中": "推进中", "已完成": "已办结"}, width=10),
        Column("完成时间", "done_on", Style.CHINESE_DAY, width=16),
        Column("工作进展", "note", width=70),
    ),
)

LEDGER_EXPORTS = (ACTIVITIES, SUPPLEMENT, SUBMISSIONS, PROGRESS)
