"""``pingyi attachments [--on 2018-07-01]``: 附件1 and 附件2 as in force on a day."""

from __future__ import annotations

import argparse
from datetime import date

from pipeline.commands.issuing import publish_issued
from pipeline.commands.options import add_format, add_layout, add_workspace, day
from pipeline.undertakings.issue import issue_attachments


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--on", metavar="日期", type=day, default=None, help="按该日有效的标准（默认今天）")
    add_normalise(parser)
    add_layout(parser)
    add_workspace(parser)
    add_format(parser)


def add_normalise(parser: argparse.ArgumentParser) -> None:
    """Add ``--normalise``."""
    parser.add_argument("--normalise", action="store_true", help="改正笔误和层次、序号，并逐条列出（默认照录）")


def main(arguments: argparse.Namespace) -> int:
    """Make the attachments, publish them, and tell what was mended."""
    on = arguments.on or date.today()
    issued = issue_attachments(arguments.workspace, on, normalise=arguments.normalise, layout=arguments.layout)
    return publish_issued(arguments, issued, f"attachments/{on}")
