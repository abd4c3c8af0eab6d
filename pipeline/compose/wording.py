"""Wording (行文): how numbers, dates, lists and names are written in an official document.

GB/T 15835—2011 (numbers, dates) and GB/T 15834—2011 (punctuation), as condensed in format.md. Words of people
(descriptions, measures, titles) are kept; `prose` only mends their punctuation and outer white space.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

from pipeline.model.marks import format_full, format_mark
from pipeline.model.organization import Organization, Unit
from pipeline.model.period import Period
from pipeline.model.standard import Indicator, Standard

ACTIVITY = "万人双评议"
"""The activity that the documents tell of, as the plan's title writes it."""
NOTHING = "—"
"""In a table cell: there is nothing to say."""
GIST = 36
"""A task of the plan is named by at most so many characters."""
CELL = 160
"""A table cell holds at most so many characters of one record."""
NAMED = 40
"""And of the name of an office or a unit."""
DETAILS = 5
"""So many items of a list are named in running text; the rest are in the attachments."""

_DIGITS = "零一二三四五六七八九"
_HAN = re.compile(r"[\u3400-\u9fff]")
_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_HALF_WIDTH = re.compile(r"(?<![0-9A-Za-z])[,;:?!()]|[,;:?!()](?![0-9A-Za-z])")
_QUOTED = re.compile(r'"([^"]*)"')
_LOOSE_SPACE = re.compile(r"(?<=[，。；：？！、（）]) +| +(?=[，。；：？！、（）])")
_ENDS = "。；，、：;,.:!！ \u3000"
_PAIRS = {"“": "”", "‘": "’", "（": "）", "《": "》"}
_MARKS_SUFFIX = re.compile(r"（\d+(?:\.\d+)?分）$")
_LIST_NUMBER = re.compile(r"^\d+[、.．]\s*")


def chinese_number(number: int) -> str:
    """Write 1 to 99 in Chinese, for enumeration: 一, 十, 十二, 二十一."""
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return head + (_DIGITS[ones] if ones else "")


def ordinal(number: int) -> str:
    """Write a second-level number: （一）, without 、 after it (7.3.3)."""
    return f"（{chinese_number(number)}）"


def full_date(day: date) -> str:
    """Write ``2018年7月5日``: Arabic, full year, no leading zero (7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def short_date(day: date | datetime | None, year: int) -> str:
    """Write ``7月5日``, with the year when it is another one; `NOTHING` when there is no day."""
    if day is None:
        return NOTHING
    return f"{day.month}月{day.day}日" if day.year == year else full_date(day)


def month_name(period: Period, year: int) -> str:
    """Write ``6月``, with the year when it is another one; a longer period by its whole name."""
    return f"{period.month}月" if period.month and period.year == year else period.chinese


def listed(items: Sequence[str], limit: int = DETAILS, measure: str = "项") -> str:
    """Write ``甲、乙和丙``; beyond ``limit``, ``甲、乙、丙等8项`` (no 、 before 等)."""
    if len(items) > limit:
        return f"{in_series(items[:limit])}等{len(items)}{measure}"
    if len(items) < 2:
        return "".join(items)
    return f"{in_series(items[:-1])}和{items[-1]}"


def in_series(items: Sequence[str]) -> str:
    """Write all figures of a series by 、: ``满意30条、不满意2条``; no 、 between two quoted items (GB/T 15834)."""
    text = "".join(items[:1])
    for before, item in pairwise(items):
        both_quoted = _is_quoted(before) and item.startswith("“")
        text += item if both_quoted else f"、{item}"
    return text


def joined(items: Sequence[str], limit: int = DETAILS, rest: str = "") -> str:
    """Join clauses of a sentence by ；; beyond ``limit`` say where the rest is, or 等."""
    if len(items) <= limit:
        return "；".join(items)
    return "；".join((*items[:limit], rest)) if rest else f"{'；'.join(items[:limit])}等"


def quoted(text: str) -> str:
    """Put words in “”; quotation marks inside them become ‘’ (GB/T 15834)."""
    return f"“{text.replace('“', '‘').replace('”', '’')}”"


def apart(name: str) -> str:
    """Quote a name that has a 、 of its own, so that it stays one name in a list."""
    return quoted(name) if "、" in name else name


def prose(text: str) -> str:
    """Give a person's words as part of a sentence: one line, full-width punctuation, no end punctuation.

    In Chinese text half-width marks are widened, but for those inside ``18:30`` and ``1,200``.
    """
    line = " ".join(text.split())
    if _HAN.search(line):
        line = _HALF_WIDTH.sub(lambda mark: _FULL_WIDTH[mark[0]], _QUOTED.sub(r"“\1”", line))
    return _LOOSE_SPACE.sub("", line).strip().rstrip(_ENDS)


def cell(text: str, limit: int = CELL) -> str:
    """Give a person's words for a table cell; `NOTHING` when there are none.

    A row stands on one page: what is longer than it can hold is shortened, and 评分依据.xlsx has the whole of it.
    """
    return bounded(prose(text), limit) or NOTHING


def bounded(text: str, limit: int) -> str:
    """Shorten text to at most ``limit`` characters, at a punctuation mark where there is one; never inside a number."""
    if len(text) <= limit:
        return text
    room = limit - len("……")
    mark = max(text[:room].rfind(mark) for mark in "，。；、")
    for at in range(mark if mark >= room // 2 else room, 0, -1):
        head = text[:at].rstrip(_ENDS + "".join(_PAIRS))
        closing = _closing(head)
        if len(head + closing) <= room and not (_is_number(text[len(head) - 1]) and _is_number(text[len(head)])):
            return f"{head}{closing}……"
    return "……"


def gist(task_content: str, limit: int = GIST) -> str:
    """Name a task of the plan by its first clauses, quoted, without its number."""
    text = prose(_LIST_NUMBER.sub("", task_content))
    if len(text) <= limit:
        return quoted(text)
    clauses = re.split(r"(?=[，。])", text)
    head = clauses[0]
    for clause in clauses[1:]:
        if len(head + clause) > limit:
            break
        head += clause
    return quoted(bounded(head, max(limit, GIST)))


def plan_text(task_content: str) -> str:
    """Give a task's content for a table: the plan's words without their list number (``1、`` is not official form)."""
    return _LIST_NUMBER.sub("", " ".join(task_content.split()))


def title_of(indicator: Indicator) -> str:
    """Give an indicator's name as part of a sentence: without its marks in brackets, up to the first ，."""
    return re.split(r"[，。；]", _MARKS_SUFFIX.sub("", indicator.title.strip()))[0]


