"""Numbers of records are found in prose however they are written, also of records that nobody read."""

from __future__ import annotations

import pytest

from pipeline.running.numbers import Numbers

KNOWN = (
    "温公积2018-0077号", "鹿案〔2018〕55号", "DH-LC-1806-003", "LC0001", "GD2018/06/1", "330302201806050001",
    "2018-0077", "12345", "案1号", "AB", "2055号鹿城案", "2018年6月5日 9:03", "卷宗之一", "案卷之一",
)  # fmt: skip
CASES = [
    # as they are, with Chinese and brackets, in the midst of words
    ("经查温公积2018-0077号及鹿案〔2018〕55号案卷", ["温公积2018-0077号", "鹿案〔2018〕55号"]),
    ("见案1号", ["案1号"]),
    ("编号2018-0077，拨打12345", ["2018-0077", "12345"]),
    # written otherwise
    ("鹿案(2018)55号、鹿案[2018]55号", ["鹿案(2018)55号", "鹿案[2018]55号"]),
    ("鹿案（２０１８）５５号", ["鹿案（２０１８）５５号"]),
    ("dh-lc-1806-003与DH—LC—1806—003", ["dh-lc-1806-003", "DH—LC—1806—003"]),
    # of records that were not read: last month's, or the next of a series
    ("与上月DH-LC-1805-021相同", ["DH-LC-1805-021"]),
    ("鹿案〔2017〕105号、鹿案〔2018〕6号", ["鹿案〔2017〕105号", "鹿案〔2018〕6号"]),
    ("6号鹿城案与105号鹿城案", ["6号鹿城案", "105号鹿城案"]),
    ("330302201712310009", ["330302201712310009"]),
    # the longest at a place, and no part of another
    ("DH-LC-1806-003x LC00012 xLC0001", []),
    ("123456件", []),
    # what only looks like digits and signs
    ("2018-2019年度，2018年6月8日 9:05，5678件，案2号，温委办发〔2018〕19号，1.2.1-1", []),
    ("卷宗之二，AB", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "numbers"), CASES)
def test_numbers_are_found_in_prose(text: str, numbers: list[str]) -> None:
    assert [text[start:end] for start, end in Numbers(KNOWN).found_in(text)] == numbers


def test_without_digits_a_number_is_found_when_it_is_long_enough() -> None:
    assert list(Numbers(("ANJIAN", "甲乙丙")).found_in("见anjian，甲乙丙")) == [(1, 7)]


def test_a_hundred_thousand_numbers_of_one_form_are_one_form() -> None:
    numbers = Numbers(f"DH-LC-1806-{at:06d}" for at in range(100_000))
    assert [end - start for start, end in numbers.found_in("DH-LC-1806-000003，" * 1_000)] == [17] * 1_000
