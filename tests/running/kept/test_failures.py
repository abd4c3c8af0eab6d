"""One unit fails, a run is killed, what is kept is damaged: the rest is done, and nothing is done twice or wrongly."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.exits import CLEAN, DATA_ERRORS
from pipeline.running import unit as units
from pipeline.running.making import Finished
from pipeline.running.unit import Job
from tests.running.kept.offices import ONE, SET, TWO, copy_of, make_office, run, tree

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let making the second unit's documents be beyond the program."""
    real = units._documents

    def documents(job: Job, at: object) -> tuple[list[Finished], list[Diagnostic]]:
        if job.unit == TWO:
            raise RuntimeError("no such thing")
        return real(job, at)  # type: ignore[arg-type]

    monkeypatch.setattr(units, "_documents", documents)


@pytest.mark.usefixtures("fails")
def test_a_unit_that_fails_keeps_its_old_files_and_the_others_are_published(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = tree(office)
    template = office / "templates/index.html"
    template.write_text(template.read_text("utf-8").replace("</body>", "<!-- 改过 --></body>"), encoding="utf-8")
    assert run(office) == DATA_ERRORS
    said = capsys.readouterr()
    assert f"没有做成的：{TWO}，原因见上面各条；改正后重新运行同一命令" in said.out
    assert f"RUN-UNIT {TWO}没有做成：程序故障（RuntimeError：no such thing）" in said.err
    assert "Traceback" not in said.err
    assert "RuntimeError" in (office / f".pingyi/faults/{TWO}.txt").read_text("utf-8")
    after = tree(office)
    assert {name: after[name] for name in before if name.startswith(TWO)} == {
        name: content for name, content in before.items() if name.startswith(TWO)
    }
    assert "改过".encode() in after[f"{ONE}/index.html"]
    manifest = json.loads(after["manifest.json"])
    assert manifest["failed"] == [TWO]
    assert set(manifest["kept"]) == {TWO}
    assert b"RUN-UNIT" in after["diagnostics.jsonl"]


def test_what_did_not_pass_is_left_out_and_made_when_it_can_be(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clean = tree(office)
    shutil.rmtree(office / "outputs")
    real = units._whole

    def whole(job: Job, files: object, finished: object, faults: list[Diagnostic]) -> object:
        fault = Diagnostic("GB-TRIED", Severity.ERROR, Place(f"{job.unit}/月报.pdf"), "不符", "改正")
        return real(job, files, finished, [*faults, fault] if job.unit == TWO else faults)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(units, "_whole", whole)
        assert run(office) == DATA_ERRORS
    assert f"{TWO}的成品没有通过核对（错误 1 处，另列）" in capsys.readouterr().err
    assert not (office / SET / TWO).exists()
    assert run(office, "--why") == CLEAN
    assert capsys.readouterr().out.count("沿用") == 4
    assert tree(office) == clean


def test_damaged_and_foreign_pieces_are_as_if_missing(office: Path) -> None:
    whole = tree(office)
    shutil.rmtree(office / "outputs")
    shutil.rmtree(office / ".pingyi/work/runs")
    pieces = [path for path in (office / ".pingyi/work").glob("??/*") if path.is_file()]
    for number, path in enumerate(sorted(pieces)):
        content = path.read_bytes()
        path.write_bytes(
            (content[: len(content) // 2], b"", b"foreign", content[:-1] + b"!", pieces[0].read_bytes())[number % 5]
        )
    (office / ".pingyi/work/hashes.json").write_text("[]", encoding="utf-8")
    assert run(office) == CLEAN
    assert tree(office) == whole


def test_a_killed_run_goes_on_where_it_was(tmp_path: Path) -> None:
    office = make_office(tmp_path / "office", "[engine]\nprocesses = 2\n")
    command = [sys.executable, "-m", "pipeline.cli", "run", "2018-06", "--workspace", str(office)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT) as first:
        deadline = time.monotonic() + 300
        while not list((office / ".pingyi/work").glob("??/*")) and time.monotonic() < deadline:
            time.sleep(0.01)
        os.kill(first.pid, signal.SIGKILL)
    assert not (office / SET).exists()
    kept = {path: path.stat().st_ino for path in (office / ".pingyi/work").glob("??/*") if len(path.name) == 64}
    assert run(office) == CLEAN
    assert {path: path.stat().st_ino for path in kept} == kept, "what was finished was made again"
    assert [path.name for path in (office / "outputs").iterdir() if path.name != ".lock"] == ["2018-06"]
    clean = copy_of(office, tmp_path / "clean")
    for name in ("outputs", ".pingyi"):
        shutil.rmtree(clean / name)
    assert run(clean) == CLEAN
    assert tree(office) == tree(clean)
    assert kept
