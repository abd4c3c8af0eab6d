"""The shapes of data that a month may have, each told as what happened (issue: sentences change with the data)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from pipeline.model.ledger import CallbackCount
from pipeline.model.organization import Issuance
from tests.compose.builder import Office, carried, office
from tests.compose.setting import STANDARD, D

Told = dict[str, int]


def first_month() -> Office:
    """March: nothing to compare with, one problem, mended at once, and work just begun."""
    told = office("2018-03").rated("1.1.1", 非常满意=80, 满意=12, 不满意=1).rated("1.1.2", 非常满意=300, 满意=60)
    told.found(
        "1.2.2-1",
        20,
        count=1,
        what="“离职提取”办事指南含“其他材料”兜底条款",
        due=(3, 31),
        done=(3, 28),
        measure="删去兜底条款并逐项列明材料",
        office="综合科",
    )
    told.went("1.1", "进行中", (3, 28), note="正在开展数据填报测试。")
    told.went("1.2", "已完成", (3, 29), done=(3, 29), note="已通过方案，成立领导小组。")
    told.did("会议", 12, "召开万人双评议工作专题会，研究活动方案", people=26)
    told.reported("日报数据", 15, (3, 15))
    told.cases = (3120, 3098, 0)
    return told


def may() -> Office:
    """May, the month that June is compared with."""
    april = carried(first_month(), "2018-04")
    april.rated("1.1.1", 非常满意=160, 满意=30, 不满意=2).rated("1.1.2", 非常满意=600, 满意=150, 不满意=6)
    told = carried(april, "2018-05")
    told.rated("1.1.1", 非常满意=240, 满意=42, 不满意=2).rated("1.1.2", 非常满意=900, 满意=210, 基本满意=20, 不满意=12)
    told.rated("1.1.3", 非常满意=90, 满意=30).rated("1.1.4", 非常满意=22, 满意=7, 不满意=1)
    told.graded("1.1.6", ("2018年第一季度，市审管办，AJ-2018-01", "96", "100"), now=False)
    told.found(
        "1.1.5-1",
        9,
        what="3号窗口工作人员接待群众咨询时语气生硬",
        by="市评议办暗访组",
        due=(5, 31),
        done=(6, 4),
        measure="对当事人批评教育，组织重温文明服务规范",
    )
    return told


def many() -> Office:
    """June: something in every ledger, much of it more than once."""
    told = carried(may(), "2018-06")
    june: Told = {"非常满意": 80, "满意": 20, "基本满意": 3, "不满意": 2, "非常不满意": 1}
    told.rated("1.1.1", {"非常满意": 90, "满意": 10}, 非常满意=330, 满意=52, 不满意=2)
    told.rated("1.1.2", june, 非常满意=980, 满意=230, 基本满意=23, 不满意=14, 非常不满意=1)
    told.rated("1.1.3", {"非常满意": 30, "满意": 10}, 非常满意=120, 满意=40)
    told.rated("1.1.4", {"非常满意": 8, "满意": 1, "不满意": 1}, 非常满意=30, 满意=8, 不满意=2)
    told.graded(
        "1.1.6",
        ("2018年第一季度，市审管办，AJ-2018-01", "96", "100"),
        ("2018年第二季度，市审管办，AJ-2018-07", "88", "100"),
    )
    told.graded("1.2.7", ("2018年第二季度，市审管办", "92", "100"))
    told.found(
        "1.1.7-1",
        8,
        what="5号窗口“异地贷款”超过承诺时限2个工作日办结，系统亮红牌",
        by="市电子监察中心",
        due=(6, 22),
        done=(6, 20),
        measure="对临期办件提前1个工作日提醒",
    )
    told.found("1.2.1-2", 12, what="2号窗口“租房提取”由申请人分别到两个窗口递交材料", due=(6, 25))
    told.found("1.2.1-2", 19, count=3, what="受理后要求申请人自行到贷款窗口领取确认单", by="", due=(7, 10))
    told.found("1.2.1-3", 21, what="“购房提取”承诺时限由5个工作日改为7个工作日", due=(7, 15))
    told.found("1.2.1-1", 25, what="“单位缓缴审批”仍在后台科室收件", due=(7, 20), office="")
    told.found("1.2.4-1", 26, verified="核查中", reason="核查中暂不扣分", what="2件办件未录入系统，正在核对")
    told.found(
        "1.2.2-1",
        27,
        count=5,
        reason="经认定不纳入考核",
        what="省级统一指南中的兜底表述",
        office="综合科",
        done=(6, 29),
    )
    told.complained(
        "HX20180604001",
        4,
        kind="投诉",
        named="是",
        verified="是",
        due=(6, 11),
        closed=(6, 8),
        satisfied="是",
        title="反映材料没有一次性告知",
    )
    told.complained("HX20180611002", 11, due=(6, 14), closed=(6, 13), satisfied="是")
    told.complained("HX20180615003", 15, due=(6, 18), closed=(6, 21), satisfied="未回访", title="咨询异地贷款手续")
    told.complained(
        "XF20180620001",
        20,
        channel="信访",
        kind="投诉",
        named="否",
        verified="核查中",
        due=(7, 5),
        severity="疑难",
        title="反映贷款审批超过承诺时间",
    )
    told.complained("HX20180628009", 28, kind="求助", due=(6, 29), title="请求协助补缴")
    told.did("会议", 6, "召开半年度窗口服务讲评会", people=22)
    told.did("培训", 14, "开展“最多跑一次”事项业务培训", people=18)
    told.did("自查", 5, "开展办事指南自查")
    for day in (7, 11, 18, 22, 26):
        told.did("宣传", day, f"发布公积金提取政策解读{day}", medium="微信公众号" if day < 20 else "报纸", people=1200)
    told.did("座谈走访", 21, "走访缴存企业，征求营商环境意见建议", people=15)
    told.did("回访通报", 29, "通报6月电话回访情况")
    for day in (1, 4, 5, 6, 7):
        told.reported("日报数据", day, (6, day))
    told.reported("日报数据", 8, (6, 9)).reported("日报数据", 11, None)
    told.reported("参评工作动态", 29, (6, 29), to="中心活动办")
    told.went("1.1", "已完成", (4, 9), done=(4, 9), note="已完成测试。")
    told.went("2.1", "进行中", (6, 28), note="完成窗口服务和办事指南自查，发现问题已列入整改台账。")
    told.went("2.3", "进行中", (5, 28), note="完成当月数据报送。")
    told.callbacks = CallbackCount(10, (("非常满意", 8), ("满意", 1), ("不满意", 1)), ("等候时间较长，建议增开窗口。",))
    told.cases = (3412, 3398, 2)
    return told


def one() -> Office:
    """One of everything: no list anywhere."""
    told = carried(may(), "2018-06")
    told.rated("1.1.1", {"不满意": 1}, 非常满意=240, 满意=42, 不满意=3)
    told.found("1.2.4-1", 6, what="1件办件未录入系统", due=(7, 6))
    told.complained("HX20180611002", 11, due=(7, 2))
    told.did("宣传", 7, "在服务大厅张贴办事指引", people=None)
    told.reported("日报数据", 8, None)
    told.went("2.1", "进行中", (6, 28), note="开展自查1次。")
    told.callbacks = CallbackCount(1, (("满意", 1),), ())
    told.cases = (1, 1, 1)
    return told


def nothing_recorded() -> Office:
    """April without a single record of any kind, after a March without any."""
    return carried(office("2018-03"), "2018-04")


def nothing_lost() -> Office:
    """Full marks in all that was evaluated, everything done and on time."""
    may_ = _perfect(office("2018-05"))
    told = _perfect(carried(may_, "2018-06"))
    told.plan = tuple(task for task in told.plan if task.code.startswith("1."))
    told.went("1.1", "已完成", (4, 9), done=(4, 9)).went("1.2", "已完成", (3, 29), done=(3, 29))
    told.reported("日报数据", 8, (6, 8))
    told.cases = (300, 300, 0)
    told.standard = replace(STANDARD, readings=())
    return told


def _perfect(told: Office) -> Office:
    for code in ("1.1.1", "1.1.2", "1.1.3", "1.1.4"):
        told.rated(code, 非常满意=50)
    for code, full in (("1.1.6", "100"), ("1.2.7", "2"), ("1.3", "30"), ("1.4", "15"), ("2", "15")):
        told.graded(code, ("2018年5月，市评议办", full, full))
    return told


def everything_late() -> Office:
    """Tasks, rectifications, tickets, submissions and cases: all past their limits."""
    told = carried(may(), "2018-06")
    told.findings[-1] = replace(told.findings[-1], rectified_on=None)
    told.findings[0] = replace(told.findings[0], rectified_on=None)
    told.found("1.2.1-3", 4, what="“购房提取”承诺时限延长", due=(6, 15))
    told.complained("HX20180604001", 4, kind="投诉", named="是", verified="是", due=(6, 11), title="反映午间无人值班")
    told.complained("HX20180605001", 5, due=(6, 8), closed=(6, 12))
    for day in (6, 7):
        told.reported("日报数据", day, None)
    told.reported("日报数据", 8, (6, 12))
    told.plan = tuple(replace(task, ends_on=date(2018, 6, 20), due="6月20日前") for task in told.plan[:4])
    told.went("1.2", "进行中", (3, 29), note="正在起草。")
    told.cases = (100, 90, 12)
    return told


def before_the_review() -> Office:
    """February: the 评议期 has not begun, so that nothing at all is evaluated."""
    return office("2018-02")


def after_the_review() -> Office:
    """December: no 本月, the online vote is in, next month is another year's."""
    november = carried(may(), "2018-11")
    november.graded("1.3", ("2018年11月，市作风办", "27.5", "30")).graded("1.4", ("2018年，市信访局", "93", "100"))
    told = carried(november, "2018-12")
    told.graded("2", ("2018年，市评议办", "88", "100"), now=False)
    told.year_before = _last_year()
    return told


