"""What validation came to is kept: the same rows are not judged twice, and what is taken from the shelf is the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from pipeline.diagnostics import in_order
from pipeline.model.period import Period
from pipeline.records.schema import TABLES
from pipeline.running.kept import validated
from pipeline.running.prepare import Findings, prepare
from pipeline.running.request import Request
from pipeline.workspace import Workspace
from tests.running.kept.offices import ONE, RATINGS, make_office, save

_RATED = ("评价编号", "单位", "评价渠道", "评价等级", "评价时间")
_ROW = ("R1", ONE, "短信", "满意", "2018-06-05")


class _Silent:
    def stage(self, name: str) -> None:
        pass


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """An office with a sound row, its double, one that is warned of and one that is rejected."""
    home = make_office(tmp_path / "office")
    warned, rejected = ("R2", *_ROW[1:4], "2018-05-05"), ("R3", "无此单位", *_ROW[2:])
    save(home / RATINGS, (_RATED, _ROW, _ROW, warned, rejected))
    return home


def outcome(home: Path) -> list[object]:
    """Read and validate June; give everything that came of it, rows in their order."""
    findings = Findings()
    prepare(Request(Workspace(home), Period.parse("2018-06")), findings, _Silent())
    assert findings.intake is not None
    names = ("faults", *(f"accepted_{table.name}" for table in TABLES))
    rows = [findings.intake.records.db.execute(f"FROM {name}").fetchall() for name in names]
    return [rows, findings.reconciliation, in_order(findings.diagnostics), bool(findings.rejected)]


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Note every time that rows are judged."""
    times: list[object] = []
    validate = validated.validate

    def noting(*values: object) -> object:
        times.append(values)
        return validate(*values)  # type: ignore[arg-type]

    monkeypatch.setattr(validated, "validate", noting)
    return times


def test_rows_are_judged_once_and_what_is_taken_from_the_shelf_is_the_same(faulty: Path, judged: list[object]) -> None:
    first = outcome(faulty)
    assert [len(rows) for rows in first[0]][:3] == [3, 0, 2]  # type: ignore[attr-defined]
    assert outcome(faulty) == first
    assert len(judged) == 1


def change_rows(home: Path) -> None:
    save(home / RATINGS, (_RATED, _ROW))


def change_units(home: Path) -> None:
    book = load_workbook(home / "inputs/organization.xlsx")
    book["单位"].append(("330399", "无此单位", "温州市住房公积金管理中心", "中心外", "基层站所", ""))
    book.save(home / "inputs/organization.xlsx")


def damage(home: Path) -> None:
    for path in (home / ".pingyi/work").glob("??/*"):
        path.write_bytes(path.read_bytes()[:-1])


@pytest.mark.parametrize("change", [change_rows, change_units, damage])
def test_rows_that_may_be_judged_otherwise_are_judged_anew(
    change: Callable[[Path], None], faulty: Path, judged: list[object]
) -> None:
    outcome(faulty)
    change(faulty)
    outcome(faulty)
    assert len(judged) == 2


def test_another_program_judges_anew(faulty: Path, judged: list[object], monkeypatch: pytest.MonkeyPatch) -> None:
    outcome(faulty)
    monkeypatch.setattr(validated, "program", lambda: {"code": "another"})
    outcome(faulty)
    assert len(judged) == 2


def test_what_does_not_read_back_is_as_if_missing(faulty: Path, judged: list[object]) -> None:
    first = outcome(faulty)
    for path in (faulty / ".pingyi/work").glob("??/*"):
        piece = validated.Shelf(path.parent.parent).get(path.name)
        assert piece is not None
        foreign = validated.Piece(dict.fromkeys(piece.parts, b"no table"), piece.told)
        validated.Shelf(path.parent.parent).put(path.name, foreign)
    assert outcome(faulty) == first
    assert len(judged) == 2
