"""Formats set on a run by hand: a font that means one of our emphases, and what the print will not show."""

from __future__ import annotations

from pipeline.model.elements import Element, Emphasis
from pipeline.render.ooxml import Node, child, name, value

_OFF = {"0", "false", "off", "none", "baseline", "auto", "000000", "nil"}

_FORMATS = {
    "w:b": "加粗",
    "w:i": "倾斜",
    "w:u": "下划线",
    "w:strike": "删除线",
    "w:dstrike": "双删除线",
    "w:em": "着重号",
    "w:color": "字体颜色",
    "w:highlight": "突出显示",
    "w:vertAlign": "上标或下标",
    "w:bdr": "字符边框",
}

_FONTS = {
    "楷": Emphasis.KAI,
    "KaiTi": Emphasis.KAI,
    "黑体": Emphasis.HEI,
    "SimHei": Emphasis.HEI,
}

_OWN_FONT = {
    Element.HEADING_2: Emphasis.KAI,
    Element.HEADING_1: Emphasis.HEI,
    Element.SECRECY: Emphasis.HEI,
    Element.URGENCY: Emphasis.HEI,
    Element.ATTACHMENT_NUMBER: Emphasis.HEI,
    Element.TABLE_HEAD: Emphasis.HEI,
    Element.FIGURE_CAPTION: Emphasis.HEI,
    Element.HEADLINE: Emphasis.HEI,
}
"""Elements whose own style is already in that font: naming it again means nothing."""


def direct_emphasis(run: Node, element: Element | None) -> Emphasis:
    """Give the emphasis that a font chosen by hand means: 楷体 or 黑体 in a paragraph of another font."""
    font = value(child(run, "w:rPr/w:rFonts"), "w:eastAsia")
    emphasis = next((meant for start, meant in _FONTS.items() if font.startswith(start)), Emphasis.NONE)
    return Emphasis.NONE if element is not None and _OWN_FONT.get(element) is emphasis else emphasis


def foreign_formats(run: Node) -> str:
    """Name the formats set by hand that will not be printed."""
    properties = child(run, "w:rPr")
    if properties is None:
        return ""
    found = {node.tag: node for node in reversed(properties) if value(node).casefold() not in _OFF}
    return "、".join(label for tag, label in _FORMATS.items() if name(tag) in found)


def is_hidden(run: Node) -> bool:
    """Tell whether a run is hidden text."""
    hidden = child(run, "w:rPr/w:vanish")
    return hidden is not None and value(hidden).casefold() not in _OFF
