"""Paragraphs on the page: indents, hanging names, lines with a left and a right part, signature and date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.model.document import Paragraph, Run
from pipeline.model.elements import Element
from pipeline.render.pdf.setting import Lines, Typesetter
from pipeline.render.pdf.typography import Design, Setting, Type
from pipeline.render.pdf.views import ParagraphView, Piece

_NOTE_HEAD = re.compile(r"(?P<label>附件\d{0,2}[：:])?(?:\d{1,2}[.．]\s*)?")
_COPY_LABEL = re.compile(r"[^：:]{1,6}[：:]")
_BOOKMARKED = ("h1", "h2", "h3")


@dataclass(frozen=True)
class Shaper:
    """Gives the paragraphs of a column of ``width`` points their shapes."""

    setter: Typesetter
    width: float

    @property
    def design(self) -> Design:
        """The layout's."""
        return self.setter.design

    def shape(self, paragraph: Paragraph) -> ParagraphView:
        """Set a paragraph the way its element asks."""
        kind = self.setter.types[paragraph.element]
        if "\t" in paragraph.text and paragraph.element in _PARTED:
            return self._parted(paragraph, kind)
        hang = self._hang(paragraph, kind)
        if hang:
            return self._hanging(paragraph, kind, hang)
        first, inset = kind.indent * kind.cell * self.setter.scale, kind.inset * kind.size
        room = self.width - 2 * inset
        lines = self.setter.lines(paragraph.runs, kind, (room - first, room))
        style = "".join((f"padding:0 {inset:.2f}pt;" if inset else "", f"text-indent:{first:.3f}pt" if first else ""))
        return self.view(paragraph, style, lines)

    def shapes(self, paragraphs: Sequence[Paragraph]) -> tuple[ParagraphView, ...]:
        """Set several paragraphs, each by itself."""
        return tuple(self.shape(paragraph) for paragraph in paragraphs)

    def view(self, paragraph: Paragraph, style: str, lines: Lines) -> ParagraphView:
        """Make the view of a paragraph that is already set."""
        tag = self.setter.types[paragraph.element].tag
        bookmark = paragraph.text.replace("\n", "").strip() if tag in _BOOKMARKED else ""
        return ParagraphView(tag, paragraph.element.css_class, style, bookmark, lines)

    def closing(self, paragraphs: Sequence[Paragraph]) -> tuple[ParagraphView, ...]:
        """Set 署名 and 成文日期 without a seal (7.3.5): the date begins 2 字 right of the signature's beginning.

        The signature ends 2 字 from the right; when the date is the longer one it is the date that does.
        """
        widths = [self.setter.width(paragraph.runs, self.setter.types[paragraph.element]) for paragraph in paragraphs]
        signed = [width for width, paragraph in zip(widths, paragraphs, strict=True) if _signs(paragraph)]
        dated = [width for width, paragraph in zip(widths, paragraphs, strict=True) if not _signs(paragraph)]
        start = self.width - 2 * self.design.cell - max(signed, default=0.0)
        if dated and max(dated) > max(signed, default=0.0):
            start = self.width - 4 * self.design.cell - max(dated)
        shift = 2 * self.design.cell
        return tuple(self._placed(paragraph, start + shift * (not _signs(paragraph))) for paragraph in paragraphs)

    def _placed(self, paragraph: Paragraph, left: float) -> ParagraphView:
        left = max(0.0, left)
        kind, room = replace(self.setter.types[paragraph.element], setting=Setting.LEFT), self.width - left
        style = f"padding-left:{left:.3f}pt;text-align:left"
        return self.view(paragraph, style, self.setter.lines(paragraph.runs, kind, (room, room)))

    def _hang(self, paragraph: Paragraph, kind: Type) -> tuple[float, float] | None:
        """Give where the first line begins and where the others do: below a name (7.3.4, 7.4.2, 10.3)."""
        if paragraph.element is Element.ATTACHMENT_NOTE:
            head = _NOTE_HEAD.match(paragraph.text)
            first = 2 * self.design.cell
            start = first if head and head["label"] else first + self._measured("附件：", kind)
            return start, start + self._measured(head[0] if head else "", kind)
        if paragraph.element is Element.ATTENDANCE and (label := _COPY_LABEL.match(paragraph.text)):
            first = 2 * self.design.cell
            return first, first + self._measured(label[0], kind)
        if paragraph.element is Element.COPY_TO and (label := _COPY_LABEL.match(paragraph.text)):
            return kind.inset * kind.size, kind.inset * kind.size + self._measured(label[0], kind)
        return None

    def _measured(self, text: str, kind: Type) -> float:
        return self.setter.width((Run(text),), kind) + (kind.gap if text else 0)

    def _hanging(self, paragraph: Paragraph, kind: Type, starts: tuple[float, float]) -> ParagraphView:
        first, rest = starts
        end = kind.inset * kind.size
        lines = self.setter.lines(paragraph.runs, kind, (self.width - end - first, self.width - end - rest))
        style = f"padding-left:{rest:.3f}pt;padding-right:{end:.2f}pt;text-indent:{first - rest:.3f}pt"
        return self.view(paragraph, style, lines)

    def _parted(self, paragraph: Paragraph, kind: Type) -> ParagraphView:
        """Set a line whose parts stand at both ends, 1 字 from each (7.2.5, 7.2.6, 7.4.3)."""
        inset = (kind.inset or 1) * kind.cell
        parts = _split(paragraph.runs)
        widths = [self.setter.width(part, kind) for part in parts]
        between = (self.width - 2 * inset - sum(widths)) / max(1, len(parts) - 1)
        flush = replace(kind, setting=Setting.LEFT)
        lines = [self.setter.lines(part, flush, (self.width * 2, self.width * 2)) for part in parts]
        style = f"padding-left:{inset:.3f}pt;text-align:left"
        if between < kind.size:
            return self.view(paragraph, style, self._stacked(lines, self.width - 2 * inset - widths[-1]))
        first, *others = (line for part in lines for line in part)
        for other in others:
            first = (*first, *_pushed(other, between))
        return self.view(paragraph, style, (first,))

    def _stacked(self, parts: Sequence[Lines], room: float) -> Lines:
        """Set parts that one line does not hold below each other, the last still at the right."""
        *upper, last = (line for part in parts for line in part)
        return (*upper, _pushed(last, max(0.0, room)))


def _pushed(line: tuple[Piece, ...], by: float) -> tuple[Piece, ...]:
    """Move a line, or what is joined to another, to the right."""
    head, *tail = line
    return (replace(head, style=f"{head.style};margin-left:{by:.3f}pt".lstrip(";")), *tail)


def _signs(paragraph: Paragraph) -> bool:
    return paragraph.element is Element.SIGNATURE


def _split(runs: Sequence[Run]) -> list[tuple[Run, ...]]:
    """Cut runs at their tabs."""
    parts: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\t")
        parts[-1] += [replace(run, text=first)] if first else []
        parts += [[replace(run, text=text)] if text else [] for text in others]
    return [tuple(part) for part in parts if part]


_PARTED = frozenset({Element.DOCUMENT_NUMBER, Element.PRINTER})
