"""GB/T 9704—2012 《党政机关公文格式》 in numbers: the judge's own copy.

Each number stands with its clause, tolerance and unit. Nothing that makes documents imports this file: one is the
judge, the other the accused. GB/T 33476.2—2016 restates some values for word processors; where both are right, both
stand here. A tolerance marked (ours) is not in a standard: it is what cannot be seen. At the end stand the numbers by
which elements, tables and lines are told from one another.
"""

from __future__ import annotations

from pipeline.check.limit import Limit

PAPER_WIDTH = Limit(210, 1, "mm")
"""5.1; GB/T 148 allows ±2 when paper is cut, a file has no such excuse (ours)."""
PAPER_HEIGHT = Limit(297, 1, "mm")
"""5.1."""

TOP = Limit(37, 1, "mm")
"""天头, 5.2.1."""
BINDING = Limit(28, 1, "mm")
"""订口, 5.2.1."""
TYPE_WIDTH = Limit(156, 1, "mm")
"""版心宽, 5.2.1; 6.1 allows 1 mm."""
TYPE_HEIGHT = Limit(225, 1, "mm")
"""版心高, 5.2.1; 6.1 allows 1 mm."""

LINES = Limit(22, 0, "行")
"""5.2.3."""
CHARACTERS = Limit(28, 0, "字")
"""5.2.3."""
PITCH = Limit(29.2, 0.35, "pt")
"""5.2.3: 225 mm / 22 = 28.99 pt, the leading inside the 版心; GB/T 33476.2: 29.45 pt, half a leading outside."""
WORD_PITCHES = (28.95, 29.45)
"""Points: 28.99 as a word processor can set it, and GB/T 33476.2's (half a leading outside)."""
GRID_SLACK = 0.005
"""Lines, and characters: a word processor's whole twips may leave so much out (ours)."""
WORD_MARGINS = ((37.0, 35.0), (34.58, 32.58))
"""Top and bottom margin of a word processor's page: 5.2.1, and GB/T 33476.2 (half a leading outside)."""
WORD_MARGIN_TOLERANCE = 1.0
"""5.2.1 (天头37±1)."""

SIZE_NAMES: dict[float, str] = {
    26: "1号", 24: "小1号", 22: "2号", 18: "小2号", 16: "3号", 15: "小3号", 14: "4号", 12: "小4号"
}  # fmt: skip
"""字号 by points, as printers call them."""
BODY_SIZE = Limit(16, 0.25, "pt")
"""3号, 5.2.2 (tolerance ours: a quarter of a point)."""
TITLE_SIZE = Limit(22, 0.25, "pt")
"""2号, 7.3.1."""
IMPRINT_SIZE = Limit(14, 0.25, "pt")
"""4号, 7.4.2, 7.4.3."""
PAGE_NUMBER_SIZE = Limit(14, 0.25, "pt")
"""4号, 7.5."""

MARK_TOP = Limit(35, 1.5, "mm")
"""发文机关标志's upper edge below the 版心's, 7.2.4 (tolerance: 6.1's 1 mm and a large letter's own side-bearing)."""
LETTER_MARK_TOP = Limit(30, 1.5, "mm")
"""信函: from the sheet's upper edge, 10.1."""
RED = (0.6, 0.4, 0.4)
"""Red is at least, green and blue at most so much (6.2: Y80 %, M80 %; bounds ours)."""
CENTRING = Limit(0, 1.5, "mm")
"""How far off the middle a centred line may stand (ours)."""
NUMBER_GAP = Limit(2, 0.5, "行")
"""空二行 between 发文机关标志 and 发文字号, 7.2.5."""
RED_LINE_WIDTH = Limit(156, 1, "mm")
"""7.2.7."""
RED_LINE_GAP = Limit(4, 1, "mm")
"""7.2.7: 发文字号之下4 mm处."""
MARK_BEYOND = 1.0
"""Millimetres: a 发文机关标志 may be so much wider than the 版心 by its letters' own side-bearing (ours)."""
EDGE_INDENT = Limit(1, 0.3, "字")
"""发文字号 and 签发人 of an upward document: 空一字, 7.2.5, 7.2.6."""
LETTER_LINE_WIDTH = Limit(170, 1, "mm")
"""信函, 10.1."""
LETTER_LINE_FOOT = Limit(20, 1, "mm")
"""信函: from the sheet's lower edge, 10.1."""

