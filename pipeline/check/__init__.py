"""check (核对): the sixth stage. It re-reads a finished file and judges it by GB/T 9704—2012.

Nothing here trusts the renderer's numbers: a PDF is measured by an independent reader, a Word file by its own
parameters and, when LibreOffice is there, by LibreOffice's layout of it.

================  ====================================================================
``gb9704``        all numbers: the standard's, and those by which elements are told
``profile``       what an office departs in
``pdf``, ``word`` readers → `Subject`; ``recognise`` names the elements
``rules``         RULES: one function a rule, its docstring is its documentation
``office``        LibreOffice's layout of a Word file
================  ====================================================================
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from pipeline.check.profile import STANDARD, Profile, parse_profile
from pipeline.check.rules import RULES

if TYPE_CHECKING:
    from pipeline.check.checking import check_file
    from pipeline.check.office import Office, find_office

__all__ = ["RULES", "STANDARD", "Office", "Profile", "check_file", "find_office", "parse_profile"]


def __getattr__(name: str) -> object:
    """Import what reads files when it is first asked for: who only lists the rules needs none of it.

    Raises:
        AttributeError: there is no such name.
    """
    module = _LATE.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(module), name)


_LATE = {
    "check_file": "pipeline.check.checking",
    "Office": "pipeline.check.office",
    "find_office": "pipeline.check.office",
}
