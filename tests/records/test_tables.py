"""The tables are the contract's, field by field: ``tables.md`` is its text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from pipeline.records.schema import TABLES, Field, Kind

TEXT = (Path(__file__).parent / "tables.md").read_text(encoding="utf-8")
ITEM = re.compile(r"(?P<name>\w+) (?P<header>[^\s*(]+)(?P<required>\*?) ?(?P<more>.*)")


class Told(NamedTuple):
    """A field as the contract tells it."""

    name: str
    header: str
    required: bool
    pii: bool
    choices: tuple[str, ...]
    default: str


def contract() -> dict[tuple[str, str], list[str]]:
    """Give each table's items: ``case_id 办件编号*``."""
    found = {}
    for paragraph in TEXT.split("\n\n"):
        if heading := re.match(r"\*\*(\w+) (\S+)\*\* — ", paragraph):
            items = " ".join(paragraph[heading.end() :].split()).split(" · ")
            found[heading[1], heading[2]] = items
    return found


def told(item: str) -> Told:
    found = ITEM.fullmatch(item)
    assert found, item
    more = found["more"]
    listed = next((part for part in re.split(r"[(;)]", more) if re.search(r"[^\d| ]\|", part) or "|信访" in part), "")
    is_list = listed and "2018" not in listed
    default = re.search(r"default ([^\s;)]+)", more)
    return Told(
        found["name"],
        found["header"],
        bool(found["required"]),
        "(PII)" in more,
        tuple(listed.strip().split("|")) if is_list else (),
        default[1] if default and default[1] != "the" else "",
    )


def declared(field: Field) -> Told:
    default = "" if field.kind is Kind.NUMBER else field.default
    choices = () if (field.name, field.header) == ("named", "是否署名") else field.choices  # its header says the list
    return Told(field.name, field.header, field.required, field.pii, choices, default)


def test_there_are_eight_tables_in_the_contracts_order() -> None:
    assert list(contract()) == [(table.name, table.title) for table in TABLES]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_field_is_the_contracts(table) -> None:
    items = contract()[table.name, table.title]
    assert [told(item) for item in items] == [declared(field) for field in table.fields]


def test_the_codes_of_the_contract_are_read() -> None:
    codes = {(table.name, field.name): dict(field.codes) for table in TABLES for field in table.fields if field.codes}
    levels = ("非常满意", "满意", "基本满意", "不满意", "非常不满意", "未评价")
    assert codes["ratings", "level"] == dict(zip("543210", levels, strict=True))
    assert codes["ratings", "attempt"] == {"1": "首次", "2": "追评"}
    assert codes["grades", "scale"] == {"百分制": "100"}


def test_a_count_is_at_least_one() -> None:
    findings = next(table for table in TABLES if table.name == "findings")
    assert findings.field("count").minimum == 1
