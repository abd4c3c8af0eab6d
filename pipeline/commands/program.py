"""``pingyi program --year 2018``: the whole program of a year with both attachments, and its notice."""

from __future__ import annotations

import argparse

from pipeline.commands.attachments import add_normalise
from pipeline.commands.issuing import publish_issued
from pipeline.commands.options import add_format, add_workspace
from pipeline.issue import issue_program


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--year", metavar="年度", type=int, choices=range(1900, 2200), required=True, help="如 2018")
    parser.add_argument("--unit", metavar="单位", action="append", default=[], help="只做该单位，可写多次（默认全部）")
    add_normalise(parser)
    add_workspace(parser)
    add_format(parser)


def main(arguments: argparse.Namespace) -> int:
    """Make the program, publish it, and tell what was mended."""
    issued = issue_program(arguments.workspace, arguments.year, arguments.unit, normalise=arguments.normalise)
    return publish_issued(arguments, issued, f"programs/{arguments.year}")
