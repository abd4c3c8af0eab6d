"""Style sheets: what follows from the fonts found and from `typography`, ahead of the hand-written ``gb9704.css``."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.fonts import Face, Role
from pipeline.model.elements import Element
from pipeline.render.pdf.glyphs import Glyphs, ink_of, metrics
from pipeline.render.pdf.typography import CELL, LINE, MM, Design, Setting, Type

PAGE_NUMBER = 14
"""4号 (7.5)."""


def face_address(face: Face) -> str:
    """Give the address under which the fetcher finds a face; the number counts in collections."""
    return f"{face.path.resolve().as_uri()}?face={face.index}"


def face_sheet(glyphs: Glyphs) -> str:
    """Declare every face that may be used, and no other: a family that is not found is substituted silently."""
    return "\n".join(_face_rules(glyphs))


def _face_rules(glyphs: Glyphs) -> Iterator[str]:
    for face, number in glyphs.numbers.items():
        name = face.postscript_name
        yield f'@font-face {{ font-family: "{name}"; src: url("{face_address(face)}"); font-weight: 400 }}'
        yield f'.f{number} {{ font-family: "{name}" }}'


def type_sheet(glyphs: Glyphs, design: Design, scale: float) -> str:
    """Give each element its type.

    Every line box is the 仿宋's own, so that baselines keep the grid whatever face stands in it.
    """
    body = glyphs.fonts.face(Role.FANGSONG).postscript_name
    rules = [
        f":root {{ --line: {LINE * scale:.3f}pt; --cell: {CELL:.3f}pt }}",
        f'html, p, h1, h2, h3, h4, h5 {{ font-family: "{body}"; font-weight: 400 }}',
        *(_type_rule(element, kind, scale) for element, kind in design.types.items()),
        *_page_number_rules(glyphs.fonts.face(Role.SONG)),
    ]
    return "\n".join(rules)


def _type_rule(element: Element, kind: Type, scale: float) -> str:
    align = _ALIGN.get(kind.setting, "left")
    return (
        f".{element.css_class} {{ font-size: {kind.size * scale:.2f}pt; "
        f"line-height: {kind.line * scale:.3f}pt; text-align: {align} }}"
    )


def _page_number_rules(face: Face) -> Iterator[str]:
    """Put the dashes beside the number 7 mm below the 版心 (7.5): the ink of the dash, not its line box.

    On a landscape page (8) the same place lies in the left margin, where the number is turned about its box's centre.
    """
    ascent, descent = (value / metrics(face).em for value in (metrics(face).ascent, metrics(face).descent))
    baseline = (1 + (ascent + descent)) / 2 * PAGE_NUMBER
    drop = 7 * MM + ink_of("—", face).above * PAGE_NUMBER - baseline
    font = f'font: {PAGE_NUMBER}pt/{PAGE_NUMBER}pt "{face.postscript_name}"; white-space: nowrap'
    yield f"@page :right {{ @bottom-right {{ {font}; padding: {drop:.3f}pt {CELL:.3f}pt 0 0; vertical-align: top }} }}"
    yield f"@page :left {{ @bottom-left {{ {font}; padding: {drop:.3f}pt 0 0 {CELL:.3f}pt; vertical-align: top }} }}"
    inward = (_BELOW - drop) - (_BELOW + PAGE_NUMBER) / 2
    along = CELL + (_BELOW - PAGE_NUMBER) / 2
    for side, box, away in (("right", "left-bottom", -along), ("left", "left-top", along)):
        turn = f"transform: translate({inward:.3f}pt, {away:.3f}pt) rotate(90deg)"
        place = f"width: {_BELOW:.3f}pt; height: {PAGE_NUMBER}pt; text-align: {side}; {turn}"
        yield f"@page landscape:{side} {{ @{box} {{ {font}; {place} }} }}"


_BELOW = 35 * MM
"""The margin below the 版心; on a landscape page the left one."""
_ALIGN = {Setting.CENTRED: "center", Setting.TITLE: "center", Setting.RIGHT: "right"}
