"""Numbers of records (编号) in prose: where one stands, be its record read or it only look like those that were.

A number has a form: its letters and Chinese as they are, every digit any digit (``DH-LC-1806-003`` has that of
``DH-LC-1805-003``, last month's). A text is looked through once, whatever a hundred thousand numbers look like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from pipeline.records.folding import FULL_WIDTH

SHORTEST = 5
"""A number shorter than this is looked for only where a record's number stands, unless Chinese tells it."""
_SHORTEST_CHINESE = 3
_LONGEST = 64
"""What is longer is a sentence that somebody wrote where a number belongs."""
_DIGITS_OF_A_FORM = 3
_DIGITS_ALONE = 10
"""So many digits tell a form, without any letter; fewer may be a day, a year or an amount."""
_ONE_FOR_ONE = (
    FULL_WIDTH
    | {ord(bracket): "(" for bracket in "〔[【［〈("}
    | {ord(bracket): ")" for bracket in "〕]】］〉)"}
    | {ord(dash): "-" for dash in "–—－‐‑−"}
    | {code: code - 32 for code in range(ord("a"), ord("z") + 1)}
    | {code: code - 0xFEE0 - 32 for code in range(ord("ａ"), ord("ｚ") + 1)}
)
_ANY_DIGIT = dict.fromkeys(map(ord, "123456789"), "0")
_DIGIT = re.compile("[0-9]")
_CHINESE = re.compile(r"[\u3400-\u9fff]")
_SAYING = re.compile(r"[A-Z]|(?![年月日时分秒第号期季度件])[\u3400-\u9fff]")
"""What tells a form from a day, a time or a count."""
_LOOSE = re.compile(r"[\s:,.;，。；、]|[年月日]")
_WORD = "0-9A-Za-z０-９Ａ-Ｚａ-ｚ"
_WITHIN = re.compile(f"[{_WORD}]{{2}}")
_HEAD = 3
"""By so many characters texts are told apart at first."""
_LAST = re.compile(r"[0-9]+(?=[^0-9]*$)")
_COUNTED = 6
"""Last digits up to so many are counted on (55号, 105号), unless zeros fill them up."""


def folded(text: str) -> str:
    """Give what ways of writing a number share, one character for one: width, case, brackets, dashes."""
    return text.translate(_ONE_FOR_ONE)


class Numbers:
    """编号: finds numbers of records in a text."""

    def __init__(self, numbers: Iterable[str]) -> None:
        wanted = {one for one in map(folded, map(str.strip, numbers)) if _is_telling(one)}
        self._forms = _Index(form for number in wanted if _is_form(number) for form in _forms(number))
        self._exact = _Index(one for one in wanted if not _is_form(one))
        self._heads = {_form(head) for index in (self._forms, self._exact) for head in index.lengths}
        self._begin = _beginning({head[0] for head in self._heads})
        self._longest = max(map(len, wanted), default=0) + 1

    def found_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Give (start, end) of each number in a text, the longest at a place, in order."""
        done = 0
        for start in (found.start() for found in self._begin.finditer(text)):
            if start < done or _form(text[start : start + _HEAD]) not in self._heads:
                continue
            plain = folded(text[start : start + self._longest + 1])
            if length := max(self._forms.length_in(plain.translate(_ANY_DIGIT)), self._exact.length_in(plain)):
                done = start + length
                yield start, done


@lru_cache(maxsize=2)
def numbers_of(known: frozenset[str]) -> Numbers:
    """Give the same for the same numbers: every unit of a run asks."""
    return Numbers(known)


class _Index:
    """Texts by how they begin."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = frozenset(texts)
        lengths: dict[str, set[int]] = {}
        for text in self._texts:
            lengths.setdefault(text[:_HEAD], set()).add(len(text))
        self.lengths = {head: sorted(found, reverse=True) for head, found in lengths.items()}

    def length_in(self, text: str) -> int:
        """Give the length of the longest that a text begins with and that is no part of a longer word; 0 for none."""
        lengths = (n for n in self.lengths.get(text[:_HEAD], ()) if n <= len(text))
        return next((n for n in lengths if text[:n] in self._texts and not _WITHIN.match(text, n - 1)), 0)


def _beginning(characters: set[str]) -> re.Pattern[str]:
    """Match where one of the characters, however written, begins a word."""
    others = map(chr, (*_ONE_FOR_ONE, *_ANY_DIGIT))
    own = "".join(map(re.escape, {*characters, *(one for one in others if _form(one) in characters)}))
    return re.compile(rf"(?<![{_WORD}])[{own}]|(?![{_WORD}])[{own}]" if own else "(?!)")


def _is_telling(number: str) -> bool:
    """Tell whether a number is known again in prose."""
    is_told_by_chinese = len(number) >= _SHORTEST_CHINESE and _CHINESE.search(number) and _DIGIT.search(number)
    return len(number) <= _LONGEST and (len(number) >= SHORTEST or bool(is_told_by_chinese))


def _is_form(number: str) -> bool:
    """Tell whether others of a number's form are numbers of records as well."""
    digits = len(_DIGIT.findall(number))
    if len(number) < SHORTEST or _LOOSE.search(number):
        return False
    return digits >= (_DIGITS_OF_A_FORM if _SAYING.search(number) else _DIGITS_ALONE)


def _form(text: str) -> str:
    return folded(text).translate(_ANY_DIGIT)


def _forms(number: str) -> Iterator[str]:
    """Give a number's form, and those that others of its series have."""
    form = _form(number)
    yield form
    if (last := _LAST.search(number)) and len(last[0]) <= _COUNTED and not last[0].startswith("0"):
        for length in range(1, len(last[0]) + 2):
            other = f"{form[: last.start()]}{'0' * length}{form[last.end() :]}"
            if len(other) >= SHORTEST:
                yield other
