"""The opening (版头, 标题, 主送机关): all that stands before the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from pipeline.check import gb9704
from pipeline.check.measured import BLACK
from pipeline.check.recognise import wording
from pipeline.check.recognise.state import State
from pipeline.check.recognise.wording import is_titled, level_of, reads_as_mark, reads_as_title
from pipeline.check.subject import Align, Passage
from pipeline.fonts import Role
from pipeline.model.elements import Element


def find_marks(passages: Sequence[Passage], state: State) -> Iterator[Passage]:
    """Find the lines of a 发文机关标志 that is not red, by place, size and words: two of the three must tell it."""
    head = list(takewhile(lambda passage: not _is_text(passage, state), passages))
    large = [passage for passage in head if state.is_large(passage)]
    if not large or any(passage.is_red for passage in head):
        return
    first = large[0]
    others = [passage for passage in large if abs(passage.size - first.size) >= gb9704.ALIKE]
    if not others and not any(_is_title(passage, state) for passage in head if passage is not first):
        return  # what is alone is the title
    below = head[head.index(first) + 1 :]
    number = next((passage for passage in below if _is_number(passage.text.strip())), None)
    signs = (
        number is not None and not any(map(state.is_large, below[: below.index(number)])),
        bool(others) and first.size >= others[0].size + gb9704.MARK_LARGER,
        reads_as_mark(first.text) and not reads_as_title(first.text),
    )
    # a name in large type stands above many a title: without 发文字号 below it, its words or its colour must tell
    is_told = signs[0] or wording.MARKED.search(first.text.strip()) or _is_coloured(first)
    if is_told and sum(signs) >= _TELLING:
        yield from takewhile(lambda passage: passage not in others, large)


def head_element(passage: Passage, state: State) -> Element | None:
    """版头: all that stands before the title."""
    if not state.is_head:
        return None
    text = passage.text.strip()
    if (passage.is_red and len(text) > 1) or any(passage is mark for mark in state.marks):
        return Element.AGENCY_MARK
    if not state.has_title and wording.YEARLESS.match(text) and _is_short(text):
        return Element.DOCUMENT_NUMBER
    return next((element for element, matches in _HEAD if matches(text)), None)


def title_element(passage: Passage, state: State) -> Element | None:
    """The lines that look, read and stand like a title; in an attachment those after its number."""
    if passage.is_red:
        return None
    if state.awaits_title:
        return Element.ATTACHMENT_TITLE if passage.align is Align.CENTRE or _is_display(passage, state) else None
    for element in (Element.TITLE, Element.ATTACHMENT_TITLE):
        if state.follows(element) and state.before and _goes_on(state.before, passage, state):
            return element
    begins = state.is_head and not state.has_title and not state.attachment
    return Element.TITLE if begins and _is_title(passage, state) else None


def addressee_element(passage: Passage, state: State) -> Element | None:
    """主送机关: below the title, flush left, with a colon; one of the two may be missing where organs are named."""
    if not state.has_title or not state.is_head:
        return None
    text = passage.text.strip()
    is_flush, ends = (passage.first_indent or 0) < gb9704.INDENTED, bool(wording.ADDRESSEE.fullmatch(text))
    if is_flush and ends:
        return Element.ADDRESSEE
    names = state.follows(Element.TITLE) and bool(wording.ORGANS.fullmatch(text)) and level_of(text) is None
    if not names or len(text) > gb9704.ADDRESSEE_LONGEST or passage.align in {Align.CENTRE, Align.RIGHT}:
        return None
    return Element.ADDRESSEE if ends or (is_flush and _is_indented(state.after)) else None


def _is_text(passage: Passage, state: State) -> bool:
    """Tell whether the text has begun."""
    if passage.in_table or (passage.starts_page and wording.ATTACHMENT_NUMBER.fullmatch(passage.text.strip())):
        return True
    ends = re.search("[。；]", passage.text) or level_of(passage.text)
    return bool(ends) and not state.is_large(passage)


def _is_title(passage: Passage, state: State) -> bool:
    """Two signs of five tell a title: how it stands, its size, its font, its words, 发文字号 above it."""
    text = passage.text.strip()
    if len(text) > gb9704.TITLE_LONGEST or level_of(text) or wording.ADDRESSEE.fullmatch(text):
        return False
    looks = (passage.align is Align.CENTRE, state.is_large(passage), _has_title_font(passage), reads_as_title(text))
    return any(looks) and sum(looks) + state.follows(Element.DOCUMENT_NUMBER) >= _TELLING


def _goes_on(before: Passage, passage: Passage, state: State) -> bool:
    """Tell whether a line goes on with the title before it: set like it and not like the text, or with its 文种."""
    text = passage.text.strip()
    if any(other.fullmatch(text) for other in (wording.ADDRESSEE, wording.DATE, wording.CLOSED)):
        return False
    if state.follows(Element.TITLE) and not is_titled(state.title) and is_titled(state.title + text):
        return len(state.title + text) <= gb9704.TITLE_LONGEST  # however it is set: the words need it
    alike = abs(before.size - passage.size) < gb9704.ALIKE and before.align is passage.align
    return alike and (_is_display(passage, state) or passage.align is Align.CENTRE)


def _is_display(passage: Passage, state: State) -> bool:
    return state.is_large(passage) or _has_title_font(passage)


def _has_title_font(passage: Passage) -> bool:
    return any(Role.TITLE_SONG in stretch.typeface.roles for stretch in passage.stretches)


def _is_coloured(passage: Passage) -> bool:
    return all(stretch.colour != BLACK for stretch in passage.stretches)


def _is_indented(passage: Passage | None) -> bool:
    return passage is not None and not passage.in_table and (passage.first_indent or 0) > gb9704.INDENTED


def _is_short(text: str) -> bool:
    return len(text) < gb9704.NUMBER_LONGEST and not re.search(r"[，。；]", text)


def _is_number(text: str) -> bool:
    return bool(wording.NUMBER.search(text) or wording.YEARLESS.match(text)) and _is_short(text)


_TELLING = 2
"""So many signs tell what a line is: the others may be its faults. (How the reading goes, no measure of documents.)"""
_HEAD: tuple[tuple[Element, Callable[[str], object]], ...] = (
    (Element.DOCUMENT_NUMBER, lambda text: wording.NUMBER.search(text) and _is_short(text)),
    (Element.DOCUMENT_NUMBER, lambda text: text.startswith("签发人")),
    (Element.SECRECY, wording.SECRECY.fullmatch),
    (Element.URGENCY, wording.URGENCY.fullmatch),
    (Element.COPY_NUMBER, wording.COPY_NUMBER.fullmatch),
)
