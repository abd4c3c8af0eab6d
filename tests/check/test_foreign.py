"""Files that others made, without a style name: a good one passes, and no fault hides the element that it is in."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

from pipeline.check import check_file
from pipeline.check.pdf import read_pdf
from pipeline.check.profile import STANDARD
from pipeline.check.word import read_word
from pipeline.diagnostics import Diagnostic, Severity
from pipeline.model.elements import Element, Layout
from tests.check.foreign import ALSO, FAULTS, LOOKS, SEVERAL, SLIPS, TOLD, WORDS, Looks, Words, paper, word_file
from tests.check.manuscript import FANGSONG, TITLE
from tests.check.press import Press
from tests.conftest import WordLayout

EACH = pytest.mark.parametrize(
    ("code", "what", "words", "looks"), FAULTS, ids=lambda case: case if case and isinstance(case, str) else ""
)


WRAPPED = {"附件说明1": "附件：扣分明细", "附件说明2": "表", "附件1": "附件"} | dict.fromkeys(
    ("附件2", "附件2标题", "附件2段"), ""
)
"""The name of one attachment, which a clerk broke into two paragraphs."""


def errors(faults: list[Diagnostic]) -> list[str]:
    return [str(fault) for fault in faults if fault.severity is Severity.ERROR]


def assert_speaks(faults: list[Diagnostic], code: str, what: str) -> None:
    """The rule speaks; no other does but with a note."""
    told = {code} | ALSO.get((code, what), frozenset())
    assert told <= {fault.code for fault in faults}
    assert errors([fault for fault in faults if fault.code not in told]) == []


def test_a_good_word_file_of_others_passes() -> None:
    assert errors(check_file(word_file(), "通知.docx")) == []


def test_a_good_pdf_of_others_passes(press: Press) -> None:
    assert check_file(press.print(paper()), "通知.pdf") == []


def test_a_good_word_file_of_others_passes_as_libreoffice_lays_it_out(word_layout: WordLayout, tmp_path: Path) -> None:
    path = tmp_path / "通知.docx"
    path.write_bytes(word_file({"抄送": "", "印发机关": ""}))
    assert errors(check_file(word_layout(path))) == []


@EACH
def test_a_fault_in_a_word_file_of_others_is_told_by_its_rule(code: str, what: str, words: Words, looks: Looks) -> None:
    assert_speaks(check_file(word_file(words, looks), "通知.docx"), code, what)


@EACH
def test_a_fault_in_a_pdf_of_others_is_told_by_its_rule(
    code: str, what: str, words: Words, looks: Looks, press: Press
) -> None:
    assert_speaks(check_file(press.print(paper(words, looks)), "通知.pdf"), code, what)


@pytest.mark.parametrize(("words", "looks", "also"), [case[1:] for case in SEVERAL], ids=[case[0] for case in SEVERAL])
def test_no_fault_of_a_title_hides_another(words: Words, looks: Looks, also: frozenset[str], press: Press) -> None:
    told = {"GB-TITLE-PUNCTUATION", "GB-TITLE-FONT", *also}
    word = check_file(word_file(words, looks), "通知.docx")
    printed = check_file(press.print(paper(words, looks)), "通知.pdf")
    assert {fault.code for fault in word if fault.severity is not Severity.NOTE} == told
    assert {fault.code for fault in printed} == told | {"GB-TITLE-BREAK"}
    fonts = {str(look.get("font", TITLE)) for look in looks.values()} - {TITLE}
    assert [fault.code for fault in printed].count("GB-TITLE-FONT") == len(fonts)


@pytest.mark.parametrize(("code", "words"), [*SLIPS, ("GB-FONT-GLYPH", "特此\U00030000通知。")])
def test_a_slip_of_the_pen_is_told_by_its_rule(code: str, words: str) -> None:
    assert_speaks(check_file(word_file({"特此": words}), "通知.docx"), code, "")


@pytest.mark.parametrize(("words", "codes"), TOLD)
def test_each_slip_of_a_paragraph_is_told_once(words: str, codes: tuple[str, ...]) -> None:
    faults = check_file(word_file({"特此": words}), "通知.docx")
    assert tuple(sorted(fault.code for fault in faults if fault.code.startswith("GB-WORDS"))) == codes


@pytest.mark.parametrize(
    ("element", "texts"),
    [
        (Element.TITLE, [WORDS["标题1"] + WORDS["标题2"]]),
        (Element.ADDRESSEE, [WORDS["主送"]]),
        (Element.SIGNATURE, [WORDS["署名"]]),
        (Element.DATE, ["2018.7.5"]),
    ],
)
def test_two_lines_are_one_title_and_a_faulty_date_keeps_its_signature(
    element: Element, texts: list[str], press: Press
) -> None:
    words = {"日期": "2018.7.5"}
    word = read_word(word_file(words), "通知.docx")
    printed = read_pdf(press.print(paper(words)), "通知.pdf", STANDARD)
    assert [[passage.text for passage in subject.of(element)] for subject in (word, printed)] == [texts, texts]


def test_a_number_at_the_right_edge_tells_a_letter() -> None:
    words, looks = {"标志": "温州市公积金中心"}, {"字号": {"align": ALIGN.RIGHT}}
    assert read_word(word_file(words, looks), "函.docx").layout is Layout.LETTER
    assert read_word(word_file({}, looks), "通知.docx").layout is Layout.DOCUMENT


def test_spaces_before_a_paragraph_are_its_indent() -> None:
    typed = {name: f"　　{WORDS[name]}" for name, look in LOOKS.items() if look.first == 2}
    looks = {name: {"first": 0} for name in typed}
    assert [fault.code for fault in check_file(word_file(typed, looks), "通知.docx")] == [
        fault.code for fault in check_file(word_file(), "通知.docx")
    ]
    halved = {"首段": f"  {WORDS['首段']}"}
    assert "GB-BODY-INDENT" in {fault.code for fault in check_file(word_file(halved, looks), "通知.docx")}


@pytest.mark.parametrize(
    ("words", "looks"),
    [
        ({"标志": "", "字号": "", "标题2": "公告", "主送": "2018年第5号"}, {"主送": {"align": ALIGN.CENTER}}),
        ({"标志": "温州市公积金中心", "字号": ""}, {"标志": {"colour": ""}}),
        ({"主送": "各县（市、区）人民政府，市级各部门，各有关单位："}, {}),
        ({"主送": "", "首段": "现将2018年6月有关情况通报如下："}, {}),
        ({"标志": "温州市公积金中心公告", "字号": "2018年第3号", "标题2": "工作情况的公告", "主送": ""}, {}),
        ({"一": "一、缴存比例为5%～12%。"}, {"一": {"font": FANGSONG}}),
        (WRAPPED, {"附件说明2": {"first": 5}}),
        ({"署名": "温州市公积金中心　　温州市财政局"}, {"日期": {"left": 0, "align": ALIGN.RIGHT, "right": 4}}),
    ],
    ids=[
        "the number of a 公告",
        "an agency's name in larger type, no mark",
        "several organs",
        "no 主送",
        "the number of a 公告 above its title",
        "a short numbered paragraph",
        "a name that goes on",
        "two organs sign",
    ],
)
def test_what_only_looks_like_a_fault_is_none(words: Words, looks: Looks) -> None:
    noted = {"GB-IMPRINT-ANCHOR", "GB-STYLE-OUTLINE", "GB-TITLE-SIZE"}  # the large name is taken for a title's line
    assert {fault.code for fault in check_file(word_file(words, looks), "文件.docx")} <= noted


def test_brackets_that_only_look_right_are_told() -> None:
    told = [fault.code for fault in check_file(word_file({"字号": "温公积金﹝2018﹞5号"}), "通知.docx")]
    assert "GB-DOCUMENT-NUMBER-FORM" in told
