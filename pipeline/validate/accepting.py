"""Accepting (采用): rows without an error become accepted, once each, with their names resolved."""

from __future__ import annotations

from pipeline.records.accepted import view_of_files, write_table
from pipeline.records.masking import mask_text
from pipeline.records.people import everyone_in
from pipeline.records.schema import TABLES, Kind, TableSchema
from pipeline.records.store import HELD, Records, resolved_of

_RESOLVERS = {
    "unit_code": "LEFT JOIN unit_names u ON u.name = t.unit",
    "clause_code": "LEFT JOIN clause_names c ON c.name = t.clause AND c.day = t.found_on",
    "indicator_code": "LEFT JOIN indicator_names i ON i.name = t.indicator AND i.period = t.period",
}


def accept(records: Records) -> None:
    """Fill ``accepted_<table>`` with the rows that have neither an error nor a double.

    Many rows are written down beside the records and looked at there.
    """
    for table in TABLES:
        ((rows,),) = records.db.execute(f"SELECT count(*) FROM {table.name}").fetchall()
        if not rows:
            continue
        select = _selection(records, table)
        if rows <= HELD:
            records.db.execute(f"CREATE OR REPLACE TABLE accepted_{table.name} AS {select}")
            continue
        file = records.scratch.path / f"accepted-{table.name}.parquet"
        write_table(records, select, file)
        view_of_files(records, f"accepted_{table.name}", [file])


def _selection(records: Records, table: TableSchema) -> str:
    """Give the statement that selects the accepted rows of a table."""
    resolved = [column for column, _ in resolved_of(table)]
    codes = "".join(f", {column[0]}.code AS {column}" for column in resolved)
    shown = {field: f"shown_{at}" for at, field in enumerate(_masked_names(records, table))}
    replaced = ", ".join(f'coalesce({alias}.shown, t."{field}") AS "{field}"' for field, alias in shown.items())
    joins = [_RESOLVERS[column] for column in resolved]
    joins += [
        f"""LEFT JOIN shown_names {alias} ON {alias}.field = '{field}' AND {alias}.name = t."{field}\""""
        for field, alias in shown.items()
    ]
    columns = f"t.*{f' REPLACE ({replaced})' if replaced else ''}{codes}"
    return f"SELECT {columns} FROM {table.name} t {' '.join(joins)} {_not_set_aside(records, table)}"


def _not_set_aside(records: Records, table: TableSchema) -> str:
    aside = f"""FROM faults f WHERE f.severity <> 'warning' AND f."table" = '{table.name}'"""
    if not records.db.execute(f"SELECT 1 {aside} LIMIT 1").fetchall():
        return ""
    return f"WHERE NOT EXISTS (SELECT 1 {aside} AND f.file = t.file AND f.sheet = t.sheet AND f.row = t.row)"


def _masked_names(records: Records, table: TableSchema) -> list[str]:
    """Mask personal data that somebody wrote where a name of a thing belongs (窗口, 发现单位, 责任科室, 媒体 …).

    These are printed as they stand. They repeat, so only distinct values are looked at; free text is masked where it
    is told, with the names that its record knows.

    Returns:
        The fields of which ``shown_names`` shows some otherwise.
    """
    changed, everyone = [], everyone_in(records)
    for field in table.fields:
        if field.kind is not Kind.CODE or field.pii or field.name in (table.id_field, *_KEYS):
            continue
        sql = f'SELECT DISTINCT "{field.name}" FROM {table.name} WHERE "{field.name}" IS NOT NULL'
        masked = (
            (field.name, name, mask_text(name, everyone=everyone)) for (name,) in records.db.execute(sql).fetchall()
        )
        changed += [one for one in masked if one[1] != one[2]]
    records.db.execute("CREATE OR REPLACE TEMP TABLE shown_names (field VARCHAR, name VARCHAR, shown VARCHAR)")
    if changed:
        records.db.executemany("INSERT INTO shown_names VALUES (?, ?, ?)", changed)
    return list(dict.fromkeys(field for field, _, _ in changed))


_KEYS = ("unit", "clause", "indicator", "task", "case_id", "object", "staff")
"""What others are found by, and staff, whom no document names."""
