"""Broken Word files (不合格的 Word 文件): for each rule that reads parameters, a good file with one thing changed."""

from __future__ import annotations

from collections.abc import Callable

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from tests.check.manuscript import HEI, SONG, Change, fonts, found, rewrite

Do = Callable[[WordDocument], object]


def _doing(*actions: Do) -> Change:
    def change(document: WordDocument) -> None:
        for action in actions:
            action(document)

    return change


def _section(**values: object) -> Change:
    return _doing(lambda document: [setattr(document.sections[0], name, value) for name, value in values.items()])


def _styled(name: str, action: Callable[[object], object]) -> Change:
    return _doing(lambda document: action(document.styles[name]))


def _colour(document: WordDocument) -> None:
    found(document, "发文机关标志").runs[0].font.color.rgb = None


def _footer_text(document: WordDocument) -> None:
    document.sections[0].footer.paragraphs[0].runs[0].text = "第"


def _one_run(document: WordDocument) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    runs = paragraph.runs
    for run in runs[2:6]:
        for child in run._element.findall(qn("w:fldChar")) + run._element.findall(qn("w:instrText")):
            runs[1]._element.append(child)


def _theme(document: WordDocument) -> None:
    slots = document.styles["正文"].element.rPr.find(qn("w:rFonts"))
    slots.set(qn("w:eastAsiaTheme"), "minorEastAsia")


def _revised(document: WordDocument) -> None:
    paragraph = found(document, "正文")._element
    inserted = OxmlElement("w:ins")
    inserted.append(paragraph.findall(qn("w:r"))[0])
    paragraph.append(inserted)


def _loose_imprint(document: WordDocument) -> None:
    box = next(document.element.body.iter(qn("w:txbxContent")))
    body = document.element.body
    for paragraph in list(box):
        body.insert(len(body) - 1, paragraph)
    anchor = next(body.iter(qn("wp:anchor")))
    anchor.getparent().getparent().getparent().remove(anchor.getparent().getparent())


def _note_below(document: WordDocument) -> None:
    date = found(document, "成文日期")._element
    for number in (1, 0):
        date.addnext(found(document, "附件说明", number)._element)


def _wide(document: WordDocument) -> None:
    for column in document.tables[0].columns:
        column.width = Mm(88)
        for cell in column.cells:
            cell.width = Mm(88)


def _without(tag: str) -> Change:
    """Take every such element out of the tables."""

    def change(document: WordDocument) -> None:
        for element in list(document.element.body.iter(qn(tag))):
            element.getparent().remove(element)

    return change


def _indent(style: str, points: float) -> Change:
    return _styled(style, lambda look: setattr(look.paragraph_format, "first_line_indent", Pt(points)))


def _font(style: str, name: str) -> Change:
    return _styled(style, lambda look: fonts(look.element, name))


def _size(style: str, points: float) -> Change:
    return _styled(style, lambda look: setattr(look.font, "size", Pt(points)))


def _align(style: str, align: ALIGN) -> Change:
    return _styled(style, lambda look: setattr(look.paragraph_format, "alignment", align))


