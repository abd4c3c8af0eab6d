"""How the self-checks word a fault and name the cells that it concerns."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.diagnostics import Diagnostic, Place, Severity


def fault(code: str, place: Place, message: str, remedy: str) -> Diagnostic:
    """Make the diagnostic of a standard that must not be used."""
    return Diagnostic(f"STD-{code}", Severity.ERROR, place, message, remedy)


def doubt(code: str, place: Place, message: str, remedy: str) -> Diagnostic:
    """Make the diagnostic of what may be meant so, but probably is not."""
    return Diagnostic(f"STD-{code}", Severity.WARNING, place, message, remedy)


def spot(place: Place) -> str:
    """Give a cell as a clerk finds it, in a message that already names the file: ``指标!D5``."""
    return "!".join(part for part in (place.sheet, place.cell or (f"{place.row}行" if place.row else "")) if part)


def spots(places: Sequence[Place]) -> str:
    """Give several cells of one sheet: ``指标!D4 至 D10`` when they stand together, else one by one."""
    rows = [place.row for place in places]
    if len(places) > 2 and all(below - above == 1 for above, below in pairwise(rows)):
        return f"{spot(places[0])} 至 {places[-1].cell}"
    return "、".join([spot(places[0]), *(place.cell for place in places[1:])]) if places else ""
