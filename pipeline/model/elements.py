"""Elements (公文要素) of an official document, named once for Word style, CSS class and rule code.

Names are GB/T 9704—2012's own, clause 7. Exceptions: the last group is ours, for tables, figures and
the one-page brief, which the standard does not name.
"""

from __future__ import annotations

from enum import StrEnum


class Element(StrEnum):
    """The value is the Word paragraph style's name; `css_class` gives the CSS class."""

    COPY_NUMBER = "份号"
    SECRECY = "密级"
    URGENCY = "紧急程度"
    AGENCY_MARK = "发文机关标志"
    DOCUMENT_NUMBER = "发文字号"
    """Also carries 签发人 in an upward document: number, tab, 签发人：name (7.2.5, 7.2.6)."""
    TITLE = "标题"
    ADDRESSEE = "主送机关"
    BODY = "正文"
    HEADING_1 = "一级标题"
    HEADING_2 = "二级标题"
    HEADING_3 = "三级标题"
    HEADING_4 = "四级标题"
    ATTACHMENT_NOTE = "附件说明"
    ATTENDANCE = "出席人员"
    """出席, 请假 and 列席 of 纪要 (10.3)."""
    SIGNATURE = "署名"
    DATE = "成文日期"
    NOTE = "附注"
    ATTACHMENT_NUMBER = "附件序号"
    ATTACHMENT_TITLE = "附件标题"
    COPY_TO = "抄送机关"
    PRINTER = "印发机关"
    TABLE_CAPTION = "表题"
    TABLE_HEAD = "表头"
    TABLE_TEXT = "表文"
    TABLE_FIGURE = "表数"
    TABLE_NOTE = "表注"
    FIGURE = "图"
    FIGURE_CAPTION = "图题"
    HEADLINE = "要点"
    """The brief's large line: 得分 … 比上月 …"""

    @property
    def css_class(self) -> str:
        """The CSS class: the member's name in kebab case."""
        return self.name.lower().replace("_", "-")


class Emphasis(StrEnum):
    """Character styles: the value is the Word character style's name."""

    NONE = ""
    KAI = "楷体字"
    """签发人's name (7.2.6) and run-in second-level headings (7.3.3)."""
    HEI = "黑体字"
    INSERTED = "新增字"
    DELETED = "删去字"
    PLACEHOLDER = "待填字"
    """【待填】: what the real procedure has still to decide."""


class Layout(StrEnum):
    """版式: one page template each; stored in the Word file's core property *category*."""

    DOCUMENT = "文件"
    LETTER = "信函"
    MINUTES = "纪要"
    BULLETIN = "简报"
    ONE_PAGE = "一页通"
    PLAIN = "普通"


VERBATIM = "照录原文"
"""Keyword of a file whose words are another document's, kept with their faults of form (照录)."""

PLACEHOLDER = "【待填】"
"""Stands where a fact of the real procedure is still missing (条例: never invented)."""

WRITABLE = (
    "\u007f-\u00ac\u00ae-\u200a\u2010-\u2027\u202f-\u205f\u2070-\ud7ff\ue002-\ufefe\uff00-\uffef\ufffc\ufffd"
    "\U00010000-\U0010ffff"
)
"""Ranges of a pattern: the characters beyond ASCII that a document may hold. XML 1.0 forbids some of the others, nobody
sees the rest (zero width, byte order marks), and two private ones stand for figures while a template is filled."""
