"""Good Word files (合格的 Word 文件), built from nothing, and a way to break one thing in them."""

from __future__ import annotations

import io
from collections.abc import Callable

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

Change = Callable[[WordDocument], None]

FANGSONG, KAI, HEI, TITLE, SONG = "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "宋体"
_BODY = (FANGSONG, 16, ALIGN.JUSTIFY, 2)
STYLES: dict[str, tuple[str, float, object, float]] = {
    "发文机关标志": (TITLE, 36, ALIGN.CENTER, 0),
    "发文字号": (FANGSONG, 16, ALIGN.JUSTIFY, 1),
    "标题": (TITLE, 22, ALIGN.CENTER, 0),
    "主送机关": (FANGSONG, 16, ALIGN.JUSTIFY, 0),
    "正文": _BODY,
    "一级标题": (HEI, 16, ALIGN.JUSTIFY, 2),
    "二级标题": (KAI, 16, ALIGN.JUSTIFY, 2),
    "三级标题": _BODY,
    "附件说明": _BODY,
    "署名": (FANGSONG, 16, ALIGN.RIGHT, 0),
    "成文日期": (FANGSONG, 16, ALIGN.RIGHT, 0),
    "附注": _BODY,
    "附件序号": (HEI, 16, ALIGN.JUSTIFY, 0),
    "附件标题": (TITLE, 22, ALIGN.CENTER, 0),
    "抄送机关": (FANGSONG, 14, ALIGN.JUSTIFY, 0),
    "印发机关": (FANGSONG, 14, ALIGN.JUSTIFY, 0),
    "表文": (FANGSONG, 12, ALIGN.JUSTIFY, 0),
}
_OUTLINE = {"一级标题": 0, "二级标题": 1, "三级标题": 2}
_TEXT = "鹿城管理部认真落实万人双评议活动方案要求，提升窗口服务质量，优化业务办理流程，方便群众办事，加强日常管理。"
WORDS = (
    ("发文机关标志", "温州市公积金中心文件"),
    ("发文字号", "温公积金〔2018〕5号\t签发人：林致远"),
    ("标题", "关于2018年6月万人双评议工作情况的报告"),
    ("主送机关", "温州市住房公积金管理中心："),
    ("正文", _TEXT),
    ("一级标题", "一、总体得分情况"),
    ("二级标题", "（一）服务对象满意度评价"),
    ("三级标题", "1.窗口评价"),
    ("正文", _TEXT),
    ("一级标题", "二、下一步工作"),
    ("正文", "特此报告。"),
    ("附件说明", "附件：1.扣分明细表"),
    ("附件说明", "2.指标得分表"),
    ("署名", "温州市住房公积金管理中心"),
    ("成文日期", "2018年7月5日"),
    ("附注", "（联系人：杨一鸣，联系电话：0577－88888888）"),
    ("附件序号", "附件1"),
    ("附件标题", "扣分明细表"),
    ("表", ""),
    ("附件序号", "附件2"),
    ("附件标题", "指标得分表"),
    ("正文", _TEXT),
)


def manuscript(*changes: Change) -> bytes:
    """Give a good Word file, changed at the last moment."""
    document = Document()
    pages(document)
    for name, look in STYLES.items():
        _style(document, name, *look)
    for style, text in WORDS:
        _table(document) if style == "表" else _paragraph(document, style, text)
    _imprint(document)
    properties = document.core_properties
    properties.title, properties.author, properties.language = WORDS[2][1], "温州市公积金中心", "zh-CN"
    properties.category = "文件"
    for change in changes:
        change(document)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def found(document: WordDocument, style: str, number: int = 0) -> Paragraph:
    """Give the nth paragraph of a style."""
    return [paragraph for paragraph in document.paragraphs if paragraph.style.name == style][number]


def rewrite(style: str, text: str, number: int = 0) -> Change:
    """Put other words into a paragraph."""

    def change(document: WordDocument) -> None:
        paragraph = found(document, style, number)
        paragraph.runs[0].text = text
        for run in paragraph.runs[1:]:
            run._element.getparent().remove(run._element)

    return change


def fonts(element: object, name: str) -> None:
    """Name one font in all four slots of an element's run properties."""
    properties = element.get_or_add_rPr()
    slots = properties.find(qn("w:rFonts"))
    if slots is None:
        slots = OxmlElement("w:rFonts")
        properties.insert(0, slots)
    for attribute in list(slots.attrib):
        del slots.attrib[attribute]
    for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
        slots.set(qn(f"w:{slot}"), name)


