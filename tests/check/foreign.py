"""Foreign files (别处的文件): a 通知 made without one style name, as a Word file and as a PDF, and faults put into it.

The words are those of the good paper (`downward`): the same name stands for a line of the PDF and a paragraph here.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, replace

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from tests.check.good import LEFT, MIDDLE
from tests.check.manuscript import FANGSONG, HEI, KAI, TITLE, fonts, pages, tighten
from tests.check.mutations import downward
from tests.check.paper import Paper

Words = Mapping[str, str]
Looks = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True)
class Look:
    """How a paragraph is set by hand: indents in 字 of its own size, space in points."""

    font: str = FANGSONG
    size: float = 16.0
    align: ALIGN = ALIGN.JUSTIFY
    first: float = 0.0
    left: float = 0.0
    right: float = 0.0
    before: float = 0.0
    colour: str = ""
    new_page: bool = False
    ruled: bool = False
    """With the red line below it."""


_TEXT = Look(first=2)
_LINE = 29.45
LOOKS: dict[str, Look] = {
    "标志": Look(TITLE, 36, ALIGN.CENTER, before=114, colour="E60012"),
    "字号": Look(align=ALIGN.CENTER, before=2 * _LINE, ruled=True),
    "标题1": Look(TITLE, 22, ALIGN.CENTER, before=2 * _LINE),
    "标题2": Look(TITLE, 22, ALIGN.CENTER),
    "主送": Look(before=_LINE),
    "首段": _TEXT,
    "一": replace(_TEXT, font=HEI),
    "一（一）": replace(_TEXT, font=KAI),
    "一（一）1": _TEXT,
    "次段": _TEXT,
    "二": replace(_TEXT, font=HEI),
    "特此": _TEXT,
    "附件说明1": replace(_TEXT, before=_LINE),
    "附件说明2": replace(_TEXT, first=5),
    "署名": Look(align=ALIGN.RIGHT, right=2, before=_LINE),
    "日期": Look(left=15.8),
    "附注": _TEXT,
    "附件1": Look(HEI, new_page=True),
    "附件1标题": Look(TITLE, 22, ALIGN.CENTER, before=_LINE),
    "附件1段": _TEXT,
    "附件2": Look(HEI, new_page=True),
    "附件2标题": Look(TITLE, 22, ALIGN.CENTER, before=_LINE),
    "附件2段": _TEXT,
    "抄送": Look(size=14, left=1, right=1),
    "印发机关": Look(size=14, left=1, right=1),
}
_PROSE = "鹿城管理部认真落实万人双评议活动方案要求，提升窗口服务质量，优化业务办理流程，方便群众办事，加强日常管理。"
_PAPER = replace(downward(), keywords="")
WORDS: dict[str, str] = {
    **{name: ink.text for name, ink in _PAPER.inks.items()},
    **dict.fromkeys(("首段", "次段", "附件1段", "附件2段"), _PROSE * 2),
}


def word_file(words: Words | None = None, looks: Looks | None = None) -> bytes:
    """Give the Word file, with other words and looks in the place of those named; empty words leave a paragraph out."""
    told, document = {**WORDS, **(words or {})}, Document()
    _pages(document)
    for name, look in LOOKS.items():
        if told[name]:
            text = f"{told[name]}\t{told['印发日期']}" if name == "印发机关" else told[name]
            _paragraph(document, text, replace(look, **(looks or {}).get(name, {})))
    document.core_properties.title, document.core_properties.author = told["标题1"], told["署名"]
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def paper(words: Words | None = None, looks: Looks | None = None) -> Paper:
    """Give the paper, with other words and looks in the place of those named; empty words leave a line out."""
    made = _PAPER
    for name, text in (words or {}).items():
        made = made.with_ink(name, text=text) if text else made.without(name)
    for name, look in (looks or {}).items():
        changes = {"x": LEFT, "anchor": "left"} if look.get("align") is ALIGN.LEFT else {}
        changes |= {"x": MIDDLE, "anchor": "middle"} if look.get("align") is ALIGN.CENTER else {}
        changes |= {"colour": f"#{look['colour'] or '000'}"} if "colour" in look else {}
        changes |= {"size": look["size"]} if "size" in look else {}
        changes |= {"font": str(look["font"])[:2]} if "font" in look else {}
        made = made.with_ink(name, **changes)
    return made


def _pages(document: WordDocument) -> None:
    """Set them like a good manuscript's, the text in the style of every paragraph; page numbers stand 1 字 in."""
    pages(document)
    normal = document.styles["Normal"]
    normal.font.size = Pt(16)
    fonts(normal.element, FANGSONG)
    tighten(normal.element)
    normal.paragraph_format.line_spacing, normal.paragraph_format.space_after = Pt(_LINE), Pt(0)
    section = document.sections[0]
    section.footer.paragraphs[0].paragraph_format.right_indent = Pt(14)
    section.even_page_footer.paragraphs[0].paragraph_format.left_indent = Pt(14)


