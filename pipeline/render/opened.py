"""An open Word file (打开的 Word 文件), as filling leaves it and as reading takes it: nobody has to parse it twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from pipeline.render.ooxml import Node, name


@dataclass(frozen=True, slots=True)
class Related:
    """What a relation of the document leads to; ``blob`` is None when it lies outside the file."""

    kind: str
    blob: bytes | None


@dataclass(frozen=True)
class Opened:
    """A Word file's text with everything that a reader of the text must know."""

    text: bytes | Node
    """The document's own part, as it is written or already parsed."""
    styles: bytes
    """The styles part."""
    related: Mapping[str, Related]
    """By the relation's id."""
    title: str
    author: str
    category: str
    keywords: str

    @cached_property
    def body(self) -> Node:
        """What holds the paragraphs; a text that is only written is parsed when it is first read."""
        root = etree.fromstring(self.text, _SAFE) if isinstance(self.text, bytes) else self.text
        return next(root.iterchildren(name("w:body")))


_SAFE = etree.XMLParser(resolve_entities=False, no_network=True)
