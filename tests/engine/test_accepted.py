"""Accepted records read where they lie: the same marks, what was read and from where, and what is wrong with them."""

from __future__ import annotations

import shutil
import sys
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from openpyxl import Workbook, load_workbook

from benchmarks.year import UNITS, make_year, the_units
from pipeline.cli import main
from pipeline.commands.progress import Console
from pipeline.engine import CannotRunError, spark
from pipeline.engine.accepted import take_accepted
from pipeline.exits import CANNOT_RUN
from pipeline.model.organization import Organization
from pipeline.model.period import Period
from pipeline.records.accepted import write_accepted
from pipeline.running.prepare import Findings, Prepared, Request, prepare
from pipeline.score import evidence, score
from pipeline.seen import Seen
from pipeline.settings import NAME, At, Engine, Settings
from pipeline.workspace import Workspace
from tests.across.provinces import CALENDAR

JUNE = Period(2018, month=6)
HEADERS = ("编号", "单位", "发现日期", "情形", "数量")
ROWS = [(f"F{day}", "鹿城管理部", f"2018-06-{day:02}", "1.2.1-2", 1 + day % 3) for day in range(1, 8)]
OTHERS = [("F8", "瓯海管理部", "2018-06-08", "1.2.1-2", 1)]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with a month's findings in a workbook, and the same accepted, as Parquet, in ``lake``."""
    home = tmp_path_factory.mktemp("accepted") / "office"
    main(["init", str(home)])
    units = load_workbook(home / "inputs/organization.xlsx")
    units["单位"].append(("330304", "瓯海管理部", "温州市住房公积金管理中心", "中心外", "基层站所", ""))
    units.save(home / "inputs/organization.xlsx")
    folder = home / "inputs/records/2018-06"
    folder.mkdir(exist_ok=True)
    book = Workbook()
    for row in (HEADERS, *ROWS, *OTHERS):
        book.active.append(row)
    book.save(folder / "台账.xlsx")
    prepared, _ = prepared_in(home, "")
    assert prepared is not None
    write_accepted(prepared.intake.records, home / "lake")
    return home


@pytest.fixture
def lake(office: Path, tmp_path: Path) -> Path:
    return shutil.copytree(office / "lake", tmp_path / "lake")


def prepared_in(home: Path, place: str) -> tuple[Prepared | None, Findings]:
    findings = Findings()
    request = Request(Workspace(home), JUNE, settings=Settings(records=At(place)))
    return prepare(request, findings, Console(quiet=True)), findings


def fault(office: Path, lake: Path) -> str:
    prepared, findings = prepared_in(office, str(lake))
    assert prepared is None
    (one,) = findings.diagnostics
    assert one.code == "SRC-ACCEPTED"
    return f"{one.place.file.removeprefix(str(lake))} {one.message}"


def test_records_where_they_lie_give_the_same_scorecard_and_evidence(office: Path) -> None:
    read, _ = prepared_in(office, "")
    lying, findings = prepared_in(office, "lake")
    assert read is not None
    assert lying is not None
    assert not findings.diagnostics
    standards = read.reference.standards
    cards = [score(one.accepted, standards, JUNE, one.units)[0] for one in (read, lying)]
    assert cards[0] == cards[1]
    assert cards[0][0].mark("1.2.1").to_date.counted == len(ROWS)
    lines = [evidence(one.intake.records, cards[0][0], standards) for one in (read, lying)]
    assert lines[0] == lines[1] != ()


def test_the_reconciliation_says_from_where_and_how_many(office: Path) -> None:
    lying, _ = prepared_in(office, "lake")
    assert lying is not None
    (sheet,) = [sheet for sheet in lying.reconciliation.sheets if sheet.read]
    assert (sheet.file, sheet.source, sheet.accepted) == ("lake/findings", "已接受的记录", len(ROWS) + len(OTHERS))
    assert lying.reconciliation.rejected == 0
    names = [name for name, _ in lying.reconciliation.inputs]
    assert "lake/findings/part-0.parquet" in names
    assert all(len(digest) == 64 for _, digest in lying.reconciliation.inputs)


@pytest.mark.parametrize("place", ["", "lake"])
def test_a_unit_s_counts_are_of_its_own_rows(office: Path, place: str) -> None:
    prepared, _ = prepared_in(office, place)
    assert prepared is not None
    counts = {unit.name: sheet.accepted for unit in prepared.units for sheet in prepared.sheets_of(unit) if sheet.read}
    assert counts == {"鹿城管理部": len(ROWS), "瓯海管理部": len(OTHERS)}


