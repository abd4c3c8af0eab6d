"""附件: GB/T 9704—2012, 7.3.7."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check import gb9704
from pipeline.check.finding import Finding
from pipeline.check.profile import Profile
from pipeline.check.rules.facts import quoted
from pipeline.check.subject import Align, Passage, Subject
from pipeline.model.elements import Element


def number_form(subject: Subject, _: Profile) -> Iterator[Finding]:
    """附件首页左上角写“附件”及顺序号，其后不加冒号；只有一个附件的不编号。

    条款：GB/T 9704—2012 7.3.7（规定）
    反例：附件1：
    正例：附件1
    """
    numbers = list(subject.of(Element.ATTACHMENT_NUMBER))
    if subject.first(Element.TITLE) is None and len(numbers) == 1:
        return  # an attachment that is a file of its own bears the number it has in its document
    notes = "\n".join(passage.text for passage in subject.of(Element.ATTACHMENT_NOTE))
    are_several = len(numbers) > 1 or bool(re.search(r"(?:^|\s)2[.．、]", notes))
    for count, passage in enumerate(numbers, 1):
        text = re.sub(r"\s", "", passage.text)
        wanted = f"附件{count}" if are_several else "附件"
        if text != wanted and not (len(numbers) == 1 and text == "附件1"):
            yield Finding(
                passage.place, f"附件序号{quoted(text)}的形式不符", f"改为“{wanted}”，其后不加标点", text, wanted
            )


def number_place(subject: Subject, _: Profile) -> Iterator[Finding]:
    """附件另面编排，“附件”及顺序号顶格。

    条款：GB/T 9704—2012 7.3.7（规定）
    反例：“附件1”居中，或接排在正文之后
    正例：“附件1”在新的一面顶格
    """
    for passage in subject.of(Element.ATTACHMENT_NUMBER):
        if not passage.starts_page:
            yield Finding(passage.place, f"{quoted(passage.text)}没有另面编排", "在其前插入分页")
        if (
            passage.first_indent is not None
            and abs(passage.first_indent) > gb9704.INDENT_TOLERANCE
            and not _is_turned(subject, passage.page)
        ):
            yield Finding(
                passage.place,
                f"{quoted(passage.text)}没有顶格",
                "取消缩进和居中",
                f"缩进{passage.first_indent:.1f}字",
                "顶格",
            )
        elif passage.align in {Align.CENTRE, Align.RIGHT} and not passage.lines:
            yield Finding(passage.place, f"{quoted(passage.text)}没有顶格", "设为左对齐", str(passage.align), "顶格")


def number_line(subject: Subject, profile: Profile) -> Iterator[Finding]:
    """“附件”及顺序号编排在版心第一行。

    条款：GB/T 9704—2012 7.3.7（规定）
    反例：“附件1”之上有空行
    正例：“附件1”在版心第一行
    """
    for passage in subject.of(Element.ATTACHMENT_NUMBER):
        if passage.lines and subject.grid and not _is_turned(subject, passage.page):
            drop = passage.lines[0].top - profile.top.value
            if drop > subject.grid.pitch * gb9704.ATTACHMENT_NUMBER_DROP:
                yield Finding(
                    passage.place,
                    f"{quoted(passage.text)}不在版心第一行",
                    "删去其前的空行",
                    f"距版心上边缘{drop:.1f} mm",
                    "第一行",
                )


def title_place(subject: Subject, _: Profile) -> Iterator[Finding]:
    """附件标题居中编排。

    条款：GB/T 9704—2012 7.3.7（规定）
    反例：附件标题左对齐
    正例：附件标题居中
    """
    numbers = list(subject.of(Element.ATTACHMENT_NUMBER))
    for count, number in enumerate(numbers, 1):
        title = _title(subject, count)
        if title is None:
            yield Finding(
                number.place, f"{quoted(number.text)}没有居中的标题", "在第三行居中写明附件标题，与附件说明一致"
            )
        elif title.align is not Align.CENTRE:
            yield Finding(
                title.place, f"附件标题{quoted(title.text)}没有居中", "设为居中，并取消缩进", str(title.align), "居中"
            )


def title_line(subject: Subject, _: Profile) -> Iterator[Finding]:
    """附件标题编排在版心第三行。

    条款：GB/T 9704—2012 7.3.7（规定）
    反例：附件标题紧接“附件1”
    正例：附件标题与“附件1”之间空一行
    """
    for count, number in enumerate(subject.of(Element.ATTACHMENT_NUMBER), 1):
        title = _title(subject, count)
        if title and title.lines and number.lines and subject.grid and title.page == number.page:
            step = (title.lines[0].baseline - number.lines[0].baseline) / subject.grid.pitch
            least, most = gb9704.ATTACHMENT_TITLE_STEP
            if not least <= step <= most:
                yield Finding(
                    title.place,
                    f"附件标题{quoted(title.text)}不在版心第三行",
                    "使其与“附件”之间空一行",
                    f"第{1 + step:.1f}行",
                    str(gb9704.ATTACHMENT_TITLE_LINE),
                )


def _title(subject: Subject, attachment: int) -> Passage | None:
    return next((p for p in subject.of(Element.ATTACHMENT_TITLE) if p.attachment == attachment), None)


def _is_turned(subject: Subject, page: int) -> bool:
    return bool(page) and subject.pages[page - 1].turned
