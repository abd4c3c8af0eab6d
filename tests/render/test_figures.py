"""Figures as SVG: every value written, nothing drawn where nothing was evaluated."""

from __future__ import annotations

from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from pipeline.model.document import Figure, Series
from pipeline.render.figures import STYLES, Lettering, draw

LETTERING = Lettering("仿宋", "黑体", lambda text: sum(0.5 if character.isascii() else 1.0 for character in text))
NAMES = ("服务对象满意度评价", "日常服务评价", "网络评议")


def figure(form: str, *series: Series, names: tuple[str, ...] = NAMES, title: str = "得分率") -> Figure:
    return Figure(form, title, "替代文字", names, series, 78, 60)


def series(name: str, *values: str | None) -> Series:
    return Series(name, tuple(None if value is None else Decimal(value) for value in values))


def parsed(drawn: str) -> ET.Element:
    return ET.fromstring(drawn)


def texts(drawn: str) -> list[str]:
    return [element.text or "" for element in parsed(drawn).iter() if element.tag.endswith("text")]


def count(drawn: str, tag: str) -> int:
    return sum(element.tag.endswith(tag) for element in parsed(drawn).iter())


@pytest.mark.parametrize("form", ["bar", "line"])
def test_every_value_and_every_name_is_written(form):
    drawn = draw(figure(form, series("累计", "97.40", "90.00", "88.00")), LETTERING)
    assert {"97.40", "90.00", "88.00", "得分率"} <= set(texts(drawn))
    assert all(name in "".join(texts(drawn)) for name in NAMES)


@pytest.mark.parametrize("form", ["bar", "line"])
def test_a_value_that_is_not_there_is_written_and_not_drawn(form):
    with_gap = draw(figure(form, series("累计", "97.40", None, "88.00")), LETTERING)
    assert texts(with_gap).count("未评") == 1
    assert count(with_gap, "rect") + count(with_gap, "circle") == 2


def test_a_line_is_not_drawn_across_a_gap():
    whole = draw(figure("line", series("累计", "97", "96", "98")), LETTERING)
    gap = draw(figure("line", series("累计", "97", None, "98")), LETTERING)
    grid = count(gap, "polyline")
    assert count(whole, "polyline") == grid + 2


def test_a_bar_is_as_long_as_its_value():
    drawn = draw(figure("bar", series("得分", "50", "100", "25")), LETTERING)
    widths = [float(element.get("width", "")) for element in parsed(drawn).iter() if element.tag.endswith("rect")]
    assert widths[0] / widths[1] == pytest.approx(0.5, abs=0.001)
    assert widths[2] / widths[1] == pytest.approx(0.25, abs=0.001)


def test_a_point_is_as_high_as_its_value():
    drawn = draw(figure("line", series("得分", "90", "95", "100")), LETTERING)
    ys = [float(element.get("cy", "")) for element in parsed(drawn).iter() if element.tag.endswith("circle")]
    assert ys[0] - ys[1] == pytest.approx(ys[1] - ys[2], abs=0.02)
    assert ys[2] < ys[0]


def test_several_series_differ_without_colour_and_are_named():
    drawn = draw(figure("line", series("累计", "1", "2", "3"), series("本月", "3", "2", "1")), LETTERING)
    assert {"累计", "本月"} <= set(texts(drawn))
    assert count(drawn, "circle") == 4
    assert count(drawn, "rect") == 4
    assert len({style.fill for style in STYLES}) == len({style.dash for style in STYLES}) == len(STYLES)


def test_equal_values_of_two_series_are_written_once():
    drawn = draw(figure("line", series("累计", "95", "96", "97"), series("本月", "95", "97", "99")), LETTERING)
    assert texts(drawn).count("95") <= 2  # once as a value, once on the scale


GIVING_WAY = {
    "a line that falls to the right": ("90", "89.51", "60", -1),
    "one that rises from the left": ("60", "89.51", "89", 1),
    "a level one": ("89.50", "89.51", "89.50", 0),
    "one on either side": ("60", "89.51", "60", 0),
}


@pytest.mark.parametrize(("before", "value", "after", "side"), GIVING_WAY.values(), ids=GIVING_WAY)
def test_a_value_gives_way_to_the_line_that_would_cross_it(before, value, after, side):
    drawn = figure("line", series("本月", "99", "99", "99"), series("累计", before, value, after))
    elements = list(parsed(draw(drawn, LETTERING)).iter())
    points = [element for element in elements if element.tag.endswith("rect")]
    (written,) = (float(element.get("x", "")) for element in elements if element.text == value)
    moved = written - float(points[2].get("x", "")) - float(points[2].get("width", "")) / 2
    assert (moved > 1) - (moved < -1) == side


def test_nothing_evaluated_at_all_is_still_a_figure():
    for form in ("bar", "line"):
        assert texts(draw(figure(form, series("累计", None, None, None)), LETTERING)).count("未评") == 3


def test_words_are_escaped():
    drawn = draw(figure("bar", series("甲", "1"), names=("<b>&",), title='"甲"<乙'), LETTERING)
    assert "<b>&" in texts(drawn)


def test_everything_stays_inside_the_drawing():
    for form in ("bar", "line"):
        drawn = draw(figure(form, series("累计", "97.40", None, "100.00"), series("本月", "1.00", "2", "0")), LETTERING)
        width, height = (float(side) for side in parsed(drawn).get("viewBox", "").split()[2:])
        for element in parsed(drawn).iter():
            if element.tag.endswith("text"):
                assert 0 <= float(element.get("x", "")) <= width
                assert 0 <= float(element.get("y", "")) <= height


def test_an_unknown_form_is_a_fault_of_the_program():
    with pytest.raises(KeyError):
        draw(figure("pie", series("甲", "1")), LETTERING)
