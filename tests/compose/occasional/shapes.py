"""The shapes of data of the occasional kinds, beside those of every month; and content as text to be read aloud."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date

from pipeline.compose.kind import Drafts
from pipeline.diagnostics import Place
from pipeline.model.ledger import CallbackCount, Finding
from pipeline.model.marks import ZERO
from pipeline.model.material import Material
from pipeline.model.organization import GroupMember, ProgramFacts
from pipeline.model.scorecard import Evidence, Treatment
from pipeline.reference.faults import Faults
from pipeline.reference.working_days import working_calendar
from tests.compose import scenes
from tests.compose.builder import Office, office
from tests.compose.setting import D

CALENDAR = working_calendar(2018, {}, Place(""), Faults("ORG"))
FACTS = ProgramFacts(office="管理部", notice_addressee="各科室、各窗口")
GROUP = (
    GroupMember("组长", "林书远", "管理部主任"),
    GroupMember("副组长", "苏明哲", "管理部副主任"),
    GroupMember("成员", "陈晓岚", ""),
)
LONG = "经多方核实，已会同有关部门约谈相关企业负责人，责令限期整改，" * 12


def material(told: Office) -> Material:
    """Give an office's material with working days, the program's facts and the leading group."""
    made = told.material()
    organization = replace(made.organization, calendar=CALENDAR, program_facts=((0, FACTS),), leading_group=GROUP)
    return replace(made, organization=organization)


def first_alerts() -> Office:
    """March: one item of public opinion, answered late."""
    told = office("2018-03")
    return told.complained(
        "YQ01",
        13,
        channel="网络",
        kind="舆情",
        due=(3, 15),
        closed=(3, 19),
        severity="一般",
        title="短视频反映自助机故障",
        verified="是",
    )


def many_alerts() -> Office:
    """June: each state that a grave ticket may be in, one without a limit, one with far too many words."""
    told = office("2018-05")
    told.complained(
        "XF01",
        3,
        5,
        channel="信访",
        kind="投诉",
        named="是",
        severity="重大",
        due=(6, 15),
        closed=(6, 14),
        title="集体反映开发商拒绝公积金贷款",
        verified="是",
    )
    told.complained("XF02", 7, 5, channel="信访", kind="求助", severity="疑难", due=(6, 20), title="反映历史欠缴问题")
    told.complained(
        "XF03", 9, 5, channel="信访", kind="投诉", severity="重大", due=(5, 20), closed=(5, 18), title="旧事"
    )
    told.period = replace(told.period, month=6)
    told.complained(
        "12345-04", 12, kind="投诉", named="否", severity="重大", due=(7, 24), title=LONG, verified="核查中"
    )
    told.complained("XF05", 25, channel="信访", kind="投诉", named="否", severity="疑难", title="反映: 排队久!")
    told.complained("YQ06", 29, channel="网络", kind="舆情", due=(6, 30), title="论坛发帖反映排队时间长", severity="")
    told.complained(
        "YQ07", 29, channel="网络", kind="舆情", due=(7, 1), severity="重大", title="网传“公积金可以全部提现”"
    )
    told.complained("XF08", 26, channel="信访", kind="投诉", severity="一般", due=(7, 1), title="一般事项")
    last = told.tickets[0]
    told.tickets[0] = replace(last, reply=LONG)
    return told


def only_self_found() -> Office:
    """June with problems that the unit found itself, one that is exempt, one under examination, one unfounded."""
    told = office("2018-06").found("1.2.4-1", 6, what="办件未录入系统", by="管理部自查", due=(7, 6))
    told.found("1.2.4-1", 7, what="办件未录入系统", by="鹿城管理部")
    told.found("1.2.4-1", 7, what="办件未录入系统", by="业务科检查", done=(6, 8))
    told.found("1.2.2-1", 8, by="市审管办", reason="经认定不纳入考核：系统故障")
    told.found("1.2.2-1", 9, by="市审管办", verified="核查中", reason="核查中暂不扣分")
    told.complained("TS1", 5, kind="投诉", verified="否", closed=(6, 8), due=(6, 12))
    return told


def one_upheld() -> Office:
    """June with a single complaint that proved true, handled; nothing is left to put right."""
    told = office("2018-06")
    return told.complained(
        "TS1", 5, kind="投诉", named="是", verified="是", closed=(6, 8), due=(6, 12), title="反映窗口工作人员服务态度差"
    )


def calls(told: Office, *levels: str) -> Office:
    """Calls of the month, in order; ``未评价`` does not count. The indicator takes its ratings from them."""
    told.standard = replace(
        told.standard,
        indicators=tuple(
            replace(i, selector="渠道=电话回访") if i.code == "1.1.4" else i for i in told.standard.indicators
        ),
    )
    for number, level in enumerate(levels, 1):
        out = level == "未评价"
        treatment, reason = (Treatment.EXCLUDED, "未评价不计入") if out else (Treatment.COUNTED, "")
        said = {"未评价": "无人接听", "不满意": "等候时间较长"}.get(level, "")
        told.evidence.append(
            Evidence(
                "1.1.4",
                "ratings",
                f"HF{number:02}",
                told.day(20 + number % 8),
                treatment,
                reason,
                level,
                1,
                None if out else D(90),
                None,
                said,
                Place("回访.xlsx"),
                "2018-03-01",
            )
        )
    rated = [level for level in levels if level != "未评价"]
    counts = tuple((level, rated.count(level)) for level in ("非常满意", "满意", "不满意") if level in rated)
    problems = tuple(f"等候时间较长（办件LC-{n:03}）" for n in range(rated.count("不满意")))
    told.callbacks = CallbackCount(len(rated), counts, problems)
    return told


def last_years(told: Office) -> Material:
    """Add two of last year's problems: one put right, one that waits."""
    made = material(told)
    carried = tuple(
        Finding(
            f"SN{n}",
            date(2017, 8 + n, 3),
            "",
            "1.2.2-1",
            "兜底、模糊条款",
            1,
            ZERO,
            False,
            "不在评议期内",
            "办事指南“其他材料”表述较多",
            "2017年网络评议",
            "",
            "是",
            date(2018, 7, 28),
            done,
            "全面修订办事指南",
            "综合科",
            Place("上年问题.xlsx"),
        )
        for n, done in enumerate((date(2018, 4, 9), None), 1)
    )
    return replace(made, ledgers=replace(made.ledgers, carried_over=carried))


