"""Folding (全半角归一): when two ways of writing are the same text.

`fold` maps full-width forms to ASCII one for one; `fold_name` is how codes and names are kept; `name_key` goes
furthest, for looking up headers and names: spaces, width and case do not matter.
"""

from __future__ import annotations

import re
import unicodedata

FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
"""Full-width forms to ASCII, one character to one, so that places in a text stay the same."""

_LETTERS_AND_DIGITS = {code: plain for code, plain in FULL_WIDTH.items() if chr(plain).isalnum()}
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD))


def fold(text: str) -> str:
    """Map full-width letters, digits and signs to ASCII."""
    return text.translate(FULL_WIDTH)


def name_key(text: str) -> str:
    """Give what two writings of one name share: NFKC, no spaces, no case."""
    folded = unicodedata.normalize("NFKC", text).translate(_INVISIBLE)
    return "".join(folded.split()).casefold()


def without_gaps(name: str) -> str:
    """Leave out all spaces: 叶 凡 and 叶　凡 are 叶凡."""
    return "".join(name.split())


def fold_name(text: str) -> str:
    """Fold an identifier wholly (NFKC), but of a Chinese name only letters and digits.

    A name is printed in documents, where （） and ： are full-width (GB/T 15834).
    """
    if _CHINESE.search(text):
        return text.translate(_LETTERS_AND_DIGITS)
    return unicodedata.normalize("NFKC", text)
