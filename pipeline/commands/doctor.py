"""``pingyi doctor``: what this machine has for making documents, and what to install."""

from __future__ import annotations

import argparse
import shutil

from pipeline.cli import CLEAN, DATA_ERRORS
from pipeline.commands.options import add_workspace, show
from pipeline.diagnostics import has_errors
from pipeline.fonts import Role, find_fonts

_INSTALL = (
    "Debian：在项目目录执行 make setup",
    "统信UOS、麒麟：软件商店安装方正或中易公文字体，或把字体文件放入工作目录的 fonts/",
    "Windows：把 C:\\Windows\\Fonts 中的仿宋、楷体、黑体、方正小标宋复制到工作目录的 fonts/",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_workspace(parser)


def main(arguments: argparse.Namespace) -> int:
    """Print the face that plays each role, what is missing, and how to get it."""
    fonts = find_fonts(arguments.workspace.font_folders)
    for role in Role:
        face = fonts.faces.get(role)
        print(f"{role}：{f'{face.postscript_name}（{face.path}）' if face else '缺少'}")
    office = shutil.which("soffice")
    print(f"LibreOffice：{office or '未安装（只影响对 Word 文件版面的复核）'}")
    show(fonts.diagnostics, "text")
    if any(role not in fonts.faces for role in Role):
        print("安装字体：")
        for line in _INSTALL:
            print(f"    {line}")
    return DATA_ERRORS if has_errors(fonts.diagnostics) else CLEAN