def few_calls() -> Office:
    """June: three calls of ten, one not answered, one dissatisfied."""
    told = calls(office("2018-06"), "非常满意", "未评价", "不满意")
    told.cases = (40, 36, 0)
    return told


def enough_calls() -> Office:
    """June: ten calls, all rated the same."""
    told = calls(office("2018-06"), *["非常满意"] * 10)
    told.cases = (400, 360, 0)
    return told


def unanswered_call() -> Office:
    """March: the only case was called and nobody answered."""
    told = calls(office("2018-03"), "未评价")
    told.cases = (1, 1, 0)
    return told


def drafts_text(drafts: Drafts) -> str:
    """Write drafts and what people must know of them, field by field, in reading order."""
    made, faults = drafts
    lines = [line for draft in made for line in (f"==== {draft.number or '（一件）'}", *_lines(draft.content, ""))]
    return "\n".join([*lines, "----", *map(str, faults)]) + "\n"


def _lines(value: object, label: str) -> Iterator[str]:
    if isinstance(value, str):
        yield f"{label}: {value}"
    elif isinstance(value, tuple):
        for item in value:
            yield from _lines(item, label)
    elif is_dataclass(value):
        if all(isinstance(getattr(value, field.name), str) for field in fields(value)) and label.endswith(ROWS):
            yield f"{label}: " + " | ".join(getattr(value, field.name) for field in fields(value))
            return
        for field in fields(value):
            yield from _lines(getattr(value, field.name), f"{label}.{field.name}".lstrip("."))


ROWS = ("rows", "calls", "problems", "members", "points")

Shape = Callable[[], Material]


def shape(told: Callable[[], Office]) -> Shape:
    return lambda: material(told())


SHAPES: dict[str, Shape] = {
    **{name: shape(told) for name, told in scenes.SCENES.items()},
    "首月舆情": shape(first_alerts),
    "报备多": shape(many_alerts),
    "只有自查": shape(only_self_found),
    "一件属实": shape(one_upheld),
    "回访不足": shape(few_calls),
    "回访足额": shape(enough_calls),
    "回访无人接听": shape(unanswered_call),
    "上年问题": lambda: last_years(office("2018-06")),
    "上年和当年": lambda: last_years(scenes.many()),
}
"""Every shape, by the name of its golden."""
