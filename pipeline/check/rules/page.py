"""Paper and 版心 (纸张、版心): GB/T 9704—2012, clause 5."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check import gb9704
from pipeline.check.finding import Finding
from pipeline.check.measured import MM
from pipeline.check.profile import Profile
from pipeline.check.rules.facts import full_lines, quoted
from pipeline.check.settings import Section
from pipeline.check.subject import Subject


def paper_size(subject: Subject, _: Profile) -> Iterator[Finding]:
    """纸张用A4；横排表格页为横向的A4。

    条款：GB/T 9704—2012 5.1（规定）
    反例：纸张为Letter（215.9 mm×279.4 mm）
    正例：纸张为A4（210 mm×297 mm）
    """
    for place, width, height in subject.sheets:
        short, long = sorted((width, height))
        if not (gb9704.PAPER_WIDTH.holds(short) and gb9704.PAPER_HEIGHT.holds(long)):
            wanted = f"{gb9704.PAPER_WIDTH.value:g} mm×{gb9704.PAPER_HEIGHT.value:g} mm"
            measured = f"{width:.1f} mm×{height:.1f} mm"
            yield Finding(place, "纸张不是A4", "在“页面设置—纸张”中选A4", measured, wanted)


def top_edge(subject: Subject, profile: Profile) -> Iterator[Finding]:
    """天头为37 mm±1 mm：整面正文首行的字面上边缘或行框上边缘（或其间）位于版心上边缘。

    条款：GB/T 9704—2012 5.2.1（规定）
    反例：正文首行距纸上边50 mm
    正例：正文首行行框距纸上边37 mm
    """
    grid = subject.grid
    if grid is None or not grid.top:
        return
    box = grid.top - (grid.pitch - grid.size * MM) / 2
    edge, spread = profile.top.value, profile.top.tolerance
    if not box - spread <= edge <= grid.top + spread:
        measured = f"字面{profile.top.shown(grid.top)}、行框{profile.top.shown(box)}"
        outside = edge - gb9704.WORD_MARGINS[0][0] + gb9704.WORD_MARGINS[1][0]
        remedy = f"把上边距调整为{edge:g} mm（半个行间空白在版心之外的Word文件为{outside:g} mm）"
        yield Finding("续页首行", "天头不符", remedy, measured, str(profile.top))


def left_edge(subject: Subject, profile: Profile) -> Iterator[Finding]:
    """订口（左白边）为28 mm±1 mm；双面印刷的双数页订口在右。

    条款：GB/T 9704—2012 5.2.1（规定）
    反例：正文左边缘距纸左边31.8 mm
    正例：正文左边缘距纸左边28 mm
    """
    if subject.grid is None:
        return
    for page, places in ((1, "单数页"), (2, "双数页")):
        left = subject.grid.on(page).left
        fits = profile.binding.holds(left) or (page == 2 and abs(left - profile.mirrored) <= profile.binding.tolerance)
        if (page == 1 or subject.grid.even) and not fits:
            yield Finding(
                places,
                "订口不符",
                f"在“页面设置”中把左边距改为{profile.binding.value:g} mm、右边距改为{profile.mirrored:g} mm",
                profile.binding.shown(left),
                str(profile.binding),
            )


def type_width(subject: Subject, profile: Profile) -> Iterator[Finding]:
    """版心宽156 mm：整行文字从左边缘到右边缘恰为版心宽。

    条款：GB/T 9704—2012 5.2.1（规定）
    反例：整行宽146.5 mm
    正例：整行宽156 mm
    """
    if subject.grid is None or not full_lines(subject, profile):
        return
    for page, places in ((1, "单数页"), (2, "双数页")):
        here = subject.grid.on(page)
        if (page == 1 or subject.grid.even) and not profile.type_width.holds(here.right - here.left):
            yield Finding(
                places,
                "版心宽不符",
                f"核对左边距{profile.binding.value:g} mm、右边距{profile.mirrored:g} mm和每行{profile.characters}",
                profile.type_width.shown(here.right - here.left),
                str(profile.type_width),
            )


def bottom_edge(subject: Subject, profile: Profile) -> Iterator[Finding]:
    """正文不超出版心下边缘（距纸上边262 mm）。

    条款：GB/T 9704—2012 5.2.1（规定）
    反例：末行文字下边缘距纸上边268 mm
    正例：末行文字下边缘距纸上边260 mm
    """
    for passage in subject.passages:
        for line in passage.lines:
            page = subject.pages[passage.page - 1]
            if page.turned or passage.in_table or line.size < gb9704.BODY_LEAST:
                continue
            if profile.bottom + profile.type_height.tolerance < line.bottom < profile.bottom + gb9704.FOOT:
                yield Finding(
                    f"第{page.number}页{quoted(line.text)}",
                    "文字超出版心下边缘",
                    "减小下边距不当的设置，或把该行移到下一页",
                    f"{line.bottom:.1f} mm",
                    f"不大于{profile.bottom:g} mm",
                )


def word_margins(subject: Subject, profile: Profile) -> Iterator[Finding]:
    """Word文件的页边距为上37、下35、左28、右26 mm（或按GB/T 33476.2为上34.58、下32.58 mm）。

    条款：GB/T 9704—2012 5.2.1（规定）
    反例：上下25.4 mm、左右31.8 mm（Word默认）
    正例：上34.58、下32.58、左28、右26 mm
    """
    if subject.word is None:
        return
    wanted = f"上{profile.top.value:g}、下{profile.below:g}、左{profile.binding.value:g}、右{profile.mirrored:g} mm"
    for section in (section for section in subject.word.sections if not section.is_landscape):
        if not _margins_fit(section, profile):
            yield Finding(
                f"第{section.number}节",
                "页边距不符",
                f"在“页面设置”中改为{wanted}",
                f"上{section.top:.1f}、下{section.bottom:.1f}、左{section.left:.1f}、右{section.right:.1f} mm",
                f"{wanted}，允许偏差{gb9704.WORD_MARGIN_TOLERANCE:g} mm",
            )


def _margins_fit(section: Section, profile: Profile) -> bool:
    """Tell whether a section's page is the 版心, or reaches half a leading beyond it above and below."""
    tolerance = gb9704.WORD_MARGIN_TOLERANCE
    upright = any(
        abs(section.top - profile.top.value + outside) <= tolerance
        and abs(section.bottom - profile.below + outside) <= tolerance
        for outside in (gb9704.WORD_MARGINS[0][0] - top for top, _ in gb9704.WORD_MARGINS)
    )
    width = section.width - section.left - section.right
    return upright and profile.binding.holds(section.left) and profile.type_width.holds(width)