TITLE_GAP = Limit(2, 0.5, "行")
"""空二行 below the red line, 7.3.1."""
ADDRESSEE_GAP = Limit(1, 0.5, "行")
"""空一行 below the title, 7.3.2."""
TITLE_STEP = 0.5
"""字: lines of a title whose lengths differ by less are alike (ours; 7.3.1 asks for 梯形 or 菱形)."""
LEVEL_JUMPS = frozenset({(1, 3), (0, 2), (0, 3), (0, 4)})
"""“一、” may be followed by “1.” when there are but two levels; a text may begin with any level (7.3.3, 一般)."""
ATTACHMENT_NOTE_GAP = Limit(1, 0.5, "行")
"""7.3.4."""
PARAGRAPH_INDENT = Limit(2, 0.2, "字")
"""7.3.3."""
INDENT_TOLERANCE = 0.3
"""字 (ours)."""
UNSEALED_RIGHT = Limit(2, 0.4, "字")
"""署名 without a seal, 7.3.5.2."""
SEALED_RIGHT = Limit(4, 0.4, "字")
"""成文日期 with a seal, 7.3.5.1."""
DATE_SHIFT = Limit(2, 0.4, "字")
"""成文日期's first character right of 署名's, 7.3.5.2."""
SEALED_MIDDLE = Limit(0, 1.0, "字")
"""署名 above the sealed 成文日期's middle, 7.3.5.1: 以成文日期为准居中."""
SIGNATURE_GAP = (0.5, 4.5)
"""行 between the text and 署名: one (7.3.5.2), with a seal up to four, half a line off (ours)."""
DATE_GAP = Limit(0, 0.5, "行")
"""成文日期 on the line after 署名, 7.3.5."""
ATTENDANCE_GAP = 0.5
"""行 at least between the text and 出席: one (10.3), half a line off (ours)."""
ATTACHMENT_NUMBER_DROP = 0.6
"""行: “附件” further below the 版心's upper edge is not on its first line, 7.3.7."""
ATTACHMENT_TITLE_STEP = (1.5, 2.6)
"""行 from “附件” to its title: two (7.3.7), less or more by what a larger type stands off the grid (ours)."""
ATTACHMENT_TITLE_LINE = Limit(3, 0, "行")
"""附件标题居中编排在版心第三行, 7.3.7."""

IMPRINT_LINE_WIDTH = Limit(156, 1, "mm")
"""7.4.1."""
IMPRINT_OUTER = Limit(0.35, 0.06, "mm")
"""7.4.1, 推荐高度."""
IMPRINT_INNER = Limit(0.25, 0.06, "mm")
"""7.4.1, 推荐高度."""
IMPRINT_BOTTOM = Limit(262, 1, "mm")
"""末条分隔线 with the 版心's lower edge: 37 + 225 mm from the sheet's top, 7.4.1."""
IMPRINT_INDENT = Limit(1, 0.3, "字")
"""7.4.2, 7.4.3."""

PAGE_NUMBER_GAP = Limit(7, 1, "mm")
"""一字线 below the 版心's lower edge, 7.5."""
PAGE_NUMBER_INDENT = Limit(1, 0.45, "字")
"""7.5; the spaces beside the 一字线 may count or not (ours)."""
DASH_HEIGHT = 0.36
"""Of the type size: how high a Chinese font's 一字线 stands above the baseline (measured)."""
WORD_FOOTER = ((35.0, 28.0, 1.6), (32.58, 25.0, 1.6))
"""Bottom margin, footer distance and its tolerance that put the 一字线 7 mm below the 版心 (GB/T 33476.2; measured)."""

TABLE_BEYOND = 1.5
"""Millimetres: a table's outer rules may stand so much outside the 版心 (ours)."""
LONG_TABLE = 8
"""Rows: a shorter table seldom meets a page's end (ours)."""
BOOKMARKED = 3
"""Pages: a longer file needs bookmarks (ours)."""

EDGE = 1.5
"""Points: how far a full line's right edge may stand off the 版心 before the eye sees it (ours)."""
REGULAR = 0.5
"""Points: how far a line's pitch may be off the others' before the eye sees it (ours)."""
LAST_OF_BMP = 0xFFFF
"""The last code point that the office's fonts may hold (ours): 仿宋_GB2312 and its like have nothing beyond."""
TITLE_KINDS = (
    "决议",
    "决定",
    "命令",
    "令",
    "公报",
    "公告",
    "通告",
    "意见",
    "通知",
    "通报",
    "报告",
    "请示",
    "批复",
    "议案",
    "函",
    "纪要",
)
"""文种, 条例 第八条."""

