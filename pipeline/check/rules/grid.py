"""The grid (行格): 22 lines of 28 characters, GB/T 9704—2012, 5.2.3."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from statistics import median

from pipeline.check import gb9704
from pipeline.check.finding import Finding
from pipeline.check.measured import MM, Line
from pipeline.check.profile import Profile
from pipeline.check.rules.facts import full_lines, pitch_told, quoted, tracking_told
from pipeline.check.subject import Subject
from pipeline.model.elements import Element


def word_grid(subject: Subject, profile: Profile) -> Iterator[Finding]:
    """Word文件的行距和字距使版心恰好容下22行、每行28字。

    条款：GB/T 9704—2012 5.2.3（一般）
    反例：上下边距37、35 mm而行距固定值30磅，一面只有21行
    正例：上下边距37、35 mm，文档网格每行28.95磅，字距紧缩0.25磅
    """
    if subject.word is None or not subject.word.line_pitch:
        return
    section = next((s for s in subject.word.sections if not s.is_landscape), None)
    if section is None:
        return
    lines = (section.height - section.top - section.bottom) / (subject.word.line_pitch * MM)
    if int(lines + gb9704.GRID_SLACK) != profile.lines.value:
        yield Finding(
            "页面设置",
            "每面行数不符",
            f"行距设为{pitch_told(profile)}",
            f"行距{subject.word.line_pitch:g}磅，每面{int(lines + gb9704.GRID_SLACK)}行",
            str(profile.lines),
        )
    characters = (section.width - section.left - section.right) / (subject.word.character_pitch * MM)
    if int(characters + gb9704.GRID_SLACK) != profile.characters.value:
        yield Finding(
            "正文样式",
            "每行字数不符",
            tracking_told(profile),
            f"字距{subject.word.character_pitch:.2f}磅，每行{int(characters + gb9704.GRID_SLACK)}字",
            str(profile.characters),
        )


def lines_per_page(subject: Subject, profile: Profile) -> Iterator[Finding]:
    """整面正文排22行。

    条款：GB/T 9704—2012 5.2.3（一般）
    反例：一整面正文只有21行
    正例：一整面正文恰有22行
    """
    if subject.grid is None:
        return
    for number, lines in full_pages(subject):
        slots = round((lines[-1].baseline - lines[0].baseline) / subject.grid.pitch) + 1
        if slots != profile.lines.value:
            remedy = "核对行距和上下边距；只少一两行的，取消段落的“孤行控制”“与下段同页”"
            yield Finding(f"第{number}页", "整面行数不符", remedy, f"{slots}行", str(profile.lines))


def characters_per_line(subject: Subject, profile: Profile) -> Iterator[Finding]:
    """整行正文排28个汉字。

    条款：GB/T 9704—2012 5.2.3（一般）
    反例：整行只有27个汉字
    正例：整行恰有28个汉字
    """
    lines = [line for line in full_lines(subject, profile) if all(glyph.is_wide for glyph in line.glyphs)]
    if len(lines) < gb9704.ENOUGH_LINES:
        return
    advance = median((line.glyphs[-1].x0 - line.glyphs[0].x0) / (len(line.glyphs) - 1) for line in lines)
    count = Counter(len(line.glyphs) for line in lines).most_common(1)[0][0]
    if count != profile.characters.value:
        yield Finding(
            "正文",
            "每行字数不符",
            tracking_told(profile),
            f"{count}字（字距{advance / MM:.2f} pt）",
            str(profile.characters),
        )


def line_pitch(subject: Subject, profile: Profile) -> Iterator[Finding]:
    """正文行距为版心高的二十二分之一（28.99 pt；按GB/T 33476.2为29.45 pt）。

    条款：GB/T 9704—2012 5.2.3（一般）
    反例：正文行距24 pt
    正例：正文行距28.99 pt
    """
    if subject.grid and not profile.pitch.holds(subject.grid.pitch / MM):
        yield Finding(
            "正文",
            "行距不符",
            f"把正文行距改为{pitch_told(profile)}",
            profile.pitch.shown(subject.grid.pitch / MM),
            str(profile.pitch),
        )


def regular_lines(subject: Subject, _: Profile) -> Iterator[Finding]:
    """同一段内各行行距一致，不因生僻字、西文或角标而变。

    条款：GB/T 9704—2012 5.2.3（一般）
    反例：含“喆”字的一行比别的行高1.5 pt
    正例：段内各行行距都是28.99 pt
    """
    grid = subject.grid
    for passage in subject.of(Element.BODY, Element.ADDRESSEE):
        if grid is None or subject.pages[passage.page - 1].turned:
            continue
        for before, line in zip(passage.lines, passage.lines[1:], strict=False):
            gap = line.baseline - before.baseline
            if gap > 0 and abs(gap - grid.pitch) > gb9704.REGULAR * MM:
                yield Finding(
                    passage.place,
                    f"段内{quoted(line.text)}一行行距不一",
                    "把该段行距设为固定值",
                    f"{gap / MM:.2f} pt",
                    f"{grid.pitch / MM:.2f}±{gb9704.REGULAR:g} pt",
                )


def even_edges(subject: Subject, _: Profile) -> Iterator[Finding]:
    """整行文字的右边缘与版心右边缘对齐，撑满版心。

    条款：GB/T 9704—2012 5.2.3（一般）
    反例：因避头尾而缩短的一行右边空出一个字
    正例：每一整行的右边缘与版心右边缘相差不到1.5 pt
    """
    if subject.grid is None:
        return
    for passage in subject.of(Element.BODY):
        rights = ((subject.grid.on(line.page).right, line) for line in passage.lines[:-1])
        gaps = [(right - line.right_edge(right), line) for right, line in rights]
        ragged = [(gap, line) for gap, line in gaps if abs(gap) > gb9704.EDGE * MM]
        if ragged and not subject.pages[passage.page - 1].turned:
            worst, line = max(ragged, key=lambda item: abs(item[0]))
            yield Finding(
                passage.place,
                f"有{len(ragged)}行没有撑满版心，如{quoted(line.text)}",
                "把该段设为两端对齐",
                f"距版心右边缘{worst / MM:.1f} pt",
                f"不超过{gb9704.EDGE:g} pt",
            )


def _last_words(subject: Subject) -> set[int]:
    """Give the pages that begin with the last paragraph of the text, which keeps with what closes it."""
    pairs = pairwise(passage for passage in subject.main if passage.lines)
    return {
        passage.lines[0].page
        for passage, after in pairs
        if passage.starts_page and after.element in (Element.ATTACHMENT_NOTE, Element.SIGNATURE)
    }


def full_pages(subject: Subject) -> Iterator[tuple[int, list[Line]]]:
    """Give the pages that hold nothing but the document's running text and are followed by more of it.

    A page may end early before a heading, which keeps with its text, and before the last words, which keep with 署名.
    """
    flow: dict[int, list[Line]] = {}
    for line in (line for passage in subject.main for line in passage.lines):
        flow.setdefault(line.page, []).append(line)
    others = {page for page, _ in subject.tables} | {
        page.number for page in subject.pages if page.turned or page.pictures
    }
    forced = {p.page for p in subject.main if p.starts_page and p.element is not Element.BODY} | _last_words(subject)
    for page in range(2, len(subject.pages)):
        if page in flow and page + 1 in flow and not {page, page + 1} & others and page + 1 not in forced:
            yield page, flow[page]
