"""The office that tests compose reports about: the plan's standard with short names, its units, elements and tasks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pipeline.model.marks import Rounding
from pipeline.model.organization import Issuance, Unit, WorkCalendar
from pipeline.model.period import Span
from pipeline.model.standard import Clause, Indicator, LevelScheme, Method, Reading, Standard, TakenFrom
from pipeline.model.workplan import Task

D = Decimal
LEVELS = LevelScheme(
    "五级折算",
    (("非常满意", D(100)), ("满意", D(90)), ("基本满意", D(70)), ("不满意", D(30)), ("非常不满意", D(0))),
)
_INDICATORS = (
    ("1", "", "日常评议", 85, Method.SUM),
    ("1.1", "1", "服务对象满意度评价", 25, Method.SUM),
    ("1.1.1", "1.1", "窗口电子评价器评价", 2, Method.RATE),
    ("1.1.2", "1.1", "办件手机短信评价", 7, Method.RATE),
    ("1.1.3", "1.1", "办事群众现场满意度测评", 4, Method.RATE),
    ("1.1.4", "1.1", "办件电话回访", 4, Method.RATE),
    ("1.1.5", "1.1", "体验式明察暗访", 3, Method.DEDUCT),
    ("1.1.6", "1.1", "办结件案卷审查", 3, Method.AVERAGE),
    ("1.1.7", "1.1", "办件电子监察", 2, Method.DEDUCT),
    ("1.2", "1", "日常服务评价", 15, Method.SUM),
    ("1.2.1", "1.2", "审批服务事项进驻窗口", 3, Method.DEDUCT),
    ("1.2.2", "1.2", "办事指南标准化、规范化", 2, Method.DEDUCT),
    ("1.2.3", "1.2", "窗口服务事项授权到位", 2, Method.DEDUCT),
    ("1.2.4", "1.2", "办件数据信息传送", 2, Method.DEDUCT),
    ("1.2.5", "1.2", "投资项目在线审批“四个100%”", 2, Method.DEDUCT),
    ("1.2.6", "1.2", "服务对象投诉", 2, Method.DEDUCT),
    ("1.2.7", "1.2", "审管办综合评价", 2, Method.GRADE),
    ("1.3", "1", "监督检查评价", 30, Method.GRADE),
    ("1.4", "1", "12345政务服务热线评价", 15, Method.GRADE),
    ("2", "", "网络评议", 15, Method.GRADE),
)
_CLAUSES = (
    ("1.1.5-1", "服务态度问题", "1", "项"),
    ("1.1.7-1", "电子监察红牌", "0.5", "件"),
    ("1.2.1-1", "未进驻窗口", "1", "事项"),
    ("1.2.1-2", "未实现一窗受理", "0.5", "件"),
    ("1.2.1-3", "擅自延长审批时限", "0.5", "事项"),
    ("1.2.2-1", "兜底、模糊条款", "0.2", "处"),
    ("1.2.4-1", "未录入（传输）", "0.2", "件"),
    ("1.2.6-1", "署名投诉属实", "1", "件"),
)
STANDARD = Standard(
    title="万人双评议日常服务评价标准",
    number="",
    issuer="温州市住房公积金管理中心鹿城管理部",
    printed_on=None,
    effective_from=date(2018, 3, 1),
    effective_to=None,
    review_start=(3, 1),
    review_end=(11, 30),
    places=2,
    rounding=Rounding.HALF_UP,
    indicators=tuple(Indicator(code, up, title, D(full), method) for code, up, title, full, method in _INDICATORS),
    clauses=tuple(
        Clause(
            code,
            code.rpartition("-")[0],
            title,
            D(each),
            unit,
            TakenFrom.TICKETS if code == "1.2.6-1" else TakenFrom.FINDINGS,
        )
        for code, title, each, unit in _CLAUSES
    ),
    schemes=(LEVELS,),
    readings=(
        Reading("K01", "附件2 1.1.1至1.1.4", "原文未规定等级如何折算。", "按五级折算。", "", "", "待确认"),
        Reading("K02", "附件2各扣分项", "原文未规定是否倒扣。", "扣完为止。", "市评议办", "2018-03-20", "已确认"),
    ),
)
CENTRE = Unit("330300", "温州市住房公积金管理中心")
LUCHENG = Unit("330302", "温州市住房公积金管理中心鹿城管理部", parent="330300", aliases=("鹿城管理部",))
ISSUED = Issuance(
    agency_name="温州市住房公积金管理中心鹿城管理部",
    agency_mark="温州市住房公积金管理中心鹿城管理部文件",
    agency_code="温公积金鹿",
    addressee="温州市住房公积金管理中心",
    copy_to="市审管办",
    signer="林书远",
    printer="温州市住房公积金管理中心鹿城管理部",
    contact="陈晓岚",
    phone="0577-00000000",
    number="温公积金鹿〔2018〕5号",
    dated="2018-07-05",
    printed_on="2018年7月5日",
)
TASKS = (
    Task(
        "1.1",
        "动员部署阶段（3月-4月初）",
        "1、按照审批中心要求，登录有关网站，做好数据填报的测试工作。",
        "3月15日起",
        "业务科",
        date(2018, 3, 15),
        date(2018, 4, 10),
    ),
    Task(
        "1.2",
        "动员部署阶段（3月-4月初）",
        "2、管理部专题研究万人评议工作，通过万人双评议工作方案，成立领导小组，明确各阶段重点工作计划安排。",
        "3月底",
        "业务科",
        date(2018, 3, 21),
        date(2018, 3, 31),
    ),
    Task(
        "2.1",
        "日常评议阶段（3-11月）",
        "1、深入开展自查，主动做好对接，及时发现解决存在问题。",
        "4月-12月",
        "业务科",
        date(2018, 4, 1),
        date(2018, 12, 31),
    ),
    Task(
        "2.3",
        "日常评议阶段（3-11月）",
        "3、定期向市审管办及“中心活动办”上报各类数据材料和参评工作动态。",
        "3月-12月",
        "综合科",
        date(2018, 3, 1),
        date(2018, 12, 31),
    ),
    Task(
        "4.2",
        "总结提高阶段（12月）",
        "2、抓好总结提高工作，争取在万人评议活动中取得优异的成绩。",
        "12月下旬",
        "综合科",
        date(2018, 12, 21),
        date(2018, 12, 31),
    ),
)
_YEAR = Span(date(2018, 1, 1), date(2018, 12, 31))
CALENDAR = WorkCalendar(_YEAR.start, _YEAR.end, tuple(day for day in _YEAR.days() if day.weekday() < 5))
