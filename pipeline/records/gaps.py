"""Gaps (字间空格) in Chinese text: names are spread (叶 凡, 王　小明) to fill a line, and met with gaps and without."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.records.names import names_in
from pipeline.records.surnames import COMPOUND, SINGLE

_CHINESE = "[\u3400-\u9fff]"
_GAP = re.compile(rf"(?<={_CHINESE})[ \u00a0]+(?={_CHINESE})")
_SPREAD = re.compile(rf"(?:{'|'.join(COMPOUND)}|[{SINGLE}])[ \u00a0]+{_CHINESE}")
"""A surname with a space behind it; a space elsewhere is between words."""


@dataclass(frozen=True)
class Closed:
    """合拢: a folded text without gaps, and where its characters stand; ``at`` is empty when there were none."""

    text: str
    folded: str
    at: Sequence[int] = ()

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Give where a part of it stands in the text with gaps."""
        return (self.at[start], self.at[end - 1] + 1) if self.at else (start, end)


def close_gaps(folded: str) -> Closed:
    """Close the gaps of a folded text."""
    if (" " not in folded and "\u00a0" not in folded) or not _GAP.search(folded):
        return Closed(folded, folded)
    gone = {at for gap in _GAP.finditer(folded) for at in range(*gap.span())}
    at = [place for place in range(len(folded)) if place not in gone]
    return Closed("".join(folded[place] for place in at), folded, at)


def spaced_names_in(closed: Closed) -> Iterator[tuple[int, int]]:
    """Find names whose surname stands apart: (start, end) in the text with gaps."""
    if closed.at and _SPREAD.search(closed.folded):
        for span in names_in(closed.text):
            start, end = closed.back(*span)
            if _SPREAD.match(closed.folded, start):
                yield start, end
