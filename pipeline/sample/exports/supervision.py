"""Exports of supervision: findings (扣分情形) from four inspectors, and grades (评定得分)."""

from __future__ import annotations

from pipeline.sample.exports.shape import Column as C
from pipeline.sample.exports.shape import Export, Form
from pipeline.sample.exports.shape import Style as S

_CONFIRMED = {"是": "属实", "否": "不属实", "核查中": "核查中"}

MYSTERY_VISITS = Export(
    kind="明察暗访",
    table="findings",
    path="明察暗访/{month}月体验式明察暗访情况表.xlsx",
    sheet="明察暗访",
    titles=("体验式明察暗访情况表（模拟数据）", "{year}年{month}月"),
    empty_file=True,
    columns=(
        C("检查编号", "finding_id", width=18),
        C("被检查单位", "unit", width=20),
        C("检查时间", "found_on", S.CHINESE_DAY, width=16),
        C("问题类型", "clause", width=28),
        C("问题数", "count", S.NUMBER, width=8),
        C("具体表现", "description", width=60),
        C("检查单位", "found_by", width=20),
        C("核查结论", "verified", codes=_CONFIRMED, width=10),
        C("整改时限", "rectify_by", S.CHINESE_DAY, width=16),
        C("完成整改时间", "rectified_on", S.CHINESE_DAY, width=16),
        C("整改情况", "measure", width=40),
        C("责任部门", "responsible", width=12),
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
        C("监察编号", "finding_id"),
        C("监察对象", "unit"),
        C("亮牌日期", "found_on", S.SLASH_DAY),
        C("亮牌类型", "clause", codes={"1.1.7-1": "红牌"}),
        C("超期办件号", "case_id"),
        C("件数", "count", S.NUMBER),
        C("超期说明", "description"),
        C("监察单位", "found_by"),
        C("是否属实超期", "verified"),
        C("是否免责", "exempt"),
        C("免责理由", "exempt_reason"),
        C("责任科（室）", "responsible"),
        C("限期整改日", "rectify_by", S.SLASH_DAY),
        C("整改日", "rectified_on", S.SLASH_DAY),
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
        C("序号", style=S.SEQUENCE, width=6),
        C("问题编号", "finding_id", width=18),
        C("责任单位", "unit", width=16),
        C("发现时间", "found_on", S.SERIAL_DAY, width=12),
        C("对应条款", "clause", width=10),
        C("问题数量", "count", S.NUMBER, width=8),
        C("存在问题", "description", width=60),
        C("问题来源", "found_by", width=20),
        C("关联办件", "case_id", width=24),
        C("核查情况", "verified", codes=_CONFIRMED, width=10),
        C("整改截止日", "rectify_by", S.SERIAL_DAY, width=12),
        C("实际整改日", "rectified_on", S.SERIAL_DAY, width=12),
        C("整改措施", "measure", width=40),
        C("责任科室", "responsible", width=12),
        C("是否剔除", "exempt", width=8),
        C("剔除理由", "exempt_reason", width=30),
    ),
)

LAST_YEAR = Export(
    kind="上年问题清单",
    table="findings",
    path="上年反映突出问题清单.xlsx",
    sheet="问题清单",
    titles=("{last_year}年“双评议”和“最多跑一次”改革中反映的突出问题清单（模拟数据）",),
    columns=(
        C("清单编号", "finding_id", width=16),
        C("问题单位", "unit", width=16),
        C("反映时间", "found_on", S.CHINESE_DAY, width=16),
        C("涉及条款", "clause", width=10),
        C("反映的问题", "description", width=60),
        C("反映渠道", "found_by", width=20),
        C("整改目标日期", "rectify_by", S.CHINESE_DAY, width=16),
        C("销号日期", "rectified_on", S.CHINESE_DAY, width=16),
        C("整改落实情况", "measure", width=50),
        C("牵头科室", "responsible", width=12),
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
        C("案卷号", "object", width=24),
        C("被审查单位", "unit", width=20),
        C("所属窗口", extra="window", width=10),
        C("审查周期", "period", width=12),
        C("审查得分", "score", S.NUMBER, width=10),
        C("总分", "scale", S.NUMBER, width=8),
        C("审查单位", "graded_by", width=24),
        C("审查日期", "graded_on", S.DOT_DAY, width=12),
        C("审查意见", "basis", width=50),
    ),
)

GRADES = Export(
    kind="评定得分",
    table="grades",
    path="上级评定/评定得分通知_{year}年{month}月.xlsx",
    sheet="评定得分",
    titles=("万人双评议评定得分通知（模拟数据）",),
    columns=(
        C("被评单位", "unit", width=20),
        C("评价项目", "indicator", width=28),
        C("考核周期", "period", width=12),
        C("评定分", "score", S.NUMBER, width=8),
        C("总分值", "scale", S.NUMBER, width=8),
        C("评定机关", "graded_by", width=28),
        C("评定时间", "graded_on", S.SERIAL_DAY, width=12),
        C("评定依据", "basis", width=50),
    ),
)

SUPERVISION_EXPORTS = (MYSTERY_VISITS, RED_CARDS, DAILY_CHECKS, LAST_YEAR, CASE_FILES, GRADES)
