"""What was read, kept (读取缓存): so that a second run reads nothing again.

Under ``<store>/read`` each file that was read has an entry: a folder named after its content, its name and everything
that decides how it is read (`version_of`). In it are the typed rows and the faults as Parquet, and ``read.json`` with
all else that reading comes to. An entry appears whole, by a rename, or not at all; one that does not prove itself by
its checksums is made anew. Nothing here changes a result: deleting the folder costs time only.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.ingest.source import Source
from pipeline.records.intake import SheetColumn, SheetRead

FOLDER = "read"
TABLE_FILE, FAULTS_FILE = "{}.parquet", "faults.parquet"
_DRAFT = ".new-"
_TOLD = "read.json"
_LIBRARIES = ("fastexcel", "pyarrow", "duckdb")
_PIECE = 1024**2
LARGEST = 64 * 1024**3
"""Bytes of all entries; those used within a day stay, for another run may be using them."""
_A_DAY = 86_400 * 10**9
_LONG = 60 * _A_DAY

Mended = tuple[str, int, str, str, int, str]
"""Sheet and row of a mended copy; file, sheet, row and cells' hash of the row that it mends."""


@dataclass(frozen=True)
class FileRead:
    """读入的文件: everything that reading one file came to; ``folder`` holds its Parquet files."""

    file: str
    sha256: str
    sheets: tuple[SheetRead, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    mended: tuple[Mended, ...] = ()
    parts: tuple[tuple[str, int], ...] = ()
    """The tables of which there are rows, and how many; in `TABLE_FILE`."""
    faults: int = 0
    """How many cells could not be read; in `FAULTS_FILE`."""
    folder: Path = field(default=Path(), compare=False)

    def path(self, table: str) -> Path:
        """Tell where the rows of a table are."""
        return self.folder / TABLE_FILE.format(table)


class Kept:
    """The entries of a store; in a folder of a run's own they serve only as what is being read."""

    def __init__(self, folder: Path, sources: Iterable[Source]) -> None:
        self.folder = folder
        self.version = version_of(sources)

    def draft(self) -> Path:
        """Give a folder in which an entry may be made."""
        return Path(tempfile.mkdtemp(prefix=_DRAFT, dir=self.folder))

    def find(self, file: str, sha256: str) -> FileRead | None:
        """Give what a file was read as; None when it has not been read, or what is kept of it is damaged."""
        folder = self.folder / self._key(file, sha256)
        if not folder.exists():
            return None
        try:
            read = _recalled(folder)
            os.utime(folder)  # it is in use, so it is not swept away
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            shutil.rmtree(folder, ignore_errors=True)
            return None
        return read if (read.file, read.sha256) == (file, sha256) else None

    def keep(self, read: FileRead) -> FileRead:
        """Put what was read, and lies in a draft, in its place; another run may have done so before."""
        _note(read)
        folder = self.folder / self._key(read.file, read.sha256)
        try:
            read.folder.rename(folder)
        except OSError:
            if (found := self.find(read.file, read.sha256)) is not None:
                shutil.rmtree(read.folder, ignore_errors=True)
                return found
            return read  # it serves this run where it is
        return FileRead(**{**_shallow(read), "folder": folder})

    def sweep(self, now: int) -> None:
        """Clear away what nobody has used for long, and of the rest what is more than the store may hold.

        Args:
            now: what the file system dates a file that is made now, in nanoseconds.
        """
        held = 0
        for used, size, folder in sorted(_dated(self.folder), reverse=True):
            held += size
            is_old = now - used > (_A_DAY if folder.name.startswith(_DRAFT) else _LONG)
            if is_old or (held > LARGEST and now - used > _A_DAY):
                shutil.rmtree(folder, ignore_errors=True)

    def _key(self, file: str, sha256: str) -> str:
        return hashlib.sha256(f"{self.version}\n{file}\n{sha256}".encode()).hexdigest()[:40]


def recalled_rows(folder: Path, sheet: str, rows: Collection[int]) -> dict[int, tuple[str, ...]] | None:
    """Give rows of a sheet as they came, if these were asked for before."""
    try:
        told = _proved(folder / _rows_name(sheet, rows))
    except (OSError, ValueError):
        return None
    return {int(row): tuple(cells) for row, cells in told.items()}


def keep_rows(folder: Path, sheet: str, rows: Collection[int], came: Mapping[int, tuple[str, ...]]) -> None:
    """Keep rows of a sheet as they came, beside what was read of it: they will be asked for again."""
    path = folder / _rows_name(sheet, rows)
    with suppress(OSError), tempfile.TemporaryDirectory(prefix=_DRAFT, dir=folder.parent) as new:
        _write(Path(new) / path.name, came)
        (Path(new) / path.name).replace(path)


def _rows_name(sheet: str, rows: Collection[int]) -> str:
    return f"came-{_digest(json.dumps([sheet, sorted(rows)]))[:20]}.json"


def _dated(folder: Path) -> Iterator[tuple[int, int, Path]]:
    """Give when each entry was used last, its size and its folder; not what another run takes away meanwhile."""
    for entry in folder.iterdir():
        with suppress(OSError):
            if entry.is_dir():
                yield entry.stat().st_mtime_ns, sum(path.stat().st_size for path in entry.iterdir()), entry


def version_of(sources: Iterable[Source]) -> str:
    """Give the hash of everything but a file that decides how it is read."""
    libraries = [f"{name} {version(name)}" for name in _LIBRARIES]
    return hashlib.sha256("\n".join([*map(repr, sources), *libraries, _code()]).encode()).hexdigest()


@cache
def _code() -> str:
    """Give the hash of the code that reads."""
    own = Path(__file__).parent
    modules = [*own.glob("*.py"), *(own.parent / "records").glob("*.py"), own.parent / "diagnostics.py"]
    whole = hashlib.sha256()
    for module in sorted(modules):
        whole.update(module.read_bytes())
    return whole.hexdigest()


def _shallow(read: FileRead) -> dict[str, Any]:
    return {name: getattr(read, name) for name in FileRead.__dataclass_fields__}


def _note(read: FileRead) -> None:
    """Write down what was read, with the checksums of all that lies beside it."""
    told = {name: value for name, value in asdict(read).items() if name != "folder"}
    told["files"] = {path.name: _checksum(path) for path in sorted(read.folder.iterdir())}
    _write(read.folder / _TOLD, told)


def _write(path: Path, told: Mapping[Any, Any]) -> None:
    """Write what is told with its checksum; it is not forced to the disk, for the checksum tells if it got there."""
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    with open(path, "x", encoding="utf-8", opener=for_the_owner) as file:
        file.write(f"{_digest(text)}\n{text}")


def _proved(path: Path) -> dict[str, Any]:
    """Read what was told.

    Raises:
        OSError, ValueError: it is not there, or not whole.
    """
    digest, _, text = path.read_text(encoding="utf-8").partition("\n")
    if digest != _digest(text):
        raise ValueError(path)
    found: dict[str, Any] = json.loads(text)
    return found


def _recalled(folder: Path) -> FileRead:
    """Read an entry.

    Raises:
        OSError, ValueError, KeyError, TypeError, AttributeError: it is not whole.
    """
    told = _proved(folder / _TOLD)
    for name, checksum in told["files"].items():
        if not (folder / name).is_file() or _checksum(folder / name) != checksum:
            raise ValueError(folder / name)
    return FileRead(
        told["file"],
        told["sha256"],
        tuple(map(_sheet, told["sheets"])),
        tuple(map(_diagnostic, told["diagnostics"])),
        _tuples(told["mended"]),
        _tuples(told["parts"]),
        told["faults"],
        folder,
    )


def _sheet(told: dict[str, Any]) -> SheetRead:
    columns = tuple(SheetColumn(**column) for column in told["columns"])
    return SheetRead(**{**told, "headers": tuple(told["headers"]), "columns": columns})


def _diagnostic(told: dict[str, Any]) -> Diagnostic:
    return Diagnostic(**{**told, "severity": Severity(told["severity"]), "place": Place(**told["place"])})


def _tuples(told: Sequence[Sequence[Any]]) -> tuple[Any, ...]:
    return tuple(map(tuple, told))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _checksum(path: Path) -> str:
    whole = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            whole.update(piece)
    return whole.hexdigest()


def for_the_owner(path: str, flags: int) -> int:
    """Open a new file that only its owner may read (an opener)."""
    return os.open(path, flags, 0o600)
