"""Tracked changes (修订痕迹): words styled 新增字 and 删去字 become changes that Word can accept or reject."""

from __future__ import annotations

import io
from datetime import date
from itertools import count

import docx
from docx.oxml.parser import OxmlElement

from pipeline.model.elements import Emphasis
from pipeline.render.canonical import canonical_zip
from pipeline.render.ooxml import Node, child, name, own, remove, value
from pipeline.render.word.styles import style_sheet

_MARKS = {Emphasis.INSERTED: "w:ins", Emphasis.DELETED: "w:del"}
_FIRST_ID = 9000
"""Ids of changes begin here, clear of those of bookmarks and the like."""


def track(docx_file: bytes, author: str, day: date) -> bytes:
    """Turn marked words into tracked changes; a row whose words are all inserted or all deleted is tracked whole.

    Args:
        docx_file: a filled Word file.
        author: whose changes they are.
        day: when they were made; no clock goes into the file.
    """
    document = docx.Document(io.BytesIO(docx_file))
    body = document.element.body
    styles = style_sheet(document.styles.element)
    tags = {styles.id(style, "character"): tag for style, tag in _MARKS.items()}
    signed = {name("w:author"): author, name("w:date"): f"{day.isoformat()}T00:00:00Z"}
    ids = count(_FIRST_ID)
    rows = [(row, tag) for row in body.iter(name("w:tr")) if (tag := _whole(row, tags))]
    for run in list(body.iter(name("w:r"))):
        if mark := tags.get(value(child(run, "w:rPr/w:rStyle"))):
            _wrap(run, mark, {name("w:id"): str(next(ids)), **signed})
    for row, tag in rows:
        _mark_row(row, tag, {name("w:id"): str(next(ids)), **signed})
    target = io.BytesIO()
    document.save(target)
    return canonical_zip(target.getvalue())


def _whole(row: Node, tags: dict[str, str]) -> str:
    """Give the mark that all words of a row share, or an empty string."""
    runs = [run for paragraph in row.iter(name("w:p")) for run in own(paragraph, "w:r") if _has_words(run)]
    found = {tags.get(value(child(run, "w:rPr/w:rStyle")), "") for run in runs}
    return found.pop() if len(found) == 1 else ""


def _has_words(run: Node) -> bool:
    return any(text.text for text in run.iter(name("w:t")))


def _wrap(run: Node, tag: str, attributes: dict[str, str]) -> None:
    """Put a run into its mark; a deleted run's text has an element name of its own."""
    style = child(run, "w:rPr/w:rStyle")
    if style is not None:
        remove(style)
    if tag == "w:del":
        for text in run.iter(name("w:t")):
            text.tag = name("w:delText")
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    mark = OxmlElement(tag, attrs=attributes)
    run.addprevious(mark)
    mark.append(run)


def _mark_row(row: Node, tag: str, attributes: dict[str, str]) -> None:
    properties = child(row, "w:trPr")
    if properties is None:
        properties = OxmlElement("w:trPr")
        row.insert(0, properties)
    properties.append(OxmlElement(tag, attrs=attributes))
