"""Daily sums are kept by part: what is summed again after a change is what follows from it, and no more."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from openpyxl import load_workbook

from benchmarks.province import make_province
from pipeline.commands.progress import Console
from pipeline.engine import rollups
from pipeline.engine.parts import Part
from pipeline.model.period import Period
from pipeline.records.accepted import write_accepted
from pipeline.running.prepare import Findings, Prepared, Request, prepare
from pipeline.score import score_months
from pipeline.score.folds import Fold
from pipeline.settings import At, Settings
from pipeline.workspace import Workspace

MONTHS = ("2018-03", "2018-04", "2018-05")
PERIODS = [Period(2018, month=month) for month in (3, 4, 5)]


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three months of two units, summed once."""
    home = make_province(tmp_path_factory.mktemp("parts") / "home", units=2, rows=12, months=MONTHS)
    with pytest.MonkeyPatch.context() as patch:
        assert len(summed_again(home, patch)) == 2 * len(MONTHS)  # ratings and findings; there are no tickets
    return home


@pytest.fixture
def home(province: Path, tmp_path: Path) -> Path:
    return shutil.copytree(province, tmp_path / "home", symlinks=True)


def summed_again(home: Path, patch: pytest.MonkeyPatch, settings: Settings | None = None) -> list[tuple[str, str]]:
    """Score three months from sums; give the table and rows of the parts that had to be summed for it."""
    made: list[tuple[str, str]] = []
    own = rollups._made

    def spying(records: object, fold: Fold, part: Part, *where: object) -> Path:
        made.append((fold.table.name, part.rows))
        return own(records, fold, part, *where)

    with patch.context() as spied:
        spied.setattr(rollups, "_made", spying)
        spied.setattr(rollups.rolled, "__defaults__", (1,))  # few rows have sums, too
        one = prepared(home, settings or Settings())
        sums = one.accepted
        assert {"ratings", "findings"} <= set(sums.daily)
    rules = one.reference.standards
    from_rows = score_months(one.intake.records, rules, PERIODS, one.units)
    assert score_months(sums, rules, PERIODS, one.units) == from_rows
    return made


def prepared(home: Path, settings: Settings) -> Prepared:
    findings = Findings()
    found = prepare(Request(Workspace(home), PERIODS[-1], settings=settings), findings, Console(quiet=True))
    assert found is not None, "\n".join(map(str, findings.diagnostics))
    return found


def one_more(path: Path) -> None:
    """Add a rating to a month: the first again, under another number."""
    with path.open("r+", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
        csv.writer(file).writerow(["R-more", *rows[1][1:]])


def with_units(*rows: tuple[str, ...]) -> Callable[[Path], None]:
    def change(home: Path) -> None:
        path = home / "inputs/organization.xlsx"
        book = load_workbook(path)
        for row in rows:
            book["单位"].append(row)
        book.save(path)

    return change


def another_month(home: Path) -> None:
    """Bring a folder of another period that begins in time."""
    shutil.copytree(home / "inputs/records/2018-04", home / "inputs/records/2018Q1")
    for path in (home / "inputs/records/2018Q1").iterdir():
        path.write_text(path.read_text("utf-8").replace("2018-04", "2018-02"), "utf-8")


def other_codes(home: Path) -> None:
    path = home / "inputs/organization.xlsx"
    book = load_workbook(path)
    for row in book["单位"].iter_rows(min_row=2):
        row[0].value = str(row[0].value).replace("34000", "35000")
    book.save(path)


def twice(home: Path) -> None:
    """Bring May's first rating in April already: May's is then a double, and set aside."""
    folder = home / "inputs/records"
    told = (folder / "2018-05/评价.csv").read_text("utf-8").splitlines()
    with (folder / "2018-04/评价.csv").open("a", encoding="utf-8", newline="") as file:
        file.write(told[1] + "\r\n")


NEW_UNIT = ("350001", "新管理部", "温州市住房公积金管理中心", "中心外", "基层站所", "")
CHANGES: dict[str, tuple[Callable[[Path], None], dict[str, list[str]]]] = {
    "nothing": (lambda _home: None, {}),
    "a month's file": (lambda home: one_more(home / "inputs/records/2018-04/评价.csv"), {
        "ratings": ["2018-04"], "findings": [],
    }),
    "a new folder": (another_month, {"ratings": ["2018Q1"], "findings": ["2018Q1"]}),
    "a unit that has no records": (with_units(NEW_UNIT), {}),
    "the units' codes": (other_codes, {"ratings": [*MONTHS], "findings": [*MONTHS]}),
    "a double in another month": (twice, {"ratings": ["2018-04", "2018-05"], "findings": []}),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_summed_again_is_what_a_change_bears_on(
    home: Path, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    do, expected = CHANGES[change]
    do(home)
    made = summed_again(home, monkeypatch)
    for table in ("ratings", "findings"):
        folders = sorted(
            {month for month in (*MONTHS, "2018Q1") for name, rows in made if name == table and month in rows}
        )
        assert folders == expected.get(table, []), table


def test_where_accepted_records_lie_a_new_file_is_summed_alone(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    records = prepared(home, Settings()).intake.records
    write_accepted(records, home / "lake")
    for table, day in (("ratings", "rated_at"), ("findings", "found_on")):
        by_month(home / "lake" / table, day)
    may = home / "lake/ratings/2018-5.parquet"
    may.rename(home / "later.parquet")
    settings = Settings(records=At("lake"))
    summed_again(home, monkeypatch, settings)
    assert summed_again(home, monkeypatch, settings) == []
    (home / "later.parquet").rename(may)
    with_units(NEW_UNIT)(home)
    assert summed_again(home, monkeypatch, settings) == [("ratings", f"read_parquet('{may}')")]


def by_month(folder: Path, day: str) -> None:
    whole = folder / "part-0.parquet"
    with duckdb.connect() as db:
        for month in (3, 4, 5):
            part = f"SELECT * FROM '{whole}' WHERE month(\"{day}\") = {month}"
            db.execute(f"COPY ({part}) TO '{folder}/2018-{month}.parquet' (FORMAT parquet)")
    whole.unlink()
