"""Mended copies (更正件): rows of a returned workbook of rejected rows, each taken in the place of the row it names.

The row it names stays set aside, counted as rejected and needing nobody's consent. A copy names file, sheet, row and
a hash of the cells: where another row stands there by now, nothing is replaced and a warning says so.

However many rounds a row goes, its copies name the row of the export, and after its hash those of the copies that went
before (原行校验). So the last round stands for all: it does not matter whether it lies beside the others or over them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from pipeline.diagnostics import Place
from pipeline.records.faults import Fault, Gravity
from pipeline.records.intake import SheetRead, cells_check
from pipeline.records.schema import TABLE, TableSchema
from pipeline.records.store import Records
from pipeline.validate.examination import At, Examination, Told
from pipeline.validate.repeated import SOUND


class Copy(NamedTuple):
    """A mended copy (更正件): its place, the row that it mends, and the hashes (原行校验) of what it was made from.

    The first hash is of the row that it mends, the others of the copies in earlier rounds, in order.
    """

    at: At
    of: At
    checks: tuple[str, ...]

    def follows(self, other: Copy, standing: str) -> bool:
        """Tell whether it was made from another copy of the same row, whose cells have the hash ``standing``."""
        made_from = (*other.checks, standing)
        return self.of == other.of and self.checks[: len(made_from)] == made_from


def copies(records: Records) -> Iterator[Copy]:
    """Give every mended copy, also one that was emptied, in order of place."""
    sql = "SELECT file, sheet, row, of_file, of_sheet, of_row, coalesce(of_cells, '') FROM mended ORDER BY ALL"
    for file, sheet, row, *of, checks in records.db.execute(sql).fetchall():
        yield Copy(At(file, sheet, row), At(*of), tuple(checks.split()))


def replaced_by_a_mended_copy(examination: Examination) -> Iterator[Fault]:
    """已由更正件替代的行，不再计入；更正件所指的行已变动的，提醒。"""
    links = _links(examination)
    standing = _checks(examination, {place for copy, _ in links for place in (copy.of, copy.at)})
    done: set[At] = set()
    for of, group in groupby(links, key=lambda link: link[0].of):
        of_row = list(group)
        for copy, table in of_row:
            if copy.checks[:1] == (standing.get(of),):
                if of not in done:
                    done.add(of)
                    yield _replaced(examination, table, of, copy.at)
            else:
                said = f"这一行写明替代 {_spot(of)}，而该处已不是原来的那一行，两处各按自己的内容计入"
                told = Told("REC-MENDED", said, "请核对同一记录有没有计入两次；重复的删去其中一行")
                yield examination.row_fault(table, copy.at, _first(table), told, Gravity.WARNING)
        for copy, table in of_row:
            later = next((one.at for one, _ in of_row if one.follows(copy, standing.get(copy.at, ""))), None)
            if later and copy.at not in done:
                done.add(copy.at)
                yield _replaced(examination, table, copy.at, later)


def _replaced(examination: Examination, table: TableSchema, at: At, by: At) -> Fault:
    told = Told("REC-REPLACED", f"这一行已由更正件 {_spot(by)} 替代，不再计入", "无需处理")
    return examination.row_fault(table, at, _first(table), told, Gravity.REPLACED)


def of_one_row(examination: Examination) -> Iterator[Fault]:
    """同一行有几份更正件：内容相同的只计一次，内容不同的都退回。"""
    for table in examination.tables:
        values = ", ".join(f't."{field.name}"' for field in table.fields)
        sql = f"""
            SELECT t.file, t.sheet, t.row, of_file, of_sheet, of_row, dense_rank() OVER (
                PARTITION BY of_file, of_sheet, of_row ORDER BY row({values}))
            FROM {table.name} t JOIN mended m ON m.file = t.file AND m.sheet = t.sheet AND m.row = t.row
            WHERE {SOUND.format(table=table.name)}
            QUALIFY count(*) OVER (PARTITION BY of_file, of_sheet, of_row) > 1
            ORDER BY of_file, of_sheet, of_row, t.file, t.sheet, t.row"""
        for _, group in groupby(examination.rows(sql), key=lambda found: found[1][:3]):
            yield from _copies(examination, table, [(at, version) for at, (*_, version) in group])


def settle(records: Records) -> None:
    """Let nothing more be an error of a row that a mended copy replaces."""
    records.db.execute("""UPDATE faults f SET severity = 'replaced' WHERE EXISTS (SELECT 1 FROM faults r
        WHERE r.code = 'REC-REPLACED' AND r.file = f.file AND r.sheet = f.sheet AND r.row = f.row)""")


def _links(examination: Examination) -> list[tuple[Copy, TableSchema]]:
    """Give every mended copy that is a row (one that was emptied replaces nothing): by the row it mends, last first."""
    sql = " UNION ALL ".join(
        f"SELECT t.file, t.sheet, t.row, '{table.name}' FROM {table.name} t SEMI JOIN mended m USING (file, sheet, row)"
        for table in examination.tables
    )
    stand = {at: TABLE[table] for at, (table,) in examination.rows(sql)} if sql else {}
    found = [(copy, stand[copy.at]) for copy in copies(examination.records) if copy.at in stand]
    return sorted(found, key=lambda link: (link[0].of, -len(link[0].checks), link[0].at))


def _checks(examination: Examination, places: set[At]) -> dict[At, str]:
    """Give the hashes of the cells that now stand at some places; none where there is no such row."""
    found: dict[At, str] = {}
    for (file, sheet), group in groupby(sorted(places), key=lambda at: (at.file, at.sheet)):
        read = examination.sheets.get((file, sheet))
        rows = [at.row for at in group]
        came = examination.came(read, rows) if read else {}
        found |= {At(file, sheet, row): cells_check(_own(read, cells)) for row, cells in came.items() if read}
    return found


def _own(sheet: SheetRead, cells: tuple[str, ...]) -> tuple[str, ...]:
    return cells[: len(sheet.headers)]


def _copies(examination: Examination, table: TableSchema, group: list[tuple[At, int]]) -> Iterator[Fault]:
    are_equal = len({version for _, version in group}) == 1
    for at, _ in group[1:] if are_equal else group:
        other = next(place for place, _ in group if place != at)
        if are_equal:
            told = Told("REC-DUPLICATE", f"这一行与 {_spot(other)} 是同一行的更正件，内容相同，只计一次", "无需处理")
        else:
            said = f"这一行与 {_spot(other)} 替代的是同一行，而内容不一致"
            told = Told("REC-CONFLICT", said, "请核对哪一行正确，删去另一行")
        gravity = Gravity.DUPLICATE if are_equal else Gravity.ERROR
        yield examination.row_fault(table, at, _first(table), told, gravity)


def _first(table: TableSchema) -> str:
    return table.id_field or table.fields[0].name


def _spot(at: At) -> str:
    return str(Place(at.file, at.sheet, at.row))
