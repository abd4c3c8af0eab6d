"""The press (印机): a warm typst compiler for a set of faces; typst itself is an optional part (``pingyi[typst]``).

Never carry one across a fork: typst's own threads are not there in the child, and it waits for them for ever.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pipeline.fonts import Face

STANDARDS = ("a-3a", "ua-1")
"""What the finished file claims, and typst checks: PDF/A-3a and PDF/UA-1."""
_PACKAGE = re.compile(r'"@[\w-]+/')
_LINE = re.compile(r"\.typ:(\d+):")


class TemplateError(Exception):
    """The page template is at fault; ``line`` is 0 where there is none."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def is_installed() -> bool:
    """Tell whether typst is there."""
    return find_spec("typst") is not None


@dataclass(frozen=True)
class Press:
    """A warm compiler, and how it calls each face; the folder that shows typst the faces goes with it."""

    compiler: Any
    called: Mapping[Face, Mapping[str, Any]]
    fault: type[Exception]
    folder: tempfile.TemporaryDirectory[str]

    def printed(self, template: str, data: str) -> tuple[bytes, list[str]]:
        """Print data through a page template.

        Returns:
            The PDF, and what typst has to say about it.

        Raises:
            TemplateError: the template cannot be carried out.
        """
        if _PACKAGE.search(template):
            raise TemplateError("不得引用版面模板以外的内容：typst 的 @ 包")
        try:
            pdf, warnings = self.compiler.compile_with_warnings(
                input=template.encode(), format="pdf", sys_inputs={"data": data}, pdf_standards=list(STANDARDS)
            )
        except self.fault as fault:
            found = _LINE.search(getattr(fault, "diagnostic", ""))
            said = "；".join((str(fault), *getattr(fault, "hints", ())))
            raise TemplateError(said, int(found[1]) if found else 0) from None
        return pdf, [str(warning) for warning in warnings]


@lru_cache(maxsize=2)
def press(faces: tuple[Face, ...]) -> Press:
    """Show faces to typst, and no other: it takes its fonts from folders only, and finds them by family and weight.

    Raises:
        ImportError: typst is not installed.
    """
    import typst  # noqa: PLC0415 - an optional part

    folder = tempfile.TemporaryDirectory(prefix="pingyi-typst-")
    shown, root = Path(folder.name) / "fonts", Path(folder.name) / "root"
    shown.mkdir()
    root.mkdir()
    for number, path in enumerate(dict.fromkeys(face.path.resolve() for face in faces)):
        (shown / f"{number}{path.suffix}").symlink_to(path)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(shown)])
    known = {(Path(found.path or "").resolve(), found.index): found for found in fonts.fonts()}
    called = {face: _called(known[face.path.resolve(), face.index]) for face in faces}
    compiler = typst.Compiler(root=root, font_paths=fonts, ignore_system_fonts=True)
    return Press(compiler, called, typst.TypstError, folder)


def _called(found: Any) -> dict[str, Any]:
    return {"family": found.family, "weight": found.weight, "style": found.style, "stretch": found.stretch}
