"""Shapes (形态): for every kind of document, materials of other shapes than the sample's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pipeline.model.change import ChangeMaterial
from pipeline.model.material import Material
from pipeline.model.organization import GroupMember, Issuance
from pipeline.model.period import Period
from pipeline.model.program import AnnexMaterial, ProgramMaterial
from tests.across.test_documents import listed, summary
from tests.change.test_documents import made as changed
from tests.compose.builder import Office
from tests.compose.scenes import SCENES
from tests.compose.setting import ISSUED, LUCHENG
from tests.compose.year_scenes import YEARS
from tests.program.material import annex, another_year, sample

RARE = "喆堃玥镕祎"
LONG = "温州市住房公积金管理中心瓯江口产业集聚区浙南管理部"
"""Twenty-five characters: with 2 字 to its right a 署名 of more does not stand on one line (7.3.5)."""
_LONG = Issuance(
    agency_name=LONG, agency_mark=f"{LONG}文件", agency_code="温公积金瓯浙", addressee="温州市住房公积金管理中心",
    copy_to="市审管办，市评议办，瓯江口产业集聚区管理委员会，浙南沿海先进装备产业集聚区管理委员会", signer="欧阳镕玥",
    printer=LONG, contact="陈喆堃", phone="0577-00000000", number="温公积金瓯浙〔2018〕12号", dated="2018-07-05",
    printed_on="2018年7月15日",
)  # fmt: skip


def long_and_rare() -> Office:
    """A busy month of an agency with a long name, whose people bear rare characters."""
    told = SCENES["多"]()
    told.issuance = _LONG
    told.findings = [
        replace(
            finding,
            description=f"{finding.description}，窗口人员{RARE[at % 5]}某未说明①材料、㎡面积",
            responsible=f"{RARE[:2]}科",
        )
        for at, finding in enumerate(told.findings)
    ]
    told.tickets = [replace(ticket, title=f"咨询{RARE}路12㎡住房——“商转公”④") for ticket in told.tickets]
    told.complained("YQ07", 29, channel="网络", kind="舆情", due=(7, 1), severity="重大", title=f"网传“{RARE}”可提现")
    for number in range(40):
        told.found("1.2.2-1", 1 + number % 28, what=f"第{number + 1}处指南含{RARE[number % 5]}字兜底条款", due=(7, 20))
    return told


def numbered() -> Office:
    """A month in which the procedure has decided everything: nothing is 【待填】."""
    told = SCENES["多"]()
    told.issuance = ISSUED
    return told.complained("YQ06", 29, channel="网络", kind="舆情", due=(6, 30), title="论坛发帖反映排队久")


def quarter() -> Material:
    """A quarter instead of a month."""
    material = numbered().material()
    return replace(material, scorecard=replace(material.scorecard, period=Period(2018, quarter=2)))


def _long_unit(material: Material) -> Material:
    unit = replace(LUCHENG, name=LONG, aliases=(LONG[10:],))
    group = tuple(
        GroupMember(role, name, f"{LONG}负责人")
        for role, name in (("组长", "欧阳镕玥"), ("副组长", "陈喆"), *(("成员", f"李{rare}") for rare in RARE))
    )
    organization = replace(material.organization, units=(material.organization.units[0], unit), leading_group=group)
    return replace(material, organization=organization, scorecard=replace(material.scorecard, unit=unit))


def _said(scene: str) -> Callable[[], Material]:
    return lambda: SCENES[scene]().material()


MONTHS: dict[str, Callable[[], Material]] = {
    "长名生僻字": lambda: _long_unit(long_and_rare().material()),
    "要素齐全": lambda: numbered().material(),
    "季度": quarter,
    "多": _said("多"),
    "首月": _said("首月"),
    "单": _said("单"),
    "无记录": _said("无记录"),
    "无失分": _said("无失分"),
    "试算": _said("试算"),
    "评议期后": _said("评议期后"),
    "退回": _said("退回"),
}
_LOADED = ("长名生僻字", "要素齐全")
MONTHLY: dict[str, tuple[str, ...]] = {
    "月报": ("长名生僻字", "要素齐全", "季度", "首月", "无记录", "试算"),
    "摘要": ("长名生僻字", "季度", "首月", "无记录", "无失分", "试算", "评议期后"),
    "重大信访报备单": _LOADED,
    "舆情预警单": _LOADED,
    "情况通报": (*_LOADED, "试算"),
    "整改通知单": (*_LOADED, "试算"),
    "整改台账": (*_LOADED, "试算"),
    "回访情况表": (*_LOADED, "单"),
    "领导小组名单": ("长名生僻字",),
    "调度会纪要": (*_LOADED, "首月", "试算"),
    "工作动态": (*_LOADED, "首月"),
    "数据报送函": (*_LOADED, "无失分", "退回"),
}
"""The shapes in which each kind of a month differs; in the others it says nothing, or the same in other numbers."""


def yearly(name: str) -> Callable[[], Material]:
    return YEARS[name]


def long_year() -> Material:
    """The year of an agency with a long name."""
    return _long_unit(replace(YEARS["多"](), issuance=_LONG))


def long_program() -> ProgramMaterial:
    """A program of an agency with a long name."""
    material = sample(normalise=True)
    return replace(material, unit=replace(material.unit, name=LONG), issuance=replace(_LONG, agency_mark=f"{LONG}文件"))


def long_annex() -> AnnexMaterial:
    """Attachments whose cells hold rare characters and long texts."""
    material = annex()
    tasks = tuple(replace(task, content=f"{task.content}{RARE}——①㎡" * 3) for task in material.tasks)
    return replace(material, tasks=tasks)


def changes(folder: Path, *, reasons: bool) -> ChangeMaterial:
    """A rule change, with the reasons said or not."""
    return changed(folder, reasons=reasons)


def long_change(folder: Path) -> ChangeMaterial:
    """A rule change by an agency with a long name."""
    return replace(changed(folder), issuance=_LONG)


OTHERS: dict[str, dict[str, Callable[[Path], object]]] = {
    "年度总结": {
        "长名": lambda _: long_year(),
        **{name: lambda _, name=name: YEARS[name]() for name in ("无记录", "无失分", "试算")},
    },
    "附件1": {"原文": lambda _: annex(), "生僻字": lambda _: long_annex(), "规范": lambda _: annex(normalise=True)},
    "附件2": {"原文": lambda _: annex(), "规范": lambda _: annex(normalise=True)},
    "活动方案": {"长名": lambda _: long_program(), "他年": lambda _: another_year()},
    "印发通知": {"长名": lambda _: long_program(), "他年": lambda _: another_year()},
    "附件2修订痕迹": {"有说明": changed},
    "修订对照表": {"有说明": changed, "无说明": lambda folder: changed(folder, reasons=False)},
    "修订通知": {"有说明": changed, "长名": long_change},
    "得分情况通报": {name: lambda _, name=name: summary(name) for name in ("多", "两个", "首月", "都未评")}
    | {"长名": lambda _: summary("有未评", _LONG)},
    "网络评议名单": {name: lambda _, name=name: listed(name) for name in ("多", "并列", "都未评")},
}
"""The shapes of every other kind; a rule change is made in a folder."""
