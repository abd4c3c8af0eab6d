"""What stands inside a paragraph: runs however Word has split them, figures, text boxes; the rest is named.

Insertions not yet accepted count as text, deletions do not. Of a field, the result that is shown counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.model.document import Figure, Run
from pipeline.model.elements import PLACEHOLDER, Emphasis
from pipeline.render.manuscript.asides import NAMED, SILENT, described, footnote_words, words_in
from pipeline.render.manuscript.emphasis import direct_emphasis, foreign_formats, is_hidden
from pipeline.render.manuscript.graphics import Unprinted, chosen, graphics_in
from pipeline.render.manuscript.notes import Notes
from pipeline.render.manuscript.styles import Styles
from pipeline.render.ooxml import Node, child, name, value
from pipeline.render.opened import Related

Piece = Run | Figure | Node
"""Text, a chart, or a text box's content (``w:txbxContent``)."""


@dataclass(frozen=True)
class Typed:
    """Text of one run; ``was_placeholder`` if it bears the style 待填字."""

    text: str
    emphasis: Emphasis
    was_placeholder: bool


@dataclass
class Inline:
    """Reads the paragraphs of one file. Fields may span paragraphs, so it remembers which are open.

    ``fields`` holds, for each open field, whether we are still in its code.
    """

    related: Mapping[str, Related]
    styles: Styles
    notes: Notes
    fields: list[bool] = field(default_factory=list)

    def pieces(self, paragraph: Node) -> list[Piece]:
        """Give a paragraph's pieces in order; runs of the same emphasis are joined."""
        pieces: list[Piece] = []
        for typed, group in groupby(self._inside(paragraph, paragraph), lambda piece: isinstance(piece, Typed)):
            if typed:
                pieces += _joined(self._told_apart([piece for piece in group if isinstance(piece, Typed)], paragraph))
            else:
                pieces += [piece for piece in group if not isinstance(piece, Typed)]
        return pieces

    def plain_text(self, paragraph: Node) -> str | None:
        """Give the text of a paragraph that has a style and a run with nothing but text, as most have; else None."""
        if len(paragraph) != 2 or self.fields:
            return None
        properties, run = paragraph
        if properties.tag != _PROPERTIES or run.tag != _RUN or len(run) != 1 or run[0].tag != _TEXT:
            return None
        text = run[0].text or ""
        return None if PLACEHOLDER in text or any(setting.tag in _TELLING for setting in properties) else text

    def _told_apart(self, typed: list[Typed], paragraph: Node) -> Iterator[Run]:
        """Tell placeholders from text: 【待填】 is one however its characters lie in runs, and nothing else is."""
        text = "".join(stretch.text for stretch in typed)
        if PLACEHOLDER not in text and not any(stretch.was_placeholder for stretch in typed):
            yield from (Run(stretch.text, stretch.emphasis) for stretch in typed if stretch.text)
            return
        inside = {at for found in _PLACEHOLDER.finditer(text) for at in range(*found.span())}
        begins = 0
        for stretch in typed:
            for waits, group in groupby(enumerate(stretch.text, begins), lambda numbered: numbered[0] in inside):
                piece = "".join(character for _, character in group)
                if stretch.was_placeholder and not waits and piece.strip():
                    self.notes.say("WRD-FILLED", paragraph, piece)
                yield Run(piece, Emphasis.PLACEHOLDER if waits else stretch.emphasis)
            begins += len(stretch.text)

    def _inside(self, node: Node, paragraph: Node) -> Iterator[Typed | Figure | Node]:
        """Go through runs, and through what merely wraps them."""
        for part in node:
            if part.tag == _RUN:
                yield from self._run(part, paragraph)
            elif part.tag in _DELETED:
                self.notes.say("WRD-TRACKED", paragraph, words_in(part))
            elif part.tag in _WRAPPERS:
                self._wrapper(part, paragraph)
                yield from self._inside(part, paragraph)
            else:
                self._aside(part, paragraph)

    def _wrapper(self, wrapper: Node, paragraph: Node) -> None:
        if wrapper.tag in _INSERTED:
            self.notes.say("WRD-TRACKED", paragraph)
        elif wrapper.tag == name("w:fldSimple"):
            self._field_code(value(wrapper, "w:instr"), paragraph)

    def _run(self, run: Node, paragraph: Node) -> Iterator[Typed | Figure | Node]:
        plain = child(run, "w:rPr") is None
        if not plain and is_hidden(run):
            if words := words_in(run):
                self.notes.say("WRD-HIDDEN", paragraph, words)
            return
        style = None if plain else self.styles.emphasis(run)
        emphasis = Emphasis.NONE if plain else self._emphasis(run, style, paragraph)
        for part in _opened(run):
            text = _text_of(part)
            if text is not None and any(self.fields):
                self.notes.say("WRD-FIELD-CODE", paragraph, text)
            elif text is not None:
                yield Typed(text, emphasis, style is Emphasis.PLACEHOLDER)
            elif part.tag in _GRAPHICS:
                yield from self._graphics(part, paragraph)
            elif part.tag in _WRAPPERS:
                yield from self._inside(part, paragraph)
            else:
                self._aside(part, paragraph)

    def _emphasis(self, run: Node, style: Emphasis | None, paragraph: Node) -> Emphasis:
        """Give the emphasis that a run's character style means, else the one that its formats mean."""
        if style is not None and style is not Emphasis.PLACEHOLDER:
            return style
        if formats := foreign_formats(run):
            self.notes.say("WRD-FORMAT", paragraph, f"{formats}（“{words_in(run)}”）")
        return direct_emphasis(run, self.styles.of(paragraph).element)

    def _graphics(self, drawing: Node, paragraph: Node) -> Iterator[Figure | Node]:
        for graphic in graphics_in(drawing, self.related):
            if isinstance(graphic, Unprinted):
                self.notes.say(graphic.code, paragraph, graphic.words)
            else:
                if isinstance(graphic, Figure) and not graphic.alternative:
                    self.notes.say("WRD-SPOKEN", paragraph, graphic.title)
                yield graphic

    def _aside(self, part: Node, paragraph: Node) -> None:
        """See to what is neither text nor drawing: breaks, fields, notes, and what we do not know."""
        tag = str(part.tag)
        if tag == name("w:fldChar"):
            self._field_mark(value(part, "w:fldCharType"))
        elif tag == name("w:instrText"):
            self._field_code(part.text or "", paragraph)
        elif tag in _REFERENCES:
            self.notes.say("WRD-FOOTNOTE", paragraph, footnote_words(part, self.related))
        elif tag == name("w:br"):
            kind = "分栏符" if value(part, "w:type") == "column" else "分页符"
            self.notes.say("WRD-BREAK", paragraph, kind)
        elif tag in NAMED:
            self.notes.say(NAMED[tag], paragraph, described(part))
        elif tag not in SILENT and isinstance(part.tag, str):
            self.notes.say("WRD-UNKNOWN", paragraph, described(part))

    def _field_mark(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(True)
        elif kind == "separate" and self.fields:
            self.fields[-1] = False
        elif kind == "end" and self.fields:
            self.fields.pop()

    def _field_code(self, code: str, paragraph: Node) -> None:
        word = next(iter(code.split()), "")
        if word and word not in _FIELDS_LIKE_TEXT:
            self.notes.say("WRD-FIELD", paragraph, word)


def _text_of(part: Node) -> str | None:
    """Give what an element of a run means as text; None when it is no text."""
    if part.tag == name("w:t"):
        return part.text or ""
    if part.tag == name("w:br"):
        return "\n" if value(part, "w:type") in {"", "textWrapping"} else None
    return _CHARACTERS.get(str(part.tag))


def _opened(run: Node) -> Iterator[Node]:
    """Give a run's parts; of alternatives the first."""
    for part in run:
        if part.tag == name("mc:AlternateContent"):
            yield from chosen(part)
        else:
            yield part


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """Join neighbouring runs of the same emphasis."""
    for emphasis, group in groupby(runs, lambda run: run.emphasis):
        yield Run("".join(run.text for run in group), emphasis)


_RUN, _TEXT, _PROPERTIES = name("w:r"), name("w:t"), name("w:pPr")
_TELLING = {name(f"w:{tag}") for tag in ("rPr", "numPr", "framePr", "pageBreakBefore", "pPrChange")}
"""Settings of a paragraph that have to be looked at."""
_CHARACTERS = {
    name("w:tab"): "\t",
    name("w:ptab"): "\t",
    name("w:cr"): "\n",
    name("w:noBreakHyphen"): "-",
    name("w:softHyphen"): "",
}
_GRAPHICS = {name("w:drawing"), name("w:pict"), name("w:object")}
_INSERTED = {name("w:ins"), name("w:moveTo")}
_DELETED = {name("w:del"), name("w:moveFrom")}
_WRAPPERS = _INSERTED | {
    name(f"w:{tag}")
    for tag in (
        "hyperlink",
        "smartTag",
        "sdt",
        "sdtContent",
        "customXml",
        "fldSimple",
        "dir",
        "bdo",
        "ruby",
        "rubyBase",
    )
}
_REFERENCES = {name("w:footnoteReference"), name("w:endnoteReference")}
_FIELDS_LIKE_TEXT = {"HYPERLINK", "PAGE", "QUOTE"}
_PLACEHOLDER = re.compile(PLACEHOLDER)
