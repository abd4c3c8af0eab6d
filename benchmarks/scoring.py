"""Scoring (评分): 3,000 units and a year's ratings against DuckDB's plain count by unit over the same columns.

The ratings lie as intake writes accepted records: Parquet in the order of unit and time. Ours is the whole way to
scorecards, marks in Decimal; the peer only counts, but reads every column that ours reads. Each size runs in a process
of its own, so that its memory can be told.
"""

from __future__ import annotations

import math
import resource
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path

from benchmarks.report import Row, at_most, medians, table
from benchmarks.year import MEMORY, UNITS, make_year, the_units
from pipeline.engine.accepted import take_accepted
from pipeline.engine.parts import Part
from pipeline.engine.rollups import Rolled, rolled
from pipeline.model.organization import Organization, WorkCalendar
from pipeline.model.period import Period
from pipeline.model.standard import Standards
from pipeline.records.accepted import open_accepted
from pipeline.records.store import Records
from pipeline.reference import load_reference
from pipeline.score import evidence, score, score_months
from pipeline.seen import Seen

ROOT = Path(__file__).resolve().parents[1]
NOVEMBER = Period(2018, month=11)
MONTHS = tuple(Period(2018, month=month) for month in range(3, 12))

_TEXTS = ("channel", "level", "attempt", "is_default", "effective")
COUNT = f"""
SELECT "unit_code", COUNT(*), COUNT(NULLIF("rated_at", TIMESTAMP '1970-01-01')),
    {", ".join(f"COUNT(NULLIF({name}, ''))" for name in _TEXTS)}
FROM accepted_ratings GROUP BY "unit_code"
"""
"""NULLIF, or DuckDB would take the counts from the files' statistics and not read the columns at all."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds that each way took, and the most memory until scoring was done and until the end, in MiB."""

    rows: int
    count: float
    score: float
    cpu: float
    """The processor's time that scoring took, to that of counting: what else the machine does changes it little."""
    months: float
    summing: float
    summed: float
    memory: int
    summing_memory: int


def measure(quick: bool) -> list[Row]:
    """Compare with the plain count, and with Spark for information."""
    taken = _at(10_000_000 if quick else 100_000_000)
    size = f"{taken.rows // 1_000_000} M ratings, {UNITS:,} units"
    counting = "DuckDB's plain count by unit"
    told = f"peak {taken.memory} MiB; processor time {taken.cpu:.1f}×"
    target = None if quick else at_most(3)  # asked of 100 M ratings: of fewer the scorecards themselves take longest
    return [
        Row(f"score {size}", taken.score, counting, taken.count, target, told),
        Row(f"the same for all nine months, {taken.rows // 1_000_000} M ratings", taken.months, counting, taken.count),
        Row("making the daily sums", taken.summing, counting, taken.count, note=f"peak {taken.summing_memory} MiB"),
        Row(f"score {size}, with daily sums", taken.summed, "without", taken.score),
        *where_they_lie(1_000_000 if quick else 10_000_000),
        _spark(),
    ]


def more(quick: bool) -> str:
    """Measure how time grows with rows; the slope is that of the logarithms, 1 being in proportion."""
    sizes = (1_000_000, 10_000_000) if quick else (1_000_000, 10_000_000, 100_000_000)
    found = [_at(size) for size in sizes]
    heads = ("ratings", "plain count", "score", "slope", "nine months", "with daily sums", "slope", "peak")
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    before: Taken | None = None
    for taken in found:
        cells = (
            f"{taken.rows:,}", f"{taken.count:.2f} s", f"{taken.score:.2f} s",
            _slope(before, taken, lambda one: one.score), f"{taken.months:.1f} s", f"{taken.summed:.2f} s",
            _slope(before, taken, lambda one: one.summed), f"{max(taken.memory, taken.summing_memory)} MiB",
        )  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
        before = taken
    return "\n".join(lines) + "\n"


def _slope(before: Taken | None, taken: Taken, of: Callable[[Taken], float]) -> str:
    if before is None:
        return ""
    return f"{math.log(of(taken) / of(before)) / math.log(taken.rows / before.rows):.2f}"


_KNOWN: dict[int, Taken] = {}


def _at(rows: int) -> Taken:
    """Measure a size once, in a process of its own."""
    if rows not in _KNOWN:
        with tempfile.TemporaryDirectory(prefix="pingyi-scoring-") as folder:
            make_year(Path(folder), rows)
            with ProcessPoolExecutor(1, get_context("spawn")) as alone:
                _KNOWN[rows] = alone.submit(_measured, folder, rows).result()
    return _KNOWN[rows]


