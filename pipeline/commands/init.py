"""``pingyi init DIR``: a new workspace with reference workbooks, blank forms and templates; no records."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from pipeline.exits import CANNOT_RUN, CLEAN
from pipeline.forms import standard_forms
from pipeline.outputs import publish_file
from pipeline.render.excel import workbook_bytes
from pipeline.resources import shared_root

_COPIED = ("templates", "inputs/organization.xlsx", "inputs/workplan.xlsx", "inputs/standards")
"""What a new workspace takes from the program's sample."""
_MADE = ("inputs/records", "inputs/sources", "outputs")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("directory", metavar="DIR", type=Path, help="新工作目录；须不存在或为空")


def main(arguments: argparse.Namespace) -> int:
    """Make the workspace; nothing that exists is overwritten."""
    target: Path = arguments.directory
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        print(f"pingyi init：{target} 已存在且不为空\n    改法：换一个新目录名", file=sys.stderr)
        return CANNOT_RUN
    for name in _COPIED:
        _copy(shared_root() / name, target / name)
    for name in _MADE:
        (target / name).mkdir(parents=True, exist_ok=True)
    for file_name, form in standard_forms():
        publish_file(target / "inputs/forms" / file_name, workbook_bytes(form))
    _tell(target)
    return CLEAN


def _copy(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def _tell(target: Path) -> None:
    print(f"已建立工作目录 {target}：")
    print("  inputs/organization.xlsx  单位、发文要素、领导小组、节假日、办理时限（请改成本单位的）")
    print("  inputs/workplan.xlsx      重点工作计划安排")
    print("  inputs/standards/         评价标准，一份文件一个工作簿")
    print("  inputs/forms/             空白标准填报表，可直接填写后放入 inputs/records/")
    print("  templates/                Word 模板，可用 Word 或 WPS 修改文字")
    print("下一步：把当月导出的表放进 inputs/records/2018-06/（按实际年月），在该目录下运行 pingyi run 2018-06")
