"""One unit fails, a run is killed, what is kept is damaged: the rest is done, and nothing is done twice or wrongly."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.exits import CANNOT_RUN, CLEAN, DATA_ERRORS
from pipeline.running import shop
from pipeline.running import unit as units
from pipeline.running.making import Begun
from pipeline.running.unit import Job
from tests.running.kept.offices import ONE, SET, THREE, TWO, copy_of, make_office, run, tree

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let making the second unit's documents be beyond the program."""
    real = units._documents

    def documents(job: Job, at: object) -> tuple[list[Begun], list[Diagnostic]]:
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


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (OSError(28, "No space left on device"), "甲没有做成：无法读写文件：磁盘已满"),
        (OSError(30, "Read-only file system", "/tmp/x"), "甲没有做成：无法读写 /tmp/x：文件夹只读"),
        (KeyError("x"), "甲没有做成：程序故障（KeyError：'x'）"),
    ],
)
def test_what_the_disk_refuses_is_no_fault_of_the_program(fault: Exception, said: str) -> None:
    (told,) = units.broken("甲", fault).faults
    assert told.message == said
    assert ("磁盘空间" in told.remedy) is isinstance(fault, OSError)


def test_of_a_broken_template_nothing_else_is_said(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = tree(office)
    template = office / "templates/摘要.docx"
    template.write_bytes(template.read_bytes()[:1000])
    assert run(office) == DATA_ERRORS
    said = capsys.readouterr().err
    assert "templates/摘要.docx: error TPL-FILE 不是 Word 文档（.docx），或文件已损坏（全部2个单位）" in said
    assert "摘要.pdf" not in said
    assert "DOC-LINEAGE" not in said
    assert said.count(": error RUN-UNIT") == 2
    after = tree(office)
    assert {name: after[name] for name in before if name != "diagnostics.jsonl"} == {
        name: content for name, content in before.items() if name != "diagnostics.jsonl"
    }


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


SHORT = """
import sys
from pipeline.cli import main
from pipeline.running import shop
shop.MONTHLY_KINDS = tuple(kind for kind in shop.MONTHLY_KINDS if kind.name == "摘要")
sys.exit(main())
"""
"""The command, asking for the shortest document alone; workbook, page and proof are made as always."""


def stopped(office: Path, when: str, sign: signal.Signals) -> tuple[int, str]:
    """Send a run a signal when it has said something; give its exit code and what it said."""
    command = [sys.executable, "-c", SHORT, "run", "2018-06", "--workspace", str(office)]
    said = ""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd=ROOT) as begun:
        assert begun.stderr is not None
        for line in begun.stderr:
            said += line
            if when in line:
                begun.send_signal(sign)
    return begun.returncode, said


def shelf(office: Path) -> dict[str, int]:
    """Give what lies on the shelf, each piece with its number on the disk: one that is made again has another."""
    return {path.name: path.stat().st_ino for path in (office / ".pingyi/work").glob("??/*") if len(path.name) == 64}


def test_a_killed_run_and_a_stopped_one_go_on_where_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Three units by two processes: killed when one is finished, stopped as the next is made, let go on to the end."""
    office = make_office(tmp_path / "office", "[engine]\nprocesses = 2\n", (ONE, TWO, THREE))
    assert stopped(office, " 1/3 ", signal.SIGKILL)[0] == -signal.SIGKILL
    first = shelf(office)
    assert len(first) >= PIECES
    code, said = stopped(office, " 1/3 ", signal.SIGTERM)
    assert (code, said.splitlines()[-1].split("；")[0]) == (CANNOT_RUN, "已中断")
    assert [path.name for path in (office / "outputs").iterdir()] == [".lock"]
    second = shelf(office)
    monkeypatch.setattr(shop, "MONTHLY_KINDS", tuple(kind for kind in shop.MONTHLY_KINDS if kind.name == "摘要"))
    assert run(office, "--why") == CLEAN
    assert [path.name for path in (office / "outputs").iterdir() if path.name != ".lock"] == ["2018-06"]
    third = shelf(office)
    assert first.items() <= second.items() <= third.items(), "what was finished was made again"
    assert len(third) == 3 * PIECES + 1  # and what validating came to, of all
    assert capsys.readouterr().out.count("沿用") >= 2
    clean = copy_of(office, tmp_path / "clean")
    for name in ("outputs", ".pingyi"):
        shutil.rmtree(clean / name)
    assert run(clean) == CLEAN
    assert tree(office) == tree(clean)


PIECES = 5
"""A unit's pieces here: its one document's files, what it says and its proof; the workbooks; the page."""
