"""The occasional kinds on paper: the template's names are the content's, a form is one page, a new version says so."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pytest

from pipeline.compose import OCCASIONAL_KINDS
from pipeline.compose.lineage import with_lineage
from pipeline.compose.occasional.content import AlertForm
from pipeline.fonts import FontSet
from pipeline.model.lineage import Replaced
from pipeline.render.produce import Workshop, produce
from pipeline.render.word import check_template
from pipeline.resources import shared_root
from tests.compose.occasional.shapes import LONG, SHAPES
from tests.compose.occasional.test_drafts import KINDS, drafts

TEMPLATES = shared_root() / "templates"
each_kind = pytest.mark.parametrize("kind", KINDS)


@each_kind
def test_a_template_asks_only_for_what_its_content_has(kind: str) -> None:
    content = drafts(kind, KINDS[kind][1][0])[0][0].content
    template = next(known.template for known in OCCASIONAL_KINDS if known.name == kind)
    assert check_template(TEMPLATES / template, type(content)) == []


@each_kind
def test_a_version_made_again_says_which_one_it_replaces(kind: str) -> None:
    content = drafts(kind, KINDS[kind][1][0])[0][0].content
    again = with_lineage(content, Replaced("2018年7月5日成文", "1a2b3c4d"))
    assert again != content


@pytest.mark.parametrize("template", ["重大信访报备单.docx", "舆情预警单.docx"])
def test_a_form_is_one_page_however_much_is_told(template: str, fonts: FontSet) -> None:
    form = drafts("重大信访报备单", "报备多")[0][0].content
    assert isinstance(form, AlertForm)
    full = replace(form, matter=LONG[:60], handling=LONG[:160])
    made, faults = produce(template, full, Workshop(TEMPLATES, fonts))
    assert faults == []
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        assert len(pdf.pages) == 1


def test_a_circular_without_anything_proved_has_no_list_of_clues(fonts: FontSet) -> None:
    content = drafts("情况通报", "回访不足")[0][0].content
    made, _ = produce("情况通报.docx", content, Workshop(TEMPLATES, fonts))
    assert made.document.attachments == ()
    words = "".join(block.text for block in made.document.body if hasattr(block, "text"))
    assert "附件" not in words
    assert "责任追究" not in words


def test_every_shape_is_one_that_some_kind_is_told_from() -> None:
    assert {shape for _, shapes in KINDS.values() for shape in shapes} <= set(SHAPES)
