"""Edits: how a text became another, in pieces that a reader can follow."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.edits import Edit, Piece, edits, new_text, old_text

TEXT = st.text(alphabet="每发现一件扣0.5分，。A1 ", max_size=40)
CASES = {
    "a number is one word": (
        "红牌扣0.5分", "红牌扣0.2分",
        [("", "红牌扣"), ("删去", "0.5"), ("新增", "0.2"), ("", "分")],
    ),
    "words are added": ("随机抽取100件", "随机抽取100件以上", [("", "随机抽取100件"), ("新增", "以上")]),
    "a single character in common is no island": (
        "现场发放的问卷", "线上推送的链接",
        [("删去", "现场发放的问卷"), ("新增", "线上推送的链接")],
    ),
    "nothing was there": ("", "新条文", [("新增", "新条文")]),
    "nothing is left": ("旧条文", "", [("删去", "旧条文")]),
    "nothing changed": ("条文", "条文", [("", "条文")]),
    "both are empty": ("", "", []),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_change_reads_as_a_person_would_mark_it(case: str) -> None:
    old, new, expected = CASES[case]
    assert [(str(piece.edit), piece.text) for piece in edits(old, new)] == expected


@given(TEXT, TEXT)
def test_accepting_gives_the_new_text_and_rejecting_the_old(old: str, new: str) -> None:
    pieces = edits(old, new)
    assert old_text(pieces) == old
    assert new_text(pieces) == new


@given(TEXT, TEXT)
def test_neighbouring_pieces_differ_and_none_is_empty(old: str, new: str) -> None:
    pieces = edits(old, new)
    assert all(piece.text for piece in pieces)
    assert all(one.edit is not other.edit for one, other in pairwise(pieces))


@given(TEXT)
def test_the_same_text_has_no_change(text: str) -> None:
    assert edits(text, text) == ((Piece(text, Edit.KEPT),) if text else ())
