"""Files that were seen (文件索引): which content a file had, so that it need not be opened to know it again.

A file is the same when its size, its times and its place on the disk are; the time of the entry nobody can set back.
One that was changed within a tick of the clock before it was looked at may change once more without showing it (Git's
racy entries), so it is looked at again. The clock is that of the file system that bears the store, which need not be
this machine's: what a file that is made now is dated. An index that is damaged or cannot be kept costs only time.

Clerks name files after people: the index holds hashes of paths, so it cannot look which files are gone, and forgets
those that were not asked for the longest.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from pipeline.storing import open_folder, write_whole

FINE, COARSE = 50_000_000, 2_000_000_000
"""Nanoseconds of a tick: with room where fractions of a second are kept; where they are not, FAT's two seconds."""
MOST = 20_000
"""Files: so many are remembered."""
_SECOND = 1_000_000_000

Mark = tuple[int, int, int, int]
"""Size, time of the content, time of the entry, number on the disk."""


@dataclass
class Looked:
    """What was found in a file while it was looked at."""

    sha256: str = ""


class Seen:
    """文件索引: knows files' hashes; ``path`` is where it is kept, in the store."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known = _recalled(path)
        self._is_new = False

    def sha256(self, path: Path) -> str:
        """Give the hash of a file's content without opening it; "" when it has to be looked at."""
        if (known := self._known.pop(_key(path), None)) is not None:
            self._known[_key(path)] = known  # among those asked for last
        return known[1] if known and known[0] == _mark(path) else ""

    @contextmanager
    def looking(self, path: Path) -> Iterator[Looked]:
        """Remember what is found in a file while it is read, if it cannot change meanwhile unseen."""
        now, mark, looked = self.clock(), _mark(path), Looked()
        yield looked
        if looked.sha256 and mark and mark == _mark(path) and is_settled(mark, now):
            self._known[_key(path)] = mark, looked.sha256
            self._is_new = True

    def hash_of(self, path: Path) -> str:
        """Give the SHA-256 of a file, which is read if need be.

        Raises:
            OSError: it cannot be read.
        """
        if known := self.sha256(path):
            return known
        with self.looking(path) as looked, path.open("rb") as file:
            looked.sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        return looked.sha256

    def write(self) -> bool:
        """Keep what was seen, also before; tell whether anything new was kept."""
        if not self._is_new:
            return False
        kept = dict(list(self._known.items())[-MOST:])
        with suppress(OSError):
            open_folder(self._path.parent)
            write_whole(self._path, json.dumps(kept).encode())
            return True
        return False

    def clock(self) -> int:
        """Tell what the file system dates a file that is made now, in nanoseconds; 0 when none can be made."""
        with suppress(OSError):
            open_folder(self._path.parent)
            with tempfile.TemporaryFile(dir=self._path.parent) as probe:
                return os.fstat(probe.fileno()).st_mtime_ns
        return 0


def is_settled(mark: Mark, now: int) -> bool:
    """Tell whether a change made from now on shows in the times, each of which may have a tick of its own."""
    return all(moment + (FINE if moment % _SECOND else COARSE) < now for moment in mark[1:3])


def _key(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()


def _mark(path: Path) -> Mark | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino


def _recalled(path: Path) -> dict[str, tuple[Mark, str]]:
    """Read the index; an empty one when it is not whole."""
    try:
        told = json.loads(path.read_bytes())
        return {name: (_four(mark), str(sha256)) for name, (mark, sha256) in told.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _four(mark: list[int]) -> Mark:
    size, changed, entered, number = map(int, mark)
    return size, changed, entered, number
