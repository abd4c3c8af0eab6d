"""``pingyi print 月报.docx``: the PDF of a document that somebody finished by hand in Word or WPS."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pipeline.commands.figures import Ground, add_set, figure_faults, ground_of_file
from pipeline.commands.options import add_format, add_workspace, show
from pipeline.diagnostics import Severity, has_errors
from pipeline.exits import CANNOT_RUN, CLEAN, DATA_ERRORS
from pipeline.fonts import find_fonts
from pipeline.outputs import publish_file
from pipeline.render.produce import Workshop, print_manuscript
from pipeline.running.finished import load_yardstick
from pipeline.settings import load_settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", metavar="FILE.docx", type=Path, help="要排成 PDF 的 Word 文件")
    parser.add_argument("--output", metavar="FILE.pdf", type=Path, help="PDF 的位置（默认与 Word 文件同名）")
    add_set(parser)
    add_workspace(parser)
    add_format(parser)


def main(arguments: argparse.Namespace) -> int:
    """Print one Word file and prove its numbers; nothing is written when it cannot be read."""
    source: Path = arguments.file
    if not source.is_file():
        print(f"pingyi print：找不到 {source}\n    改法：核对文件名和所在文件夹", file=sys.stderr)
        return CANNOT_RUN
    workspace = arguments.workspace
    fonts = find_fonts(workspace.font_folders)
    yardstick, flaws = load_yardstick(workspace.inputs)
    settings, wrong = load_settings(workspace.root)
    show([*fonts.diagnostics, *flaws, *wrong], arguments.format)
    if has_errors([*fonts.diagnostics, *flaws, *wrong]):
        return DATA_ERRORS
    workshop = Workshop(workspace.templates, fonts, yardstick.house, settings.pdf.engine)
    _, pdf, faults = print_manuscript(source.read_bytes(), source.name, workshop)
    show(faults, arguments.format)
    if has_errors(faults):
        return DATA_ERRORS
    ground = ground_of_file(source, arguments)
    figures = figure_faults(source, ground) if ground else []
    show(figures, arguments.format)
    target = arguments.output or source.with_suffix(".pdf")
    publish_file(target, pdf)
    if arguments.format == "text":
        unplaced = sum(1 for fault in faults if fault.severity is Severity.WARNING)
        print(f"已生成 {target}；{f'有 {unplaced} 处请核对（见上）' if unplaced else '各部分均已按公文格式排好'}")
        print(_told(ground, len(figures)))
    return DATA_ERRORS if has_errors(figures) else CLEAN


def _told(ground: Ground | None, wrong: int) -> str:
    """Say what proving the numbers came to."""
    if ground is None:
        return "没有核对数字：旁边没有这份文件的底稿；用 --period 2018-06 --unit 单位 指明它属于哪一套成品"
    if wrong:
        return f"数字核对：与{ground.name}底稿不符 {wrong} 处（见上），改正后重新排印"
    return f"数字核对：与{ground.name}底稿相符"
