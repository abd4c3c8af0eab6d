"""版头: GB/T 9704—2012, 7.2."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from pipeline.check import gb9704
from pipeline.check.finding import Finding, Words
from pipeline.check.limit import Limit
from pipeline.check.measured import MM, Line, Stroke, is_red
from pipeline.check.profile import Profile
from pipeline.check.recognise.wording import ISSUE, PROCLAIMED
from pipeline.check.rules.facts import before_of, is_torn, is_upward_kind, quoted
from pipeline.check.subject import Passage, Subject
from pipeline.model.elements import PLACEHOLDER, Element, Layout

_NUMBER = re.compile(r"[^\s〔〕\[\]【】（）()]+〔\d{4}〕[1-9]\d*号")
_CITED = re.compile(r"[\[【(（［〖﹝]\s*(?:19|20)\d\d\s*[\]】)）］〗﹞]\s*第?\s*\d+\s*号|〔\d\d〕\s*\d+\s*号")


def copy_number(subject: Subject, _: Profile) -> Iterator[Finding]:
    """份号为6位阿拉伯数字，顶格编排在版心左上角第一行。

    条款：GB/T 9704—2012 7.2.1（一般）
    反例：№15
    正例：000015
    """
    for passage in subject.of(Element.COPY_NUMBER):
        text = passage.text.strip()
        if not re.fullmatch(r"\d{6}", text):
            yield Finding(passage.place, "份号形式不符", "改为6位阿拉伯数字，不足的前面补0", text, "6位阿拉伯数字")


def mark_colour(subject: Subject, _: Profile) -> Iterator[Finding]:
    """发文机关标志为红色。

    条款：GB/T 9704—2012 7.2.4（一般）
    反例：发文机关标志为黑色
    正例：发文机关标志为红色
    """
    for passage in subject.of(Element.AGENCY_MARK):
        if not passage.is_red:
            yield Finding(passage.place, "发文机关标志不是红色", "把发文机关标志的颜色改为红色")


def mark_place(subject: Subject, profile: Profile) -> Iterator[Finding]:
    """发文机关标志上边缘至版心上边缘35 mm。

    条款：GB/T 9704—2012 7.2.4（规定）
    反例：发文机关标志排在版心第一行
    正例：发文机关标志上边缘距版心上边缘35 mm（距纸上边72 mm）
    """
    passage = subject.first(Element.AGENCY_MARK)
    if passage and passage.lines:
        top = passage.lines[0].top - profile.top.value
        if not gb9704.MARK_TOP.holds(top):
            yield Finding(
                passage.place,
                "发文机关标志的位置不符",
                f"调整其段前间距，使文字上边缘距版心上边缘{gb9704.MARK_TOP.value:g} mm",
                gb9704.MARK_TOP.shown(top),
                str(gb9704.MARK_TOP),
            )


def mark_centre(subject: Subject, profile: Profile) -> Iterator[Finding]:
    """发文机关标志居中排布，不超出版心，一个机关的名称排在一行。

    条款：GB/T 9704—2012 7.2.4（规定）
    反例：发文机关标志左对齐，或宽180 mm，或“文”与“件”分在两行
    正例：发文机关标志居中，宽140 mm
    """
    if subject.grid is None:
        return
    for passage in subject.of(Element.AGENCY_MARK):
        for first, second in pairwise(line.text.strip() for line in passage.lines):
            if is_torn(first, second):
                what = f"发文机关标志在{quoted(first[-4:])}与{quoted(second[:4])}之间断开"
                yield Finding(passage.place, what, "缩小字号或横向压缩，使其排在一行")
        for line in passage.lines:
            here = subject.grid.on(line.page)
            off = line.centre - (here.left + here.right) / 2
            if subject.layout is Layout.LETTER:  # 10.1: its rules stand in the sheet's middle
                off = min(off, line.centre - gb9704.PAPER_WIDTH.value / 2, key=abs)
            if not gb9704.CENTRING.holds(off):
                yield Finding(passage.place, "发文机关标志没有居中", "设为居中，并取消缩进", f"偏{off:+.1f} mm", "居中")
            if line.width > here.right - here.left + gb9704.MARK_BEYOND:
                yield Finding(
                    passage.place,
                    "发文机关标志超出版心",
                    "缩小字号或横向压缩",
                    f"宽{line.width:.1f} mm",
                    f"不大于{profile.type_width.value:g} mm",
                )


def number_form(subject: Subject, _: Profile) -> Iterator[Finding]:
    """发文字号由机关代字、六角括号括入的四位年份、不编虚位不加“第”的序号组成。

    条款：GB/T 9704—2012 7.2.5（规定）
    反例：温公积金鹿[2018]第05号
    正例：温公积金鹿〔2018〕5号
    """
    title = subject.first(Element.TITLE)
    for passage in subject.of(Element.DOCUMENT_NUMBER):
        text = re.split(r"\t|签发人", passage.text)[0].strip()
        if ISSUE.fullmatch(text) and (before_of(subject, passage) is title or _is_proclaimed(subject)):
            continue  # of a 公告 or 令
        if subject.layout is Layout.MINUTES and re.fullmatch(r"(?:〔\d{4}〕|第)[1-9]\d*[号期次]", text):
            continue  # 10.3 asks for none: 纪要 are counted within their own mark
        if text and PLACEHOLDER not in text and not _NUMBER.fullmatch(text.replace(" ", "")):
            yield Finding(
                passage.place,
                "发文字号形式不符",
                "年份写全称、用六角括号〔〕，序号不编虚位、不加“第”",
                text,
                "代字〔2018〕5号",
            )


def _is_proclaimed(subject: Subject) -> bool:
    mark = subject.first(Element.AGENCY_MARK)
    return mark is not None and bool(PROCLAIMED.search(mark.text.strip()))


def number_cited(subject: Subject, _: Profile) -> Iterator[Finding]:
    """文中引用的发文字号也用六角括号括入四位年份。

    条款：GB/T 9704—2012 7.2.5（规定）
    反例：按照温委办发[2018]19号文件要求
    正例：按照温委办发〔2018〕19号文件要求
    """
    for passage in subject.passages:
        if passage.element is not Element.DOCUMENT_NUMBER:
            for match in _CITED.finditer(passage.text):
                yield Finding(
                    passage.place,
                    f"引用的发文字号形式不符：{match[0]}",
                    "年份改用六角括号〔〕，序号不加“第”",
                    words=Words(passage.text, *match.span()),
                )


def number_place(subject: Subject, _: Profile) -> Iterator[Finding]:
    """发文字号在发文机关标志下空二行居中；上行文居左空一字，与签发人同处一行。

    条款：GB/T 9704—2012 7.2.5（规定）
    反例：下行文的发文字号左对齐
    正例：下行文的发文字号居中，上行文的居左空一字
    """
    passage, mark = subject.first(Element.DOCUMENT_NUMBER), subject.first(Element.AGENCY_MARK)
    if passage is None or subject.grid is None or not passage.lines:
        return
    line = passage.lines[-1]
    here = subject.grid.on(line.page)
    if subject.is_upward:
        indent = (line.x0 - here.left) / (line.size * MM)
        if not gb9704.EDGE_INDENT.holds(indent):
            yield Finding(
                passage.place, "上行文发文字号的位置不符", "设为左缩进1字符", f"居左空{indent:.1f}字", "居左空一字"
            )
    elif not gb9704.CENTRING.holds(line.centre - (here.left + here.right) / 2):
        yield Finding(
            passage.place,
            "发文字号没有居中",
            "设为居中，并取消缩进",
            f"偏{line.centre - (here.left + here.right) / 2:+.1f} mm",
            "居中",
        )
    if mark and mark.lines:
        gap = (line.top - mark.lines[-1].bottom) / here.pitch
        inside = gap - (1 - here.size * MM / here.pitch) / 2  # who sets two empty lines has half a leading below them
        gap = min(gap, inside, key=lambda one: abs(one - gb9704.NUMBER_GAP.value))
        yield from _gap(passage, gap, gb9704.NUMBER_GAP, "发文字号与发文机关标志之间的空行不符")


def signer_form(subject: Subject, profile: Profile) -> Iterator[Finding]:
    """签发人居右空一字，标“签发人：”，与发文字号同处一行。

    条款：GB/T 9704—2012 7.2.6（规定）
    反例：签发人顶右边缘，或写“签发：”
    正例：签发人：王×× 居右空一字
    """
    for passage in subject.of(Element.DOCUMENT_NUMBER):
        if "签发人" not in passage.text:
            continue
        if "签发人：" not in passage.text:
            yield Finding(passage.place, "“签发人”后没有全角冒号", "改为“签发人：”")
        if passage.lines and subject.grid:
            line, here = passage.lines[-1], subject.grid.on(passage.page)
            indent = (here.right - line.x1) / (line.size * MM)
            if not gb9704.EDGE_INDENT.holds(indent):
                yield Finding(
                    passage.place, "签发人的位置不符", "设为右缩进1字符", f"居右空{indent:.1f}字", "居右空一字"
                )
        number = re.split(r"\t|签发人", passage.text)[0].strip()
        if not number and not any("签发人" not in p.text for p in subject.of(Element.DOCUMENT_NUMBER)):
            yield Finding(
                passage.place,
                "签发人与发文字号不在一行",
                f"版心宽{profile.type_width}，发文字号左、签发人右，排在同一行",
            )


def signer_needed(subject: Subject, _: Profile) -> Iterator[Finding]:
    """上行文（报告、请示）标注签发人姓名。

    条款：党政机关公文处理工作条例 第九条（六）（规定）
    反例：《关于……的报告》没有签发人
    正例：《关于……的报告》标注“签发人：×××”
    """
    title = subject.first(Element.TITLE)
    has_head = subject.first(Element.DOCUMENT_NUMBER) is not None
    if title and has_head and is_upward_kind(subject) and not subject.is_upward:
        yield Finding(
            title.place, f"{quoted(title.text, 20)}是上行文，没有标注签发人", "在发文字号同一行右侧标注“签发人：姓名”"
        )


def red_line(subject: Subject, profile: Profile) -> Iterator[Finding]:
    """发文字号之下4 mm处居中印一条与版心等宽的红色分隔线。

    条款：GB/T 9704—2012 7.2.7（规定）
    反例：分隔线长140 mm，或紧贴发文字号，或为黑色
    正例：分隔线红色，长156 mm，在发文字号下4 mm
    """
    number = subject.first(Element.DOCUMENT_NUMBER)
    if number is None or not number.lines or subject.grid is None:
        return
    line = number.lines[-1]
    below = [s for s in subject.pages[0].strokes if s.is_horizontal and _is_meant(s, line)]
    if not below:
        remedy = f"在发文字号下{gb9704.RED_LINE_GAP.value:g} mm处加一条长{profile.type_width.value:g} mm的红线"
        yield Finding(number.place, "发文字号之下没有红色分隔线", remedy)
        return
    rule = below[0]
    if not is_red(rule.colour):
        yield Finding("第1页分隔线", "版头分隔线不是红色", "把线的颜色改为红色")
    if abs(rule.width - profile.type_width.value) > gb9704.RED_LINE_WIDTH.tolerance:
        yield Finding(
            "第1页分隔线",
            "版头分隔线的长度不符",
            "使其与版心等宽",
            gb9704.RED_LINE_WIDTH.shown(rule.width),
            str(replace(gb9704.RED_LINE_WIDTH, value=profile.type_width.value)),
        )
    gap = rule.y - line.bottom
    if not gb9704.RED_LINE_GAP.holds(gap):
        yield Finding(
            "第1页分隔线",
            "版头分隔线与发文字号的距离不符",
            "调整线的位置，使其在发文字号下4 mm",
            gb9704.RED_LINE_GAP.shown(gap),
            str(gb9704.RED_LINE_GAP),
        )


def _is_meant(stroke: Stroke, line: Line) -> bool:
    """Tell whether a lying stroke below 发文字号 is meant for the red line."""
    return stroke.width > gb9704.RULE_ACROSS and 0 < stroke.y - line.baseline < gb9704.RED_LINE_WITHIN


def _gap(passage: Passage, measured: float, limit: Limit, what: str) -> Iterator[Finding]:
    if not limit.holds(measured):
        yield Finding(passage.place, what, "调整其间的空行或段前间距", f"空{measured:.1f}行", f"空{limit.value:g}行")
