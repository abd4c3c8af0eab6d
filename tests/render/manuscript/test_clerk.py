"""What clerks and their programs do to a file: text is kept, what has no place in a 公文 is named with its place."""

from __future__ import annotations

import pytest

from pipeline.diagnostics import Severity
from pipeline.model.document import Paragraph
from pipeline.model.elements import Element


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content: str, style: str = "body", more: str = "") -> str:
    content = content if content.startswith("<") else run(content)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>{content}</w:p>'


def box(content: str) -> str:
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData>'
        f"<wps:wsp><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        f"<w:txbxContent>{content}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def field(code: str, result: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{marks[1]}{run(result)}{marks[2]}"


HARMLESS = {
    "runs split arbitrarily": (p(run("坚持") + '<w:proofErr w:type="spellStart"/>' + run("问题")), "坚持问题"),
    "bookmarks": (p('<w:bookmarkStart w:id="0" w:name="_Hlk1"/>' + run("甲") + '<w:bookmarkEnd w:id="0"/>'), "甲"),
    "a hyperlink": (p(run("见") + "<w:hyperlink>" + run("网站") + "</w:hyperlink>"), "见网站"),
    "a smart tag": (p('<w:smartTag w:element="date"><w:smartTagPr/>' + run("6月5日") + "</w:smartTag>"), "6月5日"),
    "a content control": (p("<w:sdt><w:sdtPr/><w:sdtContent>" + run("甲") + "</w:sdtContent></w:sdt>"), "甲"),
    "a control around paragraphs": (f"<w:sdt><w:sdtContent>{p('甲')}</w:sdtContent></w:sdt>", "甲"),
    "a tab and a line break": (p("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>"), "甲\t乙\n丙"),
    "a hyphen that does not break": (p("<w:r><w:t>0577</w:t><w:noBreakHyphen/><w:t>12345</w:t></w:r>"), "0577-12345"),
    "a page's last break": (p("<w:r><w:lastRenderedPageBreak/><w:t>甲</w:t></w:r>"), "甲"),
    "blank lines between": (p("甲") + p("") + p(run("　 ")), "甲"),
    "size and spacing by hand": (p(run("甲", '<w:spacing w:val="2"/><w:sz w:val="30"/>')), "甲"),
    "no style at all": (f"<w:p>{run('甲')}</w:p>", "甲"),
    "a page field": (p(run("第") + field(" PAGE ", "3") + run("页")), "第3页"),
}


@pytest.mark.parametrize(("body", "text"), HARMLESS.values(), ids=HARMLESS.keys())
def test_what_means_nothing_is_read_through_in_silence(body: str, text: str, read) -> None:
    document, notes = read(p("标题", "title") + body)
    assert notes == []
    assert document.body[1:] == (Paragraph(Element.BODY, document.body[1].runs),)
    assert document.body[1].text == text


E_ = Severity.ERROR
NAMED = {
    "a foreign style": (p("甲", "mine"), "甲", "WRD-STYLE"),
    "tracked insertions": (p(run("甲") + '<w:ins w:id="1">' + run("乙") + "</w:ins>"), "甲乙", "WRD-TRACKED"),
    "tracked deletions": (
        p(run("甲") + '<w:del w:id="1"><w:r><w:delText>乙</w:delText></w:r></w:del>'),
        "甲",
        "WRD-TRACKED",
    ),
    "a move": (
        p(f'<w:moveFrom w:id="1">{run("乙")}</w:moveFrom>' + run("甲") + f'<w:moveTo w:id="2">{run("乙")}</w:moveTo>'),
        "甲乙",
        "WRD-TRACKED",
    ),
    "a page break": (p('<w:r><w:br w:type="page"/><w:t>甲</w:t></w:r>'), "甲", "WRD-BREAK"),
    "a break before the paragraph": (p("甲", more="<w:pageBreakBefore/>"), "甲", "WRD-BREAK"),
    "a frame": (p("甲", more='<w:framePr w:y="1"/>'), "甲", "WRD-FRAME"),
    "Word's own numbering": (p("甲", more='<w:numPr><w:numId w:val="3"/></w:numPr>'), "甲", "WRD-NUMBERING"),
    "bold": (p(run("甲", "<w:b/>")), "甲", "WRD-FORMAT"),
    "a superscript": (p(run("甲", '<w:vertAlign w:val="superscript"/>')), "甲", "WRD-FORMAT"),
    "hidden words": (p(run("甲") + run("乙", "<w:vanish/>")), "甲", "WRD-HIDDEN"),
    "a cross-reference": (p(run("见") + field(" REF a ", "附件1")), "见附件1", "WRD-FIELD"),
    "a simple field": (p('<w:fldSimple w:instr=" DATE ">' + run("今天") + "</w:fldSimple>"), "今天", "WRD-FIELD"),
    "words in a field's code": (
        p(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            + run("乙")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            + run("甲")
        ),
        "甲",
        "WRD-FIELD-CODE",
    ),
    "a formula": (p(run("甲") + "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"), "甲", "WRD-FORMULA"),
    "a symbol font": (p(run("甲") + '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>'), "甲", "WRD-SYMBOL"),
    "phonetics": (
        p(f"<w:r><w:ruby><w:rt>{run('yi')}</w:rt><w:rubyBase>{run('祎')}</w:rubyBase></w:ruby></w:r>"),
        "祎",
        "WRD-RUBY",
    ),
    "a comment": (p('<w:r><w:t>甲</w:t><w:commentReference w:id="0"/></w:r>'), "甲", "WRD-COMMENT"),
    "a footnote": (p('<w:r><w:t>甲</w:t><w:footnoteReference w:id="2"/></w:r>'), "甲", "WRD-FOOTNOTE"),
    "a picture": (p("<w:r><w:t>甲</w:t><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r>"), "甲", "WRD-PICTURE"),
    "a shape": (p("<w:r><w:t>甲</w:t><w:pict><v:line/></w:pict></w:r>"), "甲", "WRD-SHAPE"),
    "an embedded object": (p("<w:r><w:t>甲</w:t><w:object/></w:r>"), "甲", "WRD-PICTURE"),
    "something unheard of": (p(run("甲") + "<w:subDoc/>"), "甲", "WRD-UNKNOWN"),
    "another file drawn in": (p("甲") + '<w:altChunk r:id="rId9"/>', "甲", "WRD-UNKNOWN"),
    "a placeholder filled in": (p(run("甲", '<w:rStyle w:val="placeholder"/>')), "甲", "WRD-FILLED"),
}


@pytest.mark.parametrize(("body", "text", "code"), NAMED.values(), ids=NAMED.keys())
def test_what_has_no_place_in_a_document_is_named(body: str, text: str, code: str, read) -> None:
    document, notes = read(p("标题", "title") + body)
    assert {note.code for note in notes} == {code}
    assert [(block.element, block.text) for block in document.body[1:]] == [(Element.BODY, text)]
    assert all(note.place.file == "书稿.docx" for note in notes)
    assert code == "WRD-UNKNOWN" or notes[0].place.cell.startswith("第2段“")


def test_what_would_be_missing_in_print_is_an_error(read) -> None:
    severities = {code: read(p("标题", "title") + body)[1][0].severity for body, _, code in NAMED.values()}
    errors = {code for code, severity in severities.items() if severity is Severity.ERROR}
    assert errors == {"WRD-NUMBERING", "WRD-FORMULA", "WRD-SYMBOL", "WRD-FOOTNOTE", "WRD-PICTURE"}


def test_built_in_styles_that_a_clerk_takes_for_ours_are_ours(read) -> None:
    document, notes = read(p("标题", "a3") + p("一、甲", "1") + p("（一）乙", "child"))
    assert [block.element for block in document.body] == [Element.TITLE, Element.HEADING_1, Element.HEADING_2]
    assert [note.code for note in notes] == ["WRD-DERIVED"]


def test_a_font_chosen_by_hand_is_the_emphasis_it_means(read) -> None:
    kai, hei = ('<w:rFonts w:eastAsia="楷体_GB2312"/>', '<w:rFonts w:eastAsia="黑体"/>')
    body = p(run("（一）甲。", kai) + run("乙") + run("丙", hei)) + p(run("（二）丁", kai), "heading-2")
    document, notes = read(p("标题", "title") + body)
    assert [run.emphasis.name for run in document.body[1].runs] == ["KAI", "NONE", "HEI"]
    assert [run.emphasis.name for run in document.body[2].runs] == ["NONE"]
    assert notes == []


def test_a_placeholder_is_one_whatever_its_style(read) -> None:
    document, _ = read(p("标题", "title") + p(run("温公积金【待填】号") + run("【待填】", '<w:rStyle w:val="kai"/>')))
    runs = [(run.text, run.emphasis.name) for run in document.body[1].runs]
    assert runs == [("温公积金", "NONE"), ("【待填】", "PLACEHOLDER"), ("号", "NONE"), ("【待填】", "PLACEHOLDER")]


def test_a_deleted_paragraph_end_joins_it_to_the_next(read) -> None:
    deleted = '<w:rPr><w:del w:id="1"/></w:rPr>'
    document, notes = read(p("标题", "title") + p("一、甲", "heading-1", deleted) + p("乙"))
    assert [(block.element, block.text) for block in document.body[1:]] == [(Element.BODY, "一、甲乙")]
    assert {note.code for note in notes} == {"WRD-TRACKED"}


def test_a_stray_text_box_is_read_once_after_its_paragraph(read) -> None:
    document, notes = read(p("标题", "title") + p(run("甲") + box(p("乙"))) + p("丙"))
    assert [block.text for block in document.body[1:]] == ["甲", "乙", "丙"]
    assert [note.code for note in notes] == ["WRD-TEXTBOX"]


@pytest.mark.parametrize("wrap", [box, lambda content: content], ids=["in a text box", "in the text"])
def test_the_imprint_is_found_wherever_it_stands(wrap, read) -> None:
    rows = p("抄送：甲。", "copy-to") + p("<w:r><w:t>乙</w:t><w:tab/><w:t>2018年7月5日印发</w:t></w:r>", "printer")
    imprint = p(wrap(rows)) if wrap is box else rows
    document, notes = read(p("标题", "title") + p("正文") + imprint)
    assert [paragraph.text for paragraph in document.imprint] == ["抄送：甲。", "乙\t2018年7月5日印发"]
    assert [block.text for block in document.body] == ["标题", "正文"]
    assert notes == []


def test_a_document_is_split_by_its_elements(read) -> None:
    across = '<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr>'
    upright = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    body = (
        p("某某文件", "agency-mark")
        + p("某〔2018〕5号", "document-number")
        + p("关于某事", "title")
        + p("的报告", "title")
        + p("正文", more=upright)
        + p("附件1", "attachment-number")
        + p("表一", "attachment-title")
        + p("", more=across)
        + p("附件2", "attachment-number")
        + p("表二", "attachment-title")
    )
    document, notes = read(body)
    assert notes == []
    assert [paragraph.element for paragraph in document.head] == [Element.AGENCY_MARK, Element.DOCUMENT_NUMBER]
    assert document.title == "关于某事的报告"
    assert [block.text for block in document.body] == ["关于某事", "的报告", "正文"]
    found = [(attachment.landscape, [block.text for block in attachment.blocks]) for attachment in document.attachments]
    assert found == [(True, ["附件1", "表一"]), (False, ["附件2", "表二"])]


def test_a_file_without_a_title_says_so(read) -> None:
    _, notes = read(p("正文"))
    assert [note.code for note in notes] == ["WRD-TITLE"]


def test_what_stands_out_of_order_stays_there_and_is_named(read) -> None:
    document, notes = read(p("标题", "title") + p("某〔2018〕5号", "document-number"))
    assert [block.text for block in document.body] == ["标题", "某〔2018〕5号"]
    assert [note.code for note in notes] == ["WRD-ORDER"]
