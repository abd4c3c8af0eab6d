"""Properties: every word that the Word file shows is in the document or named; how runs are split changes nothing.

The words are taken out of the file by a few lines that know nothing of the reader.
"""

from __future__ import annotations

import copy
import io
import random
from collections.abc import Callable
from itertools import count
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.compose.content import MonthlyReport
from pipeline.render.manuscript import read_manuscript
from pipeline.render.ooxml import name
from pipeline.render.word import fill

TEMPLATES = Path(__file__).parents[3] / "templates"
TOKEN = "字{}词"

Snippet = Callable[[str], str]


def run(token: str) -> str:
    return f"<w:r><w:t>{token}</w:t></w:r>"


def mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def boxed(inside: str) -> str:
    content = f"<w:txbxContent><w:p>{inside}</w:p></w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{content}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


INLINE: tuple[Snippet, ...] = (
    run,
    lambda t: f"<w:r><w:rPr><w:b/></w:rPr><w:t>{t}</w:t></w:r>",
    lambda t: f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{t}</w:t></w:r>",
    lambda t: f'<w:r><w:rPr><w:rStyle w:val="placeholder"/></w:rPr><w:t>{t}</w:t></w:r>',
    lambda t: f"<w:r><w:t>{t}</w:t><w:tab/><w:br/></w:r>",
    lambda t: f"<w:hyperlink>{run(t)}</w:hyperlink>",
    lambda t: f"<w:smartTag>{run(t)}</w:smartTag>",
    lambda t: f"<w:sdt><w:sdtContent>{run(t)}</w:sdtContent></w:sdt>",
    lambda t: f'<w:ins w:id="1">{run(t)}</w:ins>',
    lambda t: f'<w:moveTo w:id="1">{run(t)}</w:moveTo>',
    lambda t: f'<w:fldSimple w:instr="REF x">{run(t)}</w:fldSimple>',
    lambda t: f"{mark('begin')}<w:r><w:instrText>REF x</w:instrText></w:r>{mark('separate')}{run(t)}{mark('end')}",
    lambda t: f"{mark('begin')}{run(t)}{mark('end')}",
    lambda t: f"<w:r><w:ruby><w:rt>{run(t)}</w:rt><w:rubyBase>{run('祎')}</w:rubyBase></w:ruby></w:r>",
    lambda t: f"<w:unheard>{run(t)}</w:unheard>",
    lambda t: boxed(run(t)),
    lambda t: f"<w:r><w:pict><v:textbox><w:txbxContent><w:p>{run(t)}</w:p></w:txbxContent></v:textbox></w:pict></w:r>",
    lambda t: f'<w:r><w:t>{t}</w:t><w:br w:type="page"/></w:r>',
)
"""Ways to have a word in a paragraph."""

OURS = ("body", "heading-1", "title", "attachment-number", "copy-to", "printer", "document-number")
STYLES = (*OURS, "mine", "nowhere", "")


def cell(inside: str, more: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/>{more}</w:tcPr>{inside}</w:tc>'


def table(*rows: str) -> str:
    return f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid>{"".join(rows)}</w:tbl>'


def paragraph(inside: str, style: str = "", more: str = "") -> str:
    chosen = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{chosen}{more}</w:pPr>{inside}</w:p>"


@st.composite
def bodies(draw: st.DrawFn) -> str:
    """Draw a document's body; each word in it is another one."""
    numbers = count()

    def inline() -> str:
        snippets = draw(st.lists(st.sampled_from(INLINE), min_size=1, max_size=3))
        return "".join(snippet(TOKEN.format(next(numbers))) for snippet in snippets)

    def one() -> str:
        style, kind = draw(st.sampled_from(STYLES)), draw(st.integers(0, 7))
        if kind == 0:
            continued = cell(paragraph(inline()), "<w:vMerge/>")
            return table(f"<w:tr>{cell(paragraph(inline(), style))}</w:tr>", f"<w:tr>{continued}</w:tr>")
        if kind == 1:
            return table(f"<w:tr>{cell(table(f'<w:tr>{cell(paragraph(inline()))}</w:tr>') + '<w:p/>')}</w:tr>")
        if kind == 2:
            return f"<w:sdt><w:sdtContent>{paragraph(inline(), style)}</w:sdtContent></w:sdt>"
        if kind == 3:
            return paragraph(inline(), style, '<w:rPr><w:del w:id="1"/></w:rPr>')
        if kind == 4:
            return f"<w:unheard>{paragraph(inline())}</w:unheard>"
        return paragraph(inline(), style)

    return "".join(one() for _ in range(draw(st.integers(1, 5))))


def seen(body: str, spaces: str) -> list[str]:
    """Give the words that stand in a body, second alternatives apart."""
    root = etree.fromstring(f"<w:body {spaces}>{body}</w:body>")
    texts = (node for node in root.iter(name("w:t")) if next(node.iterancestors(name("mc:Fallback")), None) is None)
    return [text.text or "" for text in texts]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=bodies())
def test_every_word_is_in_the_document_once_or_named(body: str, read, spaces: str) -> None:
    document, notes = read(body)
    words = "".join(one.text for one in document.paragraphs())
    messages = "".join(note.message for note in notes)
    for word in seen(body, spaces):
        assert words.count(word) == 1 or (words.count(word) == 0 and word in messages) or word == "祎"


@pytest.mark.parametrize("seed", range(4))
def test_runs_split_anywhere_read_the_same(seed: int, report: MonthlyReport) -> None:
    blob, _ = fill(TEMPLATES / "月报.docx", report)
    document = docx.Document(io.BytesIO(blob))
    chance = random.Random(seed)
    for run_node in list(document.element.body.iter(name("w:r"))):
        split(run_node, chance)
    target = io.BytesIO()
    document.save(target)
    assert read_manuscript(target.getvalue(), "甲") == read_manuscript(blob, "甲")
    assert ZipFile(target).read("word/document.xml") != ZipFile(io.BytesIO(blob)).read("word/document.xml")


def split(run_node: etree._Element, chance: random.Random) -> None:
    """Part a run as Word does when somebody has typed in it."""
    texts = run_node.findall(name("w:t"))
    if len(texts) != 1 or len(texts[0].text or "") < 2 or chance.random() < 0.5:
        return
    text = texts[0].text or ""
    at = chance.randrange(1, len(text))
    second = copy.deepcopy(run_node)
    second.set(name("w:rsidR"), "00AB12CD")
    texts[0].text, second.find(name("w:t")).text = text[:at], text[at:]
    run_node.addnext(second)
    run_node.addnext(etree.Element(name("w:proofErr"), {name("w:type"): "gramStart"}))
