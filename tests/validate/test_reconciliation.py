"""Nothing lost: rows read = accepted + duplicate + rejected + blank, for every sheet, whatever the rows are."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.diagnostics import Severity
from pipeline.model.reconciliation import Reconciliation
from pipeline.records.store import Records
from pipeline.validate import shares, validate
from tests.ingest.exports import Office
from tests.validate.offices import Known

HEADERS = ("编号", "单位", "发现日期", "情形", "数量", "不纳入考核", "不纳入原因")
CELLS = (
    st.sampled_from(["", "K1", "K2", "Ｋ1", "-", "#N/A"]),
    st.sampled_from(["鹿城管理部", "公积金鹿城", "瓯海管理部", ""]),
    st.sampled_from(["2018-06-05", "2018.6.5", "2018-06-31", "2018-05-05", ""]),
    st.sampled_from(["1.2.1-1", "未进驻窗口", "没有", ""]),
    st.sampled_from(["", "1", "0", "x"]),
    st.sampled_from(["", "是", "否", "y"]),
    st.sampled_from(["", "系统升级"]),
)
ROWS = st.lists(st.one_of(st.tuples(*CELLS), st.just(("",) * len(HEADERS))), max_size=7)


def reconciled(office: Office) -> tuple[Reconciliation, int]:
    intake, _ = office.read()
    counts, diagnostics = validate(intake, Known())
    assert all(found.place.cell and found.remedy for found in diagnostics if found.code != "REC-CALLBACK")
    errors = {(f.place.file, f.place.row) for f in diagnostics if f.severity is Severity.ERROR}
    assert counts.rejected == len(errors)
    accepted = intake.records.db.execute("SELECT count(*), count(unit_code), count(clause_code) FROM accepted_findings")
    total, units, clauses = accepted.fetchone() or (0, 0, 0)
    assert total == units == clauses == sum(sheet.accepted for sheet in counts.sheets)
    every_row_is_its_unit_s(counts, intake.records)
    return counts, total


def every_row_is_its_unit_s(counts: Reconciliation, records: Records) -> None:
    """What is counted by unit is what the rows name; a sheet that names one unit alone is counted whole."""
    by_unit = counts.by_unit(shares(records, Known().organization))
    named = records.db.execute("""SELECT t.file, u.code, count(*) FROM findings t
        JOIN unit_names u ON u.name = t.unit GROUP BY ALL""").fetchall()
    for sheet in counts.sheets:
        here = {code: own for code, sheets in by_unit.items() for own in sheets if own.file == sheet.file}
        rows = {code: count for file, code, count in named if file == sheet.file}
        if len(rows) < 2:
            assert here == dict.fromkeys(rows or by_unit, sheet)
        else:
            assert {code: own.read for code, own in here.items()} == rows
            assert sum(own.accepted for own in here.values()) == sheet.accepted
            assert all(own.balances for own in here.values())


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ROWS, min_size=1, max_size=3))
def test_every_row_of_every_sheet_is_accounted_for(tmp_path: Path, sheets: list[list[tuple[str, ...]]]) -> None:
    office = Office(tmp_path)
    for at in range(3):
        office.put(
            f"{at}.csv", "\n".join(",".join(row) for row in (HEADERS, *(sheets[at] if at < len(sheets) else [])))
        )
    counts, _ = reconciled(office)
    assert all(sheet.balances for sheet in counts.sheets)
    assert counts.read == sum(len(rows) for rows in sheets)


@settings(deadline=None, max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS)
def test_a_file_dropped_twice_adds_no_accepted_row(tmp_path: Path, rows: list[tuple[str, ...]]) -> None:
    office = Office(tmp_path)
    text = "\n".join(",".join(row) for row in (HEADERS, *rows))
    office.put("a.csv", text)
    office.put("b.csv", ",".join(HEADERS))
    _, once = reconciled(office)
    office.put("b.csv", text)
    _, twice = reconciled(office)
    assert twice == once
