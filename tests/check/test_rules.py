"""Every rule: its documentation, a good document that it lets pass, a broken one in which it, and it alone, speaks."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from docx.document import Document as WordDocument

from pipeline.check import RULES, check_file, rules
from pipeline.check.finding import Words
from pipeline.check.rule import Rule
from pipeline.check.rules import numbers, punctuation, words
from pipeline.diagnostics import Place, Severity
from tests.check import broken_pages, broken_words
from tests.check.good import letter, minutes, report
from tests.check.manuscript import Change, manuscript, rewrite
from tests.check.mutations import centred_date, labelled, numbered_minutes, numbered_rows, stacked_printer
from tests.check.paper import PITCH
from tests.check.press import Press

WORDS = tuple(
    rule for rule in RULES if rule.judge.__module__ in {words.__name__, punctuation.__name__, numbers.__name__}
)
SPELT = tuple(rule for rule in WORDS if rule.code not in {"GB-WORDS-SPLIT", "GB-WORDS-PLACEHOLDER"})
"""Rules whose 反例 and 正例 are words that can be put into a document as they stand."""


CHECK = Path(rules.__path__[0]).parent
GOOD = (report, letter, minutes, numbered_minutes, labelled, numbered_rows, centred_date, stacked_printer)


def code_of(rule: Rule) -> str:
    return rule.code


def named(case: object) -> str | None:
    return case if isinstance(case, str) else ""


def codes_in(content: bytes, name: str) -> set[str]:
    return {fault.code for fault in check_file(content, name)}


@pytest.mark.parametrize(
    "gone",
    [("三段9", "三段10"), ("三段9", "三段10", "二", "末段*")],
    ids=["a heading", "the last words before 附件说明"],
)
def test_a_page_may_end_a_line_early_before_what_keeps_with_the_next(gone: tuple[str, ...], press: Press) -> None:
    assert "GB-GRID-LINES" not in codes_in(press.print(report().without(*gone)), "报告.pdf")


@pytest.mark.parametrize("rule", RULES, ids=code_of)
def test_a_rule_documents_itself(rule: Rule) -> None:
    assert re.fullmatch(r"GB(-[A-Z]+){2,4}", rule.code)
    assert rule.sentence.endswith("。")
    assert list(rule.fields) == ["条款", "反例", "正例"]
    assert rule.clause
    assert rule.strength


NO_LIMITS = {
    "measured.py": {25.4, 0.5, 1.0, 0x2E7F},
    "word/package.py": {64},
    "word/paragraphs.py": {0.4, 8},
    "word/styles.py": {10.0, 6},
    "word/parameters.py": {12240, 15840},
    "pdf/device.py": {3, 4, 1e-6},
    "pdf/reader.py": {3, 4},
    "pdf/file.py": {4},
    "office.py": {120},
    "limit.py": {1e-6},
}
"""No document is measured by these: how wide a Latin letter is, where Chinese begins in Unicode, what Word takes when
nothing is said, how many parts a colour has, which way a page is turned, how long LibreOffice may take, how many bytes
or characters are read or quoted."""
MODULES = {str(path.relative_to(CHECK)): path for path in sorted(CHECK.rglob("[!_]*.py")) if path.name != "gb9704.py"}


@pytest.mark.parametrize("name", MODULES)
def test_numbers_that_decide_stand_in_one_file(name: str) -> None:
    tree = ast.parse(MODULES[name].read_text(encoding="utf-8"))
    deciding = [node for node in ast.walk(tree) if isinstance(node, ast.Compare)]
    deciding += [node for node in tree.body if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)]
    bounds = {number for node in deciding for number in numbers_in(node) if abs(number) > 2}
    floats = {number for number in numbers_in(tree) if isinstance(number, float) and number}
    assert (bounds | floats) - NO_LIMITS.get(name, set()) == set()


def numbers_in(tree: ast.AST) -> list[float]:
    found = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return [value for value in found if type(value) in {int, float}]


def test_no_code_is_used_twice() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize("rule", RULES, ids=code_of)
def test_a_rule_has_a_document_that_fails_it(rule: Rule) -> None:
    cases = {case[0] for case in (*broken_pages.PAGES, *broken_words.WORD_FILES)} | {rule.code for rule in SPELT}
    assert rule.code in cases


@pytest.mark.parametrize("paper", GOOD, ids=lambda paper: paper.__name__)
def test_a_good_paper_passes_every_rule(paper: broken_pages.Build, press: Press) -> None:
    assert check_file(press.print(paper()), "合格.pdf") == []


def test_a_good_word_file_passes_every_rule() -> None:
    assert check_file(manuscript(), "合格.docx") == []


@pytest.mark.parametrize(("code", "what", "build"), broken_pages.PAGES, ids=named)
def test_a_broken_paper_fails_its_rule_and_no_other(
    code: str, what: str, build: broken_pages.Build, press: Press
) -> None:
    assert codes_in(press.print(build()), "不合格.pdf") == {code} | broken_pages.ALSO.get((code, what), frozenset())


@pytest.mark.parametrize(("code", "what", "change"), broken_words.WORD_FILES, ids=named)
def test_a_broken_word_file_fails_its_rule_and_no_other(code: str, what: str, change: Change) -> None:
    assert codes_in(manuscript(change), "不合格.docx") == {code} | broken_words.ALSO.get((code, what), frozenset())


@pytest.mark.parametrize("rule", SPELT, ids=code_of)
def test_the_examples_of_a_rule_on_words_are_true(rule: Rule) -> None:
    for wrong in rule.fields["反例"].split("；"):
        assert rule.code in codes_in(manuscript(rewrite("正文", f"按照{wrong}", 1)), "反例.docx"), wrong
    for right in rule.fields["正例"].split("；"):
        assert rule.code not in codes_in(manuscript(rewrite("正文", f"按照{right}", 1)), "正例.docx"), right


@pytest.mark.parametrize(("lines", "is_told"), [(0.6, False), (1.0, True)])
def test_two_empty_lines_may_have_half_a_leading_below_them(lines: float, is_told: bool, press: Press) -> None:
    told = codes_in(press.print(report().moving("标志", y=-lines * PITCH)), "报告.pdf")
    assert ("GB-DOCUMENT-NUMBER-PLACE" in told) is is_told


def test_what_the_cells_of_a_table_repeat_is_told_once() -> None:
    def repeat(document: WordDocument) -> None:
        for row in document.tables[0].rows[1:]:
            row.cells[1].paragraphs[0].runs[0].text = "85％"

    faults = check_file(manuscript(repeat), "月报.docx")
    assert [fault.code for fault in faults] == ["GB-WORDS-DIGITS"]


SPOKEN = (
    ("GB-WORDS-HALF-WIDTH", "群众满意,服务到位"),
    ("GB-WORDS-QUOTES", '反映"最多跑一次"不到位'),
    ("GB-WORDS-RANGE", "满意率63-68%"),
    ("GB-WORDS-YEAR", "18年6月以来无人受理"),
    ("GB-WORDS-DOUBLED", "服务不到位。。"),
    ("GB-WORDS-NESTED", "《关于《条例》的通知》没有张贴"),
    ("GB-DOCUMENT-NUMBER-CITED", "信访件温信（2018）第12号反映无人"),
    ("GB-HEADING-FORM", "1、窗口无人值守"),
)
"""What clerks write, and the rule that speaks of it."""


@pytest.mark.parametrize(("code", "words"), SPOKEN)
def test_words_that_a_document_only_repeats_are_warned_of_with_their_place(code: str, words: str) -> None:
    content, clerk = manuscript(rewrite("正文", words, 1)), Place("六月.xlsx", "扣分情形", 2)
    own = [fault for fault in check_file(content, "月报.docx") if fault.code == code]
    assert {fault.severity for fault in own} == {Severity.ERROR}
    asked: list[str] = []

    def origin(said: Words) -> Place:
        asked.append(said.text[said.start : said.end])
        return clerk

    repeated = [fault for fault in check_file(content, "月报.docx", origin=origin) if fault.code == code]
    assert {fault.severity for fault in repeated} == {Severity.WARNING}
    assert all(str(clerk) in fault.message and "改原记录" in fault.remedy for fault in repeated)
    assert all(part in words for part in asked)
    assert [fault.severity for fault in check_file(content, "月报.docx", origin=lambda _: None)] == [
        fault.severity for fault in check_file(content, "月报.docx")
    ]


def test_the_judge_and_the_accused_share_no_numbers() -> None:
    package = Path(__file__).resolve().parents[2] / "pipeline"
    others = [path for path in package.rglob("*.py") if "check" not in path.relative_to(package).parts[0]]
    importing = [path for path in others if re.search(r"check\.gb9704|check import gb9704", path.read_text("utf-8"))]
    assert len(others) > 50
    assert importing == []
