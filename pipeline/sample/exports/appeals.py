"""Exports of appeals (诉求): complaints book, 12345 work orders, petitions, public opinion."""

from __future__ import annotations

from pipeline.sample.exports.shape import Column as C
from pipeline.sample.exports.shape import Export
from pipeline.sample.exports.shape import Style as S

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
        C("登记编号", "ticket_id", width=18),
        C("被投诉单位", "unit", width=18),
        C("来源", "channel", width=8),
        C("诉求性质", "kind", width=8),
        C("登记时间", "received_at", S.CHINESE_MINUTE, width=20),
        C("应办结时间", "due_at", S.CHINESE_DAY, width=16),
        C("实际办结", "closed_at", S.CHINESE_DAY, width=16),
        C("署名情况", "named", codes=_SIGNED, width=8),
        C("查实情况", "verified", codes=_CONFIRMED, width=8),
        C("投诉人满意情况", "satisfied", codes=_SATISFIED, width=10),
        C("难易程度", "severity", width=8),
        C("事由", "title", width=30),
        C("投诉内容", "content", width=60),
        C("处理结果", "reply", width=60),
        C("投诉人", "citizen", width=10),
        C("投诉人电话", "contact", width=14),
    ),
)

HOTLINE = Export(
    kind="12345工单",
    table="tickets",
    path="12345/12345工单导出_{year}{month2}.xlsx",
    sheet="Sheet1",
    constants={"channel": "12345"},
    columns=(
        C("工单号", "ticket_id", width=20),
        C("主办单位", "unit", width=20),
        C("工单类型", "kind", codes={k: f"{k}类" for k in ("投诉", "举报", "求助", "咨询", "建议")}, width=8),
        C("来电时间", "received_at", S.ISO_SECOND, width=20),
        C("办理时限", "due_at", S.ISO_SECOND, width=20),
        C("反馈时间", "closed_at", S.ISO_SECOND, width=20),
        C("实名", "named", codes={"是": "Y", "否": "N"}, width=6),
        C("属实认定", "verified", codes=_CONFIRMED, width=8),
        C("回访满意度", "satisfied", codes=_SATISFIED, width=10),
        C("工单等级", "severity", width=8),
        C("工单标题", "title", width=30),
        C("诉求内容", "content", width=60),
        C("答复内容", "reply", width=60),
        C("来电人", "citizen", width=10),
        C("来电号码", "contact", width=14),
        C("考核剔除", "excluded", width=8),
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
        C("信访编号", "ticket_id", width=18),
        C("办理单位", "unit", width=18),
        C("信访日期", "received_at", S.SERIAL_BARE, width=12),
        C(
            "信访类别",
            "kind",
            codes={"投诉": "投诉请求", "举报": "揭发控告", "求助": "求决事项", "建议": "意见建议"},
            width=10,
        ),
        C("答复期限", "due_at", S.SERIAL_BARE, width=12),
        C("答复日期", "closed_at", S.SERIAL_BARE, width=12),
        C("是否实名", "named", width=8),
        C("查处结论", "verified", codes=_CONFIRMED, width=8),
        C("信访人评价", "satisfied", codes=_SATISFIED, width=10),
        C("信访等级", "severity", width=8),
        C("信访事项", "title", width=30),
        C("主要诉求", "content", width=60),
        C("答复意见", "reply", width=60),
        C("信访人", "citizen", width=10),
        C("信访人电话", "contact", width=14),
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
        C("舆情编号", "ticket_id", width=18),
        C("涉及单位", "unit", width=18),
        C("监测时间", "received_at", S.SERIAL_MINUTE, width=18),
        C("发布平台", extra="platform", width=16),
        C("舆情级别", "severity", codes={"一般": "蓝色", "重大": "红色", "疑难": "橙色"}, width=8),
        C("舆情标题", "title", width=36),
        C("舆情摘要", "content", width=60),
        C("处置时限", "due_at", S.SERIAL_MINUTE, width=18),
        C("处置完成时间", "closed_at", S.SERIAL_MINUTE, width=18),
        C("处置情况", "reply", width=60),
        C("是否属实情况", "verified", codes=_CONFIRMED, width=10),
    ),
)

APPEAL_EXPORTS = (COMPLAINTS, HOTLINE, PETITIONS, OPINION)
