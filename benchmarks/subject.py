"""One subject of the benchmarks, in a module of its own: a process that is started anew must be able to import it."""

from __future__ import annotations

from importlib import import_module

from benchmarks.report import Row


def measured(name: str, quick: bool) -> tuple[list[Row], str]:
    """Give a subject's rows, and what else it has to show (growth, profiles)."""
    module = import_module(f"benchmarks.{name}")
    rows: list[Row] = module.measure(quick)
    return rows, module.more(quick) if hasattr(module, "more") else ""
