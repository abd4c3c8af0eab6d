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
from contextlib import suppress
from pathlib import Path

_PREFIX = "pingyi-scratch-"
_A_WHILE = 60
"""Seconds after which a folder that nobody holds is nobody's: one that was just made is not held yet."""


class Scratch:
    """A folder that goes away with this object, below a store or, without one, where the system keeps such things."""

    def __init__(self, store: Path | None = None) -> None:
        within = _made(store) if store else None
        self.is_in_store = within is not None
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=within))
        weakref.finalize(self, _remove, self.path, _locked(self.path), os.getpid())
        _sweep(self.path)


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


def _made(store: Path) -> Path | None:
    """Make the store, its owner's alone; None where nothing may be written."""
    try:
        store.mkdir(mode=0o700, parents=True, exist_ok=True)
        store.chmod(0o700)
    except OSError:
        return None
    return store if os.access(store, os.W_OK | os.X_OK) else None


def _sweep(own: Path) -> None:
    """Clear what killed runs left beside one's own folder."""
    now = own.stat()
    for folder in own.parent.glob(f"{_PREFIX}*"):
        with suppress(OSError):  # another run is using it, or has just cleared it away
            found = folder.stat()
            if found.st_uid == now.st_uid and found.st_mtime < now.st_mtime - _A_WHILE:
                _remove(folder, _locked(folder), os.getpid())


def _remove(path: Path, lock: int, process: int) -> None:
    """Remove a folder; not in a fork of the process that uses it."""
    if os.getpid() == process:
        shutil.rmtree(path, ignore_errors=True)
        os.close(lock)
