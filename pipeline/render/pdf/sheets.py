"""Style sheets: what follows from the fonts found and from `typography`, ahead of the hand-written ``gb9704.css``."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.fonts import Face, Role
from pipeline.model.elements import Element
from pipeline.render.house import MM, SHEET
from pipeline.render.pdf.glyphs import Glyphs, ink_of, metrics
from pipeline.render.pdf.typography import Design, Setting, Type

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
    body = glyphs.own.postscript_name
    rules = [
        f":root {{ {'; '.join(_variables(design, scale))} }}",
        *_margin_rules(design),
        f'html, p, h1, h2, h3, h4, h5 {{ font-family: "{body}"; font-weight: 400 }}',
        *(_type_rule(element, kind, scale) for element, kind in design.types.items()),
        *_page_number_rules(glyphs.fonts.face(Role.SONG), design),
    ]
    return "\n".join(rules)


def _variables(design: Design, scale: float) -> Iterator[str]:
    """Give lengths that the hand-written sheet needs; a letter's rules are placed from the sheet's edges (10.1)."""
    yield f"--line: {design.line * scale:.3f}pt"
    yield f"--cell: {design.cell:.3f}pt"
    yield f"--type-height: {design.height:.3f}pt"
    yield f"--letter-mark: {30 * MM - design.top:.3f}pt"
    yield f"--letter-left: {(SHEET[0] - LETTER_RULE) / 2 * MM - design.left:.3f}pt"
    yield f"--letter-foot: {(SHEET[1] - 20) * MM - design.top:.3f}pt"


def _margin_rules(design: Design) -> Iterator[str]:
    """Bind at the left (5.2.1): even pages are mirrored; a landscape sheet stays in the bundle (8)."""
    top, right, bottom, left = (f"{side:.3f}pt" for side in (design.top, design.right, design.bottom, design.left))
    yield f"@page {{ margin: {top} {right} {bottom} {left} }}"
    yield f"@page :left {{ margin-left: {right}; margin-right: {left} }}"
    yield f"@page landscape:right {{ margin: {left} {top} {right} {bottom} }}"
    yield f"@page landscape:left {{ margin: {right} {top} {left} {bottom} }}"


def _type_rule(element: Element, kind: Type, scale: float) -> str:
    align = _ALIGN.get(kind.setting, "left")
    return (
        f".{element.css_class} {{ font-size: {kind.size * scale:.2f}pt; "
        f"line-height: {kind.line * scale:.3f}pt; text-align: {align} }}"
    )


def _page_number_rules(face: Face, design: Design) -> Iterator[str]:
    """Put the dashes beside the number 7 mm below the 版心 (7.5): the ink of the dash, not its line box.

    On a landscape page (8) the same place lies in the left margin, where the number is turned about its box's centre.
    """
    below, cell = design.bottom, design.cell
    ascent, descent = (value / metrics(face).em for value in (metrics(face).ascent, metrics(face).descent))
    baseline = (1 + (ascent + descent)) / 2 * PAGE_NUMBER
    drop = 7 * MM + ink_of("—", face).above * PAGE_NUMBER - baseline
    font = f'font: {PAGE_NUMBER}pt/{PAGE_NUMBER}pt "{face.postscript_name}"; white-space: nowrap'
    yield f"@page :right {{ @bottom-right {{ {font}; padding: {drop:.3f}pt {cell:.3f}pt 0 0; vertical-align: top }} }}"
    yield f"@page :left {{ @bottom-left {{ {font}; padding: {drop:.3f}pt 0 0 {cell:.3f}pt; vertical-align: top }} }}"
    inward = (below - drop) - (below + PAGE_NUMBER) / 2
    along = cell + (below - PAGE_NUMBER) / 2
    for side, box, away in (("right", "left-bottom", -along), ("left", "left-top", along)):
        turn = f"transform: translate({inward:.3f}pt, {away:.3f}pt) rotate(90deg)"
        place = f"width: {below:.3f}pt; height: {PAGE_NUMBER}pt; text-align: {side}; {turn}"
        yield f"@page landscape:{side} {{ @{box} {{ {font}; {place} }} }}"


LETTER_RULE = 170
"""Millimetres: the width of a letter's double rules (10.1)."""
_ALIGN = {Setting.CENTRED: "center", Setting.TITLE: "center", Setting.RIGHT: "right"}
