"""Proof (校样): what can go wrong silently in a PDF is read back and named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf

from pipeline.diagnostics import Diagnostic, Place, Severity

if TYPE_CHECKING:
    from collections.abc import Collection

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def font_faults(pdf: bytes, expected: Collection[str], file: str) -> list[Diagnostic]:
    """Name each font of a PDF that is not embedded, or that nobody asked for: a silent substitute."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        found = sorted(set(_fonts(opened)))
    return faults_of(found, expected, file)


def faults_of(found: Iterable[tuple[str, bool]], expected: Collection[str], file: str) -> list[Diagnostic]:
    """Name what is wrong with the fonts found: (name without the subset's mark, whether it is embedded)."""
    faults = []
    for name, embedded in found:
        if not embedded:
            faults.append(_fault(file, f"字体 {name} 没有嵌入文件"))
        elif name not in expected:
            faults.append(_fault(file, f"出现了未指定的字体 {name}，系统擅自替换了字体"))
    return faults


def _fonts(opened: pikepdf.Pdf) -> Iterator[tuple[str, bool]]:
    """Give (name without the subset's mark, whether it is embedded) of every font that a page may use."""
    seen: set[tuple[int, int]] = set()
    for page in opened.pages:
        yield from _fonts_in(page.obj.get("/Resources", {}), seen)


def _fonts_in(resources: Any, seen: set[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """Look into forms and patterns too; nothing is looked at twice."""
    for font in _unseen(resources.get("/Font", {}), seen):
        described = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
        descriptor = described.get("/FontDescriptor", {})
        name = str(font.get("/BaseFont", "")).removeprefix("/").split("+")[-1]
        yield name, any(key in descriptor for key in _FILES)
    for painted in (*_unseen(resources.get("/XObject", {}), seen), *_unseen(resources.get("/Pattern", {}), seen)):
        yield from _fonts_in(painted.get("/Resources", {}), seen)


def _unseen(entries: Any, seen: set[tuple[int, int]]) -> Iterator[Any]:
    for entry in dict(entries).values():
        if entry.objgen not in seen or not entry.is_indirect:
            seen.add(entry.objgen)
            yield entry


def _fault(file: str, message: str) -> Diagnostic:
    return Diagnostic(
        "PDF-FONT", Severity.ERROR, Place(file), message,
        "执行 pingyi doctor 查看各类字体的来源；在项目目录执行 make setup 补齐字体后重做",
    )  # fmt: skip
