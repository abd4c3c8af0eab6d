"""A file that was seen is known again without being opened, and never taken for what it no longer is."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.seen import COARSE, FINE, Seen, is_settled

SECOND = 1_000_000_000
NOW = 1_530_000_000 * SECOND


def hashed(content: bytes) -> str:
    return sha256(content).hexdigest()


def aged(path: Path, content: bytes, seconds: int) -> None:
    path.write_bytes(content)
    changed = path.stat().st_mtime_ns - seconds * SECOND
    os.utime(path, ns=(changed, changed))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / ".pingyi/kept/seen.json"


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A file that has lain for long by the clock of the file system."""
    path = tmp_path / "file"
    path.write_bytes(b"one")
    monkeypatch.setattr(Seen, "clock", lambda _: path.stat().st_ctime_ns + 2 * COARSE)
    return path


def test_a_file_that_changed_is_read_again_whatever_its_times_say(tmp_path: Path, place: Path) -> None:
    path = tmp_path / "file"
    for content in (b"one", b"two", b"three"):
        aged(path, content, 3600)
        seen = Seen(place)
        assert seen.hash_of(path) == hashed(content)
        seen.write()


def test_an_untouched_file_is_not_read_again(settled: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = Seen(place)
    assert seen.hash_of(settled) == hashed(b"one")
    assert seen.write()
    monkeypatch.setattr("pipeline.seen.hashlib.file_digest", None)
    for known in (seen, Seen(place)):
        assert known.sha256(settled) == known.hash_of(settled) == hashed(b"one")
    assert not Seen(place).write(), "nothing is new"


def test_what_is_found_while_reading_is_known_from_then_on(settled: Path, place: Path) -> None:
    seen = Seen(place)
    assert not seen.sha256(settled)
    with seen.looking(settled) as looked:
        looked.sha256 = hashed(settled.read_bytes())
    assert seen.sha256(settled) == hashed(b"one")


@pytest.mark.parametrize("content", [b"two", b"longer"])
def test_a_file_that_changes_while_it_is_read_is_not_known(settled: Path, place: Path, content: bytes) -> None:
    seen = Seen(place)
    with seen.looking(settled) as looked:
        looked.sha256 = hashed(settled.read_bytes())
        aged(settled, content, 3600)
    assert not seen.sha256(settled)
    assert not seen.write()


def test_a_file_in_which_nothing_was_found_is_not_known(settled: Path, place: Path) -> None:
    seen = Seen(place)
    with seen.looking(settled):
        pass
    with pytest.raises(KeyError), seen.looking(settled) as looked:
        looked.sha256 = {}["it cannot be read"]
    assert not seen.write()


def test_a_file_that_was_just_made_is_not_known(tmp_path: Path, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, seen = tmp_path / "file", Seen(place)
    path.write_bytes(b"one")
    monkeypatch.setattr(Seen, "clock", lambda _: path.stat().st_ctime_ns)
    assert seen.hash_of(path) == hashed(b"one")
    assert not seen.sha256(path)


@pytest.mark.parametrize(
    ("content", "entry", "is_sure"),
    [
        (NOW - 1 - FINE - 1, NOW - 1 - FINE - 1, True),
        (NOW - FINE + 1, NOW - SECOND // 2, False),
        (NOW - SECOND // 2, NOW - FINE + 1, False),
        (NOW - SECOND, NOW - SECOND, False),
        (NOW - COARSE, NOW - COARSE, False),
        (NOW - COARSE - SECOND, NOW - COARSE - SECOND, True),
        (NOW - SECOND, NOW - SECOND // 2, False),
        (NOW + SECOND, NOW - SECOND // 2, False),
    ],
    ids=[
        "fractions are kept, and a tick went by",
        "content within a tick",
        "entry within a tick",
        "whole seconds, one ago",
        "whole seconds, just two ago",
        "whole seconds, three ago",
        "content in whole seconds, the entry in fractions",
        "dated in the future",
    ],
)
def test_only_what_cannot_change_unseen_is_relied_on(content: int, entry: int, is_sure: bool) -> None:
    assert is_settled((1, content, entry, 1), NOW) is is_sure


def test_the_clock_is_what_a_file_is_dated(tmp_path: Path, place: Path) -> None:
    seen, path = Seen(place), tmp_path / "file"
    before = seen.clock()
    path.write_bytes(b"")
    assert before <= path.stat().st_mtime_ns <= seen.clock()
    assert list(place.parent.iterdir()) == []


def test_other_files_stay_known_and_those_not_asked_for_the_longest_are_forgotten(
    tmp_path: Path, settled: Path, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.seen.MOST", 2)
    others = [tmp_path / name for name in ("王建国.xlsx", "third")]
    for path in (settled, *others):
        path.write_bytes(b"x")
        seen = Seen(place)
        seen.sha256(settled)
        seen.hash_of(path)
        assert seen.write()
    known = Seen(place)
    assert [bool(known.sha256(path)) for path in (settled, *others)] == [True, False, True]


def test_the_index_names_no_file(settled: Path, place: Path) -> None:
    named = settled.with_name("王建国.xlsx")
    named.write_bytes(b"one")
    seen = Seen(place)
    seen.hash_of(named)
    seen.write()
    assert Seen(place).sha256(named) == hashed(b"one")
    kept = place.read_bytes()
    assert not any(word in kept for word in ("王建国".encode(), b"xlsx", json.dumps("王建国").strip('"').encode()))


def test_the_index_is_its_owners_alone(settled: Path, place: Path) -> None:
    seen = Seen(place)
    seen.hash_of(settled)
    seen.write()
    assert {oct(path.stat().st_mode & 0o777) for path in (place.parent, place.parent.parent)} == {"0o700"}
    assert oct(place.stat().st_mode & 0o777) == "0o600"
    assert list(place.parent.iterdir()) == [place]


def test_an_index_that_cannot_be_kept_costs_only_time(tmp_path: Path, settled: Path) -> None:
    (tmp_path / "kept").write_text("no folder", encoding="utf-8")
    seen = Seen(tmp_path / "kept/seen.json")
    assert seen.hash_of(settled) == hashed(b"one")
    assert not seen.write()


def test_without_a_clock_nothing_is_known(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("no folder", encoding="utf-8")
    seen, path = Seen(tmp_path / "kept/seen.json"), tmp_path / "file"
    aged(path, b"one", 3600)
    assert (seen.clock(), seen.hash_of(path), seen.sha256(path)) == (0, hashed(b"one"), "")


def test_a_file_that_is_not_there_cannot_be_read(tmp_path: Path, place: Path) -> None:
    place.parent.mkdir(parents=True)
    place.write_text(json.dumps({str(tmp_path / "file"): [[1, 2, 3, 4], "x"]}), encoding="utf-8")
    with pytest.raises(FileNotFoundError):
        Seen(place).hash_of(tmp_path / "file")


DAMAGED = [b"", b"[]", b"{", b'{"a": 1}', b'{"a": [[1], "x"]}', b'{"a": [[1, 2, 3, "x"], "y"]}', b"\xff", b'{"a": []}']


@pytest.mark.parametrize("content", DAMAGED)
def test_a_damaged_index_knows_nothing(settled: Path, place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True)
    place.write_bytes(content)
    seen = Seen(place)
    assert not seen.sha256(settled)
    assert seen.hash_of(settled) == hashed(b"one")
    assert seen.write()
    assert len(json.loads(place.read_bytes())) == 1
