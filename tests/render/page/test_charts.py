"""Charts in the page are SVG that a browser draws, whatever else the process has done."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from pipeline.model.document import Figure, Series
from pipeline.render.page.charts import chart_markup

SVG = "http://www.w3.org/2000/svg"


@pytest.fixture
def prefix_taken_away() -> Iterator[None]:
    """Another library has given SVG's place among the standard library's prefixes to something else."""
    before = dict(ET._namespace_map)
    ET._namespace_map.pop(SVG, None)
    yield
    ET._namespace_map.clear()
    ET._namespace_map.update(before)


@pytest.mark.usefixtures("prefix_taken_away")
def test_a_chart_is_an_svg_element_in_any_process() -> None:
    series = (Series("得分率", (Decimal(90), Decimal(88))),)
    figure = Figure("line", "各月得分率", "3月90%，4月88%。", ("3月", "4月"), series, 140, 62)
    markup = str(chart_markup(figure))
    assert markup.startswith(f'<svg xmlns="{SVG}"')
    assert "<title>各月得分率</title><desc>3月90%，4月88%。</desc>" in markup
