"""Properties over generated standards: consistent ones pass, and one changed full mark is one fault of the sum."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pipeline.diagnostics import Severity
from pipeline.model.marks import format_full
from pipeline.records.schema import CHANNELS
from pipeline.reference.files import SourceFile
from pipeline.reference.standard import read_standard
from tests.reference.workbooks import CLAUSE_HEADERS, INDICATOR_HEADERS, Sheets, codes, standard_sheets

SIZES = st.lists(st.integers(1, 4), min_size=1, max_size=4)
"""How many leaves each group has; a group of one is a leaf at the top."""


@st.composite
def standards(draw: st.DrawFn) -> Sheets:
    """Draw a consistent standard of 100 marks, in hundredths, with texts that say what its numbers say."""
    sizes = draw(SIZES)
    count = sum(sizes)
    cuts = draw(st.lists(st.integers(1, 9_999), min_size=count - 1, max_size=count - 1, unique=True))
    ends = [0, *sorted(cuts), 10_000]
    marks = iter([Decimal(end - start) / 100 for start, end in pairwise(ends)])
    sheets = standard_sheets()
    sheets["指标"], sheets["情形"] = [[*INDICATOR_HEADERS]], [[*CLAUSE_HEADERS]]
    for group, size in enumerate(sizes, start=1):
        if size == 1:
            _leaf(draw, sheets, f"{group}", "", next(marks))
            continue
        leaves = [next(marks) for _ in range(size)]
        sheets.add("指标", f"{group}", "", f"第{group}部分", str(sum(leaves)), "", "", "汇总")
        for number, full in enumerate(leaves, start=1):
            _leaf(draw, sheets, f"{group}.{number}", f"{group}", full)
    return sheets


def _leaf(draw: st.DrawFn, sheets: Sheets, code: str, parent: str, full: Decimal) -> None:
    method = draw(st.sampled_from(["满意率", "扣分", "评分", "评定"]))
    title, note, selector = f"指标{code}", "", ""
    if method == "满意率":
        selector = f"渠道={draw(st.sampled_from(CHANNELS))}"
    if method == "扣分":
        amounts = draw(st.lists(st.integers(1, 300), min_size=1, max_size=4))
        note = "；".join(f"第{n}种每发现1件扣{format_full(Decimal(a) / 100)}分" for n, a in enumerate(amounts, start=1))
        for number, amount in draw(st.permutations(list(enumerate(amounts, start=1)))):
            sheets.add("情形", f"{code}-{number}", code, f"情形{code}之{number}", Decimal(amount) / 100, "件")
    sheets.add("指标", code, parent, title, full, "", note, method, selector)


@settings(max_examples=40, deadline=None)
@given(standards())
def test_a_consistent_standard_passes_without_a_word(sheets: Sheets) -> None:
    draft, found = read_standard(SourceFile("a.xlsx", sheets.xlsx()))
    assert found == []
    assert draft is not None
    assert sum(top.full for top in draft.standard.children("")) == 100


@settings(max_examples=40, deadline=None)
@given(standards(), st.data())
def test_one_changed_full_mark_fails_the_sum_and_nothing_else(sheets: Sheets, data: st.DataObject) -> None:
    row = data.draw(st.sampled_from(sheets["指标"][1:]), label="indicator")
    row[3] = Decimal(row[3]) + data.draw(st.decimals("0.01", "5", places=2), label="more")
    draft, found = read_standard(SourceFile("a.xlsx", sheets.xlsx()))
    groups = {line[1] for line in sheets["指标"]}
    is_lone_top = not row[1] and row[0] not in groups
    assert codes(d for d in found if d.severity is Severity.ERROR) == (set() if is_lone_top else {"STD-SUM"})
    assert codes(d for d in found if d.severity is Severity.WARNING) == (set() if row[1] else {"STD-TOTAL"})
    assert (draft is None) is not is_lone_top


@settings(max_examples=40, deadline=None)
@given(standards(), st.data())
def test_one_changed_deduction_is_told_with_the_text_it_contradicts(sheets: Sheets, data: st.DataObject) -> None:
    assume(len(sheets["情形"]) > 1)
    row = data.draw(st.sampled_from(sheets["情形"][1:]), label="clause")
    row[3] += data.draw(st.decimals("0.01", "3", places=2), label="more")
    draft, found = read_standard(SourceFile("a.xlsx", sheets.xlsx()))
    assert draft is None
    assert codes(found) == {"STD-TEXT"}
    text = f"指标!F{sheets.row('指标', row[1])}"
    assert all(text in d.message and d.place.sheet == "情形" for d in found)
