"""Ground (依据): what was vouched for when a document was made, kept beside it so that any copy can be proved.

``figures.json`` of a unit: for each document the units that hold numbers, word for word, and what vouches for them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model.elements import PLACEHOLDER, WRITABLE
from pipeline.proof.figures import Slip, has_number
from pipeline.proof.numbers import NUMBER, numbers_in
from pipeline.proof.pdf import solid
from pipeline.proof.vouchers import Vouchers
from pipeline.proof.word import Unit

FILE = "figures.json"
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_DROPPED = re.compile(rf"[^\s\u0020-\u007e{WRITABLE}]")
"""What filling a template leaves out."""
_NUMERAL = re.compile(r"[0-9０-９.．]")


@dataclass(frozen=True, slots=True)
class Vouched:
    """A unit with numbers, and by number the name of what vouches for it."""

    unit: Unit
    sources: Mapping[str, str]


def ground_of(units: Iterable[Unit], vouchers: Vouchers) -> tuple[Vouched, ...]:
    """Keep the units that hold numbers or await them, and name what vouches for marks and rates."""
    kept = (unit for unit in units if has_number(unit.text) or PLACEHOLDER in unit.text)
    return tuple(Vouched(unit, _sources(unit, vouchers)) for unit in kept)


def _sources(unit: Unit, vouchers: Vouchers) -> dict[str, str]:
    found = ((number.text, vouchers.source(number, unit.text)) for cell in unit.cells for number in numbers_in(cell))
    return {number: source for number, source in found if source}


def unvouched(units: Iterable[Unit], said: Iterable[str], template: Sequence[Unit]) -> list[Slip]:
    """Find numbers that no text of the content accounts for, nor the template's own words."""
    strings = sorted({solid(_DROPPED.sub("", text)) for text in said if has_number(text)}, key=len, reverse=True)
    own = {number for unit in template for cell in unit.cells for number in NUMBER.findall(_TAG.sub(" ", cell))}
    return [slip for unit in units for cell in unit.cells for slip in _unaccounted(unit, solid(cell), strings, own)]


def unknown(units: Iterable[Unit], vouchers: Vouchers) -> list[Slip]:
    """Find marks and rates that neither the scorecards nor the ledgers know."""
    return [
        Slip(unit.place, number.text, "", cell[max(0, number.start - 10) : number.start + len(number.text) + 4])
        for unit in units
        for cell in unit.cells
        for number in numbers_in(cell)
        if not vouchers.vouches(number, cell)
    ]


def _unaccounted(unit: Unit, text: str, strings: Sequence[str], own: set[str]) -> Iterable[Slip]:
    if not has_number(text):
        return
    covered = [False] * len(text)
    for string in strings:
        if string in text:
            _cover(text, string, covered)
    for number in NUMBER.finditer(text):
        if number[0] not in own and not all(covered[number.start() : number.end()]):
            yield Slip(unit.place, number[0], "", text[max(0, number.start() - 10) : number.end() + 4])


def _cover(text: str, string: str, covered: list[bool]) -> None:
    """Mark where a string stands whole: not inside a longer number."""
    at = text.find(string)
    while at >= 0:
        end = at + len(string)
        beside = text[at - 1 : at] + "|" + text[end : end + 1]
        inside = (_NUMERAL.match(string[0]) and _NUMERAL.match(beside[0])) or (
            _NUMERAL.match(string[-1]) and text[end : end + 1].isdigit()
        )
        if not inside and not any(covered[at:end]):
            covered[at:end] = [True] * len(string)
        at = text.find(string, at + 1)


def ground_json(documents: Mapping[str, Sequence[Vouched]]) -> str:
    """Write ``figures.json``."""
    content = {name: [_entry(one) for one in vouched] for name, vouched in sorted(documents.items())}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _entry(vouched: Vouched) -> dict[str, object]:
    unit = vouched.unit
    entry: dict[str, object] = {"place": unit.place, "cells": list(unit.cells)}
    return entry | ({"aside": True} if unit.aside else {}) | ({"sources": vouched.sources} if vouched.sources else {})


def read_ground(text: str) -> dict[str, tuple[Vouched, ...]]:
    """Read ``figures.json``.

    Raises:
        ValueError: this is none.
    """
    try:
        return {name: tuple(_vouched(entry) for entry in entries) for name, entries in json.loads(text).items()}
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError("no record of figures") from fault


def _vouched(entry: Mapping[str, object]) -> Vouched:
    cells, sources = entry["cells"], entry.get("sources", {})
    if not isinstance(cells, list) or not isinstance(sources, dict):
        raise TypeError("cells and sources")
    return Vouched(Unit(str(entry["place"]), tuple(map(str, cells)), aside=bool(entry.get("aside"))), sources)


def chosen(documents: Mapping[str, Sequence[Vouched]], stem: str, units: Iterable[Unit]) -> str:
    """Find which document a file is: by its name, by how its name begins, else by what it says; "" when by nothing."""
    named = [name for name in documents if stem == name] or [name for name in documents if stem.startswith(name)]
    if named:
        return max(named, key=len)
    said = {unit.cells for unit in units}
    alike = {name: sum(one.unit.cells in said for one in vouched) for name, vouched in documents.items()}
    best = max(alike, key=lambda name: alike[name], default="")
    return best if best and 2 * alike[best] >= len(documents[best]) else ""
