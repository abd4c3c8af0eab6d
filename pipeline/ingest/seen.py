"""Files that were seen (文件索引): which content a file had, so that it need not be opened to know it again.

A file is the same when its size, its times and its place on the disk are. One that was changed within a tick of the
clock before it was looked at may change once more without showing it (Git's racy entries), so it is looked at again.
The clock is the file system's own: what a file that is made now is dated.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_NAME = "seen.json"
_FINE, _COARSE = 50_000_000, 2_000_000_000
"""Nanoseconds of a tick, with room: of a file system that keeps fractions of a second, and of one that does not."""
_SECOND = 1_000_000_000

Mark = tuple[int, ...]
"""Size, time of the content, time of the entry, number on the disk."""


@dataclass
class Looked:
    """What was found in a file while it was looked at."""

    sha256: str = ""


class Seen:
    """文件索引 of a store."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._before = _recalled(folder / _NAME)
        self._now: dict[str, tuple[Mark, str]] = {}

    def sha256(self, name: str, path: Path) -> str:
        """Give the hash of a file's content without opening it; "" when it has to be looked at."""
        mark, sha256 = self._before.get(name, ((), ""))
        if not sha256 or mark != _mark(path):
            return ""
        self._now[name] = mark, sha256
        return sha256

    @contextmanager
    def looking(self, name: str, path: Path) -> Iterator[Looked]:
        """Remember what is found in a file, if it cannot change meanwhile unseen."""
        now, mark, looked = self.clock(), _mark(path), Looked()
        yield looked
        if looked.sha256 and mark == _mark(path) and _is_settled(mark, now):
            self._now[name] = mark, looked.sha256

    def write(self) -> bool:
        """Keep what was seen; files of which nothing was asked stay as they were. Tell whether anything is new."""
        whole = self._before | self._now
        if whole == self._before:
            return False
        handle, new = tempfile.mkstemp(prefix=".new-", dir=self._folder)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(whole, file, ensure_ascii=False)
        Path(new).replace(self._folder / _NAME)
        return True

    def clock(self) -> int:
        """Tell what the file system dates a file that is made now, in nanoseconds."""
        with tempfile.TemporaryFile(dir=self._folder) as probe:
            return os.fstat(probe.fileno()).st_mtime_ns


def _is_settled(mark: Mark, now: int) -> bool:
    """Tell whether a change made from now on shows in the times."""
    latest = max(mark[1:3])
    tick = _FINE if any(moment % _SECOND for moment in mark[1:3]) else _COARSE
    return latest + tick < now


def _mark(path: Path) -> Mark:
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _recalled(path: Path) -> dict[str, tuple[Mark, str]]:
    """Read the index; an empty one when it is not whole."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return {str(name): (tuple(map(int, mark)), str(sha256)) for name, (mark, sha256) in told.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}
