"""版头 (7.2): where its lines stand on the first page.

Ink is measured, not line boxes: the standard's 35 mm goes to the upper edge of the 发文机关标志 as it is printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from pipeline.fonts import Role
from pipeline.model.document import Paragraph
from pipeline.model.elements import Element, Layout
from pipeline.render.pdf.glyphs import Ink, ink_of, metrics
from pipeline.render.pdf.paragraphs import Shaper
from pipeline.render.pdf.typography import LINE, MM, Type
from pipeline.render.pdf.views import HeadView, ParagraphView

FRONT = (Element.COPY_NUMBER, Element.SECRECY, Element.URGENCY)
RULE = 1.5
"""Thickness of the red line in points; the standard gives none."""
_HALF_LEADING = (LINE - 16) / 2


def red_head(paragraphs: Sequence[Paragraph], layout: Layout, shaper: Shaper) -> HeadView:
    """Set the 版头 of a layout."""
    front = tuple(takewhile(lambda paragraph: paragraph.element in FRONT, paragraphs))
    marks = tuple(paragraph for paragraph in paragraphs if paragraph.element is Element.AGENCY_MARK)
    rest = tuple(paragraph for paragraph in paragraphs if paragraph not in (*front, *marks))
    return _placed(front, marks, rest, (layout, shaper))


def _placed(
    front: Sequence[Paragraph], marks: Sequence[Paragraph], rest: Sequence[Paragraph], how: tuple[Layout, Shaper]
) -> HeadView:
    layout, shaper = how
    drop = 35 * MM if layout is not Layout.LETTER else -7 * MM
    views, depth = _marks(marks, drop, shaper)
    number = shaper.shapes(rest)
    if layout is Layout.LETTER or not (marks or rest):
        lines = sum(len(view.lines) for view in number)
        return HeadView(shaper.shapes(front), views, number, depth=(depth if marks else 0) + lines * LINE)
    return HeadView(shaper.shapes(front), views, *_below(number, depth))


def _below(number: tuple[ParagraphView, ...], depth: float) -> tuple[tuple[ParagraphView, ...], str, float]:
    """Place 发文字号 2 lines below the 标志 (7.2.5), the red line 4 mm lower (7.2.7), the title 2 lines lower.

    The title is to stand on the page's grid of 22 lines: the difference, at most half a line, goes to both gaps alike.
    """
    lines = len([line for view in number for line in view.lines])
    to_rule = 4 * MM - _HALF_LEADING
    free = depth + (2 + lines + 2) * LINE + to_rule + RULE
    end = round(free / LINE) * LINE
    adjusted = (end - free) / 2
    first = 2 * LINE + adjusted
    placed = tuple(
        replace(view, style=f"{view.style};margin-top:{first:.3f}pt".lstrip(";")) if not at else view
        for at, view in enumerate(number)
    )
    rule = f"margin-top:{to_rule:.3f}pt;margin-bottom:{2 * LINE + adjusted:.3f}pt;border-top-width:{RULE}pt"
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
