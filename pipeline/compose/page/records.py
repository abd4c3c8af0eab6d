"""Records on the page: those treated alike together; many ratings by the rows where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from pipeline.compose.page.content import Places, RecordGroup, RecordRow
from pipeline.compose.wording import NOTHING
from pipeline.model.marks import format_full
from pipeline.model.scorecard import Evidence, Treatment
from pipeline.records.schema import GRADES, RATINGS

FOLDER = "inputs/records/"
LISTED = 60
"""So many ratings alike are listed one by one; of more, only the rows are given."""

_ORDER = {treatment: place for place, treatment in enumerate(Treatment)}


def record_groups(evidence: Iterable[Evidence]) -> tuple[RecordGroup, ...]:
    """Group an indicator's records by how they were treated, counted ones first, ratings also by level."""
    found = sorted(evidence, key=lambda e: (_key(e), e.day, e.place))
    return tuple(_group(tuple(members)) for _, members in groupby(found, key=_key))


def _key(evidence: Evidence) -> tuple[int, str, str, str]:
    """Order groups: by treatment, reason, then the higher 折算分 first."""
    is_rating = evidence.table == RATINGS.name
    level = evidence.basis if is_rating and evidence.treatment is Treatment.COUNTED else ""
    worth = f"{1000 - (evidence.each or 0):09.3f}" if level else ""
    return _ORDER[evidence.treatment], evidence.reason, worth, level


def _group(members: Sequence[Evidence]) -> RecordGroup:
    first = members[0]
    is_many = first.table == RATINGS.name and len(members) > LISTED
    return RecordGroup(
        title=_title(first),
        count=f"{len(members):,}条",
        rows=() if is_many else tuple(map(_row, members)),
        places=_places(members) if is_many else (),
    )


def _title(evidence: Evidence) -> str:
    if evidence.treatment is not Treatment.COUNTED:
        treatment = str(evidence.treatment)
        return f"{treatment}：{evidence.reason}" if evidence.reason not in ("", treatment) else treatment
    if evidence.table != RATINGS.name:
        return str(Treatment.COUNTED)
    worth = f"（折算{format_full(evidence.each)}分）" if evidence.each is not None else ""
    return f"{Treatment.COUNTED}：{evidence.basis}{worth}"


def _row(evidence: Evidence) -> RecordRow:
    place = evidence.place
    return RecordRow(
        day=evidence.day.isoformat(),
        record=evidence.record,
        basis=evidence.basis,
        value=_value(evidence),
        detail=evidence.detail or NOTHING,
        file=place.file.removeprefix(FOLDER),
        sheet=place.sheet or NOTHING,
        row=f"第{place.row}行" if place.row else place.cell,
    )


def _value(evidence: Evidence) -> str:
    """Write what the record came to: the deduction with its arithmetic, 折算分, or the score given."""
    if evidence.each is None:
        return NOTHING
    each = format_full(evidence.each)
    if evidence.table == RATINGS.name:
        return f"折算{each}分"
    if evidence.table == GRADES.name:
        return f"评定{each}分"
    if evidence.treatment is not Treatment.COUNTED or evidence.amount is None:
        return f"{evidence.count}项，未扣分"
    return f"{evidence.count}×{each}＝扣{format_full(evidence.amount)}分"


def _places(members: Iterable[Evidence]) -> tuple[Places, ...]:
    rows: dict[tuple[str, str], list[int]] = {}
    for evidence in members:
        rows.setdefault((evidence.place.file, evidence.place.sheet), []).append(evidence.place.row)
    return tuple(
        Places(file.removeprefix(FOLDER), sheet or NOTHING, f"{len(numbers):,}条", ranges(numbers))
        for (file, sheet), numbers in sorted(rows.items())
    )


def ranges(numbers: Iterable[int]) -> str:
    """Write row numbers in order, runs of them by their ends: ``3–5、9``."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return "、".join(f"{first}–{last}" if first != last else str(first) for first, last in runs)
