"""The page as a file: words escaped, style and script allowed by their hash alone, faults in a template named."""

from __future__ import annotations

import base64
import hashlib
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as parser

from pipeline.compose.page import score_page
from pipeline.model.material import Material
from pipeline.render.page import render_page
from tests.render.page.conftest import FILES, TEMPLATES


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A copy of the page's templates, to be spoilt."""
    for name in ("index.html", "index.css", "index.js"):
        shutil.copy(TEMPLATES / name, tmp_path / name)
    return tmp_path


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_page_with_thirty_thousand_ratings_stays_small(html):
    assert len(html) < 1_000_000


def test_the_same_content_gives_the_same_bytes(material, html):
    page = score_page(material, FILES)
    assert render_page(page, page.charts, TEMPLATES)[0] == html


def test_words_from_records_are_never_markup(html):
    text = html.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(&#39;未进驻&#39;)&lt;/script&gt; &amp; “窗口”" in text
    assert len(re.findall(r"<script", text)) == 1


def test_what_is_personal_in_a_description_is_masked(html):
    text = html.decode()
    assert "13812345678" not in text
    assert "138****5678" in text
    assert "王伟" not in text


def test_the_policy_allows_exactly_this_style_and_this_script(html):
    tree = parser.fromstring(html)
    (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (text,) = tree.xpath(f"//{tag}/text()")
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_nothing_on_the_page_names_another_host(html):
    tree = parser.fromstring(html)
    addresses = tree.xpath("//@href | //@src | //@action | //@data | //@srcset | //@poster")
    assert addresses
    assert [one for one in addresses if re.match(r"(?i)[a-z][a-z0-9+.-]*:|//", one)] == []
    assert b"@import" not in html
    assert b"url(" not in html


def test_every_link_within_the_page_has_its_target(html):
    tree = parser.fromstring(html)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in tree.xpath("//a/@href") if href.startswith("#")} <= set(ids)


def test_what_html_cannot_carry_is_dropped(material: Material):
    marred = tuple(replace(one, detail="甲\x00乙\x1b丙") for one in material.evidence[:1])
    page = score_page(replace(material, evidence=marred), ())
    written, faults = render_page(page, page.charts, TEMPLATES)
    assert faults == []
    assert "甲乙丙" in written.decode()


@pytest.mark.parametrize(
    ("tag", "said", "cell"),
    [
        ("{{ page.titel }}", "titel", ""),
        ("{{ page.title", "", "行"),
        ("{{ page.__class__.__mro__ }}", "unsafe", ""),
        ("{% include '../../../etc/passwd' %}", "passwd", ""),
        ("{{ 1 / 0 }}", "division", ""),
    ],
)
def test_a_broken_or_prying_template_is_a_fault_and_no_page(tag, said, cell, templates, material):
    spoil(templates / "index.html", "{{ page.title }}", tag)
    written, (fault,) = render_page(score_page(material, ()), (), templates)
    assert written == b""
    assert (fault.code, fault.place.file) == ("TPL-PAGE", "templates/index.html")
    assert said in fault.message
    assert cell in fault.place.cell


@pytest.mark.parametrize("name", ["index.html", "index.css", "index.js"])
def test_a_missing_template_is_named(name, templates, material):
    (templates / name).unlink()
    written, (fault,) = render_page(score_page(material, ()), (), templates)
    assert written == b""
    assert name in str(fault)


def test_a_script_cannot_end_its_own_tag(templates, material):
    spoil(templates / "index.js", '"use strict";', '"</SCRIPT><b>";')
    _, (fault,) = render_page(score_page(material, ()), (), templates)
    assert "</SCRIPT" in fault.message
