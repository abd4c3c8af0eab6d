"""One Spark cluster for all tests: two workers with an executor process each, on this machine."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.settings import Engine

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

SPARK = Engine(name="spark", master="local-cluster[2,1,1024]")
QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote"
"""Start soon rather than run fast; every process verifies Spark's own classes for longer than the questions take."""
SETTINGS = {
    "spark.log.level": "OFF",  # an executor is killed, and Spark says so at length
    "spark.ui.enabled": "false",
    "spark.driver.extraJavaOptions": QUICK,
    "spark.executor.extraJavaOptions": QUICK,
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",  # compiling takes longer than a few rows do
    "spark.executorEnv.PYTHONPATH": str(Path(__file__).resolve().parents[2]),
}


@pytest.fixture(scope="session")
def cluster() -> Iterator[SparkSession]:
    """A running cluster; `open_cluster` with `SPARK` finds it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        from pyspark.sql import SparkSession  # noqa: PLC0415 - only where a cluster is wanted

        builder = SparkSession.builder.master(SPARK.master).appName("tests")
        for name, value in SETTINGS.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
    yield session
    session.stop()


def executor(_: int) -> int:
    """The process of the executor that a job runs in: the parent of the parent of its Python."""
    status = Path(f"/proc/{os.getppid()}/status").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("PPid"))
