"""A fontconfig file, so that LibreOffice lays our Word files out with the faces the PDF embeds."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from pipeline.fonts.choice import FontSet
from pipeline.fonts.face import Face
from pipeline.fonts.names import OFFICE

_WEIGHTS = {400: 80, 500: 100, 600: 180, 700: 200}
"""fontconfig's own scale for OS/2 weights."""


def fontconfig_file(fonts: FontSet) -> str:
    """Give the text of a ``fonts.conf`` that knows only the set's files and answers to the office's font names."""
    folders = sorted({str(face.path.parent) for face in fonts.used()})
    lines = [
        '<?xml version="1.0"?>',
        '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
        "<fontconfig>",
        *(f"  <dir>{escape(folder)}</dir>" for folder in folders),
        '  <cachedir prefix="xdg">fontconfig</cachedir>',
        *(line for role, face in fonts.faces.items() for name in OFFICE[role] for line in _answer(name, face)),
        "</fontconfig>",
    ]
    return "\n".join(lines) + "\n"


def _answer(name: str, face: Face) -> Iterator[str]:
    """Answer to a name with the face's family and weight, unless the face itself bears that name."""
    if name.casefold() in face.names:
        return
    yield '  <match target="pattern">'
    yield f'    <test qual="any" name="family"><string>{escape(name)}</string></test>'
    yield f'    <edit name="family" mode="assign" binding="same"><string>{escape(face.family)}</string></edit>'
    yield f'    <edit name="weight" mode="assign" binding="same"><int>{_WEIGHTS.get(face.weight, 80)}</int></edit>'
    yield "  </match>"
