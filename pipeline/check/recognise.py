"""Recognition (要素识别): which element each paragraph is, from its words, size, place and neighbours.

Word files and PDFs go through the same steps. What a Word file's own styles already say is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from pipeline.check.subject import Align, Passage
from pipeline.fonts import Role
from pipeline.model.elements import PLACEHOLDER, Element

CHINESE = "〇零一二三四五六七八九十百"
LEVELS: tuple[tuple[Element, re.Pattern[str]], ...] = (
    (Element.HEADING_1, re.compile(rf"[{CHINESE}]+[、．.，,]")),
    (Element.HEADING_2, re.compile(rf"[（(][{CHINESE}]+[）)]")),
    (Element.HEADING_3, re.compile(r"\d{1,2}(?:[.．、](?!\d)|[.．](?=\d{1,4}[年月日])|[)）])")),
    (Element.HEADING_4, re.compile(r"(?:[（(]\d{1,2}[）)]|[①-⑳])")),
)
"""结构层次序数, 7.3.3."""

NUMBER = re.compile(
    r"(?:[〔\[［【（(〖]\s*(?:\d{2,4}|【待填】)\s*[〕\]］】）)〗]|\d{4}\s*年?)\s*第?\s*\d+\s*号|^"
    rf"[\u4e00-\u9fff]{{0,12}}{re.escape(PLACEHOLDER)}(?=\s|$|签发人)"
)
DATE = re.compile(
    rf"(?:\d{{2,4}}|[{CHINESE}○]{{4}})\s*年\s*(?:\d{{1,2}}|[{CHINESE}]+)\s*月\s*(?:\d{{1,2}}|[{CHINESE}]+)\s*日"
)
PRINTED_ON = re.compile(rf"(?:{DATE.pattern}|{re.escape(PLACEHOLDER)})\s*印发")
"""A line with 印发日期 alone."""
ATTACHMENT_NOTE = re.compile(r"附\s*件\s*\d*\s*[：:]")
ATTACHMENT_NUMBER = re.compile(r"附\s*件\s*[\d一二三四五六七八九十]*\s*[：:]?")
IMPRINT = re.compile(r"^\s*(抄送|抄报|分送)[：:]|[\d】]\s*日?\s*印发\s*$")
"""What a line of 版记 says, wherever it stands."""
ADDRESSEE = re.compile(r"[^。；！？]{2,}[：:]")
_SECRECY = re.compile(r"(绝密|机密|秘密)(★.*)?")
_URGENCY = re.compile(r"特急|加急|平急|特提|急件")
ATTENDANCE = re.compile(r"(?:出席|请假|列席)(?:人员|单位)?[：:]")
_CLOSED = re.compile(r"[（(].+[）)]")


def level_of(text: str) -> Element | None:
    """Give the heading level that a paragraph's number stands for."""
    return next((element for element, pattern in LEVELS if pattern.match(text)), None)


def is_heading(text: str) -> bool:
    """Tell a heading on a line of its own from a numbered paragraph: short, and one phrase."""
    return level_of(text) is not None and len(text) <= 45 and not re.search(r"[。；！？，]", text[:-1])


@dataclass
class _State:
    """Where the reading stands."""

    body_size: float
    has_red_line: bool
    is_head: bool = True
    has_mark: bool = False
    has_title: bool = False
    in_note: bool = False
    in_attendance: bool = False
    is_name_open: bool = False
    """The last line of 附件说明 was full: the name goes on in the next one."""
    attachment: int = 0
    awaits_title: bool = False


def recognise(passages: Sequence[Passage], body_size: float, *, has_red_line: bool = False) -> tuple[Passage, ...]:
    """Give the paragraphs with their elements."""
    state = _State(body_size, has_red_line)
    named = [_named(passage, state) for passage in passages]
    return tuple(_closing(named))


