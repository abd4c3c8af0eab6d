"""Whose names may stand in free text (文中所涉人员), to be masked there: those of its own case, and everyone else's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from pipeline.records.everyone import NOBODY, Everyone
from pipeline.records.masking import mask_text
from pipeline.records.schema import CASES, TICKETS
from pipeline.records.store import Records


@dataclass(frozen=True)
class People:
    """Masks the free text of a unit's records."""

    of_cases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    everyone: Everyone = NOBODY

    def masked(self, text: str | None, case_id: str | None = None, citizen: str | None = None) -> str:
        """Mask free text of a record that belongs to a case, or to a citizen; empty text stays empty."""
        if not text:
            return ""  # most ratings have no words
        own = self.of_cases.get(case_id or "", ())
        return mask_text(text, (*own, citizen) if citizen else own, self.everyone)


def people_of(records: Records, unit_code: str) -> People:
    """Give who may be named in the free text of a unit's records."""
    rows = records.db.execute(_OF_CASES, [unit_code] * 3).fetchall()
    of_cases = {case_id: tuple(name for name in names if name) for case_id, *names in rows}
    return People(of_cases, everyone_in(records))


def everyone_in(records: Records) -> Everyone:
    """Give everyone who is named in the columns of names, whatever became of the row; looked up once."""
    if records not in _KNOWN:
        _KNOWN[records] = Everyone(name for (name,) in records.db.execute(_EVERYONE).fetchall())
    return _KNOWN[records]


_OF_CASES = """
SELECT "case_id", "applicant", "staff" FROM accepted_cases
WHERE "unit_code" = ? AND "case_id" IN (
    SELECT "case_id" FROM accepted_ratings WHERE "unit_code" = ? AND "comment" IS NOT NULL
    UNION SELECT "case_id" FROM accepted_findings WHERE "unit_code" = ?
)"""
_NAMED = ((CASES.name, "applicant"), (CASES.name, "staff"), (TICKETS.name, "citizen"))
_EVERYONE = " UNION ".join(
    f'SELECT "{column}" FROM {prefix}{table} WHERE "{column}" IS NOT NULL'
    for table, column in _NAMED
    for prefix in ("", "accepted_")
)
_KNOWN: WeakKeyDictionary[Records, Everyone] = WeakKeyDictionary()
"""Records do not change once they are read; a year's are asked for everyone once a unit."""
