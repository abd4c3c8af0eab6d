"""``pingyi explain 2018-06 1.2.1``: where a mark comes from, down to file, sheet and row."""

from __future__ import annotations

import argparse
import sys

from pipeline.cli import CANNOT_RUN, CLEAN, DATA_ERRORS
from pipeline.commands.options import add_workspace, period, show
from pipeline.commands.progress import Console
from pipeline.model.marks import format_full, format_mark
from pipeline.model.scorecard import Evidence, Scorecard
from pipeline.run import Outcome, Request, explain


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("period", metavar="考核期", type=period, help="如 2018-06")
    parser.add_argument("indicator", metavar="指标", help="指标编号或名称，如 1.2.1")
    add_workspace(parser)
    parser.add_argument("--unit", metavar="单位", action="append", default=[], help="只说明这个单位（默认全部）")


def main(arguments: argparse.Namespace) -> int:
    """Print the explanation for each unit."""
    request = Request(arguments.workspace, arguments.period, tuple(arguments.unit), accept_rejected=True)
