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
from pipeline.render.pdf.views import Piece

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
    """A character, the face that writes it, its width in points, and how its emphasis is drawn."""

    text: str
    face: Face
    advance: float
    drawn: str


@dataclass(frozen=True)
class Typesetter:
    """Sets runs of text in a design's types; ``scale`` shrinks type and line, ``tighter`` the gaps (in ems).

    ``memory`` keeps what was set, for the next layout of the same document.
    """

    glyphs: Glyphs
    design: Design
    scale: float = 1.0
    tighter: float = 0.0
    memory: dict[tuple[object, ...], Lines] = field(default_factory=dict, repr=False, compare=False)

    @property
    def types(self) -> Mapping[Element, Type]:
        """The design's."""
        return self.design.types

    def characters(self, runs: Sequence[Run], kind: Type) -> list[Character]:
        """Give the characters of a paragraph."""
        size = kind.size * self.scale
        return [
            self._character(text, EMPHASES.get(run.emphasis, kind.role), size, DRAWN.get(run.emphasis, ""))
            for run in runs
            for text in run.text
        ]

    def _character(self, text: str, role: Role, size: float, drawn: str) -> Character:
        text = " " if text == "\t" else text
        face = self.glyphs.writer(role, text)
        return Character(text, face, self.glyphs.advance(role, text) * size, drawn)

    def width(self, runs: Sequence[Run], kind: Type) -> float:
        """Give the width of a text on one line, in points."""
        characters = self.characters(runs, kind)
        return sum(character.advance for character in characters) + kind.gap * max(0, len(characters) - 1)

    def lines(self, runs: Sequence[Run], kind: Type, widths: tuple[float, float]) -> Lines:
        """Set a paragraph; ``widths`` are those of its first and of its other lines. A line end in the text is kept."""
        key = (tuple(runs), kind, widths, self.scale, self.tighter)
        if key not in self.memory:
            self.memory[key] = self._lines(runs, kind, widths)
        return self.memory[key]

    def _lines(self, runs: Sequence[Run], kind: Type, widths: tuple[float, float]) -> Lines:
        characters, size = self.characters(runs, kind), kind.size * self.scale
        gap = kind.gap * self.scale - self.tighter * size
        measure = Measure(*widths, size, gap, FILL.get(kind.setting, Fill.RAGGED))
        lines: list[tuple[Piece, ...]] = []
        for part in _parts(characters):
            used = replace(measure, first=measure.width) if lines else measure
            composed = _composed(part, kind, used)
            lines += [self.pieces(part[line.start : line.stop], line.gaps, size) for line in composed]
        return tuple(lines)

    def pieces(self, characters: Sequence[Character], gaps: Sequence[float], size: float) -> tuple[Piece, ...]:
        """Group the characters of a line that look alike."""
        steps = [_step(gap, size) for gap in (*gaps, gaps[-1] if gaps else 0.0)]
        looks = [
            (f"{self.face_class(character.face)} {character.drawn}".strip(), step)
            for character, step in zip(characters, steps, strict=True)
        ]
        grouped = groupby(zip(looks, characters, strict=True), key=lambda pair: pair[0])
        return tuple(
            Piece(css, _spacing(step, size), "".join(character.text for _, character in group))
            for (css, step), group in grouped
        )

    def face_class(self, face: Face) -> str:
        """Give the class of a face in the style sheet; every line's own face, the 仿宋, needs none."""
        return "" if face == self.glyphs.own else f"f{self.glyphs.numbers[face]}"


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
    """Give the CSS; a tenth of a step more, so that cutting off gives the step itself."""
    if not step:
        return ""
    return f"letter-spacing:{(step + (0.1 if step > 0 else -0.1)) * size / 1000:.4f}pt"
