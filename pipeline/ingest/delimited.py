"""Delimited text (csv): its encoding, its delimiter, and its records with true line numbers."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import StringIO
from itertools import islice, zip_longest
from typing import TYPE_CHECKING

import pyarrow as pa

from pipeline.diagnostics import Diagnostic
from pipeline.ingest.files import InputFile

if TYPE_CHECKING:
    from _csv import Reader

_Batch = tuple[int, list[pa.Array]]
"""How many records, and their columns."""
_BATCH = 1 << 16
_LONGEST_CELL = 1 << 20
_DELIMITERS = ",\t;|"
_WRAPPED = re.compile(r'(?<![^,\t;|\r\n])="([^"\r\n]*)"(?=[,\t;|\r\n]|$)')
"""``="00123"``: how programs keep Excel from making a number of an id."""


def read_delimited(file: InputFile) -> tuple[tuple[pa.ChunkedArray, ...], pa.Array] | Diagnostic:
    """Give columns of text and the line on which each record begins, or say what is wrong."""
    text = _decoded(file)
    if isinstance(text, Diagnostic):
        return text
    if '="' in text:
        text = _WRAPPED.sub(r'"\1"', text)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    lines: list[int] = []
    batches: list[_Batch] = []
    try:
        while records := list(_numbered(reader, lines)):
            columns = zip_longest(*records)
            batches.append((len(records), [pa.array(column, pa.string()) for column in columns]))
    except csv.Error:
        message = f"第 {lines[-1]} 行起引号不配对，后面的内容无法分列"
        return file.diagnostic("SRC-CSV", message, "请改正该行的双引号，或在 Excel/WPS 中另存为 .xlsx")
    return _joined(batches), pa.array(lines, pa.int32())


def _numbered(reader: Reader, lines: list[int]) -> Iterator[list[str]]:
    """Give a batch of records, noting the line on which each begins: a quoted cell may hold line ends."""
    for _ in range(_BATCH):
        lines.append(reader.line_num + 1)
        record = next(reader, None)
        if record is None:
            lines.pop()
            return
        yield record


def _joined(batches: list[_Batch]) -> tuple[pa.ChunkedArray, ...]:
    """Join batches, each as wide as its widest record."""
    width = max((len(columns) for _, columns in batches), default=0)
    return tuple(
        pa.chunked_array(
            [columns[at] if at < len(columns) else pa.nulls(height, pa.string()) for height, columns in batches],
            pa.string(),
        )
        for at in range(width)
    )


def _decoded(file: InputFile) -> str | Diagnostic:
    """Decode UTF-8, with or without BOM, else GB18030 (records.md)."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return file.content.decode(encoding)
        except UnicodeDecodeError:
            continue
    message = "既不是 UTF-8 也不是 GB18030 编码的文本"
    return file.diagnostic("SRC-ENCODING", message, "请另存为“CSV UTF-8（逗号分隔）”后重新运行")


def _delimiter(text: str) -> str:
    """Take the delimiter that parts the first lines most; a comma when none does."""
    lines = list(islice(StringIO(text, newline=None), 10))
    return max(_DELIMITERS, key=lambda sign: max((line.count(sign) for line in lines), default=0))
