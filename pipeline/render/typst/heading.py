"""版头 (7.2) and 版记 (7.4) for typst: lines and rules at places reckoned from the 版心's upper left corner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.render.house import MM, SHEET
from pipeline.render.pdf.sheets import LETTER_RULE
from pipeline.render.pdf.typography import Design
from pipeline.render.pdf.views import HeadView, PageView, ParagraphView
from pipeline.render.typst.placing import Item, Placer
from pipeline.render.typst.stretches import lengths

OUTER, INNER = 0.35 * MM, 0.25 * MM
"""The rules of the 版记 (7.4.1)."""
RED = "#e60012"
_THICK, _THIN, _BETWEEN = 1.5, 0.75, 1.2
"""A letter's double rule."""


@dataclass
class Head:
    """A 版头: what is placed, and where the text below it begins."""

    items: list[Item] = field(default_factory=list)
    end: float = 0.0


@dataclass(frozen=True)
class Placed:
    """Puts paragraphs and rules at heights of a 版心."""

    placer: Placer
    design: Design

    def head(self, page: PageView) -> Head:
        """Place the 版头."""
        if page.css == "letter":
            return self._letterhead(page.head)
        head, view = Head(), page.head
        self._column(view.front, head)
        if page.css == "document":
            head.end = 0.0
        self._column((*view.mark, *view.number), head)
        if view.rule_style:
            rule = lengths(view.rule_style)
            head.end += rule["margin-top"]
            head.items.append(_bar(0.0, head.end, self.design.width, rule["border-top-width"], RED))
            head.end += rule["border-top-width"] + rule["margin-bottom"]
        return head

    def _column(self, views: Sequence[ParagraphView], head: Head) -> None:
        """Put paragraphs one below the other."""
        for view in views:
            own = lengths(view.style)
            head.end += own.get("margin-top", 0.0) + own.get("padding-top", 0.0)
            head.items.append(self._at(view, head.end))
            head.end += own.get("height") or len(view.lines) * self.placer.heights.line_of(view)

    def _letterhead(self, view: HeadView) -> Head:
        """Place 信函格式 (10.1): its rules are 170 mm wide, the lower one 20 mm above the sheet's edge."""
        head = Head(end=30 * MM - self.design.top)
        self._column(view.mark, head)
        foot = (SHEET[1] - 20) * MM - self.design.top
        upper, lower = lengths(view.rule_style)["top"], foot - _THICK - _BETWEEN - _THIN
        head.items += [self._wide(upper, _THICK), self._wide(upper + _THICK + _BETWEEN, _THIN)]
        head.items += [self._wide(lower, _THIN), self._wide(lower + _THIN + _BETWEEN, _THICK)]
        for views in (view.front, view.number):
            head.end = lengths(view.text_style)["top"]
            self._column(views, head)
        head.end = lengths(view.space_style)["height"]
        return head

    def _wide(self, y: float, thickness: float) -> Item:
        left = (SHEET[0] - LETTER_RULE) / 2 * MM - self.design.left
        return _bar(left, y, LETTER_RULE * MM, thickness, RED)

    def imprint_height(self, page: PageView) -> float:
        """Give the height of the 版记 with its rules."""
        text = sum(len(view.lines) * self.placer.heights.line_of(view) for view in page.imprint)
        return text + (0.0 if page.css == "letter" else 2 * OUTER + INNER * (len(page.imprint) - 1))

    def imprint(self, page: PageView) -> Iterator[Item]:
        """Place the 版记: its last rule is the lower edge of the 版心; a letter's has no rules (10.1)."""
        y = self.design.height - self.imprint_height(page)
        ruled = page.css != "letter"
        for number, view in enumerate(page.imprint):
            rule = (INNER if number else OUTER) * ruled
            yield from self._rule(y, rule)
            yield self._at(view, y + rule)
            y += rule + len(view.lines) * self.placer.heights.line_of(view)
        yield from self._rule(y, OUTER * ruled)

    def _rule(self, y: float, thickness: float) -> Iterator[Item]:
        if thickness:
            yield _bar(0.0, y, self.design.width, thickness, "#000000")

    def _at(self, view: ParagraphView, y: float) -> Item:
        return {"is": "at", "y": round(y, 3), "paragraph": self.placer.paragraph(view, self.design.width)}


def _bar(x: float, y: float, width: float, height: float, fill: str) -> Item:
    places = {"x": x, "y": y, "width": width, "height": height}
    return {"is": "bar", "fill": fill} | {name: round(place, 3) for name, place in places.items()}
