"""Words (文字): punctuation by GB/T 15834—2011, numbers by GB/T 15835—2011, placeholders.

Most of these rules are rows: a pattern, what is wrong, and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.check import gb9704
from pipeline.check.finding import Finding, Words
from pipeline.check.measured import MM
from pipeline.check.profile import Profile
from pipeline.check.rules.facts import quoted
from pipeline.check.subject import Passage, Subject
from pipeline.model.elements import PLACEHOLDER, Element

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_CJK = _HAN + "，。、；：？！（）《》“”〔〕"


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip of the pen: how it looks, what it is, how to mend it."""

    pattern: re.Pattern[str]
    what: str
    remedy: str


def half_width(subject: Subject, _: Profile) -> Iterator[Finding]:
    """中文文字中用全角标点。

    条款：GB/T 15834—2011 5.1（规定）
    反例：群众满意,服务到位;（见附件)
    正例：群众满意，服务到位；（见附件）
    """
    yield from _slips(subject, _HALF_WIDTH)


def quotes(subject: Subject, _: Profile) -> Iterator[Finding]:
    """引号用弯引号“”‘’，前后成对。

    条款：GB/T 15834—2011 4.8（规定）
    反例："最多跑一次"
    正例：“最多跑一次”
    """
    yield from _slips(subject, _QUOTES)


def ellipsis(subject: Subject, _: Profile) -> Iterator[Finding]:
    """省略号为六个点，占两个字的位置。

    条款：GB/T 15834—2011 4.11（规定）
    反例：窗口、网上...
    正例：窗口、网上……
    """
    yield from _slips(subject, _ELLIPSIS)


def dash(subject: Subject, _: Profile) -> Iterator[Finding]:
    """破折号占两个字的位置，不用减号代替。

    条款：GB/T 15834—2011 4.10（规定）
    反例：一件事--公积金提取
    正例：一件事——公积金提取
    """
    yield from _slips(subject, _DASH)


def doubled(subject: Subject, _: Profile) -> Iterator[Finding]:
    """句内标点不重复。

    条款：GB/T 15834—2011 4（规定）
    反例：服务到位。。
    正例：服务到位。
    """
    yield from _slips(subject, _DOUBLED)


def pause(subject: Subject, _: Profile) -> Iterator[Finding]:
    """并列的书名号、引号之间不用顿号，“第一”“首先”之后用逗号，“等”之前不用顿号。

    条款：GB/T 15834—2011 4.5（一般）
    反例：《条例》、《办法》；首先、提高认识
    正例：《条例》《办法》；首先，提高认识
    """
    yield from _slips(subject, _PAUSE)


def nested_titles(subject: Subject, _: Profile) -> Iterator[Finding]:
    """书名号内再用书名号的，内层用单书名号〈〉。

    条款：GB/T 15834—2011 4.15（规定）
    反例：《关于印发《方案》的通知》
    正例：《关于印发〈方案〉的通知》
    """
    yield from _slips(subject, _NESTED)


def ranges(subject: Subject, _: Profile) -> Iterator[Finding]:
    """数值范围的前一个百分号、“万”“亿”不省略，用浪纹线或一字线连接。

    条款：GB/T 15835—2011 5.1（规定）
    反例：63～68%
    正例：63%～68%
    """
    yield from _slips(subject, _RANGES)


def years(subject: Subject, _: Profile) -> Iterator[Finding]:
    """年份用四位数字，不简写。

    条款：GB/T 15835—2011 5.2（规定）
    反例：18年6月
    正例：2018年6月
    """
    yield from _slips(subject, _YEARS)


def dates(subject: Subject, _: Profile) -> Iterator[Finding]:
    """行文中的日期写作“2018年7月5日”，月、日不编虚位，全文一种写法。

    条款：GB/T 15835—2011 5.2（一般）
    反例：2018年07月05日；2018-07-05；2018.7.5
    正例：2018年7月5日
    """
    for passage in subject.passages:
        if not passage.in_table and passage.element not in _OWN_DATES:
            yield from _slips_in(passage, _DATES)


def digits(subject: Subject, _: Profile) -> Iterator[Finding]:
    """阿拉伯数字和西文字母用半角字符。

    条款：GB/T 15835—2011 5.3（惯例）
    反例：１２３４５热线
    正例：12345热线
    """
    yield from _slips(subject, _DIGITS)


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
        if below and _is_split(cell.text, below.text):
            yield _split(cell.place, cell.text, below.text)


def _goes_on(cell: Passage, other: Passage) -> bool:
    """Tell whether a line of a cell stands right below another."""
    first, second = cell.lines[0], other.lines[0]
    step = (second.baseline - first.baseline) / (first.size * MM)
    beside = min(abs(first.centre - second.centre), abs(first.x0 - second.x0))
    least, most = gb9704.CELL_STEPS
    return first.page == second.page and least < step < most and beside < gb9704.CELL_COLUMN


def _is_split(before: str, after: str) -> bool:
    return bool(re.search(r"\d[.,]?$", before.strip()) and re.match(r"[.%‰]|\d+[.%]|\d$", after.strip()))


