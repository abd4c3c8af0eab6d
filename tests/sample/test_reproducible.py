"""The same seed gives the same bytes, and the committed inputs are what the default seed gives."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.sample.__main__ import main
from pipeline.sample.reference import write_reference
from tests.sample.conftest import MONTHS, month_of

MONTH = 11
"""The committed month that is made again here: it has a parquet file and a case-file review."""


def files(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def digests(root: Path) -> dict[str, str]:
    return {name: hashlib.sha256((root / name).read_bytes()).hexdigest() for name in files(root)}


def content(path: Path) -> object:
    """Give what a file holds, whatever compressed it: another zlib packs the same members otherwise."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    return pq.read_table(path).to_pylist() if path.suffix == ".parquet" else path.read_bytes()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sample")
    assert main(["--out", str(out), "--months", str(MONTH)]) == 0
    return out


def test_the_committed_month_is_what_the_default_seed_gives(made: Path, inputs: Path) -> None:
    period = f"records/2018-{MONTH}"
    assert files(made / period) == files(inputs / period)
    for name in files(made / period):
        assert content(made / period / name) == content(inputs / period / name), name


def test_the_committed_reference_workbooks_are_what_the_texts_say(made: Path, inputs: Path) -> None:
    for name in ("organization.xlsx", "workplan.xlsx", *files(inputs / "standards")):
        path = name if "/" in name or (inputs / name).exists() else f"standards/{name}"
        assert content(made / path) == content(inputs / path), name


def test_the_same_seed_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    main(["--out", str(tmp_path), "--months", str(MONTH)])
    assert digests(tmp_path) == digests(made)


def test_another_seed_gives_other_records(made: Path, tmp_path: Path) -> None:
    main(["--out", str(tmp_path), "--months", str(MONTH), "--seed", "1"])
    register = f"records/2018-{MONTH}/{MONTH}月办件登记表.xlsx"
    assert digests(tmp_path)[register] != digests(made)[register]


def test_more_units_leave_the_first_one_as_it_is_and_stand_in_folders_of_their_own(made: Path, tmp_path: Path) -> None:
    main(["--out", str(tmp_path), "--months", str(MONTH), "--units", "2"])
    period = f"records/2018-{MONTH}"
    first, both = digests(made / period), digests(tmp_path / period)
    assert {name: both[name] for name in first} == first
    assert all(name.startswith("模拟0002管理部/") for name in both.keys() - first.keys())


def test_a_platform_gives_all_units_in_one_parquet_for_each_kind(tmp_path: Path) -> None:
    main(["--out", str(tmp_path), "--months", "7", "--units", "3", "--platform"])
    table = pq.read_table(tmp_path / "records/2018-07/办件登记/模拟数据_办件登记_0001.parquet")
    assert len(set(table["承办部门"].to_pylist())) == 3
    assert str(table.schema.field("收件时间").type).startswith("timestamp")


def test_the_reference_workbooks_know_every_unit(tmp_path: Path) -> None:
    write_reference(tmp_path, 2018, units=40)
    with zipfile.ZipFile(tmp_path / "organization.xlsx") as archive:
        assert "模拟0040管理部" in archive.read("xl/sharedStrings.xml").decode()


@pytest.mark.parametrize("wrong", [["--months", "13"], ["--months", "9-3"], ["--year", "2099"]])
def test_a_wrong_request_is_refused_before_anything_is_written(wrong: list[str], tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as refused:
        main(["--out", str(tmp_path / "out"), *wrong])
    assert refused.value.code == 2
    assert not (tmp_path / "out").exists()


def test_every_committed_file_says_that_it_is_made_up(inputs: Path) -> None:
    for name in files(inputs / "records"):
        path = inputs / "records" / name
        if path.suffix == ".csv":
            head = path.read_bytes()[:200]
            said = any("模拟数据".encode(encoding) in head for encoding in ("utf-8", "gb18030"))
        elif path.suffix == ".parquet":
            said = "模拟数据" in path.name
        else:
            with zipfile.ZipFile(path) as archive:
                said = "模拟数据" in archive.read("xl/sharedStrings.xml").decode()
        assert said, name


def test_the_committed_year_is_whole_and_small(inputs: Path) -> None:
    periods = sorted(path.name for path in (inputs / "records").iterdir())
    assert periods == ["2018", *(str(month_of(number)) for number in MONTHS)]
    assert sum((inputs / name).stat().st_size for name in files(inputs)) < 20_000_000
