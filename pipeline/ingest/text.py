"""Text of whole columns (Arrow): spaces trimmed, width folded, empty cells made null. No loop over rows."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from pipeline.records.folding import fold_name
from pipeline.records.schema import Kind

_TO_FOLD = r"[！-～　]|[^\x00-\x7F\x{3000}-\x{303F}\x{3400}-\x{9FFF}]"
"""What NFKC may change in a code or name; plain Chinese it never does."""


def tidied(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Trim spaces; a cell with only spaces is empty."""
    trimmed = pc.utf8_trim_whitespace(column)
    return pc.if_else(pc.equal(trimmed, ""), None, trimmed)


def as_kept(column: pa.ChunkedArray, kind: Kind) -> pa.ChunkedArray:
    """Give a column as it is read on from: prose untouched, anything else trimmed and folded (records.md)."""
    tidy = tidied(column)
    if kind is Kind.PROSE:
        return pc.if_else(pc.is_null(tidy), None, column)
    if pc.all(pc.string_is_ascii(tidy)).as_py() is not False:
        return tidy
    return _folded_names(tidy) if kind is Kind.CODE else tidied(pc.utf8_normalize(tidy, "NFKC"))


def _folded_names(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Fold codes and names; what is full-width repeats, so only distinct values are looked at."""
    if not pc.any(pc.match_substring_regex(column, _TO_FOLD)).as_py():
        return column
    chunks = []
    for chunk in column.chunks:
        encoded = chunk.dictionary_encode()
        folded = pa.array([fold_name(value).strip() or None for value in encoded.dictionary.to_pylist()], pa.string())
        chunks.append(folded.take(encoded.indices))
    return pa.chunked_array(chunks, pa.string())
