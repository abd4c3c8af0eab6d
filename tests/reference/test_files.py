"""Broken and hostile workbooks get one clear diagnostic each; a whole set of good ones is loaded at once."""

from __future__ import annotations

import hashlib
import random
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from pipeline.reference import files as module
from pipeline.reference import load_reference
from pipeline.reference.faults import Faults
from pipeline.reference.files import SourceFile, open_book
from pipeline.reference.standard import read_standard
from tests.reference.workbooks import codes, organization_sheets, standard_sheets, workplan_sheets

GOOD = standard_sheets().xlsx()


def with_a_torn_part() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(GOOD)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry, content[:300] if "sheet2" in entry.filename else content)
    return out.getvalue()


BROKEN = {
    "empty": (b"", "空文件"),
    "text": ("编号,上级\n1,".encode(), "不是 .xlsx"),
    "encrypted": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "已加密"),
    "cut short": (GOOD[: len(GOOD) // 2], "不是 .xlsx"),
    "another zip": (b"PK\x05\x06" + bytes(18), "损坏"),
    "a torn part": (with_a_torn_part(), "损坏"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_workbook_is_one_diagnostic(name: str) -> None:
    content, word = BROKEN[name]
    draft, found = read_standard(SourceFile("inputs/standards/坏.xlsx", content))
    assert draft is None
    assert [(d.code, str(d.place)) for d in found] == [("STD-FILE", "inputs/standards/坏.xlsx")]
    assert word in found[0].message
    assert found[0].remedy


@pytest.mark.parametrize("seed", range(40))
def test_damage_anywhere_is_told_and_never_raised(seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(GOOD)
    for _ in range(20):
        content[chance.randrange(len(content))] = chance.randrange(256)
    draft, found = read_standard(SourceFile("坏.xlsx", bytes(content)))
    assert draft is not None or found


def test_a_workbook_that_unpacks_too_large_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_UNPACKED", 1000)
    faults = Faults("STD")
    assert open_book(SourceFile("炸弹.xlsx", GOOD), faults) is None
    assert "过大" in faults.noted[0].message


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "inputs"
    (folder / "standards").mkdir(parents=True)
    (folder / "organization.xlsx").write_bytes(organization_sheets().xlsx())
    (folder / "workplan.xlsx").write_bytes(workplan_sheets().xlsx())
    (folder / "standards/2018-03-01-标准.xlsx").write_bytes(GOOD)
    return tmp_path


def test_a_whole_set_is_loaded_with_the_hash_of_each_file(workspace: Path) -> None:
    reference, found = load_reference(workspace / "inputs", workspace, 2018)
    assert found == []
    assert reference is not None
    assert len(reference.organization.units) == 3
    assert len(reference.workplan) == 3
    assert dict(reference.files) == {
        f"inputs/{name}": hashlib.sha256((workspace / "inputs" / name).read_bytes()).hexdigest()
        for name in ("organization.xlsx", "workplan.xlsx", "standards/2018-03-01-标准.xlsx")
    }


def test_under_another_standard_everything_is_judged_by_it(workspace: Path) -> None:
    reference, _ = load_reference(workspace / "inputs", workspace, 2018)
    other = reference.standards.books[0]
    what_if = reference.under(other)
    assert what_if.standards.what_if is other
    assert reference.standards.what_if is None


def test_what_is_missing_is_told_of_each_file(tmp_path: Path) -> None:
    reference, found = load_reference(tmp_path / "inputs", tmp_path, 2018)
    assert reference is None
    assert codes(found) == {"ORG-FILE", "PLN-FILE", "STD-FILE"}
    assert {d.place.file for d in found} == {"inputs/organization.xlsx", "inputs/workplan.xlsx", "inputs/standards"}


def test_inputs_are_only_read(workspace: Path) -> None:
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in workspace.rglob("*.xlsx")}
    load_reference(workspace / "inputs", workspace, 2018)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in workspace.rglob("*.xlsx")} == before
