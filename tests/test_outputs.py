from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path, PurePosixPath

import pytest

from pipeline.outputs import HISTORY, former_sets, locked, publish_file, publish_set

OLD = {PurePosixPath(p): c for p, c in (("甲/月报.docx", b"old"), ("乙/月报.docx", b"old"), ("manifest.json", b"1"))}
NEW = {PurePosixPath(p): c for p, c in (("甲/月报.docx", b"new"), ("manifest.json", b"2"))}


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_set_takes_the_place_of_the_one_that_stands(tmp_path: Path) -> None:
    folder = tmp_path / "2018-06"
    publish_set(folder, OLD)
    publish_set(folder, NEW)
    assert files_of(folder) == {"甲/月报.docx": b"new", "manifest.json": b"2"}
    assert list(tmp_path.iterdir()) == [folder]


def test_units_that_were_not_run_again_go_on(tmp_path: Path) -> None:
    folder = tmp_path / "2018-06"
    publish_set(folder, OLD)
    publish_set(folder, NEW, keep=frozenset({"乙"}))
    assert files_of(folder) == {"甲/月报.docx": b"new", "乙/月报.docx": b"old", "manifest.json": b"2"}


def test_rejected_rows_are_for_their_owner_only(tmp_path: Path) -> None:
    publish_set(tmp_path / "2018-06", {PurePosixPath("rejected.xlsx"): b"x", PurePosixPath("manifest.json"): b"y"})
    publish_file(tmp_path / "rejected.xlsx", b"x")
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "2018-06").iterdir()}
    assert modes == {"rejected.xlsx": 0o600, "manifest.json": 0o644}
    assert (tmp_path / "rejected.xlsx").stat().st_mode & 0o777 == 0o600


def test_an_interrupt_while_its_folder_is_made_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.mkdir

    def interrupted(*place: object, **more: object) -> None:
        real(*place, **more)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "mkdir", interrupted)
    with pytest.raises(KeyboardInterrupt):
        publish_set(tmp_path / "2018-06", NEW)
    assert list(tmp_path.iterdir()) == []


def test_a_failure_while_writing_leaves_the_old_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "2018-06"
    publish_set(folder, OLD)
    real = os.fsync
    calls = iter(range(100))

    def full(handle: int) -> None:
        if next(calls) == 1:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        publish_set(folder, NEW)
    assert files_of(folder) == {str(path): content for path, content in OLD.items()}
    assert list(tmp_path.iterdir()) == [folder]


WRITER = """
import sys
from pathlib import Path, PurePosixPath
from pipeline.outputs import locked, publish_set
folder = Path(sys.argv[1])
print("ready", flush=True)
for turn in range(100000):
    with locked(folder.parent, lambda: None):
        publish_set(folder, {PurePosixPath(f"{n}.txt"): str(turn).encode() for n in range(6)})
"""


@pytest.mark.parametrize("seed", range(6))
def test_a_kill_leaves_a_whole_set(tmp_path: Path, seed: int) -> None:
    folder = tmp_path / "2018-06"
    with subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(0.05 + seed * 0.013)
        writer.send_signal(signal.SIGKILL)
    with locked(tmp_path, lambda: None):
        contents = set(files_of(folder).values()) if folder.exists() else {b""}
    assert len(contents) == 1
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".new-")]


def test_a_second_run_says_so_and_waits(tmp_path: Path) -> None:
    said: list[str] = []
    holder = (
        "import sys,time\nfrom pathlib import Path\nfrom pipeline.outputs import locked\n"
        "with locked(Path(sys.argv[1]), lambda: None):\n    print('held', flush=True); time.sleep(0.5)\n"
    )
    with subprocess.Popen([sys.executable, "-c", holder, str(tmp_path)], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with locked(tmp_path, lambda: said.append("waiting")):
            assert other.poll() is not None or other.wait(1) == 0
    assert said == ["waiting"]


def test_a_set_moved_aside_by_a_killed_run_comes_back(tmp_path: Path) -> None:
    publish_set(tmp_path / "2018-06", OLD)
    (tmp_path / "2018-06").rename(tmp_path / ".new-old-2018-06")
    with locked(tmp_path, lambda: None):
        assert files_of(tmp_path / "2018-06")["manifest.json"] == b"1"


def test_a_set_that_would_be_lost_goes_to_history_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "2018-06"
    publish_set(folder, OLD)
    (folder / "甲/便条.txt").write_bytes(b"a person's")
    former = publish_set(folder, NEW, archive=True)
    assert re.fullmatch(r"1-[0-9a-f]{8}", former)
    assert files_of(folder / HISTORY / former) == {**{str(p): c for p, c in OLD.items()}, "甲/便条.txt": b"a person's"}
    assert files_of(folder)["甲/月报.docx"] == b"new"


def test_each_former_set_stays_and_they_are_counted_on(tmp_path: Path) -> None:
    folder = tmp_path / "2018-06"
    former = [publish_set(folder, {PurePosixPath("甲/a"): text.encode()}, archive=True) for text in "abcdefghijkl"]
    assert [name.split("-")[0] for name in former] == ["", *map(str, range(1, 12))]
    assert [(path / "甲/a").read_text("utf-8") for path in former_sets(folder)] == list("abcdefghijk")


@pytest.mark.parametrize(
    ("files", "keep"),
    [
        (OLD, frozenset[str]()),
        ({**OLD, PurePosixPath("manifest.json"): b"other"}, frozenset[str]()),
        ({**OLD, PurePosixPath("甲/摘要.docx"): b"more"}, frozenset[str]()),
        ({PurePosixPath("甲/月报.docx"): b"old"}, frozenset({"乙"})),
    ],
)
def test_nothing_goes_to_history_when_nothing_is_lost(
    files: dict[PurePosixPath, bytes], keep: frozenset[str], tmp_path: Path
) -> None:
    publish_set(tmp_path / "2018-06", OLD)
    assert publish_set(tmp_path / "2018-06", files, keep, archive=True) == ""
    assert not (tmp_path / "2018-06" / HISTORY).exists()


def test_private_rows_stay_private_in_history(tmp_path: Path) -> None:
    folder = tmp_path / "2018-06"
    publish_set(folder, {**OLD, PurePosixPath("rejected.xlsx"): b"x"})
    former = publish_set(folder, NEW, archive=True)
    assert (folder / HISTORY / former / "rejected.xlsx").stat().st_mode & 0o777 == 0o600


ARCHIVER = WRITER.replace("for n in range(6)})", "for n in range(6)} | {PurePosixPath('甲/a'): str(turn).encode()},\n"
                          "                    archive=True)")  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_a_kill_while_a_set_goes_to_history_loses_no_version(tmp_path: Path, seed: int) -> None:
    folder = tmp_path / "2018-06"
    with subprocess.Popen([sys.executable, "-c", ARCHIVER, str(folder)], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(0.08 + seed * 0.017)
        writer.send_signal(signal.SIGKILL)
    with locked(tmp_path, lambda: None):
        kept = [int((path / "甲/a").read_text("utf-8")) for path in former_sets(folder)]
        standing = int((folder / "甲/a").read_text("utf-8")) if folder.exists() else 0
    assert kept == list(range(standing))
