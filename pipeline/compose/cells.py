"""What the sheets of our workbooks share: columns by header and width, and the cells that name a record's place."""

from __future__ import annotations

from pipeline.diagnostics import Place
from pipeline.model.workbook import CellValue, Column


def columns(*pairs: tuple[str, int]) -> tuple[Column, ...]:
    """Declare columns by header and width."""
    return tuple(Column(header, width) for header, width in pairs)


PLACE_COLUMNS = columns(("来源文件", 40), ("工作表", 14), ("行", 8))


def place_cells(place: Place) -> tuple[CellValue, ...]:
    """Give a record's place (出处) for `PLACE_COLUMNS`."""
    return (place.file, place.sheet, place.row or place.cell)
