"""Word files (Word 文件): settings that Word, WPS and LibreOffice need to lay a document out alike."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check import gb9704
from pipeline.check.finding import Finding
from pipeline.check.profile import Profile
from pipeline.check.rules.facts import footers, size_name
from pipeline.check.settings import Footer
from pipeline.check.subject import Subject
from pipeline.model.elements import Element

_LEVELS = {Element.HEADING_1: 0, Element.HEADING_2: 1, Element.HEADING_3: 2, Element.HEADING_4: 3}


def footer_form(subject: Subject, _: Profile) -> Iterator[Finding]:
    """页脚有页码域，左右各一条一字线，4号宋体。

    条款：GB/T 9704—2012 7.5（规定）
    反例：页脚写“第 {PAGE} 页”，或没有页码
    正例：— {PAGE} —
    """
    if subject.word is None:
        return
    numbered = [footer for footer in subject.word.footers if "{PAGE}" in footer.text]
    if not numbered:
        yield Finding("页脚", "没有页码", "在页脚插入页码，形式为“— 1 —”")
    for footer in numbered:
        text = re.sub(r"\s", "", footer.text)
        if text != "—{PAGE}—":
            yield Finding(_where(footer), "页码形式不符", "改为“— 1 —”", text.replace("{PAGE}", "1"), "— 1 —")
        if footer.size and not gb9704.PAGE_NUMBER_SIZE.holds(footer.size):
            name, limit = size_name(gb9704.PAGE_NUMBER_SIZE), gb9704.PAGE_NUMBER_SIZE
            yield Finding(_where(footer), "页码字号不符", f"改为{name}", f"{footer.size:g} pt", f"{name}（{limit}）")
        if footer.roles and "宋体" not in footer.roles:
            yield Finding(_where(footer), "页码字体不符", "改为宋体", "、".join(sorted(footer.roles)), "宋体")


def footer_sides(subject: Subject, _: Profile) -> Iterator[Finding]:
    """单页码居右、双页码居左：奇偶页不同。

    条款：GB/T 9704—2012 7.5（规定）
    反例：页码都居中
    正例：奇数页右对齐，偶数页左对齐
    """
    word = subject.word
    if word is None or not any("{PAGE}" in footer.text for footer in word.footers):
        return
    if not word.even_and_odd:
        yield Finding("页脚", "没有设置奇偶页不同", "在“页面设置—版式”中选“奇偶页不同”，单页码居右，双页码居左")
        return
    for footer in (f for f in word.footers if "{PAGE}" in f.text and f.kind in _SIDES):
        wanted = _SIDES[footer.kind]
        if footer.align not in wanted:
            yield Finding(_where(footer), "页码的位置不符", f"设为{wanted[0]}，缩进1字符", footer.align, wanted[0])


def footer_height(subject: Subject, profile: Profile) -> Iterator[Finding]:
    """页脚距离使一字线在版心下边缘之下7 mm。

    条款：GB/T 9704—2012 7.5（规定）
    反例：下边距35 mm而页脚距离15 mm
    正例：下边距32.58 mm时页脚距离25 mm
    """
    if subject.word is None or not any("{PAGE}" in footer.text for footer in subject.word.footers):
        return
    rows = footers(profile)
    for section in (section for section in subject.word.sections if not section.is_landscape):
        known = rows if profile.given else [row for row in rows if abs(section.bottom - row[0]) <= 1]
        if known and all(abs(section.footer - row[1]) > row[2] for row in known):
            distance, tolerance = known[0][1:]
            yield Finding(
                f"第{section.number}节",
                "页脚距离不符",
                f"在“页面设置—版式”中把页脚距边界改为{distance:g} mm",
                f"{section.footer:.1f} mm",
                f"{distance:g}±{tolerance:g} mm",
            )


def field_runs(subject: Subject, _: Profile) -> Iterator[Finding]:
    """页码域的各部分各占一个文字块，否则WPS不显示页码。

    条款：GB/T 33476.2—2016（惯例）
    反例：域的开始、代码、结束在同一个文字块内
    正例：域的开始、代码、分隔、结果、结束各占一个文字块
    """
    for footer in subject.word.footers if subject.word else ():
        if not footer.field_runs_apart:
            yield Finding(_where(footer), "页码域的各部分在同一个文字块内，WPS可能不显示页码", "删去页码，重新插入")


def font_slots(subject: Subject, _: Profile) -> Iterator[Finding]:
    """所用样式写明四类字体（西文、其他西文、中文、复杂文种），不用主题字体。

    条款：GB/T 33476.2—2016（惯例）
    反例：只写西文字体，“”——…… 印成Times New Roman
    正例：ascii、hAnsi、eastAsia、cs四处都写仿宋_GB2312
    """
    for style in subject.word.styles if subject.word else ():
        missing = [slot for slot, font in style.slots if not font]
        if style.has_theme_fonts:
            yield Finding(f"样式“{style.name}”", "用了主题字体", "为该样式指定具体的中文和西文字体")
        elif missing:
            yield Finding(f"样式“{style.name}”", f"没有写明{'、'.join(missing)}字体", "为该样式指定中文和西文字体")


def outline_levels(subject: Subject, _: Profile) -> Iterator[Finding]:
    """各级标题的样式有大纲级别，可生成导航和书签。

    条款：GB/T 33476.2—2016（惯例）
    反例：“一、”用普通段落加黑体
    正例：“一、”用大纲级别为1级的标题样式
    """
    if subject.word is None:
        return
    levels = {style.name: style.outline_level for style in subject.word.styles}
    for element in _LEVELS:
        first = subject.first(element)
        if first is not None and levels.get(first.style) is None:
            yield Finding(
                first.place, f"{element}没有大纲级别（样式“{first.style or '正文'}”）", "改用带大纲级别的标题样式"
            )


def imprint_anchor(subject: Subject, _: Profile) -> Iterator[Finding]:
    """版记放在锚定于页面底部的文本框内，改动正文时不移位。

    条款：GB/T 9704—2012 7.4.1（惯例）
    反例：用空行把版记推到页底
    正例：版记在锚定于版心下边缘的文本框内
    """
    if subject.word and subject.word.imprint_anchored is False:
        yield Finding("版记", "版记没有锚定在页面底部", "把版记放入相对于下边距底端对齐的文本框")


def leftovers(subject: Subject, _: Profile) -> Iterator[Finding]:
    """定稿不留修订标记和批注。

    条款：党政机关公文处理工作条例 第二十条（规定）
    反例：文件中有3处未接受的修订
    正例：修订已全部接受，批注已删除
    """
    word = subject.word
    if word and word.tracked_changes:
        yield Finding("全文", f"有{word.tracked_changes}处修订标记", "在“审阅”中逐条接受或拒绝修订")
    if word and word.comments:
        yield Finding("全文", f"有{word.comments}条批注", "在“审阅”中删除批注")


def _where(footer: Footer) -> str:
    return f"第{footer.section}节{_KINDS.get(footer.kind, '')}页脚"


_KINDS = {"default": "奇数页", "even": "偶数页", "first": "首页"}
_SIDES = {"default": ("右对齐", "文本框"), "even": ("左对齐", "两端对齐", "文本框")}
