"""``pingyi ingest 2018-06 [--dry-run]``: how the records are read and what is rejected, without scoring."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

from pipeline.commands.options import add_format, add_workspace, period
from pipeline.commands.progress import Console
from pipeline.diagnostics import PRINTED_PER_CODE, Diagnostic, has_errors, in_order
from pipeline.exits import CLEAN, DATA_ERRORS
from pipeline.ingest.source import Source
from pipeline.ingest.sources import load_sources
from pipeline.model.reconciliation import SheetCount
from pipeline.outputs import locked, publish_file
from pipeline.records.intake import SheetRead
from pipeline.records.masking import quote_headers
from pipeline.running.prepare import Findings, Request, prepare

_Sheets = Mapping[tuple[str, str], SheetCount]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("period", metavar="考核期", type=period, help="如 2018-06（月）、2018（年）")
    parser.add_argument("--dry-run", action="store_true", help="只显示，不写退回清单和诊断")
    add_workspace(parser)
    add_format(parser)


def main(arguments: argparse.Namespace) -> int:
    """Read and validate; tell of every sheet how it was read, and of every rejected row why."""
    request = Request(arguments.workspace, arguments.period)
    findings = Findings()
    prepare(request, findings, Console(quiet=arguments.format == "json"))
    lines = _as_json(findings) if arguments.format == "json" else _told(request, findings)
    for line in lines:
        print(line)
    if not arguments.dry_run:
        _write(request, findings)
    return DATA_ERRORS if has_errors(findings.diagnostics) else CLEAN


def _write(request: Request, findings: Findings) -> None:
    """Put what a clerk needs to mend the data beside the period's documents, which stay as they are."""
    with locked(request.workspace.outputs, _say_waiting):
        lines = "".join(f"{diagnostic.as_json()}\n" for diagnostic in in_order(findings.diagnostics))
        publish_file(request.folder / "diagnostics.jsonl", lines.encode())
        if findings.rejected is not None:
            publish_file(request.folder / "rejected.xlsx", findings.rejected)


def _say_waiting() -> None:
    print("另一个 pingyi 正在使用 outputs/，等它做完再写……", file=sys.stderr)


def _as_json(findings: Findings) -> Iterator[str]:
    """Give a line for each claimed sheet, then one for each diagnostic."""
    counts = _counts(findings)
    for sheet in findings.intake.sheets if findings.intake else ():
        count = counts.get((sheet.file, sheet.sheet))
        shown = asdict(sheet) | {"headers": quote_headers(sheet.headers)}
        yield json.dumps(shown | (asdict(count) if count else {}), ensure_ascii=False)
    for diagnostic in in_order(findings.diagnostics):
        yield diagnostic.as_json()


def _told(request: Request, findings: Findings) -> Iterator[str]:
    """Tell of the period's own files one by one; of those of earlier months only what is wrong."""
    intake = findings.intake
    sources = _sources(request)
    counts, by_file = _counts(findings), _by_file(findings.diagnostics)
    own = f"inputs/records/{request.period}/"
    for file, _ in intake.inputs if intake else ():
        found = by_file.pop(file, [])
        if file.startswith(own):
            yield file
            sheets = [sheet for sheet in intake.sheets if sheet.file == file] if intake else []
            for sheet in sheets:
                yield from told_of_sheet(sheet, sources[sheet.source])
                yield from _counted(counts.get((file, sheet.sheet)))
            yield from _diagnosed(found)
        elif has_errors(found):
            yield file
            yield from _diagnosed(found)
    for file, found in sorted(by_file.items()):
        yield file
        yield from _diagnosed(found)
    yield from _summary(findings)


def _sources(request: Request) -> dict[str, Source]:
    sources, _ = load_sources((request.workspace.own_sources,))
    return {source.name: source for source in sources}


def _counts(findings: Findings) -> _Sheets:
    sheets = findings.reconciliation.sheets if findings.reconciliation else ()
    return {(sheet.file, sheet.sheet): sheet for sheet in sheets}


def _by_file(diagnostics: Iterable[Diagnostic]) -> dict[str, list[Diagnostic]]:
    found: dict[str, list[Diagnostic]] = {}
    for diagnostic in in_order(diagnostics):
        found.setdefault(diagnostic.place.file, []).append(diagnostic)
    return found


def told_of_sheet(sheet: SheetRead, source: Source) -> Iterator[str]:
    """Tell who claimed a sheet and what each of its columns is read as."""
    table = source.schema
    name = f"工作表“{sheet.sheet}”" if sheet.sheet else "全文"
    title = f"（{source.title}）" if source.title != source.name else ""
    yield f"  {name}：来源“{source.name}”{title} → {table.title}（{table.name}），表头在第 {sheet.header_row} 行"
    for column in sheet.columns:
        field = table.field(column.field)
        yield f"      {column.letter}列 {column.header} → {field.header}（{field.name}）{'*' if field.required else ''}"
    if source.constants:
        fixed = "、".join(f"{table.field(name).header}＝{value}" for name, value in source.constants)
        yield f"      固定值：{fixed}"
    given = {*dict(source.constants), *(column.field for column in sheet.columns)}
    if absent := [field.header for field in table.fields if field.name not in given]:
        yield f"      没有这些列，按空白读：{'、'.join(absent)}"


def _counted(count: SheetCount | None) -> Iterator[str]:
    if count:
        yield (
            f"      读取 {count.read:,} 行 = 采用 {count.accepted:,} + 重复 {count.duplicate:,} + "
            f"退回 {count.rejected:,} + 空白 {count.blank:,}" + _replaced(count.replaced)
        )


def _replaced(count: int) -> str:
    return f"（退回中 {count:,} 行已由更正件替代）" if count else ""


def _diagnosed(diagnostics: Sequence[Diagnostic]) -> Iterator[str]:
    for diagnostic in diagnostics[:PRINTED_PER_CODE]:
        yield from (f"  {line}" for line in str(diagnostic).splitlines())
    if len(diagnostics) > PRINTED_PER_CODE:
        yield f"  另有 {len(diagnostics) - PRINTED_PER_CODE} 条未显示；加 --format json 可看全部"


def _summary(findings: Findings) -> Iterator[str]:
    counts = findings.reconciliation
    if counts is None:
        yield "参考表有误，未校验记录；请先按上面的改法改正。"
        return
    accepted, duplicate, blank = (
        sum(getattr(sheet, name) for sheet in counts.sheets) for name in ("accepted", "duplicate", "blank")
    )
    yield (
        f"合计（含本年以前各月）：读取 {counts.read:,} 行 = 采用 {accepted:,} + 重复 {duplicate:,} + "
        f"退回 {counts.rejected + counts.replaced:,} + 空白 {blank:,}（{len(counts.sheets)} 张表）"
        + _replaced(counts.replaced)
    )
