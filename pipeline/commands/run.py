"""``pingyi run 2018-06``: everything of a period, from records to documents."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path, PurePosixPath

from pipeline.cli import CLEAN, DATA_ERRORS
from pipeline.commands.also import also
from pipeline.commands.options import add_format, add_workspace, day, period, show
from pipeline.commands.progress import Console
from pipeline.copies import Copy
from pipeline.diagnostics import Severity
from pipeline.manifest import NAME, Manifest, kept_units, lineage_of, manifest_json, read_standing
from pipeline.model.marks import format_full, format_mark
from pipeline.model.scorecard import Scorecard
from pipeline.outputs import HISTORY, locked, publish_file, publish_set
from pipeline.prepare import Request
from pipeline.run import FIRST, Outcome, run

_NAMED_UNITS = 20
"""At most so many units are told of one by one."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("period", metavar="考核期", type=period, help="如 2018-06（月）、2018（年）")
    add_workspace(parser)
    parser.add_argument("--unit", metavar="单位", action="append", default=[], help="只做该单位，可写多次（默认全部）")
    parser.add_argument("--accept-rejected", action="store_true", help="有退回的行也继续，文件中注明退回多少行")
    parser.add_argument("--standard", metavar="文件", type=Path, help="全部按这份评价标准试算，文件注明“试算”")
    parser.add_argument("--all", action="store_true", help="当月有材料的其他文种（报备单、情况通报等）也一并生成")
    parser.add_argument("--known-on", metavar="日期", type=day, help="只用该日（含）以前印发的标准，如 2018-07-03")
    parser.add_argument("--unissued", action="store_true", help="现有的一版没有发出，新版不注明替代（旧版仍留存）")
    parser.add_argument(
        "--copy", choices=tuple(map(str, Copy)), default=str(Copy.UNIT),
        help="给谁的：unit 本单位（默认）、leader 领导、public 公开（不出现办件、评价、工单编号）",
    )  # fmt: skip
    add_format(parser)


def main(arguments: argparse.Namespace) -> int:
    """Run, publish what was made, and tell what to look at."""
    request = Request(
        arguments.workspace,
        arguments.period,
        tuple(arguments.unit),
        accept_rejected=arguments.accept_rejected,
        standard=arguments.standard,
        everything=arguments.all,
        known_on=arguments.known_on,
        copy=Copy(arguments.copy),
    )
    machine = arguments.format == "json"
    with locked(request.workspace.outputs, _say_waiting):
        standing = read_standing(request.folder)
        lineage = lineage_of(request.folder, standing, issued=not arguments.unissued) if not request.standard else FIRST
        outcome = run(request, Console(quiet=machine), lineage)
        former = _publish(request, outcome, standing)
    show(outcome.diagnostics, arguments.format)
    if not machine:
        _tell(request, outcome)
        _tell_former(request, outcome, former)
        if outcome.ingredients:
            print("\n".join(also(request, outcome.scorecards)))
    return CLEAN if outcome.ingredients else DATA_ERRORS


def _publish(request: Request, outcome: Outcome, standing: Manifest | None) -> str:
    """Write the whole set, and tell where the former went; when the gate was shut, only what helps to mend the data."""
    if outcome.ingredients is None:
        own = replace(request, copy=Copy.UNIT).folder  # the clerk's alone
        for path, content in outcome.repair_files().items():
            publish_file(own / path, content)
        return ""
    others = standing if request.units else None
    made = {card.unit.name for card in outcome.scorecards}
    manifest = manifest_json(outcome.ingredients, outcome.files, others)
    files = outcome.files | {PurePosixPath(NAME): manifest.encode()}
    kept = frozenset(kept_units(others, made)) if others else frozenset()
    return publish_set(request.folder, files, kept, archive=not request.standard)


def _tell_former(request: Request, outcome: Outcome, former: str) -> None:
    """Say where the former set is, and which documents name the one that they replace."""
    if not former or outcome.ingredients is None:
        return
    folder = request.folder.relative_to(request.workspace.root)
    print(f"原有的一版已存入 {folder / HISTORY / former}/；比较得分：pingyi diff {request.period}")
    replacing = [name for name, version in outcome.ingredients.versions.items() if version.replaces]
    if replacing:
        more = f"等{len(replacing)}份" if len(replacing) > _NAMED_UNITS else ""
        print(f"内容有变、已注明替代前一版的：{'、'.join(replacing[:_NAMED_UNITS])}{more}")


