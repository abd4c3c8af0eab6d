"""Exports of appeals (诉求): complaints book, 12345 work orders, petitions, public opinion."""

from __future__ import annotations

from pipeline.sample.exports.shape import Column, Export, Style

_CONFIRMED = {"是": "属实", "否": "不属实", "核查中": "核查中"}
_SIGNED = {"是": "署名", "否": "匿名"}
_SATISFIED = {"是": "满意", "否": "不满意", "未回访": "未回访"}

COMPLAINTS = Export(
    kind="投诉登记",
    table="tickets",
    path="投诉登记簿{month}月.xlsx",
    sheet="投诉登记",
    titles=("服务对象投诉举报登记簿（模拟数据）", "{unit}　{year}年{month}月"),
    empty_file=True,
    columns=(
        Column("登记编号", "ticket_id", width=18),
        Column("被投诉单位", "unit", width=18),
        Column("来源", "channel", width=8),
        Column("诉求性质", "kind", width=8),
        Column("登记时间", "received_at", Style.CHINESE_MINUTE, width=20),
        Column("应办结时间", "due_at", Style.CHINESE_DAY, width=16),
        Column("实际办结", "closed_at", Style.CHINESE_DAY, width=16),
        Column("署名情况", "named", codes=_SIGNED, width=8),
        Column("查实情况", "verified", codes=_CONFIRMED, width=8),
        Column("投诉人满意情况", "satisfied", codes=_SATISFIED, width=10),
        Column("难易程度", "severity", width=8),
        Column("事由", "title", width=30),
        Column("投诉内容", "content", width=60),
        Column("处理结果", "reply", width=60),
        Column("投诉人", "citizen", width=10),
        Column("投诉人电话", "contact", width=14),
    ),
)

HOTLINE = Export(
    kind="12345工单",
    table="tickets",
    path="12345/12345工单导出_{year}{month2}.xlsx",
    sheet="Sheet1",
    constants={"channel": "12345"},
    columns=(
        Column("工单号", "ticket_id", width=20),
        Column("主办单位", "unit", width=20),
        Column("工单类型", "kind", codes={k: f"{k}类" for k in ("投诉", "举报", "求助", "咨询", "建议")}, width=8),
        Column("来电时间", "received_at", Style.ISO_SECOND, width=20),
        Column("办理时限", "due_at", Style.ISO_SECOND, width=20),
        Column("反馈时间", "closed_at", Style.ISO_SECOND, width=20),
        Column("实名", "named", codes={"是": "Y", "否": "N"}, width=6),
        Column("属实认定", "verified", codes=_CONFIRMED, width=8),
        Column("回访满意度", "satisfied", codes=_SATISFIED, width=10),
        Column("工单等级", "severity", width=8),
        Column("工单标题", "title", width=30),
        Column("诉求内容", "content", width=60),
        Column("答复内容", "reply", width=60),
        Column("来电人", "citizen", width=10),
        Column("来电号码", "contact", width=14),
        Column("考核剔除", "excluded", width=8),
    ),
    notes=("本工作簿为模拟数据，由生成程序仿照12345政务服务热线工单导出格式制作。", "实名：Y实名，N匿名。"),
)

PETITIONS = Export(
    kind="信访",
    table="tickets",
    path="信访/信访件台账{year}年{month2}月.xlsx",
    sheet="信访台账",
    titles=("信访件办理台账（模拟数据）", "{unit}", "{year}年{month}月"),
    constants={"channel": "信访"},
    empty="无",
    columns=(
        Column("信访编号", "ticket_id", width=18),
        Column("办理单位", "unit", width=18),
        Column("信访日期", "received_at", Style.SERIAL_BARE, width=12),
        Column(
            "信访类别",
            "kind",
            codes={"投诉": "投诉请求", "举报": "揭发控告", "求助": "求决事项", "建议": "意见建议"},
            width=10,
        ),
        Column("答复期限", "due_at", Style.SERIAL_BARE, width=12),
        Column("答复日期", "closed_at", Style.SERIAL_BARE, width=12),
        Column("是否实名", "named", width=8),
        Column("查处结论", "verified", codes=_CONFIRMED, width=8),
        Column("信访人评价", "satisfied", codes=_SATISFIED, width=10),
        Column("信访等级", "severity", width=8),
        Column("信访事项", "title", width=30),
        Column("主要诉求", "content", width=60),
        Column("答复意见", "reply", width=60),
        Column("信访人", "citizen", width=10),
        Column("信访人电话", "contact", width=14),
    ),
)

OPINION = Export(
    kind="舆情监测",
    table="tickets",
    path="舆情监测月报{year}.{month2}.xlsx",
    sheet="舆情",
    titles=("涉公积金网络舆情监测月报（模拟数据）",),
    constants={"channel": "网络", "kind": "舆情"},
    columns=(
        Column("舆情编号", "ticket_id", width=18),
        Column("涉及单位", "unit", width=18),
        Column("监测时间", "received_at", Style.SERIAL_MINUTE, width=18),
        Column("发布平台", extra="platform", width=16),
        Column("舆情级别", "severity", codes={"一般": "蓝色", "重大": "红色", "疑难": "橙色"}, width=8),
        Column("舆情标题", "title", width=36),
        Column("舆情摘要", "content", width=60),
        Column("处置时限", "due_at", Style.SERIAL_MINUTE, width=18),
        Column("处置完成时间", "closed_at", Style.SERIAL_MINUTE, width=18),
        Column("处置情况", "reply", width=60),
        Column("是否属实情况", "verified", codes=_CONFIRMED, width=10),
    ),
)

APPEAL_EXPORTS = (COMPLAINTS, HOTLINE, PETITIONS, OPINION)
