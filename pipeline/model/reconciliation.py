"""Nothing lost (records.md): rows read = accepted + duplicate + rejected + blank, per sheet."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SheetCount:
    """What became of the rows of one sheet."""

    file: str
    sheet: str
    source: str
    table: str
    read: int
    accepted: int
    duplicate: int
    rejected: int
    blank: int
    replaced: int = 0
    """Of the rejected ones, how many a mended copy (更正件) has taken the place of."""

    @property
    def balances(self) -> bool:
        """Tell whether every row is accounted for."""
        return self.read == self.accepted + self.duplicate + self.rejected + self.blank


@dataclass(frozen=True)
class Reconciliation:
    """对账: the counts of every sheet that was claimed, and the inputs' hashes.

    ``inputs`` are (file relative to the workspace, SHA-256).
    """

    sheets: tuple[SheetCount, ...]
    inputs: tuple[tuple[str, str], ...]

    @property
    def rejected(self) -> int:
        """How many rows were set aside and are missing: a row that a mended copy replaces is not."""
        return sum(sheet.rejected - sheet.replaced for sheet in self.sheets)

    @property
    def replaced(self) -> int:
        """How many rows were set aside because a mended copy was taken instead."""
        return sum(sheet.replaced for sheet in self.sheets)

    @property
    def read(self) -> int:
        """How many rows were read."""
        return sum(sheet.read for sheet in self.sheets)
