"""Setting (排字): characters and their faces become lines of pieces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from pipeline.fonts import Face, Role
from pipeline.model.document import Run
from pipeline.model.elements import Element, Emphasis
from pipeline.render.lines import Fill, Line, Measure, compose_lines, title_lines
from pipeline.render.pdf.glyphs import Glyphs
from pipeline.render.pdf.typography import EMPHASES, Design, Setting, Type
from pipeline.render.pdf.views import ParagraphView, Piece

FILL = {Setting.JUSTIFIED: Fill.JUSTIFIED, Setting.CENTRED: Fill.BALANCED}
"""How lines of a setting are filled; the others are ragged."""

Lines = tuple[tuple[Piece, ...], ...]
"""A paragraph's lines, each in pieces."""

DRAWN = {
    Emphasis.PLACEHOLDER: "placeholder",
    Emphasis.INSERTED: "inserted",
    Emphasis.DELETED: "deleted",
}
"""The CSS class of an emphasis that is drawn, not set in another face."""


@dataclass(frozen=True, slots=True)
class Character:
    """A character, the CSS class of the face that writes it and of how it is drawn, and its width in points."""

    text: str
    css: str
    advance: float


class Case(dict[str, Character]):
    """字盘: the characters of one role, size and way of drawing; each is made when it is first asked for."""

    def __init__(self, glyphs: Glyphs, role: Role, size: float, drawn: str) -> None:
        super().__init__()
        self._glyphs, self._role, self._size, self._drawn = glyphs, role, size, drawn

    def __missing__(self, text: str) -> Character:
        written = " " if text == "\t" else text
        css = f"{self._face_class(self._glyphs.writer(self._role, written))} {self._drawn}".strip()
        made = self[text] = Character(written, css, self._glyphs.advance(self._role, written) * self._size)
        return made

    def _face_class(self, face: Face) -> str:
        """Give the class of a face in the style sheet; every line's own face, the 仿宋, needs none."""
        return "" if face == self._glyphs.own else f"f{self._glyphs.numbers[face]}"


@dataclass(frozen=True)
class Memory:
    """What was set with one set of glyphs, for the next layout and for other documents with the same words."""

    glyphs: Glyphs
    lines: dict[tuple[object, ...], Lines] = field(default_factory=dict)
    cells: dict[tuple[object, ...], ParagraphView] = field(default_factory=dict)
    cases: dict[tuple[Role, float, str], Case] = field(default_factory=dict)

    def case(self, role: Role, size: float, drawn: str) -> Case:
        """Give a case."""
        key = (role, size, drawn)
        if key not in self.cases:
            self.cases[key] = Case(self.glyphs, *key)
        return self.cases[key]

    def bound(self) -> None:
        """Forget everything when it is too much: it is made again in no time."""
        if len(self.lines) + len(self.cells) > _MOST_PARAGRAPHS:
            self.lines.clear()
            self.cells.clear()
            self.cases.clear()


@dataclass(frozen=True)
class Typesetter:
    """Sets runs of text in a design's types; ``scale`` shrinks type and line, ``tighter`` the gaps (in ems)."""

    memory: Memory = field(repr=False)
    design: Design
    scale: float = 1.0
    tighter: float = 0.0

    @property
    def glyphs(self) -> Glyphs:
        """The faces."""
        return self.memory.glyphs

    @property
    def types(self) -> Mapping[Element, Type]:
        """The design's."""
        return self.design.types

    def characters(self, runs: Sequence[Run], kind: Type) -> list[Character]:
        """Give the characters of a paragraph."""
        size, found = kind.size * self.scale, []
        for run in runs:
            case = self.memory.case(EMPHASES.get(run.emphasis, kind.role), size, DRAWN.get(run.emphasis, ""))
            found += [case[text] for text in run.text]
        return found

    def width(self, runs: Sequence[Run], kind: Type) -> float:
        """Give the width of a text on one line, in points."""
        characters = self.characters(runs, kind)
        return sum(character.advance for character in characters) + kind.gap * max(0, len(characters) - 1)

    def lines(self, runs: Sequence[Run], kind: Type, widths: tuple[float, float]) -> Lines:
        """Set a paragraph; ``widths`` are those of its first and of its other lines. A line end in the text is kept."""
        key = (tuple(runs), kind, widths, self.scale, self.tighter)
        known = self.memory.lines
        if key not in known:
            known[key] = self._lines(runs, kind, widths)
        return known[key]

    def _lines(self, runs: Sequence[Run], kind: Type, widths: tuple[float, float]) -> Lines:
        characters, size = self.characters(runs, kind), kind.size * self.scale
        gap = kind.gap * self.scale - self.tighter * size
        measure = Measure(*widths, size, gap, FILL.get(kind.setting, Fill.RAGGED))
        lines: list[tuple[Piece, ...]] = []
        for part in _parts(characters):
            used = replace(measure, first=measure.width) if lines else measure
            composed = _composed(part, kind, used)
            lines += [pieces(part[line.start : line.stop], line.gaps, size) for line in composed]
        return tuple(lines)


def pieces(characters: Sequence[Character], gaps: Sequence[float], size: float) -> tuple[Piece, ...]:
    """Group the characters of a line that look alike."""
    steps = [_step(gap, size) for gap in (*gaps, gaps[-1] if gaps else 0.0)]
    pairs = zip(characters, steps, strict=True)
    return tuple(
        Piece(css, _spacing(step, size), "".join(character.text for character, _ in group))
        for (css, step), group in groupby(pairs, key=lambda pair: (pair[0].css, pair[1]))
    )


def _parts(characters: Sequence[Character]) -> Iterator[list[Character]]:
    """Cut at line ends that a person put into the text."""
    for is_end, group in groupby(characters, key=lambda character: character.text == "\n"):
        if not is_end:
            yield list(group)


def _composed(characters: Sequence[Character], kind: Type, measure: Measure) -> Iterator[Line]:
    text = "".join(character.text for character in characters)
    advances = [character.advance for character in characters]
    if kind.setting is Setting.TITLE:
        for start, stop in title_lines(text, advances, measure.width - measure.size):
            yield Line(start, stop, (measure.gap,) * (stop - start - 1))
    else:
        yield from compose_lines(text, advances, measure)


def _step(gap: float, size: float) -> int:
    """Give a gap in thousandths of an em: PDF text is positioned in these, and WeasyPrint cuts off what is finer."""
    return round(gap / size * 1000)


def _spacing(step: int, size: float) -> str:
    """Give the CSS; half a step more, so that cutting off gives the step itself: Pango cuts each half of a gap too.

    ``--gap`` holds the step itself, for a painter that cuts nothing off.
    """
    if not step:
        return ""
    cut = step + (0.5 if step > 0 else -0.5)
    return f"--gap:{step * size / 1000:.4f}pt;letter-spacing:{cut * size / 1000:.4f}pt"


_MOST_PARAGRAPHS = 20_000
"""A province's documents share most of their words; what only one unit says need not be kept for ever."""
