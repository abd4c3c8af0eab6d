"""Reference workbooks as lines of cells, each with its address.

What is wrong in a workbook is noted in `Faults` while it is read, so that all of it is shown at once. A value that
cannot be read is noted and stands in as an empty one: whoever asked must not use the result when errors were noted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook as XlsxBook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.diagnostics import Place
from pipeline.reference.cell import FAULTY, Cell
from pipeline.reference.faults import Faults
from pipeline.reference.values import as_name, as_text

MAX_ROWS = 100_000
HEADER_ROWS = 10
"""The header row may stand below title rows, within the first so many (records.md)."""
_EXPLANATIONS = {"说明", "填表说明"}


@dataclass(frozen=True, slots=True)
class Shape:
    """What a sheet holds: the headers (or keys) that must be there, and those that may.

    ``if_missing`` tells what follows when the whole sheet is missing: None that nothing can be made (an error), a
    sentence for a warning, an empty one that nothing is lost.
    """

    name: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    if_missing: str | None = None

    @property
    def headers(self) -> tuple[str, ...]:
        """All headers it knows."""
        return (*self.required, *self.optional)


@dataclass(frozen=True, slots=True)
class Line:
    """One row below the headers; a header that the sheet lacks has an empty cell."""

    place: Place
    cells: Mapping[str, Cell]

    def __getitem__(self, header: str) -> Cell:
        """Give the cell under a header."""
        return self.cells[header]


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of a sheet of keys and values; ``limit`` is the third column."""

    key: str
    value: Cell
    limit: Cell


