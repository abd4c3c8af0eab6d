"""Apache Spark (集群引擎): the same questions asked of a cluster, and units' documents made on its workers.

Only this module knows pyspark, and it is imported only when ``[engine] name = "spark"``. The SQL is the text that
DuckDB is asked (`pipeline.records.asking`): in ANSI mode, with double quotes for names, Spark reads it as it stands.
Moments have no zone (TIMESTAMP_NTZ); all sums are of integers; samples' hashes are our own. So no mark depends on it.
"""

from __future__ import annotations

import atexit
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.engine import CannotRunError
from pipeline.records.schema import TABLES, TableSchema
from pipeline.records.store import columns_of, resolved_of
from pipeline.settings import NAME, Engine

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

J = TypeVar("J")
R = TypeVar("R")

EACH = 2
"""So many units at a time for each core of the cluster: while they are made, the next are got ready here."""


class Cluster:
    """A cluster with the tables of accepted records, as `pipeline.records.asking.Accepted`."""

    def __init__(self, session: SparkSession) -> None:
        self._session = session

    @property
    def daily(self) -> Mapping[str, str]:
        """No table has its sums by day: a cluster counts rows."""
        return {}

    def rows(self, sql: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """Ask, and give the lines of the answer."""
        answer = self._session.sql(sql, args=list(values)).toArrow()
        for batch in answer.to_batches():
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)

    def spread(self, function: Callable[[J], R], jobs: Iterable[J]) -> Iterator[R]:
        """Do every job on the workers; their results come back here, who alone writes.

        A job whose worker dies is done again by another. Jobs are asked for some at a time.
        """
        context = self._session.sparkContext
        size = EACH * max(1, context.defaultParallelism)

        def do(some: list[J]) -> list[R]:
            return context.parallelize(some, len(some)).map(function).collect()

        source = iter(jobs)
        with ThreadPoolExecutor(1) as at_work:
            under_way = None
            while some := list(islice(source, size)):
                begun = at_work.submit(do, some)
                if under_way is not None:
                    yield from under_way.result()
                under_way = begun
            if under_way is not None:
                yield from under_way.result()


def open_cluster(engine: Engine, folder: Path) -> Cluster:
    """Begin, or find, a session on the cluster and let it see the accepted records below a folder.

    Raises:
        CannotRunError: there is no pyspark, no Java, or no cluster.
    """
    try:
        with warnings.catch_warnings():  # of pandas, which it would use if we asked it to; we take Arrow's tables
            warnings.simplefilter("ignore", FutureWarning)
            session = _session(engine)
    except ImportError:
        remedy = "在 Pingyi 的环境中安装：pip install 'pingyi[spark]'；或把 [engine] name 改为 duckdb"
        raise CannotRunError(_cannot("没有安装 pyspark，不能用 Spark 计算", remedy)) from None
    except Exception as fault:  # whatever keeps Spark from starting, the remedy is the same
        remedy = "装好 Java 17（Debian：apt install openjdk-17-jre-headless）并核对 [engine] master；或改用 duckdb"
        reason = str(fault).splitlines()[0] if str(fault) else type(fault).__name__
        raise CannotRunError(_cannot(f"Spark 不能启动（{reason}）", remedy)) from fault
    for table in TABLES:
        _see(session, table, folder / table.name)
    return Cluster(session)


def _session(engine: Engine) -> SparkSession:
    from pyspark.sql import SparkSession  # noqa: PLC0415 - that it is missing is told in one place

    builder = SparkSession.builder.master(engine.master).appName("pingyi")
    for name, value in _SETTINGS.items():
        builder = builder.config(name, value)
    begun = builder.getOrCreate()
    atexit.register(begun.stop)  # or its workers would complain that nobody told them
    if engine.master.startswith("local"):
        begun.sparkContext.pythonExec = sys.executable  # elsewhere PYSPARK_PYTHON says where the workers' Python is
    session = begun.newSession()  # of its own: another year's tables have the same names
    for name, value in _SQL.items():
        session.conf.set(name, value)
    return session


def _see(session: SparkSession, table: TableSchema, folder: Path) -> None:
    """Let a table be asked under its name; it is empty where nothing lies."""
    columns = (*columns_of(table), *resolved_of(table))
    schema = ", ".join(f"`{name}` {_TYPES.get(kind, kind)}" for name, kind in columns)
    if any(folder.glob("*.parquet")):
        frame = session.read.schema(schema).parquet(folder.absolute().as_uri())
    else:
        frame = session.createDataFrame([], schema)
    frame.createOrReplaceTempView(f"accepted_{table.name}")


def _cannot(message: str, remedy: str) -> Diagnostic:
    return Diagnostic("ENG-SPARK", Severity.ERROR, Place(NAME), message, remedy)


_SETTINGS = {
    "spark.log.level": "ERROR",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.maxResultSize": "0",  # `spread` bounds what comes back
}
_SQL = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    "spark.sql.session.timeZone": "UTC",
}
_TYPES = {"VARCHAR": "STRING", "TIMESTAMP": "TIMESTAMP_NTZ", "INTEGER": "INT"}
