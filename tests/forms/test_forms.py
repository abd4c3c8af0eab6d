"""The blank forms carry exactly the contract's headers, and tell how to fill them in."""

from __future__ import annotations

from io import BytesIO

import openpyxl
import pytest

from pipeline.forms import standard_forms
from pipeline.model.workbook import Workbook
from pipeline.records.schema import TABLES, Kind, TableSchema
from pipeline.render.excel import workbook_bytes

FORMS = list(zip(TABLES, standard_forms(), strict=True))


@pytest.fixture(params=FORMS, ids=lambda form: form[0].name)
def form(request: pytest.FixtureRequest) -> tuple[TableSchema, str, Workbook]:
    table, (name, workbook) = request.param
    return table, name, workbook


def test_there_is_one_form_a_table_under_a_name_of_its_own() -> None:
    names = [name for name, _ in standard_forms()]
    assert len(names) == len(set(names)) == len(TABLES) == 8
    assert names[0] == "标准填报表-办件.xlsx"


def test_the_first_sheet_is_blank_under_the_contracts_headers(form: tuple[TableSchema, str, Workbook]) -> None:
    table, _, workbook = form
    blank = workbook.sheets[0]
    assert [column.header for column in blank.columns] == [field.header for field in table.fields]
    assert (blank.rows, blank.title, blank.notes) == ((), "", ())


def test_code_lists_are_drop_downs_that_a_spreadsheet_offers(form: tuple[TableSchema, str, Workbook]) -> None:
    table, _, workbook = form
    paper = openpyxl.load_workbook(BytesIO(workbook_bytes(workbook)))[table.title]
    assert [cell.value for cell in paper[1]] == [field.header for field in table.fields]
    offered = {
        str(rule.sqref).split(":", maxsplit=1)[0]: rule.formula1 for rule in paper.data_validations.dataValidation
    }
    expected = {
        f"{openpyxl.utils.get_column_letter(number)}2": f'"{",".join(field.choices)}"'
        for number, field in enumerate(table.fields, start=1)
        if field.kind is Kind.CHOICE
    }
    assert offered == expected
    assert all(field.choices for field in table.fields if field.kind is Kind.CHOICE)


def test_every_column_is_explained_on_a_sheet_that_ingest_skips(form: tuple[TableSchema, str, Workbook]) -> None:
    table, _, workbook = form
    explanation = workbook.sheets[1]
    assert explanation.name == "说明"
    told = {row[0]: row for row in explanation.rows}
    for field in table.fields:
        _, required, how, what, if_empty = told[field.header]
        assert (required == "必填") is field.required
        assert all(choice in what for choice in field.choices)
        assert field.default in if_empty
        assert how
        assert ("个人信息" in how) is field.pii


def test_what_the_contract_adds_to_a_field_is_told() -> None:
    findings, grades = (dict(standard_forms())[f"标准填报表-{title}.xlsx"] for title in ("扣分情形", "评定得分"))
    told = {row[0]: row for form in (findings, grades) for row in form.sheets[1].rows}
    assert "必填" in told["不纳入原因"][4]
    assert "该指标的分值" in told["满分"][4]
    assert "编号或名称" in told["情形"][2]
    assert "别名" in told["单位"][2]


def test_a_form_is_the_same_every_time() -> None:
    assert standard_forms() == standard_forms()
