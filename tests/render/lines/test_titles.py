"""Titles: broken by sense, in a 梯形 or 菱形."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.render.lines import title_lines

WIDTH = 442.2 - 22


def broken(text: str, width: float = WIDTH) -> list[str]:
    advances = [12.0 if character.isascii() else 22.0 for character in text]
    return [text[start:stop] for start, stop in title_lines(text, advances, width)]


@pytest.mark.parametrize(
    "lines",
    [
        ["关于2018年6月万人双评议工作情况的报告"],
        ["温州市住房公积金管理中心鹿城管理部", "关于2018年6月万人双评议工作情况的报告"],
        ["温州市住房公积金管理中心", "鹿城管理部2018年度万人双评议活动方案"],
        ["关于进一步加强作风建设持续优化营商环境", "深入推进最多跑一次改革情况的报告"],
    ],
    ids=lambda lines: "".join(lines)[:16],
)
def test_a_title_is_broken_by_sense(lines: list[str]) -> None:
    assert broken("".join(lines)) == lines


def test_a_long_title_takes_three_lines_that_are_no_hourglass() -> None:
    name = "温州市住房公积金管理中心鹿城管理部"
    lines = broken(f"{name}关于印发《2018年度万人评机关中层处室和基层站所活动实施方案》的通知")
    assert len(lines) == 3
    assert not len(lines[0]) > len(lines[1]) < len(lines[2])


@pytest.mark.parametrize("never", ["的", "》", "，"])
def test_no_line_begins_with_what_belongs_to_the_line_before(never: str) -> None:
    lines = broken("关于开展“擦亮服务窗口”主题活动，深化《优质文明服务规范》贯彻落实工作有关情况的专题报告")
    assert not any(line.startswith(never) for line in lines)


def test_a_date_stays_whole() -> None:
    lines = broken("关于温州市住房公积金管理中心各管理部2018年6月30日前整改落实情况的通报")
    assert any("2018年6月30日" in line for line in lines)


@given(st.text(st.sampled_from("关于温州市2018年工作的报告《》、（）——abc和及"), min_size=1, max_size=70))
def test_no_character_is_lost_and_every_line_fits(text: str) -> None:
    lines = broken(text)
    assert "".join(lines) == text
    assert all(sum(12 if c.isascii() else 22 for c in line) <= WIDTH + 22 for line in lines)
