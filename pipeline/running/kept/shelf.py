"""The shelf (成果架): finished pieces by the hash of all that they were made from.

A piece is one file: a head that names it and its parts, and a hash over everything. What does not prove to be whole and
its own is passed over, and what cannot be written is not kept: a run never fails for what it keeps.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.storing import open_folder, write_whole

MAGIC = b"pingyi kept 1\n"
LIMIT = 4 << 30
"""So many bytes of pieces that the last run did not use stay; the longest unused go first."""
_DIGEST = 64
_BEGUN = "begun"


@dataclass(frozen=True)
class Piece:
    """成件: its parts' bytes by name, and what is said about it (values of JSON)."""

    parts: Mapping[str, bytes] = field(default_factory=dict)
    told: Mapping[str, Any] = field(default_factory=dict)


class Shelf:
    """Keeps pieces in a folder; without one it keeps nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def begin(self) -> None:
        """Note that a run begins: what it takes from the shelf or puts there is not swept at its end."""
        if self._folder is not None:
            with contextlib.suppress(OSError):
                open_folder(self._folder)
                (self._folder / _BEGUN).write_bytes(b"")

    def get(self, key: str) -> Piece | None:
        """Take a piece, and note that it was used; None when there is none that is whole."""
        if self._folder is None:
            return None
        path = _path(self._folder, key)
        try:
            content = path.read_bytes()
            piece = _read(content, key)
            os.utime(path)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return piece

    def put(self, key: str, piece: Piece) -> None:
        """Keep a piece, whole or not at all."""
        if self._folder is None:
            return
        path = _path(self._folder, key)
        with contextlib.suppress(OSError):
            open_folder(self._folder)
            path.parent.mkdir(exist_ok=True)
            write_whole(path, _written(key, piece))

    def sweep(self, limit: int = LIMIT) -> None:
        """Throw away the longest unused pieces beyond the limit; those of the run that has just ended stay."""
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            begun = (self._folder / _BEGUN).stat().st_mtime_ns
            found = [(path.stat(), path) for path in self._folder.glob("??/*")]
            old = sorted((state.st_mtime_ns, state.st_size, path) for state, path in found if state.st_mtime_ns < begun)
            room = limit
            for _, size, path in reversed(old):
                room -= size
                if room < 0:
                    path.unlink(missing_ok=True)


def _path(folder: Path, key: str) -> Path:
    return folder / key[:2] / key


def diagnostic_of(entry: Mapping[str, Any]) -> Diagnostic:
    """Read back a diagnostic that was kept field by field."""
    return Diagnostic(**{**entry, "severity": Severity(entry["severity"]), "place": Place(**entry["place"])})


def _written(key: str, piece: Piece) -> bytes:
    sizes = [[name, len(content)] for name, content in piece.parts.items()]
    head = json.dumps({"key": key, "parts": sizes, "told": piece.told}, ensure_ascii=False).encode() + b"\n"
    body = head + b"".join(piece.parts.values())
    return MAGIC + hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def _read(content: bytes, key: str) -> Piece:
    """Read a piece.

    Raises:
        ValueError: it is damaged, or another one.
    """
    start = len(MAGIC) + _DIGEST + 1
    body = memoryview(content)[start:]
    if content[:start] != MAGIC + hashlib.sha256(body).hexdigest().encode() + b"\n":
        raise ValueError("not whole")
    end = content.index(b"\n", start)
    head = json.loads(content[start:end])
    if head["key"] != key:
        raise ValueError("another piece")
    parts, at = {}, end + 1
    for name, size in head["parts"]:
        parts[name] = content[at : at + size]
        at += size
    return Piece(parts, head["told"])
