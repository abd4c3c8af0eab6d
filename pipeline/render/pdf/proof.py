"""Proof (校样): what can go wrong silently in a PDF is read back and named."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf

from pipeline.diagnostics import Diagnostic, Place, Severity

if TYPE_CHECKING:
    from collections.abc import Collection

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def font_faults(pdf: bytes, expected: Collection[str], file: str) -> list[Diagnostic]:
    """Name each font of a PDF that is not embedded, or that nobody asked for: a silent substitute."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        found = sorted(set(_fonts(opened)))
    faults = []
    for name, embedded in found:
        if not embedded:
            faults.append(_fault(file, f"字体 {name} 没有嵌入文件"))
        elif name not in expected:
            faults.append(_fault(file, f"出现了未指定的字体 {name}，系统擅自替换了字体"))
    return faults


def _fonts(opened: pikepdf.Pdf) -> Iterator[tuple[str, bool]]:
    """Give (name without the subset's mark, whether it is embedded) of every font in the file."""
    for element in opened.objects:
        if isinstance(element, pikepdf.Dictionary) and element.get("/Type") == "/FontDescriptor":
            name = str(element.get("/FontName", "")).removeprefix("/").split("+")[-1]
            yield name, any(key in element for key in _FILES)


def _fault(file: str, message: str) -> Diagnostic:
    return Diagnostic(
        "PDF-FONT", Severity.ERROR, Place(file), message,
        "执行 pingyi doctor 查看各类字体的来源；在项目目录执行 make setup 补齐字体后重做",
    )  # fmt: skip
