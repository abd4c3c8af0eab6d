"""Text of whole columns (Arrow): spaces trimmed, width folded, empty cells made null. No loop over rows.

What people fill in repeats: 单位, 窗口, 评价等级. Where it does, each different text is looked at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.ingest.portion import TEXT
from pipeline.records.folding import fold_name
from pipeline.records.schema import Kind

_TO_FOLD = r"[！-～　]|[^\x00-\x7F\x{3000}-\x{303F}\x{3400}-\x{9FFF}]"
"""What NFKC may change in a code or name; plain Chinese it never does."""
_NEVER_FOLDED = bytes((*range(0xC0), *range(0xE4, 0xEA)))
"""Bytes of UTF-8 of which only ASCII and the characters U+4000 to U+9FFF are made."""
_SAMPLE = 1024


@dataclass(frozen=True)
class Texts:
    """A column (一列文字). Row by row it is ``distinct`` taken at ``places``, or ``distinct`` itself without them."""

    distinct: pa.Array
    places: pa.Array | None = None

    def taken(self, of_distinct: pa.Array) -> pa.Array:
        """Give for every row what belongs to its text."""
        return of_distinct if self.places is None else of_distinct.take(self.places)

    def empty(self) -> pa.Array | None:
        """Tell for every row whether the cell is empty; None when none is."""
        if not self.distinct.null_count and (self.places is None or not self.places.null_count):
            return None
        if self.places is None or not self.distinct.null_count:
            return pc.is_null(self.distinct if self.places is None else self.places)
        return pc.is_null(self.distinct.take(self.places))


def texts(column: pa.ChunkedArray, kind: Kind) -> Texts:
    """Give a column as it is read on from: prose untouched, anything else trimmed and folded (records.md)."""
    whole = column.chunk(0) if column.num_chunks == 1 else pa.concat_arrays(column.chunks or [pa.array([], TEXT)])
    if not _repeats(whole):
        return Texts(_as_kept(whole, kind))
    encoded = whole.dictionary_encode()
    return Texts(_as_kept(encoded.dictionary, kind), encoded.indices)


def tidied(column: pa.ChunkedArray | pa.Array) -> pa.ChunkedArray | pa.Array:
    """Trim spaces; a cell with only spaces is empty."""
    trimmed = pc.utf8_trim_whitespace(column)
    is_empty = pc.equal(trimmed, "")
    return pc.if_else(is_empty, None, trimmed) if pc.any(is_empty).as_py() else trimmed


def _repeats(column: pa.Array) -> bool:
    sample = column.slice(0, _SAMPLE)
    return 2 * len(sample.unique()) <= len(sample)


def _as_kept(column: pa.Array, kind: Kind) -> pa.Array:
    tidy = tidied(column)
    if kind is Kind.PROSE:
        return pc.if_else(pc.is_null(tidy), None, column) if tidy.null_count else column
    if _is_never_folded(tidy):
        return tidy
    return _folded_names(tidy) if kind is Kind.CODE else tidied(pc.utf8_normalize(tidy, "NFKC"))


def _is_never_folded(column: pa.Array) -> bool:
    """Tell by the bytes alone, which is much faster than by a pattern."""
    _, offsets, data = column.buffers()
    if data is None or not len(column):
        return True
    at = np.frombuffer(offsets, dtype=np.int32)[column.offset : column.offset + len(column) + 1]
    return not bytes(data[int(at[0]) : int(at[-1])]).translate(None, _NEVER_FOLDED)


def _folded_names(column: pa.Array) -> pa.Array:
    """Fold codes and names, the few of them that need it."""
    to_fold = pc.match_substring_regex(column, _TO_FOLD).fill_null(False)
    found = column.filter(to_fold)
    if not len(found):
        return column
    folded = pa.array([fold_name(value).strip() or None for value in found.to_pylist()], TEXT)
    return pc.replace_with_mask(column, to_fold, folded)
