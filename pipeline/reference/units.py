"""Reading the units (单位) of an organization, and knowing each by all its names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from enum import StrEnum

from pipeline.model.organization import Unit
from pipeline.reference.book import Book, Line, Shape
from pipeline.reference.cell import Cell
from pipeline.reference.faults import Faults
from pipeline.reference.values import folded

UNITS = Shape("单位", ("单位代码", "单位名称"), ("上级单位", "窗口位置", "类别", "别名"))
_SEPARATORS = re.compile(r"[、,，;；\n]")


class _Hall(StrEnum):
    INSIDE = "中心内"
    OUTSIDE = "中心外"


def read_units(book: Book) -> tuple[Unit, ...]:
    """Read sheet 单位; a superior (上级单位) is then named as on its own line."""
    lines = book.lines(UNITS)
    units = tuple(_unit(line) for line in lines)
    if not units and not book.faults.noted:
        book.faults.error("EMPTY", book.place(UNITS.name), "一个单位也没有", "每个参评单位填写一行")
    _note_shared_names(units, lines, book.faults)
    found = tuple(_under_known_superior(unit, units) for unit in units)
    _note_superiors(found, lines, book.faults)
    return found


def find_unit(name: str, units: Sequence[Unit]) -> Unit | None:
    """Find a unit by code, name or alias, in whatever width it is written."""
    wanted = folded(name)
    return next((unit for unit in units if wanted in _names(unit)), None)


def nearest(name: str, units: Sequence[Unit]) -> str:
    """Say which unit a misspelt name may mean; else which there are."""
    near = get_close_matches(name, [word for unit in units for word in (unit.name, *unit.aliases)], n=1, cutoff=0.5)
    if near:
        return f"如应为“{near[0]}”，请改正；否则在“单位”表中增加一行"
    return f"改为“单位”表中的代码、名称或别名（如：{'、'.join(unit.name for unit in units[:5])}），或在该表中增加一行"


def _unit(line: Line) -> Unit:
    name = line["单位名称"].text(required=True)
    written = [alias.strip() for alias in _SEPARATORS.split(line["别名"].text())]
    # Records are compared with full-width letters and brackets folded, so both spellings must lead here.
    spellings = dict.fromkeys(word for alias in (name, *written) for word in (alias, folded(alias)))
    return Unit(
        code=line["单位代码"].code(required=True),
        name=name,
        parent=line["上级单位"].text(),
        hall=str(line["窗口位置"].choice(tuple(_Hall))) if line["窗口位置"].code() else "",
        category=line["类别"].text(),
        aliases=tuple(word for word in spellings if word and word != name),
    )


def _names(unit: Unit) -> set[str]:
    return {folded(word) for word in (unit.code, unit.name, *unit.aliases) if word}


def _note_shared_names(units: Sequence[Unit], lines: Sequence[Line], faults: Faults) -> None:
    """A code, name or alias leads to one unit only, or records would be counted for the wrong one."""
    owner: dict[str, Unit] = {}
    for unit, line in zip(units, lines, strict=True):
        for word in sorted(_names(unit)):
            other = owner.setdefault(word, unit)
            if other is not unit:
                cell = _cell_of(word, line)
                message = f"“{word}”已是“{other.name}”（{other.code}）的代码、名称或别名"
                faults.error("UNIT", cell.place, message, "改正或删去其中一处，使每个写法只指一个单位")


def _cell_of(word: str, line: Line) -> Cell:
    """Give the cell of a unit's line that writes a word."""
    for header in ("单位代码", "单位名称"):
        if line[header].code() == word:
            return line[header]
    return line["别名"]


def _under_known_superior(unit: Unit, units: Sequence[Unit]) -> Unit:
    superior = find_unit(unit.parent, units) if unit.parent else None
    return replace(unit, parent=superior.name) if superior else unit


def _note_superiors(units: Sequence[Unit], lines: Sequence[Line], faults: Faults) -> None:
    known = {unit.name: unit for unit in units if unit.name}
    reported: set[str] = set()
    for unit, line in zip(units, lines, strict=True):
        place = line["上级单位"].place
        if unit.parent and unit.parent not in known and unit.parent not in reported:
            reported.add(unit.parent)
            faults.warn("UNIT", place, f"上级单位“{unit.parent}”不在单位表中", nearest(unit.parent, units))
        if unit in _superiors(unit, known):
            faults.error("UNIT", place, f"“{unit.name}”成了自己的上级", "改正上级单位；最上一级的上级单位留空")


def _superiors(unit: Unit, known: dict[str, Unit]) -> Iterator[Unit]:
    """Give the superiors of a unit upwards, each once."""
    passed: set[str] = set()
    above = known.get(unit.parent)
    while above and above.name not in passed:
        yield above
        passed.add(above.name)
        above = known.get(above.parent)
