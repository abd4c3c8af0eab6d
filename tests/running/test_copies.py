"""What a copy may name: numbers of records in the unit's and the leader's, none in the public one or across units."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import is_dataclass, replace
from typing import Any, get_args, get_type_hints

import pytest

from pipeline.model.ledger import Finding, Ticket
from pipeline.model.material import Material
from pipeline.model.ranking import SummaryMaterial
from pipeline.model.sampling import Sample
from pipeline.model.scorecard import Evidence
from pipeline.model.shortlist import ShortlistMaterial
from pipeline.running.copies import Copy, for_copy
from tests.compose.scenes import SCENES

TELLING = {Evidence, Finding, Ticket, Sample}
"""The types that name a record."""


def reached(kind: Any, seen: set[Any]) -> Iterator[Any]:
    """Give every type that a value of a type may hold."""
    if kind in seen:
        return
    seen.add(kind)
    yield kind
    inner = get_args(kind)
    if isinstance(kind, type) and not isinstance(kind, types.GenericAlias) and is_dataclass(kind):
        inner = (*inner, *get_type_hints(kind).values())
    for one in inner:
        yield from reached(one, seen)


@pytest.mark.parametrize("material", [SummaryMaterial, ShortlistMaterial])
def test_what_is_said_across_units_can_name_no_record(material: type) -> None:
    assert TELLING & set(reached(material, set())) == set()
    assert set(reached(Material, set())) >= TELLING  # the same look finds them where they are


@pytest.mark.parametrize("scene", SCENES)
def test_a_public_copy_holds_no_number_of_any_record(scene: str) -> None:
    material = SCENES[scene]().material()
    found = (*material.ledgers.findings, *material.ledgers.tickets, *material.evidence)
    numbers = frozenset(one.record for one in found if len(one.record) > 4)
    public = for_copy(material, Copy.PUBLIC, numbers)
    assert {number for number in numbers if number in repr(public)} == set()


IN_PROSE = "经查鹿案〔2018〕55号、温公积2018-0077号与上月DH-LC-1805-003系同一人"


def test_a_public_copy_holds_no_number_in_prose_either() -> None:
    """However it is written, whether its record is among those told of, another's, or was never read."""
    material = SCENES["多"]().material()
    numbers = ("鹿案〔2018〕55号", "温公积2018-0077号", "DH-LC-1806-001")
    first = replace(material.ledgers.findings[0], record=numbers[0], description=IN_PROSE, measure=IN_PROSE)
    ticket = replace(material.ledgers.tickets[0], title=IN_PROSE, reply=IN_PROSE)
    ledgers = replace(
        material.ledgers,
        findings=(first, *material.ledgers.findings[1:]),
        tickets=(ticket, *material.ledgers.tickets[1:]),
        activities=tuple(replace(one, note=IN_PROSE) for one in material.ledgers.activities),
        callbacks=replace(material.ledgers.callbacks, problems=(IN_PROSE,)),
    )
    evidence = tuple(replace(one, detail=IN_PROSE) for one in material.evidence)
    told = replace(material, ledgers=ledgers, evidence=evidence)
    public = repr(for_copy(told, Copy.PUBLIC, frozenset(numbers)))
    hidden = (*numbers, "DH-LC-1805-003", "温公积2018")
    assert [number for number in hidden if number not in repr(told)] == ["DH-LC-1806-001"]
    assert [number for number in hidden if number in public] == []
    assert "经查第001号、（编号略）与上月（编号略）系同一人" in public


@pytest.mark.parametrize("copy", [Copy.UNIT, Copy.LEADER])
def test_the_copies_within_the_office_are_made_of_the_same_material(copy: Copy) -> None:
    material = SCENES["多"]().material()
    assert for_copy(material, copy, frozenset({"GD1"})) is material


def test_a_public_copy_leaves_out_nothing_but_numbers_and_lists_of_whom_to_ask() -> None:
    material = replace(SCENES["多"]().material(), samples=())
    assert for_copy(material, Copy.PUBLIC, frozenset()) == material
