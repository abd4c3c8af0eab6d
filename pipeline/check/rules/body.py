"""正文 and its levels: GB/T 9704—2012, 7.3.3."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.check import gb9704
from pipeline.check.finding import Finding, Words
from pipeline.check.profile import Profile
from pipeline.check.recognise.wording import CHINESE, LEVELS, level_of
from pipeline.check.rules.facts import quoted
from pipeline.check.subject import Align, Passage, Subject
from pipeline.model.elements import Element

_HEADINGS = tuple(element for element, _ in LEVELS)
_WRONG_FORMS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\d{1,2}[、．]"), "第三层序数应写“1.”"),
    (re.compile(rf"[（(](?:[{CHINESE}]+|\d+)[）)][、，．.]"), "带括号的序数后不加标点"),
    (re.compile(rf"[{CHINESE}]+[．.，,]"), "第一层序数应写“一、”"),
    (re.compile(rf"\((?:[{CHINESE}]+|\d+)[）)]|（(?:[{CHINESE}]+|\d+)\)"), "序数用全角括号"),
    (re.compile(r"\d{1,2}[)）]"), "第四层序数应写“（1）”"),
)


def indent(subject: Subject, _: Profile) -> Iterator[Finding]:
    """正文及各级标题每个自然段左空二字，回行顶格。

    条款：GB/T 9704—2012 7.3.3（规定）
    反例：自然段不缩进，或缩进四字
    正例：自然段首行缩进二字，回行顶格
    """
    for passage in subject.of(Element.BODY, *_HEADINGS):
        if passage.in_table or passage.align is Align.CENTRE or passage.first_indent is None:
            continue
        if not gb9704.PARAGRAPH_INDENT.holds(passage.first_indent):
            yield Finding(
                passage.place,
                f"{quoted(passage.text)}首行缩进不符",
                "把首行缩进设为2字符",
                gb9704.PARAGRAPH_INDENT.shown(passage.first_indent),
                str(gb9704.PARAGRAPH_INDENT),
                Words(passage.text, 0, 1),
            )
        elif len(passage.lines) != 1 and abs(_wrap(passage)) > gb9704.INDENT_TOLERANCE:
            yield Finding(
                passage.place,
                f"{quoted(passage.text)}回行没有顶格",
                "取消左缩进，只保留首行缩进",
                f"{_wrap(passage):.1f}字",
                "0字",
            )


def _wrap(passage: Passage) -> float:
    return passage.left_indent or 0.0


def level_form(subject: Subject, _: Profile) -> Iterator[Finding]:
    """结构层次序数依次用“一、”“（一）”“1.”“（1）”。

    条款：GB/T 9704—2012 7.3.3（规定）
    反例：1、加强宣传；（一）、工作目标；(1)窗口
    正例：1.加强宣传；（一）工作目标；（1）窗口
    """
    for passage in subject.of(Element.BODY, *_HEADINGS):
        for pattern, what in _WRONG_FORMS:
            match = None if passage.in_table else pattern.match(passage.text)
            if match:
                yield Finding(
                    passage.place,
                    f"层次序数“{match[0]}”形式不符",
                    what,
                    quoted(passage.text),
                    "一、（一）1.（1）",
                    Words(passage.text, *match.span()),
                )
                break


def level_skipped(subject: Subject, _: Profile) -> Iterator[Finding]:
    """结构层次逐级使用，不越级；不足四级的可从“一、”直接用“1.”。

    条款：GB/T 9704—2012 7.3.3（一般）
    反例：“一、”之下直接用“（1）”
    正例：“一、”之下用“（一）”，“（一）”之下用“1.”
    """
    depth, part = 0, 0
    for passage in subject.of(Element.BODY, *_HEADINGS):
        level = _depth(passage)
        if passage.attachment != part:
            depth, part = 0, passage.attachment
        if not level or passage.in_table:
            continue
        if level > depth + 1 and (depth, level) not in gb9704.LEVEL_JUMPS:
            above = _NAMES[depth - 1] if depth else "正文"
            yield Finding(
                passage.place,
                f"{quoted(passage.text)}越级：{above}之下直接用{_NAMES[level - 1]}",
                f"改用{_NAMES[depth]}",
            )
        depth = level


def level_sequence(subject: Subject, _: Profile) -> Iterator[Finding]:
    """同一层次的序数从一开始连续编排。

    条款：GB/T 9704—2012 7.3.3（规定）
    反例：一、二、四、；一、一、
    正例：一、二、三、
    """
    counts = [0, 0, 0, 0]
    part = 0
    for passage in subject.of(Element.BODY, *_HEADINGS):
        level, number = _depth(passage), _ordinal(passage.text)
        if passage.attachment != part or _CHAPTER.match(passage.text):
            counts, part = [0, 0, 0, 0], passage.attachment
        if not level or number is None or passage.in_table:
            continue
        counts[level:] = [0] * (4 - level)
        begins_anew = number == 1 and level > gb9704.NEVER_LISTED  # lists in the text count from one again
        if number != counts[level - 1] + 1 and not begins_anew:
            yield Finding(
                passage.place,
                f"{quoted(passage.text)}的序数不连续",
                "按顺序重新编号",
                f"第{number}",
                f"第{counts[level - 1] + 1}",
                Words(passage.text, 0, 1),
            )
        counts[level - 1] = number


def heading_end(subject: Subject, _: Profile) -> Iterator[Finding]:
    """独立成行的标题末尾不加句号。

    条款：GB/T 15834—2011 附录A（惯例）
    反例：一、总体要求。
    正例：一、总体要求
    """
    for passage in subject.of(*_HEADINGS[:2]):
        if passage.text.strip()[-1:] in "。；，：":
            yield Finding(passage.place, f"标题{quoted(passage.text)}末尾有标点", "删去末尾的标点")


def heading_alone(subject: Subject, _: Profile) -> Iterator[Finding]:
    """独立成行的标题不单独落在一面的末行，其后至少有一行正文。

    条款：GB/T 9704—2012 7.3.3（惯例）
    反例：“二、下一步工作”是第3页的末行，正文从第4页开始
    正例：标题之下、同一面上至少有一行正文
    """
    for passage, after in pairwise(subject.main):
        if passage.element in _HEADINGS and passage.lines and after.lines and not _is_turned(subject, passage):
            last, following = passage.lines[-1].page, after.lines[0].page
            if following > last:
                yield Finding(
                    passage.place, f"标题{quoted(passage.text)}单独落在一面的末行", "增删其前的文字，使标题与正文同面"
                )


def _is_turned(subject: Subject, passage: Passage) -> bool:
    return subject.pages[passage.page - 1].turned


def report_request(subject: Subject, _: Profile) -> Iterator[Finding]:
    """报告中不夹带请示事项。

    条款：党政机关公文处理工作条例 第十五条（四）（规定）
    反例：《……的报告》以“妥否，请批示”结尾
    正例：《……的报告》以“特此报告”结尾
    """
    title = subject.first(Element.TITLE)
    if title is None or not re.search(r"报告(（.*）)?$", title.text.strip()):
        return
    for passage in subject.of(Element.BODY):
        match = None if passage.attachment else re.search(r"请(予以?)?(批示|批复|批准|审批)", passage.text)
        if match:
            words = Words(passage.text, *match.span())
            yield Finding(passage.place, f"报告中有请示用语“{match[0]}”", "请示事项另行以“请示”行文", words=words)


def _depth(passage: Passage) -> int:
    level = level_of(passage.text)
    return _HEADINGS.index(level) + 1 if level else 0


def _ordinal(text: str) -> int | None:
    """Give the number that a level mark stands for."""
    digits = re.match(r"[（(]?(\d+)", text)
    if digits:
        return int(digits[1])
    chinese = re.match(rf"[（(]?([{CHINESE}]+)", text)
    return _chinese_number(chinese[1]) if chinese else None


def _chinese_number(text: str) -> int | None:
    units = "零一二三四五六七八九"
    tens, mark, ones = text.partition("十")
    if not set(text) <= set(units + "十"):
        return None
    if not mark:
        return units.index(text) if len(text) == 1 else None
    return (units.index(tens) if tens else 1) * 10 + (units.index(ones) if ones else 0)


_CHAPTER = re.compile(rf"第[{CHINESE}\d]+[章节部篇编]")
"""Below each, levels count from one again."""
_NAMES = ("“一、”", "“（一）”", "“1.”", "“（1）”")