def _measured(folder: str, rows: int) -> Taken:
    records, standards, units = _opened(Path(folder)), _standards(), the_units()
    rounds = 3 if rows <= 10_000_000 else 1
    count, scoring = medians(
        rounds,
        [lambda: records.db.execute(COUNT).fetchall(), lambda: score(records, standards, NOVEMBER, units)],
    )
    memory = _peak()
    cpu = _cpu(lambda: score(records, standards, NOVEMBER, units)) / _cpu(lambda: records.db.execute(COUNT).fetchall())
    [months] = medians(1, [lambda: score_months(records, standards, MONTHS, units)])
    begin = time.perf_counter()
    sums = _summed(records, standards, Path(folder))
    summing = time.perf_counter() - begin
    [summed] = medians(rounds, [lambda: score(sums, standards, NOVEMBER, units)])
    assert score(sums, standards, NOVEMBER, units[:9]) == score(records, standards, NOVEMBER, units[:9])  # noqa: S101
    return Taken(rows, count, scoring, cpu, months, summing, summed, memory, _peak())


def _cpu(work: Callable[[], object]) -> float:
    begin = time.process_time()
    work()
    return time.process_time() - begin


def where_they_lie(rows: int) -> list[Row]:
    """Take accepted records where they lie, score them, list one unit's evidence: a run's way to its materials."""
    with tempfile.TemporaryDirectory(prefix="pingyi-scoring-") as folder:
        make_year(Path(folder) / "lake", rows)
        with ProcessPoolExecutor(1, get_context("spawn")) as alone:
            taken, scored, listed, lines, peak = alone.submit(_taken_and_scored, folder).result()
    size = f"{rows // 1_000_000} M accepted ratings where they lie"
    return [
        Row(f"{size}: looked through", taken),
        Row(f"{size}: scored", scored),
        Row(f"{size}: one unit's evidence, {lines:,} records", listed, note=f"peak of all three {peak} MiB"),
    ]


def _taken_and_scored(folder: str) -> tuple[float, float, float, int, int]:
    root, standards = Path(folder), _standards()
    organization = Organization(tuple(the_units()), (), (), WorkCalendar(date(2018, 1, 1), date(2018, 12, 31), ()))
    begin = time.perf_counter()
    lying = take_accepted("lake", root, organization, Seen(root / "hashes.json"))
    if lying.faults:
        raise AssertionError(lying.faults)
    records = lying.intake.records
    records.limit(MEMORY)
    looked = time.perf_counter()
    cards, _ = score(records, standards, NOVEMBER, the_units())
    scored = time.perf_counter()
    lines = evidence(records, cards[0], standards)
    return looked - begin, scored - looked, time.perf_counter() - scored, len(lines), _peak()


def _summed(records: Records, standards: Standards, folder: Path) -> Rolled:
    return rolled(records, standards, lambda table: [Part(f"accepted_{table.name}", "measured")], folder / "store")


def _opened(folder: Path) -> Records:
    records = open_accepted(folder)
    records.limit(MEMORY)
    return records


def _spark() -> Row:
    """Score a million ratings on Spark and on DuckDB, for information: so few rows show what a cluster costs."""
    from pipeline.engine.spark import open_cluster  # noqa: PLC0415 - the others need no Java
    from pipeline.settings import Engine  # noqa: PLC0415

    standards, units = _standards(), the_units()
    with tempfile.TemporaryDirectory(prefix="pingyi-scoring-") as name:
        folder = Path(name)
        make_year(folder, 1_000_000)
        cluster = open_cluster(Engine(name="spark", master="local[2]"), folder)
        here = open_accepted(folder)
        score(cluster, standards, NOVEMBER, units)  # the first question compiles
        taken = medians(1, [
            lambda: score(cluster, standards, NOVEMBER, units), lambda: score(here, standards, NOVEMBER, units)
        ])  # fmt: skip
    return Row("score 1 M ratings on Spark, local[2]", taken[0], "DuckDB", taken[1], note="for information")


def _standards() -> Standards:
    reference, _ = load_reference(ROOT / "inputs", ROOT, 2018, None)
    if reference is None:
        raise RuntimeError("the sample's reference workbooks cannot be read")
    return reference.standards


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    print(table(measure(quick=True)))
    print(more(quick=True))
