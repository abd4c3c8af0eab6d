"""What the commands share that issue documents outside the monthly run."""

from __future__ import annotations

import argparse
import sys
from itertools import takewhile

from pipeline.commands.options import show
from pipeline.diagnostics import counted
from pipeline.exits import CLEAN, DATA_ERRORS
from pipeline.outputs import locked, publish_set
from pipeline.undertakings.issue import Issued

_CONTEXT = 8
"""So many characters are shown on either side of a change."""


def publish_issued(arguments: argparse.Namespace, issued: Issued, folder: str) -> int:
    """Write a set whole, and tell where it is and what was mended; nothing is written when something is an error."""
    show(issued.diagnostics, arguments.format)
    machine = arguments.format == "json"
    if not issued.files:
        if not machine:
            print(f"有 {counted(issued.diagnostics)}，见上，没有生成文件；原有文件未改动")
        return DATA_ERRORS
    target = arguments.workspace.outputs / folder
    with locked(arguments.workspace.outputs, _say_waiting):
        target.parent.mkdir(parents=True, exist_ok=True)
        publish_set(target, issued.files)
    if not machine:
        _tell(issued, f"outputs/{folder}")
    return CLEAN


def _tell(issued: Issued, folder: str) -> None:
    print(f"已生成 {folder}/：")
    for path in sorted(issued.files):
        print(f"    {path}")
    print(issued.judgement)
    if issued.amendments:
        print(f"规范化改动 {len(issued.amendments)} 处：")
        for mended in issued.amendments:
            before, after = _around(mended.before, mended.after)
            print(f"    {mended.place}：“{before}”改为“{after}”。依据：{mended.reason}")


def _around(before: str, after: str) -> tuple[str, str]:
    """Cut what is alike at both ends, but for the few words that show the place."""
    head = _alike(before, after)
    tail = _alike(before[head:][::-1], after[head:][::-1])
    start = max(0, head - _CONTEXT)
    rest = max(0, tail - _CONTEXT)
    return _cut(before, start, len(before) - rest), _cut(after, start, len(after) - rest)


def _alike(one: str, other: str) -> int:
    """Count the characters that two texts begin with in common."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))))


def _cut(text: str, start: int, end: int) -> str:
    return f"{'……' if start else ''}{text[start:end]}{'……' if end < len(text) else ''}"


def _say_waiting() -> None:
    print("另一个 pingyi 正在使用 outputs/，等它做完再开始……", file=sys.stderr)
