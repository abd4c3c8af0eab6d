"""Validations across rows (跨行校验): the same record again, and records in another period's folder."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pipeline.model.period import Period
from pipeline.records.faults import Fault, Gravity
from pipeline.records.schema import GRADES, PROGRESS, TableSchema
from pipeline.validate.examination import At, Examination, Told, folder_period

SOUND = """NOT EXISTS (SELECT 1 FROM faults f WHERE f.severity IN ('error', 'replaced') AND f."table" = '{table}'
    AND f.file = t.file AND f.sheet = t.sheet AND f.row = t.row)"""
"""SQL: the row ``t`` has no error of its own and no mended copy; only such rows are compared."""

_AT_ONCE = 4_000_000
"""Rows whose ids are counted together."""


def same_id_again(examination: Examination) -> Iterator[Fault]:
    """同一编号再次出现：内容相同的只计一次，内容不同的都退回。"""
    for table in examination.tables:
        if table.id_field:
            for _, group in groupby(_repeated(examination, table), key=lambda found: found[1]):
                yield from _of_one_id(examination, table, [(at, version) for at, _, version in group])


def same_row_in_another_file(examination: Examination) -> Iterator[Fault]:
    """没有编号的表，各字段与另一文件中的一行完全相同的，只计一次。"""
    for table in examination.tables:
        if table.id_field:
            continue
        fields = ", ".join(f't."{field.name}"' for field in table.fields)
        sql = f"""
            SELECT file, sheet, row, first_file, first_sheet, first_row FROM (
                SELECT file, sheet, row, first_value(file) OVER same AS first_file,
                    first_value(sheet) OVER same AS first_sheet, first_value(row) OVER same AS first_row
                FROM {table.name} t WHERE {SOUND.format(table=table.name)}
                WINDOW same AS (PARTITION BY {fields} ORDER BY file, sheet, row))
            WHERE file <> first_file ORDER BY ALL"""
        for at, first in examination.rows(sql):
            yield _duplicate(examination, table, at, At(*first))


def one_status_a_day(examination: Examination) -> Iterator[Fault]:
    """同一重点工作同一天填报了不同状态的，提醒核对：按后一行计。"""
    if PROGRESS not in examination.tables:
        return
    sql = f"""
        SELECT file, sheet, row, last_value(status) OVER same FROM progress t
        WHERE {SOUND.format(table=PROGRESS.name)}
        WINDOW same AS (PARTITION BY task, unit, "on" ORDER BY file, sheet, row
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
        QUALIFY status <> last_value(status) OVER same ORDER BY ALL"""
    for at, (last,) in examination.rows(sql):
        said = f"与同一任务同一天的另一行不一致，按后一行的“{last}”计"
        told = Told("REC-STATUS", said, "请核对哪一行正确，删去另一行；确是当天先后填报的无需改动")
        yield examination.fault(PROGRESS, at, "status", told, Gravity.WARNING)


def in_the_period_of_its_folder(examination: Examination) -> Iterator[Fault]:
    """日期不在所放文件夹期间内的，提醒：按日期归属，照常计入。"""
    for table in examination.tables:
        files = examination.records.db.execute(f"SELECT DISTINCT file FROM {table.name}").fetchall()
        for (file,) in sorted(files):
            if folder := folder_period(file):
                yield from _outside(examination, table, file, folder)


def _repeated(examination: Examination, table: TableSchema) -> Iterator[tuple[At, str, int]]:
    """Give place, id and version of every sound row whose id stands more than once; equal values, equal version."""
    if not _note_hashes(examination, table):
        return
    values = ", ".join(f't."{field.name}"' for field in table.fields)
    identity = f't."{table.id_field}"'
    sql = f"""
        SELECT file, sheet, row, id, dense_rank() OVER (PARTITION BY id ORDER BY version) FROM (
            SELECT file, sheet, row, {identity} AS id, row({values}) AS version FROM {table.name} t
            WHERE {SOUND.format(table=table.name)} AND hash({identity}) IN (SELECT hash FROM repeated_hashes))
        QUALIFY count(*) OVER (PARTITION BY id) > 1
        ORDER BY id, file, sheet, row"""
    for at, (identity, version) in examination.rows(sql):
        yield at, identity, version


def _note_hashes(examination: Examination, table: TableSchema) -> bool:
    """Note the hashes of ids that may stand more than once, a part of them at a time; tell whether there are any.

    Counting hashes takes a tenth of the memory that counting ids would.
    """
    db = examination.records.db
    db.execute("CREATE OR REPLACE TEMP TABLE repeated_hashes (hash UBIGINT)")
    ((rows,),) = db.execute(f"SELECT count(*) FROM {table.name}").fetchall()
    parts = rows // _AT_ONCE + 1
    hashes = f'SELECT hash("{table.id_field}") AS hash FROM {table.name} WHERE "{table.id_field}" IS NOT NULL'
    for part in range(parts):
        db.execute(f"""INSERT INTO repeated_hashes SELECT hash FROM ({hashes})
            WHERE hash % {parts} = {part} GROUP BY hash HAVING count(*) > 1""")
    return bool(db.execute("SELECT 1 FROM repeated_hashes LIMIT 1").fetchall())


def _of_one_id(examination: Examination, table: TableSchema, group: list[tuple[At, int]]) -> Iterator[Fault]:
    if len({version for _, version in group}) == 1:
        for at, _ in group[1:]:
            yield _duplicate(examination, table, at, group[0][0])
        return
    for at, version in group:
        other = next(place for place, another in group if another != version)
        said = f"与{_spot(examination, table, other)}相同，而其他内容不一致"
        remedy = "请核对哪一行正确，删去另一行；确是两件的，改正编号"
        yield examination.fault(table, at, table.id_field, Told("REC-CONFLICT", said, remedy))


def _duplicate(examination: Examination, table: TableSchema, at: At, first: At) -> Fault:
    field = table.id_field or table.fields[0].name
    said = f"这一行与{_spot(examination, table, first)}完全相同，只计一次"
    return examination.row_fault(table, at, field, Told("REC-DUPLICATE", said, "无需处理"), Gravity.DUPLICATE)


def _spot(examination: Examination, table: TableSchema, at: At) -> str:
    """Name another row's cell so that a person finds it."""
    cell = examination.cell(at, table.id_field or table.fields[0].name)
    return f" {at.file}[{at.sheet + '!' if at.sheet else ''}{cell}] "


def _outside(examination: Examination, table: TableSchema, file: str, folder: Period) -> Iterator[Fault]:
    day = f'CAST("{table.date_field}" AS DATE)'
    span = folder.span
    period = ", period" if table is GRADES else ", NULL"
    sql = f"""SELECT file, sheet, row, {day}{period} FROM {table.name}
        WHERE file = '{file.replace("'", "''")}' AND {day} NOT BETWEEN DATE '{span.start}' AND DATE '{span.end}'"""
    for at, (found, graded) in examination.rows(sql):
        if graded and not (Period.parse(graded).span & span).is_empty:
            continue  # a grade is given after the period it is for
        said = f"为 {found}，不在文件夹“{folder}”的期间内，按该日期归属"
        told = Told("REC-OUTSIDE", said, "请核对日期；确实如此的无需改动，该行照常计入")
        yield examination.fault(table, at, table.date_field, told, Gravity.WARNING)
