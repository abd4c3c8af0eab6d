"""A document that traced a fault to other words of its unit is kept by those words too; no other is asked for them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

from pipeline.running.kept.shelf import Piece, Shelf
from pipeline.running.making import Bench, _keep, _kept

KEY = "0" * 64


def bench(folder: Path, words: str = "") -> Bench:
    """A bench with a shelf; whoever asks it for words that it has not fails."""
    shelf = Shelf(folder / "work")
    return cast("Bench", SimpleNamespace(kit=SimpleNamespace(shelf=shelf), known=lambda: words or 1 / 0))


def test_a_document_that_repeats_no_fault_is_found_without_the_hash_of_all_words(tmp_path: Path) -> None:
    piece = Piece({"docx": b"words"}, {"traced": False})
    assert _kept(KEY, bench(tmp_path)) is None
    _keep(KEY, piece, bench(tmp_path))
    assert _kept(KEY, bench(tmp_path)) == piece


def test_a_document_that_repeats_a_fault_is_found_only_by_the_words_that_it_was_traced_to(tmp_path: Path) -> None:
    piece = Piece({"docx": b"words"}, {"traced": True})
    _keep(KEY, piece, bench(tmp_path, "words of June"))
    assert _kept(KEY, bench(tmp_path, "words of June")) == piece
    assert _kept(KEY, bench(tmp_path, "words of July")) is None
