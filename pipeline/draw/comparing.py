"""Comparing (核对): a list that somebody holds with the same drawn again from the records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from pipeline.draw.listing import FACT_COLUMNS, FACTS, LIST, LIST_COLUMNS, STRATA, STRATUM_COLUMNS
from pipeline.model.period import Period
from pipeline.model.sampling import Sample, SampleKind

Lines = Sequence[tuple[str, ...]]
NOTHING = "（没有）"


@dataclass(frozen=True)
class Listed:
    """What a list workbook says: what was asked for, each stratum, and who was drawn with which key."""

    kind: SampleKind
    unit: str
    period: Period
    seed: str
    strata: tuple[tuple[str, str, str, str, str], ...]
    """(label, size, quota, drawn, fingerprint)"""
    drawn: tuple[tuple[str, str, str], ...]
    """(label, case, key)"""


def read_list(sheets: Mapping[str, Lines]) -> Listed:
    """Read a list workbook back from its sheets' cells as text.

    Raises:
        ValueError: it is none of our lists; the message says what is missing.
    """
    facts = {line[0]: line[1] for line in _below(sheets, FACTS, [column.header for column in FACT_COLUMNS])}
    lacking = [name for name in ("抽样种类", "单位代码", "考核期", "种子") if not facts.get(name)]
    if lacking:
        raise ValueError(f"“{FACTS}”表没有{'、'.join(lacking)}")
    if facts["抽样种类"] not in list(SampleKind):
        raise ValueError(f"没有“{facts['抽样种类']}”这种抽样")
    strata = _below(sheets, STRATA, [column.header for column in STRATUM_COLUMNS])
    drawn = _below(sheets, LIST, [column.header for column in LIST_COLUMNS])
    return Listed(
        kind=SampleKind(facts["抽样种类"]),
        unit=facts["单位代码"],
        period=Period.parse(facts["考核期"]),
        seed=facts["种子"],
        strata=tuple((line[0], line[1], line[2], line[3], line[4]) for line in strata),
        drawn=tuple((line[1], line[2], line[3]) for line in drawn),
    )


def first_difference(listed: Listed, again: Sample) -> str:
    """Say where a list first differs from what the records give; empty when they are the same.

    Populations are compared before lists: when the records have changed, that is the reason.
    """
    return next(_differences(listed, again), "")


def _differences(listed: Listed, again: Sample) -> Iterator[str]:
    strata = [(s.label, str(s.size), str(s.quota), str(len(s.drawn)), s.fingerprint) for s in again.strata]
    for number, (held, now) in enumerate(zip_longest(listed.strata, strata), 1):
        if held != now:
            yield f"“{STRATA}”第{number}行：名单为{_population(held)}，重抽为{_population(now)}"
    drawn = [(s.label, d.case.number, d.key) for s in again.strata for d in s.drawn]
    for number, (one, other) in enumerate(zip_longest(listed.drawn, drawn), 1):
        if one != other:
            yield f"“{LIST}”第{number}行：名单为{_member(one)}，重抽为{_member(other)}"


def _population(line: tuple[str, ...] | None) -> str:
    if line is None:
        return NOTHING
    label, size, wanted, drawn, mark = line
    return f"{label} 总体{size}件、应抽{wanted}件、抽中{drawn}件、指纹{mark[:12]}…"


def _member(line: tuple[str, ...] | None) -> str:
    if line is None:
        return NOTHING
    label, case, key = line
    return f"{label} {case}（{key[:12]}…）"


def _below(sheets: Mapping[str, Lines], name: str, headers: list[str]) -> Lines:
    """Give the lines below a sheet's header row."""
    lines = list(sheets.get(name, ()))
    for number, line in enumerate(lines):
        if list(line[: len(headers)]) == headers:
            return [below[: len(headers)] for below in lines[number + 1 :]]
    raise ValueError(f"没有“{name}”表，或它的表头不是{'、'.join(headers)}")
