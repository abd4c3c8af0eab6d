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


@pytest.mark.parametrize("copy", [Copy.UNIT, Copy.LEADER])
def test_the_copies_within_the_office_are_made_of_the_same_material(copy: Copy) -> None:
    material = SCENES["多"]().material()
    assert for_copy(material, copy, frozenset({"GD1"})) is material


def test_a_public_copy_leaves_out_nothing_but_numbers_and_lists_of_whom_to_ask() -> None:
    material = replace(SCENES["多"]().material(), samples=())
    assert for_copy(material, Copy.PUBLIC, frozenset()) == material
