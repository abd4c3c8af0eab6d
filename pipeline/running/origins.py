"""Origins (文字出处): where words stand that a document repeats from the office's own data.

A clerk writes 温信（2018）第12号 in a record, and the report quotes the record: the slip is the clerk's, and so is the
choice to mend it. Texts are compared without white space and without the width of their punctuation, which composing
may change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from functools import cached_property
from itertools import chain

from pipeline.check.finding import Words
from pipeline.diagnostics import Diagnostic, Place
from pipeline.model.organization import Issuance, Organization, Unit
from pipeline.model.scorecard import Mark
from pipeline.model.standard import Standard
from pipeline.model.workplan import Task

_ORGANIZATION = Place("inputs/organization.xlsx")
_STANDARDS = Place("inputs/standards")
_WHERE: dict[type, Place] = {
    Organization: _ORGANIZATION,
    Issuance: _ORGANIZATION,
    Unit: _ORGANIZATION,
    Task: Place("inputs/workplan.xlsx"),
    Standard: _STANDARDS,
    Mark: _STANDARDS,
}
"""Whose texts stand in a reference workbook; what has a place of its own stands there."""
NO_GLYPH = "FNT-GLYPH"
"""What is said of a character that no font has."""
_RECORDS = Place("inputs/records")
_WINDOWS = (24, 12, 6, 4)
"""So many characters around a fault are looked for, the surest first."""
_EDGE = 4
"""So many characters at a text's end tell it from another."""
_FOLDED = str.maketrans("，；：？！（）～％“”‘’＂＇", ',;:?!()~%""""""')


@dataclass
class Origins:
    """The texts of the data that documents are made of; ``given`` are the places that were told."""

    data: object
    given: set[Place] = field(default_factory=set)

    @cached_property
    def _texts(self) -> tuple[tuple[str, Place], ...]:
        """Every text, once at each place, those whose row is known first."""
        found = dict.fromkeys((_folded(text), place) for text, place in _texts(self.data, _RECORDS))
        return tuple(sorted(((text, place) for text, place in found if text), key=_is_vague))

    def place_of(self, words: Words) -> Place | None:
        """Tell where words stand that a document repeats; None when it says them itself."""
        text = _folded(words.text)
        start, end = len(_folded(words.text[: words.start])), len(_folded(words.text[: words.end]))
        place = next(chain(self._around(text, start, end), self._at_an_edge(text, start, end)), None)
        self.given |= {place} if place else set()
        return place

    def named(self, faults: Iterable[Diagnostic]) -> list[Diagnostic]:
        """Give faults, that of a character that no font has once at each place where it was written."""
        return list(dict.fromkeys(one for fault in faults for one in self._where_written(fault)))

    def _where_written(self, fault: Diagnostic) -> Iterator[Diagnostic]:
        written = [entry for entry in self._texts if fault.measured in entry[0]] if fault.code == NO_GLYPH else []
        if not written:
            yield fault
            return
        remedy = f"在原记录中改去该字符后重新运行；或{fault.remedy}"
        known = [entry for entry in written if not _is_vague(entry)] or written[:1]
        yield from (replace(fault, place=place, remedy=remedy) for _, place in known)

    def _around(self, text: str, start: int, end: int) -> Iterator[Place]:
        """Find the fault whole, with what stands beside it."""
        for is_vague in (False, True):
            for wanted in _WINDOWS:
                length = min(len(text), max(wanted, end - start))
                first, last = max(0, end - length), min(start, len(text) - length)
                windows = {text[at : at + length] for at in range(first, last + 1)}
                known = (entry for entry in self._texts if _is_vague(entry) is is_vague)
                yield from (place for said, place in known if any(window in said for window in windows))

    def _at_an_edge(self, text: str, start: int, end: int) -> Iterator[Place]:
        """Find a text that begins or ends inside the fault: 《 of the document before 《 of the record."""
        for known, place in self._texts:
            head, tail = known[:_EDGE], known[-_EDGE:]
            if head.isascii() and head.isalnum():
                continue
            last = text.rfind(tail, 0, end)
            if start <= text.find(head, start) < end or (last >= 0 and last + len(tail) > start):
                yield place


def _texts(value: object, place: Place) -> Iterator[tuple[str, Place]]:
    """Go through a value and give its texts, each with the nearest place known."""
    if isinstance(value, str):
        yield value, place
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part, place)
    elif is_dataclass(value) and not isinstance(value, type | Place):
        own = getattr(value, "place", None)
        here = own if isinstance(own, Place) and own.file else _WHERE.get(type(value), place)
        for item in fields(value):
            yield from _texts(getattr(value, item.name), here)


def _folded(text: str) -> str:
    return "".join(text.split()).translate(_FOLDED)


def _is_vague(entry: tuple[str, Place]) -> bool:
    return entry[1] == _RECORDS or entry[1] in _WHERE.values()
