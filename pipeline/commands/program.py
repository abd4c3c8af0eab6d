"""``pingyi program --year 2018``: the whole program of a year with both attachments, and its notice."""

from __future__ import annotations

import argparse
import re

from pipeline.commands.attachments import add_normalise
from pipeline.commands.issuing import publish_issued
from pipeline.commands.options import add_format, add_layout, add_workspace
from pipeline.undertakings.issue import issue_program


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--year", metavar="年度", type=_year, required=True, help="如 2018")
    parser.add_argument("--unit", metavar="单位", action="append", default=[], help="只做该单位，可写多次（默认全部）")
    add_normalise(parser)
    add_layout(parser)
    add_workspace(parser)
    add_format(parser)


def _year(text: str) -> int:
    if not re.fullmatch(r"[12]\d{3}", text):
        raise argparse.ArgumentTypeError(f"年度“{text}”无法识别，应写作 2018")
    return int(text)


def main(arguments: argparse.Namespace) -> int:
    """Make the program, publish it, and tell what was mended."""
    issued = issue_program(
        arguments.workspace, arguments.year, arguments.unit, normalise=arguments.normalise, layout=arguments.layout
    )
    return publish_issued(arguments, issued, f"programs/{arguments.year}")