def _say_waiting() -> None:
    print("另一个 pingyi 正在使用 outputs/，等它做完再开始……", file=sys.stderr)


def _tell(request: Request, outcome: Outcome) -> None:
    folder = request.folder.relative_to(request.workspace.root)
    if outcome.ingredients:
        _tell_results(outcome, folder)
    else:
        folder = replace(request, copy=Copy.UNIT).folder.relative_to(request.workspace.root)
        errors = sum(1 for d in outcome.diagnostics if d.severity is Severity.ERROR)
        print(f"数据有 {errors} 处错误，没有生成文件；原有文件未改动。全部诊断见 {folder}/diagnostics.jsonl")
        if outcome.rejected:
            print(f"退回的行见 {folder}/rejected.xlsx（内部资料，含个人信息）；")
            print("    改法：按表中“改法”修改原始表；或在本表中改正，放进原文件所在的文件夹，再重新运行；")
            print("    也可用 --accept-rejected 先行生成，文件中会注明退回行数")
    _tell_counts(outcome)


def _tell_results(outcome: Outcome, folder: Path) -> None:
    for card in outcome.scorecards[:_NAMED_UNITS]:
        print(_score_line(card))
        for mark in sorted(card.leaves, key=lambda m: m.lost, reverse=True)[:3]:
            if mark.lost:
                print(f"    失 {format_mark(mark.lost)} 分：{mark.indicator.code} {mark.indicator.title}")
        print(f"    文件：{folder / card.unit.name}/（{'、'.join(_readable(outcome, card))}）")
    if len(outcome.scorecards) > _NAMED_UNITS:
        print(f"……共 {len(outcome.scorecards)} 个单位，均在 {folder}/ 下")
    card = outcome.scorecards[0]
    worst = max(card.leaves, key=lambda m: m.lost).indicator.code
    first = next(name for name in _readable(outcome, card) if name.endswith(".pdf"))
    print(f"请先看：{folder / card.unit.name / first}；核对某项得分：pingyi explain {card.period} {worst}")
    if outcome.ingredients:
        print(f"数字核对：{sum(outcome.ingredients.figures.values())} 个数字从成品读回，均与来源相符")
        print(outcome.ingredients.judgement)
    _tell_warnings(outcome, folder)


def _readable(outcome: Outcome, card: Scorecard) -> list[str]:
    """Name a unit's files that are made for people."""
    own = (path for path in outcome.files if path.parts[0] == card.unit.name)
    return [path.name for path in own if path.suffix not in {".json", ".parquet"}]


def _score_line(card: Scorecard) -> str:
    total = card.total
    rate = f"，得分率 {card.rate}%" if card.rate is not None else ""
    trial = "（试算）" if card.what_if else ""
    return (
        f"{card.unit.name} {card.period.chinese}{trial}：累计得分 {format_mark(total.mark)}"
        f"（已评满分 {format_full(total.evaluated_full)}，总分值 {format_full(card.full)}）{rate}"
    )


def _tell_warnings(outcome: Outcome, folder: Path) -> None:
    warnings = sum(1 for d in outcome.diagnostics if d.severity is Severity.WARNING)
    notes = sum(1 for d in outcome.diagnostics if d.severity is Severity.NOTE)
    if warnings or notes:
        print(f"警告 {warnings} 条，提示 {notes} 条，见 {folder}/diagnostics.jsonl")


def _tell_counts(outcome: Outcome) -> None:
    counts = outcome.reconciliation
    if counts is None:
        return
    accepted = sum(sheet.accepted for sheet in counts.sheets)
    duplicate = sum(sheet.duplicate for sheet in counts.sheets)
    blank = sum(sheet.blank for sheet in counts.sheets)
    print(
        f"对账：读取 {counts.read:,} 行 = 采用 {accepted:,} + 重复 {duplicate:,} + "
        f"退回 {counts.rejected + counts.replaced:,} + 空白 {blank:,}（{len(counts.sheets)} 张表）"
    )
    if counts.replaced:
        print(f"    退回的行中，{counts.replaced:,} 行已由更正件替代，计入的是更正件")
