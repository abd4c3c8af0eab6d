"""The disk fills, the folder is read-only, the run is killed, two run at once: a whole set stands, and it is said."""

from __future__ import annotations

import contextlib
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest

from pipeline.cli import main
from pipeline.exits import CANNOT_RUN, DATA_ERRORS
from pipeline.outputs import locked, publish_set
from tests.faults.kills import try_points
from tests.ingest.exports import CASE, CASE_HEADERS, Office

OLD = {PurePosixPath("甲/月报.docx"): b"old" * 1000, PurePosixPath("manifest.json"): b"1"}
NEW = {PurePosixPath("甲/月报.docx"): os.urandom(3 << 20), PurePosixPath("manifest.json"): b"2"}


def mounted(place: Path, options: str) -> bool:
    """Mount a small file system of its own; only root may, and not in every container."""
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
    return os.geteuid() == 0 and subprocess.run(command, capture_output=True, check=False).returncode == 0


@contextlib.contextmanager
def full_disk(place: Path) -> Iterator[None]:
    """Let no more than 2 MiB be written: a small tmpfs, or, where none may be mounted, a limit on a file's size."""
    if mounted(place, "size=2m"):
        try:
            yield
        finally:
            subprocess.run(["umount", str(place)], check=True)
        return
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2 << 20, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def files_of(folder: Path) -> dict[PurePosixPath, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {PurePosixPath(path.relative_to(folder).as_posix()): path.read_bytes() for path in found}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office with one good and one bad row, and nothing in ``outputs/``."""
    main(["init", str(tmp_path / "office")])
    office = Office(tmp_path / "office")
    office.book("六月.xlsx", 办件=[CASE_HEADERS, CASE, ("LC-2", "瓯海", *CASE[2:])])
    return office


def test_a_full_disk_leaves_the_old_set(tmp_path: Path) -> None:
    outputs = tmp_path / "outputs"
    outputs.mkdir()
    with full_disk(outputs):
        publish_set(outputs / "2018-06", OLD)
        with pytest.raises(OSError, match=r"No space|too large") as full:
            publish_set(outputs / "2018-06", NEW)
        assert str(full.value.filename).startswith(str(outputs))
        assert files_of(outputs / "2018-06") == OLD
        assert [path.name for path in outputs.iterdir()] == ["2018-06"]
        publish_set(outputs / "2018-06", OLD | {PurePosixPath("manifest.json"): b"3"})
        assert files_of(outputs / "2018-06")[PurePosixPath("manifest.json")] == b"3"


def test_a_full_disk_is_told_with_its_remedy(
    office: Office, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device", "outputs/2018-06")

    monkeypatch.setattr(os, "fsync", full)
    assert main(["ingest", "2018-06", "--workspace", str(office.root)]) == CANNOT_RUN
    said = capsys.readouterr().err
    assert "磁盘已满" in said
    assert "改法：" in said


def test_outputs_that_may_not_be_written_are_told(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    outputs = office.root / "outputs"
    is_mounted = mounted(outputs, "ro")
    if not is_mounted:
        outputs.rmdir()
        outputs.write_text("no folder", encoding="utf-8")
    try:
        assert main(["ingest", "2018-06", "--workspace", str(office.root)]) == CANNOT_RUN
    finally:
        if is_mounted:
            subprocess.run(["umount", str(outputs)], check=True)
    assert "改法：检查磁盘空间和文件夹权限" in capsys.readouterr().err


def test_a_second_command_on_the_same_workspace_says_so_and_waits(office: Office) -> None:
    command = [sys.executable, "-m", "pipeline.cli", "ingest", "2018-06", "--workspace", str(office.root)]
    with locked(office.root / "outputs", lambda: None):
        second = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert second.stderr is not None
        said = ""
        while "另一个 pingyi 正在使用" not in said:
            line = second.stderr.readline()
            assert line, said
            said += line
        assert second.poll() is None
        assert not (office.root / "outputs/2018-06").exists()
    second.communicate(timeout=60)
    assert second.returncode == DATA_ERRORS
    assert (office.root / "outputs/2018-06/rejected.xlsx").is_file()


def test_inputs_are_never_written(office: Office) -> None:
    before = files_of(office.root / "inputs")
    main(["ingest", "2018-06", "--workspace", str(office.root)])
    assert files_of(office.root / "inputs") == before


def test_a_run_killed_anywhere_leaves_a_whole_set_and_the_next_run_succeeds() -> None:
    tried, died = try_points(12, seed=9704)
    assert tried.total() == 12
    assert tried["time"] == 1
    assert min(tried["stage"], tried["file event"], tried["byte"]) >= 2
    assert died.total() >= 10
