"""Said together (合并): what is the same for several units is said once, and of whom.

``发文要素`` that are empty are empty for all: a province would read the same line a thousand times, and never learn
whose loss has no 整改记录.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.diagnostics import Diagnostic

_NAMED = 5
"""At most so many units are named one by one."""


def together(found: Mapping[str, Sequence[Diagnostic]]) -> list[Diagnostic]:
    """Give what was found for each unit, the same thing once; with several units it is said of which."""
    of: dict[Diagnostic, list[str]] = {}
    for unit, faults in found.items():
        for fault in dict.fromkeys(faults):
            of.setdefault(fault, []).append(unit)
    if len(found) == 1:
        return list(of)
    return [_named(fault, units, len(found)) for fault, units in of.items()]


def _named(fault: Diagnostic, units: Sequence[str], of_all: int) -> Diagnostic:
    """Add of which units it is said, unless that can be read already."""
    told = f"{fault.place.file}/{fault.message}"
    if len(units) == 1 and units[0] in told:
        return fault
    named = "、".join(units[:_NAMED])
    whom = named if len(units) <= _NAMED else f"{named}等{len(units)}个单位"
    if len(units) == of_all:
        whom = f"全部{of_all}个单位"
    return replace(fault, message=f"{fault.message}（{whom}）")
