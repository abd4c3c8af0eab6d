"""``pingyi check template FILE…``: the broken and unknown tags of Word templates, with table, row and cell."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.compose import KINDS
from pipeline.compose.contents import CONTENTS
from pipeline.diagnostics import Diagnostic, has_errors, in_order
from pipeline.exits import CANNOT_RUN, CLEAN, DATA_ERRORS
from pipeline.render.word import check_template

WORD = Path("template")
"""What is written before the files."""


def check_templates(paths: Sequence[Path], form: str) -> int:
    """Check the tags of templates, and the names in them where the file's name tells the kind."""
    contents = {kind.template: CONTENTS[kind.name] for kind in KINDS}
    known = [path for path in paths if path.is_file()]
    for path in paths:
        if path not in known:
            print(f"pingyi check：找不到 {path}\n    改法：核对文件名和所在文件夹", file=sys.stderr)
    found: list[Diagnostic] = []
    for path in known:
        faults = check_template(path.absolute(), contents.get(path.name))
        found += faults
        _tell(path, faults, form, named=path.name in contents)
    if not paths or len(known) < len(paths):
        return CANNOT_RUN
    return DATA_ERRORS if has_errors(found) else CLEAN


def _tell(path: Path, faults: Sequence[Diagnostic], form: str, *, named: bool) -> None:
    for fault in in_order(faults):
        print(fault.as_json() if form == "json" else fault)
    if form == "text":
        scope = "" if named else "（文件名不是任何文种的模板，doc 之下的名称没有核对）"
        print(f"{path}：{f'{len(faults)}处有误' if faults else '标记未发现错误'}{scope}")
