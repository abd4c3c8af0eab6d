"""``pingyi verify outputs/2018-06``: prove that a set is what its inputs make, or name the first thing that differs."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from pipeline.commands.options import add_format, period, show, workspace
from pipeline.commands.progress import Console
from pipeline.diagnostics import Severity
from pipeline.exits import CANNOT_RUN, CLEAN, DATA_ERRORS
from pipeline.outputs import new_set
from pipeline.running.manifest import NAME, Manifest
from pipeline.undertakings.verify import Standing, Verdict, verify
from pipeline.workspace import Workspace


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("folder", metavar="成品文件夹", help="如 outputs/2018-06，也可以是其中 history/ 下的旧版")
    parser.add_argument("--rebuild", metavar="DIR", type=Path, help="把重做的一套另存到这个新文件夹")
    parser.add_argument("--standard", metavar="文件", type=Path, help="试算所用标准现在的位置（移动过时才要写）")
    parser.add_argument("--workspace", metavar="DIR", type=workspace, help="工作目录（默认为成品所在的工作目录）")
    add_format(parser)


def main(arguments: argparse.Namespace) -> int:
    """Verify one set."""
    folder = _folder(arguments)
    rebuild: Path | None = arguments.rebuild
    if rebuild is not None and rebuild.exists() and (not rebuild.is_dir() or any(rebuild.iterdir())):
        return _cannot(f"{rebuild} 已存在且不为空", "换一个新文件夹名")
    if not (folder / NAME).is_file():
        return _cannot(f"{folder} 里没有 {NAME}，不是一套成品", "写成品文件夹，如 outputs/2018-06")
    try:
        manifest = Manifest.parse((folder / NAME).read_text("utf-8"))
    except ValueError:
        return _cannot(f"{folder / NAME} 不是考核期成品的清单，或已损坏", "只验证 pingyi run 的成品；损坏的从备份取回")
    home = arguments.workspace or _home(folder)
    if home is None:
        return _cannot(f"找不到 {folder} 所在的工作目录（其中有 inputs/）", "用 --workspace 指明工作目录")
    standing, console = Standing(folder, manifest, home, arguments.standard), Console(quiet=arguments.format == "json")
    with tempfile.TemporaryDirectory() as aside:
        place = rebuild.absolute() if rebuild is not None else Path(aside) / folder.name
        place.parent.mkdir(parents=True, exist_ok=True)
        with new_set(place) as files:
            verdict = verify(standing, console, files)
            code = _tell(arguments, manifest, verdict)
            if rebuild is not None and verdict.rebuilt:
                files.publish()
    return code


def _folder(arguments: argparse.Namespace) -> Path:
    """Give the set's folder; a period alone stands for its folder in ``outputs/``."""
    folder = Path(arguments.folder)
    if folder.exists():
        return folder.resolve()
    try:
        named = period(arguments.folder)
    except argparse.ArgumentTypeError:
        return folder
    home = arguments.workspace.root if arguments.workspace else Path.cwd()
    return Path(home) / "outputs" / str(named)


def _home(folder: Path) -> Workspace | None:
    """Find the workspace that a set lies in."""
    return next((Workspace(path) for path in folder.parents if (path / "inputs").is_dir()), None)


def _cannot(message: str, remedy: str) -> int:
    print(f"pingyi verify：{message}\n    改法：{remedy}", file=sys.stderr)
    return CANNOT_RUN


def _tell(arguments: argparse.Namespace, manifest: Manifest, verdict: Verdict) -> int:
    if arguments.format == "json":
        for fault in (*verdict.differences, *verdict.stopped):
            print(fault.as_json())
    else:
        _tell_people(arguments, manifest, verdict)
    return CLEAN if verdict.is_proven else DATA_ERRORS


def _tell_people(arguments: argparse.Namespace, manifest: Manifest, verdict: Verdict) -> None:
    counts = (f"{title}{len(manifest.sections[section])}个" for section, title in TITLES)
    print(f"{arguments.folder}（{manifest.period}）：核对{'、'.join(counts)}，成品{len(manifest.outputs)}个")
    first = next((fault for fault in verdict.differences if fault.severity is Severity.ERROR), None)
    follows = [fault for fault in verdict.differences if fault.code == "VER-REBUILD" and fault is not first]
    for fault in verdict.differences:
        if fault not in follows:
            print(fault)
    if follows:
        print(f"重做结果因此不同的成品{len(follows)}个：{'、'.join(fault.place.file for fault in follows[:_NAMED])}")
    show(verdict.stopped, "text")
    if verdict.is_proven:
        print("结论：可以证明。材料与生成时相同，重做结果逐字节相同。")
    elif first is not None:
        print(f"结论：不能证明。首先不同的是 {first.place}：{first.message}。")
    if not verdict.rebuilt:
        print("没有重做出成品：数据有误（见上），改正后再验证。")
    elif arguments.rebuild is not None:
        print(f"重做的一套已存入 {arguments.rebuild}/")
    if manifest.kept:
        print(f"沿用以前成品的单位只核对了指纹，没有重做：{'、'.join(manifest.kept)}")


_NAMED = 20
TITLES = (("inputs", "原始记录"), ("reference", "参考表"), ("templates", "模板"), ("fonts", "字体"))
