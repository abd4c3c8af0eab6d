"""Small standards and small stores of accepted records, said in a few words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.model.marks import Rounding
from pipeline.model.organization import Unit
from pipeline.model.standard import Clause, Condition, Indicator, LevelScheme, Method, Standard, TakenFrom
from pipeline.records.schema import TABLE
from pipeline.records.store import Records

LUCHENG = Unit("LC", "鹿城管理部")
LONGWAN = Unit("LW", "龙湾管理部")

FILE = "inputs/records/2018/样例.xlsx"

USUAL: dict[str, dict[str, Any]] = {
    "cases": {"task_name": "住房公积金提取", "accepted_at": "2018-06-04 09:00:00"},
    "ratings": {"channel": "短信", "level": "满意", "rated_at": "2018-06-05 10:00:00"},
    "findings": {"found_on": "2018-06-05", "count": 1, "verified": "是", "exempt": "否"},
    "grades": {"graded_by": "市审管办", "graded_on": "2018-07-02"},
    "tickets": {"channel": "12345", "kind": "咨询", "received_at": "2018-06-05 10:00:00", "title": "咨询提取"},
    "activities": {"on": "2018-06-05", "kind": "宣传", "title": "微信推送"},
    "submissions": {"item": "数据日报", "to": "市审管办", "due_at": "2018-06-05 17:00:00"},
    "progress": {"on": "2018-06-29", "status": "进行中"},
}
"""What a record holds unless the test says otherwise; other fields are empty."""


@cache
def plan() -> Mapping[str, Any]:
    """Give the plan's standard as data."""
    return tomllib.loads((Path(__file__).parent / "plan.toml").read_text(encoding="utf-8"))


def plan_standard(effective_from: date = date(2018, 3, 1), /, **changes: Any) -> Standard:
    """Make the plan's standard, changed: ``per_item`` by clause, ``full`` by indicator, ``without`` codes,
    ``moved`` clauses to other indicators, ``levels``, or fields of `Standard`.
    """
    data, without, full = plan(), changes.pop("without", ()), changes.pop("full", {})
    moved = changes.pop("moved", {})
    per_item, levels = changes.pop("per_item", {}), {**data["levels"], **changes.pop("levels", {})}
    standard = Standard(
        title="万人双评议日常服务评价标准", number="", issuer="市审管办", printed_on=None,
        effective_from=effective_from, effective_to=None, review_start=(3, 1), review_end=(11, 30),
        places=2, rounding=Rounding(changes.pop("rounding", data["rounding"])),
        indicators=tuple(
            _indicator(row, Decimal(full.get(row[0], row[3])))
            for row in data["indicators"]
            if row[0] not in without
        ),
        clauses=tuple(
            _clause(
                [row[0], moved.get(row[0], row[1]), *row[2:]],
                Decimal(per_item.get(row[0], row[3])),
                data["tickets"].get(row[0]),
            )
            for row in data["clauses"]
            if row[0] not in without and row[1] not in without
        ),
        schemes=(LevelScheme("五级折算", tuple((level, Decimal(score)) for level, score in levels.items())),),
        readings=(), file=f"inputs/standards/{effective_from}-评价标准.xlsx",
    )  # fmt: skip
    return replace(standard, **changes)


def _indicator(row: list[str], full: Decimal) -> Indicator:
    code, parent, title, _, method, selector = row
    return Indicator(code, parent, title, full, Method(method), selector=selector)


def _clause(row: list[str], per_item: Decimal, tickets: dict[str, str] | None) -> Clause:
    code, indicator, title, _, unit = row
    source = TakenFrom.FINDINGS if tickets is None else TakenFrom.TICKETS
    conditions = tuple(Condition(*pair) for pair in (tickets or {}).items())
    return Clause(code, indicator, title, per_item, unit, source, conditions)


def store(**tables: Iterable[Mapping[str, Any]]) -> Records:
    """Make a store of accepted records: ``store(ratings=[{"level": "满意", "repeat": 3}])``."""
    records = Records.empty()
    add(records, **tables)
    return records


def add(records: Records, **tables: Iterable[Mapping[str, Any]]) -> None:
    """Add accepted records; each gets an id and a row of its own, in the order given."""
    for table, rows in tables.items():
        [(count,)] = records.db.execute(f"SELECT COUNT(*) FROM accepted_{table}").fetchall()
        full = [_record(table, row, number) for number, row in enumerate(_repeated(rows), count + 2)]
        if full:
            _insert(records, table, full)


def _repeated(rows: Iterable[Mapping[str, Any]]) -> Iterable[Mapping[str, Any]]:
    for row in rows:
        repeat = row.get("repeat", 1)
        yield from ({name: value for name, value in row.items() if name != "repeat"} for _ in range(repeat))


def _record(table: str, row: Mapping[str, Any], number: int) -> dict[str, Any]:
    schema = TABLE[table]
    record = {"unit_code": LUCHENG.code, "file": FILE, "sheet": schema.title, "row": number, **USUAL[table], **row}
    if schema.id_field:
        record.setdefault(schema.id_field, f"{table[0].upper()}{number}")
    for written, resolved in (("clause", "clause_code"), ("indicator", "indicator_code")):
        if written in record:
            record[resolved] = record[written]
    return record


def _insert(records: Records, table: str, rows: list[dict[str, Any]]) -> None:
    names = sorted(set().union(*rows))
    columns = {name: [None if row.get(name) is None else str(row[name]) for row in rows] for name in names}
    records.db.register("new_rows", pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()}))
    quoted = ", ".join(f'"{name}"' for name in names)
    records.db.execute(f"INSERT INTO accepted_{table} ({quoted}) SELECT {quoted} FROM new_rows")
    records.db.unregister("new_rows")


def days(first: date, last: date) -> list[date]:
    """Give every day from one to another."""
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]
