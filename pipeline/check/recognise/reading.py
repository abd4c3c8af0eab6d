"""Reading (通读): the paragraphs one after another, each named by what stands before and after it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from pipeline.check import gb9704
from pipeline.check.recognise import wording
from pipeline.check.recognise.closing import closing
from pipeline.check.recognise.opening import addressee_element, find_marks, head_element, title_element
from pipeline.check.recognise.state import State
from pipeline.check.recognise.wording import is_heading, is_titled, level_of
from pipeline.check.subject import Align, Passage
from pipeline.fonts import Role
from pipeline.model.elements import Element


def recognise(passages: Sequence[Passage], body_size: float) -> tuple[Passage, ...]:
    """Give the paragraphs with their elements; successive lines of one title are one paragraph."""
    state = State(body_size)
    state.marks = tuple(find_marks(passages, state))
    named = []
    for passage, after in zip_longest(passages, passages[1:]):
        state.after = after
        named.append(_named(passage, state))
        state.before = named[-1]
    return tuple(closing(tuple(_titles_joined(named))))


def _named(passage: Passage, state: State) -> Passage:
    if state.has_title and not state.is_head and not passage.in_table and _is_imprint(passage, state):
        passage = replace(passage, in_imprint=True)
    element = passage.element or _element(passage, state)
    _advance(element, passage, state)
    return replace(passage, element=element, attachment=0 if passage.in_imprint else state.attachment)


def _is_imprint(passage: Passage, state: State) -> bool:
    """By its words; below 抄送机关 an organ and a day tell 印发机关, whatever they lack. On paper its place tells.

    What a style names is what it is named, and what is set like the text on paper is text: either may quote such words.
    """
    if passage.element is not None or (passage.lines and _is_set_as_text(passage, state)):
        return False
    below = state.in_imprint and not passage.lines and wording.DATED.fullmatch(passage.text.strip())
    return bool(wording.IMPRINT.search(passage.text) or below)


def _is_set_as_text(passage: Passage, state: State) -> bool:
    off = (passage.first_indent or 0) - gb9704.PARAGRAPH_INDENT.value
    return abs(passage.size - state.body_size) <= gb9704.ALIKE and abs(off) < gb9704.INDENT_TOLERANCE


def _element(passage: Passage, state: State) -> Element | None:
    if passage.in_imprint:
        return (
            Element.PRINTER
            if "印发" in passage.text or wording.DATED.fullmatch(passage.text.strip())
            else Element.COPY_TO
        )
    if passage.in_table:
        return Element.TABLE_TEXT
    if passage.starts_page and _is_attachment_number(passage, state):
        return Element.ATTACHMENT_NUMBER
    for step in (head_element, title_element, addressee_element, _note, _body):
        element = step(passage, state)
        if element:
            return element
    return None


def _is_attachment_number(passage: Passage, state: State) -> bool:
    """After the document, or where an attachment is a file of its own."""
    stands = state.has_title or wording.ATTACHMENT_NUMBER.fullmatch(passage.text.strip())
    is_flush = (passage.first_indent or 0) < gb9704.INDENTED
    is_meant = passage.align is Align.CENTRE and wording.ATTACHMENT_NUMBER.fullmatch(passage.text.strip())
    return bool(stands and wording.ATTACHMENT_NUMBER.match(passage.text) and (is_flush or is_meant))


def _note(passage: Passage, state: State) -> Element | None:
    """附件说明 and its further items."""
    if state.attachment or not state.has_title:
        return None
    if wording.ATTACHMENT_NOTE.match(passage.text.strip()):
        return Element.ATTACHMENT_NOTE
    goes_on = (
        state.is_name_open and gb9704.HUNG < (passage.first_indent or 0) <= gb9704.FAR_IN and not _is_apart(passage)
    )
    if state.in_note and (goes_on or re.match(r"\s*\d+[.．、]", passage.text)):
        return Element.ATTACHMENT_NOTE
    return None


def _body(passage: Passage, state: State) -> Element | None:
    if abs(passage.size - state.body_size) > gb9704.ALIKE or passage.is_red:
        return None
    goes_on = state.in_attendance and (passage.first_indent or 0) > gb9704.HUNG
    if wording.ATTENDANCE.match(passage.text.strip()) or goes_on:
        return Element.ATTENDANCE
    in_head = state.has_mark and state.is_head and not state.has_title
    if passage.align is Align.CENTRE or (in_head and _is_label(passage)):
        return None
    if is_heading(passage.text) and not _is_sentence(passage):
        return level_of(passage.text)
    return Element.BODY


def _is_apart(passage: Passage) -> bool:
    return passage.align in {Align.CENTRE, Align.RIGHT} or bool(wording.DATE.fullmatch(passage.text.strip()))


def _is_sentence(passage: Passage) -> bool:
    """Tell whether a numbered line is a short paragraph: it ends in 。 and is set like the text."""
    plain = (Role.FANGSONG in stretch.typeface.roles and not stretch.bold for stretch in passage.stretches)
    return passage.text.strip().endswith("。") and all(plain)


def _is_label(passage: Passage) -> bool:
    """Tell whether a line of the head is no text: the issue, the editor and the day of a 简报."""
    return len(passage.text) < gb9704.LABEL_LONGEST and not re.search(r"[。；]", passage.text)


def _advance(element: Element | None, passage: Passage, state: State) -> None:
    """Move on in the document."""
    if passage.in_table:
        return
    state.in_imprint = passage.in_imprint
    if passage.in_imprint:
        return
    state.in_note, state.in_attendance = element is Element.ATTACHMENT_NOTE, element is Element.ATTENDANCE
    state.is_name_open = state.in_note and (not passage.lines or (passage.right_indent or 0) < gb9704.SHORT)
    state.has_mark = state.has_mark or element is Element.AGENCY_MARK
    if element is Element.TITLE:
        state.has_title = True
        state.title += passage.text.strip()
    elif element is Element.ATTACHMENT_NUMBER:
        state.attachment += 1
        state.awaits_title = True
    elif state.awaits_title and element is Element.ATTACHMENT_TITLE:
        state.awaits_title = False
    elif state.has_title and element is not None:
        state.is_head = False
        state.awaits_title = False


def _titles_joined(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Make one paragraph of a title's lines that stand one below the other and look alike."""
    joined: list[Passage] = []
    for passage in passages:
        last = joined[-1] if joined else None
        if last and passage.element in _TITLES and _is_one(last, passage):
            stretches, lines = (*last.stretches, *passage.stretches), (*last.lines, *passage.lines)
            joined[-1] = replace(last, stretches=stretches, lines=lines)
        else:
            joined.append(passage)
    yield from joined


def _is_one(last: Passage, passage: Passage) -> bool:
    alike = last.align is passage.align and abs(last.size - passage.size) < gb9704.ALIKE
    goes_on = last.element is Element.TITLE and not is_titled(last.text)
    return (alike or goes_on) and last.element is passage.element and last.attachment == passage.attachment


_TITLES = frozenset({Element.TITLE, Element.ATTACHMENT_TITLE})
