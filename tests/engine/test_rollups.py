"""Daily sums give the marks that rows give; kept ones are found again, and damaged or foreign ones are nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from pipeline.engine import rollups
from pipeline.engine.parts import Part
from pipeline.engine.rollups import FOLDER, VERSIONS, Parts, Rolled, rolled
from pipeline.model.period import Period
from pipeline.model.standard import Condition, Standards, TakenFrom
from pipeline.records.asking import Accepted
from pipeline.records.store import Records
from pipeline.score import evidence, score, score_months
from tests.engine.provinces import MONTHS, OLD, RULES, province, units
from tests.score.building import LONGWAN, LUCHENG
from tests.score.generated import Tables, periods, scored, standards_known, tables, thorough

UNITS = units(12)
RULE = RULES["one standard"]


@pytest.fixture(scope="module")
def records() -> Iterator[Records]:
    records = province(seed=7, count=len(UNITS))
    yield records
    records.db.close()


def summed(records: Records, store: Path, standards: Standards = RULE, identity: str = "these") -> Rolled:
    return rolled(records, standards, whole(identity), store, many=1)


def whole(identity: str = "these") -> Parts:
    """Take each table as one part."""
    return lambda table: [Part(f"accepted_{table.name}", identity)]


def kept(store: Path) -> list[Path]:
    return sorted((store / FOLDER).glob("*.parquet"))


@pytest.mark.parametrize("rules", RULES)
def test_daily_sums_give_every_mark_that_rows_give(records: Records, rules: str, tmp_path: Path) -> None:
    sums = summed(records, tmp_path, RULES[rules])
    assert sorted(sums.daily) == ["findings", "ratings", "tickets"]
    assert score_months(sums, RULES[rules], MONTHS, UNITS) == score_months(records, RULES[rules], MONTHS, UNITS)


@pytest.fixture(scope="module")
def own() -> Iterator[Records]:
    records = Records.empty()
    yield records
    records.db.close()


@pytest.fixture(scope="module")
def own_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store")


@thorough
@given(tables, standards_known, periods)
def test_whatever_the_records(
    own: Records, own_store: Path, written: Tables, standards: Standards, period: Period
) -> None:
    cards = scored(own, written, standards, period)
    shutil.rmtree(own_store / FOLDER, ignore_errors=True)
    assert score(summed(own, own_store, standards), standards, period, [LUCHENG, LONGWAN])[0] == cards


def test_they_are_asked_in_place_of_the_rows(records: Records, tmp_path: Path) -> None:
    sums = summed(records, tmp_path)
    other = province(seed=8, count=len(UNITS))
    found = summed(other, tmp_path)  # said to be of the same records, so these sums are believed
    assert counted(found) == counted(sums) != counted(other)


def counted(asked: Accepted) -> list[int]:
    cards, _ = score(asked, RULE, MONTHS[-1], UNITS)
    return [card.mark(code).to_date.counted for card in cards for code in ("1.1.2", "1.2.1", "1.2.6")]


def test_what_is_kept_is_found_again_and_not_made_anew(
    records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summed(records, tmp_path)
    files = kept(tmp_path)
    monkeypatch.setattr(rollups, "_made", lambda *_: pytest.fail("made anew"))
    assert sorted(summed(records, tmp_path).daily) == ["findings", "ratings", "tickets"]
    assert kept(tmp_path) == files
    assert (tmp_path / FOLDER).stat().st_mode & 0o077 == 0


def test_other_records_have_sums_of_their_own(records: Records, tmp_path: Path) -> None:
    summed(records, tmp_path)
    before = kept(tmp_path)
    summed(records, tmp_path, identity="others")
    assert len(kept(tmp_path)) == 2 * len(before)


def test_of_many_versions_the_last_used_stay(records: Records, tmp_path: Path) -> None:
    for number in range(VERSIONS + 3):
        summed(records, tmp_path, identity=str(number))
    assert len(kept(tmp_path)) == 3 * VERSIONS


@pytest.mark.parametrize("harm", ["cut", "changed", "empty", "foreign"])
def test_what_is_damaged_is_made_anew(records: Records, tmp_path: Path, harm: str) -> None:
    want = score_months(records, RULE, MONTHS, UNITS)
    summed(records, tmp_path)
    for path in kept(tmp_path):
        content = bytearray(path.read_bytes())
        content[len(content) // 3] ^= 1
        harmed = {"cut": content[:-9], "changed": content, "empty": b"", "foreign": b"PK\x03\x04 nobody knows"}
        path.write_bytes(bytes(harmed[harm]))
    assert score_months(summed(records, tmp_path), RULE, MONTHS, UNITS) == want


def test_a_store_that_cannot_be_written_costs_nothing_but_time(records: Records, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    sums = summed(records, tmp_path / "file")
    assert not sums.daily
    assert score_months(sums, RULE, MONTHS, UNITS) == score_months(records, RULE, MONTHS, UNITS)


def test_few_rows_are_counted_as_they_are(records: Records, tmp_path: Path) -> None:
    assert not rolled(records, RULE, whole(), tmp_path).daily
    assert not kept(tmp_path)


def test_a_standard_that_looks_at_other_fields_is_not_answered_from_these_sums(
    records: Records, tmp_path: Path
) -> None:
    clauses = tuple(
        replace(clause, conditions=(*clause.conditions, Condition("channel", "12345")))
        if clause.taken_from is TakenFrom.TICKETS
        else clause
        for clause in OLD.clauses
    )
    stricter = Standards((replace(OLD, clauses=clauses),))
    sums = summed(records, tmp_path)
    assert score_months(sums, stricter, MONTHS, UNITS) == score_months(records, stricter, MONTHS, UNITS)


def test_rows_behind_a_mark_are_still_there(records: Records, tmp_path: Path) -> None:
    sums = summed(records, tmp_path)
    (card,), _ = score(sums, RULE, MONTHS[-1], UNITS[:1])
    assert evidence(sums.records, card, RULE) == evidence(records, card, RULE) != ()
