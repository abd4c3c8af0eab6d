"""The workbook of rejected rows (退回): each row as it came, with code, cell, reason and remedy.

It repeats the rows that were mended in an earlier round and count, so that nothing is lost when a clerk puts it over
the one that was returned before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.model.workbook import Column, Sheet, Workbook
from pipeline.records.faults import Gravity
from pipeline.records.intake import MENDING, Intake, SheetRead, cells_check
from pipeline.validate.examination import At
from pipeline.validate.mended import Copy, copies

_TITLE = "退回记录（内部资料）"
_NOTES = (
    "内部资料：含个人信息，只供导出单位核改，不得外传，不得作为文件附件。",
    "改法：改正原表中的该行；或在本表中改正，不改动“原文件”及以后各列，把本表放进原文件所在的文件夹。然后重新运行。",
    "再次放回时，请另起文件名（如“更正2.xlsx”），不要覆盖已放回的更正件。此前改好的行照录于后，请原样保留，不会重复计入。",
)
_REPLACED_NOTES = (
    _NOTES[0],
    "这些行已由放回的更正件替代，计入的是更正件中的行；无需处理。本页只作留存，放回时不读取。",
)
_WIDTHS = (40, 12, 8, 18, 16, 10, 48, 48)
_MENDING = tuple(Column(header, width) for header, width in zip(MENDING, _WIDTHS, strict=True))
_NOT_READ = "说明"
"""A sheet of this name is passed over when the workbook is dropped back in (records.md, Where records come from)."""
_LONGEST_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_GONE = "（文件在读取后被改动，未能取得原行）"

_KEPT = ("", "", "此前已改好，计入的是这一行", "无需再改，请原样保留")
_STANDING = """SELECT file, sheet, row FROM mended m WHERE NOT EXISTS (SELECT 1 FROM faults f
    WHERE f.severity IN ('error', 'replaced') AND f.file = m.file AND f.sheet = m.sheet AND f.row = m.row)"""
"""SQL: the mended copies that nothing is wrong with and no later one replaces."""

_Told = tuple[str, str, str, str]
"""Code, cell, reason and remedy."""
_Reasons = dict[int, list[_Told]]


def rejected_workbook(intake: Intake) -> Workbook:
    """Make the workbook: one sheet for each source sheet that has rejected or mended rows, original columns first.

    Rows that a mended copy replaces need no mending; they are kept on a last sheet that is never read back.
    """
    reasons, kept = _reasons(intake, Gravity.ERROR), _kept(intake)
    links = {copy.at: copy for copy in copies(intake.records)}
    sheets: list[Sheet] = []
    for sheet in intake.sheets:
        place = sheet.file, sheet.sheet
        if of_sheet := reasons.get(place, {}) | kept.get(place, {}):
            sheets.append(_sheet(intake, sheet, of_sheet, links, {_NOT_READ, *(one.name for one in sheets)}))
    if replaced := _reasons(intake, Gravity.REPLACED):
        sheets.append(_replaced(intake, replaced))
    return Workbook(_TITLE, tuple(sheets))


def _reasons(intake: Intake, gravity: Gravity) -> dict[tuple[str, str], _Reasons]:
    """Give what is told of a gravity, by sheet and row."""
    sql = "SELECT file, sheet, row, code, cell, message, remedy FROM faults WHERE severity = ? ORDER BY ALL"
    found: dict[tuple[str, str], _Reasons] = {}
    for file, sheet, row, *reason in intake.records.db.execute(sql, [str(gravity)]).fetchall():
        code, cell, message, remedy = reason
        found.setdefault((file, sheet), {}).setdefault(row, []).append((code, cell, message, remedy))
    return found


def _kept(intake: Intake) -> dict[tuple[str, str], _Reasons]:
    """Give the rows of returned workbooks that count, by sheet and row."""
    found: dict[tuple[str, str], _Reasons] = {}
    for file, sheet, row in intake.records.db.execute(_STANDING).fetchall():
        found.setdefault((file, sheet), {})[row] = [_KEPT]
    return found


def _sheet(intake: Intake, sheet: SheetRead, reasons: _Reasons, links: Mapping[At, Copy], taken: set[str]) -> Sheet:
    came = [
        (row, cells, _mending(sheet, row, cells, reasons[row], links)) for row, cells in _cells(intake, sheet, reasons)
    ]
    came.sort(key=lambda line: reasons[line[0]] == [_KEPT])
    kept = sum(1 for told in reasons.values() if told == [_KEPT])
    also = f"，照录此前已改好的 {kept} 行" if kept else ""
    title = f"{sheet.file}{f'[{sheet.sheet}]' if sheet.sheet else ''} 退回 {len(came) - kept} 行{also}"
    columns = (*(Column(header or " ", 16) for header in sheet.headers), *_MENDING)
    rows = tuple((*cells, *mending) for _, cells, mending in came)
    first = At(sheet.file, sheet.sheet, came[0][0])
    return Sheet(_name(links[first].of if first in links else first, taken), columns, rows, title, _NOTES)


def _cells(intake: Intake, sheet: SheetRead, reasons: _Reasons) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Give the rows as they came, one cell under each of the sheet's headers."""
    came = intake.rows_as_they_came(sheet, reasons.keys())
    width = len(sheet.headers)
    for row in sorted(reasons):
        cells = came.get(row, (_GONE,))[:width]
        yield row, (*cells, *[""] * (width - len(cells)))


def _mending(
    sheet: SheetRead, row: int, cells: tuple[str, ...], told: Sequence[_Told], links: Mapping[At, Copy]
) -> tuple[str, ...]:
    """Give the cells of `MENDING`: a copy names the row that it mends itself, and adds its hash to those it follows."""
    at, check = At(sheet.file, sheet.sheet, row), cells_check(cells)
    copy = links.get(at)
    of, checks = (copy.of, (*copy.checks, check)) if copy else (at, (check,))
    return (of.file, of.sheet, str(of.row), " ".join(checks), *_joined(told))


def _joined(told: Sequence[_Told]) -> Iterator[str]:
    return ("；\n".join(part) for part in zip(*told, strict=True))


def _replaced(intake: Intake, reasons: dict[tuple[str, str], _Reasons]) -> Sheet:
    rows: list[tuple[str, ...]] = []
    for sheet in intake.sheets:
        of_sheet = reasons.get((sheet.file, sheet.sheet), {})
        for row, cells in _cells(intake, sheet, of_sheet):
            told = [one for one in of_sheet[row] if one[0] == "REC-REPLACED"]
            rows.append((*_mending(sheet, row, cells, told, {}), " | ".join(cells)))
    columns = (*_MENDING, Column("原行内容", 60))
    return Sheet(_NOT_READ, columns, tuple(rows), f"已由更正件替代 {len(rows)} 行", _REPLACED_NOTES)


def _name(of: At, taken: set[str]) -> str:
    """Name a sheet after the file and sheet that its rows came from first, within what Excel allows."""
    stem = of.file.rpartition("/")[2].rpartition(".")[0].translate(_FORBIDDEN).strip() or "退回"
    ending = f"-{of.sheet}".translate(_FORBIDDEN)[: _LONGEST_NAME // 2] if of.sheet else ""
    name, number = stem[: _LONGEST_NAME - len(ending)] + ending, 1
    while name.casefold() in {other.casefold() for other in taken}:
        number += 1
        ending = f"-{number}"
        name = stem[: _LONGEST_NAME - len(ending)] + ending
    return name
