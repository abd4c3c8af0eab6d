"""Reading (读取): a workbook against the bare native reader and against pandas, csv against DuckDB's own copy.

Ours is the whole way: proved sound, read, claimed, typed, validated, accepted, and kept as Parquet in a new store each
time. The peers only read: fastexcel gives text, pandas with openpyxl a frame, DuckDB copies the csv to Parquet.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, count
from pathlib import Path

import duckdb
import fastexcel
import pandas as pd
import pyarrow.csv
import pyarrow.parquet
import xlsxwriter

from benchmarks.report import Row, at_least, at_most, medians, table
from pipeline.ingest import Intake, ingest
from pipeline.ingest.sources import load_sources
from pipeline.model.organization import Organization, Unit, WorkCalendar
from pipeline.model.standard import Standards
from pipeline.model.workplan import Task
from pipeline.validate import validate

HEADERS = (
    "办件编号", "单位", "窗口", "事项编码", "事项名称", "办件类型",
    "受理时间", "承诺时限", "办结时间", "窗口人员", "申请人", "手机号",
)  # fmt: skip
_UNITS = ("鹿城管理部", "龙湾管理部", "瓯海管理部", "市中心")
_TASKS = ("住房公积金提取", "住房公积金贷款", "单位缴存登记", "个人账户转移", "异地贷款职工缴存证明")
_NAMES = ("王伟", "李娜", "张敏", "刘洋", "陈静", "杨帆", "赵磊", "黄强", "周杰", "吴刚")
_BLOCK = 100_000
_ROWS = 100_000
_SOURCES, _ = load_sources()


@dataclass(frozen=True)
class _Known:
    """The reference data that rows are validated against."""

    organization: Organization = field(
        default_factory=lambda: Organization(
            tuple(Unit(str(number), name) for number, name in enumerate(_UNITS)),
            (),
            (),
            WorkCalendar(date(2018, 1, 1), date(2018, 12, 31), ()),
        )
    )
    workplan: tuple[Task, ...] = ()
    standards: Standards = field(default_factory=lambda: Standards(()))


def measure(quick: bool) -> list[Row]:
    """Compare what was asked for: 1 million csv rows, or 10 million."""
    with tempfile.TemporaryDirectory() as root:
        found = [*_workbook(Path(root) / "xlsx"), *_delimited(Path(root) / "csv", 1 if quick else 10)]
        return found if quick else [*found, _largest(Path(root) / "largest")]


def _workbook(root: Path) -> Iterator[Row]:
    folder = _folder(root)
    book = folder / "办件.xlsx"
    _write_book(book)
    times = medians(
        5,
        [
            lambda: _validated(root, _new_store(root)),
            lambda: fastexcel.read_excel(book).load_sheet(0, header_row=None, skip_rows=0, dtypes="string").to_arrow(),
            lambda: fastexcel.read_excel(book).load_sheet(0, header_row=None, skip_rows=0, dtypes="string", eager=True),
        ],
    )
    (slow,) = medians(1, [lambda: pd.read_excel(book, dtype=str, engine="openpyxl")])
    subject = f"workbook of {_ROWS:,} rows × {len(HEADERS)}, read, typed, validated, stored"
    yield Row(subject, times[0], "fastexcel, all as text", times[1], at_most(1.5), _peak(root, "validate"))
    yield Row(subject, times[0], "pandas with openpyxl", slow, at_least(8))
    yield Row(subject, times[0], "fastexcel, all as text, eager (what ours calls)", times[2])
    yield _again(root, "the same again, from the store")


def _largest(root: Path) -> Row:
    """Read as many rows as a sheet holds, or nearly: the memory that a workbook takes grows with them."""
    book = _folder(root) / "办件.xlsx"
    _write_book(book, 1_000_000)
    ours, peer = medians(1, [
        lambda: _read(root, _new_store(root)),
        lambda: fastexcel.read_excel(book).load_sheet(0, header_row=None, skip_rows=0, dtypes="string").to_arrow(),
    ])  # fmt: skip
    subject = f"workbook of 1,000,000 rows × {len(HEADERS)}, read, typed, stored"
    return Row(subject, ours, "fastexcel, all as text", peer, note=_peak(root, "read"))


def _delimited(root: Path, millions: int) -> Iterator[Row]:
    folder = _folder(root)
    path = folder / "办件.csv"
    _write_csv(path, millions * 10)
    to = root / "copy.parquet"
    copy = f"COPY (FROM read_csv('{path}')) TO '{to}'"
    rounds = 3 if millions == 1 else 1
    ours, peer = medians(rounds, [lambda: _read(root, _new_store(root)), lambda: duckdb.connect().execute(copy)])
    subject = f"{millions},000,000 csv rows × {len(HEADERS)}, {path.stat().st_size / 1e6:,.0f} MB, read, typed, stored"
    yield Row(subject, ours, "DuckDB's own csv → Parquet copy", peer, at_most(2), _peak(root, "read"))
    yield _again(root, "the same again, from the store")
    _as_parquet(path)
    (ours,) = medians(1, [lambda: _read(root, _new_store(root))])
    yield Row(f"the same rows as one parquet file of text, {_peak(root, 'read')}", ours)


def _again(root: Path, subject: str) -> Row:
    """Compare a second reading with a first."""
    store = root / "kept"
    (first,) = medians(1, [lambda: _read(root, store)])
    _read(root, store)  # the file may have been too new to be remembered
    (second,) = medians(3, [lambda: _read(root, store)])
    return Row(subject, second, "reading it for the first time", first)


def _read(root: Path, store: Path) -> Intake:
    intake, _ = ingest([root / "inputs/records/2018-06"], root, _SOURCES, store)
    return intake


def _validated(root: Path, store: Path) -> None:
    counts, _ = validate(_read(root, store), _Known())
    if sum(sheet.accepted for sheet in counts.sheets) != _ROWS:
        raise AssertionError(counts)


def _new_store(root: Path, numbers: Iterator[int] = count()) -> Path:  # noqa: B008 - one row of numbers for all
    """Give a store that holds nothing; the former one goes."""
    for former in root.glob("store-*"):
        shutil.rmtree(former)
    return root / f"store-{next(numbers)}"


def _peak(root: Path, work: str) -> str:
    """Let a process of its own do the work; say how much memory it took at most, with everything imported."""
    command = [sys.executable, "-m", "benchmarks.reading", work, str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return f"peak {int(done.stdout) / 1024:.0f} MiB"


def _child(work: str, root: Path) -> None:
    _WORKS[work](root, _new_store(root))
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))


def _folder(root: Path) -> Path:
    folder = root / "inputs/records/2018-06"
    folder.mkdir(parents=True)
    return folder


def _rows(size: int) -> Iterator[tuple[str, ...]]:
    """Make cases as a hall exports them: few units, windows and matters, many numbers, times and telephones."""
    chance = random.Random(2018)  # noqa: S311 - records, no secrets
    for at in range(size):
        day, hour, minute = f"2018-06-{1 + at % 30:02d}", at % 9, at % 60
        yield (
            f"LC00000{at:08d}", _UNITS[at % 4], f"{at % 9 + 1}号窗口", f"33030{at % 50:03d}", _TASKS[at % 5],
            ("即办件", "承诺件")[at % 2], f"{day} {8 + hour:02d}:{minute:02d}:{at * 7 % 60:02d}", str(at % 10),
            f"{day} {9 + hour:02d}:{minute:02d}:{at * 3 % 60:02d}", chance.choice(_NAMES),
            chance.choice(_NAMES) + chance.choice("华明丽军"), f"138{chance.randrange(10**8):08d}",
        )  # fmt: skip


def _write_book(path: Path, rows: int = _ROWS) -> None:
    book = xlsxwriter.Workbook(path, {"constant_memory": rows > _ROWS})
    sheet = book.add_worksheet("办件")
    for number, row in enumerate(chain([HEADERS], _rows(rows))):
        sheet.write_row(number, 0, row)
    book.close()


def _write_csv(path: Path, blocks: int) -> None:
    """Write so many blocks of rows that differ in their ids."""
    block = "".join(f"{','.join(row)}\n" for row in _rows(_BLOCK))
    with path.open("w", encoding="utf-8") as file:
        file.write(",".join(HEADERS) + "\n")
        for number in range(blocks):
            file.write(block.replace("LC00000", f"LC{number:05d}"))


def _as_parquet(path: Path) -> None:
    """Put a parquet file of text in the place of a csv file, a part at a time."""
    schema = pyarrow.schema([(header, pyarrow.string()) for header in HEADERS])
    kept = pyarrow.csv.ConvertOptions(column_types=schema)
    with (
        pyarrow.csv.open_csv(path, convert_options=kept) as parts,
        pyarrow.parquet.ParquetWriter(path.with_suffix(".parquet"), schema) as to,
    ):
        for part in parts:
            to.write_batch(part)
    path.unlink()


_WORKS = {"read": _read, "validate": _validated}


def main(arguments: Sequence[str]) -> None:
    """Measure, or be the process whose memory is measured."""
    if arguments:
        _child(arguments[0], Path(arguments[1]))
    else:
        print(table(measure(quick=True)))


if __name__ == "__main__":
    main(sys.argv[1:])
