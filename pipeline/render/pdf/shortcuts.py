"""Shortcuts (捷径): what WeasyPrint asks again and again although a style, or a line, has already answered.

Each function here gives what WeasyPrint's own of the same name gives, and hands over to it whatever is not plain.
What is known of a style is kept on the style, which belongs to one layout. See `quicker` for when they stand in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pydyf
from weasyprint import css
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.draw import border
from weasyprint.formatting_structure import boxes
from weasyprint.layout import background, percent
from weasyprint.text import fonts, line_break

_resolve, _strut, _description = percent.resolve_percentages, line_break.strut, fonts.get_font_description
_backgrounds, _outline = background.layout_box_backgrounds, border.draw_outline
_references, _bytes = pydyf.PDF.page_references, pydyf._to_bytes  # noqa: SLF001, what a shortcut hands over to
_missing, _reactivate = css.ComputedStyle.__missing__, line_break.Layout.reactivate

_SIDES = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))
_CORNERS = {f"border_{corner}_radius": (0, 0) for corner in ("top_left", "top_right", "bottom_right", "bottom_left")}
_USED = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("top", "right", "bottom", "left")),
    *("width", "min_width", "max_width", "height", "min_height", "max_height"),
)  # fmt: skip
_LOGICAL = frozenset(name(block="ttb", inline=way) for name in PHYSICAL_FUNCTIONS.values() for way in ("ltr", "rtl"))
_OWN_WAYS = frozenset({"page", "position", "float", "display"}) | {
    name for name in INITIAL_VALUES if name.startswith("text_decoration_")
}
_HANDED_DOWN = {"page", *(f"text_decoration_{name}" for name in ("line", "color", "style", "thickness"))}
"""What comes from the parent although it is not inherited, when a style itself says nothing of it."""
_INHERITED = frozenset(INHERITED) - _OWN_WAYS | _HANDED_DOWN
_WIDTHS = {f"{name}_width": f"{name}_style" for name in (*(side[:-6] for side in _SIDES), "outline")}
"""Widths that are nothing where no line is."""
_INITIAL = frozenset(INITIAL_VALUES) - INHERITED - INITIAL_NOT_COMPUTED - _OWN_WAYS


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """Set used lengths; they are the same for all boxes of a style that asks for no share of anything."""
    style = box.style
    known = style.__dict__.get("known_lengths") if isinstance(box, boxes.Box) else {}
    if not known:
        _resolve(box, containing_block)
        if known is None:
            style.__dict__["known_lengths"] = _lengths(box)
        return
    own = box.__dict__
    own.update(known)
    collapse = style["border_collapse"] == "collapse"
    for name in _SIDES:
        if not (collapse and hasattr(box, name)):
            own[name] = style[name]


def _lengths(box: Any) -> dict[str, Any]:
    """Give the lengths that were set; none when they are this box's alone."""
    style = box.style
    fixed = all(value == "auto" or getattr(value, "unit", "") == "px" for value in map(style.__getitem__, _USED))
    if not fixed or style["box_sizing"] != "content-box" or isinstance(box, boxes.PageBox):
        return {}
    return {name: getattr(box, name) for name in _USED}


def strut(style: Any) -> tuple[float, float]:
    """Give a line's height and baseline; WeasyPrint writes out all of a style's fonts to look them up."""
    return _once(style, "known_strut", _strut)  # type: ignore[no-any-return]


def get_font_description(style: Any) -> Any:
    """Give Pango's name for a style's font."""
    return _once(style, "known_font", _description)


def layout_box_backgrounds(
    page: Any, box: Any, get_image_from_uri: Callable[..., Any], layout_children: bool = True, style: Any = None
) -> None:
    """Pass over boxes with nothing behind them."""
    plain = box is not page and style is None and isinstance(box, boxes.Box)
    if not plain or not _once(box.style, "known_bare", _is_bare):
        _backgrounds(page, box, get_image_from_uri, layout_children, style)
        return
    box.__dict__.update(_CORNERS)
    box.background = None
    if layout_children:
        for child in box.all_children():
            layout_box_backgrounds(page, child, get_image_from_uri)


def _is_bare(style: Mapping[str, Any]) -> bool:
    """Tell whether a style paints nothing behind a box and rounds no corner."""
    return (
        style["border_image_source"][0] == style["mask_border_source"][0] == "none"
        and style["visibility"] == "visible"
        and all(kind == "none" for kind, _ in style["background_image"])
        and not style["box_shadow"]
        and style["background_color"] != "currentcolor"
        and style["background_color"].alpha == 0
        and all((0, "px") in style[name] for name in _CORNERS)
    )


def draw_outline(stream: Any, box: Any) -> None:
    """Pass over boxes without an outline."""
    if box.style["outline_width"]:
        _outline(stream, box)
        return
    for child in box.children:
        if isinstance(child, boxes.Box):
            draw_outline(stream, child)


def missing(style: Any, key: str) -> Any:
    """Give what a style says nothing of: its parent's value, or the initial one."""
    if key in style.cascaded or style.parent_style is None or not _once(style, "known_physical", _is_physical):
        return _missing(style, key)
    if key in _INHERITED:
        value = style[key] = style.parent_style[key]
        return value
    if key in _INITIAL:
        value = style[key] = INITIAL_VALUES[key]
        return value
    if key in _WIDTHS and style[_WIDTHS[key]] == "none":
        value = style[key] = 0
        return value
    if key == "position" or (key == "float" and style["position"] == "static"):
        value = style.specified[key] = style[key] = INITIAL_VALUES[key]
        return value
    return _missing(style, key)


def _is_physical(style: Any) -> bool:
    """Tell whether a style speaks of top and left only, never of block and inline sides."""
    return _LOGICAL.isdisjoint(style.cascaded)


def deactivate(layout: Any) -> None:
    """Keep a line's shapes for the painting: they are few, and shaped again from nothing otherwise."""


def reactivate(layout: Any, style: Any) -> None:
    """Give a line's shapes; spread anew when words are to be pushed apart."""
    if layout.justification_spacing or style is not getattr(layout, "style", None):
        _reactivate(layout, style)


def page_references(pdf: pydyf.PDF) -> Any:
    """Give the references to all pages; every tag asks for them, and WeasyPrint writes them all anew."""
    kids, known = pdf.pages["Kids"], pdf.__dict__.get("known_references", ())
    if len(known) * 3 != len(kids):
        known = pdf.known_references = _references.fget(pdf)
    return known


def to_bytes(item: Any) -> bytes:
    """Write a value into a PDF; what is mostly asked for first."""
    kind = type(item)
    if kind is bytes:
        return item  # type: ignore[no-any-return]
    if kind is float:
        return (str(int(item)) if item.is_integer() else f"{item:f}".rstrip("0")).encode("ascii")
    return str(item).encode("ascii") if kind is int or kind is str else _bytes(item)


def _once(style: Any, name: str, ask: Callable[[Any], Any]) -> Any:
    known = style.__dict__
    if name not in known:
        known[name] = ask(style)
    return known[name]