# 识别：what follows tells things, and no document is judged by it; all of it ours.
EM_ABOVE = 0.88
"""Of the type size: how much of a Chinese character's square stands above the baseline (measured)."""
SAME_BASELINE = 0.8
"""Millimetres: a raised or lowered character still belongs to its line."""
ALIKE, TEXT_ALIKE, GOES_ON = 1.0, 0.3, 0.6
"""Points: sizes that differ less are one title's, the text's, one paragraph's."""
SMALLER, LARGER, MARK_LARGER = 2.5, 3.0, 4.0
"""Points: a note is so much smaller than the text, a title so much larger, a 发文机关标志 than the title."""
BODY_LEAST, WORD_BODY_LEAST = 12.0, 15.0
"""Points: what is smaller is no running text, on paper and in a Word file's parameters."""
INDENTED, DATED, HUNG, FAR_IN = 1.2, 2.5, 3.0, 6.0
"""字: what begins further in is indented; stands below a 署名; goes on below a name; stands at the right."""
SHORT = 2.6
"""字: a line that ends further out ends its paragraph; 避头尾 alone takes up to two characters."""
TAB, CELL_GAP = 1.5, 1.0
"""字: a gap as wide is a tab; in a table it parts cells."""
LEADING, TITLE_LEADING, PITCHES = 2.6, 2.5, 2.2
"""字 from baseline to baseline: lines further apart do not follow one another, in the text, a title, one paragraph."""
MIDDLE, MIDDLE_ROOM = 3.0, 0.8
"""Millimetres off the middle, and 字 at both sides: so stands a line that is meant to be centred."""
RIGHT_PART = 0.4
"""Of the 版心's width: a lone line that begins further in stands at the right."""
FULL_LINE, LONG_LINE = 0.8, 0.9
"""Of the 版心's width: so long is a full line when another follows; any line that shows where both edges are."""
ENOUGH_LINES = 3
"""Lines: fewer do not prove an edge, a pitch, or how many characters a line has."""
FOOT = 20.0
"""Millimetres below the 版心: further down stands a footer, no running text."""
NUMBER_WITHIN, ASTRAY_WITHIN = 42.0, 35.0
"""Millimetres from the sheet's lower edge: there stands a page number, and one that lies on a turned page."""
RULE_THICKEST, RULE_SHORTEST = 1.5, 2.0
"""Millimetres: a thicker box is an area, a shorter one a part of a letter or of a chart."""
RULE_ACROSS, LETTER_LINE_LEAST = 100.0, 162.0
"""Millimetres: as long is a rule across the page; two red ones longer than 文件's are 信函's."""
RED_LINE_WITHIN = 25.0
"""Millimetres: a rule across as near below 发文字号 is meant for the red line."""
IMPRINT_ABOVE, IMPRINT_BELOW, IMPRINT_NEAR = 60.0, 20.0, 12.0
"""Millimetres from the first and the last of its words: rules so near are the 版记's; beside any of them."""
UPRIGHT_LEAST, MEETING, TOUCHING = 3.0, 1.0, 0.5
"""Millimetres: a table's upright is as long; rules meet across such a gap; so near they are one."""
TABLE_ACROSS = 0.9
"""Of a table's width: rules that cover so much of it part its rows."""
CELLS_BETWEEN, CELL_STEPS, CELL_COLUMN = 40, (0.8, 1.8), 3.0
"""A cell's next line: cells further in reading order, 字 below the one before, millimetres aside, at most."""
HEADING_LONGEST, TITLE_LONGEST, NUMBER_LONGEST, ADDRESSEE_LONGEST, LABEL_LONGEST = 45, 80, 60, 60, 40
"""Characters, at most, of a heading, a title, 发文字号 with 签发人, a faulty 主送机关, a line of 版头 or closing."""
WORD_LONGEST = 3
"""Characters: a longer word of a dictionary is made of words, and may be parted between them."""
NEVER_LISTED = 2
"""Levels, “一、” and “（一）”, that are never the items of a list in the text, which count from one again."""
RUNNING_LEAST = 40
"""Characters of a Word paragraph that fills more than a line."""
EDGE_LEAST, PITCH_ROOM, TIGHTEST, LOOSEST = 10.0, 0.02, 0.5, 0.25
"""What a profile may ask: millimetres of white at least; points of pitch beyond the one that lets another line in;
characters set tighter by points, or looser by a share of their size, at most."""
