"""Fonts (字体): which face plays which role on this machine, and what it can write.

Word files name the office's fonts. A PDF embeds what is there: for each role the candidates of
`names` are tried in order, the first found wins, and a stand-in is named in a diagnostic.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from pipeline.fonts.names import Role, candidates

if TYPE_CHECKING:
    from pipeline.fonts.choice import FontSet, find_fonts
    from pipeline.fonts.face import Face
    from pipeline.fonts.fontconfig import fontconfig_file

__all__ = ["Face", "FontSet", "Role", "candidates", "find_fonts", "fontconfig_file"]


def __getattr__(name: str) -> object:
    """Import what reads font files when it is first asked for: who only names a role needs none of it.

    Raises:
        AttributeError: there is no such name.
    """
    module = _LATE.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(module), name)


_LATE = {
    "FontSet": "pipeline.fonts.choice",
    "find_fonts": "pipeline.fonts.choice",
    "Face": "pipeline.fonts.face",
    "fontconfig_file": "pipeline.fonts.fontconfig",
}
