"""``pingyi daily 2018-06-05``: the day's data workbook of each unit."""

from __future__ import annotations

import argparse
import sys

from pipeline.commands.options import add_format, add_workspace, day, show
from pipeline.commands.progress import Console
from pipeline.compose.daily import daily_workbook
from pipeline.exits import CLEAN, DATA_ERRORS
from pipeline.ledgers.daily import daily_data
from pipeline.model.daily import DailyData
from pipeline.model.period import Period
from pipeline.outputs import locked, publish_file
from pipeline.render.excel import workbook_bytes
from pipeline.running.prepare import Findings, Request, prepare


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("day", metavar="日期", type=day, help="如 2018-06-05")
    parser.add_argument("--unit", metavar="单位", action="append", default=[], help="只做该单位，可写多次（默认全部）")
    parser.add_argument("--accept-rejected", action="store_true", help="有退回的行也继续，退回的不列入")
    add_workspace(parser)
    add_format(parser)


def main(arguments: argparse.Namespace) -> int:
    """Write the workbooks, and tell what is in each."""
    month, machine = Period(arguments.day.year, month=arguments.day.month), arguments.format == "json"
    request = Request(arguments.workspace, month, tuple(arguments.unit), accept_rejected=arguments.accept_rejected)
    findings = Findings()
    prepared = prepare(request, findings, Console(quiet=True))
    show(findings.diagnostics, arguments.format)
    if prepared is None:
        return DATA_ERRORS
    folder = request.workspace.outputs / "daily" / str(arguments.day)
    with locked(request.workspace.outputs, _say_waiting):
        for unit in prepared.units:
            data = daily_data(prepared.intake.records, prepared.reference.standards, unit, arguments.day)
            path = folder / f"{unit.name}.xlsx"
            publish_file(path, workbook_bytes(daily_workbook(data)))
            if not machine:
                print(f"{_told(data)}；文件：{path.relative_to(request.workspace.root)}")
    return CLEAN


def _told(data: DailyData) -> str:
    counts = f"受理{data.accepted}件，办结{data.finished}件"
    return f"{data.unit.name} {data.day}：{counts}，评价{len(data.ratings)}条，扣分情形{len(data.findings)}条"


def _say_waiting() -> None:
    print("另一个 pingyi 正在使用 outputs/，等它做完再开始……", file=sys.stderr)