def test_no_folder_of_records_is_needed(office: Path, lake: Path, tmp_path: Path) -> None:
    home = tmp_path / "bare"
    shutil.copytree(office / "inputs", home / "inputs", ignore=shutil.ignore_patterns("records"))
    prepared, findings = prepared_in(home, str(lake))
    assert prepared is not None
    assert not findings.diagnostics


def test_an_empty_folder_is_named(office: Path, tmp_path: Path) -> None:
    assert "没有已接受的记录" in fault(office, tmp_path / "nowhere")


def test_a_missing_column_is_named(office: Path, lake: Path) -> None:
    change(lake, "SELECT * EXCLUDE (clause_code, verified) FROM old")
    assert fault(office, lake) == "/findings 缺少列：verified、clause_code"


@pytest.mark.parametrize(
    ("column", "kind", "said"),
    [
        ("found_on", "VARCHAR", "found_on（应为 DATE，现为 VARCHAR）"),
        ("found_on", "TIMESTAMPTZ", "found_on（应为 DATE，现为 TIMESTAMP WITH TIME ZONE）"),
        ("count", "DOUBLE", "count（应为 INTEGER，现为 DOUBLE）"),
    ],
)
def test_a_column_of_another_type_is_named(office: Path, lake: Path, column: str, kind: str, said: str) -> None:
    change(lake, f'SELECT * REPLACE (CAST("{column}" AS {kind}) AS "{column}") FROM old')
    assert fault(office, lake) == f"/findings 列的类型不对：{said}"


def test_a_year_with_the_columns_that_are_told_of_is_taken(tmp_path: Path) -> None:
    make_year(tmp_path / "lake", rows=UNITS)
    organization = Organization(tuple(the_units()), (), (), CALENDAR)
    lying = take_accepted("lake", tmp_path, organization, Seen(tmp_path / "hashes.json"))
    assert not lying.faults
    counts = {sheet.table: sheet.accepted for sheet in lying.reconciliation.sheets}
    assert (counts["ratings"], counts["findings"], counts["cases"]) == (UNITS, 20 * UNITS, 0)


def test_a_word_that_no_rule_knows_is_named(office: Path, lake: Path) -> None:
    change(lake, "SELECT * REPLACE ('也许' AS verified) FROM old")
    assert fault(office, lake) == "/findings “是否属实”（verified）有代码表以外的值：也许"


def test_a_unit_that_the_organization_lacks_is_named(office: Path, lake: Path) -> None:
    change(lake, "SELECT * REPLACE ('XX' AS unit_code) FROM old")
    assert fault(office, lake) == "/findings 单位代码不在组织表中：XX"


def test_a_file_that_is_no_parquet_is_said_so(office: Path, lake: Path) -> None:
    (lake / "findings/part-0.parquet").write_bytes(b"PK\x03\x04")
    assert "不能读作 Parquet 文件" in fault(office, lake)


def change(lake: Path, select: str) -> None:
    path = lake / "findings/part-0.parquet"
    with duckdb.connect() as db:
        db.execute(f"CREATE TABLE old AS FROM read_parquet('{path}')")
        db.execute(f"COPY ({select}) TO '{path}' (FORMAT parquet)")


def test_without_pyspark_it_is_said_how_to_get_it(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    (office / NAME).write_text('[engine]\nname = "spark"\n', encoding="utf-8")
    try:
        assert main(["run", "2018-06", "--workspace", str(office)]) == CANNOT_RUN
    finally:
        (office / NAME).unlink()
    said = capsys.readouterr().err
    assert "ENG-SPARK 没有安装 pyspark" in said
    assert "改法：" in said


def test_without_java_it_is_said_what_to_install(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_gateway(_: Engine) -> None:
        raise RuntimeError("[JAVA_GATEWAY_EXITED] Java gateway process exited before sending its port number.")

    monkeypatch.setattr(spark, "_session", no_gateway)
    prepared, _ = prepared_in(office, "lake")
    assert prepared is not None
    request = replace(prepared.request, settings=Settings(Engine(name="spark"), records=At("lake")))
    with pytest.raises(CannotRunError) as found:
        _ = replace(prepared, request=request).accepted
    assert "JAVA_GATEWAY_EXITED" in found.value.diagnostic.message
    assert "Java 17" in found.value.diagnostic.remedy
