"""Arguments that several commands share, and the way diagnostics are shown."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from pipeline.diagnostics import Diagnostic, Severity, in_order, printed
from pipeline.model.period import Period
from pipeline.workspace import Workspace


def workspace(text: str) -> Workspace:
    """Read ``--workspace``.

    Raises:
        argparse.ArgumentTypeError: the folder does not exist.
    """
    root = Path(text).resolve()
    if not root.is_dir():
        raise argparse.ArgumentTypeError(f"找不到工作目录 {text}，可用 pingyi init {text} 新建")
    return Workspace(root)


def period(text: str) -> Period:
    """Read a period.

    Raises:
        argparse.ArgumentTypeError: it is none of the accepted forms.
    """
    try:
        return Period.parse(text)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(str(fault)) from None


def day(text: str) -> date:
    """Read a day.

    Raises:
        argparse.ArgumentTypeError: it is no day written as ``2018-07-01``.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"日期“{text}”无法识别，应写作 2018-07-01") from None


def add_workspace(parser: argparse.ArgumentParser) -> None:
    """Add ``--workspace DIR``, by default the folder one stands in."""
    parser.add_argument("--workspace", metavar="DIR", type=workspace, default=".", help="工作目录（默认为当前目录）")


def add_format(parser: argparse.ArgumentParser) -> None:
    """Add ``--format text|json`` for diagnostics."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help="诊断信息的格式（默认 text）")


def add_layout(parser: argparse.ArgumentParser) -> None:
    """Add ``--layout`` for the judgement of Word files."""
    parser.add_argument("--layout", action="store_true", help="Word文件另按LibreOffice的排版核对（每份多用几秒）")


def show(diagnostics: Sequence[Diagnostic], form: str) -> None:
    """Print diagnostics: JSON lines to standard output, or sentences to standard error."""
    if form == "json":
        for diagnostic in in_order(diagnostics):
            print(diagnostic.as_json())
        return
    for line in printed(d for d in diagnostics if d.severity is not Severity.NOTE):
        print(line, file=sys.stderr)
