"""Exports as people make them: a folder for one month, and small files written into it, read back at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from pipeline.diagnostics import Diagnostic
from pipeline.ingest import Intake, ingest
from pipeline.ingest.source import Source
from pipeline.ingest.sources import load_sources

Rows = Sequence[Sequence[object]]

SOURCES, _ = load_sources()

CASE_HEADERS = ("办件编号", "单位", "事项名称", "受理时间")
CASE = ("LC-0001", "鹿城管理部", "提取", "2018-06-05 09:03")
RATING_HEADERS = ("评价编号", "单位", "评价渠道", "评价等级", "评价时间")
RATING = ("PJ-0001", "鹿城管理部", "短信", "满意", "2018-06-05")


@dataclass
class Office:
    """A workspace with one month's folder; what is written into it stays until it is read."""

    root: Path
    month: str = "2018-06"
    sources: tuple[Source, ...] = SOURCES

    @property
    def folder(self) -> Path:
        folder = self.root / "inputs/records" / self.month
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def put(self, name: str, content: bytes | str) -> None:
        """Put a file of these bytes, or of this text in UTF-8, into the month's folder."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def book(self, name: str, **sheets: Rows) -> None:
        """Put a workbook into the month's folder; its sheets are rows of cells from A1 on."""
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(list(row))
        book.save(self.folder / name)

    def read(self) -> tuple[Intake, list[Diagnostic]]:
        """Read everything that was put in, of all months."""
        folders = sorted((self.root / "inputs/records").iterdir())
        return ingest(folders, self.root, self.sources)


def table(intake: Intake, name: str, columns: str = "*") -> list[tuple[Any, ...]]:
    """Give the rows of a table, in file order."""
    return intake.records.db.execute(f"SELECT {columns} FROM {name} ORDER BY file, sheet, row").fetchall()


def faults(intake: Intake) -> list[tuple[str, str]]:
    """Give (cell, code) of every fault."""
    return intake.records.db.execute("SELECT cell, code FROM faults ORDER BY ALL").fetchall()


def codes(diagnostics: Sequence[Diagnostic]) -> list[str]:
    """Give the codes of diagnostics, in order of their places."""
    return [diagnostic.code for diagnostic in sorted(diagnostics, key=lambda d: (d.place, d.code))]


def written(value: object) -> str:
    """Write a stored value as goldens show it."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    return f"{value:%Y-%m-%d}" if isinstance(value, date) else str(value)
