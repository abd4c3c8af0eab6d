"""The closing (署名, 成文日期, 附注, 印发机关): known by one another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from pipeline.check import gb9704
from pipeline.check.recognise import wording
from pipeline.check.subject import Align, Passage
from pipeline.model.elements import PLACEHOLDER, Element


def closing(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Name 署名, 成文日期 and 附注; and 印发机关 on a line above its date."""
    flow = [passage for passage in passages if not (passage.in_table or passage.in_imprint)]
    places = {id(passage): number for number, passage in enumerate(flow)}
    named: dict[int, Element | None] = {}
    for passage, following in zip_longest(passages, passages[1:]):
        number = places.get(id(passage))
        if number is None:
            yield replace(passage, element=Element.PRINTER) if _prints(passage, following) else passage
            continue
        before = flow[number - 1] if number else None
        if before is not None:
            before = replace(before, element=named[number - 1] or before.element)
        after = flow[number + 1] if number + 1 < len(flow) else None
        named[number] = element = _element(before, passage, after)
        yield replace(passage, element=element) if element else passage


def _element(before: Passage | None, passage: Passage, after: Passage | None) -> Element | None:
    if passage.element not in {Element.BODY, None} or passage.attachment:
        return None
    if before is not None and before.element in {Element.TITLE, Element.ATTACHMENT_TITLE}:
        return None
    if _is_date(passage, before):
        return Element.DATE
    if after is not None and _is_date(after, passage) and _may_sign(passage):
        return Element.SIGNATURE
    return Element.NOTE if before is not None and _is_note(passage, before) else None


def _is_note(passage: Passage, before: Passage) -> bool:
    """附注 follows the date, in parentheses; one who is to be asked is named without them too."""
    text = passage.text.strip()
    if before.element is Element.NOTE:
        return bool(wording.CONTACT.match(text))
    is_closed = wording.CLOSED.fullmatch(text) or wording.CONTACT.match(text)
    return before.element is Element.DATE and bool(is_closed)


def _prints(passage: Passage, following: Passage | None) -> bool:
    """Tell whether a line of 版记 is a 印发机关 whose date stands below it: no 抄送 begins it, none ends in it."""
    if passage.element is not Element.COPY_TO or following is None or following.element is not Element.PRINTER:
        return False
    return not re.search(r"[：:。，]", passage.text) and bool(wording.PRINTED_ON.match(following.text.strip()))


def _is_date(passage: Passage, before: Passage | None = None) -> bool:
    """A date on a line of its own, far in: below a long name it comes to stand in the middle by chance.

    A placeholder, or a day that is not written in full, is one only where a date would stand: far in, or further in
    than the 署名 above it.
    """
    if passage.element is Element.DATE:
        return True
    text = passage.text.strip()
    if passage.in_table:
        return False
    if wording.DATE.fullmatch(text):
        return passage.align is not Align.CENTRE or _stands_right(passage)
    is_like = text == PLACEHOLDER or bool(wording.LOOSE_DATE.fullmatch(text))
    return is_like and _stands_dated(passage, before)


def _stands_dated(passage: Passage, before: Passage | None) -> bool:
    below = before is not None and before.element in {Element.BODY, Element.SIGNATURE, None} and _may_sign(before)
    return _stands_right(passage) or (below and (passage.first_indent or 0) > gb9704.DATED)


def _may_sign(passage: Passage) -> bool:
    text = passage.text.strip()
    return len(text) < gb9704.LABEL_LONGEST and (_stands_right(passage) or not re.search(r"[。；：，.;:]", text))


def _stands_right(passage: Passage) -> bool:
    return passage.align is Align.RIGHT or max(passage.left_indent or 0, passage.first_indent or 0) > gb9704.FAR_IN
