"""Validations against the reference data (查表校验): units, clauses, indicators and tasks that must be known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from pipeline.model.period import Period
from pipeline.model.standard import Method, TakenFrom
from pipeline.records.faults import Fault, Gravity
from pipeline.records.folding import name_key
from pipeline.records.schema import FINDINGS, GRADES, PROGRESS, TABLES, TableSchema
from pipeline.validate.examination import Examination, Told, quoted

_GRADED = (Method.AVERAGE, Method.GRADE)
_ASK = "是否为{}？"


def resolve(examination: Examination) -> None:
    """Look every spelling up once, into tables that the store can join: a name (and its day or period) to a code."""
    units = _distinct(examination, " UNION ".join(f"SELECT unit FROM {table.name}" for table in TABLES))
    known = ((name, examination.units.code(name)) for (name,) in units)
    _keep(examination, _UNIT_NAMES, [row for row in known if row[1]])
    clauses = _distinct(examination, "SELECT DISTINCT clause, found_on FROM findings")
    found = ((name, day, examination.clauses.find(name, day or date.max)) for name, day in clauses)
    _keep(examination, _CLAUSE_NAMES, [(n, d, c[0].code, str(c[0].taken_from)) for n, d, c in found if len(c) == 1])
    named = _distinct(examination, "SELECT DISTINCT indicator, period FROM grades")
    meant = ((name, period, examination.indicators.find(name, _last_day(period))) for name, period in named)
    _keep(
        examination,
        _INDICATOR_NAMES,
        [(n, p, i[0].code, i[0].full, str(i[0].method)) for n, p, i in meant if len(i) == 1],
    )


def unit_is_known(examination: Examination) -> Iterator[Fault]:
    """单位须在单位表中，可写代码、名称或别名。"""
    for table in examination.tables:
        sql = f"""SELECT file, sheet, row, unit FROM {table.name}
            WHERE unit IS NOT NULL AND unit NOT IN (SELECT name FROM unit_names)"""
        for at, (unit,) in examination.rows(sql):
            nearest = examination.units.nearest(unit)
            remedy = "请写单位表（inputs/organization.xlsx）中的名称、代码或别名；写法常用的，在单位表中补为别名"
            told = Told("REC-UNIT", f"的{quoted(table, 'unit', unit)}不在单位表中", _ask(nearest) + remedy)
            yield examination.fault(table, at, "unit", told)


def clause_is_known(examination: Examination) -> Iterator[Fault]:
    """扣分情形须是评价标准中的情形，可写编号或名称。"""
    sql = """SELECT file, sheet, row, clause, found_on FROM findings t WHERE clause IS NOT NULL AND NOT EXISTS
        (SELECT 1 FROM clause_names n WHERE n.name = t.clause AND n.day IS NOT DISTINCT FROM t.found_on)"""
    for at, (clause, day) in examination.rows(sql):
        found = examination.clauses.find(clause, day or date.max)
        told = _not_found("REC-CLAUSE", FINDINGS, "clause", clause, [entry.code for entry in found])
        nearest = [] if found else examination.clauses.nearest(clause)
        yield examination.fault(FINDINGS, at, "clause", told._replace(remedy=_ask(nearest) + told.remedy))


def indicator_is_known(examination: Examination) -> Iterator[Fault]:
    """评定得分的指标须是评价标准中的指标，可写编号或名称。"""
    sql = """SELECT file, sheet, row, indicator, period FROM grades t WHERE indicator IS NOT NULL AND NOT EXISTS
        (SELECT 1 FROM indicator_names n WHERE n.name = t.indicator AND n.period IS NOT DISTINCT FROM t.period)"""
    for at, (indicator, period) in examination.rows(sql):
        found = examination.indicators.find(indicator, _last_day(period))
        told = _not_found("REC-INDICATOR", GRADES, "indicator", indicator, [entry.code for entry in found])
        nearest = [] if found else examination.indicators.nearest(indicator)
        yield examination.fault(GRADES, at, "indicator", told._replace(remedy=_ask(nearest) + told.remedy))


def task_is_known(examination: Examination) -> Iterator[Fault]:
    """重点工作进展的任务编号须在重点工作计划安排中。"""
    codes = {name_key(task.code): task.code for task in examination.reference.workplan}
    for at, (task,) in examination.rows("SELECT file, sheet, row, task FROM progress WHERE task IS NOT NULL"):
        if name_key(task) not in codes:
            remedy = f"请写 inputs/workplan.xlsx 中的编号：{'、'.join(codes.values())}"
            told = Told("REC-TASK", f"的{quoted(PROGRESS, 'task', task)}不在重点工作计划安排中", remedy)
            yield examination.fault(PROGRESS, at, "task", told)


def record_can_count(examination: Examination) -> Iterator[Fault]:
    """情形取自工单的、指标不按评定计分的，提醒：该行不会影响得分。"""
    sql = f"""SELECT t.file, t.sheet, t.row, n.code FROM findings t JOIN clause_names n
        ON n.name = t.clause AND n.day = t.found_on WHERE n.taken_from <> '{TakenFrom.FINDINGS}'"""
    for at, (code,) in examination.rows(sql):
        told = Told(
            "REC-ASIDE", f"（{code}）按诉求工单计分，本行不影响得分", "请把该问题登记为诉求工单；只作台账的无需改动"
        )
        yield examination.fault(FINDINGS, at, "clause", told, Gravity.WARNING)
    graded = ", ".join(f"'{method}'" for method in _GRADED)
    sql = f"""SELECT t.file, t.sheet, t.row, n.code, n.method FROM grades t JOIN indicator_names n
        ON n.name = t.indicator AND n.period = t.period WHERE n.method NOT IN ({graded})"""
    for at, (code, method) in examination.rows(sql):
        told = Told("REC-ASIDE", f"（{code}）按{method}计分，本行不影响得分", "请核对指标；只作台账的无需改动")
        yield examination.fault(GRADES, at, "indicator", told, Gravity.WARNING)


def _not_found(code: str, table: TableSchema, field: str, name: str, several: Sequence[str]) -> Told:
    what = f"的{quoted(table, field, name)}"
    if several:
        return Told(code, f"{what}在评价标准中有 {len(several)} 条", f"请改写编号：{'、'.join(several)}")
    return Told(code, f"{what}不在评价标准中", "请写评价标准（inputs/standards/）中的编号或名称")


def _ask(nearest: Sequence[str]) -> str:
    return f"是否为{'、'.join(f'“{name}”' for name in nearest)}？" if nearest else ""


def _last_day(period: str | None) -> date:
    return Period.parse(period).span.end if period else date.max


def _distinct(examination: Examination, sql: str) -> list[tuple[Any, ...]]:
    """Give the rows of a query whose first column, the name, is not empty."""
    return [row for row in examination.records.db.execute(sql).fetchall() if row[0]]


def _keep(examination: Examination, table: tuple[str, pa.Schema], rows: Sequence[tuple[object, ...]]) -> None:
    name, schema = table
    columns = zip(*rows, strict=True) if rows else ([] for _ in schema)
    arrays = [pa.array(list(column), one.type) for column, one in zip(columns, schema, strict=True)]
    db = examination.records.db
    db.register("found_names", pa.table(arrays, schema))
    db.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM found_names")
    db.unregister("found_names")


_TEXT = pa.string()
_UNIT_NAMES = ("unit_names", pa.schema([("name", _TEXT), ("code", _TEXT)]))
_CLAUSE_NAMES = (
    "clause_names",
    pa.schema([("name", _TEXT), ("day", pa.date32()), ("code", _TEXT), ("taken_from", _TEXT)]),
)
_INDICATOR_NAMES = (
    "indicator_names",
    pa.schema([("name", _TEXT), ("period", _TEXT), ("code", _TEXT), ("full", pa.decimal128(18, 4)), ("method", _TEXT)]),
)
