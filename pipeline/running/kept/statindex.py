"""Hashes of files by their state: a file that the system says is untouched is not read again.

What counts is size, number, time of change and time of change of the state itself, which nobody can set back. A hash
taken so soon after a change that the next one could bear the same time is not relied on.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from pathlib import Path

from pipeline.running.kept.shelf import open_folder, write_whole

GRAIN = 2_000_000_000
"""Nanoseconds: no file system in use tells times more coarsely (FAT's two seconds)."""

_State = tuple[int, int, int, int]


class StatIndex:
    """Knows files' hashes; ``path`` is where it is kept, None to know nothing beforehand."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._known = _read(path)
        self._used: dict[str, tuple[_State, int, str]] = {}

    def hash_of(self, path: Path) -> str:
        """Give the SHA-256 of a file.

        Raises:
            OSError: it cannot be read.
        """
        name, state = str(path), _state(path)
        known = self._known.get(name)
        if known is None or known[0] != state or max(state[1:3]) + GRAIN > known[1]:
            with path.open("rb") as file:
                now = _now(self._path)
                known = (state, now, hashlib.file_digest(file, "sha256").hexdigest())
            if _state(path) != state:  # it changes while it is read: what was read is nobody's hash
                known = (state, 0, known[2])
        self._known[name] = self._used[name] = known
        return known[2]

    def save(self) -> None:
        """Keep what is known of the files that were asked for; not keeping it costs only time."""
        if self._path is None:
            return
        with contextlib.suppress(OSError):
            open_folder(self._path.parent)
            write_whole(self._path, json.dumps(self._used, ensure_ascii=False).encode())


def _state(path: Path) -> _State:
    found = path.stat()
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _now(beside: Path | None) -> int:
    """Tell the time by the file system that bears the files, whose clock need not be this machine's."""
    if beside is None:
        return 0
    with contextlib.suppress(OSError):
        open_folder(beside.parent)
        mark = beside.with_name("clock")
        mark.write_bytes(b"")
        return mark.stat().st_mtime_ns
    return 0


def _read(path: Path | None) -> dict[str, tuple[_State, int, str]]:
    """Read the index; one that is damaged knows nothing."""
    try:
        kept = json.loads(path.read_bytes()) if path else {}
        return {name: (_four(state), int(noted), str(digest)) for name, (state, noted, digest) in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _four(state: list[int]) -> _State:
    size, changed, touched, number = state
    return size, changed, touched, number