def _named(passage: Passage, state: _State) -> Passage:
    if state.has_title and not state.is_head and not passage.in_table and IMPRINT.search(passage.text):
        passage = replace(passage, in_imprint=True)
    element = passage.element or _element(passage, state)
    _advance(element, passage, state)
    return replace(passage, element=element, attachment=0 if passage.in_imprint else state.attachment)


def _element(passage: Passage, state: _State) -> Element | None:
    if passage.in_imprint:
        return Element.PRINTER if "印发" in passage.text else Element.COPY_TO
    if passage.in_table:
        return Element.TABLE_TEXT
    if passage.starts_page and _is_attachment_number(passage, state):
        return Element.ATTACHMENT_NUMBER
    for step in (_head, _title, _after_title, _note, _body):
        element = step(passage, state)
        if element:
            return element
    return None


def _is_attachment_number(passage: Passage, state: _State) -> bool:
    """After the document, or where an attachment is a file of its own."""
    stands = state.has_title or ATTACHMENT_NUMBER.fullmatch(passage.text.strip())
    return bool(stands and ATTACHMENT_NUMBER.match(passage.text)) and (passage.first_indent or 0) < 1.2


def _head(passage: Passage, state: _State) -> Element | None:
    """版头: all that stands before the title."""
    if not state.is_head:
        return None
    text = passage.text.strip()
    if passage.is_red and len(text) > 1:
        return Element.AGENCY_MARK
    for element, matches in _HEAD:
        if matches(text):
            return element
    return None


def _title(passage: Passage, state: _State) -> Element | None:
    """The first large or centred lines that are not 版头; in an attachment the first after its number."""
    if passage.is_red or passage.align is not Align.CENTRE:
        return None
    large = passage.size >= state.body_size + 3 or any(Role.TITLE_SONG in s.typeface.roles for s in passage.stretches)
    if state.awaits_title:
        return Element.ATTACHMENT_TITLE
    return Element.TITLE if large and not state.has_title and not state.attachment else None


def _after_title(passage: Passage, state: _State) -> Element | None:
    if (
        state.has_title
        and state.is_head
        and (passage.first_indent or 0) < 1
        and ADDRESSEE.fullmatch(passage.text.strip())
    ):
        return Element.ADDRESSEE
    return None


def _note(passage: Passage, state: _State) -> Element | None:
    """附件说明 and its further items."""
    if state.attachment or not state.has_title:
        return None
    if ATTACHMENT_NOTE.match(passage.text.strip()):
        return Element.ATTACHMENT_NOTE
    goes_on = state.is_name_open and (passage.first_indent or 0) > 3
    if state.in_note and (goes_on or re.match(r"\s*\d+[.．、]", passage.text)):
        return Element.ATTACHMENT_NOTE
    return None


def _body(passage: Passage, state: _State) -> Element | None:
    if abs(passage.size - state.body_size) > 1 or passage.is_red:
        return None
    if ATTENDANCE.match(passage.text.strip()) or (state.in_attendance and (passage.first_indent or 0) > 3):
        return Element.ATTENDANCE
    in_head = state.has_mark and state.is_head and not state.has_title
    if passage.align is Align.CENTRE or (in_head and _is_label(passage)):
        return None
    if is_heading(passage.text):
        return level_of(passage.text)
    return Element.BODY


def _is_label(passage: Passage) -> bool:
    """Tell whether a line of the head is no text: the issue, the editor and the day of a 简报."""
    return len(passage.text) < 40 and not re.search(r"[。；]", passage.text)


def _advance(element: Element | None, passage: Passage, state: _State) -> None:
    """Move on in the document."""
    if passage.in_table or passage.in_imprint:
        return
    state.in_note, state.in_attendance = element is Element.ATTACHMENT_NOTE, element is Element.ATTENDANCE
    state.is_name_open = state.in_note and bool(passage.lines) and (passage.right_indent or 0) < _FULL
    state.has_mark = state.has_mark or element is Element.AGENCY_MARK
    if element is Element.TITLE:
        state.has_title = True
    elif element is Element.ATTACHMENT_NUMBER:
        state.attachment += 1
        state.awaits_title = True
    elif state.awaits_title and element is Element.ATTACHMENT_TITLE:
        state.awaits_title = False
    elif state.has_title and element is not None:
        state.is_head = False
        state.awaits_title = False


