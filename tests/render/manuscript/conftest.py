"""Manuscripts of any content: what a clerk's Word or WPS may leave in a file, on our styles."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml.parser import parse_xml

from pipeline.diagnostics import Diagnostic
from pipeline.model.document import OfficialDocument
from pipeline.render.manuscript import read_manuscript
from pipeline.render.ooxml import NAMESPACES

STYLES = (Path(__file__).parents[3] / "templates" / "styles.docx").read_bytes()
OTHERS = {
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
SPACES = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in {**NAMESPACES, **OTHERS}.items())
FOREIGN = (
    '<w:style w:type="paragraph" w:customStyle="1" w:styleId="mine"><w:name w:val="我的样式"/></w:style>',
    '<w:style w:type="paragraph" w:styleId="child"><w:name w:val="小节"/><w:basedOn w:val="heading-2"/></w:style>',
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>',
    '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/></w:style>',
)
Read = Callable[[str], tuple[OfficialDocument, list[Diagnostic]]]


def manuscript(body: str) -> bytes:
    """Make a Word file with this body, in our styles and a few foreign ones."""
    document = docx.Document(io.BytesIO(STYLES))
    for style in FOREIGN:
        document.styles.element.append(parse_xml(style.replace("<w:style ", f"<w:style {SPACES} ", 1)))
    root = document.element.body
    root.remove(root[0])
    for node in reversed(parse_xml(f"<w:body {SPACES}>{body}</w:body>")):
        root.insert(0, node)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.fixture(scope="session")
def read() -> Read:
    """Read a manuscript with this body."""
    return lambda body: read_manuscript(manuscript(body), "书稿.docx")


@pytest.fixture(scope="session")
def spaces() -> str:
    """The declarations of all namespaces that a body may use."""
    return SPACES
