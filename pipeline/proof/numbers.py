"""Numbers (数字) in a text, each with its kind: what would have to vouch for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a number is: only marks, rates and counts are figures; the others are names of something."""

    DATE = "日期"
    CLAUSE = "条款编号"
    NUMBERING = "序号"
    NAME = "名称、号码"
    MARK = "得分"
    RATE = "比率"
    COUNT = "数量"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written, where it begins, and its kind."""

    text: str
    start: int
    kind: Kind


def numbers_in(text: str) -> tuple[Number, ...]:
    """Find every number of a text; half-width and full-width digits alike."""
    return tuple(Number(found[0], found.start(), _kind(text, found)) for found in NUMBER.finditer(text))


def masked(text: str) -> str:
    """Give a text with a sign for every number, so that two texts can be matched in spite of their numbers."""
    return NUMBER.sub("\N{REPLACEMENT CHARACTER}", text)


def _kind(text: str, found: re.Match[str]) -> Kind:
    before, after = text[: found.start()], text[found.end() :]
    for kind, ahead, behind in _CONTEXTS:
        if ahead.search(before[-_NEAR:]) and behind.match(after):
            return kind
    if _CODE.fullmatch(found[0]):
        return Kind.CLAUSE
    return Kind.DATE if _DAY.fullmatch(found[0]) else Kind.COUNT


_NEAR = 12
NUMBER = re.compile(r"[0-9０-９]+(?:[.．,:：/-][0-9０-９]+)*")
_CODE = re.compile(r"\d+(?:\.\d+){2,}(?:-\d+)?|\d+(?:\.\d+)+-\d+")
_DAY = re.compile(r"\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?|\d{1,2}[:：]\d{2}(?:[:：]\d{2})?")
_ANY = re.compile(r"")
_CONTEXTS: tuple[tuple[Kind, re.Pattern[str], re.Pattern[str]], ...] = (
    (Kind.DATE, _ANY, re.compile(r"年|月(?!均)|日(?!均)|时|(?:[—～-]\d+)?[月日]|Q[1-4]")),
    (Kind.DATE, re.compile(r"[0-9]时$"), re.compile(r"分")),
    (Kind.RATE, _ANY, re.compile(r"[%％]")),
    (Kind.MARK, _ANY, re.compile(r"分(?!之|钟)")),
    (Kind.NAME, re.compile(r"〔$|[A-Za-z](?:[A-Za-z0-9-]*-)?$|[A-Za-z]\d*[-/]$"), _ANY),
    (Kind.NAME, _ANY, re.compile(r"〕|号(?:$|[^窗])|(?:政务|热线|工单|版)")),
    (Kind.NUMBERING, re.compile(r"附件$|附表$|第$|图$|表$"), _ANY),
    (Kind.NUMBERING, re.compile(r"^(?:注：|附件：|（)?$"), re.compile(r"[.．、）](?!\d)")),
)
"""By what stands before and after; the first that fits."""
