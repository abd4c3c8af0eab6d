"""A year of a province's accepted records, drawn by DuckDB: as intake writes them, every column of every table."""

from __future__ import annotations

from pathlib import Path

import duckdb

from pipeline.model.organization import Unit
from pipeline.records.accepted import write_accepted
from pipeline.records.store import Records

UNITS = 3_000
MEMORY = "3GiB"
"""What DuckDB may hold; with Python's own it stays below the 4 GiB that the issue asks for."""


def the_units() -> list[Unit]:
    """Give the province's units."""
    return [Unit(f"U{number:04}", f"第{number}管理部") for number in range(UNITS)]


def make_year(folder: Path, rows: int) -> None:
    """Write accepted ratings of a year as DuckDB draws them, with some findings, tickets and grades of each unit."""
    records = Records.empty()
    for sql in _OTHERS:
        records.db.execute(sql)
    write_accepted(records, folder)
    each = rows // UNITS
    (folder / "ratings/part-0.parquet").unlink()
    with duckdb.connect() as db:
        db.execute(f"SET memory_limit = '{MEMORY}'; SET temp_directory = '{folder}/spill'")
        db.execute(_RATINGS.format(each=each, rows=each * UNITS, file=folder / "ratings/part-0.parquet"))


_UNIT, _DAY = "'U' || lpad(CAST(u AS VARCHAR), 4, '0')", "DATE '2018-03-01' + CAST(hash(u, n) % 270 AS INTEGER)"
_CLAUSE = "CASE n % 3 WHEN 0 THEN '1.2.1-2' WHEN 1 THEN '1.2.2-1' ELSE '1.1.7-1' END"
_INDICATOR = "CASE n WHEN 0 THEN '1.2.7' WHEN 1 THEN '1.3' ELSE '1.1.6' END"
_PLACE = "'f', 's', CAST(u * 100 + n AS INTEGER)"
_OTHERS = (
    f"""INSERT INTO accepted_findings
            (finding_id, unit, unit_code, found_on, clause, clause_code, count, file, sheet, row)
        SELECT 'F' || u || '-' || n, {_UNIT}, {_UNIT}, {_DAY}, {_CLAUSE}, {_CLAUSE}, 1, {_PLACE}
        FROM range({UNITS}) AS u(u), range(20) AS n(n)""",
    f"""INSERT INTO accepted_tickets
            (ticket_id, unit, unit_code, received_at, channel, kind, named, verified, title, file, sheet, row)
        SELECT 'T' || u || '-' || n, {_UNIT}, {_UNIT}, {_DAY}, '12345', CASE n % 5 WHEN 0 THEN '投诉' ELSE '咨询' END,
            '是', '是', '窗口', {_PLACE} FROM range({UNITS}) AS u(u), range(50) AS n(n)""",
    f"""INSERT INTO accepted_grades (unit, unit_code, indicator, indicator_code, period, score, scale, graded_by,
            graded_on, file, sheet, row)
        SELECT {_UNIT}, {_UNIT}, {_INDICATOR}, {_INDICATOR}, '2018Q' || (1 + n % 3), 90 + n, 100, '市审管办', {_DAY},
            {_PLACE} FROM range({UNITS}) AS u(u), range(6) AS n(n)""",
)
_RATINGS = """
COPY (
    SELECT 'R' || i AS rating_id, 'C' || i AS case_id, unit_code AS unit,
        CASE (h >> 32) % 5 WHEN 0 THEN '窗口评价器' WHEN 1 THEN '现场问卷' WHEN 2 THEN '电话回访'
            ELSE '短信' END AS channel,
        CASE WHEN (h >> 36) % 16 < 9 THEN '非常满意' WHEN (h >> 36) % 16 < 13 THEN '满意' WHEN (h >> 36) % 16 = 13
            THEN '基本满意' WHEN (h >> 36) % 16 = 14 THEN '不满意' ELSE '未评价' END AS level,
        TIMESTAMP '2018-03-01' + INTERVAL 1 MINUTE * CAST(i % {each} * 395999 // {each} AS BIGINT) AS rated_at,
        CASE WHEN (h >> 42) % 32 = 0 THEN '追评' ELSE '首次' END AS attempt,
        CASE WHEN (h >> 48) % 32 = 0 THEN '是' ELSE '否' END AS is_default,
        CASE WHEN (h >> 54) % 64 = 0 THEN '否' ELSE '是' END AS effective,
        CAST(NULL AS VARCHAR) AS comment, CAST(NULL AS VARCHAR) AS mobile,
        '短信评价' AS source, '评价.csv' AS file, '' AS sheet, CAST(i + 2 AS INTEGER) AS "row", unit_code
    FROM (SELECT i, hash(i) AS h, 'U' || lpad(CAST(i // {each} AS VARCHAR), 4, '0') AS unit_code
        FROM range({rows}) AS t(i))
) TO '{file}' (FORMAT parquet, COMPRESSION lz4_raw)"""
