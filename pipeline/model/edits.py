"""Edits (修订): how one text became another, in pieces that a reader can follow."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import groupby

_WORD = re.compile(r"\d+(?:\.\d+)?%?|[A-Za-z]+|\s+|.", re.DOTALL)
_ISLAND = 1
"""Kept text no longer than this between two changes is taken into them: single characters in common mean nothing."""


class Edit(StrEnum):
    """What became of a piece of text."""

    KEPT = ""
    INSERTED = "新增"
    DELETED = "删去"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that was kept, inserted or deleted."""

    text: str
    edit: Edit = Edit.KEPT

    @property
    def is_inserted(self) -> bool:
        """Tell whether only the new text has it."""
        return self.edit is Edit.INSERTED

    @property
    def is_deleted(self) -> bool:
        """Tell whether only the old text has it."""
        return self.edit is Edit.DELETED


Pieces = tuple[Piece, ...]


def edits(old: str, new: str) -> Pieces:
    """Give the pieces that lead from one text to another: numbers and words whole, deletions before insertions."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    spans = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    changes = [(tag == "equal", "".join(before[a:b]), "".join(after[c:d])) for tag, a, b, c, d in spans]
    return _tidy(_without_islands(changes))


def old_text(pieces: Iterable[Piece]) -> str:
    """Give the text before."""
    return "".join(piece.text for piece in pieces if not piece.is_inserted)


def new_text(pieces: Iterable[Piece]) -> str:
    """Give the text after."""
    return "".join(piece.text for piece in pieces if not piece.is_deleted)


def _without_islands(changes: list[tuple[bool, str, str]]) -> list[tuple[bool, str, str]]:
    last = len(changes) - 1
    return [
        (same and (len(old) > _ISLAND or place in {0, last}), old, new)
        for place, (same, old, new) in enumerate(changes)
    ]


def _tidy(changes: Iterable[tuple[bool, str, str]]) -> Pieces:
    pieces: list[Piece] = []
    for same, group in groupby(changes, key=lambda change: change[0]):
        members = list(group)
        old, new = "".join(old for _, old, _ in members), "".join(new for _, _, new in members)
        pieces += [Piece(old)] if same else [Piece(old, Edit.DELETED), Piece(new, Edit.INSERTED)]
    return tuple(piece for piece in pieces if piece.text)