WORD_FILES: tuple[tuple[str, str, Change], ...] = (
    ("GB-PAGE-SIZE", "Letter", _section(page_width=Mm(215.9), page_height=Mm(279.4))),
    ("GB-PAGE-MARGIN", "Word's own", _section(top_margin=Mm(25.4), bottom_margin=Mm(25.4))),
    ("GB-GRID-SETTING", "30 pt", _styled("正文", lambda look: setattr(look.paragraph_format, "line_spacing", Pt(31)))),
    ("GB-BODY-FONT", "宋体", _font("正文", SONG)),
    ("GB-BODY-SIZE", "四号", _size("主送机关", 14)),
    ("GB-HEADING-FONT", "宋体", _font("二级标题", SONG)),
    ("GB-HEADING-BOLD", "bold", _styled("一级标题", lambda look: setattr(look.font, "bold", True))),
    ("GB-TITLE-FONT", "黑体", _font("标题", HEI)),
    ("GB-TITLE-SIZE", "18 pt", _size("标题", 18)),
    ("GB-TITLE-CENTRE", "left", _align("标题", ALIGN.LEFT)),
    ("GB-AGENCY-MARK-COLOUR", "black", _doing(_colour)),
    ("GB-SIGNER-FONT", "仿宋", rewrite("发文字号", "温公积金〔2018〕5号\t签发人：林致远")),
    ("GB-DOCUMENT-NUMBER-FORM", "【】", rewrite("发文字号", "温公积金【2018】5号")),
    ("GB-BODY-INDENT", "none", _indent("正文", 0)),
    ("GB-ADDRESSEE-PLACE", "indented", _indent("主送机关", 32)),
    ("GB-SIGNATURE-PLACE", "left", _align("署名", ALIGN.LEFT)),
    (
        "GB-ATTACHMENT-NUMBER-PLACE",
        "no page of its own",
        _styled("附件序号", lambda s: setattr(s.paragraph_format, "page_break_before", False)),
    ),
    ("GB-ATTACHMENT-NOTE-PLACE", "below the date", _doing(_note_below)),
    ("GB-ATTACHMENT-TITLE-PLACE", "left", _align("附件标题", ALIGN.LEFT)),
    ("GB-ATTACHMENT-NOTE-MATCH", "another title", rewrite("附件标题", "扣分情况表")),
    ("GB-TABLE-HEAD", "not marked", _without("w:tblHeader")),
    ("GB-TABLE-ROW", "may break", _without("w:cantSplit")),
    ("GB-TABLE-GRID", "no cell widths", _without("w:tcW")),
    ("GB-TABLE-WIDTH", "176 mm", _doing(_wide)),
    ("GB-TABLE-RULES", "no rules", _doing(lambda d: setattr(d.tables[0], "style", "Normal Table"))),
    ("GB-FOOTER-FORM", "第1", _doing(_footer_text)),
    (
        "GB-FOOTER-SIDE",
        "centred",
        _doing(lambda d: setattr(d.sections[0].footer.paragraphs[0], "alignment", ALIGN.CENTER)),
    ),
    ("GB-FOOTER-PLACE", "15 mm", _section(footer_distance=Mm(15))),
    ("GB-FOOTER-FIELD", "one run", _doing(_one_run)),
    ("GB-STYLE-FONTS", "a theme font", _doing(_theme)),
    (
        "GB-STYLE-OUTLINE",
        "no level",
        _styled("一级标题", lambda s: s.element.pPr.remove(s.element.pPr.find(qn("w:outlineLvl")))),
    ),
    ("GB-IMPRINT-ANCHOR", "in the text", _doing(_loose_imprint)),
    ("GB-FILE-LEFTOVERS", "a revision", _doing(_revised)),
    ("GB-FILE-PROPERTIES", "no title", _doing(lambda d: setattr(d.core_properties, "title", ""))),
    ("GB-WORDS-PLACEHOLDER", "【待填】", rewrite("成文日期", "【待填】")),
    ("GB-WORDS-BALANCE", "（", rewrite("正文", "鹿城管理部认真落实（万人双评议活动方案要求。")),
)

ALSO: dict[tuple[str, str], frozenset[str]] = {
    ("GB-PAGE-SIZE", "Letter"): frozenset({"GB-GRID-SETTING", "GB-PAGE-MARGIN"}),
    ("GB-PAGE-MARGIN", "Word's own"): frozenset({"GB-GRID-SETTING"}),
    ("GB-DOCUMENT-NUMBER-FORM", "【】"): frozenset({"GB-SIGNER-NEEDED"}),
    ("GB-FOOTER-FIELD", "one run"): frozenset({"GB-FOOTER-FORM"}),
    ("GB-STYLE-FONTS", "a theme font"): frozenset({"GB-BODY-FONT"}),
}
"""What must speak as well."""