def name_of(indicator: Indicator) -> str:
    """Give an indicator's name as an item of a list."""
    return apart(title_of(indicator))


def label_of(indicator: Indicator) -> str:
    """Write ``办件手机短信评价（7分）``, as the plan's table does."""
    return f"{title_of(indicator)}（{format_full(indicator.full)}分）"


def name_with_full(indicator: Indicator) -> str:
    """Write the same as an item of a list."""
    return f"{name_of(indicator)}（{format_full(indicator.full)}分）"


def counted(number: int, unit: str) -> str:
    """Write a number of a clause's 计量单位: ``3件``, and ``3个事项`` where the unit is itself a noun."""
    return f"{number}{unit}" if len(unit) == 1 else f"{number}个{unit}"


def risen(difference: Decimal, places: int) -> str:
    """Write ``提高0.35分``, ``下降0.10分`` or ``持平``."""
    if not difference:
        return "持平"
    return f"{'提高' if difference > 0 else '下降'}{format_mark(abs(difference), places)}分"


def compared(difference: Decimal, places: int, base: str) -> str:
    """Write ``比5月末提高0.35分`` or ``与5月末持平``."""
    return f"比{base}{risen(difference, places)}" if difference else f"与{base}持平"


def signed(difference: Decimal | None, places: int) -> str:
    """Write a difference for a table: ``+0.35``, ``-0.10``, ``0.00``; `NOTHING` when there is none."""
    if difference is None:
        return NOTHING
    sign = "+" if difference > 0 else "-" if difference < 0 else ""
    return f"{sign}{format_mark(abs(difference), places)}"


def standard_name(standard: Standard) -> str:
    """Write ``《万人双评议日常服务评价标准》（2018年3月1日起施行）``, with its 文号 when it has one."""
    number = f"{standard.number}，" if standard.number else ""
    return f"《{standard.title}》（{number}{full_date(standard.effective_from)}起施行）"


def short_name(unit: Unit, organization: Organization) -> str:
    """Give a unit's name without its superior's: 鹿城管理部."""
    parent = organization.unit(unit.parent)
    prefix = parent.name if parent else unit.parent
    short = unit.name.removeprefix(prefix) if prefix else unit.name
    return short or unit.name


def _is_quoted(text: str) -> bool:
    return text.startswith("“") and text.endswith("”")


def _is_number(character: str) -> bool:
    return character.isdigit() or character in ".%％"


def _closing(text: str) -> str:
    """Give the closing marks that quotes and brackets still want, innermost first."""
    wanted: list[str] = []
    for character in text:
        if character in _PAIRS:
            wanted.append(_PAIRS[character])
        elif wanted and character == wanted[-1]:
            wanted.pop()
    return "".join(reversed(wanted))
