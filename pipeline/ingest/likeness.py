"""Likeness (相近): how much a header is like a word that a field is called by."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipeline.ingest.source import header_key

_NEGATIONS = "不未非无匿"
_INSIDE = 0.65
"""How near a word is at least that stands inside the header, or the other way round."""
_BRACKETS = re.compile(r"[(（].*?[)）]")


@dataclass(frozen=True)
class Words:
    """What a field is called, as headers are compared: in known sources, and usually elsewhere."""

    known: frozenset[str]
    usual: frozenset[str]

    @classmethod
    def of(cls, known: Iterable[str], usual: Iterable[str]) -> Words:
        """Make them of headers as they are written."""
        return cls(frozenset(map(header_key, known)), frozenset(map(header_key, usual)))

    @property
    def all(self) -> frozenset[str]:
        """All of them."""
        return self.known | self.usual


def nearness(header: str, words: Iterable[str]) -> float:
    """Tell how near a header comes to any of some words, all as headers are compared; 1 is the same."""
    bare = _BRACKETS.sub("", header) or header
    best = 0.0
    for word in words:
        if word == header:
            return 1.0
        for one in {header, bare}:
            if best < _INSIDE or 1.8 * min(len(one), len(word)) / (len(one) + len(word)) > best:  # more it cannot be
                best = max(best, _likeness(one, word))
    return best


def _likeness(header: str, word: str) -> float:
    """Compare by letters, or one inside the other; a header that says 不 where the word does not is another thing."""
    ratio = 0.9 * SequenceMatcher(None, header, word, autojunk=False).ratio() if set(header) & set(word) else 0.0
    inside = min(len(header), len(word)) >= 2 and (header in word or word in header)
    alike = max(ratio, _INSIDE) if inside else ratio
    return alike if _negations(header) <= _negations(word) else alike * 0.6


def _negations(text: str) -> set[str]:
    return {letter for letter in text if letter in _NEGATIONS}