def _closing(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Name 署名, 成文日期 and 附注, which are known by one another; and 印发机关 on a line above its date."""
    flow = [passage for passage in passages if not (passage.in_table or passage.in_imprint)]
    places = {id(passage): number for number, passage in enumerate(flow)}
    for passage, following in zip_longest(passages, passages[1:]):
        number = places.get(id(passage))
        if number is None:
            yield replace(passage, element=Element.PRINTER) if _prints(passage, following) else passage
            continue
        before = flow[number - 1] if number else None
        after = flow[number + 1] if number + 1 < len(flow) else None
        element = _closing_element(before, passage, after)
        yield replace(passage, element=element) if element else passage


def _closing_element(before: Passage | None, passage: Passage, after: Passage | None) -> Element | None:
    if passage.element not in {Element.BODY, None} or passage.attachment:
        return None
    if before is not None and before.element in {Element.TITLE, Element.ATTACHMENT_TITLE}:
        return None
    if _is_date(passage, before):
        return Element.DATE
    if after is not None and _is_date(after, passage) and _may_sign(passage):
        return Element.SIGNATURE
    if before is not None and _is_date(before) and _CLOSED.fullmatch(passage.text.strip()):
        return Element.NOTE
    return None


def _prints(passage: Passage, following: Passage | None) -> bool:
    """Tell whether a line of 版记 is a 印发机关 whose date stands below it: no 抄送 begins it, none ends in it."""
    if passage.element is not Element.COPY_TO or following is None or following.element is not Element.PRINTER:
        return False
    return not re.search(r"[：:。，]", passage.text) and bool(PRINTED_ON.match(following.text.strip()))


def _is_date(passage: Passage, before: Passage | None = None) -> bool:
    """A date on a line of its own, far in: below a long name it comes to stand in the middle by chance.

    A placeholder is one only where a date would stand: far in, or further in than the 署名 above it.
    """
    if passage.element is Element.DATE:
        return True
    text = passage.text.strip()
    is_date = bool(DATE.fullmatch(text)) and (passage.align is not Align.CENTRE or _stands_right(passage))
    return not passage.in_table and (is_date or (text == PLACEHOLDER and _stands_dated(passage, before)))


def _stands_dated(passage: Passage, before: Passage | None) -> bool:
    below = before is not None and before.element in {Element.BODY, None} and _may_sign(before)
    return _stands_right(passage) or (below and (passage.first_indent or 0) > _DATED)


def _may_sign(passage: Passage) -> bool:
    text = passage.text.strip()
    return len(text) < 40 and (_stands_right(passage) or not re.search(r"[。；：，.;:]", text))


def _stands_right(passage: Passage) -> bool:
    return passage.align is Align.RIGHT or (passage.left_indent or 0) > 6 or (passage.first_indent or 0) > 6


_DATED = 2.5
"""字: a paragraph's indent is 2; a date below the longest 署名 begins further in."""
_FULL = 2.6
"""字: a line that ends no further from the right edge is full."""

_HEAD: tuple[tuple[Element, Callable[[str], object]], ...] = (
    (Element.DOCUMENT_NUMBER, lambda text: NUMBER.search(text) and len(text) < 60 and not re.search(r"[，。；]", text)),
    (Element.DOCUMENT_NUMBER, lambda text: text.startswith("签发人")),
    (Element.SECRECY, _SECRECY.fullmatch),
    (Element.URGENCY, _URGENCY.fullmatch),
    (Element.COPY_NUMBER, re.compile(r"(№|N[oO]\.?)?\s*\d{2,8}").fullmatch),
)
