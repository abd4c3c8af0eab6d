"""What was read is kept and found again: nothing is opened twice, and nothing of it can change a result."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.diagnostics import Diagnostic
from pipeline.ingest import Intake, ingest, kept
from pipeline.ingest.kept import Kept
from pipeline.records.schema import TABLES
from pipeline.seen import Seen
from tests.ingest.exports import CASE, CASE_HEADERS, RATING, RATING_HEADERS, SOURCES, Office, codes

SAMPLES = Path(__file__).with_name("samples")
TICK = 0.1
"""Seconds after which a file that was written shows any further change in its times."""

opened: list[str] = []


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open":
        opened.append(str(arguments[0]))


sys.addaudithook(_note)


def read(office: Office, *, store: bool = True) -> tuple[Intake, list[Diagnostic]]:
    folders = sorted((office.root / "inputs/records").iterdir())
    return ingest(folders, office.root, office.sources, office.root / ".pingyi" if store else None)


def told(office: Office, *, store: bool = True) -> list[object]:
    """Give everything that reading comes to, in an order."""
    intake, diagnostics = read(office, store=store)
    tables = (*(table.name for table in TABLES), "faults", "mended")
    rows = [intake.records.db.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall() for table in tables]
    came = [intake.rows_as_they_came(sheet, [sheet.header_row + 1]) for sheet in intake.sheets]
    return [rows, came, intake.sheets, intake.inputs, diagnostics]


def entries(office: Office) -> list[Path]:
    return sorted(path for path in (office.root / ".pingyi/read").iterdir() if path.is_dir())


@pytest.fixture
def full(office: Office) -> Office:
    """An office with a file of every kind, sound and not."""
    for sample in SAMPLES.iterdir():
        shutil.copy(sample, office.folder / sample.name)
    office.put("坏.xlsx", b"x")
    office.put("别的.csv", "甲,乙\n1,2\n")
    office.book(
        "两张.xlsx", 办件=[CASE_HEADERS, CASE, ("", "", "", "昨天")], 评价=[RATING_HEADERS, RATING], 说明=[("x",)]
    )
    mending = ("原文件", "原表", "原行", "原行校验", "原因代码", "单元格", "原因", "改法")
    office.book(
        "更正.xlsx", 办件=[(*CASE_HEADERS, *mending), ("L9", *CASE[1:], "a.xlsx", "办件", "3", "x", "", "", "", "")]
    )
    time.sleep(TICK)
    return office


def test_a_second_run_comes_to_the_same_and_opens_no_input(full: Office) -> None:
    first = told(full)
    opened.clear()
    assert told(full) == first
    assert not [path for path in opened if "/inputs/" in path]
    assert told(full, store=False) == first
    assert [path for path in opened if "/inputs/" in path]


def test_deleting_the_store_loses_nothing(full: Office) -> None:
    first = told(full)
    shutil.rmtree(full.root / ".pingyi")
    assert told(full) == first


def test_the_store_is_its_owners_alone(full: Office) -> None:
    intake, _ = read(full)
    paths = [full.root / ".pingyi", *(full.root / ".pingyi").rglob("*")]
    assert {oct(path.stat().st_mode & 0o777) for path in paths if path.is_dir()} == {"0o700"}
    assert {oct(path.stat().st_mode & 0o777) for path in paths if path.is_file()} == {"0o600"}
    del intake


def test_nothing_is_left_beside_the_entries_when_the_records_are_gone(office: Office) -> None:
    office.book("办件.xlsx", 办件=[CASE_HEADERS, CASE])
    intake, _ = read(office)
    intake.records.db.close()
    del intake
    assert [path.name for path in (office.root / ".pingyi").iterdir()] == ["read"]


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


@pytest.mark.parametrize("damage", [cut, flip, Path.unlink, lambda path: path.write_bytes(b"")])
@pytest.mark.parametrize("name", ["read.json", "cases.parquet", "faults.parquet"])
def test_a_damaged_entry_is_made_anew(office: Office, name: str, damage: Callable[[Path], object]) -> None:
    office.book("办件.xlsx", 办件=[CASE_HEADERS, CASE, ("2", "x", "y", "昨天")])
    first = told(office)
    (entry,) = entries(office)
    damage(entry / name)
    assert told(office) == first
    assert told(office) == first
    assert entries(office) == [entry]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"a": 1}', '{"a": [["x"], "y"]}'])
def test_a_damaged_index_is_as_if_missing(office: Office, content: str) -> None:
    office.book("办件.xlsx", 办件=[CASE_HEADERS, CASE])
    first = told(office)
    (office.root / ".pingyi/read/seen.json").write_text(content)
    assert told(office) == first


def test_a_change_right_after_reading_is_seen_though_size_and_length_are_the_same(office: Office) -> None:
    lines = ",".join(CASE_HEADERS) + "\n{},鹿城,提取,2018-06-05\n"
    for number in range(20):
        office.put("办件.csv", lines.format(f"L{number:02d}"))
        intake, _ = read(office)
        assert intake.records.db.execute("SELECT case_id FROM cases").fetchall() == [(f"L{number:02d}",)]


def test_a_change_that_keeps_size_and_time_of_the_content_is_seen(office: Office) -> None:
    office.put("办件.csv", ",".join(CASE_HEADERS) + "\nL1,鹿城,提取,2018-06-05\n")
    time.sleep(TICK)
    read(office)
    path = office.folder / "办件.csv"
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"L1", b"L2"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    intake, _ = read(office)
    assert intake.records.db.execute("SELECT case_id FROM cases").fetchall() == [("L2",)]


def test_other_sources_read_anew(office: Office) -> None:
    office.put("办件.csv", ",".join(CASE_HEADERS) + "\nL1,鹿城,提取,2018-06-05\n")
    time.sleep(TICK)
    read(office)
    own = replace(SOURCES[0], name="自写", headers=tuple((f, h) for f, h in SOURCES[0].headers), is_standard_form=False)
    office.sources = (*SOURCES, own)
    intake, _ = read(office)
    assert [sheet.source for sheet in intake.sheets] == ["自写"]


def test_the_same_content_under_two_names_is_two_files(office: Office) -> None:
    for name in ("一.csv", "二.csv"):
        office.put(name, ",".join(CASE_HEADERS) + "\nL1,鹿城,提取,2018-06-05\n")
    intake, _ = read(office)
    found = intake.records.db.execute("SELECT file FROM cases ORDER BY file").fetchall()
    assert [file[-5:] for (file,) in found] == ["一.csv", "二.csv"]


def test_two_runs_at_once_come_to_the_same(full: Office) -> None:
    expected = told(full, store=False)
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda _: told(full), range(4))) == [expected] * 4
    assert all(entry.name[0] != "." for entry in entries(full))


def test_a_killed_run_leaves_nothing_that_counts(office: Office) -> None:
    rows = "".join(f"L{number},鹿城,提取,2018-06-05\n" for number in range(300_000))
    office.put("办件.csv", f"{','.join(CASE_HEADERS)}\n{rows}")
    read_it = (
        "import sys; from pathlib import Path; from pipeline.ingest import ingest; from pipeline.ingest.sources import "
        "load_sources; root = Path(sys.argv[1]); print('x', flush=True); "
        "ingest([root / 'inputs/records/2018-06'], root, load_sources()[0], root / '.pingyi')"
    )
    child = subprocess.Popen([sys.executable, "-c", read_it, str(office.root)], stdout=subprocess.PIPE)
    store = office.root / ".pingyi"
    deadline = time.monotonic() + 30
    while not list(store.glob("read/.new-*/cases.parquet")) and time.monotonic() < deadline:
        time.sleep(0.002)
    child.send_signal(signal.SIGKILL)
    child.communicate()
    assert [entry.name[:5] for entry in entries(office)] == [".new-"]
    (left,) = store.glob("*-scratch-*")
    os.utime(left, (0, 0))
    intake, diagnostics = read(office)
    assert intake.records.db.execute("SELECT count(*) FROM cases").fetchall() == [(300_000,)]
    assert codes(diagnostics) == []
    assert list(store.glob("*-scratch-*")) == [intake.records.scratch.path]


def test_what_is_old_or_too_much_is_cleared_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LARGEST", 250)
    day = 86_400 * 10**9
    now = Seen(tmp_path / "seen.json").clock()
    for name, days in (("today", 0), ("three", 3), ("four", 4), ("year", 365), (".new-now", 0), (".new-left", 2)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x").write_bytes(b"x" * 100)
        os.utime(tmp_path / name, ns=(now - days * day, now - days * day))
    Kept(tmp_path, SOURCES).sweep(now)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".new-now", "today"]
