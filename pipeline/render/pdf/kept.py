"""What is kept between prints (留用): read once a process, the same for every document, never changed by one.

A style sheet that WeasyPrint complains of is not kept, so that the next document hears of it too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import weasyprint
from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from weasyprint.text.fonts import FontConfiguration

from pipeline.fonts import Face, FontSet
from pipeline.render.pdf.complaints import listening
from pipeline.render.pdf.glyphs import Glyphs
from pipeline.render.pdf.setting import Memory
from pipeline.render.pdf.sources import LocalFetcher, allowed


@dataclass(frozen=True)
class _Cast:
    """A set of fonts that can be looked up: by which face plays and which help out."""

    roles: tuple[object, ...]
    fonts: FontSet = field(compare=False)


def memory(fonts: FontSet) -> Memory:
    """Give the typesetter's memory for a set of fonts, its glyphs measured."""
    found = _memory(_Cast((*fonts.faces.items(), *fonts.fallbacks.items()), fonts))
    found.bound()
    return found


@lru_cache(maxsize=2)
def _memory(cast: _Cast) -> Memory:
    return Memory(Glyphs(cast.fonts))


class Sandbox(SandboxedEnvironment):
    """Jinja's sandbox, which asks once whether an attribute of a type is safe: only type and name decide that."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._safe: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Tell whether a template may see an attribute."""
        key = (type(obj), attr)
        if key not in self._safe:
            self._safe[key] = super().is_safe_attribute(obj, attr, value)
        return self._safe[key]


@lru_cache(maxsize=4)
def environment(folder: Path) -> SandboxedEnvironment:
    """Give the page templates of a folder; one that changes on disk is read again."""
    return Sandbox(
        loader=FileSystemLoader(folder, encoding="utf-8"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@dataclass(frozen=True)
class _Case:
    """One set of faces loaded, and the style sheets that loaded them: another configuration would lack the faces."""

    fonts: FontConfiguration = field(default_factory=FontConfiguration)
    sheets: dict[tuple[str, Path], weasyprint.CSS] = field(default_factory=dict)


@lru_cache(maxsize=2)
def _case(faces: tuple[Face, ...]) -> _Case:  # noqa: ARG001 - the faces are the key
    return _Case()


def font_configuration(faces: tuple[Face, ...]) -> FontConfiguration:
    """Give the configuration into which the sheets of one set of faces load them: once, not once a document."""
    return _case(faces).fonts


def static_sheet(folder: Path) -> str:
    """Give the hand-written style sheet, as it is now."""
    return (folder / "gb9704.css").read_text(encoding="utf-8")


def style_sheet(faces: tuple[Face, ...], text: str, folder: Path) -> weasyprint.CSS:
    """Give the style sheets that are the same for all documents of a layout."""
    case = _case(faces)
    if (text, folder) in case.sheets:
        return case.sheets[text, folder]
    with listening() as complaints:
        fetcher = LocalFetcher(allowed(faces, {}, folder))
        sheet = weasyprint.CSS(string=text, font_config=case.fonts, url_fetcher=fetcher)
    if len(case.sheets) >= _MOST_SHEETS:
        case.sheets.clear()
    if not complaints:
        case.sheets[text, folder] = sheet
    return sheet


_MOST_SHEETS = 32
"""Layouts and shrinks are few; what only tests and edited templates make need not be kept for ever."""
