"""``pingyi shortlist 2018``: the units for 网络评议, by the rule of the standard, with the evidence."""

from __future__ import annotations

import argparse

from pipeline.commands.issuing import publish_issued
from pipeline.commands.options import add_format, add_layout, add_workspace, period
from pipeline.commands.progress import Console
from pipeline.running.prepare import Request
from pipeline.undertakings.across import make_shortlist


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("period", metavar="考核期", type=period, help="如 2018（年）、2018-11（截至该月）")
    parser.add_argument("--accept-rejected", action="store_true", help="有退回的行也继续，退回的不计")
    add_layout(parser)
    add_workspace(parser)
    add_format(parser)


def main(arguments: argparse.Namespace) -> int:
    """Make the list and its evidence."""
    request = Request(
        arguments.workspace,
        arguments.period,
        accept_rejected=arguments.accept_rejected,
        layout=arguments.layout,
    )
    issued = make_shortlist(request, Console(quiet=arguments.format == "json"))
    return publish_issued(arguments, issued, f"shortlist/{arguments.period}")
