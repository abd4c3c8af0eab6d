"""What a sheet's XML tells beyond its values: the first column used, hidden rows, errors, formulas without a value."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.ingest.corner import Corner, column_number


@dataclass
class SheetPart:
    """What was found in a sheet's part; a cell is (column letters, row)."""

    first_column: str = ""
    hidden_rows: int = 0
    no_value: list[tuple[str, int]] = field(default_factory=list)
    errors: list[tuple[str, int, str]] = field(default_factory=list)
    corner: Corner = field(default_factory=Corner)
    is_hidden: bool = False
    counts_from_1904: bool = False
    """Whether days are counted from 1904, as old spreadsheets of the Macintosh did, and not from 1900."""


def note(part: SheetPart, piece: bytes) -> None:
    """Gather from whole rows; nearly every piece has nothing to tell, and a rare letter tells so at once."""
    if part.first_column != "A":
        _note_first_column(part, piece)
    part.corner.note(piece)
    if b"h" in piece and b'hidden="' in piece:
        part.hidden_rows += len(_HIDDEN_ROW.findall(piece))
    if b"e" in piece and b't="e"' in piece:
        found = ((_REFERENCE.search(attributes), value) for attributes, value in _ERROR.findall(piece))
        part.errors += [(at[1].decode(), int(at[2]), value.decode(errors="replace")) for at, value in found if at]
    if b"f" in piece and (b"<f" in piece or b":f" in piece):
        cells = (_REFERENCE.search(attributes) for attributes in _NO_VALUE.findall(piece))
        part.no_value += [(at[1].decode(), int(at[2])) for at in cells if at]


def _note_first_column(part: SheetPart, piece: bytes) -> None:
    """Find the leftmost column that holds anything; nearly always the first cell settles it."""
    for found in _FILLED.finditer(piece):
        column = found[1].decode()
        if not part.first_column or column_number(column) < column_number(part.first_column):
            part.first_column = column
        if column == "A":
            return


def _xml(pattern: bytes) -> re.Pattern[bytes]:
    """Compile a pattern of tags; some writers put a namespace prefix before every tag."""
    return re.compile(re.sub(rb"<(/?)(?=[a-z(])", rb"<\1(?:\\w+:)?", pattern))


_FORMULA = rb"<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)"
_FILLED = _xml(rb'<c\b[^>]*?\br="([A-Z]{1,3})\d+"[^>]*(?<!/)>\s*(?:' + _FORMULA + rb")?\s*<(?:v|is)>(?!</)")
_ERROR = _xml(rb'<c\b([^>]*\bt="e"[^>]*)>\s*(?:' + _FORMULA + rb")?\s*<v>([^<]*)<")
_NO_VALUE = _xml(rb"<c\b([^>]*)(?<!/)>\s*" + _FORMULA + rb"\s*(?:<v\s*/>|<v></v>)?\s*</c>")
_HIDDEN_ROW = _xml(rb'<row\b[^>]*\bhidden="(?:1|true)"')
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')
