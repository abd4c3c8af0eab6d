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
from pipeline.records.accepted import write_accepted
from pipeline.records.store import Records
from pipeline.score import score_months
from tests.engine.conftest import SPARK, executor
from tests.engine.provinces import MONTHS, RULES, province, units

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = pytest.mark.xdist_group("spark")

UNITS = units(20)


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


def test_so_it_is_with_spark_s_own_settings(cluster: SparkSession, asked: Cluster, records: Records) -> None:
    """The other tests do without compiled stages and adaptive plans, which take longer than so few rows."""
    conf, own = asked._session.conf, ("spark.sql.adaptive.enabled", "spark.sql.codegen.wholeStage")
    assert {cluster.conf.get(name) for name in own} == {"false"}
    rules = RULES["a rule changed within a month"]
    try:
        for name in own:
            conf.set(name, "true")
        assert score_months(asked, rules, MONTHS, UNITS) == score_months(records, rules, MONTHS, UNITS)
    finally:
        for name in own:
            conf.set(name, "false")


def test_few_units_are_asked_for_by_name(asked: Cluster, records: Records) -> None:
    some, rules = UNITS[3:5], RULES["one standard"]
    assert score_months(asked, rules, MONTHS[-1:], some) == score_months(records, rules, MONTHS[-1:], some)


def test_many_jobs_are_each_done_once(asked: Cluster) -> None:
    assert sorted(asked.spread(abs, range(-9, 0))) == list(range(1, 10))


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
