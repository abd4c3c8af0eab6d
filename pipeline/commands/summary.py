"""``pingyi summary 2018-06``: a superior's units ranked and compared, and one workbook of all marks."""

from __future__ import annotations

import argparse

from pipeline.commands.issuing import publish_issued
from pipeline.commands.options import add_format, add_layout, add_workspace, period
from pipeline.commands.progress import Console
from pipeline.running.prepare import Request
from pipeline.undertakings.across import make_summary


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("period", metavar="考核期", type=period, help="如 2018-06")
    parser.add_argument("--of", metavar="上级单位", action="append", default=[], help="只做该单位的汇总，可写多次")
    parser.add_argument("--accept-rejected", action="store_true", help="有退回的行也继续，退回的不计")
    add_layout(parser)
    add_workspace(parser)
    add_format(parser)


def main(arguments: argparse.Namespace) -> int:
    """Make the documents of every superior."""
    request = Request(
        arguments.workspace,
        arguments.period,
        accept_rejected=arguments.accept_rejected,
        layout=arguments.layout,
    )
    issued = make_summary(request, arguments.of, Console(quiet=arguments.format == "json"))
    return publish_issued(arguments, issued, f"summary/{arguments.period}")
