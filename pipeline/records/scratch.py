"""Scratch (临时区): a private folder for what does not fit in memory, gone when nobody uses it any more.

It holds records, so it is its owner's alone. A run that was killed leaves its folder behind; the next one sees that
nobody holds its lock and clears it away.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

_PREFIX = "scratch-"


class Scratch:
    """A folder that goes away with this object, below a store or, without one, where the system keeps such things."""

    def __init__(self, store: Path | None = None) -> None:
        within = _made(store) if store else None
        with _held(within) if within else nullcontext():
            if within:
                _sweep(within)
            self.path = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=within))
            lock = _locked(self.path)
        self.is_in_store = within is not None
        weakref.finalize(self, _remove, self.path, lock)


def _locked(folder: Path) -> int:
    """Hold a folder.

    Raises:
        OSError: somebody else holds it.
    """
    lock = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(lock)
        raise
    return lock


@contextmanager
def _held(store: Path) -> Iterator[None]:
    """Let nobody sweep between the making of a folder and its lock."""
    lock = os.open(store, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _made(store: Path) -> Path | None:
    """Make the store, its owner's alone; None where nothing may be written."""
    try:
        store.mkdir(mode=0o700, parents=True, exist_ok=True)
        store.chmod(0o700)
    except OSError:
        return None
    return store if os.access(store, os.W_OK | os.X_OK) else None


def _sweep(store: Path) -> None:
    """Clear what killed runs left."""
    for folder in store.glob(f"{_PREFIX}*"):
        try:
            lock = _locked(folder)
        except OSError:
            continue  # another run is using it
        _remove(folder, lock)


def _remove(path: Path, lock: int) -> None:
    shutil.rmtree(path, ignore_errors=True)
    os.close(lock)
