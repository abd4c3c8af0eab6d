"""Numbers (数字): GB/T 15835—2011. Most rules are rows: a pattern, what is wrong, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.check.finding import Finding, Words
from pipeline.check.measured import MM
from pipeline.check.profile import Profile
from pipeline.check.rules.words import Slip, slips, slips_in
from pipeline.check.subject import Passage, Subject
from pipeline.model.elements import Element


def ranges(subject: Subject, _: Profile) -> Iterator[Finding]:
    """数值范围的前一个百分号、“万”“亿”不省略，用浪纹线或一字线连接。

    条款：GB/T 15835—2011 5.1（规定）
    反例：63～68%
    正例：63%～68%
    """
    yield from slips(subject, _RANGES)


def years(subject: Subject, _: Profile) -> Iterator[Finding]:
    """年份用四位数字，不简写。

    条款：GB/T 15835—2011 5.2（规定）
    反例：18年6月
    正例：2018年6月
    """
    yield from slips(subject, _YEARS)


def dates(subject: Subject, _: Profile) -> Iterator[Finding]:
    """行文中的日期写作“2018年7月5日”，月、日不编虚位，全文一种写法。

    条款：GB/T 15835—2011 5.2（一般）
    反例：2018年07月05日；2018-07-05；2018.7.5
    正例：2018年7月5日
    """
    for passage in subject.passages:
        if not passage.in_table and passage.element not in _OWN_DATES:
            yield from slips_in(passage, _DATES)


def digits(subject: Subject, _: Profile) -> Iterator[Finding]:
    """阿拉伯数字和西文字母用半角字符。

    条款：GB/T 15835—2011 5.3（惯例）
    反例：１２３４５热线
    正例：12345热线
    """
    yield from slips(subject, _DIGITS)


def split_numbers(subject: Subject, _: Profile) -> Iterator[Finding]:
    """一个数值写在同一行内，不在中间断开。

    条款：GB/T 15835—2011 5.1（规定）
    反例：行末“100.”、下一行“00%”
    正例：“100.00%”整个移到下一行
    """
    for passage in subject.passages:
        if passage.in_table:
            continue
        for before, line in pairwise(passage.lines):
            if _is_split(before.text, line.text):
                yield _split(passage.place, before.text, line.text)
    cells = [passage for passage in subject.passages if passage.in_table and passage.lines]
    for number, cell in enumerate(cells):
        below = next((other for other in cells[number + 1 : number + _NEAR] if _goes_on(cell, other)), None)
        if below and _is_split(cell.text, below.text):
            yield _split(cell.place, cell.text, below.text)


def _goes_on(cell: Passage, other: Passage) -> bool:
    """Tell whether a line of a cell stands right below another."""
    first, second = cell.lines[0], other.lines[0]
    step = (second.baseline - first.baseline) / (first.size * MM)
    beside = min(abs(first.centre - second.centre), abs(first.x0 - second.x0))
    return first.page == second.page and 0.8 < step < _LINE_STEP and beside < _SAME_COLUMN


def _is_split(before: str, after: str) -> bool:
    return bool(re.search(r"\d[.,]?$", before.strip()) and re.match(r"[.%‰]|\d+[.%]|\d$", after.strip()))


def _split(place: str, before: str, after: str) -> Finding:
    parted = f"{before.strip()[-8:]}|{after.strip()[:6]}"
    words = Words(before + after, len(before) - 1, len(before) + 1)
    return Finding(place, f"数值“{parted}”在行末断开", "加宽该列，或把整个数值移到下一行", words=words)


_NEAR, _LINE_STEP, _SAME_COLUMN = 40, 1.8, 3.0
"""How many cells further a cell's next line may come; how far below (字), how far beside (mm)."""
_OWN_DATES = (Element.DATE, Element.PRINTER)
"""They have rules of their own."""

_RANGES = (
    Slip(re.compile(r"\d+(?:\.\d+)?\s*[～~－—\-至]\s*\d+(?:\.\d+)?[%％]"), "的范围省略了前一个百分号", "写作63%～68%"),
    Slip(
        re.compile(r"(?<![\d.])\d+(?:\.\d+)?[～~]\d+(?:\.\d+)?[万亿]"), "的范围省略了前一个“万”或“亿”", "写作13万～17万"
    ),
)
_YEARS = (Slip(re.compile(r"(?<![\d〇])\d{2}年(?=\d{1,2}月|[上下]半年|度)"), "的年份用了简写", "写全四位年份"),)
_DATES = (
    Slip(re.compile(r"\d{4}年(?:0\d月|\d{1,2}月0\d日)"), "的月、日编了虚位", "去掉月、日前的0"),
    Slip(
        re.compile(r"(?<![\d.\-/])(?:19|20)\d\d[\-./]\d{1,2}[\-./]\d{1,2}(?![\d.])"),
        "的日期写法不符",
        "写作2018年7月5日",
    ),
)
_DIGITS = (Slip(re.compile(r"[０-９Ａ-Ｚａ-ｚ]"), "用了全角数字或字母", "改为半角"),)