def tighten(element: object) -> None:
    """Set an element's characters 0.25 pt tighter: so 28 fill a line."""
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), "-5")
    element.get_or_add_rPr().append(spacing)


def pages(document: WordDocument) -> None:
    """Set the paper, its margins and its page numbers."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(34.58), Mm(32.58)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    document.settings.odd_and_even_pages_header_footer = True
    for footer, align in ((section.footer, ALIGN.RIGHT), (section.even_page_footer, ALIGN.LEFT)):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = align
        for part in ("— ", "begin", "PAGE", "separate", "1", "end", " —"):
            _field(paragraph, part)


def _style(document: WordDocument, name: str, font: str, size: float, align: object, indent: float) -> None:  # noqa: PLR0917
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.font.size = Pt(size)
    fonts(style.element, font)
    look = style.paragraph_format
    look.alignment, look.space_after = align, Pt(0)
    look.line_spacing = Pt(29.45)
    look.first_line_indent = Pt(size * indent)
    tighten(style.element)
    if name in {"署名", "成文日期"}:
        look.right_indent = Pt(size * (2 if name == "署名" else 6))
    if name == "附件序号":
        look.page_break_before = True
    if name in _OUTLINE:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(_OUTLINE[name]))
        style.element.get_or_add_pPr().append(level)


def _paragraph(document: WordDocument, style: str, text: str) -> None:
    paragraph = document.add_paragraph(style=style)
    head, colon, name = text.partition("签发人：")
    paragraph.add_run(head + colon)
    if style == "发文机关标志":
        paragraph.runs[0].font.color.rgb = RGBColor(0xE6, 0x00, 0x12)
    if name:
        fonts(paragraph.add_run(name)._element, KAI)


def _table(document: WordDocument) -> None:
    table = document.add_table(rows=10, cols=2)
    table.alignment, table.style = WD_TABLE_ALIGNMENT.CENTER, "Table Grid"
    for number, row in enumerate(table.rows):
        for cell, text in zip(
            row.cells, ("日期", "扣分情形") if number == 0 else (f"6月{number}日", "未录入"), strict=True
        ):
            cell.width = Mm(78)
            cell.paragraphs[0].style = "表文"
            cell.paragraphs[0].add_run(text)
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
    for column in table.columns:
        column.width = Mm(78)


def _imprint(document: WordDocument) -> None:
    """版记 in a text box at the bottom of the type area."""
    lines = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{document.styles[style].style_id}"/>'
        f'<w:ind w:left="280" w:right="280" w:firstLine="0"/>'
        f"</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        for style, text in (
            ("抄送机关", "抄送：温州市行政审批管理办公室。"),
            ("印发机关", "温州市住房公积金管理中心2018年7月5日印发"),
        )
    )
    wps = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    box = parse_xml(
        f"<w:r {nsdecls('w', 'wp', 'a')}><w:drawing><wp:anchor simplePos='0' relativeHeight='2' behindDoc='0' "
        "locked='0' layoutInCell='1' allowOverlap='1' distT='0' distB='0' distL='0' distR='0'>"
        "<wp:simplePos x='0' y='0'/><wp:positionH relativeFrom='margin'><wp:posOffset>0</wp:posOffset></wp:positionH>"
        "<wp:positionV relativeFrom='margin'><wp:align>bottom</wp:align></wp:positionV>"
        "<wp:extent cx='5616000' cy='700000'/><wp:wrapTopAndBottom/>"
        f"<wp:docPr id='9' name='版记'/><a:graphic><a:graphicData uri='{wps}'><wps:wsp xmlns:wps='{wps}'><wps:cNvSpPr "
        "txBox='1'/><wps:spPr/><wps:txbx><w:txbxContent>"
        f"{lines}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )
    document.add_paragraph(style="正文")._element.append(box)


def _field(paragraph: Paragraph, part: str) -> None:
    run = paragraph.add_run(part if part in {"— ", "1", " —"} else "")
    run.font.size = Pt(14)
    fonts(run._element, SONG)
    if part == "PAGE":
        code = OxmlElement("w:instrText")
        code.text = " PAGE "
        run._element.append(code)
    elif part.isalpha():
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), part)
        run._element.append(mark)
