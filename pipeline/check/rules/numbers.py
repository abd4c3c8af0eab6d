"""Numbers (数字): GB/T 15835—2011. Most rules are rows: a pattern, what is wrong, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.check import gb9704
from pipeline.check.finding import Finding, Words
from pipeline.check.measured import MM, Line
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
    反例：2018年07月05日；6月05日；2018-07-05；2018.7.5
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


def mixed(subject: Subject, _: Profile) -> Iterator[Finding]:
    """一个数只用一种数字写，“万”“亿”除外；汉字写的年份中“0”写作“〇”。

    条款：GB/T 15835—2011 5.2、5.3（规定）
    反例：三十5件；3十5件；5千元；百分之98；二0一八年；二零一八年
    正例：35件；三十五件；10亿元；5千米；98%；百分之九十八；二〇一八年
    """
    yield from slips(subject, _MIXED)


def percentages(subject: Subject, _: Profile) -> Iterator[Finding]:
    """百分比在一份文件中用一种写法：都用“%”，或都用“百分之”。

    条款：GB/T 15835—2011 4.1（惯例）
    反例：满意率98%，比上月提高百分之三
    正例：满意率98%，比上月提高3%；满意率百分之九十八，比上月提高百分之三
    """
    signs = [passage for passage in subject.passages if re.search(r"\d[%％]", passage.text)]
    for passage in subject.passages if signs else ():
        yield from slips_in(passage, _SPELT_OUT)


def grouping(subject: Subject, _: Profile) -> Iterator[Finding]:
    """五位以上的数在一份文件中要么都分节，要么都不分节。

    条款：GB/T 15835—2011 5.1（一般）
    反例：受理1,234件，归集12345.6元
    正例：受理1,234件，归集12,345.6元；受理1234件，归集12345.6元
    """
    passages = [passage for passage in subject.passages if _GROUPED.search(passage.text)]
    if not passages:
        return
    grouped = _GROUPED.search(passages[0].text)
    for passage in subject.passages:
        match = _UNGROUPED.search(passage.text)
        if match and grouped:
            yield Finding(
                passage.place,
                f"“{match[0]}”没有分节，而别处的“{grouped[0]}”分了节",
                "全文统一：每三位加“,”，或都不加",
            )


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
        near = cells[number + 1 : number + gb9704.CELLS_BETWEEN]
        below = next((other for other in near if _goes_on(cell, other)), None)
        if below and _is_split(cell.text, below.text) and not _is_parted(cell.lines[0], below.lines[0], subject):
            yield _split(cell.place, cell.text, below.text)


def _goes_on(cell: Passage, other: Passage) -> bool:
    """Tell whether a line of a cell stands right below another."""
    first, second = cell.lines[0], other.lines[0]
    step = (second.baseline - first.baseline) / (first.size * MM)
    beside = min(abs(first.centre - second.centre), abs(first.x0 - second.x0))
    least, most = gb9704.CELL_STEPS
    return first.page == second.page and least < step < most and beside < gb9704.CELL_COLUMN


def _is_parted(first: Line, second: Line, subject: Subject) -> bool:
    """Tell whether a rule lies between two lines: then they stand in two rows of a table."""
    lying = (stroke for stroke in subject.pages[first.page - 1].strokes if stroke.is_horizontal)
    return any(first.baseline < s.y < second.baseline and s.x0 < first.centre < s.x1 for s in lying)


def _is_split(before: str, after: str) -> bool:
    return bool(re.search(r"\d[.,]?$", before.strip()) and re.match(r"[.%‰]|\d+[.%]|\d$", after.strip()))


def _split(place: str, before: str, after: str) -> Finding:
    parted = f"{before.strip()[-8:]}|{after.strip()[:6]}"
    words = Words(before + after, len(before) - 1, len(before) + 1)
    return Finding(place, f"数值“{parted}”在行末断开", "加宽该列，或把整个数值移到下一行", words=words)


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
    Slip(
        re.compile(r"(?:\d{2,4}年)?(?:(?<!\d)0\d月(?:\d{1,2}日)?|(?<!\d)\d{1,2}月0\d日)"),
        "的月、日编了虚位",
        "去掉月、日前的0",
    ),
    Slip(
        re.compile(r"(?<![\d.\-/])(?:19|20)\d\d[\-./]\d{1,2}[\-./]\d{1,2}(?![\d.])"),
        "的日期写法不符",
        "写作2018年7月5日",
    ),
)
_DIGITS = (
    Slip(re.compile(r"[０-９Ａ-Ｚａ-ｚ]+"), "用了全角数字或字母", "改为半角"),
    Slip(re.compile(r"(?<=\d)(?:％|．(?=\d))"), "用了全角的百分号或小数点", "改为半角"),
)
_MIXED = (
    Slip(
        re.compile(r"[一二三四五六七八九]?[十百千]\d|\d(?:[十百]|千(?![克米瓦卡伏帕焦赫字比]))|百分之\d[\d.]*"),
        "混用了两种数字",
        "整个数写成阿拉伯数字",
    ),
    Slip(
        re.compile(r"[一二三四五六七八九][0０○Oo零][一二三四五六七八九][一二三四五六七八九]年"),
        "的年份中“0”没有写作“〇”",
        "改为阿拉伯数字，或把“0”改为“〇”",
    ),
)
_SPELT_OUT = (
    Slip(re.compile("百分之[一二三四五六七八九十百点零〇]+"), "用“百分之”，而别处用“%”", "全文统一，如写作35%"),
)
_GROUPED = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])")
_UNGROUPED = re.compile(r"(?<![\d,.\-－A-Za-z〕])\d{5,}(?:\.\d+)?(?=[万亿元件个次人户笔条份宗])")
