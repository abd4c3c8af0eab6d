"""版记: GB/T 9704—2012, 7.4."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.check import gb9704
from pipeline.check.finding import Finding
from pipeline.check.profile import Profile
from pipeline.check.recognise.wording import COPIED, DATED, PRINTED_ON
from pipeline.check.rules.facts import quoted
from pipeline.check.subject import Passage, Subject
from pipeline.model.elements import PLACEHOLDER, Element, Layout

_OTHER_LABEL = re.compile(r"(?:抄报|抄发|分送|报送)(?=[：:])")
"""GB/T 9704—1999 parted 抄报 from 抄送; in that of 2012 there is but 抄送."""
_CELLS = "；版记用表格的，单元格左右边距设为0"
_PRINTED = re.compile(r"\d{4}年(?:[1-9]|1[0-2])月(?:[1-9]|[12]\d|3[01])日印发")


def lines(subject: Subject, profile: Profile) -> Iterator[Finding]:
    """版记的分隔线与版心等宽，首条和末条高0.35 mm，中间的高0.25 mm。

    条款：GB/T 9704—2012 7.4.1（规定）
    反例：版记只有两条同样粗的线，或线长140 mm
    正例：首末条0.35 mm、中间0.25 mm，长156 mm
    """
    imprint = list(_imprint(subject))
    rules = subject.imprint_lines
    if not imprint or not imprint[0].lines:
        return
    if len(rules) < 2:
        yield Finding(
            "版记",
            "版记缺少分隔线",
            f"版记首末各加一条{gb9704.IMPRINT_OUTER.value:g} mm的线，各要素之间加{gb9704.IMPRINT_INNER.value:g} mm的线",
            f"{len(rules)}条",
            "至少2条",
        )
        return
    for number, rule in enumerate(rules, 1):
        if abs(rule.width - profile.type_width.value) > gb9704.IMPRINT_LINE_WIDTH.tolerance:
            yield Finding(
                "版记",
                f"版记第{number}条线的长度不符",
                "使其与版心等宽",
                gb9704.IMPRINT_LINE_WIDTH.shown(rule.width),
                str(replace(gb9704.IMPRINT_LINE_WIDTH, value=profile.type_width.value)),
            )
        limit = gb9704.IMPRINT_OUTER if number in {1, len(rules)} else gb9704.IMPRINT_INNER
        if not limit.holds(rule.thickness):
            yield Finding(
                "版记",
                f"版记第{number}条线的粗细不符",
                f"改为{limit.value:g} mm",
                limit.shown(rule.thickness),
                str(limit),
            )


def foot(subject: Subject, profile: Profile) -> Iterator[Finding]:
    """版记末条分隔线与公文最后一面的版心下边缘重合。

    条款：GB/T 9704—2012 7.4.1（规定）
    反例：版记接排在正文之后，离版心下边缘60 mm
    正例：版记末条线距纸上边262 mm
    """
    rules = subject.imprint_lines
    if len(rules) < 2:
        return
    height = rules[-1].y
    if abs(height - profile.bottom) > gb9704.IMPRINT_BOTTOM.tolerance:
        yield Finding(
            "版记",
            "版记末条分隔线没有与版心下边缘重合",
            "把版记移到最后一面版心的底部",
            f"距纸上边{height:.1f} mm",
            f"{profile.bottom:g}±{gb9704.IMPRINT_BOTTOM.tolerance:g} mm",
        )


def even_page(subject: Subject, _: Profile) -> Iterator[Finding]:
    """版记置于公文最后一面，且为双数页。

    条款：GB/T 9704—2012 7.4.1（规定）
    反例：公文共3面，版记在第3面
    正例：公文共4面，版记在第4面
    """
    passage = next(_imprint(subject), None)
    if passage is None or not passage.lines:
        return
    last = len(subject.pages)
    if passage.page != last:
        yield Finding(
            f"第{passage.page}页", "版记不在公文最后一面", "把版记移到最后一面", f"第{passage.page}页", f"第{last}页"
        )
    if passage.page % 2:
        yield Finding(
            f"第{passage.page}页", "版记不在双数页", "在版记之前增加一面空白", f"第{passage.page}页", "双数页"
        )


def needed(subject: Subject, _: Profile) -> Iterator[Finding]:
    """有版头的公文末尾有版记，写明印发机关和印发日期。

    条款：党政机关公文处理工作条例 第九条（十七）（一般）
    反例：红头的《……的通知》到成文日期为止，没有印发机关和印发日期
    正例：最后一面的下部有“温州市住房公积金管理中心办公室　2018年7月5日印发”
    """
    has_head = subject.first(Element.DOCUMENT_NUMBER) is not None and subject.first(Element.AGENCY_MARK) is not None
    if has_head and subject.first(Element.PRINTER) is None:
        what = "版记没有印发机关和印发日期" if any(_imprint(subject)) else "没有版记"
        yield Finding("版记", what, "在最后一面的版心底部加版记，写明抄送机关、印发机关和印发日期")


def copy_form(subject: Subject, _: Profile) -> Iterator[Finding]:
    """抄送机关前加“抄送：”，最后一个机关名称后标句号。

    条款：GB/T 9704—2012 7.4.2（规定）
    反例：抄送:市审管办；抄报：市审管办。
    正例：抄送：市审管办。
    """
    copies = list(subject.of(Element.COPY_TO))
    if not copies:
        return
    first, last = copies[0], copies[-1]
    for passage in copies:
        other = _OTHER_LABEL.match(passage.text.strip())
        if other and not (subject.layout is Layout.MINUTES and other[0] == "分送"):  # what goes to those who met
            yield Finding(
                passage.place, f"版记中用了“{other[0]}”", "上级、平级、下级机关一律写在“抄送：”之后", other[0], "抄送"
            )
    if not _OTHER_LABEL.match(first.text.strip()) and not re.match(r"(抄送|主送)：", first.text.strip()):
        yield Finding(
            first.place,
            f"抄送机关{quoted(first.text)}的形式不符",
            "改为“抄送：”（全角冒号）开头",
            quoted(first.text, 6),
            "抄送：",
        )
    if not last.text.strip().endswith("。"):
        yield Finding(last.place, f"抄送机关末尾没有句号：{quoted(last.text, 20)}", "末尾加句号“。”")


def printer_form(subject: Subject, _: Profile) -> Iterator[Finding]:
    """印发日期用阿拉伯数字标全年、月、日，月、日不编虚位，后加“印发”二字。

    条款：GB/T 9704—2012 7.4.3（规定）
    反例：2018年07月05日印
    正例：2018年7月5日印发
    """
    for passage in subject.of(Element.PRINTER):
        is_above = passage.lines and not re.search(r"\d|印", passage.text)  # its date stands on a line of its own
        if not is_above and not _PRINTED.search(passage.text.replace(" ", "")) and PLACEHOLDER not in passage.text:
            yield Finding(
                passage.place, f"印发日期{quoted(passage.text[-14:], 16)}的形式不符", "写作“2018年7月5日印发”"
            )


def indents(subject: Subject, _: Profile) -> Iterator[Finding]:
    """抄送机关、印发机关左空一字，抄送机关回行和印发日期右空一字。

    条款：GB/T 9704—2012 7.4.2、7.4.3（规定）
    反例：印发机关顶格
    正例：印发机关左空一字，印发日期右空一字
    """
    for passage in _imprint(subject):
        starts = passage.left_indent if passage.lines else passage.first_indent
        is_date = bool(passage.lines) and PRINTED_ON.match(passage.text.strip())
        is_printer = passage.element is Element.PRINTER and not is_date
        is_head = is_printer or COPIED.match(passage.text)
        if starts is not None and is_head and not gb9704.IMPRINT_INDENT.holds(starts):
            yield Finding(
                passage.place,
                f"{quoted(passage.text)}没有左空一字",
                f"左缩进1字符{_CELLS}",
                f"左空{starts:.1f}字",
                "左空1字",
            )
        is_dated = passage.element is Element.PRINTER and DATED.fullmatch(passage.text.strip())
        ends = passage.right_indent if is_dated else None
        if ends is not None and not gb9704.IMPRINT_INDENT.holds(ends):
            yield Finding(passage.place, "印发日期没有右空一字", f"右缩进1字符{_CELLS}", f"右空{ends:.1f}字", "右空1字")


def _imprint(subject: Subject) -> Iterator[Passage]:
    return (passage for passage in subject.of(Element.COPY_TO, Element.PRINTER) if passage.text.strip())
