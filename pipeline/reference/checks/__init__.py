"""The workbook checks itself (评价标准自查) before any scoring: scoring.md, the list of that name.

Each check is one small function over a `Draft`; the first line of its docstring is what `pingyi list checks` prints.
Each has a workbook that fails it in ``tests/reference/test_checks.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pipeline.diagnostics import Diagnostic
from pipeline.reference.checks.clauses import clauses_meet_leaves, deductions_deduct, tickets_are_chosen
from pipeline.reference.checks.levels import levels_are_complete, levels_descend, schemes_are_named
from pipeline.reference.checks.terms import (
    effective_dates_differ,
    names_tell_dates,
    readings_are_confirmed,
    terms_run_forward,
)
from pipeline.reference.checks.tree import (
    channels_are_named,
    children_add_up,
    codes_are_unique,
    marks_are_positive,
    methods_fit,
    parents_exist,
    parents_form_no_circle,
    titles_are_unique,
    total_is_hundred,
)
from pipeline.reference.checks.wording import deductions_match_text, full_marks_match_text
from pipeline.reference.draft import Draft

CHECKS: tuple[Callable[[Draft], Iterable[Diagnostic]], ...] = (
    codes_are_unique,
    titles_are_unique,
    parents_exist,
    parents_form_no_circle,
    children_add_up,
    total_is_hundred,
    marks_are_positive,
    methods_fit,
    channels_are_named,
    clauses_meet_leaves,
    deductions_deduct,
    tickets_are_chosen,
    deductions_match_text,
    full_marks_match_text,
    schemes_are_named,
    levels_are_complete,
    levels_descend,
    terms_run_forward,
    readings_are_confirmed,
)
"""The checks of one workbook."""

CHECKS_AMONG: tuple[Callable[[Sequence[Draft]], Iterable[Diagnostic]], ...] = (effective_dates_differ, names_tell_dates)
"""The checks of all workbooks of ``inputs/standards`` together."""
