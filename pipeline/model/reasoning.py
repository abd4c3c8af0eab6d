"""Reasoning (说明): what a mark rests on, in words, for whoever asks where it comes from (product.md, 2)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reasoning:
    """The clauses in force for an indicator, and the lines of its arithmetic for 累计 and 本月."""

    indicator: str
    clauses: tuple[str, ...]
    arithmetic: tuple[str, ...]
