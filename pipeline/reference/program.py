"""Reading the sheets 活动方案 and 勘误: what the yearly program tells, year by year."""

from __future__ import annotations

from dataclasses import replace

from pipeline.model.organization import Erratum, ProgramFacts
from pipeline.model.program import PROGRAM_KEYS
from pipeline.reference.book import Book, Shape
from pipeline.reference.cell import Cell

PROGRAM = Shape("活动方案", (), tuple(PROGRAM_KEYS), if_missing="")
ERRATA = Shape("勘误", ("原文", "更正"), ("说明",), if_missing="")
_YEARS = range(1, 10_000)


def read_program_facts(book: Book) -> tuple[tuple[int, ProgramFacts], ...]:
    """Read the facts by year, those of every year (``0``) first; a year's own stand over them."""
    values: dict[int, dict[str, str]] = {0: {}}
    for pair in book.pairs(PROGRAM):
        year, value = read_year(pair.limit), pair.value.text()
        if year is not None and value:
            values.setdefault(year, {})[PROGRAM_KEYS[pair.key]] = value
    general = ProgramFacts(**values[0])
    return tuple((year, replace(general, **own)) for year, own in values.items())


def read_errata(book: Book) -> tuple[Erratum, ...]:
    """Read the slips that ``--normalise`` mends."""
    return tuple(
        Erratum(line["原文"].text(required=True), line["更正"].text(), line["说明"].text())
        for line in book.lines(ERRATA)
    )


def read_year(cell: Cell) -> int | None:
    """Give the year that a line is limited to, 0 for all, None (noted) for what is no year."""
    text = cell.code().removesuffix("年").removesuffix("年度")
    if not text:
        return 0
    if text.isdigit() and int(text) in _YEARS:
        return int(text)
    cell.faults.error("YEAR", cell.place, f"“{text}”不是年度", "写作 2018；各年通用的留空")
    return None
