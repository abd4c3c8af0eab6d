"""A document as an official reads it aloud: its content in its template, read back from the Word file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.compose import DocumentKind, Draft
from pipeline.diagnostics import Diagnostic
from pipeline.model.document import Figure, OfficialDocument, Table
from pipeline.render.manuscript import read_manuscript
from pipeline.render.word import fill
from pipeline.resources import shared_root


def read_aloud(kind: DocumentKind[object], draft: Draft) -> str:
    """Give all words of a document, one paragraph or table row a line."""
    docx, faults = fill(shared_root() / "templates" / kind.template, draft.content)
    document, unknown = read_manuscript(docx, kind.template)
    assert not [*faults, *unknown]
    assert document.layout is kind.layout
    return "\n".join(_lines(document)) + "\n"


def golden_text(kind: DocumentKind[object], drafts: Sequence[Draft], faults: Sequence[Diagnostic]) -> str:
    """Give every document of a kind, and what people must know."""
    told = [f"[{kind.stem(draft)}]\n{read_aloud(kind, draft)}" for draft in drafts] or ["（不生成）\n"]
    return "\n".join([*told, "----", *(str(fault) for fault in faults)]) + "\n"


def _lines(document: OfficialDocument) -> Iterator[str]:
    for block in document.blocks():
        if isinstance(block, Table):
            yield from (f"  {' | '.join(cell.text for cell in row.cells)}" for row in block.rows)
        elif isinstance(block, Figure):
            yield f"[{block.form}] {block.alternative}"
        else:
            yield block.text
