"""Glyphs (字形): which face writes a character, and how wide it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from pipeline.fonts import Face, FontSet, Role


@dataclass(frozen=True)
class Metrics:
    """Advances and glyph numbers of a face."""

    names: Mapping[int, str]
    widths: Mapping[str, tuple[int, int]]
    numbers: Mapping[str, int]
    em: int
    ascent: int
    descent: int

    def advance(self, character: str) -> float:
        """Give a character's width in ems; the width of .notdef when the face lacks it."""
        return self.widths[self.names.get(ord(character), ".notdef")][0] / self.em

    def is_misnumbered(self, character: str) -> bool:
        """Tell whether the glyph's CID differs from its number.

        Then a subset shows it in some viewers and not in others: poppler draws it, MuPDF leaves it blank.
        """
        name = self.names.get(ord(character), "")
        return name.startswith("cid") and int(name[3:]) != self.numbers[name]


@lru_cache(maxsize=32)
def metrics(face: Face) -> Metrics:
    """Read a face's metrics, once."""
    with TTFont(face.path, fontNumber=face.index, lazy=True) as font:
        return Metrics(
            names=dict(font.getBestCmap()),
            widths=dict(font["hmtx"].metrics),
            numbers=dict(font.getReverseGlyphMap()),
            em=font["head"].unitsPerEm,
            ascent=font["hhea"].ascent,
            descent=font["hhea"].descent,
        )


@dataclass(frozen=True, slots=True)
class Ink:
    """The printed height of a line of text: above and below its baseline, in ems."""

    above: float
    below: float


@lru_cache(maxsize=256)
def ink_of(text: str, face: Face) -> Ink:
    """Measure how high the glyphs of a text are printed."""
    with TTFont(face.path, fontNumber=face.index, lazy=True) as font:
        glyphs, names, em = font.getGlyphSet(), font.getBestCmap(), font["head"].unitsPerEm
        boxes = []
        for name in {names[ord(character)] for character in text if ord(character) in names}:
            pen = BoundsPen(glyphs)
            glyphs[name].draw(pen)
            boxes += [pen.bounds] if pen.bounds else []
    if not boxes:
        return Ink(0.88, 0.12)
    return Ink(max(box[3] for box in boxes) / em, -min(box[1] for box in boxes) / em)


@dataclass(frozen=True)
class Glyphs:
    """The faces of a run, asked character by character."""

    fonts: FontSet
    _known: dict[tuple[Role, str], tuple[Face, float]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def numbers(self) -> dict[Face, int]:
        """Every face that may be used, numbered: its class in the style sheet is ``f<number>``."""
        return {face: number for number, face in enumerate(self.fonts.used())}

    @cached_property
    def own(self) -> Face:
        """The face of every line box, whatever stands in it, so that baselines keep the grid."""
        return self.fonts.face(Role.FANGSONG)

    def writer(self, role: Role, character: str) -> Face:
        """Give the face that writes a character; the role's own when none can."""
        return self._of(role, character)[0]

    def advance(self, role: Role, character: str) -> float:
        """Give a character's width in ems."""
        return self._of(role, character)[1]

    def _of(self, role: Role, character: str) -> tuple[Face, float]:
        return self._known.get((role, character)) or self._find(role, character)

    def _find(self, role: Role, character: str) -> tuple[Face, float]:
        own = self.fonts.face(role)
        able = [face for face in (own, *self.fonts.fallbacks[role]) if face.covers(character)]
        sound = (face for face in able if not metrics(face).is_misnumbered(character))
        face = next(sound, able[0] if able else own)
        found = self._known[role, character] = (face, metrics(face).advance(character))
        return found

    def families(self, role: Role) -> str:
        """Give the CSS font families of a role: its own face and those that help out."""
        own = (self.fonts.face(role), *self.fonts.fallbacks[role])
        return ", ".join(dict.fromkeys(face.postscript_name for face in own))
