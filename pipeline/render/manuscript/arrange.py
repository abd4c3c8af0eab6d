"""From blocks to an `OfficialDocument`: 版头, 主体, 附件 and 版记, told apart by their elements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import dropwhile, takewhile

from pipeline.model.document import Attachment, Block, OfficialDocument, Paragraph
from pipeline.model.elements import VERBATIM, Element, Layout
from pipeline.render.manuscript.blocks import IMPRINT, Placed, paragraphs_of
from pipeline.render.manuscript.notes import Notes
from pipeline.render.opened import Opened

_HEAD = (
    Element.COPY_NUMBER,
    Element.SECRECY,
    Element.URGENCY,
    Element.AGENCY_MARK,
    Element.DOCUMENT_NUMBER,
)


def arrange(placed: list[Placed], file: Opened, notes: Notes) -> OfficialDocument:
    """Put blocks where they belong."""
    imprint = tuple(paragraph for one in placed if _is_imprint(one.block) for paragraph in paragraphs_of(one.block))
    rest = [one for one in placed if not _is_imprint(one.block)]
    head = [one.block for one in takewhile(lambda one: _is(one.block, *_HEAD), rest)]
    below = rest[len(head) :]
    body = tuple(one.block for one in takewhile(lambda one: not _is(one.block, Element.ATTACHMENT_NUMBER), below))
    _name_misplaced(body, notes)
    title = _title(body) or ("" if body else _title((one.block for one in below), Element.ATTACHMENT_TITLE))
    if not title:
        notes.say("WRD-TITLE", None)
    return OfficialDocument(
        layout=_layout(file.category, head, notes),
        title=title or file.title,
        author=_author(body) or file.author,
        head=tuple(block for block in head if isinstance(block, Paragraph)),
        body=body,
        attachments=tuple(_attachments(below[len(body) :])),
        imprint=imprint,
        is_verbatim=VERBATIM in file.keywords,
    )


def _attachments(placed: list[Placed]) -> Iterator[Attachment]:
    """Give the attachments; each begins with its number (7.3.7)."""
    while placed:
        rest = list(takewhile(lambda one: not _is(one.block, Element.ATTACHMENT_NUMBER), placed[1:]))
        own = [placed[0], *rest]
        yield Attachment(tuple(one.block for one in own), landscape=placed[0].landscape)
        placed = placed[len(own) :]


def _is(block: Block, *elements: Element) -> bool:
    return isinstance(block, Paragraph) and block.element in elements


def _is_imprint(block: Block) -> bool:
    """Tell whether a block is 版记: a paragraph, or the table whose rows are its rules."""
    paragraphs = paragraphs_of(block)
    return bool(paragraphs) and all(paragraph.element in IMPRINT for paragraph in paragraphs)


def _name_misplaced(body: Iterable[Block], notes: Notes) -> None:
    for block in body:
        if isinstance(block, Paragraph) and block.element in _HEAD:
            notes.say("WRD-ORDER", None, f"{block.element}：{block.text}")


def _title(blocks: Iterable[Block], element: Element = Element.TITLE) -> str:
    """Give the title as one string; its lines may be paragraphs or line breaks. An attachment alone has its own."""
    started = dropwhile(lambda block: not _is(block, element), blocks)
    lines = takewhile(lambda block: _is(block, element), started)
    return "".join(block.text for block in lines if isinstance(block, Paragraph)).replace("\n", "")


def _author(body: Iterable[Block]) -> str:
    signatures = (block for block in body if _is(block, Element.SIGNATURE))
    return "、".join(block.text for block in signatures if isinstance(block, Paragraph))


def _layout(category: str, head: list[Block], notes: Notes) -> Layout:
    """Give the layout that the file names, else the one that its head speaks for."""
    if category in set(Layout):
        return Layout(category)
    if category:
        notes.say("WRD-LAYOUT", None, category)
    return Layout.DOCUMENT if any(_is(block, Element.AGENCY_MARK) for block in head) else Layout.PLAIN
