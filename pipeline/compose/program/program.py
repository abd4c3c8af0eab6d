"""活动方案: the whole program of a year with both attachments. The wording is the template's, the facts are here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

from pipeline.compose.program.annexes import PLAN_TITLE, plan_table, standard_table
from pipeline.compose.program.content import AnnexNote, DailyPart, Program
from pipeline.compose.program.mending import ANNEX_NOTE, LEVELS, Mender
from pipeline.compose.wording import in_series, label_of, listed, title_of
from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.elements import PLACEHOLDER, VERBATIM
from pipeline.model.organization import GroupMember, ProgramFacts
from pipeline.model.program import PROGRAM_KEYS, ProgramMaterial
from pipeline.model.standard import Indicator, Standard

_FILE = "inputs/organization.xlsx"
_HEAD, _DEPUTY = "组长", "副组长"


def program(material: ProgramMaterial) -> tuple[Program, list[Diagnostic]]:
    """Compose the program; each fact that the workbooks do not give is a warning."""
    mender = Mender(material.annex.errata)
    standard = material.annex.standard
    top = standard.children("")
    daily, others = top[0], top[1:]
    parts = standard.children(daily.code)
    group, faults = _leading_group(material)
    content = Program(
        issuer=material.issuance.agency_name or PLACEHOLDER,
        year=str(material.year),
        last_year=str(material.year - 1),
        facts=told(material.facts),
        composition=listed([label_of(indicator) for indicator in top]),
        daily_composition=in_series([title_of(part) for part in parts]),
        daily_title=title_of(daily),
        online_title=title_of(others[-1]) if others else PLACEHOLDER,
        daily_parts=tuple(_part(number, part, mender) for number, part in enumerate(parts, 1)),
        leading_group=group,
        annex_notes=_annex_notes(standard, mender),
        plan=plan_table(material.annex, mender),
        standard=standard_table(material.annex, mender),
        amendments=tuple(mender.amendments),
        keywords=VERBATIM if mender.is_verbatim else "",
    )
    return content, [*missing_facts(material), *faults, *_foreign_years(material)]


def told(facts: ProgramFacts) -> ProgramFacts:
    """Give the facts with 【待填】 where one is missing."""
    return replace(facts, **{field: PLACEHOLDER for field, text in asdict(facts).items() if not text})


def missing_facts(material: ProgramMaterial) -> list[Diagnostic]:
    """Name each fact that the workbook does not give for this year."""
    return [
        _warning("DOC-FACT", "活动方案", f"{material.year}年度方案要素“{KEYS[field]}”为空，文件中留作{PLACEHOLDER}",
                 f"在 {_FILE} 的“活动方案”表填写“{KEYS[field]}”，年度一列写 {material.year}（各年通用的留空）")
        for field, text in asdict(material.facts).items() if not text
    ]  # fmt: skip


def _part(number: int, part: Indicator, mender: Mender) -> DailyPart:
    label = label_of(part)
    lead = mender.instead(f"（{number}）{label}。", f"{number}.{label}。", f"三（一）（{number}）", LEVELS)
    return DailyPart(title_of(part), lead)


def _annex_notes(standard: Standard, mender: Mender) -> tuple[AnnexNote, ...]:
    notes = []
    for number, title in enumerate((PLAN_TITLE, standard.title), 1):
        verbatim, mended = f"附件{number}：", "附件：" if number == 1 else ""
        text = mender.instead(f"{verbatim}{title}", f"{mended}{number}.{title}", "附件说明", ANNEX_NOTE)
        label = verbatim if mender.is_verbatim else mended
        notes.append(AnnexNote(label, text.removeprefix(label)))
    return tuple(notes)


def _leading_group(material: ProgramMaterial) -> tuple[str, list[Diagnostic]]:
    """Write ``管理部主任甲任组长，副主任乙、丙任副组长，丁、戊为成员`` (plan 四（一））."""
    members = material.organization.group(material.year)
    heads = [member for member in members if member.role == _HEAD]
    deputies = [member for member in members if member.role == _DEPUTY]
    rest = [member.name for member in members if member.role not in {_HEAD, _DEPUTY}]
    said = [
        f"{_named(people, office)}任{role}"
        for role, people, office in ((_HEAD, heads, ""), (_DEPUTY, deputies, material.facts.office))
        if people
    ]
    if rest:
        said.append(f"{in_series(rest)}为成员")
    if heads:
        return "，".join(said), []
    remedy = f"在 {_FILE} 的“领导小组”表填写组长、副组长和成员"
    missing = _warning("DOC-GROUP", "领导小组", f"领导小组没有组长，文件中留作{PLACEHOLDER}", remedy)
    return "，".join((f"{PLACEHOLDER}任组长", *said)), [missing]


def _named(people: Sequence[GroupMember], office: str) -> str:
    """Write names behind their posts, a post that several share once; ``office`` is already said before the first."""
    posts: dict[str, list[str]] = {}
    for member in people:
        posts.setdefault(member.post.removeprefix(office), []).append(member.name)
    return "，".join(f"{post}{in_series(names)}" for post, names in posts.items())


def _foreign_years(material: ProgramMaterial) -> list[Diagnostic]:
    """Warn of a work plan whose dates are another year's."""
    days = [day for task in material.annex.tasks for day in (task.starts_on, task.ends_on) if day]
    if not days or any(day.year == material.year for day in days):
        return []
    years = "、".join(str(year) for year in sorted({day.year for day in days}))
    place = Place("inputs/workplan.xlsx", "重点工作")
    message = f"重点工作的开始、截止日期是{years}年的，不是{material.year}年的"
    return [Diagnostic("DOC-YEAR", Severity.WARNING, place, message, "核对附件1的内容和完成时间，改为当年的日期")]


def _warning(code: str, sheet: str, message: str, remedy: str) -> Diagnostic:
    return Diagnostic(code, Severity.WARNING, Place(_FILE, sheet), message, remedy)


KEYS = {field: key for key, field in PROGRAM_KEYS.items()}
"""The field → its key in the workbook, for messages."""
