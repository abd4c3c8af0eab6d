"""Exports keep the contract: fields that it knows, all that it requires, and headers that tell them apart."""

from __future__ import annotations

import pytest

from pipeline.records.schema import TABLE, TABLES
from pipeline.sample.exports import EXPORTS, Export

OWN_HEADERS = [export for export in EXPORTS if export.kind != "工作动态补报"]


def kind(export: Export) -> str:
    return f"{export.kind}-{export.form}"


@pytest.mark.parametrize("export", EXPORTS, ids=kind)
def test_an_export_gives_every_required_field(export: Export) -> None:
    required = {field.name for field in TABLE[export.table].fields if field.required}
    assert required <= {*export.fields, *(export.constants or {})}


@pytest.mark.parametrize("export", EXPORTS, ids=kind)
def test_an_export_knows_no_field_or_code_of_its_own(export: Export) -> None:
    for column in export.columns:
        if column.field:
            choices = TABLE[export.table].field(column.field).choices
            assert not column.codes or not choices or set(column.codes) <= set(choices)


@pytest.mark.parametrize("export", EXPORTS, ids=kind)
def test_headers_stand_once_and_within_the_first_ten_rows(export: Export) -> None:
    headers = [column.header for column in export.columns]
    assert len(headers) == len(set(headers))
    assert export.header_row <= 10


@pytest.mark.parametrize("export", OWN_HEADERS, ids=kind)
def test_the_standard_form_does_not_claim_it(export: Export) -> None:
    headers = {column.header for column in export.columns}
    for table in TABLES:
        assert not {field.header for field in table.fields if field.required} <= headers


def test_the_supplement_is_the_standard_form() -> None:
    (supplement,) = (export for export in EXPORTS if export.kind == "工作动态补报")
    known = {field.name: field.header for field in TABLE["activities"].fields}
    assert all(known[column.field] == column.header for column in supplement.columns)


@pytest.mark.parametrize("export", OWN_HEADERS, ids=kind)
def test_no_export_holds_another_ones_required_headers(export: Export) -> None:
    headers = {column.header for column in export.columns}
    for other in EXPORTS:
        required = {field.name for field in TABLE[other.table].fields if field.required}
        needed = {column.header for column in other.columns if column.field in required}
        assert other.kind == export.kind or not needed <= headers
