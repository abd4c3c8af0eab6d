"""The shapes of data that a year may have, told month by month so that the months add up to the year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from pipeline.diagnostics import Place
from pipeline.model.ledger import CallbackCount, Finding
from pipeline.model.material import Material
from pipeline.model.organization import Issuance
from pipeline.model.scorecard import Result
from pipeline.model.standard import Standard
from tests.compose.builder import Office, carried, office
from tests.compose.setting import STANDARD, D

Grades = tuple[tuple[str, str, str], ...]
RATED = ("1.1.1", "1.1.2", "1.1.3", "1.1.4")


def rated(told: Office, code: str, **levels: int) -> Office:
    """Ratings of the month; those to date are added up."""
    before = told.results.get(code, Result(None))
    to_date = Counter({term.label: term.count for term in before.terms}) + Counter(levels)
    return told.rated(code, levels, **to_date)


def graded(told: Office, code: str, so_far: Grades, now: Grades) -> Office:
    """Grades to date and those of the month."""
    told.graded(code, *now)
    of_month = told.month_results[code]
    told.graded(code, *so_far)
    told.month_results[code] = of_month
    return told


def months(last: int = 11, standard: Callable[[int], Standard] = lambda _: STANDARD) -> Iterator[Office]:
    """Give the months of the 评议期 one after the other, each going on from the one before."""
    told = office("2018-03")
    told.standard = standard(3)
    yield told
    for month in range(4, last + 1):
        told = carried(told, f"2018-{month:02}")
        told.standard = standard(month)
        yield told


def whole(last: Office) -> Office:
    """The year that the months come to: what happened in each of them, and the marks of the last."""
    chain = [last]
    while chain[0].before:
        chain.insert(0, chain[0].before)
    told = carried(last, "2018")
    told.results = dict(last.results)
    told.month_results = dict(last.results)
    told.activities = [activity for month in chain for activity in month.activities]
    told.submissions = [submission for month in chain for submission in month.submissions]
    levels = Counter({level: 0 for level, _ in last.callbacks.levels})
    for month in chain:
        levels.update(dict(month.callbacks.levels))
    problems = tuple(problem for month in chain for problem in month.callbacks.problems)
    told.callbacks = CallbackCount(sum(levels.values()), tuple(levels.items()), problems)
    told.cases = tuple(sum(month.cases[place] for month in chain) for place in range(3))  # type: ignore[assignment]
    return told


def problem(number: int, found: tuple[int, int], what: str, **more: object) -> Finding:
    """One of last year's problems: ``due`` and ``done`` as (month, day) of this year."""
    due, done = ((date(2018, *day) if isinstance(day, tuple) else None) for day in (more.get("due"), more.get("done")))
    clause = STANDARD.clause_by_code[str(more.get("clause", "1.1.5-1"))]
    return Finding(
        record=f"SN-{number:02}", found_on=date(2017, *found), indicator=clause.indicator, clause=clause.code,
        clause_title=clause.title, count=1, amount=Decimal(0), counted=False, reason="不在评议期内", description=what,
        found_by=str(more.get("by", "2017年网络评议留言")), case="", verified="是", rectify_by=due, rectified_on=done,
        measure=str(more.get("measure", "")), responsible=str(more.get("office", "业务科")),
        place=Place("inputs/records/2018/上年反映突出问题清单.xlsx", "问题清单", number + 2),
    )  # fmt: skip


def material_of(told: Office, *problems: Finding) -> Material:
    material = told.material()
    return replace(material, ledgers=replace(material.ledgers, carried_over=problems))


