"""Exports of supervision: findings (扣分情形) from four inspectors, and grades (评定得分)."""

from __future__ import annotations

from pipeline.sample.exports.shape import Column, Export, Form, Style

_CONFIRMED = {"是": "属实", "否": "不属实", "核查中": "核查中"}

MYSTERY_VISITS = Export(
    kind="明察暗访",
    table="findings",
    path="明察暗访/{month}月体验式明察暗访情况表.xlsx",
    sheet="明察暗访",
    titles=("体验式明察暗访情况表（模拟数据）", "{year}年{month}月"),
    empty_file=True,
    columns=(
        Column("检查编号", "finding_id", width=18),
        Column("被检查单位", "unit", width=20),
        Column("检查时间", "found_on", Style.CHINESE_DAY, width=16),
        Column("问题类型", "clause", width=28),
        Column("问题数", "count", Style.NUMBER, width=8),
        Column("具体表现", "description", width=60),
        Column("检查单位", "found_by", width=20),
        Column("核查结论", "verified", codes=_CONFIRMED, width=10),
        Column("整改时限", "rectify_by", Style.CHINESE_DAY, width=16),
        Column("完成整改时间", "rectified_on", Style.CHINESE_DAY, width=16),
        Column("整改情况", "measure", width=40),
        Column("责任部门", "responsible", width=12),
    ),
)

RED_CARDS = Export(
    kind="电子监察",
    table="findings",
    path="电子监察红牌明细{year}{month2}.csv",
    sheet="",
    titles=("行政审批电子监察红牌明细（模拟数据）", "{year}年{month}月"),
    form=Form.CSV_GB18030,
    empty="-",
    columns=(
        Column("监察编号", "finding_id"),
        Column("监察对象", "unit"),
        Column("亮牌日期", "found_on", Style.SLASH_DAY),
        Column("亮牌类型", "clause", codes={"1.1.7-1": "红牌"}),
        Column("超期办件号", "case_id"),
        Column("件数", "count", Style.NUMBER),
        Column("超期说明", "description"),
        Column("监察单位", "found_by"),
        Column("是否属实超期", "verified"),
        Column("是否免责", "exempt"),
        Column("免责理由", "exempt_reason"),
        Column("责任科（室）", "responsible"),
        Column("限期整改日", "rectify_by", Style.SLASH_DAY),
        Column("整改日", "rectified_on", Style.SLASH_DAY),
    ),
)

DAILY_CHECKS = Export(
    kind="日常检查问题",
    table="findings",
    path="日常检查问题台账{year}年{month}月.xlsx",
    sheet="问题台账",
    titles=("日常服务检查问题台账（模拟数据）",),
    empty="/",
    columns=(
        Column("序号", style=Style.SEQUENCE, width=6),
        Column("问题编号", "finding_id", width=18),
        Column("责任单位", "unit", width=16),
        Column("发现时间", "found_on", Style.SERIAL_DAY, width=12),
        Column("对应条款", "clause", width=10),
        Column("问题数量", "count", Style.NUMBER, width=8),
        Column("存在问题", "description", width=60),
        Column("问题来源", "found_by", width=20),
        Column("关联办件", "case_id", width=24),
        Column("核查情况", "verified", codes=_CONFIRMED, width=10),
        Column("整改截止日", "rectify_by", Style.SERIAL_DAY, width=12),
        Column("实际整改日", "rectified_on", Style.SERIAL_DAY, width=12),
        Column("整改措施", "measure", width=40),
        Column("责任科室", "responsible", width=12),
        Column("是否剔除", "exempt", width=8),
        Column("剔除理由", "exempt_reason", width=30),
    ),
)

LAST_YEAR = Export(
    kind="上年问题清单",
    yearly=True,
    table="findings",
    path="上年反映突出问题清单.xlsx",
    sheet="问题清单",
    titles=("{last_year}年“双评议”和“最多跑一次”改革中反映的突出问题清单（模拟数据）",),
    columns=(
        Column("清单编号", "finding_id", width=16),
        Column("问题单位", "unit", width=16),
        Column("反映时间", "found_on", Style.CHINESE_DAY, width=16),
        Column("涉及条款", "clause", width=10),
        Column("反映的问题", "description", width=60),
        Column("反映渠道", "found_by", width=20),
        Column("整改目标日期", "rectify_by", Style.CHINESE_DAY, width=16),
        Column("销号日期", "rectified_on", Style.CHINESE_DAY, width=16),
        Column("整改落实情况", "measure", width=50),
        Column("牵头科室", "responsible", width=12),
    ),
    notes=(
        "本工作簿为模拟数据。",
        "清单所列为上年度反映的问题，不计入本年度得分，仅用于整改销号和年终“回头看”。",
    ),
)

CASE_FILES = Export(
    kind="案卷审查",
    table="grades",
    path="{year}年第{quarter_cn}季度办结件案卷审查评分表.xlsx",
    sheet="案卷审查",
    titles=("办结件案卷审查评分表（模拟数据）", "{year}年第{quarter_cn}季度　每窗口抽取1卷"),
    constants={"indicator": "1.1.6"},
    columns=(
        Column("案卷号", "object", width=24),
        Column("被审查单位", "unit", width=20),
        Column("所属窗口", extra="window", width=10),
        Column("审查周期", "period", width=12),
        Column("审查得分", "score", Style.DECIMAL, width=10),
        Column("总分", "scale", Style.DECIMAL, width=8),
        Column("审查单位", "graded_by", width=24),
        Column("审查日期", "graded_on", Style.DOT_DAY, width=12),
        Column("审查意见", "basis", width=50),
    ),
)

GRADES = Export(
    kind="评定得分",
    table="grades",
    path="上级评定/评定得分通知_{year}年{month}月.xlsx",
    sheet="评定得分",
    titles=("万人双评议评定得分通知（模拟数据）",),
    columns=(
        Column("被评单位", "unit", width=20),
        Column("评价项目", "indicator", width=28),
        Column("考核周期", "period", width=12),
        Column("评定分", "score", Style.DECIMAL, width=8),
        Column("总分值", "scale", Style.DECIMAL, width=8),
        Column("评定机关", "graded_by", width=28),
        Column("评定时间", "graded_on", Style.SERIAL_DAY, width=12),
        Column("评定依据", "basis", width=50),
    ),
)

SUPERVISION_EXPORTS = (MYSTERY_VISITS, RED_CARDS, DAILY_CHECKS, LAST_YEAR, CASE_FILES, GRADES)
