"""Findings (核对结论): what a rule saw, before it becomes a diagnostic with the rule's code and clause."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.diagnostics import Severity


class Strength(StrEnum):
    """How binding a requirement is."""

    REQUIRED = "规定"
    """The standard says 应, or gives the number."""
    USUAL = "一般"
    """The standard says 一般."""
    CUSTOM = "惯例"
    """Offices and programs keep to it; the standard is silent."""

    @property
    def severity(self) -> Severity:
        """What breaking it is worth."""
        return _SEVERITIES[self]


_SEVERITIES = {
    Strength.REQUIRED: Severity.ERROR,
    Strength.USUAL: Severity.WARNING,
    Strength.CUSTOM: Severity.NOTE,
}


@dataclass(frozen=True, slots=True)
class Words:
    """文字: a paragraph's words, and where among them the fault begins and ends."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong and where; measured and required are for people, with units and tolerance.

    ``words`` are there when the fault lies in what is written, not in how it is set.
    """

    place: str
    what: str
    remedy: str
    measured: str = ""
    required: str = ""
    words: Words | None = None

    @property
    def message(self) -> str:
        """The sentence of the diagnostic."""
        parts = [f"实测{self.measured}" if self.measured else "", f"应为{self.required}" if self.required else ""]
        numbers = "，".join(part for part in parts if part)
        return f"{self.what}：{numbers}" if numbers else self.what
