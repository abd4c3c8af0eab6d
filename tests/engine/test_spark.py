"""A real cluster of separate processes gives what DuckDB gives: every mark, every count, every hash."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.engine.spark import Cluster, open_cluster
from pipeline.model.sampling import sampling_key
from pipeline.records.accepted import write_accepted
from pipeline.records.store import Records
from pipeline.score import score_months
from tests.engine.conftest import SPARK
from tests.engine.provinces import MONTHS, RULES, province, units

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.xdist_group("spark")

UNITS = units(40)


@pytest.fixture(scope="module")
def records() -> Iterator[Records]:
    records = province(seed=2018, count=len(UNITS))
    yield records
    records.db.close()


@pytest.fixture(scope="module")
def asked(cluster: SparkSession, records: Records, tmp_path_factory: pytest.TempPathFactory) -> Cluster:  # noqa: ARG001
    folder = tmp_path_factory.mktemp("accepted")
    write_accepted(records, folder)
    return open_cluster(SPARK, folder)


@pytest.mark.parametrize("rules", RULES)
def test_every_mark_and_count_is_duckdb_s(asked: Cluster, records: Records, rules: str) -> None:
    series, said = score_months(asked, RULES[rules], MONTHS, UNITS)
    assert (series, said) == score_months(records, RULES[rules], MONTHS, UNITS)
    assert rules.startswith("none") or any(mark.to_date.counted for card in series[0] for mark in card.marks)


def test_few_units_are_asked_for_by_name(asked: Cluster, records: Records) -> None:
    some, rules = UNITS[3:5], RULES["one standard"]
    assert score_months(asked, rules, MONTHS[-1:], some) == score_months(records, rules, MONTHS[-1:], some)


def test_a_killed_executor_changes_no_mark(asked: Cluster, records: Records) -> None:
    (victim,) = set(asked.spread(executor, [0]))
    rules = RULES["a rule changed within a month"]
    want = score_months(records, rules, MONTHS, UNITS)
    found = []
    at_work = threading.Thread(target=lambda: found.append(score_months(asked, rules, MONTHS, UNITS)))
    at_work.start()
    tracker = asked._session.sparkContext.statusTracker()
    while at_work.is_alive() and not tracker.getActiveStageIds():
        time.sleep(0.01)
    assert at_work.is_alive()
    os.kill(victim, signal.SIGKILL)
    at_work.join()
    assert found == [want]
    assert not Path(f"/proc/{victim}").exists() or "Z" in Path(f"/proc/{victim}/stat").read_text(encoding="ascii")


def test_a_killed_executor_s_jobs_are_done_by_another_with_the_same_hashes(asked: Cluster, tmp_path: Path) -> None:
    cases = [f"办件{number}" for number in range(4)]

    def key(case: str) -> str:
        (tmp_path / f"{case} {os.getpid()}").write_text(str(executor(0)), encoding="ascii")
        time.sleep(1)
        return sampling_key("2018-U000-SMS", case)

    def kill() -> None:
        while not (begun := [path for path in tmp_path.iterdir() if path.stat().st_size]):
            time.sleep(0.01)
        os.kill(int(begun[0].read_text(encoding="ascii")), signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    found = sorted(asked.spread(key, cases))
    killer.join()
    assert found == sorted(sampling_key("2018-U000-SMS", case) for case in cases)
    assert len(list(tmp_path.iterdir())) > len(cases)


def executor(_: int) -> int:
    """The process of the executor that a job runs in: the parent of the parent of its Python."""
    status = Path(f"/proc/{os.getppid()}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("PPid"))
