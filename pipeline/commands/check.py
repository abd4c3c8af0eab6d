"""``pingyi check FILE…``: judge finished documents, ours or anybody's, by GB/T 9704—2012."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from pipeline.check import RULES, STANDARD, Office, Profile, check_file, find_office, parse_profile
from pipeline.commands.figures import add_set, figure_faults, ground_of_file
from pipeline.commands.options import add_format, add_workspace
from pipeline.commands.templates import WORD, check_templates
from pipeline.diagnostics import Diagnostic, Severity, in_order, printed
from pipeline.exits import CANNOT_RUN, CLEAN, DATA_ERRORS
from pipeline.fonts import find_fonts


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument(
        "files", metavar="FILE", type=Path, nargs="+",
        help="要核对的 .docx 或 .pdf，可写多个；前面加 template，则核对Word模板的标记",
    )  # fmt: skip
    parser.add_argument(
        "--profile", metavar="FILE.toml", type=_profile, default=STANDARD, help="地方规范（默认按国家标准）"
    )
    parser.add_argument("--no-layout", action="store_true", help="不用LibreOffice复核Word文件的版面")
    add_set(parser)
    add_workspace(parser)
    add_format(parser)


def main(arguments: argparse.Namespace) -> int:
    """Check every file, and prove the numbers of one that belongs to a set.

    A missing one is told, and the others are checked all the same.
    """
    if arguments.files[0] == WORD and not WORD.exists():
        return check_templates(arguments.files[1:], arguments.format)
    missing = [path for path in arguments.files if not path.is_file()]
    for path in missing:
        print(f"pingyi check：找不到 {path}\n    改法：核对文件名和所在文件夹", file=sys.stderr)
    found: list[Diagnostic] = []
    paths = [path for path in arguments.files if path not in missing]
    office = (
        None
        if arguments.no_layout or not _has_word(paths)
        else find_office(find_fonts(arguments.workspace.font_folders))
    )
    for path in paths:
        faults = check_file(path, str(path), arguments.profile, office)
        ground = ground_of_file(path, arguments)
        faults += figure_faults(path, ground) if ground else []
        found += faults
        _tell(path, faults, arguments.format)
    if arguments.format == "text":
        _sum_up(paths, office, no_layout=arguments.no_layout)
    if missing:
        return CANNOT_RUN
    return DATA_ERRORS if any(fault.severity is Severity.ERROR for fault in found) else CLEAN


def _profile(text: str) -> Profile:
    try:
        return parse_profile(Path(text).read_text(encoding="utf-8"))
    except OSError:
        raise argparse.ArgumentTypeError(f"找不到地方规范文件 {text}") from None
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"地方规范文件 {text} 有误：{fault}") from None


def _has_word(paths: list[Path]) -> bool:
    return any(path.suffix.lower() == ".docx" for path in paths)


def _tell(path: Path, faults: list[Diagnostic], form: str) -> None:
    if form == "json":
        for fault in in_order(faults):
            print(fault.as_json())
        return
    for line in printed(faults):
        print(line)
    counts = [sum(1 for fault in faults if fault.severity is severity) for severity in Severity]
    verdict = "未发现不符" if not any(counts) else f"错误{counts[0]}条，警告{counts[1]}条，提示{counts[2]}条"
    print(f"{path}：{verdict}")


def _sum_up(paths: list[Path], office: Office | None, *, no_layout: bool) -> None:
    print(f"共核对{len(paths)}个文件，依据GB/T 9704—2012等{len(RULES)}条规则（pingyi list checks 列出）。")
    if _has_word(paths) and office is None:
        reason = "按 --no-layout" if no_layout else "本机没有LibreOffice"
        print(f"Word文件只按自身参数核对，没有复核实际版面（{reason}）。")
