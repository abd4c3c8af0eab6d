"""Names (名称归一): which unit, clause or indicator a record means, whatever way it is written.

Units are found by code, name or alias; clauses and indicators by code, title or both in any known standard, first
in the one in force on the record's day. Spaces, width and case do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Generic, TypeVar

from pipeline.model.organization import Organization
from pipeline.model.standard import Clause, Indicator, Standard, Standards
from pipeline.records.folding import name_key

Entry = TypeVar("Entry", bound=Clause | Indicator)

_MARKS_IN_TITLE = re.compile(r"\(\d+(\.\d+)?分\)$")
"""``窗口电子评价器评价（2分）``: the plan prints full marks behind a title."""
_FEW = 3
_NEAR_ENOUGH = 0.5


class Units:
    """Units (单位) by every way of writing them."""

    def __init__(self, organization: Organization) -> None:
        named = [(name, unit) for unit in organization.units for name in (unit.name, unit.code, *unit.aliases)]
        self._shown = {name: unit.name for name, unit in named}
        self._codes: dict[str, str] = {}
        for name, unit in named:
            self._codes.setdefault(name_key(name), unit.code)

    def code(self, name: str) -> str | None:
        """Find a unit's code."""
        return self._codes.get(name_key(name))

    def nearest(self, name: str) -> list[str]:
        """Give the names of the units that an unknown one comes nearest to."""
        return _nearest(name, self._shown)


class Titles(Generic[Entry]):
    """Clauses (情形) or indicators (指标) by every way of writing them, standard by standard."""

    def __init__(self, standards: Standards, books: Sequence[tuple[Standard, Sequence[Entry]]]) -> None:
        self._standards = standards
        self._books: list[tuple[Standard, dict[str, tuple[Entry, ...]]]] = [
            (book, _by_key(of_book)) for book, of_book in books
        ]
        every = [entry for _, of_book in books for entry in of_book]
        self._shown = {name: f"{entry.code} {entry.title}" for entry in every for name in (entry.title, entry.code)}

    def find(self, name: str, day: date) -> tuple[Entry, ...]:
        """Give what a name stands for: one, none, or several where a title is not unique in its standard."""
        key = name_key(name)
        in_force = self._standards.in_force(day)
        asked = sorted(self._books, key=lambda entry: entry[0] is not in_force)
        return next((found for _, keys in asked if (found := keys.get(key, ()))), ())

    def nearest(self, name: str) -> list[str]:
        """Give the code and title of those that an unknown name comes nearest to."""
        return _nearest(name, self._shown)


def clauses_of(standards: Standards) -> Titles[Clause]:
    """Give the clauses of all known standards for looking up, newest first."""
    return Titles(standards, [(book, book.clauses) for book in _newest_first(standards)])


def indicators_of(standards: Standards) -> Titles[Indicator]:
    """Give the indicators of all known standards for looking up, newest first."""
    return Titles(standards, [(book, book.indicators) for book in _newest_first(standards)])


def _newest_first(standards: Standards) -> list[Standard]:
    books = sorted(standards.books, key=lambda book: book.effective_from, reverse=True)
    return [standards.what_if, *books] if standards.what_if else books


def _by_key(entries: Sequence[Entry]) -> dict[str, tuple[Entry, ...]]:
    """Index a standard's entries; a code never gives way to another entry's title."""
    codes = {name_key(entry.code): (entry,) for entry in entries}
    titles: dict[str, tuple[Entry, ...]] = {}
    for entry in entries:
        title = _MARKS_IN_TITLE.sub("", name_key(entry.title))
        for key in {name_key(entry.title), title, name_key(entry.code) + title}:
            titles[key] = (*titles.get(key, ()), entry)
    return titles | codes


def _nearest(name: str, shown: Mapping[str, str]) -> list[str]:
    by_key = {name_key(known): text for known, text in shown.items()}
    close = get_close_matches(name_key(name), by_key, _FEW, _NEAR_ENOUGH)
    within = [key for key in by_key if len(name_key(name)) > 1 and (name_key(name) in key or key in name_key(name))]
    return list(dict.fromkeys(by_key[key] for key in (*close, *within)))[:_FEW]