def _split(place: str, before: str, after: str) -> Finding:
    parted, words = (
        f"{before.strip()[-8:]}|{after.strip()[:6]}",
        Words(before + after, len(before) - 1, len(before) + 1),
    )
    return Finding(place, f"数值“{parted}”在行末断开", "加宽该列，或把整个数值移到下一行", words=words)


def balance(subject: Subject, _: Profile) -> Iterator[Finding]:
    """括号、引号、书名号前后成对。

    条款：GB/T 15834—2011 4（规定）
    反例：（一窗受理、集成服务
    正例：（一窗受理、集成服务）
    """
    for passage in subject.of(*_PROSE):
        for opening, closing in ("（）", "《》", "“”", "〔〕"):
            if passage.text.count(opening) != passage.text.count(closing):
                yield Finding(
                    passage.place,
                    f"{quoted(passage.text)}一段中的{opening}{closing}不成对",
                    "补全或删去多余的一半",
                    f"{opening}{passage.text.count(opening)}个、{closing}{passage.text.count(closing)}个",
                )


def placeholder(subject: Subject, _: Profile) -> Iterator[Finding]:
    """待填写的内容在印发前补齐。

    条款：党政机关公文处理工作条例 第二十条（四）（规定）
    反例：温公积金鹿【待填】
    正例：温公积金鹿〔2018〕5号
    """
    for passage in subject.passages:
        for match in _PLACEHOLDER.finditer(passage.text):
            yield Finding(
                passage.place, f"{quoted(passage.text, 16)}中有待填写的内容“{match[0]}”", "按实际填写后再印发"
            )


def _slips(subject: Subject, slips: Sequence[Slip]) -> Iterator[Finding]:
    for passage in subject.passages:
        yield from _slips_in(passage, slips)


def _slips_in(passage: Passage, slips: Sequence[Slip]) -> Iterator[Finding]:
    for slip in slips:
        match = slip.pattern.search(passage.text)
        if match:
            words = Words(passage.text, *match.span())
            yield Finding(passage.place, f"{_around(passage, match)}{slip.what}", slip.remedy, words=words)


def _around(passage: Passage, match: re.Match[str]) -> str:
    start, end = max(0, match.start() - 5), min(len(passage.text), match.end() + 5)
    return f"“{passage.text[start:end].strip()}”"


_PROSE = (Element.BODY, Element.TITLE, Element.HEADING_1, Element.HEADING_2, Element.NOTE, Element.ADDRESSEE)
_OWN_DATES = (Element.DATE, Element.PRINTER)
"""They have rules of their own."""
_PLACEHOLDER = re.compile(
    rf"{re.escape(PLACEHOLDER)}|【[^】]{{0,6}}(?:填|定|补充)[^】]{{0,4}}】|_{{3,}}|[XxＸ]{{2,}}(?=[年月日号{_HAN}])"
)

_HALF_WIDTH = (
    Slip(re.compile(rf"(?<=[{_HAN}])[,;:!?]|[,;!?](?=[{_HAN}])"), "用了半角标点", "改为全角标点，，；：！？"),
    Slip(re.compile(rf"(?<=[{_HAN}])\.(?!\d)"), "用了西文句点", "改为句号“。”"),
    Slip(re.compile(rf"\((?=[{_HAN}])|(?<=[{_CJK}])\)|(?<=[{_HAN}])\((?!\w\))"), "用了半角括号", "改为全角括号（）"),
)
_QUOTES = (Slip(re.compile(rf"[\"'](?=[{_CJK}])|(?<=[{_CJK}])[\"']"), "用了直引号", "改为弯引号“”"),)
_ELLIPSIS = (
    Slip(re.compile(r"\.{3,}|。{3,}|·{3,}"), "的省略号形式不符", "改为六个点“……”"),
    Slip(re.compile(r"(?<!…)(?:…|…{3,})(?!…)"), "的省略号不是六个点", "改为六个点“……”"),
)
_DASH = (
    Slip(
        re.compile(rf"(?<=[{_CJK}])--+|--+(?=[{_CJK}])|(?<=[{_HAN}])－－(?=[{_HAN}])"),
        "用减号代替破折号",
        "改为破折号“——”",
    ),
)
_DOUBLED = (Slip(re.compile(r"。。(?!。)|，，|、、|；；|，。|。，|、。|；。|：。"), "标点重复", "删去多余的标点"),)
_PAUSE = (
    Slip(re.compile(r"》、《|”、“"), "之间多了顿号", "删去顿号"),
    Slip(re.compile(r"(?:首先|其次|再次|最后|第[一二三四五六七八九十])、"), "之后用了顿号", "改为逗号"),
    Slip(re.compile(rf"、等(?=[{_HAN}，。；])"), "“等”之前多了顿号", "删去顿号"),
)
_NESTED = (Slip(re.compile(r"《[^》]*《"), "书名号内又用书名号", "内层改为〈〉"),)
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
