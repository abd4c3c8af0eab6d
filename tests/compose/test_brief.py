"""The brief stays one page: every text has a bound, whatever the data."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.compose.brief import brief
from pipeline.compose.content import Brief
from tests.compose.builder import Office, carried, office
from tests.compose.scenes import SCENES
from tests.compose.setting import STANDARD

BOUNDS = {"title": 60, "dateline": 20, "headline": 40, "no_loss": 20, "not_evaluated": 120}
EACH = {"summary": (2, 190), "next_steps": (4, 110), "notes": (3, 110)}
LOSS = {"rank": 1, "title": 18, "lost": 6, "reason": 100, "responsible": 24, "rectify_by": 30}


def overgrown() -> Office:
    """Names beyond measure, and large numbers everywhere."""
    long = replace(
        STANDARD,
        title="温州市机关中层处室和基层站所万人双评议日常服务评价标准（修订稿）及其实施细则和补充说明",
        number="温公积金〔2018〕1234号",
        indicators=tuple(replace(i, title=i.title * 6) for i in STANDARD.indicators),
        clauses=tuple(replace(c, title=c.title * 8) for c in STANDARD.clauses),
    )
    earlier = office("2018-05")
    earlier.standard = long
    for code in ("1.1.1", "1.1.2"):
        earlier.rated(code, 非常满意=100_000)
    told = carried(earlier, "2018-06")
    told.what_if, told.rejected = True, 999
    for code in ("1.1.1", "1.1.2", "1.1.3"):
        told.rated(code, 非常满意=123_456, 满意=98_765, 基本满意=87_654, 不满意=76_543, 非常不满意=65_432)
    for number, clause in enumerate(long.clauses[:-1]):
        told.found(clause.code, 5 + number, count=999, due=(6, 20 + number % 9), office=f"第{number}业务办理和受理科室")
        told.found(clause.code, 5 + number, count=999, due=(12, 31), office="综合协调与督查督办联合科")
    grade = ("2018年第一季度，市行政审批与公共资源交易服务管理委员会，AJ-2018-000000001", "1", "100")
    told.graded("1.2.7", *(grade,) * 9)
    for day in range(1, 29):
        told.complained(f"HX{day:030}", day, due=(6, 29), kind="投诉")
    return told


SHAPES = {**SCENES, "极长": overgrown}


def _brief(name: str) -> Brief:
    return brief(SHAPES[name]().material())[0]


@pytest.mark.parametrize("name", SHAPES)
def test_every_text_keeps_its_bound(name: str) -> None:
    page = _brief(name)
    for field, limit in BOUNDS.items():
        assert len(getattr(page, field)) <= limit, field
    for field, (count, limit) in EACH.items():
        texts = getattr(page, field)
        assert len(texts) <= count, field
        assert all(len(text) <= limit for text in texts), field
    assert len(page.losses) <= 3
    for row in page.losses:
        for field, limit in LOSS.items():
            assert len(getattr(row, field)) <= limit, field


@pytest.mark.parametrize("name", SHAPES)
def test_the_page_holds_at_most_so_many_characters(name: str) -> None:
    page = _brief(name)
    rows = "".join(row.title + row.reason + row.responsible + row.rectify_by for row in page.losses)
    texts = (page.title, page.headline, *page.summary, rows, page.not_evaluated, *page.next_steps, *page.notes)
    assert sum(len(text) for text in texts) <= 1100


@pytest.mark.parametrize("name", SHAPES)
def test_the_two_charts_have_a_value_or_none_for_each_category(name: str) -> None:
    parts, months = _brief(name).charts
    assert (parts.form, months.form) == ("bar", "line")
    for chart in (parts, months):
        assert len(chart.series) == 1
        assert len(chart.series[0].values) == len(chart.categories) >= 1
        assert chart.alternative.startswith(chart.title.removesuffix("（%）"))


def test_the_largest_losses_come_first_and_name_the_open_duty() -> None:
    rows = _brief("多").losses
    assert [row.lost for row in rows] == ["3.00", "1.00", "1.00"]
    assert rows[0].responsible == "业务科、【待填】"
    assert rows[0].rectify_by == "6月25日至7月20日（逾期1条）"
    assert rows[1].rectify_by == "均已整改"


def test_a_loss_nobody_is_named_to_mend_is_a_warning_with_its_indicator() -> None:
    _, faults = brief(SCENES["首月"]().material())
    assert [fault.code for fault in faults] == ["DOC-LOSS", "DOC-LOSS"]
    assert "1.1.2" in faults[0].message
