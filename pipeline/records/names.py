"""Names of people in free text (人名识别): where a person is named without any cue beside the name.

A name is a surname and one or two characters that parents give. Chinese writes no spaces, so words are told apart by
``rjieba``, whose dictionary also knows what is a word and no name (高效, 马上, 张贴). When in doubt it is a name.

The library is loaded when the first text with a possible surname is read (40 ms). From then on a sentence costs some
ten microseconds, and a text that comes again costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.records.given_names import EXTENDING, GIVEN, TRANSLITERATED
from pipeline.records.surnames import COMPOUND, GRAMMATICAL, NOT_NAMES, PLAIN, SELDOM, SINGLE

if TYPE_CHECKING:
    from rjieba import Jieba


class _Token(NamedTuple):
    """A word of a text: where it begins, itself, and its part of speech."""

    start: int
    word: str
    tag: str


@lru_cache(maxsize=65_536)
def names_in(text: str) -> tuple[tuple[int, int], ...]:
    """Find where people are named in a text: (start, end) of each name, in order, none within another."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(_candidates(text), key=lambda span: (span[0], -span[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return tuple(found)


def is_word(text: str) -> bool:
    """Tell whether the dictionary has a text, be it as a word or as a name well known."""
    return _segmenter().has_word(text)


def words_of(text: str) -> list[str]:
    """Part a text into words of the dictionary; what is none comes character by character."""
    return _segmenter().cut(text, False)


def tagged(text: str) -> list[tuple[str, str]]:
    """Part a text into words, each with its part of speech: ``n`` a noun, ``ns`` a place, ``t`` a time."""
    return _segmenter().tag(text)


@cache
def _segmenter() -> Jieba:
    from rjieba import Jieba  # noqa: PLC0415  # when first needed: most commands mask nothing

    return Jieba()


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_FOREIGN, _VEILED):
        yield from (found.span() for found in pattern.finditer(text))
    for passage in _CHINESE.finditer(text):
        if _POSSIBLE.search(passage[0]):
            tokens = tuple(_tokens(passage[0], passage.start()))
            for at in range(len(tokens)):
                yield from _named_at(tokens, at)


def _tokens(passage: str, start: int) -> Iterator[_Token]:
    for word, tag in tagged(passage):
        yield _Token(start, word, tag)
        start += len(word)


def _named_at(tokens: Sequence[_Token], at: int) -> Iterator[tuple[int, int]]:
    """Give the name that begins with a word, or behind the little word that was taken for its first character."""
    token = tokens[at]
    for skipped in (0, 1) if token.word[0] in _GLUED and len(token.word) > 2 else (0,):
        surname = _surname(token.word[skipped:])
        if not surname:
            continue
        rest = token.word[skipped + len(surname) :]
        following = tokens[at + 1 : at + 4]
        given = _extended(_inside(token, surname, rest), rest, following) if rest else _after(surname, following)
        start = token.start + skipped
        end = start + len(surname) + len(given)
        if given and not _is_place(following, end):
            yield start, end
            return


def _surname(word: str) -> str:
    if word[:2] in COMPOUND:
        return word[:2]
    return word[0] if word[:1] in SINGLE else ""


def _inside(token: _Token, surname: str, rest: str) -> str:
    """Give the given name in the word that begins with the surname, empty when it is none."""
    is_plain = surname in PLAIN or len(surname) > 1
    is_name = token.tag.startswith("nr")
    if len(token.word) == len(surname + rest) and is_word(token.word):
        is_sure = is_name and is_plain and token.word not in NOT_NAMES
        return rest if is_sure and len(rest) < 3 and _leading(rest, 2) == rest else ""
    given = _leading(rest, 2)
    if len(rest) < 3 and (given or is_plain) and is_name and _FOLLOWING.isdisjoint(rest):
        given = rest  # rare characters, but the segmenter takes the whole for a name
    elif len(rest) == 3 and rest[0] in PLAIN and _leading(rest[1:], 2) == rest[1:]:
        given = rest  # the surnames of both parents
    return "" if len(rest) - len(given) > 2 or _is_doubtful(surname, given, is_name=is_name) else given