def _busy(told: Office) -> None:
    """What happens every month."""
    month = told.period.month
    rated(told, "1.1.1", 非常满意=80 + month, 满意=12, 不满意=1)
    rated(told, "1.1.2", 非常满意=60, 满意=20 + month, 基本满意=2, 不满意=month % 3)
    rated(told, "1.1.3", 非常满意=7, 满意=3)
    rated(told, "1.1.4", 非常满意=7, 满意=2, 不满意=month % 2)
    told.callbacks = CallbackCount(
        9 + month % 2,
        (("非常满意", 7), ("满意", 2), *((("不满意", 1),) * (month % 2))),
        (f"{month}月反映电话占线",) * (month % 2),
    )
    told.did("自查", 12, f"开展{month}月窗口工作自查").did("宣传", 15, "发布公积金提取政策解读", medium="微信公众号")
    told.reported("日报数据", 8, (month, 8)).reported(
        "参评工作动态", 28, (month, 29 if month == 5 else 28), to="中心活动办"
    )
    told.complained(f"HX2018{month:02}0001", 4, month, due=(month, 11), closed=(month, 8), satisfied="是")
    told.cases = (3000 + month, 2990 + month, month % 2)


def many() -> Material:
    """Nine full months, problems of both years in every state, and last year's marks."""
    for told in months():
        _busy(told)
        month = told.period.month
        if month == 3:
            told.found(
                "1.2.2-1",
                20,
                what="“离职提取”办事指南含“其他材料”兜底条款",
                due=(3, 31),
                done=(3, 28),
                measure="删去兜底条款",
                office="综合科",
                by="管理部自查",
            )
            told.went("1.1", "已完成", (4, 12), done=(4, 12)).went("1.2", "已完成", (3, 29), done=(3, 29))
        if month == 6:
            told.found(
                "1.1.5-1",
                9,
                what="3号窗口工作人员接待群众咨询时语气生硬",
                by="市评议办暗访组",
                due=(6, 30),
                done=(7, 4),
                measure="组织重温文明服务规范",
            )
            told.found("1.2.1-1", 12, count=2, what="2个事项仍在后台科室收件", due=(6, 25), office="")
            told.found("1.2.1-2", 13, count=3, what="由申请人分别到两个窗口递交材料", due=(7, 25), done=(7, 20))
            told.found("1.2.4-1", 26, verified="核查中", reason="核查中暂不扣分", what="2件办件未录入系统，正在核对")
            graded(told, "1.1.6", FIRST, FIRST)
        if month == 9:
            told.complained(
                "HX20180904001",
                4,
                kind="投诉",
                named="是",
                verified="是",
                due=(9, 11),
                closed=(9, 12),
                satisfied="否",
                title="反映材料没有一次性告知",
            )
            told.did("制度", 18, "印发《窗口服务投诉快速受理办法》").did("会议", 20, "召开讲评会", people=22)
            graded(told, "1.1.6", (*FIRST, *SECOND), SECOND)
        if month == 11:
            told.graded("1.2.7", ("2018年11月，市审管办", "1.9", "2"))
            told.graded("1.3", ("2018年11月，市评议办", "27.5", "30"))
            told.complained("XF20181120001", 20, channel="信访", kind="投诉", verified="核查中", title="反映审批慢")
            told.went("2.1", "已完成", (11, 30), done=(11, 30))
            told.went("2.3", "进行中", (11, 30), note="完成当月数据报送。")
    year = whole(told)
    year.year_before = _last_year()
    return material_of(year, *PROBLEMS)


FIRST: Grades = (("2018年第一季度，市审管办，AJ-1", "96", "100"), ("2018年第一季度，市审管办，AJ-2", "91", "100"))
PERFECT: Grades = (("2018年第三季度，市审管办，AJ-9", "100", "100"),)
SECOND: Grades = (("2018年第二季度，市审管办，AJ-3", "88", "100"),)
PROBLEMS = (
    problem(1, (8, 3), "办事指南中“其他相关材料”表述较多", due=(5, 28), done=(4, 9), measure="全面修订办事指南。"),
    problem(2, (9, 19), "异地贷款缴存证明需本人到场", due=(8, 28), measure="网上办理功能正在测试。", clause="1.2.1-2"),
    problem(3, (12, 19), "办件数据存在漏报", clause="1.2.4-1", by="", office=""),
)


