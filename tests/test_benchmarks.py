"""What is said of speed is what was measured: the READMEs' tables are the results' rows, told the same way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.__main__ import BEGIN, END, FULL, READMES, RESULTS, SUBJECTS, sections
from benchmarks.report import Aim, Row, at_least, at_most, missed, wall

SCALE = RESULTS.parent.parent / "docs/scale.md"


def rows_with_a_target(text: str) -> list[str]:
    """Give the lines of tables that end in met or missed."""
    return [line for line in text.splitlines() if line.endswith(("| met |", "| missed |"))]


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_speed_table_has_every_measured_row_that_has_a_target_and_no_other(readme: Path) -> None:
    _, _, rest = readme.read_text("utf-8").partition(BEGIN)
    told, _, _ = rest.partition(END)
    assert told.strip().splitlines()[2:] == rows_with_a_target(RESULTS.read_text("utf-8")) != []


RATIOS = {
    "dearer than asked": (Row("ours", 3, "peer", 2, at_most(1)), 1.5),
    "faster, as asked": (Row("ours", 2, "peer", 3, at_least(1)), 1.5),
    "dearer, nothing asked": (Row("ours", 3, "peer", 2), 1.5),
    "faster, nothing asked": (Row("ours", 2, "peer", 3, aim=Aim.AT_LEAST), 1.5),
}


@pytest.mark.parametrize("case", RATIOS)
def test_a_ratio_is_told_the_way_that_rows_beside_it_are(case: str) -> None:
    row, ratio = RATIOS[case]
    assert row.ratio == ratio


@pytest.mark.parametrize(
    ("row", "floor", "told"),
    [
        (
            Row("print", 4, "peer", 6, at_least(3)),
            3,
            "2000 ms; ours takes 4000, of it paint 3000. That alone is more: so.",
        ),
        (
            Row("print", 4, "peer", 2, at_most(1.5)),
            1,
            "3000 ms; ours takes 4000, of it paint 1000. All the rest would ",
        ),
    ],
    ids=["out of reach", "within reach"],
)
def test_a_missed_target_says_what_it_would_take(row: Row, floor: float, told: str) -> None:
    assert told in wall(row, floor, "paint", "so.")


ASIDE = Row("ours", 9, "peer", 2, at_most(1.5)), Row("ours", 9, "peer", 2, at_least(4))


def test_only_what_is_beyond_its_target_is_missed() -> None:
    met = replace(ASIDE[0], ours=3), replace(ASIDE[1], ours=0.5)
    assert missed([*ASIDE, *met, Row("ours", 9, "peer", 2), Row("ours", 9)]) == [*ASIDE]


def test_rows_of_a_document_tell_their_ratios_to_a_peer_the_same_way() -> None:
    """A faster print is a larger number in every row that names plain WeasyPrint."""
    lines = [line.split(" | ") for line in RESULTS.read_text("utf-8").splitlines() if "| plain WeasyPrint" in line]
    assert len(lines) > 3
    assert [cells[0] for cells in lines if float(cells[4].split("×")[0]) < 1] == []


def test_the_paper_on_scale_names_results_that_are_there() -> None:
    assert f"benchmarks/{FULL.name}" in SCALE.read_text("utf-8")
    found = sections(FULL.read_text("utf-8"))
    assert {"Reading", "Scoring", SUBJECTS["paper"]} <= set(found)
    assert set(found) <= set(SUBJECTS.values())
