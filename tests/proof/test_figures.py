"""Every digit of a finished file, Word or PDF: change it and the proof names it."""

from __future__ import annotations

import random
import re
from pathlib import Path

import docx
import pytest

from pipeline.proof.figures import slips, text_slips
from pipeline.proof.ground import Vouched, chosen, read_ground, unvouched
from pipeline.proof.proving import prove_pdf, prove_word
from pipeline.proof.word import Unit, read_word
from tests.proof.mutation import PdfDigits, changed_word, digits_of_word, other

pytestmark = pytest.mark.xdist_group("figures")
"""One worker takes them all: what they look at is made once."""

DOCUMENTS = ("月报", "摘要")
TOTAL = re.compile(r"累计得分(\d+\.\d\d)分")


@pytest.fixture(scope="session")
def grounds(unit_folder: Path) -> dict[str, tuple[Vouched, ...]]:
    return read_ground((unit_folder / "figures.json").read_text("utf-8"))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_was_made_is_proved(name: str, unit_folder: Path, grounds: dict[str, tuple[Vouched, ...]]) -> None:
    assert prove_word((unit_folder / f"{name}.docx").read_bytes(), grounds[name], name) == []
    assert prove_pdf((unit_folder / f"{name}.pdf").read_bytes(), grounds[name], name) == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_any_digit_changed_in_the_word_file_is_found(
    name: str, unit_folder: Path, grounds: dict[str, tuple[Vouched, ...]]
) -> None:
    made = (unit_folder / f"{name}.docx").read_bytes()
    spots = digits_of_word(made)
    assert len(spots) > 50
    sample = random.Random(2018).sample(spots, min(120, len(spots)))
    missed = [spot for spot in sample if not prove_word(changed_word(made, spot), grounds[name], name)]
    assert missed == []


@pytest.mark.parametrize(("name", "count"), [("摘要", 20), ("月报", 5)])
def test_any_digit_changed_in_the_pdf_is_found(
    name: str, count: int, unit_folder: Path, grounds: dict[str, tuple[Vouched, ...]]
) -> None:
    pdf = PdfDigits((unit_folder / f"{name}.pdf").read_bytes())
    assert len(pdf.spots) > 50
    sample = random.Random(2018).sample(pdf.spots, count)
    missed = [spot for spot in sample if not prove_pdf(pdf.changed(spot), grounds[name], name)]
    assert missed == []


def test_a_changed_figure_is_named_with_its_place_its_source_and_its_value(
    unit_folder: Path, grounds: dict[str, tuple[Vouched, ...]], tmp_path: Path
) -> None:
    edited = docx.Document(str(unit_folder / "月报.docx"))
    run = next(run for paragraph in edited.paragraphs for run in paragraph.runs if TOTAL.search(run.text))
    mark = TOTAL.findall(run.text)[0]
    wrong = mark[:-1] + other(mark[-1])
    run.text = run.text.replace(f"累计得分{mark}", f"累计得分{wrong}", 1)
    edited.save(str(tmp_path / "改.docx"))
    (fault,) = prove_word((tmp_path / "改.docx").read_bytes(), grounds["月报"], "改.docx")
    assert fault.code == "FIG-CHANGED"
    assert f"{wrong}应为{mark}（2018年6月累计得分）" in fault.message
    assert fault.place.cell.startswith("第")


@pytest.mark.parametrize(
    ("expected", "actual", "found"),
    [
        ("失2.00分", "失2.00分", []),
        ("失2.00分", "共失2.00分了", []),
        ("失2.00分", "失2.50分", [("2.50", "2.00")]),
        ("失2.00分，扣1项", "失3.00分，扣2项", [("3.00", "2.00"), ("2", "1")]),
        ("查实", "查实12件", [("12", "")]),
        ("查实12件", "查实", [("", "12")]),
        ("【待填】印发", "2018年7月5日印发", []),
        ("温公积金鹿【待填】", "温公积金鹿〔2018〕12号", []),
        ("【待填】前完成3项", "7月5日前完成4项", [("4", "3")]),
    ],
)
def test_numbers_are_compared_and_words_are_not(expected: str, actual: str, found: list[tuple[str, str]]) -> None:
    assert [(now, was) for now, was, _ in text_slips(expected, actual)] == found


def units(*texts: str) -> list[Unit]:
    return [Unit(f"第{number}段", (text,)) for number, text in enumerate(texts, 1)]


def test_paragraphs_that_moved_or_went_in_between_do_not_hide_a_change() -> None:
    made = units("一共12件", "得分2.00分", "附件1", "【待填】")
    edited = units("新写的一段", "一共12件", "得分2.50分", "附件1", "2018年7月5日")
    assert [(slip.found, slip.wanted, slip.place) for slip in slips(made, edited)] == [("2.50", "2.00", "第3段")]


@pytest.mark.parametrize(
    ("text", "said", "template", "found"),
    [
        ("得分2.00分", ["得分2.00分"], [], []),
        ("（一）得分2.00分", ["得分2.00分"], [], []),
        ("得分12.00分", ["2.00分"], [], ["12.00"]),
        ("得分2.001分", ["得分2.00"], [], ["2.001"]),
        ("共3件12345热线", ["共3件"], ["12345热线"], []),
        ("共3件12345热线", ["共3件"], ["{{ doc.a1 }}热线"], ["12345"]),
        ("二〇一八年", [], [], []),
    ],
)
def test_a_number_that_nobody_vouches_for_is_found(
    text: str, said: list[str], template: list[str], found: list[str]
) -> None:
    assert [slip.found for slip in unvouched(units(text), said, units(*template))] == found


def test_a_file_is_known_by_its_name_or_by_what_it_says(
    grounds: dict[str, tuple[Vouched, ...]], unit_folder: Path
) -> None:
    report = read_word((unit_folder / "月报.docx").read_bytes())
    assert chosen(grounds, "摘要", ()) == "摘要"
    assert chosen(grounds, "月报（终稿）", ()) == "月报"
    assert chosen(grounds, "6月报告", report) == "月报"
    assert chosen(grounds, "别的文件", units("没有关系的3件事")) == ""
