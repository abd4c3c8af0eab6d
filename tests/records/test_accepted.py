"""Accepted records are written where other engines read them, and many are kept outside memory, with the same rows."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.records.accepted import open_accepted, write_accepted
from pipeline.records.schema import TABLES
from pipeline.records.store import Records, columns_of, resolved_of
from tests.validate.offices import Month


@pytest.fixture
def month() -> Month:
    month = Month()
    for number in range(5):
        month.fill("cases", {"case_id": f"L{number}", "window": f"{number % 2}号窗 13800578000"}, file=f"{number}.xlsx")
    month.fill(
        "cases", {"case_id": "L0", "window": "0号窗 13800578000"}, {"case_id": "坏", "unit": "没有"}, file="又一.xlsx"
    )
    month.fill("ratings", {}, {"rating_id": "P2"})
    month.fill("findings", {"found_by": "张三 330302199001010012", "responsible": "提取科"})
    month.fill("grades", {"score": "28.5"})
    return month


def rows(records: Records, table: str) -> list[tuple[object, ...]]:
    return records.db.execute(f"SELECT * FROM accepted_{table} ORDER BY ALL").fetchall()


def test_what_is_written_is_what_is_opened(month: Month, tmp_path: Path) -> None:
    month.validated()
    write_accepted(month.records, tmp_path / "a")
    found = open_accepted(tmp_path / "a")
    for table in TABLES:
        assert rows(found, table.name) == rows(month.records, table.name)
        names = [*(name for name, _ in columns_of(table)), *(name for name, _ in resolved_of(table))]
        assert pq.read_schema(tmp_path / "a" / table.name / "part-0.parquet").names == names
    assert rows(found, "cases")


def test_what_is_written_takes_the_place_of_what_stands_and_is_its_owners_alone(month: Month, tmp_path: Path) -> None:
    month.validated()
    (tmp_path / "a/cases").mkdir(parents=True)
    (tmp_path / "a/cases/part-9.parquet").write_bytes(b"old")
    write_accepted(month.records, tmp_path / "a")
    write_accepted(month.records, tmp_path / "a")
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == sorted(table.name for table in TABLES)
    files = [path for path in (tmp_path / "a").rglob("*") if path.is_file()]
    assert {path.name for path in files} == {"part-0.parquet"}
    assert {oct(path.stat().st_mode & 0o777) for path in files} == {"0o600"}
    assert {oct(path.stat().st_mode & 0o777) for path in (tmp_path / "a").iterdir()} == {"0o700"}


def test_a_table_without_a_folder_is_empty(tmp_path: Path) -> None:
    found = open_accepted(tmp_path)
    assert [rows(found, table.name) for table in TABLES] == [[]] * len(TABLES)


def test_many_rows_are_accepted_outside_memory_alike(month: Month, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Month(sheets=month.sheets)
    for table in TABLES:
        other.records.db.register("given", month.records.db.sql(f"FROM {table.name}").to_arrow_table())
        other.records.db.execute(f"INSERT INTO {table.name} FROM given")
    counts, said = month.validated()
    monkeypatch.setattr("pipeline.validate.accepting.HELD", 0)
    assert other.validated() == (counts, said)
    for table in TABLES:
        assert rows(other.records, table.name) == rows(month.records, table.name)
    other.records.db.unregister("given")
    views = other.records.db.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
    assert {name for (name,) in views} == {f"accepted_{name}" for name in ("cases", "ratings", "findings", "grades")}
    assert [row[2] for row in rows(other.records, "cases")][:2] == ["0号窗 138****8000", "1号窗 138****8000"]


def test_the_connection_spills_into_a_private_folder_that_goes_away() -> None:
    records = Records.empty()
    folder = records.scratch.path
    assert oct(folder.stat().st_mode & 0o777) == "0o700"
    ((where, most),) = records.db.execute(
        "SELECT current_setting('temp_directory'), current_setting('max_temp_directory_size')"
    ).fetchall()
    assert where == str(folder / "spill")
    assert most != "90% of available disk space"
    records.limit("64MiB")
    records.db.execute(
        "SET threads = 1; CREATE TABLE many AS SELECT hash(range)::VARCHAR AS text FROM range(4_000_000)"
    )
    assert list((folder / "spill").iterdir())
    del records
    assert not folder.exists()
