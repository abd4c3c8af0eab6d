"""Runs again: nothing is made twice, what changed is made anew, and kept work changes no byte."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from pipeline.exits import CLEAN
from pipeline.running import making
from pipeline.running import unit as units
from tests.running.kept.offices import FINDINGS, ONE, SET, TWO, copy_of, run, save, tree


def why(capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """Give what ``--why`` said, by document."""
    lines = (line.split("　", 1) for line in capsys.readouterr().out.splitlines() if "　" in line and "/" in line)
    return {line[0]: line[1] for line in lines}


def no_stage(*_: object, **__: object) -> int:
    raise AssertionError("there was nothing to carry out")


def test_with_nothing_changed_nothing_is_done_and_the_same_is_told(
    prototype: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run(prototype)  # the record of the first run may be too young to be relied on
    before, states = tree(prototype), {path: path.stat().st_mtime_ns for path in (prototype / SET).rglob("*")}
    first = capsys.readouterr().out
    monkeypatch.setattr("pipeline.commands.carrying_out.carry_out", no_stage)
    assert run(prototype, "--why") == CLEAN
    told = capsys.readouterr().out
    assert told.startswith("材料、模板、字体、程序和成品都与上次运行时相同")
    assert told.count("沿用：内容、模板、字体、程序都没有变") == 4
    assert set(first.splitlines()) <= set(told.splitlines())
    assert tree(prototype) == before
    assert {path: path.stat().st_mtime_ns for path in (prototype / SET).rglob("*")} == states


def pieces(home: Path) -> set[str]:
    """Give what lies on the shelf."""
    return {path.name for path in (home / ".pingyi/work").glob("??/*")}


def change_rows(home: Path) -> None:
    """Change a row of one unit, add one to the sheet of all units, and one in a file of its own."""
    book = load_workbook(home / FINDINGS)
    book.active["E3"] = 2
    head, *_, last = book.active.values
    book.active.append(("F4", ONE, "2018-06-06", *last[3:]))
    book.save(home / FINDINGS)
    save((home / FINDINGS).with_stem("补报"), (head, ("F5", ONE, "2018-06-07", *last[3:])))


def change_template(home: Path) -> None:
    template = docx.Document(str(home / "templates/摘要.docx"))
    template.core_properties.comments = "改过"
    template.save(str(home / "templates/摘要.docx"))


def change_page(home: Path) -> None:
    page = home / "templates/index.html"
    page.write_text(page.read_text("utf-8").replace("</body>", "<!-- 改过 --></body>"), encoding="utf-8")


def change_clause(home: Path) -> None:
    path = next((home / "inputs/standards").glob("*.xlsx"))
    book = load_workbook(path)
    for row in book["情形"].iter_rows(min_row=2):
        if row[0].value == "1.2.2-1":
            row[2].value = f"{row[2].value}（改过）"
    book.save(path)


def change_nothing(home: Path) -> None:
    """Touch everything, as a copy or an archive does."""
    for path in (home / "inputs").rglob("*"):
        path.touch()


@dataclass(frozen=True)
class Case:
    """A change, the documents that depend on it, how many pieces of the shelf do, and what is said of them.

    A unit's set is of 8 pieces: of either document the files, what they say and its proof; the workbooks; the page.
    What came of judging the rows is one for all units.
    """

    change: Callable[[Path], None]
    anew: frozenset[str]
    pieces: int
    because: str = ""


CASES = (
    Case(
        change_rows,
        frozenset({f"{ONE}/月报", f"{ONE}/摘要"}),
        8 + 1,  # the other unit's none: what was read besides is no matter to it; but all rows are judged once more
        "扣分情形.xlsx（改动，原 3 行，现 4 行）、inputs/records/2018-06/补报.xlsx（新增，1 行）；评分依据有 3 条",
    ),
    Case(change_template, frozenset({f"{ONE}/摘要", f"{TWO}/摘要"}), 6, "重做：模板有变"),
    Case(change_page, frozenset(), 2),
    Case(
        change_clause,
        frozenset({f"{TWO}/月报", f"{TWO}/摘要"}),
        8 + 3 + 1,  # the other unit's numbers are proved by it too, its page names the standard's hash; rows are judged
        "1.2.2-1（",
    ),
    Case(change_nothing, frozenset(), 0),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.change.__name__)
def test_what_changed_and_nothing_else_is_made_anew_as_a_clean_run_makes_it(
    case: Case, office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case.change(office)
    clean = copy_of(office, tmp_path / "clean")
    shutil.rmtree(clean / ".pingyi")
    capsys.readouterr()
    before = pieces(office)
    assert run(office, "--why") == CLEAN
    assert len(pieces(office) - before) == case.pieces
    said = why(capsys)
    assert {name for name, reason in said.items() if not reason.startswith("沿用")} == case.anew
    assert all(case.because in said[name] for name in case.anew)
    assert run(clean) == CLEAN
    assert tree(office) == tree(clean)


def test_two_hands_make_of_one_unit_what_one_makes(prototype: Path, tmp_path: Path) -> None:
    office = copy_of(prototype, tmp_path / "office")
    shutil.rmtree(office / "outputs")
    shutil.rmtree(office / ".pingyi/work")
    (office / "pingyi.toml").write_text("[engine]\nprocesses = 2\n", encoding="utf-8")
    assert run(office, "--unit", ONE) == CLEAN
    own = {name: content for name, content in tree(prototype).items() if name.startswith(f"{ONE}/")}
    assert {name: content for name, content in tree(office).items() if name.startswith(f"{ONE}/")} == own


def test_the_page_is_made_before_anybody_waits_for_a_judgement(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a second hand judges the last PDF while the first does nothing."""
    shutil.rmtree(office / ".pingyi/work")
    done: list[str] = []
    for place, name in ((making, "judge"), (units, "_page")):
        monkeypatch.setattr(place, name, partial(_noted, done, name, getattr(place, name)))
    assert run(office, "--unit", ONE) == CLEAN
    assert done[:2] == ["_page", "judge"]


def _noted(done: list[str], name: str, really: Callable[..., object], *values: object, **named: object) -> object:
    done.append(name)
    return really(*values, **named)
