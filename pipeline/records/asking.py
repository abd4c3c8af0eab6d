"""Whom the stages ask about accepted records: this machine's DuckDB, its daily sums, or a cluster.

A question is SQL in the subset that DuckDB and Spark read alike: names in double quotes, question marks for values,
``DATE '2018-06-01'``, CASE, COALESCE, COUNT, SUM of integers. No decimal literals (they change type from engine to
engine), no functions of one engine, and no arithmetic on marks: that is Python's, in Decimal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol


class Accepted(Protocol):
    """已接受的记录: the tables ``accepted_<table>``, wherever they lie."""

    @property
    def daily(self) -> Mapping[str, str]:
        """The tables with sums by day (日汇总, ``daily_<table>``), each with the expression it was folded by."""

    def rows(self, sql: str, values: Sequence[object] = ()) -> Iterator[tuple[Any, ...]]:
        """Ask, and give the lines of the answer; several answers may be open at a time."""


BATCH = 50_000
"""How many lines of an answer are held at a time."""
