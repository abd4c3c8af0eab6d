"""``pingyi diff 2018-06``: old and new marks, and the records that made the difference."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from pipeline.commands.options import add_workspace, period
from pipeline.exits import CANNOT_RUN, CLEAN
from pipeline.model.marks import format_full
from pipeline.model.scorecard import Evidence
from pipeline.outputs import HISTORY, former_sets
from pipeline.proof.difference import Changed, MarkChange, Version, difference
from pipeline.proof.evidence import FILE, read_evidence

_SHOWN = 20
"""At most so many records of an indicator are told one by one."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("period", metavar="考核期", type=period, help="如 2018-06")
    parser.add_argument("--from", dest="older", metavar="N", help="旧版的序号或名称（默认最近的一版）")
    parser.add_argument("--to", dest="newer", metavar="N", help="新版的序号或名称（默认现行的一版）")
    parser.add_argument("--unit", metavar="单位", action="append", default=[], help="只比较该单位，可写多次")
    add_workspace(parser)


def main(arguments: argparse.Namespace) -> int:
    """Compare two versions of a period's set, unit by unit."""
    folder = arguments.workspace.outputs / str(arguments.period)
    former = former_sets(folder)
    if not folder.is_dir() or not any(folder.glob("*/scorecard.json")):
        return _cannot(f"没有 {arguments.period} 的成品", f"先运行 pingyi run {arguments.period}")
    if not former:
        print(f"{arguments.period} 只有现行的一版，没有旧版可比。")
        return CLEAN
    older = _chosen(former, arguments.older) if arguments.older else former[-1]
    newer = _chosen(former, arguments.newer) if arguments.newer else folder
    if older is None or newer is None:
        known = "、".join(path.name for path in former)
        return _cannot(f"没有第 {arguments.newer if older else arguments.older} 版", f"可写：{known}")
    print(f"{arguments.period}：{_name(older)} → {_name(newer)}")
    for unit in _units(older, newer, arguments.unit):
        for line in _lines(unit, older / unit, newer / unit):
            print(line)
    return CLEAN


def _chosen(former: Sequence[Path], wanted: str) -> Path | None:
    return next((path for path in former if wanted in {path.name, path.name.split("-")[0]}), None)


def _name(folder: Path) -> str:
    return f"旧版 {folder.name}" if folder.parent.name == HISTORY else "现行版"


def _units(older: Path, newer: Path, wanted: Sequence[str]) -> list[str]:
    known = sorted({path.parent.name for folder in (older, newer) for path in folder.glob("*/scorecard.json")})
    return [unit for unit in known if not wanted or any(name in unit for name in wanted)]


def _lines(unit: str, older: Path, newer: Path) -> Iterator[str]:
    before, after = _version(older), _version(newer)
    if before is None or after is None:
        yield f"{unit}：{'旧版中没有' if before is None else '新版中没有'}"
        return
    changes = difference(before, after)
    if before.standard != after.standard:
        yield f"{unit}：适用标准由{before.standard}改为{after.standard}"
    if not changes:
        yield f"{unit}：各项得分和所依据的记录均相同"
        return
    yield f"{unit}：累计得分 {before.total} → {after.total}（{after.total - before.total:+}）"
    for change in changes:
        yield from _change(change)


def _version(folder: Path) -> Version | None:
    """Read what a version keeps of a unit; a set from before evidence was kept has marks alone."""
    if not (folder / "scorecard.json").is_file():
        return None
    kept = folder / FILE
    evidence = read_evidence(kept.read_bytes()) if kept.is_file() else ()
    return Version.parse((folder / "scorecard.json").read_text("utf-8"), evidence)


def _change(change: MarkChange) -> Iterator[str]:
    told = "；".join(f"{title} {_from_to(before, after)}" for title, before, after in change.fields)
    yield f"  {change.code} {change.title}：{told or '得分相同，所依据的记录有变'}"
    for changed in change.records[:_SHOWN]:
        yield f"      {_record(changed)}"
    if len(change.records) > _SHOWN:
        yield f"      ……共 {len(change.records)} 条记录有变"


def _from_to(before: str, after: str) -> str:
    try:
        return f"{before} → {after}（{Decimal(after) - Decimal(before):+}）"
    except ArithmeticError:
        return f"{before} → {after}"


def _record(changed: Changed) -> str:
    before, after = changed.before, changed.after
    known = after or before
    if known is None:
        return ""
    head = f"{known.day} {known.record} {known.detail}".rstrip()
    if before is None:
        return f"新增 {head}：{_treated(known)}　← {known.place}"
    if after is None:
        return f"减少 {head}：原为{_treated(known)}　← {known.place}"
    return f"改变 {head}：{_treated(before)} → {_treated(after)}　← {after.place}"


def _treated(record: Evidence) -> str:
    words = [str(record.treatment)]
    if record.basis:
        words.append(record.basis)
    if record.amount:
        words.append(f"扣{format_full(record.amount)}分")
    elif record.amount is None and record.each is not None:
        words.append(f"{record.count}×{format_full(record.each)}")
    if record.reason:
        words.append(record.reason)
    return "，".join(words)


def _cannot(message: str, remedy: str) -> int:
    print(f"pingyi diff：{message}\n    改法：{remedy}", file=sys.stderr)
    return CANNOT_RUN
