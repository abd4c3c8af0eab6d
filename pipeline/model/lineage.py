"""Lineage (版本沿革): which version of a document another one replaces (条例 第二十五条; format.md)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.model.document import Figure, OfficialDocument, Paragraph

DIGITS = 8
"""So many hexadecimal digits of a Word file's SHA-256 are its 摘要码: short enough to be read out."""


@dataclass(frozen=True, slots=True)
class Replaced:
    """被替代的一版: what it calls its date, and the 摘要码 of its Word file."""

    dated: str
    digest: str


@dataclass(frozen=True, slots=True)
class Version:
    """A document as it was made: the hash of its words without the 替代 line, its date, the hash of its Word file.

    ``dated`` is ``2018年7月5日成文``, or ``数据截至2018年6月30日`` while the 成文日期 is still to be filled in.
    """

    words: str
    dated: str
    docx: str
    replaces: Replaced | None = None


@dataclass(frozen=True)
class Lineage:
    """What stands, by document (``鹿城管理部/月报``), when a set is made again.

    With ``fixed`` every document says what it said before: so a set is rebuilt to be proved. Without ``issued``
    nobody has got the standing set yet, and what is made now takes its place in silence.
    """

    standing: Mapping[str, Version] = field(default_factory=dict)
    fixed: bool = False
    issued: bool = True

    def replaced(self, name: str, words: str) -> Replaced | None:
        """Tell what a document with these words replaces; made again with the same words it says what it said."""
        before = self.standing.get(name)
        if before is None or before.words == words or self.fixed or not self.issued:
            return before.replaces if before else None
        return Replaced(before.dated, before.docx[:DIGITS])


def words_hash(document: OfficialDocument) -> str:
    """Hash what a document says: elements, words and figures' data, whatever they look like."""
    return hashlib.sha256("\n".join(_said(document)).encode()).hexdigest()


def _said(document: OfficialDocument) -> Iterator[str]:
    for paragraph in document.paragraphs():
        yield f"{paragraph.element}\t{paragraph.text}"
    for block in document.blocks():
        if isinstance(block, Figure):
            series = (f"{one.name}\t{'、'.join(map(str, one.values))}" for one in block.series)
            yield "\t".join((block.title, block.alternative, *block.categories, *series))
        elif not isinstance(block, Paragraph):
            yield "\t".join(f"{len(row.cells)}" for row in block.rows)
