"""Paper (试卷): a document set down line by line at stated places, so that a test can move exactly one thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import pikepdf

MM = 25.4 / 72
PITCH = 225 / 22
EM = 16 * MM
BODY_TRACK = -0.213
"""Points: 28 characters of 16 pt in 156 mm."""


def baseline(line: float) -> float:
    """Where the nth line of the grid stands, counted from 0."""
    return 37 + (line + 0.5) * PITCH + 0.38 * EM


@dataclass(frozen=True)
class Ink:
    """A line of text. ``x`` is its left edge, its middle or its right edge, by ``anchor``."""

    text: str
    x: float
    y: float
    page: int = 1
    font: str = "仿宋"
    size: float = 16.0
    colour: str = "#000"
    track: float = 0.0
    anchor: str = "left"
    upright: bool = True
    """On a turned page: whether it stands upright on the sheet, as the page number does."""


@dataclass(frozen=True)
class Bar:
    """A filled box: a rule."""

    x: float
    y: float
    width: float
    height: float
    page: int = 1
    colour: str = "#000"
    upright: bool = True


@dataclass(frozen=True)
class Paper:
    """A document: named lines and bars."""

    pages: int
    inks: Mapping[str, Ink]
    bars: Mapping[str, Bar] = field(default_factory=dict)
    width: float = 210.0
    height: float = 297.0
    head_right: bool = False
    keywords: str = "版式：文件"
    title: str = "关于2018年6月万人双评议工作情况的报告"
    author: str = "温州市公积金中心"
    afterwards: tuple[Callable[[pikepdf.Pdf], None], ...] = ()
    """What is done to the file when all else is in it."""

    def with_ink(self, name: str, **changes: object) -> Paper:
        """Change one line."""
        return replace(self, inks={**self.inks, name: replace(self.inks[name], **changes)})

    def with_bar(self, name: str, **changes: object) -> Paper:
        """Change one rule."""
        return replace(self, bars={**self.bars, name: replace(self.bars[name], **changes)})

    def adding(self, name: str, ink: Ink) -> Paper:
        """Add a line."""
        return replace(self, inks={**self.inks, name: ink})

    def adding_bar(self, name: str, bar: Bar) -> Paper:
        """Add a rule."""
        return replace(self, bars={**self.bars, name: bar})

    def without(self, *names: str) -> Paper:
        """Take lines and rules away; a name that ends in ``*`` takes all that begin so."""
        return replace(
            self,
            inks={name: ink for name, ink in self.inks.items() if not _named(name, names)},
            bars={name: bar for name, bar in self.bars.items() if not _named(name, names)},
        )

    def moving(self, *names: str, x: float = 0.0, y: float = 0.0) -> Paper:
        """Move lines and rules."""
        inks = {n: replace(i, x=i.x + x, y=i.y + y) if _named(n, names) else i for n, i in self.inks.items()}
        bars = {n: replace(b, x=b.x + x, y=b.y + y) if _named(n, names) else b for n, b in self.bars.items()}
        return replace(self, inks=inks, bars=bars)

    def setting(self, *names: str, **changes: object) -> Paper:
        """Change several lines alike."""
        return replace(self, inks={n: replace(i, **changes) if _named(n, names) else i for n, i in self.inks.items()})


def _named(name: str, patterns: tuple[str, ...]) -> bool:
    return any(name == pattern or (pattern.endswith("*") and name.startswith(pattern[:-1])) for pattern in patterns)