def _last_year() -> Office:
    told = office("2017-12")
    told.standard = replace(STANDARD, effective_from=date(2017, 3, 1))
    return told.rated("1.1.1", 非常满意=100, 满意=100)


def what_if() -> Office:
    """The whole year judged under another workbook."""
    told = earlier = may()
    while earlier:
        earlier.what_if, earlier.standard = True, NEW_RULE
        earlier = earlier.before
    return told


def new_rule() -> Office:
    """July, the first month under another workbook; the red card of June keeps its old price."""
    told = carried(many(), "2018-07")
    told.standard = NEW_RULE
    told.found("1.1.7-1", 3, what="1号窗口“异地贷款”超期1个工作日办结，系统亮红牌", by="市电子监察中心", due=(7, 20))
    return told


def rejected_rows() -> Office:
    """The user let the run go on with rows that could not be read; nothing of the procedure is decided yet."""
    told = may()
    told.rejected = 3
    told.issuance = Issuance(agency_code="温公积金鹿", contact="陈晓岚", dated="七月五日")
    return told


NEW_RULE = replace(
    STANDARD,
    number="温公积金〔2018〕60号",
    effective_from=date(2018, 7, 1),
    clauses=tuple(replace(c, per_item=D(1)) if c.code == "1.1.7-1" else c for c in STANDARD.clauses),
)

SCENES: dict[str, Callable[[], Office]] = {
    "首月": first_month,
    "多": many,
    "单": one,
    "无记录": nothing_recorded,
    "无失分": nothing_lost,
    "全部逾期": everything_late,
    "评议期前": before_the_review,
    "评议期后": after_the_review,
    "试算": what_if,
    "换标准": new_rule,
    "退回": rejected_rows,
}
"""A golden for each; a new shape of data is a function and a line here."""
