"""What a style says is what WeasyPrint has it say, however it was found."""

from __future__ import annotations

from typing import Any

import pytest
from weasyprint import HTML
from weasyprint.css import get_all_computed_styles
from weasyprint.css.counters import CounterStyle
from weasyprint.css.properties import INITIAL_VALUES
from weasyprint.text.fonts import FontConfiguration

from pipeline.render.pdf import shortcuts
from pipeline.render.pdf.quicker import quicker

SHEET = """
@page { size: 100mm } html { color: #123456; page: one }
h1 { border: 1px solid; float: left; text-decoration: underline red; outline: 2px dotted; margin: 1em 2% }
h2 { border-left-style: double; border-right: 0; position: absolute; display: inline; border-inline-start: 3px solid }
p { border-bottom-width: 4px; text-decoration: line-through; outline-width: 3px; float: right; page: two }
b { position: relative; text-decoration: overline; display: table-cell; border-style: hidden; border-width: 9px }
"""
BODY = "<body><h1>1<b>2<i>3</i></b></h1><h2>4<b>5</b></h2><p>6<b>7<i>8</i></b><i>9</i></p><i>0</i></body>"


def styles(sheet: str) -> list[dict[str, Any]]:
    """Every property of every element, asked in an order in which each may be the first."""
    with quicker(sheet):
        html = HTML(string=f"<html><style>{SHEET}</style>{BODY}</html>")
        given = get_all_computed_styles(
            html, font_config=FontConfiguration(), counter_style=CounterStyle(), page_rules=[], color_profiles={},
            layers=[],
        )  # fmt: skip
        elements = list(html.etree_element.iter())
        return [{key: given(element)[key] for key in sorted(INITIAL_VALUES)} for element in elements]


def test_every_property_of_every_style_is_weasyprints_own() -> None:
    assert styles("") == styles("flex")


def test_hardly_any_is_computed_weasyprints_way(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    own = shortcuts._missing

    def missing(style: Any, key: str) -> Any:
        if style.parent_style is not None and key not in style.cascaded:
            asked.append(key)
        return own(style, key)

    monkeypatch.setattr(shortcuts, "_missing", missing)
    found = styles("")
    assert 0 < len(asked) < len(found) * 30
