"""表格: repeated heads, the 版心, what Word and WPS need to draw tables alike."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pipeline.check import gb9704
from pipeline.check.finding import Finding
from pipeline.check.measured import Box
from pipeline.check.profile import Profile
from pipeline.check.subject import Subject


def head_repeats(subject: Subject, _: Profile) -> Iterator[Finding]:
    """跨页的表格在每页重复表头。

    条款：GB/T 33476.2—2016（惯例）
    反例：表格续到第4页，第4页没有表头
    正例：续页的第一行仍是表头
    """
    for (page, box), (following, further) in zip(subject.tables, subject.tables[1:], strict=False):
        if following == page + 1 and _is_continued(subject, (page, box), (following, further)):
            head, found = _first_row(subject, page, box), _first_row(subject, following, further)
            if head and head != found:
                yield Finding(
                    f"第{following}页",
                    "续页的表格没有重复表头",
                    "选中表头行，在“布局—重复标题行”打勾",
                    "、".join(found[:4]),
                    "、".join(head[:4]),
                )
    for table in subject.word.tables if subject.word else ():
        if not table.repeats_head and table.rows > gb9704.LONG_TABLE:
            yield Finding(f"第{table.number}个表", "没有设置重复标题行", "选中表头行，在“布局—重复标题行”打勾")


def _is_continued(subject: Subject, one: tuple[int, Box], other: tuple[int, Box]) -> bool:
    """The same width, nothing below the one and nothing above the other."""
    (page, box), (following, further) = one, other
    if (
        abs((box.x1 - box.x0) - (further.x1 - further.x0)) > gb9704.MEETING
        or subject.pages[page - 1].turned != subject.pages[following - 1].turned
    ):
        return False
    flow = [line for p in subject.passages if not (p.in_table or p.in_imprint) for line in p.lines]
    below = any(line.page == page and line.top > box.y1 for line in flow)
    above = any(line.page == following and line.bottom < further.y0 for line in flow)
    return not (below or above)


def _first_row(subject: Subject, page: int, box: Box) -> tuple[str, ...]:
    """Give the words of a table's first row: down to the first rule that crosses most of it."""
    level = sorted(
        s.y for s in subject.pages[page - 1].strokes if s.is_horizontal and s.y > box.y0 + gb9704.RULE_THICKEST
    )
    floor = next((y for y in level if _crosses(subject, page, box, y)), box.y1)
    cells = (p for p in subject.passages if p.in_table and p.page == page)
    return tuple(p.text for p in cells if box.y0 < p.lines[0].baseline < floor and box.holds(p.lines[0]))


def _crosses(subject: Subject, page: int, box: Box, height: float) -> bool:
    strokes = (s for s in subject.pages[page - 1].strokes if s.is_horizontal and abs(s.y - height) < gb9704.TOUCHING)
    return sum(s.width for s in strokes) > gb9704.TABLE_ACROSS * (box.x1 - box.x0)


def label_repeats(subject: Subject, _: Profile) -> Iterator[Finding]:
    """合并的单元格跨页的，续页重复其文字并注“（续）”，不留空白。

    条款：GB/T 33476.2—2016（惯例）
    反例：“日常服务评价”一格续到第4页，第4页的该格是空白
    正例：续页的该格写“日常服务评价（续）”
    """
    for (page, box), (following, further) in pairwise(subject.tables):
        if following != page + 1 or not _is_continued(subject, (page, box), (following, further)):
            continue
        edge, column = _left_column(subject, following, further)
        first = next((cell for cell in column if cell.y0 >= edge - gb9704.TOUCHING), None)
        last = _left_column(subject, page, box)[1][-1:]
        if first and last and _is_merged(subject, page, last[0], box) and not _words(subject, following, first):
            yield Finding(
                f"第{following}页",
                "续页的合并单元格是空白，看不出属于哪一组",
                "在续页的该格重复原来的文字，并加“（续）”",
                "空白",
                "××××（续）",
            )


