"""``pingyi run 2018-06``: everything of a period, from records to documents.

When nothing has changed since the last run there is nothing to do: that is found out before any stage is imported.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pipeline.commands.options import add_format, add_layout, add_workspace, day, period, show
from pipeline.exits import CLEAN, DATA_ERRORS
from pipeline.outputs import locked
from pipeline.running.kept.record import Record, fingerprint, load_record, open_index, stands
from pipeline.running.kept.why import nothing_changed
from pipeline.running.request import Copy, Request
from pipeline.settings import load_settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("period", metavar="考核期", type=period, help="如 2018-06（月）、2018（年）")
    add_layout(parser)
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
    parser.add_argument("--why", action="store_true", help="逐份说明为什么重做、为什么沿用")
    add_format(parser)


def main(arguments: argparse.Namespace) -> int:
    """Run, publish what was made, and tell what to look at; only tell when nothing has changed."""
    settings, faults = load_settings(arguments.workspace.root)
    if faults:
        show(faults, arguments.format)
        return DATA_ERRORS
    request = Request(
        arguments.workspace,
        arguments.period,
        tuple(arguments.unit),
        accept_rejected=arguments.accept_rejected,
        standard=arguments.standard,
        everything=arguments.all,
        known_on=arguments.known_on,
        copy=Copy(arguments.copy),
        layout=arguments.layout,
        settings=settings,
    )
    with locked(request.workspace.outputs, _say_waiting):
        before, index, issued = load_record(request), open_index(request), not arguments.unissued
        now = fingerprint(request, index, issued=issued)
        if before is not None and now and before.fingerprint == now and stands(request, before, index):
            index.write()
            return _tell_unchanged(arguments, before)
        from pipeline.commands.carrying_out import Saying, carry_out  # every stage, which only now is needed

        saying = Saying(machine=arguments.format == "json", why=arguments.why)
        return carry_out(request, before, saying, issued=issued)


def _tell_unchanged(arguments: argparse.Namespace, record: Record) -> int:
    show(record.diagnostics, arguments.format)
    if arguments.format != "json":
        print("材料、模板、字体、程序和成品都与上次运行时相同，沿用现有的一套，没有重做。")
        if arguments.why:
            print("\n".join(nothing_changed(record)))
        print("\n".join(record.summary))
    return CLEAN


def _say_waiting() -> None:
    print("另一个 pingyi 正在使用 outputs/，等它做完再开始……", file=sys.stderr)
