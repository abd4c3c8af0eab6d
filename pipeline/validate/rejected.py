"""The workbook of rejected rows (退回): each row as it came, with code, cell, reason and remedy."""

from __future__ import annotations

from pipeline.model.workbook import Column, Sheet, Workbook
from pipeline.records.intake import Intake, SheetRead

_TITLE = "退回记录（内部资料）"
_NOTES = (
    "内部资料：含个人信息，只供导出单位核改，不得外传，不得作为文件附件。",
    "改法：按最后一列改正原表中的该行（或在本表中改正后放回记录文件夹），再重新运行。",
)
_REPAIR = (Column("原因代码", 16), Column("单元格", 10), Column("原因", 48), Column("改法", 48))
_LONGEST_NAME = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_GONE = "（文件在读取后被改动，未能取得原行）"

_Reasons = dict[int, list[tuple[str, str, str, str]]]


def rejected_workbook(intake: Intake) -> Workbook:
    """Make the workbook: one sheet for each source sheet that has rejected rows, original columns first."""
    reasons = _reasons(intake)
    sheets: list[Sheet] = []
    for sheet in intake.sheets:
        if of_sheet := reasons.get((sheet.file, sheet.sheet)):
            sheets.append(_sheet(intake, sheet, of_sheet, {one.name for one in sheets}))
    return Workbook(_TITLE, tuple(sheets))


def _reasons(intake: Intake) -> dict[tuple[str, str], _Reasons]:
    """Give the errors by sheet and row."""
    sql = "SELECT file, sheet, row, code, cell, message, remedy FROM faults WHERE severity = 'error' ORDER BY ALL"
    found: dict[tuple[str, str], _Reasons] = {}
    for file, sheet, row, *reason in intake.records.db.execute(sql).fetchall():
        code, cell, message, remedy = reason
        found.setdefault((file, sheet), {}).setdefault(row, []).append((code, cell, message, remedy))
    return found


def _sheet(intake: Intake, sheet: SheetRead, reasons: _Reasons, taken: set[str]) -> Sheet:
    came = intake.rows_as_they_came(sheet, reasons.keys())
    width = len(sheet.headers)
    rows = []
    for row, told in sorted(reasons.items()):
        cells = came.get(row, (_GONE,))[:width]
        padded = (*cells, *[""] * (width - len(cells)))
        rows.append((*padded, *("；\n".join(part) for part in zip(*told, strict=True))))
    title = f"{sheet.file}{f'[{sheet.sheet}]' if sheet.sheet else ''} 退回 {len(rows)} 行"
    columns = (*(Column(header or " ", 16) for header in sheet.headers), *_REPAIR)
    return Sheet(_name(sheet, taken), columns, tuple(rows), title, _NOTES)


def _name(sheet: SheetRead, taken: set[str]) -> str:
    """Name a sheet after its file and sheet, within what Excel allows."""
    stem = sheet.file.rpartition("/")[2].rpartition(".")[0].translate(_FORBIDDEN).strip() or "退回"
    ending = f"-{sheet.sheet}".translate(_FORBIDDEN)[: _LONGEST_NAME // 2] if sheet.sheet else ""
    name, number = stem[: _LONGEST_NAME - len(ending)] + ending, 1
    while name.casefold() in {other.casefold() for other in taken}:
        number += 1
        ending = f"-{number}"
        name = stem[: _LONGEST_NAME - len(ending)] + ending
    return name
