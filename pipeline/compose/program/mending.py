"""Mending (规范化): slips and faults of form in words that are otherwise kept as they are, each change on record.

GB/T 9704—2012, 7.3.3 and 7.3.4: numbers are written ``1.``, levels do not skip, the 附件说明 reads ``附件：1.``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.model.organization import Erratum
from pipeline.model.program import Amendment

NUMBERING = "序数后用“.”，不用“、”（GB/T 9704—2012，7.3.3）"
LEVELS = "“（一）”之下为“1.”，层次不跳级（GB/T 9704—2012，7.3.3）"
ANNEX_NOTE = "附件说明写作“附件：1.……”（GB/T 9704—2012，7.3.4）"
_LIST_NUMBER = re.compile(r"^(\d+)、\s*")


@dataclass
class Mender:
    """Mends words, or with ``errata`` None keeps them; remembers what it changed."""

    errata: Sequence[Erratum] | None
    amendments: list[Amendment] = field(default_factory=list)

    @property
    def is_verbatim(self) -> bool:
        """Tell whether words are kept as they are (照录)."""
        return self.errata is None

    def text(self, words: str, place: str) -> str:
        """Give words on one line: slips mended by the errata, and ``1、`` written ``1.``."""
        line = "".join(part.strip() for part in words.splitlines())
        for slip in self.errata or ():
            if slip.wrong in line:
                line = self._changed(place, line, line.replace(slip.wrong, slip.right), slip.reason or "勘误")
        mended = _LIST_NUMBER.sub(r"\1.", line)
        return line if self.is_verbatim or mended == line else self._changed(place, line, mended, NUMBERING)

    def instead(self, verbatim: str, mended: str, place: str, reason: str) -> str:
        """Give the words as they are, or as the standard wants them."""
        return verbatim if self.is_verbatim or verbatim == mended else self._changed(place, verbatim, mended, reason)

    def _changed(self, place: str, before: str, after: str, reason: str) -> str:
        self.amendments.append(Amendment(place, before, after, reason))
        return after
