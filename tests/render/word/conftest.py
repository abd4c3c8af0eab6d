"""Templates of any content, made of the shipped styles."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml.parser import parse_xml

from pipeline.render.ooxml import NAMESPACES

TEMPLATES = Path(__file__).parents[3] / "templates"
Maker = Callable[[str], Path]


@pytest.fixture
def template(tmp_path: Path) -> Maker:
    """Make a template with this body: ``template('<w:p>…</w:p>')``."""

    def make(body: str) -> Path:
        document = docx.Document(str(TEMPLATES / "styles.docx"))
        root = document.element.body
        for old in root.xpath("w:p"):
            root.remove(old)
        spaces = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in NAMESPACES.items())
        for node in reversed(parse_xml(f"<w:body {spaces}>{body}</w:body>")):
            root.insert(0, node)
        target = io.BytesIO()
        document.save(target)
        (tmp_path / "样张.docx").write_bytes(target.getvalue())
        return tmp_path / "样张.docx"

    return make
