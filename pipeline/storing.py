"""Files of the store (存储区): their owner's alone, for they hold records, and whole or not there at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def open_folder(folder: Path) -> None:
    """Make a folder of the store, its owner's alone like all of the store.

    Raises:
        OSError: it cannot be made.
    """
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file of the store so that a reader sees all of it or none; two may write the same at once.

    Raises:
        OSError: the disk is full or may not be written.
    """
    handle, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