def _paragraph(document: WordDocument, text: str, look: Look) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = look.align
    form = paragraph.paragraph_format
    form.first_line_indent, form.left_indent = Pt(look.first * look.size), Pt(look.left * look.size)
    form.right_indent, form.space_before = Pt(look.right * look.size), Pt(look.before)
    form.page_break_before = look.new_page
    run = paragraph.add_run(text)
    run.font.size = Pt(look.size)
    fonts(run._element, look.font)
    if look.ruled:
        paragraph._p.get_or_add_pPr().insert_element_before(_red_rule(), "w:spacing")
    if look.colour:
        run.font.color.rgb = RGBColor.from_string(look.colour)


def _red_rule() -> object:
    borders, rule = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "7"), ("color", "E60012")):
        rule.set(qn(f"w:{name}"), value)
    borders.append(rule)
    return borders


_TITLE_LEFT: Looks = {"标题1": {"align": ALIGN.LEFT}, "标题2": {"align": ALIGN.LEFT}}
FAULTS: tuple[tuple[str, str, Words, Looks], ...] = (
    ("GB-IMPRINT-NEEDED", "none", {"抄送": "", "印发机关": "", "印发日期": ""}, {}),
    ("GB-AGENCY-MARK-COLOUR", "black", {}, {"标志": {"colour": ""}}),
    ("GB-AGENCY-MARK-COLOUR", "black, no 文件", {"标志": "温州市公积金中心"}, {"标志": {"colour": ""}}),
    ("GB-AGENCY-MARK-COLOUR", "dark red", {}, {"标志": {"colour": "8B0000"}}),
    ("GB-TITLE-CENTRE", "left", {}, _TITLE_LEFT),
    ("GB-TITLE-SIZE", "the text's", {}, {"标题1": {"size": 16.0}, "标题2": {"size": 16.0}}),
    ("GB-TITLE-KIND", "none", {"标题2": "工作情况"}, {}),
    ("GB-TITLE-PUNCTUATION", "。", {"标题2": "工作情况的通知。"}, {}),
    ("GB-DOCUMENT-NUMBER-FORM", "[2018]第05号", {"字号": "温公积金鹿[2018]第05号"}, {}),
    ("GB-DOCUMENT-NUMBER-FORM", "no year", {"字号": "温公积金5号"}, {}),
    ("GB-DOCUMENT-NUMBER-FORM", "no mark", {"标志": "", "字号": "温公积金[2018]5号"}, {}),
    ("GB-ADDRESSEE-FORM", "no colon", {"主送": "温州市住房公积金管理中心"}, {}),
    ("GB-ADDRESSEE-ORGAN", "two", {"标题2": "工作情况的报告", "主送": "温州市人民政府、市审管办："}, {}),
    ("GB-HEADING-SEQUENCE", "一、 twice", {"二": "一、下一步工作"}, {}),
    ("GB-DATE-FORM", "2018.7.5", {"日期": "2018.7.5"}, {}),
    ("GB-DATE-FORM", "5号", {"日期": "2018年7月5号"}, {}),
    ("GB-ATTACHMENT-NUMBER-FORM", "附1：", {"附件1": "附1："}, {}),
    ("GB-ATTACHMENT-NUMBER-PLACE", "centred", {}, {"附件2": {"align": ALIGN.CENTER}}),
    ("GB-ATTACHMENT-NOTE-FORM", "附：", {"附件说明1": "附：1.扣分明细表"}, {}),
    ("GB-HEADING-FORM", "一.", {"一": "一.总体得分情况"}, {}),
    ("GB-DATE-FORM", "no day", {"日期": "2018年7月"}, {}),
    ("GB-NOTE-FORM", "no parentheses", {"附注": "联系人：杨一鸣，联系电话：0577－88888888"}, {}),
    ("GB-COPY-TO-FORM", "抄报", {"抄送": "抄报：温州市行政审批管理办公室。"}, {}),
    ("GB-PRINTER-FORM", "印", {"印发日期": "2018年7月5日印"}, {}),
    ("GB-PRINTER-FORM", "nothing", {"印发日期": "2018年7月5日"}, {}),
    ("GB-FONT-GLYPH", "private use", {"特此": "特此\ue000通知。"}, {}),
)
"""One fault each: what must speak, and the words and looks that are changed."""
_TORN = {"标题1": "关于2018年6月万人双评议工作情", "标题2": "况的通知。"}
_LEFT = {"align": ALIGN.LEFT, "size": 16.0, "font": HEI}
SEVERAL: tuple[tuple[str, Words, Looks, frozenset[str]], ...] = (
    ("another font", _TORN, {"标题1": {"font": HEI}, "标题2": {"font": HEI}}, frozenset()),
    ("two other fonts", _TORN, {"标题1": {"font": HEI}, "标题2": {"font": KAI}}, frozenset()),
    ("one line in another font", _TORN, {"标题2": {"font": HEI}}, frozenset()),
    ("one line smaller", _TORN, {"标题2": {"font": HEI, "size": 18.0}}, frozenset({"GB-TITLE-SIZE"})),
    ("like the text", _TORN, {"标题1": _LEFT, "标题2": _LEFT}, frozenset({"GB-TITLE-SIZE", "GB-TITLE-CENTRE"})),
)
"""Titles that end in 。, with a word torn, in other fonts, and what else must speak of them."""
SLIPS: tuple[tuple[str, str], ...] = (
    ("GB-WORDS-HYPHEN", "6月1日-6月30日办结。"),
    ("GB-WORDS-DIGITS", "得分率85％。"),
    ("GB-WORDS-MIXED", "办结三十5件。"),
    ("GB-WORDS-GROUPING", "受理1,234件，归集12345.6元。"),
    ("GB-WORDS-PAUSE", "一是：提高认识。"),
    ("GB-WORDS-DASH", "问题突出—主要是排队。"),
)
"""Slips of the pen in a paragraph: what must speak, and the words."""
TOLD: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("满意率由63-68%提高到85～90%。", ("GB-WORDS-RANGE", "GB-WORDS-RANGE")),
    ("窗口排队,态度差,业务不熟(主要是新人)。", ("GB-WORDS-HALF-WIDTH",) * 3),
    ("态度差...", ("GB-WORDS-ELLIPSIS",)),
    ("2018年6月--7月办结。", ("GB-WORDS-HYPHEN",)),
    ("18年06月办结5-6项。", ("GB-WORDS-DATE", "GB-WORDS-HYPHEN", "GB-WORDS-YEAR")),
    ("归集约1千万元，满意率达到百分之98。", ("GB-WORDS-MIXED",) * 2),
    ("办结１２３件(其中网上５件).下一步继续努力。", ("GB-WORDS-DIGITS",) * 2 + ("GB-WORDS-HALF-WIDTH",) * 2),
    ("满意率98%，提高百分之三。", ("GB-WORDS-PERCENT",)),
    ("10月20日受理5千米内的108件。", ()),
)
"""All that is told of the words of a paragraph."""
ALSO: dict[tuple[str, str], frozenset[str]] = {
    ("GB-ADDRESSEE-ORGAN", "two"): frozenset({"GB-SIGNER-NEEDED"}),
}
"""What must speak as well."""