def _last_year() -> Office:
    told = office("2017")
    told.standard = replace(DEARER, effective_from=date(2017, 3, 1))
    for code in RATED:
        told.rated(code, 非常满意=100, 满意=100)
    return told.graded("1.3", ("2017年，市评议办", "28", "30"))


def one() -> Material:
    """One of everything: no list anywhere; no marks of last year."""
    for told in months():
        if told.period.month == 5:
            rated(told, "1.1.1", 满意=1)
            told.found("1.2.4-1", 6, 5, what="1件办件未录入系统", due=(6, 6), done=(6, 4), measure="补录并登记核对人")
            told.complained("HX20180511002", 11, 5, due=(5, 20), closed=(5, 18))
            told.did("宣传", 7, "在服务大厅张贴办事指引").reported("日报数据", 8, (5, 8))
            told.callbacks = CallbackCount(1, (("满意", 1),), ())
            told.cases = (1, 1, 0)
    told.plan = told.plan[:1]
    told.went("1.1", "已完成", (4, 9), done=(4, 9))
    return material_of(whole(told), PROBLEMS[0])


def nothing_recorded() -> Material:
    """No record of any kind, no list of last year's problems."""
    *_, told = months()
    told.plan = ()
    return material_of(whole(told))


def nothing_lost() -> Material:
    """Full marks in all, everything done and on time, better than last year."""
    for told in months():
        for code in RATED:
            rated(told, code, 非常满意=50)
        for code, full in (("1.2.7", "2"), ("1.3", "30"), ("1.4", "15"), ("2", "15")):
            told.graded(code, ("2018年11月，市评议办", full, full))
        if told.period.month == 9:
            graded(told, "1.1.6", PERFECT, PERFECT)
        told.cases = (300, 300, 0)
    for task in told.plan:
        told.went(task.code, "已完成", (11, 28), done=(4, 9))
    year = whole(told)
    year.year_before = _last_year()
    return material_of(year, PROBLEMS[0], replace(PROBLEMS[1], rectified_on=date(2018, 8, 20)))


def everything_late() -> Material:
    """Nothing is put right, of this year or of last year, and no task is reported."""
    for told in months():
        if told.period.month in {4, 6}:
            told.found("1.2.1-3", 4, what="“购房提取”承诺时限延长", due=(told.period.month, 15))
    told.plan = tuple(replace(task, ends_on=date(2018, 6, 20), due="6月20日前") for task in told.plan[:4])
    return material_of(whole(told), *PROBLEMS[1:2])


def new_rule() -> Material:
    """From July an indicator is worth more and a case of another costs more."""
    for told in months(standard=lambda month: STANDARD if month < 7 else DEARER):
        _busy(told)
        if told.period.month in {6, 8}:
            told.found(
                "1.1.7-1",
                8,
                what="超过承诺时限办结，系统亮红牌",
                due=(told.period.month, 22),
                done=(told.period.month, 20),
            )
    return material_of(whole(told), *PROBLEMS)


DEARER = replace(
    STANDARD,
    effective_from=date(2018, 7, 1),
    indicators=tuple(replace(i, full=D(6)) if i.code == "1.1.3" else i for i in STANDARD.indicators),
    clauses=tuple(replace(c, per_item=D(1)) if c.code == "1.1.7-1" else c for c in STANDARD.clauses),
)


def what_if() -> Material:
    """The whole year judged under another workbook, and rows set aside; nothing of the procedure is decided yet."""
    for told in months(5, lambda _: DEARER):
        _busy(told)
        told.what_if = True
    year = whole(told)
    year.rejected = 3
    year.issuance = Issuance(agency_code="温公积金鹿", contact="陈晓岚")
    return material_of(year)


YEARS: dict[str, Callable[[], Material]] = {
    "多": many,
    "单": one,
    "无记录": nothing_recorded,
    "无失分": nothing_lost,
    "全部逾期": everything_late,
    "换标准": new_rule,
    "试算": what_if,
}
"""A golden for each."""
