"""What a sheet's XML tells beyond its values: the first column used, hidden rows, errors, formulas without a value."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass
class SheetPart:
    """What was found in a sheet's part; a cell is (column letters, row)."""

    first_column: str = ""
    hidden_rows: int = 0
    no_value: list[tuple[str, int]] = field(default_factory=list)
    errors: list[tuple[str, int, str]] = field(default_factory=list)
    last_column: int = 0
    last_row: int = 0
    is_hidden: bool = False
    counts_from_1904: bool = False
    """Whether days are counted from 1904, as old spreadsheets of the Macintosh did, and not from 1900."""


def note(part: SheetPart, piece: bytes) -> None:
    """Gather from whole rows; nearly every piece has nothing to tell, and a rare letter tells so at once."""
    if part.first_column != "A":
        _note_first_column(part, piece)
    if part.last_column >= _LETTERS or _PAST_Z.search(piece):
        _note_corner(part, piece)
    if b"h" in piece and b'hidden="' in piece:
        part.hidden_rows += len(_HIDDEN_ROW.findall(piece))
    if b"e" in piece and b't="e"' in piece:
        found = ((_REFERENCE.search(attributes), value) for attributes, value in _ERROR.findall(piece))
        part.errors += [(at[1].decode(), int(at[2]), value.decode(errors="replace")) for at, value in found if at]
    if b"f" in piece and (b"<f" in piece or b":f" in piece):
        cells = (_REFERENCE.search(attributes) for attributes in _NO_VALUE.findall(piece))
        part.no_value += [(at[1].decode(), int(at[2])) for at in cells if at]


def _note_corner(part: SheetPart, piece: bytes) -> None:
    """Find how far a sheet with columns past Z reaches: the native reader makes room for all that lies between."""
    cells = _CELL.findall(piece)
    columns = {letters for letters, _ in cells}
    part.last_column = max(part.last_column, _LETTERS, *(column_number(letters.decode()) for letters in columns))
    part.last_row = max([part.last_row, *(int(row) for _, row in cells)])


def column_number(letters: str) -> int:
    """Give a column's number from 0: ``A`` 0, ``AA`` 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def column_letters(number: int) -> str:
    """Give a column's letters: 0 ``A``, 26 ``AA``."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


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
_LETTERS = 26
_PAST_Z = re.compile(rb'r="[A-Z]{2}')
_CELL = _xml(rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>')
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')
