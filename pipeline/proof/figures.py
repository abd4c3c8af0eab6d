"""Figures proved (数字证明): the numbers of a finished file against those that were vouched for when it was made.

A file is read back by readers of its own (`word`, `pdf`), and every difference in a number is named with its place
and the value it should have. What stands at a 【待填】 is free: the real procedure decides it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.elements import PLACEHOLDER
from pipeline.proof.numbers import NUMBER, masked
from pipeline.proof.word import Unit

_ALIKE = 0.5
"""Two units are the same one, edited, when so much of their words agree."""
_CONTEXT = 10
_FILLED = 40
"""What people write in place of a 【待填】 is at most so long."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A number that is other than it should be: ``found`` is empty when it is gone, ``wanted`` when nobody wants it."""

    place: str
    found: str
    wanted: str
    context: str
    unit: Unit | None = None
    """The unit, as it was made, that wants it."""


def slips(expected: Sequence[Unit], actual: Sequence[Unit]) -> list[Slip]:
    """Compare the units of a file with those that were vouched for; only numbers count."""
    wanted = [unit for unit in expected if has_number(unit.text) or PLACEHOLDER in unit.text]
    found = [unit for unit in actual if has_number(unit.text) or PLACEHOLDER in unit.text]
    matcher = SequenceMatcher(None, [_key(unit) for unit in wanted], [_key(unit) for unit in found], autojunk=False)
    result: list[Slip] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            result += _of_block(wanted[i1:i2], found[j1:j2])
    return result


def has_number(text: str) -> bool:
    """Tell whether a text holds a digit."""
    return NUMBER.search(text) is not None


def text_slips(expected: str, actual: str) -> Iterator[tuple[str, str, str]]:
    """Compare two texts: (number found, number wanted, words around it); "" where there is none."""
    one, other = _tokens(expected), _tokens(actual)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag == "equal" or PLACEHOLDER in one[i1:i2]:
            continue
        was, now = _numbers(one, i1, i2), _numbers(other, j1, j2)
        for at in range(max(len(was), len(now))):
            words = _around(other, now[min(at, len(now) - 1)] if now else j1)
            yield (other[now[at]] if at < len(now) else "", one[was[at]] if at < len(was) else "", words)


def told(slip: Slip, file: str, source: str = "") -> Diagnostic:
    """Say what is wrong with a number, and the value it should have."""
    place = Place(file, cell=slip.place)
    if slip.found and slip.wanted:
        message = f"“{slip.context}”中的{slip.found}应为{slip.wanted}{f'（{source}）' if source else ''}"
        remedy = f"改回{slip.wanted}；数字确应变动的，改记录或标准后用 pingyi run 重新生成"
        return Diagnostic("FIG-CHANGED", Severity.ERROR, place, message, remedy)
    if slip.found:
        message = f"“{slip.context}”中的{slip.found}没有出处，得分卡、台账、计划里都没有"
        return Diagnostic("FIG-UNVOUCHED", Severity.ERROR, place, message, "删去，或核对后改成有出处的数字")
    message = f"“{slip.context}”处缺少{slip.wanted}{f'（{source}）' if source else ''}"
    return Diagnostic("FIG-MISSING", Severity.ERROR, place, message, f"补上{slip.wanted}，或用 pingyi run 重新生成")


def _key(unit: Unit) -> tuple[tuple[str, ...], bool]:
    return unit.cells, unit.aside


def _of_block(wanted: Sequence[Unit], found: Sequence[Unit]) -> Iterator[Slip]:
    """Pair what differs: the most alike first in the order of the document; what is left over is new or gone."""
    left = list(found)
    for unit in wanted:
        match = max(left, key=lambda other: _likeness(unit, other), default=None)
        if match is not None and _likeness(unit, match) >= _ALIKE:
            left.remove(match)
            yield from _of_pair(unit, match)
        else:
            numbers = NUMBER.findall(unit.text)
            yield from (Slip(unit.place, "", number, _short(unit.text), unit) for number in numbers)
    for unit in left:
        for cell in unit.cells:
            for number in NUMBER.finditer(cell):
                yield Slip(unit.place, number[0], "", _near(cell, number.start()))


def _of_pair(unit: Unit, match: Unit) -> Iterator[Slip]:
    alike = len(unit.cells) == len(match.cells)
    pairs = list(zip(unit.cells, match.cells, strict=True)) if alike else [(unit.text, match.text)]
    for one, other in pairs:
        for found, wanted, words in text_slips(one, other):
            yield Slip(match.place, found, wanted, words if len(unit.cells) == 1 else _short(match.text), unit)


def _likeness(one: Unit, other: Unit) -> float:
    if one.aside != other.aside or (one.aside and one.place != other.place):
        return 0.0
    if masked(one.text) == masked(other.text):
        return 2.0 if one.place == other.place else 1.5
    if _is_filled(one.text, other.text):
        return 1.0 if one.place == other.place else 0.75
    matcher = SequenceMatcher(None, masked(one.text), masked(other.text), autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= _ALIKE else 0.0


def _is_filled(text: str, other: str) -> bool:
    """Tell whether a text is another one with its placeholders filled in."""
    if PLACEHOLDER not in text or len(other) > len(text) + _FILLED:
        return False
    pattern = ".*".join(re.escape(part) for part in text.split(PLACEHOLDER))
    return re.fullmatch(pattern, other, re.DOTALL) is not None


def _tokens(text: str) -> list[str]:
    """Cut a text into numbers, placeholders and single characters."""
    tokens: list[str] = []
    at = 0
    while at < len(text):
        number = NUMBER.match(text, at)
        token = PLACEHOLDER if text.startswith(PLACEHOLDER, at) else number[0] if number else text[at]
        tokens.append(token)
        at += len(token)
    return tokens


def _numbers(tokens: Sequence[str], start: int, end: int) -> list[int]:
    return [at for at in range(start, end) if NUMBER.fullmatch(tokens[at])]


def _around(tokens: Sequence[str], at: int) -> str:
    return "".join(tokens[max(0, at - _CONTEXT) : at + _CONTEXT // 2]).strip()


def _near(text: str, at: int) -> str:
    return text[max(0, at - _CONTEXT) : at + _CONTEXT].strip()


def _short(text: str) -> str:
    return text if len(text) <= 2 * _CONTEXT else f"{text[: 2 * _CONTEXT]}……"
