"""Material of the program: the sample's, and one of another year in which every fact is another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from pipeline.model.document import OfficialDocument
from pipeline.model.organization import GroupMember, Issuance, ProgramFacts
from pipeline.model.program import AnnexMaterial, ProgramMaterial
from pipeline.model.standard import Standard
from pipeline.model.workplan import Task
from pipeline.reference import Reference, load_reference
from pipeline.resources import shared_root

ROOT = shared_root()
PLAN = Path(__file__).parents[1] / "sample/plan-2018.txt"


@cache
def reference() -> Reference:
    """The sample's reference workbooks."""
    found, faults = load_reference(ROOT / "inputs", ROOT, 2018)
    assert found is not None, faults
    return found


def annex(*, normalise: bool = False) -> AnnexMaterial:
    """What the sample's attachments draw on."""
    book = reference()
    return AnnexMaterial(book.workplan, book.standards.books[0], errata=book.organization.errata if normalise else None)


def sample(*, normalise: bool = False) -> ProgramMaterial:
    """What the sample's program of 2018 draws on."""
    organization = reference().organization
    unit = organization.scored_units()[0]
    facts = organization.program(2018)
    return ProgramMaterial(2018, unit, organization, organization.issuance(unit), facts, annex(normalise=normalise))


def another_year() -> ProgramMaterial:
    """A program of 2031 in which every fact is another one."""
    old = sample()
    facts = replace(
        ProgramFacts(**{field.name: f"另{number}号要素" for number, field in enumerate(fields(ProgramFacts), 200)}),
        daily_time="2月中旬－9月底", online_time="10月下旬", shortlist="80家左右", office="业务部",
    )  # fmt: skip
    group = (GroupMember("组长", "欧阳甲", "业务部经理"), GroupMember("副组长", "司徒乙", "业务部副经理"),
             GroupMember("成员", "上官丙", ""))  # fmt: skip
    issuance = Issuance(agency_name="宁海市住房保障局", agency_mark="宁海市住房保障局文件")
    plan = tuple(
        replace(task, stage=f"第{task.code[0]}段", content=f"做好第{task.code}项", due="届时", department="办公室")
        for task in old.annex.tasks
    )
    return ProgramMaterial(
        2031, old.unit, replace(old.organization, leading_group=group), issuance, facts,
        AnnexMaterial(_in_2031(plan), _other_standard(old.annex.standard)),
    )  # fmt: skip


def _in_2031(tasks: Iterable[Task]) -> tuple[Task, ...]:
    return tuple(replace(task, starts_on=date(2031, 2, 1), ends_on=date(2031, 9, 30)) for task in tasks)


def _other_standard(standard: Standard) -> Standard:
    """Give a standard with other names, texts and marks throughout."""
    indicators = tuple(
        replace(i, title=f"新{number}类评价", full=i.full + 100, criterion=f"新{number}类评价（{i.full + 100}分）",
                scoring_note=f"按新{number}类办法计分")
        for number, i in enumerate(standard.indicators, 300)
    )  # fmt: skip
    return replace(standard, title="新评价标准", indicators=indicators)


def changed(standard: Standard, at: str, /, **values: object) -> Standard:
    """Give a standard with one indicator changed."""
    numbers = {"full": Decimal(str(values["full"]))} if "full" in values else {}
    indicators = (replace(i, **{**values, **numbers}) if i.code == at else i for i in standard.indicators)
    return replace(standard, indicators=tuple(indicators))


def words(document: OfficialDocument) -> str:
    """All words of a document without white space."""
    return squeezed("".join(paragraph.text for paragraph in document.paragraphs()))


def squeezed(text: str) -> str:
    """Text without white space."""
    return re.sub(r"\s", "", text)
