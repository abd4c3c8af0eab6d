"""Reading 发文要素: general lines, and lines that a third column limits to one unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model.organization import Issuance, Unit
from pipeline.reference.book import Book, Pair, Shape
from pipeline.reference.units import find_unit, nearest
from pipeline.reference.values import chinese_date

ELEMENTS: dict[str, str] = {
    "发文机关全称": "agency_name",
    "发文机关标志": "agency_mark",
    "机关代字": "agency_code",
    "主送机关": "addressee",
    "抄送机关": "copy_to",
    "签发人": "signer",
    "印发机关": "printer",
    "联系人": "contact",
    "联系电话": "phone",
    "发文字号": "number",
    "成文日期": "dated",
    "印发日期": "printed_on",
}
"""The key on the sheet → the field of `Issuance`."""
_DATES = {"成文日期", "印发日期"}

ISSUANCE = Shape("发文要素", (), tuple(ELEMENTS), if_missing="公文的各项发文要素将显示为【待填】")


def read_issuances(book: Book, units: Sequence[Unit]) -> tuple[tuple[str, Issuance], ...]:
    """Read the elements by unit name, the general ones (``""``) first; a unit's own lines stand over them."""
    values: dict[str, dict[str, str]] = {"": {}}
    for pair in book.pairs(ISSUANCE):
        owner = _owner(pair, units)
        value = _value(pair)
        if owner is not None and value:
            values.setdefault(owner, {})[ELEMENTS[pair.key]] = value
    general = Issuance(**values[""])
    return tuple((owner, replace(general, **own)) for owner, own in values.items())


def _owner(pair: Pair, units: Sequence[Unit]) -> str | None:
    """Give the name of the unit that a line is limited to, ``""`` for all, None (noted) for one unheard of."""
    name = pair.limit.text()
    if not name:
        return ""
    unit = find_unit(name, units)
    if unit is None:
        pair.limit.faults.error("UNIT", pair.limit.place, f"单位“{name}”不在单位表中", nearest(name, units))
    return unit.name if unit else None


def _value(pair: Pair) -> str:
    if pair.key not in _DATES:
        return pair.value.text()
    day = pair.value.day()
    return chinese_date(day) if day else ""
