"""Damaged workbooks and csv files give a diagnostic or a sheet, never an exception; seeded, so that a failure stays."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import xlsxwriter

from pipeline.diagnostics import Diagnostic
from pipeline.ingest.cells import SheetCells, read_sheets
from pipeline.ingest.files import InputFile, unfit

SEEDS = range(300)
SPLINTERS = (b"9" * 30, b"<", b'"', b"&", b"-1", b"\0", b"<f>", b"A1048577", b"ZZZZ1", b"4294967296", b"\xff\xfe")


def workbook() -> bytes:
    book = xlsxwriter.Workbook(content := io.BytesIO())
    sheet = book.add_worksheet("办件")
    sheet.merge_range(0, 0, 0, 3, "办件登记表")
    for row in range(1, 9):
        sheet.write_row(row, 0, [f"LC-{row}", "鹿城", row * 1.5, row % 2 == 0])
    sheet.write_formula(9, 0, "=1/0", None, "#DIV/0!")
    book.add_worksheet("说明")
    book.close()
    return content.getvalue()


WORKBOOK = workbook()
CSV = '标题\r\n办件编号,单位\r\n"a ""b""",鹿城\r\n1,x\r\n'.encode("gb18030")


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Change, drop, repeat or splice in some bytes."""
    data = bytearray(content)
    for _ in range(chance.choice((1, 2, 5, 20))):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(4):
            case 0:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del data[at : at + chance.randrange(1, 30)]
            case 2:
                data[at:at] = chance.choice(SPLINTERS)
            case _:
                data[at:at] = data[: chance.randrange(200)]
    return bytes(data)


def damaged_part(chance: random.Random) -> bytes:
    """Damage one part inside a package that is itself sound."""
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as package, zipfile.ZipFile(out := io.BytesIO(), "w") as damaged_one:
        chosen = chance.choice(package.namelist())
        for name in package.namelist():
            part = package.read(name)
            damaged_one.writestr(name, damaged(part, chance) if name == chosen else part)
    return out.getvalue()


def survives(suffix: str, content: bytes) -> None:
    file = InputFile(Path(f"x{suffix}"), f"x{suffix}", content, "")
    if unfit(file):
        return
    for sheet in read_sheets(file):
        assert isinstance(sheet, Diagnostic | SheetCells)
        if isinstance(sheet, SheetCells):
            sheet.texts(range(sheet.height))


def test_a_damaged_workbook_is_read_or_refused() -> None:
    for number in SEEDS:
        chance = random.Random(number)
        survives(".xlsx", damaged_part(chance) if number % 3 else damaged(WORKBOOK, chance))


def test_a_damaged_csv_is_read_or_refused() -> None:
    for number in SEEDS:
        survives(".csv", damaged(CSV, random.Random(number)))
