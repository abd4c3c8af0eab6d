"""每日数据表: the day's data as a workbook that a program and a screen reader can both read.

Every sheet has its header in row 1, one record a row, no merged cell and no title line; what there is to explain
stands in the last sheet. The sheets and their columns are always the same, on a day without records too.
"""

from __future__ import annotations

from pipeline.compose.wording import full_date
from pipeline.model.daily import DailyData
from pipeline.model.workbook import CellValue, Column, Sheet, Workbook


def daily_workbook(data: DailyData) -> Workbook:
    """Compose the workbook."""
    sheets = (
        Sheet("汇总", _columns(("单位", 20), ("日期", 12), ("项目", 20), ("数量", 8)), _totals(data)),
        Sheet("办件", CASE_COLUMNS, _cases(data)),
        Sheet("满意度评价", RATING_COLUMNS, _ratings(data)),
        Sheet("扣分情形", FINDING_COLUMNS, _findings(data)),
        Sheet("说明", _columns(("项目", 16), ("说明", 90)), NOTES),
    )
    return Workbook(f"{data.unit.name}{full_date(data.day)}服务数据日报", sheets)


def _totals(data: DailyData) -> tuple[tuple[CellValue, ...], ...]:
    counts = (
        ("受理办件", data.accepted),
        ("办结办件", data.finished),
        ("满意度评价", len(data.ratings)),
        ("扣分情形", sum(finding.count for finding in data.findings)),
    )
    return tuple((data.unit.name, data.day, subject, count) for subject, count in counts)


def _cases(data: DailyData) -> tuple[tuple[CellValue, ...], ...]:
    return tuple(
        (data.unit.name, c.record, c.window, c.task_code, c.task, c.kind, c.accepted_at, c.promised_days, c.finished_at)
        for c in data.cases
    )


def _ratings(data: DailyData) -> tuple[tuple[CellValue, ...], ...]:
    return tuple(
        (data.unit.name, r.record, r.case, r.channel, r.level, r.rated_at, r.attempt, r.is_default, r.effective,
         r.comment)
        for r in data.ratings
    )  # fmt: skip


def _findings(data: DailyData) -> tuple[tuple[CellValue, ...], ...]:
    return tuple(
        (data.unit.name, f.record, data.day, f.clause, f.title, f.count, f.description, f.found_by, f.case, f.verified,
         f.rectify_by, f.responsible)
        for f in data.findings
    )  # fmt: skip


def _columns(*headers: tuple[str, int]) -> tuple[Column, ...]:
    return tuple(Column(header, width) for header, width in headers)


CASE_COLUMNS = _columns(
    ("单位", 20), ("办件编号", 22), ("窗口", 12), ("事项编码", 16), ("事项名称", 34), ("办件类型", 10),
    ("受理时间", 20), ("承诺时限", 10), ("办结时间", 20),
)  # fmt: skip
RATING_COLUMNS = _columns(
    ("单位", 20), ("评价编号", 22), ("办件编号", 22), ("评价渠道", 12), ("评价等级", 12), ("评价时间", 20),
    ("评价次数", 10), ("默认评价", 10), ("是否有效", 10), ("文字评价", 40),
)  # fmt: skip
FINDING_COLUMNS = _columns(
    ("单位", 20), ("编号", 20), ("发现日期", 12), ("情形", 12), ("情形名称", 30), ("数量", 8),
    ("问题描述", 50), ("发现单位", 16), ("办件编号", 22), ("是否属实", 10), ("整改期限", 12), ("责任科室", 12),
)  # fmt: skip
NOTES = (
    ("统计时间", "自当日0时起至24时止；当日24时以后发生的办结不列入"),
    ("办件", "当日受理的和当日办结的办件；承诺时限按工作日计"),
    ("满意度评价", "当日收到的全部评价，含追评、默认评价、无效评价和未评价；是否计入得分以评价标准为准"),
    ("扣分情形", "当日发现的问题；汇总表中按数量合计"),
    ("个人信息", "不含申请人姓名、证件号码、手机号和窗口人员姓名；文字中的个人信息已作脱敏处理"),
    ("版式", "各工作表第一行为表头，每行一条记录，无合并单元格；没有记录的工作表只有表头"),
)
