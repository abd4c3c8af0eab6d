"""Cutting again (改拆): the tables whose merged cells are cut otherwise than before are set once more, nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.model.document import Block, OfficialDocument, Table
from pipeline.render.pdf.setting import Typesetter
from pipeline.render.pdf.tables import Cuts, Tabulator
from pipeline.render.pdf.views import BlockView, PageView, TableView


def recut(page: PageView, document: OfficialDocument, setter: Typesetter, cuts: Cuts) -> PageView:
    """Give a page's view with its tables cut before these rows."""
    design = setter.design
    attachments = zip(page.attachments, document.attachments, strict=True)
    return replace(
        page,
        body=_blocks(page.body, document.body, Tabulator(setter, design.width), cuts),
        attachments=tuple(
            replace(view, blocks=_blocks(view.blocks, part.blocks, Tabulator(setter, width), cuts))
            for view, part in attachments
            for width in (design.height if part.landscape else design.width,)
        ),
    )


def _blocks(
    views: Sequence[BlockView], blocks: Sequence[Block], tabulator: Tabulator, cuts: Cuts
) -> tuple[BlockView, ...]:
    return tuple(_cut(views, (block for block in blocks if isinstance(block, Table)), tabulator, cuts))


def _cut(views: Sequence[BlockView], tables: Iterator[Table], tabulator: Tabulator, cuts: Cuts) -> Iterator[BlockView]:
    """Set each table with merged cells again; the views' tables are the document's, in the same order."""
    for view in views:
        if isinstance(view, TableView):
            table = next(tables)
            yield tabulator.table(table, view.key, cuts) if view.key in cuts else view
        else:
            yield view
