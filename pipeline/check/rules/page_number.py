"""页码 and landscape pages: GB/T 9704—2012, 7.5 and 8."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check import gb9704
from pipeline.check.finding import Finding
from pipeline.check.measured import MM, Line
from pipeline.check.profile import Profile
from pipeline.check.rules.facts import footer_told, size_name
from pipeline.check.subject import Grid, Subject
from pipeline.fonts import Role
from pipeline.model.elements import Layout

_FORM = re.compile(r"—\s*\d+\s*—")


def form(subject: Subject, _: Profile) -> Iterator[Finding]:
    """页码为阿拉伯数字，左右各放一条一字线。

    条款：GB/T 9704—2012 7.5（规定）
    反例：第1页；-1-；1
    正例：— 1 —
    """
    for number in subject.page_numbers:
        text = number.line.text.strip()
        if not _FORM.fullmatch(text):
            yield Finding(f"第{number.page}页", "页码形式不符", "数字左右各放一条一字线“—”", text, "— 1 —")


def presence(subject: Subject, _: Profile) -> Iterator[Finding]:
    """每面都编页码；空白页、只有版记的一面和信函首页不编。

    条款：GB/T 9704—2012 7.5（规定）
    反例：第2面没有页码
    正例：除版记页和空白页外，每面都有页码
    """
    numbered = {number.page for number in subject.page_numbers}
    imprint_only = _imprint_only(subject)
    for page in subject.pages:
        is_bare = page.number in imprint_only or (page.number == 1 and subject.layout is Layout.LETTER)
        if page.is_blank or is_bare:
            if page.number in numbered and is_bare:
                yield Finding(f"第{page.number}页", "该页不应编页码", "删去该页页码")
        elif page.number not in numbered:
            yield Finding(f"第{page.number}页", "没有页码", "插入页码，包括附件和横排表格的页")


def _imprint_only(subject: Subject) -> set[int]:
    imprint = {passage.page for passage in subject.passages if passage.in_imprint}
    others = {line.page for p in subject.passages if not p.in_imprint for line in p.lines}
    return imprint - others - {page for page, _ in subject.tables}


def sequence(subject: Subject, _: Profile) -> Iterator[Finding]:
    """页码从首面起连续编排，附件与正文连续。

    条款：GB/T 9704—2012 7.5（规定）
    反例：附件的页码又从1开始
    正例：附件的页码接正文继续编排
    """
    for number in subject.page_numbers:
        digits = re.search(r"\d+", number.line.text)
        if digits and int(digits[0]) != number.page:
            yield Finding(
                f"第{number.page}页",
                "页码不连续",
                "取消“起始页码”设置，使页码续前节",
                digits[0],
                str(number.page),
            )


def font(subject: Subject, _: Profile) -> Iterator[Finding]:
    """页码用4号半角宋体阿拉伯数字。

    条款：GB/T 9704—2012 7.5（一般）
    反例：页码用小五号Times New Roman
    正例：页码用4号宋体
    """
    for number in subject.page_numbers:
        line = number.line
        if not gb9704.PAGE_NUMBER_SIZE.holds(line.size):
            yield Finding(
                f"第{number.page}页",
                "页码字号不符",
                f"改为{size_name(gb9704.PAGE_NUMBER_SIZE)}",
                gb9704.PAGE_NUMBER_SIZE.shown(line.size),
                f"{size_name(gb9704.PAGE_NUMBER_SIZE)}（{gb9704.PAGE_NUMBER_SIZE}）",
            )
        wrong = next((g for g in line.glyphs if g.text.isdigit() and Role.SONG not in g.typeface.roles), None)
        if wrong:
            yield Finding(f"第{number.page}页", "页码字体不符", "改为宋体", wrong.typeface.name, "宋体")
        if any(character.isdigit() and not character.isascii() for character in line.text):
            yield Finding(f"第{number.page}页", "页码用了全角数字", "改为半角数字", line.text.strip(), "— 1 —")


def side(subject: Subject, _: Profile) -> Iterator[Finding]:
    """单页码居右空一字，双页码居左空一字。

    条款：GB/T 9704—2012 7.5（规定）
    反例：页码都居中
    正例：第1页的页码居右空一字，第2页的居左空一字
    """
    if subject.grid is None:
        return
    for number in subject.page_numbers:
        page = subject.pages[number.page - 1]
        if page.turned and number.line not in page.corner:
            continue
        room = _room(number.line, subject.grid.bound(number.page), odd=number.page % 2 == 1)
        name = "右" if number.page % 2 else "左"
        if not gb9704.PAGE_NUMBER_INDENT.holds(room):
            yield Finding(
                f"第{number.page}页",
                "页码的位置不符",
                f"设为居{name}，{name}缩进1字符",
                f"居{name}空{room:.1f}字",
                f"居{name}空1字",
            )


def _room(line: Line, grid: Grid, *, odd: bool) -> float:
    """Give the space outside the number in 字 of 3号."""
    return (grid.right - line.x1 if odd else line.x0 - grid.left) / (gb9704.BODY_SIZE.value * MM)


def height(subject: Subject, profile: Profile) -> Iterator[Finding]:
    """页码编排在版心下边缘之下，一字线上距版心下边缘7 mm。

    条款：GB/T 9704—2012 7.5（规定）
    反例：页码距版心下边缘15 mm
    正例：一字线距版心下边缘7 mm
    """
    for number in subject.page_numbers:
        page = subject.pages[number.page - 1]
        if page.turned and number.line not in page.corner:
            continue
        gap = number.line.baseline - gb9704.DASH_HEIGHT * number.line.size * MM - profile.bottom
        if not gb9704.PAGE_NUMBER_GAP.holds(gap):
            yield Finding(
                f"第{number.page}页",
                "页码与版心下边缘的距离不符",
                f"调整页脚距离（{footer_told(profile)}）",
                gb9704.PAGE_NUMBER_GAP.shown(gap),
                str(gb9704.PAGE_NUMBER_GAP),
            )


def landscape_number(subject: Subject, _: Profile) -> Iterator[Finding]:
    """表格横排的页，页码位置与公文其他页保持一致（在纵向装订后的下方外侧）。

    条款：GB/T 9704—2012 8（规定）
    反例：横向页的页码在横向纸的下方
    正例：横向页的页码在纵向装订后的左下或右下角
    """
    for number in subject.page_numbers:
        page = subject.pages[number.page - 1]
        if page.turned and number.line not in page.corner:
            yield Finding(
                f"第{number.page}页", "横排表格页的页码没有与其他页保持一致", "把页码移到纵向装订后的下方外侧"
            )


def landscape_head(subject: Subject, _: Profile) -> Iterator[Finding]:
    """横排表格的表头，单页码的在订口一边，双页码的在切口一边（都在纵向纸的左侧）。

    条款：GB/T 9704—2012 8（规定）
    反例：横排表格的表头在纵向纸的右侧
    正例：横排表格的表头在纵向纸的左侧
    """
    for page in subject.pages:
        if page.turned and not page.head_left:
            side_name = "订口" if page.number % 2 else "切口"
            yield Finding(f"第{page.number}页", f"横排表格的表头不在{side_name}一边", "把该页旋转180°")
