"""The page's content: the scorecard's own marks, every record once, and where many alike stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.compose.page import Page, score_page
from pipeline.compose.page.content import RecordGroup
from pipeline.compose.page.records import LISTED, ranges, record_groups
from pipeline.diagnostics import Place
from pipeline.model.marks import format_mark
from pipeline.model.period import Period
from pipeline.model.reasoning import Reasoning
from pipeline.model.scorecard import Evidence, Treatment
from tests.compose.scenes import SCENES

FILES = ("月报.docx", "月报.pdf", "评分依据.xlsx", "a b&c%.json")


def page_of(scene: str) -> Page:
    return score_page(SCENES[scene]().material(), FILES)


def rating(row: int, level: str = "满意", treatment: Treatment = Treatment.COUNTED, reason: str = "") -> Evidence:
    place = Place("inputs/records/2018-06/短信.csv", "", row)
    worth = {"非常满意": Decimal(100), "满意": Decimal(90), "不满意": Decimal(30)}[level]
    return Evidence(
        "1.1.2", "ratings", f"DX-{row}", date(2018, 6, 5), treatment, reason, level, 1, worth, None, "", place
    )


@pytest.mark.parametrize("scene", SCENES)
def test_the_tree_shows_the_marks_of_the_scorecard(scene):
    material = SCENES[scene]().material()
    nodes = {node.code: node for top in score_page(material, ()).nodes for node in top.all()}
    assert list(nodes) == [mark.indicator.code for mark in material.scorecard.marks]
    for mark in material.scorecard.marks:
        node = nodes[mark.indicator.code]
        assert node.mark == format_mark(mark.to_date.mark)
        assert node.period_mark == format_mark(mark.month.mark)
        assert bool(node.lost) == bool(mark.lost)


def test_rejected_rows_that_were_mended_are_told_apart() -> None:
    material = SCENES["退回"]().material()
    (counts,) = material.sheets
    (sheet,) = score_page(replace(material, sheets=(replace(counts, replaced=2),)), ()).sheets
    assert (sheet.rejected, sheet.replaced) == (str(counts.rejected), "2")


@pytest.mark.parametrize("scene", SCENES)
def test_every_record_is_on_the_page_once(scene):
    material = SCENES[scene]().material()
    page = score_page(material, ())
    groups = [group for top in page.nodes for node in top.all() for group in node.groups]
    shown = Counter(f"{row.file} {row.row}" for group in (*groups, *page.elsewhere) for row in group.rows)
    here = Counter(f"{e.place.file.removeprefix('inputs/records/')} 第{e.place.row}行" for e in material.evidence)
    assert shown == here


def test_a_record_of_an_indicator_that_is_no_more_stands_apart():
    material = SCENES["多"]().material()
    stray = replace(rating(7), indicator="9.9", treatment=Treatment.NO_LONGER, reason="现行标准已取消，不再计分")
    page = score_page(replace(material, evidence=(*material.evidence, stray)), ())
    (group,) = page.elsewhere
    assert group.title == "不再计分：现行标准已取消，不再计分"
    assert [row.record for row in group.rows] == ["DX-7"]


def test_clauses_and_arithmetic_stand_with_their_indicator():
    material = SCENES["多"]().material()
    said = Reasoning("1.2.1", ("1.2.1-1 未进驻窗口：每事项扣1分",), ("累计：应扣 = …", "本月：…"))
    page = score_page(replace(material, reasoning=(said,)), ())
    nodes = {node.code: node for top in page.nodes for node in top.all()}
    assert (nodes["1.2.1"].clauses, nodes["1.2.1"].arithmetic) == (said.clauses, said.arithmetic)
    assert nodes["1.2.2"].clauses == ()


def test_ratings_are_grouped_by_level_the_best_first_and_those_left_out_by_reason():
    left_out = rating(9, treatment=Treatment.EXCLUDED, reason="追评不计入")
    groups = record_groups([rating(3, "不满意"), left_out, rating(4), rating(5, "非常满意"), rating(6)])
    assert [(group.title, group.count) for group in groups] == [
        ("计入：非常满意（折算100分）", "1条"),
        ("计入：满意（折算90分）", "2条"),
        ("计入：不满意（折算30分）", "1条"),
        ("不计入：追评不计入", "1条"),
    ]


def test_many_ratings_alike_are_given_by_their_rows():
    (few,) = record_groups([rating(row) for row in range(2, 2 + LISTED)])
    assert (len(few.rows), few.places) == (LISTED, ())
    (many,) = record_groups([rating(row) for row in range(2, 3 + LISTED)])
    assert many.rows == ()
    (place,) = many.places
    assert (place.file, place.sheet, place.count) == ("2018-06/短信.csv", "—", f"{LISTED + 1}条")
    assert place.rows == f"2–{LISTED + 2}"


def test_deductions_are_listed_one_by_one_however_many():
    findings = [
        replace(rating(row), table="findings", basis="1.2.1-2", each=Decimal("0.5"), amount=Decimal("0.5"))
        for row in range(2, 500)
    ]
    (group,) = record_groups(findings)
    assert len(group.rows) == 498
    assert group.rows[0].value == "1×0.5＝扣0.5分"


def test_what_is_not_counted_says_so_instead_of_a_deduction():
    pending = replace(
        rating(4), table="findings", treatment=Treatment.PENDING, reason="核查中暂不扣分", amount=Decimal(0), count=2
    )
    (group,) = record_groups([pending])
    assert (group.title, group.rows[0].value) == ("核查中：核查中暂不扣分", "2项，未扣分")


@given(st.sets(st.integers(1, 1_048_576), max_size=60))
def test_ranges_name_exactly_the_rows(numbers):
    written = ranges(numbers)
    assert list(_read(written)) == sorted(numbers)
    assert "–" not in written or all(int(a) < int(b) for a, _, b in _parts(written))


def _parts(written: str) -> Iterator[tuple[str, str, str]]:
    yield from (part.partition("–") for part in written.split("、") if "–" in part)


def _read(written: str) -> Iterator[int]:
    for part in filter(None, written.split("、")):
        first, _, last = part.partition("–")
        yield from range(int(first), int(last or first) + 1)


def test_files_are_linked_by_addresses_that_a_browser_reads():
    links = {link.name: link for link in page_of("多").documents}
    assert links["a b&c%.json"].address == "a%20b%26c%25.json"
    assert links["月报.docx"].what == "Word 稿"


def test_files_for_machines_are_linked_last():
    files = ("月报.docx", "scorecard.json", "评分依据.xlsx")
    page = score_page(SCENES["多"]().material(), files)
    assert [link.name for link in page.documents] == ["月报.docx", "评分依据.xlsx", "scorecard.json"]


def test_losses_come_with_the_largest_first_and_point_into_the_tree():
    page = page_of("多")
    lost = [Decimal(node.lost) for node in page.losses]
    assert lost == sorted(lost, reverse=True)
    assert all(not node.children for node in page.losses)


def test_the_first_month_has_nothing_to_compare_with():
    page = score_page(replace(SCENES["多"]().material(), previous=None), ())
    assert page.base == ""
    assert {node.change for top in page.nodes for node in top.all()} == {"—"}


def test_a_what_if_is_stamped():
    material = SCENES["多"]().material()
    assert page_of("多").stamp == ""
    tried = replace(material, scorecard=replace(material.scorecard, what_if=True))
    assert score_page(tried, ()).stamp.startswith("试算")


def test_the_charts_tell_their_values_in_words():
    parts, months = page_of("多").charts
    assert (parts.form, months.form) == ("bar", "line")
    for chart in (parts, months):
        values = [value for series in chart.series for value in series.values if value is not None]
        assert values
        assert all(f"{value}%" in chart.alternative for value in values)


def test_a_years_page_compares_with_the_year_before_and_lists_only_months():
    material = SCENES["多"]().material()
    year = replace(material.scorecard, period=Period(2018))
    of_year = replace(material, scorecard=year, series=(*material.series, year))
    page = score_page(of_year, ())
    assert (page.period_label, page.base) == ("", "")
    assert [label for label, _ in page.headline] == ["累计得分", "已评满分", "总分值", "得分率"]
    assert len(page.months) == len(page.charts[1].categories) == len(material.series)
    assert material.previous
    beside = score_page(replace(of_year, last_year=material.previous), ())
    assert beside.base == "上年"
    assert {node.change for top in beside.nodes for node in top.all()} != {"—"}


def test_a_group_never_has_both_rows_and_places():
    groups = [group for top in page_of("多").nodes for node in top.all() for group in node.groups]
    assert groups
    assert all(bool(group.rows) != bool(group.places) for group in groups if isinstance(group, RecordGroup))
