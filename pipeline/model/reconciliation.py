"""Nothing lost (records.md): rows read = accepted + duplicate + rejected + blank, per sheet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace


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


@dataclass(frozen=True, slots=True)
class Share:
    """What became of the rows of one unit in one sheet; a row that names no known unit, or nothing, is nobody's."""

    accepted: int = 0
    duplicate: int = 0
    rejected: int = 0
    replaced: int = 0

    def of(self, sheet: SheetCount) -> SheetCount:
        """Give the counts of a sheet for this share of it."""
        return replace(
            sheet,
            read=self.accepted + self.duplicate + self.rejected,
            accepted=self.accepted,
            duplicate=self.duplicate,
            rejected=self.rejected,
            blank=0,
            replaced=self.replaced,
        )


Shares = Mapping[tuple[str, str], Mapping[str, Share]]
"""By file and sheet, the share of every unit that the sheet names, by the unit's code."""


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

    def by_unit(self, shares: Shares) -> Mapping[str, tuple[SheetCount, ...]]:
        """Give the sheets that concern each unit, by its code; "" stands for a unit that no sheet names.

        A sheet that names no other unit is counted whole; of one that names several, a unit's own rows are, so that
        what is read of the others changes nothing of it.
        """
        own: dict[str, list[SheetCount]] = defaultdict(list)
        nobodys: list[SheetCount] = []
        for sheet in self.sheets:
            named = shares.get((sheet.file, sheet.sheet), {})
            nobodys += () if named else (sheet,)
            for code, share in named.items():
                own[code].append(sheet if len(named) == 1 else share.of(sheet))
        return {code: (*sheets, *nobodys) for code, sheets in (*own.items(), ("", []))}

    @property
    def read(self) -> int:
        """How many rows were read."""
        return sum(sheet.read for sheet in self.sheets)
