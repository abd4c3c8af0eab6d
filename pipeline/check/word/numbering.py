"""Automatic numbers (自动编号): the “一、” that Word writes itself before a paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from pipeline.check.word.package import Package, W, number_of, value_of

_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class _Level:
    """A level's number form and pattern: ``chineseCounting`` and ``%1、``."""

    form: str
    pattern: str
    start: int


@dataclass
class Numbering:
    """Counts as Word does: a level's number goes up, those below begin anew."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)

    def mark(self, numbering: tuple[str, int] | None) -> str:
        """Count a paragraph in and give its mark, "" for none or a bullet."""
        if numbering is None or numbering[0] not in self.levels:
            return ""
        list_id, level = numbering
        levels = self.levels[list_id]
        if level not in levels:
            return ""
        counts = self.counts.setdefault(list_id, [0] * 9)
        counts[level] = (counts[level] or levels[level].start - 1) + 1
        counts[level + 1 :] = [0] * (8 - level)
        return re.sub(r"%(\d)", lambda match: self._number(levels, counts, int(match[1]) - 1), levels[level].pattern)

    def _number(self, levels: dict[int, _Level], counts: list[int], level: int) -> str:
        count = counts[level] or 1
        form = levels[level].form if level in levels else "decimal"
        if form == "bullet":
            return ""
        return _chinese(count) if "hinese" in form or form == "ideographDigital" else str(count)


def read_numbering(package: Package) -> Numbering:
    """Read the lists of a package."""
    root = package.part("word/numbering.xml")
    if root is None:
        return Numbering()
    abstract = {value_of(item, "abstractNumId"): _levels(item) for item in root.iter(f"{W}abstractNum")}
    lists = {
        value_of(item, "numId"): abstract.get(value_of(item.find(f"{W}abstractNumId")), {})
        for item in root.iter(f"{W}num")
    }
    return Numbering(lists)


def _levels(abstract: etree._Element) -> dict[int, _Level]:
    found = {}
    for level in abstract.iter(f"{W}lvl"):
        form = value_of(level.find(f"{W}numFmt"))
        pattern = "" if form == "bullet" else value_of(level.find(f"{W}lvlText"))
        found[int(value_of(level, "ilvl") or 0)] = _Level(form, pattern, int(number_of(level.find(f"{W}start")) or 1))
    return found


def _chinese(number: int) -> str:
    """Give a number up to 99 in 汉字."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else f"{_DIGITS[tens % 10]}十")
    return head + (_DIGITS[ones] if ones or not tens else "")
