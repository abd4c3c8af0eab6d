"""Fonts (字体): which face plays which role on this machine, and what it can write.

Word files name the office's fonts. A PDF embeds what is there: for each role the candidates of
`names` are tried in order, the first found wins, and a stand-in is named in a diagnostic.
"""

from __future__ import annotations

from pipeline.fonts.choice import FontSet, find_fonts
from pipeline.fonts.face import Face
from pipeline.fonts.fontconfig import fontconfig_file
from pipeline.fonts.names import Role, candidates

__all__ = ["Face", "FontSet", "Role", "candidates", "find_fonts", "fontconfig_file"]
