"""Words of a record that read like an element's (抄送：……, ……印发) stay what they stand in: text, headings, tables."""

from __future__ import annotations

import pytest
from docx.document import Document as WordDocument

from pipeline.check.pdf import read_pdf
from pipeline.check.profile import STANDARD
from pipeline.check.subject import Subject
from pipeline.check.word import read_word
from pipeline.model.elements import Element
from tests.check.good import filler, report
from tests.check.manuscript import Change, manuscript, rewrite
from tests.check.press import Press

IMPRINT = (Element.COPY_TO, Element.PRINTER)


def imprint(subject: Subject) -> list[str]:
    return [passage.text for passage in subject.passages if passage.in_imprint]


@pytest.mark.parametrize(
    ("line", "text", "element"),
    [
        ("三段5", f"抄送：{filler(25)}", Element.BODY),
        ("三段5", f"主送：{filler(25)}", Element.BODY),
        ("三段5", f"{filler(20)}2018年6月5日印发", Element.BODY),
        ("三段1", "（二）市局办公室2018年6月5日印发", Element.HEADING_2),
        ("特此", "抄送：各科室。6月6日开展。", Element.BODY),
    ],
)
def test_on_paper_they_do_not_begin_an_imprint(press: Press, line: str, text: str, element: Element) -> None:
    printed = read_pdf(press.print(report().with_ink(line, text=text)), "报告.pdf", STANDARD)
    assert imprint(printed) == imprint(read_pdf(press.print(report()), "报告.pdf", STANDARD))
    assert [passage.element for passage in printed.passages if text in passage.text] == [element]


def in_a_cell(text: str) -> Change:
    def change(document: WordDocument) -> None:
        document.tables[0].cell(1, 1).paragraphs[0].runs[0].text = text

    return change


@pytest.mark.parametrize("text", ["抄送：各科室。", "附：市局2018年6月5日印发", "抄报:市局"])
@pytest.mark.parametrize("change", [lambda text: rewrite("正文", text, 2), in_a_cell])
def test_in_a_word_file_the_style_tells(change: object, text: str) -> None:
    subject = read_word(manuscript(change(text)), "报告.docx")  # type: ignore[operator]
    assert imprint(subject) == imprint(read_word(manuscript(), "报告.docx"))
    [passage] = [passage for passage in subject.passages if passage.text == text]
    assert passage.element in {Element.BODY, Element.TABLE_TEXT}


def test_an_office_of_one_character_is_an_addressee(press: Press) -> None:
    printed = read_pdf(press.print(report().with_ink("主送", text="甲：")), "报告.pdf", STANDARD)
    assert [passage.text for passage in printed.of(Element.ADDRESSEE)] == ["甲："]