def _is_doubtful(surname: str, given: str, *, is_name: bool) -> bool:
    """Tell whether it is a word rather than a name, because of its surname."""
    if surname in SELDOM:
        return len(given) < 2 or not is_name
    return surname not in PLAIN and is_word(surname + given[:1])


def _extended(given: str, rest: str, following: Sequence[_Token]) -> str:
    """Add the character that was taken for the beginning of the next word."""
    if len(given) != 1 or given != rest or not following:
        return given
    word = following[0].word
    is_rest = len(word) == 1 or (len(word) == 2 and not is_word(word))
    return given + word[0] if is_rest and word[0] in EXTENDING else given


def _after(surname: str, following: Sequence[_Token]) -> str:
    """Give the given name that stands as a word of its own, or as two."""
    if not following or (surname in GRAMMATICAL):
        return ""
    token = following[0]
    is_plain = surname in PLAIN or len(surname) > 1
    if len(token.word) == 1:
        given = token.word if token.word in GIVEN and (is_plain or token.tag.startswith("nr")) else ""
        return _extended(given, given, following[1:])
    given = _leading(token.word, 2)
    if len(token.word) == 2 and len(given) == 2 and (token.tag[0] in _NOUNS or not is_word(token.word)):
        return given
    return given[:1] if is_plain and not is_word(token.word) else ""


def _leading(text: str, most: int) -> str:
    """Give the characters of given names with which a text begins."""
    length = 0
    while length < min(len(text), most) and text[length] in GIVEN:
        length += 1
    return text[:length]


def _is_place(following: Sequence[_Token], end: int) -> bool:
    """Tell whether what follows makes it the name of a street, a place or a company (康宁医院, 华峰集团)."""
    return any(token.start == end and _PLACE.fullmatch(token.word) for token in following)


_CHINESE = re.compile(r"[\u3400-\u9fff]{2,}")
_POSSIBLE = re.compile(rf"[{SINGLE}](?!$)|{'|'.join(COMPOUND)}")
"""A cheap look before words are told apart."""
_GLUED = frozenset("请为对由与和跟向找被让给叫问经因")
"""Little words that are taken for the first character of an unknown word (请夏红琴)."""
_FOLLOWING = frozenset("的了在说是不有把被让给对和与等要也都就又还再已从到为称将向以因所河路宅镇街城区县村")
"""What follows a name rather than ends it."""
_NOUNS = frozenset("naxbz")
_PLACE = re.compile(
    "[东西南北中新老大]?(?:路|街|街道|大道|巷|弄|里|坊|区|镇|乡|县|市|村|桥|大桥|隧道|高架|山|江|河|河道|溪|湖|湿地|岛|岛屿|屿|庙|寺|码头|医院|学校|小学|中学|幼儿园|大学"
    "|集团|集团公司|公司|有限公司|股份|银行|酒店|宾馆|大厦|大楼|广场|花园|公园|新城|佳园|世家|小区|苑|农贸市场|住宅区|新村|社区|超市|市场|商场|影院|科技|软件"
    "|保安|物业|管理部|分中心|办事处|新闻网|日报|晚报|都市报|电视台|律师|服饰|鞋业|皮革|皮革厂|工厂|厂|污水处理厂|水厂|电厂)"
)
_VEILED = re.compile(
    rf"(?:{'|'.join(COMPOUND)}|(?:(?![{''.join(sorted(GRAMMATICAL))}])[{SINGLE}]))"
    r"(?:某某|某(?![些个单公年月日天次种处地])|[xX×*＊]{1,3}(?![A-Za-z0-9]))"
)
"""王某某, 陈XX: half hidden already."""
_FOREIGN = re.compile(
    rf"[{''.join(sorted(TRANSLITERATED))}]{{2,8}}(?:[·•‧∙・][{''.join(sorted(TRANSLITERATED))}]{{2,8}})+"
)
"""Names of other languages, in parts: 买买提·艾力."""
