"""版头 (7.2): where its lines stand on the first page.

Ink is measured, not line boxes: the standard's 35 mm goes to the upper edge of the 发文机关标志 as it is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from pipeline.fonts import Role
from pipeline.model.document import Paragraph
from pipeline.model.elements import Element, Layout
from pipeline.render.house import MM
from pipeline.render.pdf.glyphs import Ink, ink_of, metrics
from pipeline.render.pdf.paragraphs import Shaper
from pipeline.render.pdf.typography import Design, Type
from pipeline.render.pdf.views import HeadView, ParagraphView

FRONT = (Element.COPY_NUMBER, Element.SECRECY, Element.URGENCY)
RULE = 1.5
"""Thickness of the red line in points; the standard gives none."""
DOUBLE_RULE = 3.45
"""Height of the double line: 1.5 pt, a gap of 1.2 pt, 0.75 pt."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """The paragraphs of a 版头: those above the 标志, the 标志, the rest."""

    front: tuple[Paragraph, ...]
    marks: tuple[Paragraph, ...]
    rest: tuple[Paragraph, ...]


def head_view(paragraphs: Sequence[Paragraph], layout: Layout, shaper: Shaper) -> HeadView:
    """Set the 版头 of a layout."""
    front = tuple(takewhile(lambda paragraph: paragraph.element in FRONT, paragraphs))
    marks = tuple(paragraph for paragraph in paragraphs if paragraph.element is Element.AGENCY_MARK)
    rest = tuple(paragraph for paragraph in paragraphs if paragraph not in (*front, *marks))
    parts = _Parts(front, marks, rest)
    return HEADS.get(layout, _plain)(parts, shaper) if marks else _plain(parts, shaper)


def _plain(parts: _Parts, shaper: Shaper) -> HeadView:
    """Set the lines one below the other: no 标志, no rule."""
    front, number = shaper.shapes(parts.front), shaper.shapes(parts.rest)
    marks, _ = _marks(parts.marks, 0.0, shaper)
    lines = sum(len(view.lines) for view in (*front, *marks, *number))
    return HeadView(front, marks, number, depth=lines * shaper.design.line)


def _red_head(parts: _Parts, shaper: Shaper) -> HeadView:
    marks, depth = _marks(parts.marks, 35 * MM, shaper)
    number, rule, end = _below(shaper.shapes(parts.rest), depth, shaper.design)
    return HeadView(shaper.shapes(parts.front), marks, number, rule_style=rule, depth=end)


def _letterhead(parts: _Parts, shaper: Shaper) -> HeadView:
    """Set 信函格式 (10.1): the 标志 30 mm below the sheet's top, a red double line 4 mm below it.

    What stands below the line keeps 7/8 of a character's height from it; the title is two lines lower.
    """
    marks, height = _marks(parts.marks, 0.0, shaper)
    front, number = shaper.shapes(parts.front), shaper.shapes(parts.rest)
    design = shaper.design
    rule = 30 * MM - design.top + height + 4 * MM
    text = rule + DOUBLE_RULE + design.types[Element.BODY].size * 7 / 8 - design.half_leading
    lines = max(sum(len(view.lines) for view in views) for views in (front, number))
    end = text + (lines + 2) * design.line
    styles = {"rule_style": f"top:{rule:.3f}pt", "text_style": f"top:{text:.3f}pt"}
    return HeadView(front, marks, number, **styles, space_style=f"height:{end:.3f}pt", depth=end)


def _bulletin_head(parts: _Parts, shaper: Shaper) -> HeadView:
    """Set 简报, which is local custom: its name near the 版心's top, a line for the issue, one for editor and day."""
    marks, depth = _marks(parts.marks, 8 * MM, shaper)
    number, rule, end = _below(shaper.shapes(parts.rest), depth, shaper.design, gap=1)
    return HeadView(shaper.shapes(parts.front), marks, number, rule_style=rule, depth=end)


def _below(
    number: tuple[ParagraphView, ...], depth: float, design: Design, gap: int = 2
) -> tuple[tuple[ParagraphView, ...], str, float]:
    """Place 发文字号 2 lines below the 标志 (7.2.5), the red line 4 mm lower (7.2.7), the title 2 lines lower.

    The title is to stand on the page's grid of lines: the difference, at most half a line, goes to both gaps alike.
    """
    lines, line = sum(len(view.lines) for view in number), design.line
    to_rule = 4 * MM - design.half_leading
    free = depth + (gap + lines + gap) * line + to_rule + RULE
    end = round(free / line) * line
    adjusted = (end - free) / 2
    first = gap * line + adjusted
    placed = tuple(
        replace(view, style=f"{view.style};margin-top:{first:.3f}pt".lstrip(";")) if not at else view
        for at, view in enumerate(number)
    )
    rule = f"margin-top:{to_rule:.3f}pt;margin-bottom:{gap * line + adjusted:.3f}pt;border-top-width:{RULE}pt"
    return placed, rule, end


def _marks(marks: Sequence[Paragraph], drop: float, shaper: Shaper) -> tuple[tuple[ParagraphView, ...], float]:
    """Set the 标志 so large that it fills the width at most, its ink beginning ``drop`` below the 版心's top."""
    views: list[ParagraphView] = []
    depth = drop
    for mark in marks:
        kind = _fitted(mark, shaper)
        ink = ink_of(mark.text, shaper.setter.glyphs.fonts.face(Role.TITLE_SONG))
        height = (ink.above + ink.below) * kind.size
        above = depth if not views else 0.3 * kind.size
        top = f"margin-top:{above:.3f}pt;" if views else f"padding-top:{above:.3f}pt;"
        leading = _leading(ink, kind, shaper)
        style = f"{top}height:{height:.3f}pt;font-size:{kind.size}pt;line-height:{leading:.3f}pt"
        lines = shaper.setter.lines(mark.runs, kind, (2 * shaper.width, 2 * shaper.width))
        views.append(shaper.view(mark, style, lines))
        depth = depth + height if len(views) == 1 else depth + above + height
    return tuple(views), depth


def _fitted(mark: Paragraph, shaper: Shaper) -> Type:
    """Shrink the type until the name fits the 版心: long agency names exceed 156 mm at the usual size."""
    kind = shaper.setter.types[Element.AGENCY_MARK]
    width = shaper.setter.width(mark.runs, kind)
    return replace(kind, size=int(min(kind.size, kind.size * shaper.width / width) * 10) / 10) if width else kind


def _leading(ink: Ink, kind: Type, shaper: Shaper) -> float:
    """Give the line height that puts the ink's upper edge at the top of the line box.

    A baseline stands at half the line height plus half of what the face's ascent exceeds its descent.
    """
    face = metrics(shaper.setter.glyphs.fonts.face(Role.FANGSONG))  # the style sheet's face for every line box
    shift = (face.ascent + face.descent) / face.em / 2
    return 2 * (ink.above - shift) * kind.size


HEADS: dict[Layout, Callable[[_Parts, Shaper], HeadView]] = {
    Layout.DOCUMENT: _red_head,
    Layout.MINUTES: _red_head,
    Layout.LETTER: _letterhead,
    Layout.BULLETIN: _bulletin_head,
}
"""The 版头 of each layout that has a 标志; the others are plain."""
