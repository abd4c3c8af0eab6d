"""Delimited text (csv): its encoding, its delimiter, and its records with true line numbers.

A file whose quotes are where they belong goes through Arrow's reader, and the lines on which its records begin are
counted. One with records of unequal width or with quotes elsewhere goes record by record, slower and as sure.
"""

from __future__ import annotations

import codecs
import csv
import re
import tempfile
from collections.abc import Iterator
from io import StringIO, TextIOWrapper
from itertools import islice, zip_longest
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa

from pipeline.diagnostics import Diagnostic
from pipeline.ingest.files import BINARY, PIECE, InputFile
from pipeline.ingest.plain import LONGEST_CELL, plain_portions
from pipeline.ingest.portion import PORTION, TEXT, Again, SheetCells
from pipeline.ingest.survey import Survey, survey

_LONGEST_LINE = 16 * 1024**2
_LONGEST_PORTION = 32 * 1024**2
"""Characters of the lines that are held together."""
_DELIMITERS = ",\t;|"
_WRAPPED = re.compile(r'(?<![^,\t;|\r\n])="([^"\r\n]*)"(?=[,\t;|\r\n]|$)')
"""``="00123"``: how programs keep Excel from making a number of an id."""
_BEGINNING = 64 * 1024


def delimited_portions(
    file: InputFile, scratch: Path | None = None, carefully: bool = False
) -> Iterator[SheetCells | Diagnostic | Again]:
    """Give columns of text and the line on which each record begins, or say what is wrong."""
    with tempfile.TemporaryFile(dir=scratch) as transcoded:
        try:
            yield from _portions(file, transcoded, carefully=carefully)
        except UnicodeError:
            message = "既不是 UTF-8 也不是 GB18030 编码的文本"
            yield file.diagnostic("SRC-ENCODING", message, "请另存为“CSV UTF-8（逗号分隔）”后重新运行")
        except csv.Error as problem:
            yield file.diagnostic("SRC-CSV", str(problem), "请改正该行的双引号，或在 Excel/WPS 中另存为 .xlsx")


def _portions(file: InputFile, transcoded: BinaryIO, *, carefully: bool) -> Iterator[SheetCells | Diagnostic | Again]:
    with file.open() as stream:
        text, found = stream, survey(stream)
        if not found.is_utf8:
            text, found = transcoded, _transcode(stream, transcoded)
        if found.has_nul:
            yield file.diagnostic(*BINARY)
            return
        text.seek(0)
        sign = _delimiter(text.read(_BEGINNING))
        text.seek(0)
        if carefully or not found.is_plain(sign):
            yield from _records(text, sign)
        else:
            yield from plain_portions(text, sign, found, _records)


def _transcode(stream: BinaryIO, to: BinaryIO) -> Survey:
    """Write GB18030 down as UTF-8 (records.md), a piece at a time."""
    stream.seek(0)
    decoder = codecs.getincrementaldecoder("gb18030")()
    while piece := stream.read(PIECE):
        to.write(decoder.decode(piece).encode())
    to.write(decoder.decode(b"", final=True).encode())
    return survey(to)


def _delimiter(beginning: bytes) -> str:
    """Take the delimiter that parts the first lines most; a comma when none does."""
    lines = list(islice(StringIO(beginning.decode("utf-8-sig", errors="ignore"), newline=None), 10))
    return max(_DELIMITERS, key=lambda sign: max((line.count(sign) for line in lines), default=0))


def _records(stream: BinaryIO, sign: str) -> Iterator[SheetCells]:
    """Read record by record.

    Raises:
        csv.Error: quotes do not pair; the message is for the user.
    """
    csv.field_size_limit(LONGEST_CELL)
    lines = _Lines(stream)
    reader = csv.reader(lines, delimiter=sign, strict=True)
    begins: list[int] = []
    records: list[list[str]] = []
    is_first = True
    try:
        while True:
            begins.append(reader.line_num + 1)
            record = next(reader, None)
            if record is None:
                break
            records.append(record)
            if len(records) == PORTION or lines.taken > _LONGEST_PORTION:
                yield _cells(records, begins)
                begins, records, lines.taken, is_first = [], [], 0, False
    except csv.Error:
        raise csv.Error(f"第 {begins[-1]} 行起引号不配对，后面的内容无法分列") from None
    finally:
        lines.release()
    if records or is_first:
        yield _cells(records, begins[:-1])


class _Lines:
    """The lines of a text, unwrapped; ``taken`` counts their characters."""

    def __init__(self, stream: BinaryIO) -> None:
        self._text = TextIOWrapper(stream, encoding="utf-8-sig", newline="")
        self.taken = 0

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(_LONGEST_LINE):
            if len(line) == _LONGEST_LINE:
                raise csv.Error("a line without an end")
            self.taken += len(line)
            yield _WRAPPED.sub(r'"\1"', line) if '="' in line else line

    def release(self) -> None:
        """Leave the stream to its owner."""
        self._text.detach()


def _cells(records: list[list[str]], begins: list[int]) -> SheetCells:
    columns = (pa.chunked_array([pa.array(column, TEXT)]) for column in zip_longest(*records))
    return SheetCells("", tuple(columns), pa.array(begins, pa.int32()))
