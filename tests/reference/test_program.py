"""Sheets 活动方案 and 勘误 of the organization workbook, and 修订说明 of a standard's."""

from __future__ import annotations

from pathlib import Path

from pipeline.diagnostics import Diagnostic
from pipeline.model.organization import Erratum, Organization
from pipeline.reference import load_standard
from pipeline.reference.files import SourceFile
from pipeline.reference.organization import load_organization
from tests.reference.workbooks import Sheets, codes, organization_sheets, standard_sheets

FACTS = [
    ["要素", "内容", "年度"],
    ["本单位简称", "管理部"],
    ["奋斗目标", "再创新辉煌", 2018],
    ["奋斗目标", "更上一层楼", "2019年"],
]


def loaded(sheets: Sheets) -> tuple[Organization | None, list[Diagnostic]]:
    return load_organization(SourceFile("inputs/organization.xlsx", sheets.xlsx()), 2018)


def with_facts(*more: list[object]) -> Sheets:
    sheets = organization_sheets()
    sheets["活动方案"] = [*FACTS, *more]
    return sheets


def test_a_years_facts_stand_over_those_of_every_year() -> None:
    organization, found = loaded(with_facts())
    assert organization is not None
    assert found == []
    told = {year: organization.program(year) for year in (2018, 2019, 2020)}
    assert {year: facts.ambition for year, facts in told.items()} == {2018: "再创新辉煌", 2019: "更上一层楼", 2020: ""}
    assert {facts.office for facts in told.values()} == {"管理部"}


def test_without_the_sheets_nothing_is_said() -> None:
    organization, found = loaded(organization_sheets())
    assert organization is not None
    assert found == []
    assert organization.program(2018).office == ""
    assert organization.errata == ()


def test_a_year_that_is_none_and_an_unknown_fact_are_named_by_cell() -> None:
    organization, found = loaded(with_facts(["地名", "温州", "明年"], ["口号", "加油"]))
    assert organization is None
    assert codes(found) == {"ORG-KEY", "ORG-YEAR"}
    assert {fault.place.cell for fault in found} == {"C5", "A6"}


def test_slips_are_read_with_their_mending() -> None:
    sheets = organization_sheets()
    sheets["勘误"] = [["原文", "更正", "说明"], ["一要求", "要求", "衍文"]]
    organization, found = loaded(sheets)
    assert organization is not None
    assert found == []
    assert organization.errata == (Erratum("一要求", "要求", "衍文"),)


def test_reasons_of_a_revision_are_read_by_indicator(tmp_path: Path) -> None:
    sheets = standard_sheets()
    sheets["修订说明"] = [["编号", "修订理由"], [None, "总的理由"], ["1.1.7", "扣分偏轻"]]
    (tmp_path / "新.xlsx").write_bytes(sheets.xlsx())
    standard, found = load_standard(tmp_path / "新.xlsx", tmp_path)
    assert standard is not None
    assert found == []
    assert standard.reasons == (("", "总的理由"), ("1.1.7", "扣分偏轻"))


def test_a_year_may_have_a_leading_group_of_its_own() -> None:
    sheets = organization_sheets()
    named = [["组长", "甲", "主任", ""], ["组长", "乙", "主任", 2019]]
    sheets["领导小组"] = [["职务", "姓名", "单位职务", "年度"], *named]
    organization, found = loaded(sheets)
    assert organization is not None
    assert found == []
    assert {year: [member.name for member in organization.group(year)] for year in (2018, 2019)} == {
        2018: ["甲"], 2019: ["乙"],
    }  # fmt: skip