def _left_column(subject: Subject, page: int, box: Box) -> tuple[float, list[Box]]:
    """Give where the head row ends, and the cells of a table's first column from top to bottom."""
    strokes = [s for s in subject.pages[page - 1].strokes if box.y0 - gb9704.MEETING < s.y < box.y1 + gb9704.MEETING]
    standing = sorted(s.x0 for s in strokes if not s.is_horizontal and s.x0 > box.x0 + gb9704.RULE_THICKEST)
    right = standing[0] if standing else box.x1
    middle = (box.x0 + right) / 2
    lying = (s for s in strokes if s.is_horizontal and s.x0 <= middle <= s.x1)
    across = sorted({round(s.y, 1) for s in lying})
    levels = [y for number, y in enumerate(across) if not number or y - across[number - 1] > gb9704.MEETING]
    head = next((y for y in levels[1:] if _crosses(subject, page, box, y)), box.y1)
    return head, [Box(box.x0, right, top, floor) for top, floor in pairwise(levels)]


def _is_merged(subject: Subject, page: int, cell: Box, table: Box) -> bool:
    """Tell whether lines end at a cell's right edge: it stands beside several rows."""
    strokes = (s for s in subject.pages[page - 1].strokes if s.is_horizontal)
    near = gb9704.MEETING
    beside = (s for s in strokes if cell.x1 - near < s.x0 < table.x1)
    inside = {round(s.y) for s in beside if cell.y0 + near < s.y < cell.y1 - near}
    return bool(inside)


def _words(subject: Subject, page: int, cell: Box) -> str:
    inside = (p for p in subject.passages if p.in_table and p.page == page and cell.holds(p.lines[0]))
    return "".join(passage.text for passage in inside).strip()


def word_rules(subject: Subject, _: Profile) -> Iterator[Finding]:
    """表格有框线。

    条款：GB/T 33476.2—2016（惯例）
    反例：表格没有任何框线，印出来看不出行和列
    正例：表格四周和各格之间有框线
    """
    for table in subject.word.tables if subject.word else ():
        if not table.has_rules and table.rows > 1:
            yield Finding(f"第{table.number}个表", "表格没有框线", "选中表格，在“边框”中选“所有框线”")


def inside_type_area(subject: Subject, profile: Profile) -> Iterator[Finding]:
    """表格不超出版心。

    条款：GB/T 9704—2012 5.2.1（规定）
    反例：表格宽170 mm，伸出版心
    正例：表格宽156 mm（横排表格不超过225 mm）
    """
    for number, box in subject.tables:
        yield from _too_wide(f"第{number}页", box.x1 - box.x0, profile, is_turned=subject.pages[number - 1].turned)
    for table in subject.word.tables if subject.word else ():
        section = subject.word.sections[min(table.section, len(subject.word.sections)) - 1] if subject.word else None
        turned = section is not None and section.is_landscape
        yield from _too_wide(f"第{table.number}个表", sum(table.grid_widths), profile, is_turned=turned)


def _too_wide(place: str, width: float, profile: Profile, *, is_turned: bool) -> Iterator[Finding]:
    room = profile.type_height.value if is_turned else profile.type_width.value
    if width > room + gb9704.TABLE_BEYOND:
        yield Finding(place, "表格超出版心", "缩小列宽，或改为横排表格", f"宽{width:.1f} mm", f"不大于{room:g} mm")


def word_widths(subject: Subject, _: Profile) -> Iterator[Finding]:
    """表格的列宽在网格（gridCol）和单元格（tcW）中都写明且一致。

    条款：GB/T 33476.2—2016（惯例）
    反例：只写单元格宽度，WPS中表格缩成一团
    正例：网格列宽与单元格宽度一致
    """
    for table in subject.word.tables if subject.word else ():
        if not table.grid_widths or not all(table.grid_widths):
            yield Finding(f"第{table.number}个表", "没有写明各列宽度", "在“表格属性—列”中指定各列宽度")
        elif not table.cell_widths_agree:
            yield Finding(f"第{table.number}个表", "单元格宽度与列宽不一致", "在“表格属性”中重新指定列宽")


def word_rows(subject: Subject, _: Profile) -> Iterator[Finding]:
    """表格各行不跨页断开。

    条款：GB/T 33476.2—2016（惯例）
    反例：一行的上半截在第3页，下半截在第4页
    正例：不允许跨页断行
    """
    for table in subject.word.tables if subject.word else ():
        if table.rows_break and table.rows > gb9704.LONG_TABLE:
            yield Finding(f"第{table.number}个表", "允许行跨页断开", "选中表格，在“表格属性—行”中取消“允许跨页断行”")