class Book:
    """A workbook that is open, with the faults found in it so far."""

    def __init__(self, xlsx: XlsxBook, file: str, faults: Faults) -> None:
        self._xlsx = xlsx
        self._file = file
        self.faults = faults

    def lines(self, shape: Shape) -> tuple[Line, ...]:
        """Read a sheet with a header row; rows without a word are left out."""
        paper = self._sheet(shape)
        if paper is None:
            return ()
        header_row = _header_row(paper, shape)
        columns = self._columns(paper, header_row, shape)
        if any(header not in columns for header in shape.required):
            return ()
        rows = range(header_row + 1, paper.max_row + 1)
        return tuple(line for line in self._rows(paper, rows, columns, shape) if _has_words(line))

    def pairs(self, shape: Shape) -> tuple[Pair, ...]:
        """Read a sheet of keys (column A), values (B) and limits (C), each pair once per limit.

        Rows above the first known key are titles. A key that is not there has an empty pair.
        """
        paper = self._sheet(shape)
        found = tuple(self._pairs(paper, shape)) if paper else ()
        written = {pair.key for pair in found}
        value = None if paper or shape.if_missing is not None else FAULTY
        place = self.place(shape.name)
        absent = (Cell(value, place, key, self.faults) for key in shape.headers if key not in written)
        return (*found, *(Pair(cell.header, cell, Cell(None, place, "单位", self.faults)) for cell in absent))

    def note_other_sheets(self, shapes: Iterable[Shape]) -> None:
        """Warn of sheets with content that nobody reads."""
        known = [shape.name for shape in shapes]
        names = {as_name(name) for name in known}
        for paper in self._xlsx.worksheets:
            name = as_name(paper.title)
            if name in names or name in _EXPLANATIONS or not _has_content(paper):
                continue
            near = get_close_matches(name, known, n=1, cutoff=0.5)
            remedy = f"如应为“{near[0]}”，请改正表名" if near else f"可用的工作表：{'、'.join(known)}"
            place = Place(self._file, paper.title)
            message = f"工作表“{paper.title}”不认识，没有读取"
            self.faults.warn("SHEET", place, message, f"{remedy}；不需要的可删去，说明文字可放在“说明”表")

    def place(self, sheet: str, row: int = 0) -> Place:
        """Give the address of a sheet or a row."""
        return Place(self._file, sheet, row)

    def _sheet(self, shape: Shape) -> Worksheet | None:
        for paper in self._xlsx.worksheets:
            if as_name(paper.title) == as_name(shape.name):
                return paper if self._is_bearable(paper) else None
        found = "、".join(self._xlsx.sheetnames)
        remedy = f"增加工作表“{shape.name}”，或改正表名（现有：{found}）"
        if shape.if_missing is None:
            self.faults.error("SHEET", Place(self._file), f"缺少工作表“{shape.name}”", remedy)
        elif shape.if_missing:
            self.faults.warn("SHEET", Place(self._file), f"没有工作表“{shape.name}”，{shape.if_missing}", remedy)
        return None

    def _is_bearable(self, paper: Worksheet) -> bool:
        if paper.max_row <= MAX_ROWS:
            return True
        place = Place(self._file, paper.title)
        self.faults.error("SHEET", place, f"有 {paper.max_row} 行，超过 {MAX_ROWS} 行", "删去表下方带格式的空行后保存")
        return False

    def _pairs(self, paper: Worksheet, shape: Shape) -> Iterator[Pair]:
        known = {as_name(header): header for header in shape.headers}
        seen: dict[tuple[str, str], Place] = {}
        for row in range(1, paper.max_row + 1):
            word = self._cell(paper, row, 1, "")
            key = known.get(as_name(as_text(word.value)))
            if key is not None:
                pair = Pair(key, self._cell(paper, row, 2, key), self._cell(paper, row, 3, "单位"))
                first = seen.setdefault((key, as_text(pair.limit.value)), pair.value.place)
                if first is not pair.value.place:
                    self._twice("KEY", pair.value.place, f"项目“{key}”写了两次（另一处：{first.cell}）")
                yield pair
            elif seen and not word.is_blank:
                self._unknown("项目", word, shape)

    def _columns(self, paper: Worksheet, row: int, shape: Shape) -> Mapping[str, int]:
        """Give the column of each header."""
        known = {as_name(header): header for header in shape.headers}
        columns: dict[str, int] = {}
        for column in range(1, paper.max_column + 1):
            word = self._cell(paper, row, column, "")
            header = known.get(as_name(as_text(word.value)))
            if header is None:
                if not word.is_blank:
                    self._unknown("列", word, shape)
            elif columns.setdefault(header, column) != column:
                self._twice(
                    "HEADER", word.place, f"列“{header}”出现两次（另一处：{get_column_letter(columns[header])}{row}）"
                )
        missing = [header for header in shape.required if header not in columns]
        if missing:
            message = f"缺少列“{'”“'.join(missing)}”"
            remedy = f"在第 {row} 行表头中补上，列名照写，次序不限"
            self.faults.error("HEADER", self.place(paper.title, row), message, remedy)
        return columns

    def _twice(self, kind: str, place: Place, message: str) -> None:
        self.faults.error(kind, place, message, "只保留一处，删去另一处")

    def _unknown(self, what: str, word: Cell, shape: Shape) -> None:
        text = as_text(word.value)
        near = get_close_matches(text, shape.headers, n=1, cutoff=0.5)
        remedy = f"如应为“{near[0]}”，请改正" if near else f"可用的有：{'、'.join(shape.headers)}"
        kind = "HEADER" if what == "列" else "KEY"
        self.faults.warn(kind, word.place, f"{what}“{text}”不认识，没有读取", f"{remedy}；不需要的可删去")

    def _rows(self, paper: Worksheet, rows: Iterable[int], columns: Mapping[str, int], shape: Shape) -> Iterator[Line]:
        covered = _covered_cells(paper)
        for row in rows:
            place = self.place(paper.title, row)
            cells = {header: Cell(None, place, header, self.faults) for header in shape.headers}
            for header, column in columns.items():
                cells[header] = self._cell(paper, row, column, header, covered.get((row, column), row))
            yield Line(place, cells)

    def _cell(self, paper: Worksheet, row: int, column: int, header: str, taken_from: int = 0) -> Cell:
        xlsx = paper.cell(taken_from or row, column)
        place = Place(self._file, paper.title, row, f"{get_column_letter(column)}{row}")
        if xlsx.data_type != "f":
            return Cell(xlsx.value, place, header, self.faults, self._xlsx.epoch)
        self.faults.error("FORMULA", place, "是公式，不是填写的内容", "复制该单元格，用“选择性粘贴—数值”贴回原处")
        return Cell(FAULTY, place, header, self.faults)


def _header_row(paper: Worksheet, shape: Shape) -> int:
    """Give the row, among the first, that holds most of the headers."""
    known = {as_name(header) for header in shape.headers}

    def matches(row: int) -> int:
        values = (paper.cell(row, column).value for column in range(1, paper.max_column + 1))
        return sum(as_name(as_text(value)) in known for value in values)

    return max(range(1, min(HEADER_ROWS, paper.max_row) + 1), key=matches)


def _covered_cells(paper: Worksheet) -> dict[tuple[int, int], int]:
    """Give the top row for each cell that a merged group label (one column, several rows) covers."""
    return {
        (row, area.min_col): area.min_row
        for area in paper.merged_cells.ranges
        if area.min_col == area.max_col
        for row in range(area.min_row + 1, area.max_row + 1)
    }


def _has_words(line: Line) -> bool:
    return any(not cell.is_blank for cell in line.cells.values())


def _has_content(paper: Worksheet) -> bool:
    return any(value is not None for row in paper.iter_rows(values_only=True) for value in row)
