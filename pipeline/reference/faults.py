"""Faults (差错) of a reference workbook, gathered while it is read."""

from __future__ import annotations

from pipeline.diagnostics import Diagnostic, Place, Severity


class Faults:
    """A list of diagnostics whose codes share a prefix: ``ORG``, ``PLN`` or ``STD``."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.noted: list[Diagnostic] = []

    def error(self, kind: str, place: Place, message: str, remedy: str) -> None:
        """Note what must be mended before anything can be made."""
        self._note(kind, Severity.ERROR, place, (message, remedy))

    def warn(self, kind: str, place: Place, message: str, remedy: str) -> None:
        """Note what may be meant so, but probably is not."""
        self._note(kind, Severity.WARNING, place, (message, remedy))

    def _note(self, kind: str, severity: Severity, place: Place, words: tuple[str, str]) -> None:
        self.noted.append(Diagnostic(f"{self.prefix}-{kind}", severity, place, *words))
