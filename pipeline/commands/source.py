"""``pingyi source suggest|test FILE``: a draft of a source file for a new export, and how it will be read."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from pipeline.commands.ingest import told_of_sheet
from pipeline.commands.options import add_workspace, show
from pipeline.diagnostics import Diagnostic, Place, Severity, has_errors
from pipeline.exits import CANNOT_RUN, CLEAN, DATA_ERRORS
from pipeline.ingest.cells import read_sheets
from pipeline.ingest.draft import draft_toml
from pipeline.ingest.files import read_file, unfit
from pipeline.ingest.intake import ingest_files
from pipeline.ingest.portion import SheetCells
from pipeline.ingest.source import Source
from pipeline.ingest.sources import load_sources
from pipeline.ingest.suggest import suggest
from pipeline.outputs import publish_file
from pipeline.records.intake import Intake, SheetRead
from pipeline.records.masking import mask_field, mask_label, mask_text
from pipeline.records.schema import TABLE, TABLES, Field
from pipeline.reference.files import read_file as reference_file
from pipeline.reference.organization import unit_names
from pipeline.workspace import Workspace

_ROWS = 5
"""So many rows are shown, unless asked otherwise."""
_TABLES = "、".join(f"{table.name} {table.title}" for table in TABLES) + "；默认自行判断"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("action", metavar="做什么", choices=tuple(ACTIONS), help="suggest 起草来源文件、test 试读")
    parser.add_argument("file", metavar="文件", type=Path, help="导出的表（.xlsx、.csv、.parquet）")
    parser.add_argument("--sheet", metavar="工作表", default="", help="suggest：按哪个工作表起草（默认行数最多的）")
    parser.add_argument("--table", metavar="表", choices=tuple(TABLE), help=f"suggest：记录是哪一种（{_TABLES}）")
    parser.add_argument(
        "--output", metavar="来源.toml", type=Path, help="suggest：写到该文件，如 inputs/sources/名称.toml"
    )
    parser.add_argument("--rows", metavar="行数", type=int, default=_ROWS, help=f"test：显示前几行（默认 {_ROWS}）")
    add_workspace(parser)


def main(arguments: argparse.Namespace) -> int:
    """Do one of the two."""
    sources, faults = load_sources((arguments.workspace.own_sources,))
    show(faults, "text")
    code = ACTIONS[arguments.action](arguments, sources)
    return DATA_ERRORS if code == CLEAN and has_errors(faults) else code


def _suggest(arguments: argparse.Namespace, sources: Sequence[Source]) -> int:
    """Draft a source file for a sheet; never in the place of a file that stands."""
    output: Path | None = arguments.output
    if output and (output.exists() or output.suffix != ".toml"):
        why = "已存在" if output.exists() else "不是 .toml 文件"
        print(
            f"pingyi source：{output} {why}\n    改法：另起一个文件名，如 inputs/sources/新导出.toml", file=sys.stderr
        )
        return CANNOT_RUN
    cells = _sheet(arguments.file, arguments.workspace, arguments.sheet)
    if cells is None:
        return DATA_ERRORS
    root = arguments.workspace.root
    units = unit_names(reference_file(root / "inputs/organization.xlsx", root))
    found = suggest(cells, sources, (TABLE[arguments.table],) if arguments.table else (), arguments.file.stem, units)
    if found is None:
        print(f"{arguments.file}：没有一个列名像是记录的字段", file=sys.stderr)
        print("    改法：核对是不是记录表；表头应在前 10 行。字段名见 pingyi list tables", file=sys.stderr)
        return DATA_ERRORS
    draft = draft_toml(found, mask_label(arguments.file.stem))
    if output is None:
        print(draft, end="")
        return CLEAN
    publish_file(output, draft.encode())
    print(f"已写入 {output}（{found.table.title}，认出 {len(found.matches)} 列，缺 {len(found.missing)} 个必填字段）")
    print(f"下一步：逐行核对该文件，然后运行 pingyi source test {arguments.file}")
    return CLEAN


def _sheet(path: Path, workspace: Workspace, name: str) -> SheetCells | None:
    """Read the sheet that is meant; say why when there is none."""
    file = read_file(path.resolve(), workspace.root)
    fault = file if isinstance(file, Diagnostic) else unfit(file)
    if isinstance(file, Diagnostic) or fault:
        show([fault] if fault else [], "text")
        return None
    read = list(read_sheets(file))
    show([one for one in read if isinstance(one, Diagnostic)], "text")
    sheets = [one for one in read if isinstance(one, SheetCells)]
    name = mask_label(name)
    if name and name not in {sheet.name for sheet in sheets}:
        names = "、".join(sheet.name for sheet in sheets) or "（无）"
        print(f"{path}：没有“{name}”这个工作表\n    改法：--sheet 可写：{names}", file=sys.stderr)
        return None
    return max((sheet for sheet in sheets if name in {"", sheet.name}), key=lambda one: one.height, default=None)


def _test(arguments: argparse.Namespace, sources: Sequence[Source]) -> int:
    """Show how a file will be read: who claims each sheet, and its first rows, masked."""
    intake, faults = ingest_files([arguments.file.resolve()], arguments.workspace.root, sources)
    by_name = {source.name: source for source in sources}
    for sheet in intake.sheets:
        print(sheet.file)
        for line in (*told_of_sheet(sheet, by_name[sheet.source]), *_rows(intake, sheet, arguments.rows)):
            print(line)
    show([*faults, *_unreadable(intake)], "text")
    unread = intake.records.db.execute("SELECT count(DISTINCT (file, sheet, row)) FROM faults").fetchall()[0][0]
    print(f"共认领 {len(intake.sheets)} 张表；有单元格读不出的行 {unread} 行")
    return DATA_ERRORS if has_errors(faults) or unread or not intake.sheets else CLEAN


def _unreadable(intake: Intake) -> Iterator[Diagnostic]:
    sql = "SELECT file, sheet, row, cell, code, message, remedy FROM faults ORDER BY ALL"
    for file, sheet, row, cell, code, message, remedy in intake.records.db.execute(sql).fetchall():
        yield Diagnostic(code, Severity.ERROR, Place(file, sheet, row, cell), message, remedy)


def _rows(intake: Intake, sheet: SheetRead, count: int) -> Iterator[str]:
    schema = TABLE[sheet.table].fields
    names = ", ".join(f'"{field.name}"' for field in schema)
    sql = f"SELECT row, {names} FROM {sheet.table} WHERE file = ? AND sheet = ? ORDER BY row LIMIT ?"
    for row, *values in intake.records.db.execute(sql, [sheet.file, sheet.sheet, max(0, count)]).fetchall():
        told = [f"{field.header}={_shown(field, value)}" for field, value in zip(schema, values, strict=True)]
        yield f"      第 {row} 行：{'；'.join(told)}"


def _shown(field: Field, value: object) -> str:
    """Give a value as it was read, masked."""
    if value is None:
        return "（空）"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    text = " ".join(str(value).split())
    return mask_field(field.name, text) if field.pii or field.name == "staff" else mask_text(text)


ACTIONS = {"suggest": _suggest, "test": _test}
