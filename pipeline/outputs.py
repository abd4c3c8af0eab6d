"""Writing: the only place that puts files under ``outputs/``.

A set of files (one period's) is written to a temporary folder and exchanged whole with the one that stands: a crash
leaves the old set or the new one, never a mixture. One run at a time holds the folder's lock.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

HISTORY = "history"
"""旧版: in a period's folder, the sets that stood there before, as ``1-3f2a9c1d``."""
_TOLD_ANEW = frozenset({HISTORY, "manifest.json", "diagnostics.jsonl", "rejected.xlsx"})
_OWNER_ONLY = 0o600
_EVERYBODY_READS = 0o644
_PRIVATE = frozenset({"rejected.xlsx"})
"""Keeps personal data, because it goes back to the clerk who owns the export: its owner alone may read it."""
_TEMPORARY = ".new-"
_SHORT = 8
_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2(2)
_AT_FDCWD = -100


@contextmanager
def locked(outputs: Path, when_waiting: Callable[[], None]) -> Iterator[None]:
    """Hold the outputs folder for one run; a second run says so and waits.

    Args:
        outputs: the folder, made if need be.
        when_waiting: called once when another run holds it.

    Raises:
        OSError: the folder cannot be made or written.
    """
    outputs.mkdir(parents=True, exist_ok=True)
    with (outputs / ".lock").open("w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            when_waiting()
            fcntl.flock(lock, fcntl.LOCK_EX)
        _sweep(outputs)
        yield


class NewSet(MutableMapping[PurePosixPath, bytes]):
    """新的一版: a set in the making; each file goes to the disk as it comes, into a folder beside the set's own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._new: Path | None = None
        self._hashes: dict[PurePosixPath, str] = {}

    def __setitem__(self, path: PurePosixPath, content: bytes) -> None:
        """Write a finished file."""
        _write(self._place() / path, content)
        self._hashes[path] = hashlib.sha256(content).hexdigest()

    def __getitem__(self, path: PurePosixPath) -> bytes:
        """Read a finished file back."""
        if path not in self._hashes:
            raise KeyError(path)
        return (self._place() / path).read_bytes()

    def __delitem__(self, path: PurePosixPath) -> None:
        """Take a file out again."""
        del self._hashes[path]
        (self._place() / path).unlink()

    def __iter__(self) -> Iterator[PurePosixPath]:
        """Go through the files' paths, as they came."""
        return iter(self._hashes)

    def __len__(self) -> int:
        """Tell how many files there are."""
        return len(self._hashes)

    def publish(self, keep: frozenset[str] = frozenset(), *, archive: bool = False) -> str:
        """Put the whole set in place of the one that stands.

        Args:
            keep: subfolders of the standing set that go on into the new one (units not run again).
            archive: move the standing set to ``history/`` if anything would be lost with it.

        Returns:
            Where in ``history/`` the standing set went; "" when nothing of it is lost.
        """
        new, folder = self._place(), self._folder
        for name in sorted(keep | {HISTORY}):
            if (folder / name).is_dir():
                shutil.copytree(folder / name, new / name, copy_function=os.link)
        former = former_name(folder) if archive and _loses(folder, self._hashes, keep) else ""
        if former:
            _move_to_history(folder, new / HISTORY / former)
        _take_the_place(new, folder)
        self._new = None
        return former

    def discard(self) -> None:
        """Throw away what was not published."""
        if self._new is not None:
            shutil.rmtree(self._new, ignore_errors=True)

    def _place(self) -> Path:
        if self._new is None:
            # named before it is there, so that an interrupt while it is made leaves nothing behind
            self._new = self._folder.with_name(f"{_TEMPORARY}{self._folder.name}-{os.urandom(_SHORT // 2).hex()}")
            self._new.mkdir()
            self._new.chmod(0o755)
        return self._new


@contextmanager
def new_set(folder: Path) -> Iterator[NewSet]:
    """Begin a set of files for a folder, e.g. ``outputs/2018-06``; call under `locked`.

    What is not published when the block ends is thrown away, and the standing set is as it was.
    """
    made = NewSet(folder)
    try:
        yield made
    finally:
        made.discard()


def publish_set(
    folder: Path,
    files: Mapping[PurePosixPath, bytes],
    keep: frozenset[str] = frozenset(),
    *,
    archive: bool = False,
) -> str:
    """Put a whole set of files, given at once, in place of the one that stands at ``folder``; see `NewSet.publish`.

    Raises:
        OSError: the disk is full or may not be written; the standing set is then as it was.
    """
    with new_set(folder) as made:
        for path, content in sorted(files.items()):
            made[path] = content
        return made.publish(keep, archive=archive)


def former_sets(folder: Path) -> list[Path]:
    """Give the sets that once stood at a folder, oldest first."""
    found = [path for path in (folder / HISTORY).glob("*-*") if path.is_dir() and path.name.split("-")[0].isdigit()]
    return sorted(found, key=lambda path: int(path.name.split("-")[0]))


def former_name(folder: Path) -> str:
    """Name the standing set for `HISTORY`: its number, and the short hash of its units' files."""
    numbers = [int(path.name.split("-")[0]) for path in former_sets(folder)]
    whole = hashlib.sha256()
    for path in _own_files(folder):
        whole.update(f"{path} {hashlib.sha256((folder / path).read_bytes()).hexdigest()}\n".encode())
    return f"{max(numbers, default=0) + 1}-{whole.hexdigest()[:_SHORT]}"


def _loses(folder: Path, hashes: Mapping[PurePosixPath, str], keep: frozenset[str]) -> bool:
    """Tell whether a file of the standing set would be gone or other, whoever made it what it is."""
    own = (path for path in _own_files(folder) if path.parts[0] not in keep)
    return any(hashes.get(path) != hashlib.sha256((folder / path).read_bytes()).hexdigest() for path in own)


def _own_files(folder: Path) -> list[PurePosixPath]:
    """Give the files of a set that are not told anew by every run; those in `HISTORY` are of former ones."""
    found = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(PurePosixPath(path) for path in found if path.parts[0] not in _TOLD_ANEW)


def _move_to_history(folder: Path, place: Path) -> None:
    """Link the standing set to its place in the new one's history; it is then exchanged with all the rest."""
    ignored = shutil.ignore_patterns(HISTORY)
    shutil.copytree(
        folder, place, copy_function=os.link,
        ignore=lambda path, names: ignored(path, names) if Path(path) == folder else set(),
    )  # fmt: skip


def publish_file(path: Path, content: bytes) -> None:
    """Write one file whole or not at all, replacing what stands there.

    Raises:
        OSError: the disk is full or may not be written; the standing file is then as it was.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{_TEMPORARY}{path.name}")
    try:
        _write(new, content, private=path.name in _PRIVATE)
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _write(path: Path, content: bytes, *, private: bool | None = None) -> None:
    secret = path.name in _PRIVATE if private is None else private
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWNER_ONLY if secret else _EVERYBODY_READS)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError as fault:
        fault.filename = fault.filename or str(path)  # writing to an open file, the system names none
        raise


def _take_the_place(new: Path, folder: Path) -> None:
    """Exchange the two folders in one step where the system can; the old one is then removed."""
    if not folder.exists():
        new.rename(folder)
    elif _exchange(new, folder):
        shutil.rmtree(new)
    else:
        old = new.with_name(f"{_TEMPORARY}old-{folder.name}")
        folder.rename(old)
        new.rename(folder)
        shutil.rmtree(old)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two paths atomically (Linux ``renameat2``); False where the system cannot."""
    renameat2 = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if renameat2 is None:
        return False
    failed = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _EXCHANGE)
    if not failed:
        return True
    code = ctypes.get_errno()
    if code in {errno.ENOSYS, errno.EINVAL}:
        return False
    raise OSError(code, os.strerror(code), str(other))


def _sweep(outputs: Path) -> None:
    """Clear what a killed run left; bring back a set that it had moved aside but not replaced."""
    for old in outputs.glob(f"{_TEMPORARY}old-*"):
        place = outputs / old.name.removeprefix(f"{_TEMPORARY}old-")
        if not place.exists():
            old.rename(place)
    for rest in outputs.glob(f"{_TEMPORARY}*"):
        if rest.is_dir():
            shutil.rmtree(rest)
        else:
            rest.unlink()
