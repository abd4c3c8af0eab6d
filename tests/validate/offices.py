"""A small reference and rows put straight into the store: validations see what ingest would have handed on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from pipeline.diagnostics import Diagnostic
from pipeline.model.marks import Rounding
from pipeline.model.organization import Organization, Unit, WorkCalendar
from pipeline.model.reconciliation import Reconciliation
from pipeline.model.standard import Clause, Indicator, Method, Standard, Standards, TakenFrom
from pipeline.model.workplan import Task
from pipeline.records.intake import Intake, SheetColumn, SheetRead
from pipeline.records.schema import TABLE
from pipeline.records.store import Records
from pipeline.validate import VALIDATIONS, validate
from pipeline.validate.examination import Examination
from pipeline.validate.known import resolve

UNITS = (
    Unit("330300", "市中心"),
    Unit("330302", "鹿城管理部", parent="330300", aliases=("公积金鹿城", "鹿城窗口（ＧＪＪ）")),
    Unit("330303", "龙湾管理部", parent="330300"),
)
TASKS = (
    Task("1.1", "动员", "测试", "3月", "业务科", None, None),
    Task("1.2", "动员", "方案", "3月", "综合科", None, None),
)


def clause(code: str, title: str, per_item: str = "1", taken_from: TakenFrom = TakenFrom.FINDINGS) -> Clause:
    return Clause(code, code.partition("-")[0], title, Decimal(per_item), "件", taken_from)


def indicator(code: str, title: str, full: str, method: Method) -> Indicator:
    return Indicator(code, code.rpartition(".")[0], title, Decimal(full), method)


def standard(effective: date, clauses: tuple[Clause, ...], indicators: tuple[Indicator, ...] = ()) -> Standard:
    return Standard(
        "标准", "", "", effective, effective, None, (3, 1), (11, 30), 2, Rounding.HALF_UP, indicators, clauses, (), ()
    )


INDICATORS = (
    indicator("1.1.2", "办件手机短信评价（7分）", "7", Method.RATE),
    indicator("1.1.6", "办结件案卷审查", "3", Method.AVERAGE),
    indicator("1.3", "监督检查评价", "30", Method.GRADE),
)
SPRING = standard(
    date(2018, 3, 1),
    (
        clause("1.2.1-1", "未进驻窗口"),
        clause("1.2.1-2", "未实现一窗受理"),
        clause("1.2.6-1", "署名投诉属实", taken_from=TakenFrom.TICKETS),
        clause("1.2.7-1", "其他"),
        clause("1.2.7-2", "其他"),
    ),
    INDICATORS,
)
SUMMER = standard(date(2018, 7, 1), (clause("2.1-1", "未进驻窗口"),), INDICATORS)


ORGANIZATION = Organization(UNITS, (), (), WorkCalendar(date(2018, 1, 1), date(2018, 12, 31), ()))
STANDARDS = Standards((SPRING, SUMMER))


@dataclass(frozen=True)
class Known:
    """The reference data that validations need."""

    organization: Organization = ORGANIZATION
    workplan: tuple[Task, ...] = TASKS
    standards: Standards = STANDARDS


@dataclass
class Month:
    """Rows of several sheets of one folder; ``fill`` adds rows, ``validated`` says what became of them."""

    records: Records = field(default_factory=Records.empty)
    sheets: list[SheetRead] = field(default_factory=list)
    reference: Known = field(default_factory=Known)

    def fill(self, table: str, *rows: dict[str, object], file: str = "a.xlsx", folder: str = "2018-06") -> None:
        """Add a sheet whose rows stand from row 2 on, columns in the order of the table's fields."""
        schema = TABLE[table]
        name = f"inputs/records/{folder}/{file}"
        columns = tuple(SheetColumn(one.name, chr(65 + at), one.header) for at, one in enumerate(schema.fields))
        self.sheets.append(
            SheetRead(name, "表", "来源", table, 1, tuple(one.header for one in schema.fields), columns, len(rows), 0)
        )
        for number, row in enumerate(rows, start=2):
            values = GOOD[table] | {"file": name, "sheet": "表", "row": number, "source": "来源"} | row
            names = ", ".join(f'"{one}"' for one in values)
            marks = ", ".join("?" * len(values))
            self.records.db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(values.values()))

    @property
    def intake(self) -> Intake:
        """What was read; its files are not there to be read again."""
        return Intake(self.records, tuple(self.sheets), (), lambda _sheet, _rows: {})

    def said_by(self, validation: str) -> list[tuple[str, str]]:
        """Give (cell, code) of what one validation says."""
        examination = Examination.of(self.intake, self.reference)
        resolve(examination)
        (one,) = (function for function in VALIDATIONS if function.__name__ == validation)
        return [(fault.cell, fault.code) for fault in one(examination)]

    def validated(self) -> tuple[Reconciliation, list[Diagnostic]]:
        """Validate everything; leave out the call-backs that such small months lack."""
        counts, diagnostics = validate(self.intake, self.reference)
        return counts, [diagnostic for diagnostic in diagnostics if diagnostic.code != "REC-CALLBACK"]

    def found(self) -> list[tuple[str, str]]:
        """Give (cell, code) of everything that is said."""
        return [(diagnostic.place.cell, diagnostic.code) for diagnostic in self.validated()[1]]


def values(records: Records, table: str, columns: str) -> list[tuple[object, ...]]:
    """Give columns of the accepted rows of a table."""
    return records.db.execute(f"SELECT {columns} FROM accepted_{table} ORDER BY file, row").fetchall()


GOOD: dict[str, dict[str, object]] = {
    "cases": {"case_id": "L1", "unit": "鹿城管理部", "task_name": "提取", "accepted_at": "2018-06-05 09:03"},
    "ratings": {"rating_id": "P1", "unit": "鹿城管理部", "channel": "短信", "level": "满意", "rated_at": "2018-06-05"},
    "findings": {
        "finding_id": "K1", "unit": "鹿城管理部", "found_on": "2018-06-05", "clause": "1.2.1-1", "count": 1,
        "exempt": "否",
    },
    "grades": {
        "unit": "鹿城管理部", "indicator": "1.3", "period": "2018-06", "score": 28, "graded_by": "市评议办",
        "graded_on": "2018-06-30",
    },
    "tickets": {
        "ticket_id": "T1", "unit": "鹿城管理部", "channel": "12345", "kind": "投诉", "received_at": "2018-06-05 10:00",
        "title": "等候",
    },
    "activities": {"on": "2018-06-05", "unit": "鹿城管理部", "kind": "宣传", "title": "进社区"},
    "submissions": {"unit": "鹿城管理部", "item": "日报", "to": "市审管办", "due_at": "2018-06-05 17:00"},
    "progress": {"task": "1.1", "unit": "鹿城管理部", "on": "2018-06-29", "status": "已完成"},
}  # fmt: skip
"""A row of each table with which nothing is wrong."""
