"""Everyone (已知姓名): the people named anywhere in the records; free text is masked wherever one of them stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.records.folding import without_gaps
from pipeline.records.names import is_word
from pipeline.records.surnames import COMPOUND, NOT_NAMES, PLAIN, SINGLE


class Everyone:
    """Looks up names in a text. A hundred thousand of them cost about 10 MB, and a text no more than a few."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(name for name in map(without_gaps, names) if _is_sure(name))
        self._firsts = frozenset(name[0] for name in self._names)
        self._lengths = tuple(sorted({len(name) for name in self._names}, reverse=True))

    def named_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Give (start, end) of each name in a text, the longest at a place."""
        for start, character in enumerate(text):
            if character in self._firsts:
                lengths = (length for length in self._lengths if text[start : start + length] in self._names)
                if length := next(lengths, 0):
                    yield start, start + length


def _is_sure(name: str) -> bool:
    """Tell whether a text that stands in a column of names is a person's, and no word besides (高兴, 江南皮革厂)."""
    if not _PERSONAL.fullmatch(name) or name in NOT_NAMES:
        return False
    return "·" in name or name[0] in PLAIN or name[:2] in COMPOUND or not is_word(name)


_PERSONAL = re.compile(
    rf"(?:{'|'.join(COMPOUND)}|[{SINGLE}])[\u3400-\u9fff]{{1,3}}|[\u3400-\u9fff]+(?:·[\u3400-\u9fff]+)+"
)

NOBODY = Everyone(())
"""For texts that belong to no records."""
