"""What rules ask of a paragraph: its place in 字, the blank lines before it, the characters that carry a font."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import floor

from pipeline.check import gb9704
from pipeline.check.finding import Finding
from pipeline.check.limit import Limit
from pipeline.check.measured import MM, Line, width_of
from pipeline.check.profile import Profile
from pipeline.check.subject import Align, Grid, Passage, Stretch, Subject
from pipeline.fonts import Role
from pipeline.model.elements import PLACEHOLDER, Element
from pipeline.records.names import words_of

_UPWARD = re.compile(r"(报告|请示)(（.*）)?$")
_HANZI = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")


def common_hanzi(text: str) -> str:
    """Give the 汉字 that every Chinese font has; rarer ones may come from another font."""
    written = text.replace(PLACEHOLDER, "")
    return "".join(character for character in _HANZI.findall(written) if _in_gb2312(character))


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def quoted(text: str, length: int = 12) -> str:
    """Give the beginning of a text in quotation marks, for people to find it."""
    short = text.strip().replace("\t", " ")
    return f"“{short[:length]}…”" if len(short) > length else f"“{short}”"


def span_of(passage: Passage, subject: Subject, profile: Profile) -> tuple[float, float] | None:
    """Give where a one-line paragraph begins and ends, in 字 from the 版心's left edge; None when unknown.

    On paper 字 are those of the grid: so many fill the 版心's width.
    """
    if passage.lines and subject.grid:
        grid, line = subject.grid.on(passage.page), passage.lines[-1]
        character = profile.character
        return (line.x0 - grid.left) / character, (line.right_edge(grid.right) - grid.left) / character
    measure = profile.characters.value
    width = width_of(passage.text.strip())
    if passage.align is Align.RIGHT:
        end = measure - (passage.right_indent or 0)
        return end - width, end
    if passage.align is Align.CENTRE:
        middle = (measure + (passage.left_indent or 0) - (passage.right_indent or 0)) / 2
        return middle - width / 2, middle + width / 2
    if passage.first_indent is None:
        return None
    start = max(passage.first_indent, 0.0)
    return start, start + width


def blank_lines(before: Passage, passage: Passage, grid: Grid) -> float | None:
    """Give the blank lines between two paragraphs on one page; None when a page ends between them."""
    if not before.lines or not passage.lines:
        return None
    gap = passage.lines[0].top - before.lines[-1].bottom
    if gap < -gb9704.MEETING:
        return None
    return round((gap - (grid.pitch - grid.size * MM)) / grid.pitch, 1) + 0.0  # no -0.0 is shown to people


def full_lines(subject: Subject, profile: Profile) -> list[Line]:
    """Give the lines of body paragraphs that are not the last of their paragraph and not indented."""
    lines = [line for passage in subject.of(Element.BODY) for line in passage.lines[1:-1]]
    return [line for line in lines if line.width > gb9704.FULL_LINE * profile.type_width.value]


def before_of(subject: Subject, passage: Passage) -> Passage | None:
    """Give the paragraph before one, tables and 版记 aside."""
    flow = [p for p in subject.passages if not (p.in_table or p.in_imprint)]
    number = next(index for index, other in enumerate(flow) if other is passage)
    return flow[number - 1] if number else None


def is_upward_kind(subject: Subject) -> bool:
    """Tell whether a document goes up (上行文): by its 文种, or because it shows 签发人."""
    title = subject.first(Element.TITLE)
    return subject.is_upward or (title is not None and bool(_UPWARD.search(title.text.strip())))


def is_torn(first: str, second: str) -> bool:
    """Tell whether a word goes over a line's end, and a piece of it that is no word is left on either side."""
    if min(len(words_of(first)[-1]), len(words_of(second)[0])) > 1:
        return False
    end = 0
    for word in words_of(first + second):
        begin, end = end, end + len(word)
        if begin < len(first) < end:
            return len(word) <= gb9704.WORD_LONGEST and word.isalpha() and not word.isascii()
    return False


def wrong_fonts(passages: Iterable[Passage], roles: frozenset[Role], profile: Profile) -> Iterator[Finding]:
    """Name the paragraphs with 汉字 in a font that does not play one of the roles: each such font once."""
    for passage in passages:
        wanted = profile.fonts.get(passage.element, roles) if passage.element else roles
        told: set[str] = set()
        for stretch in passage.stretches:
            name = stretch.typeface.name
            if name in told or stretch.typeface.roles & wanted or not common_hanzi(stretch.text):
                continue
            if not _is_lead(stretch, passage):
                told.add(name)
                yield _wrong_font(passage, stretch, wanted)


def _wrong_font(passage: Passage, stretch: Stretch, wanted: frozenset[Role]) -> Finding:
    names = "或".join(sorted(wanted))
    return Finding(
        passage.place,
        f"{passage.element}{quoted(stretch.text)}的字体不符",
        f"选中该处文字，把字体改为{names}",
        stretch.typeface.name or "未指定",
        names,
    )


def _is_lead(stretch: Stretch, passage: Passage) -> bool:
    """A run-in heading or label that opens a paragraph may stand in 楷体 or 黑体."""
    lead = stretch is passage.stretches[0] and len(passage.stretches) > 1
    return lead and bool(stretch.typeface.roles & {Role.KAI, Role.HEI}) and stretch.text.rstrip()[-1:] in "。：）．."


def size_name(limit: Limit) -> str:
    """Give what printers call a type size: ``3号``."""
    return gb9704.SIZE_NAMES.get(limit.value, f"{limit.value:g}磅")


def pitch_told(profile: Profile) -> str:
    """Give the line pitch to set in a word processor, which counts in twentieths of a point."""
    if profile.pitch == gb9704.PITCH:
        first, second = gb9704.WORD_PITCHES
        top, bottom = gb9704.WORD_MARGINS[1]
        return f"固定值{first:g}磅（上下边距{top:g}、{bottom:g} mm时为{second:g}磅）"
    return f"固定值{floor(profile.line * 20) / 20:g}磅"


def tracking_told(profile: Profile) -> str:
    """Give the spacing of characters to set in a word processor."""
    apart = floor((profile.character / MM - profile.body_size.value) * 20) / 20
    way = f"{'紧缩' if apart < 0 else '加宽'}{abs(apart):g}磅"
    return f"正文字符间距设为{way}，或在文档网格中指定每行{profile.characters}"


def footers(profile: Profile) -> list[tuple[float, float, float]]:
    """Give bottom margin, footer distance and its tolerance that set the page number below the profile's 版心."""
    lower = profile.below - gb9704.WORD_FOOTER[0][0]
    return [(bottom + lower, footer + lower, tolerance) for bottom, footer, tolerance in gb9704.WORD_FOOTER]


def footer_told(profile: Profile) -> str:
    """Give the footer's distance to set in a word processor."""
    return "；".join(f"下边距{bottom:g} mm时为{footer:g} mm" for bottom, footer, _ in footers(profile))


def wrong_sizes(passages: Iterable[Passage], limit: Limit) -> Iterator[Finding]:
    """Name the paragraphs with 汉字 of another size: each such size once."""
    name = size_name(limit)
    for passage in passages:
        told: set[float] = set()
        for stretch in passage.stretches:
            if stretch.size not in told and common_hanzi(stretch.text) and not limit.holds(stretch.size):
                told.add(stretch.size)
                yield Finding(
                    passage.place,
                    f"{passage.element}{quoted(stretch.text)}的字号不符",
                    f"选中该处文字，把字号改为{name}",
                    limit.shown(stretch.size),
                    f"{name}（{limit}）",
                )
