"""``pingyi doctor``: what this machine has for making documents, and what to install."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from pipeline.commands.options import add_workspace, show
from pipeline.diagnostics import has_errors
from pipeline.exits import CLEAN, DATA_ERRORS
from pipeline.fonts import FontSet, Role, candidates, find_fonts
from pipeline.settings import load_settings

_INSTALL = (
    "Debian：在项目目录执行 make setup，自动取得免费字体（软件包 fonts-noto-cjk、texlive-lang-chinese）",
    "统信UOS、银河麒麟：能连软件源的，同样执行 make setup（也用 apt）；单位已有公文字体的，",
    "    把方正小标宋简体（FZXBSJW.TTF）、仿宋_GB2312、楷体_GB2312、黑体、宋体的字体文件",
    "    复制到 ~/.local/share/fonts/ 或工作目录的 fonts/",
    "Windows：C:\\Windows\\Fonts 中的 simfang.ttf（仿宋）、simkai.ttf（楷体）、simhei.ttf（黑体）、simsun.ttc（宋体）",
    "    复制到工作目录的 fonts/；没有的，在“设置—应用—可选功能”中添加“简体中文补充字体”；",
    "    方正小标宋简体（FZXBSJW.TTF）不随 Windows 提供，用单位已购的，没有时以思源宋体粗体代替",
)

_PAINTERS = {
    "weasyprint": "未安装，不能印制PDF（执行 pip install pingyi）",
    "typst": "未安装（只在批量印制、pingyi.toml 中 [pdf] engine = \"typst\" 时需要；执行 pip install 'pingyi[typst]'）",
}

_NO_OFFICE = "未安装（只影响对 Word 文件版面的复核；Debian：apt-get install libreoffice-writer）"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    add_workspace(parser)


def main(arguments: argparse.Namespace) -> int:
    """Print the face that plays each role and its rivals, what is missing, and how to get it."""
    fonts = find_fonts(arguments.workspace.font_folders)
    for role in Role:
        for line in _told(role, fonts):
            print(line)
    office = shutil.which("soffice") or shutil.which("libreoffice")
    print(f"LibreOffice：{office or _NO_OFFICE}")
    settings, wrong = load_settings(arguments.workspace.root)
    print(f"版式引擎：{'；'.join(_painters(settings.pdf.engine))}")
    show([*fonts.diagnostics, *wrong], "text")
    print("安装字体（公文字体优先，装好后重新运行即自动采用）：")
    for line in _INSTALL:
        print(f"    {line}")
    return DATA_ERRORS if has_errors([*fonts.diagnostics, *wrong]) else CLEAN


def _painters(chosen: str) -> Iterator[str]:
    """Say of each program that can set the pages whether it is there, and which one the settings ask for."""
    for name, without in _PAINTERS.items():
        try:
            state = version(name)
        except PackageNotFoundError:
            state = without
        yield f"{name} {state}{'，采用' if name == chosen else ''}"


def _told(role: Role, fonts: FontSet) -> Iterator[str]:
    """Say which face plays a role, and of every candidate in order whether it is there."""
    face = fonts.faces.get(role)
    if face is None:
        yield f"{role}：缺少，不能印制PDF"
    else:
        stand_in = "" if face.names & {name.casefold() for name in candidates(role)[0]} else "，代替公文字体"
        yield f"{role}：{face.postscript_name}（{face.path}{stand_in}）"
    for title, names in zip(("公文字体", "免费代替"), candidates(role), strict=True):
        marks = (f"{name}（{'有' if name.casefold() in fonts.present else '无'}）" for name in names)
        yield f"    {title}，依次：{'、'.join(marks)}"
    helpers = "、".join(helper.postscript_name for helper in fonts.fallbacks.get(role, ()))
    yield f"    补生僻字：{helpers or '无'}"
