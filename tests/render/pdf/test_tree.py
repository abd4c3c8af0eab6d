"""The page's tree: read by expat it is the one that WeasyPrint reads itself, whatever a style is written on."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest
import weasyprint
from weasyprint.text.fonts import FontConfiguration

from pipeline.fonts import FontSet
from pipeline.model.document import Attachment, OfficialDocument
from pipeline.model.elements import Layout
from pipeline.render.pdf import print_pdf, tree
from pipeline.render.pdf.tree import Tree

PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8" /><title>题</title></head><body>
<p class="a b" style="margin-top:3pt">一<span style="letter-spacing:1pt">二</span></p>
<p class="a" style="margin-top:3pt">三</p><p>四</p></body></html>"""


def bare(html: str) -> Tree:
    return Tree(html, "file:///", weasyprint.urls.URLFetcher(), frozenset())


def test_equal_styles_become_one_class() -> None:
    paragraphs = [element.get("class") for element in bare(PAGE).etree_element.iter("p")]
    assert paragraphs == ["a b s0", "a s0", None]


def test_a_style_wins_over_any_rule_with_classes_as_it_would_on_the_element() -> None:
    loud = weasyprint.CSS(string="body p.a.b.a.b { margin-top: 40pt }")
    page = bare(PAGE)
    kept = page.render(stylesheets=[loud, *page.sheets], font_config=FontConfiguration())
    plain = weasyprint.HTML(string=PAGE).render(stylesheets=[loud])
    assert tops(kept) == tops(plain)


def tops(layout: weasyprint.Document) -> list[float]:
    return [box.position_y for box in layout.pages[0]._page_box.descendants() if box.element_tag == "p"]


def test_what_is_no_xml_is_read_as_html() -> None:
    page = bare(PAGE.replace(" />", ">").replace("一", "一<br>"))
    assert [element.tag for element in page.etree_element.iter("br")] == ["br"]
    assert page.sheets == ()


@pytest.fixture(params=[Layout.DOCUMENT, Layout.LETTER, Layout.BULLETIN])
def report(
    request: pytest.FixtureRequest,
    make_report: Callable[..., OfficialDocument],
    two_attachments: tuple[Attachment, ...],
) -> OfficialDocument:
    return make_report(1, two_attachments if request.param is Layout.DOCUMENT else (), request.param)


def test_both_ways_of_reading_print_the_same(
    report: OfficialDocument, fonts: FontSet, page_templates: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick, _ = print_pdf(report, fonts, page_templates)

    def refuse(_: str) -> None:
        raise ET.ParseError

    monkeypatch.setattr(tree.ET, "fromstring", refuse)
    slow, _ = print_pdf(report, fonts, page_templates)
    assert pictures(quick) == pictures(slow)


def pictures(pdf: bytes) -> list[bytes]:
    with pymupdf.open(stream=pdf) as opened:
        return [page.get_pixmap(dpi=80).samples for page in opened]
