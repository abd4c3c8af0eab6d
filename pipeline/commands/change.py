"""``pingyi change OLD.xlsx NEW.xlsx``: a revised standard becomes new attachments, 修订对照表, 通知 and 影响分析."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.commands.issuing import publish_issued
from pipeline.commands.options import add_format, add_layout, add_workspace, period
from pipeline.commands.progress import Console
from pipeline.model.change import ChangeMaterial
from pipeline.undertakings.revise import Asked, revise


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("old", metavar="旧标准.xlsx", type=Path, help="修订前的评价标准工作簿")
    parser.add_argument("new", metavar="新标准.xlsx", type=Path, help="修订后的评价标准工作簿")
    parser.add_argument("--period", metavar="考核期", type=period, default=None, help="测算到哪个月（默认最近的）")
    parser.add_argument("--unit", metavar="单位", action="append", default=[], help="只测算该单位，可写多次")
    parser.add_argument("--accept-rejected", action="store_true", help="有退回的行也测算，文件中注明行数")
    add_layout(parser)
    add_workspace(parser)
    add_format(parser)


def main(arguments: argparse.Namespace) -> int:
    """Make the pack, publish it under the day it takes effect, and tell what it does."""
    asked = Asked(
        arguments.workspace, arguments.old, arguments.new, arguments.period, tuple(arguments.unit),
        accept_rejected=arguments.accept_rejected, layout=arguments.layout,
    )  # fmt: skip
    machine = arguments.format == "json"
    revised = revise(asked, Console(quiet=machine))
    material = revised.material
    folder = f"changes/{material.revision.new.effective_from}" if material else "changes"
    code = publish_issued(arguments, revised, folder)
    if material and not machine:
        _tell(material, folder)
    return code


def _tell(material: ChangeMaterial, folder: str) -> None:
    revision, prints = material.revision, material.fingerprints
    again = [one.title for one in prints if one.is_changed]
    print(f"修订条文 {len(revision.texts)} 处、计分参数 {len(revision.parameters)} 处")
    if material.period is None:
        print("没有记录可供测算，未作得分影响分析")
    names = f"：{'、'.join(again)}" if again else ""
    print(f"需重新印发 {len(again)} 份{names}；其余 {len(prints) - len(again)} 份逐字节不变")
    print(f"请先看：outputs/{folder}/修订通知.pdf；新标准确定后，把工作簿放进 inputs/standards/ 即按生效日期使用")
