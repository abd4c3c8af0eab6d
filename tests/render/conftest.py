"""Content of the two kinds as a month gives it, for everything that fills, reads back or lays out a document."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.compose.content import (
    Attachment,
    Brief,
    Closing,
    DeductionRow,
    Group,
    Head,
    Imprint,
    LossRow,
    MonthlyReport,
    Part,
    Passage,
    Point,
    ScoreRow,
    TaskRow,
    TicketRow,
)
from pipeline.model.document import Figure, Series

SENTENCE = (
    "按照全市“万人双评议”活动统一部署，管理部坚持问题导向、突出服务重点，扎实推进各项工作，"
    "累计得分36.52分，比5月末提高0.35分，得分率为91.30%。"
)
PARTS = (
    "服务对象满意度评价（25分）",
    "日常服务评价（15分）",
    "监督检查评价（30分）",
    "12345政务服务热线评价（15分）",
    "网络评议（15分）",
)


def score(title: str) -> ScoreRow:
    return ScoreRow(title, "2", "2", "1.92", "96.00%", "1.90", "+0.05", "计入评价1234条")


def scores() -> Attachment[ScoreRow]:
    satisfaction = ("窗口电子评价器评价", "办件手机短信评价", "办事群众现场满意度测评", "办件电话回访", "小计")
    daily = ("审批服务事项进驻窗口（分中心），实现“一窗口受理、集成服务”", "办件数据信息传送", "服务对象投诉", "小计")
    groups = [Group(PARTS[0], tuple(map(score, satisfaction))), Group(PARTS[1], tuple(map(score, daily)))]
    groups += [Group(part, (score("未设分项"),)) for part in PARTS[2:]]
    totals = (score("日常评议"), score("合计"))
    notes = ("注：未评指标不计入得分率。",)
    return Attachment("附件1", "指标得分表", "2018年6月　单位：分", tuple(groups), totals, notes)


def deductions() -> Attachment[DeductionRow]:
    rows = tuple(
        DeductionRow(
            f"6月{day}日",
            "审批服务事项未进驻窗口（分中心）",
            "1个事项",
            "1",
            "异地转移接续业务尚未进驻市民中心窗口",
            "市审管办",
            "业务科",
            "6月30日",
            "6月20日完成整改",
        )
        for day in range(1, 8)
    )
    groups = (Group("审批服务事项进驻窗口（分中心）", rows), Group("办件电子监察", rows[:1]))
    return Attachment("附件2", "扣分明细表", "2018年3月至6月　单位：分", groups)


def tasks() -> Attachment[TaskRow]:
    row = TaskRow("按照审批中心要求，做好数据填报的测试工作。", "3月15日起", "业务科", "已完成", "按时完成")
    groups = (Group("动员部署阶段（3月-4月初）", (row,) * 3), Group("日常评议阶段（3-11月）", (row,) * 3))
    return Attachment("附件3", "重点工作进展表", "截至2018年6月30日", groups)


def tickets(count: int) -> Attachment[TicketRow]:
    days = ("6月12日", "6月19日", "6月14日")
    rows = tuple(
        TicketRow(f"WZ201806{number:04}", "投诉", "反映提取办理时间过长", *days, "按时办结", "是", "是")
        for number in range(count)
    )
    notes = ("注：诉求人信息已隐去。",)
    return Attachment("附件4", "诉求办理情况表", "2018年6月", (Group("12345", rows),), notes=notes)


@pytest.fixture(scope="session")
def report() -> MonthlyReport:
    """A monthly report of several pages, with one element still to be filled in."""
    headings = (f"（{number}）{part}" for number, part in zip("一二三四五", PARTS, strict=True))
    points = (Point("（一）宣传引导。", SENTENCE), Point("（二）服务回访。", SENTENCE * 2))
    return MonthlyReport(
        head=Head(
            agency_mark="温州市住房公积金管理中心鹿城管理部文件",
            number="温公积金鹿〔2018〕5号",
            signer="【待填】",
            title="关于2018年6月万人双评议工作情况的报告",
            addressee="温州市住房公积金管理中心：",
        ),
        opening=("按照《2018年度万人双评议活动方案》要求，现将2018年6月工作情况报告如下。",),
        overview=Passage((SENTENCE * 3, SENTENCE)),
        parts=tuple(Part(heading, (SENTENCE * 3,)) for heading in headings),
        key_work=Passage((SENTENCE * 2,)),
        practices=Passage((), points),
        problems=Passage((SENTENCE,), points[:1]),
        rectification=Passage((SENTENCE * 2,)),
        next_steps=Passage((), points),
        attachment_notes=("1.指标得分表", "2.扣分明细表", "3.重点工作进展表", "4.诉求办理情况表"),
        scores=scores(),
        deductions=deductions(),
        tasks=tasks(),
        tickets=tickets(9),
        closing=Closing("温州市住房公积金管理中心鹿城管理部", "2018年7月5日", "（联系人：陈晓岚，电话：0577-8888）"),
        imprint=Imprint(
            "抄送：温州市行政审批与公共资源交易服务管理委员会，鹿城区人民政府办公室。",
            "温州市住房公积金管理中心鹿城管理部",
            "2018年7月5日印发",
        ),
    )


@pytest.fixture(scope="session")
def brief() -> Brief:
    """A brief at the bounds that its content object promises: nothing may be longer."""
    rates = (Decimal("91.71"), Decimal("88.00"), None, Decimal("93.33"), None)
    months = (Decimal("90.10"), Decimal("90.52"), Decimal("90.95"), Decimal("91.30"))
    names = ("3月", "4月", "5月", "6月")
    bar = Figure("bar", "各部分得分率（%）", "条形图：各部分得分率。", PARTS, (Series("得分率", rates),), 76, 52)
    line = Figure("line", "累计得分率（%）", "折线图：各月得分率。", names, (Series("得分率", months),), 76, 52)
    loss = LossRow("1", "审批服务事项进驻窗口一窗受理服务", "0.58", SENTENCE[:60], "业务科、综合科、信息处", "7月15日")
    return Brief(
        title="鹿城管理部2018年6月万人双评议情况一页通",
        dateline="数据截至2018年6月30日",
        headline="累计得分36.52分，比5月末提高0.35分",
        summary=((SENTENCE * 2)[:75], (SENTENCE * 2)[:75]),
        losses=(loss,) * 3,
        no_loss="",
        not_evaluated=(SENTENCE * 2)[:90],
        next_steps=tuple(f"{number}.{(SENTENCE * 2)[:58]}" for number in range(1, 5)),
        notes=tuple(f"注：{SENTENCE[:68]}" for _ in range(3)),
        charts=(bar, line),
        author="温州市住房公积金管理中心",
    )
