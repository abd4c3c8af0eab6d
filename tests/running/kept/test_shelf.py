"""Digests tell values apart, the shelf gives back what was put there or nothing."""

from __future__ import annotations

import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model.lineage import Replaced, Version
from pipeline.running.kept.digest import digest
from pipeline.running.kept.shelf import Piece, Shelf

KEY = "ab" + "0" * 62
PLAIN = st.none() | st.booleans() | st.integers() | st.text() | st.decimals(allow_nan=False) | st.dates() | st.binary()
VALUES = st.recursive(PLAIN, lambda inner: st.tuples(inner, inner) | st.tuples(inner) | st.just(()), max_leaves=6)


@given(VALUES, VALUES)
def test_two_values_have_one_digest_when_they_are_written_alike(one: object, other: object) -> None:
    assert (digest(one) == digest(other)) == (repr(one) == repr(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        (Decimal("1.0"), Decimal("1.00")),
        ("1", 1),
        (date(2018, 6, 1), "2018-06-01"),
        ((), ""),
        (Replaced("a", "b"), ("a", "b")),
        (Version("a", "b", "c"), Version("a", "b", "c", Replaced("", ""))),
    ],
)
def test_what_is_not_the_same_has_another_digest(one: object, other: object) -> None:
    assert digest(one) != digest(other)


def test_the_order_of_a_set_or_a_mapping_is_no_matter() -> None:
    assert digest(frozenset("abc"), {"x": 1, "y": 2}) == digest(frozenset("cba"), {"y": 2, "x": 1})


def test_what_the_model_does_not_use_has_no_digest() -> None:
    with pytest.raises(TypeError, match="object"):
        digest(object())


@given(st.dictionaries(st.text(), st.binary()), st.dictionaries(st.text(), st.integers() | st.text()))
def test_a_piece_comes_back_as_it_was_put(
    tmp_path_factory: pytest.TempPathFactory, parts: dict[str, bytes], told: dict[str, object]
) -> None:
    shelf = Shelf(tmp_path_factory.mktemp("shelf") / "work")
    shelf.put(KEY, Piece(parts, told))
    assert shelf.get(KEY) == Piece(parts, told)
    assert shelf.get("ac" + KEY[2:]) is None


@pytest.mark.parametrize("at", [0, 20, 90, -1])
def test_a_piece_that_is_not_whole_is_none(tmp_path: Path, at: int) -> None:
    shelf = Shelf(tmp_path / "work")
    shelf.put(KEY, Piece({"docx": b"content"}))
    path = tmp_path / "work/ab" / KEY
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)
    assert shelf.get(KEY) is None


def test_a_shelf_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "work").write_text("no folder", encoding="utf-8")
    shelf = Shelf(tmp_path / "work")
    shelf.begin()
    shelf.put(KEY, Piece())
    shelf.sweep()
    assert shelf.get(KEY) is None
    assert Shelf(None).get(KEY) is None


def test_the_longest_unused_goes_first_and_what_the_run_used_stays(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "work")
    keys = [f"{number:02}{'0' * 62}" for number in range(5)]
    for number, key in enumerate(keys):
        shelf.put(key, Piece({"pdf": bytes(1000)}))
        os.utime(tmp_path / "work" / key[:2] / key, (number, number))
    shelf.begin()
    assert shelf.get(keys[0]) is not None
    shelf.sweep(limit=2500)
    assert [key for key in keys if shelf.get(key)] == [keys[0], keys[3], keys[4]]


def test_the_store_is_its_owners_alone(tmp_path: Path) -> None:
    Shelf(tmp_path / ".pingyi/work").put(KEY, Piece())
    assert (tmp_path / ".pingyi").stat().st_mode & 0o777 == 0o700
