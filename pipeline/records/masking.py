"""Masking (脱敏): personal data made unreadable, in its own columns and inside free text.

Forms are those of records.md: ``138****8000``, ``0577-****1234``, ``330302********0012``, bank card
last 4, ``王*``/``欧阳*``, ``a***@…``. Number plates and house numbers are masked too. Case, rating and
ticket numbers stay: they are how a figure is traced. When in doubt the text is masked.

A name in free text is known by what the records say (whoever is named anywhere in them), by its shape
(`pipeline.records.names`), and by the words beside it (市民…, …先生).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from pipeline.records.everyone import NOBODY, Everyone
from pipeline.records.folding import fold, without_gaps
from pipeline.records.gaps import close_gaps, spaced_names_in
from pipeline.records.masks import mask_id_number, mask_name, mask_phone
from pipeline.records.names import is_word, names_in
from pipeline.records.schema import NUMBERED, Field, Kind
from pipeline.records.traits import BARE_NAME, CUED_NAMES, LONG_NUMBER, NUMBERS, Rules

__all__ = [
    "mask_field",
    "mask_id_number",
    "mask_label",
    "mask_name",
    "mask_phone",
    "mask_text",
    "quote_field",
    "quote_headers",
    "quote_masked",
]


def mask_text(text: str, names: Iterable[str] = (), everyone: Everyone = NOBODY) -> str:
    """Mask everything personal in free text.

    Args:
        text: what somebody wrote.
        names: names that its own record gives: masked whatever they look like.
        everyone: whoever is named anywhere in the records.

    A sentence costs a quarter of a millisecond when it is new; comments repeat, and the same one costs nothing.
    """
    return _masked(text, tuple(names), everyone)


@lru_cache(maxsize=65_536)
def _masked(text: str, names: tuple[str, ...], everyone: Everyone) -> str:
    folded = fold(text)
    closed = close_gaps(folded)
    taken: list[tuple[int, int, str]] = []
    for name in (close_gaps(fold(name.strip())).text for name in names):
        if len(name) > 1:
            _take(taken, ((*closed.back(*span), mask_name(name)) for span in _places_of(name, closed.text)))
    _take_names(taken, folded, (closed.back(*span) for span in everyone.named_in(closed.text)))
    _take_matches(taken, folded, NUMBERS)
    _take_names(taken, folded, spaced_names_in(closed))
    _take_names(taken, folded, names_in(folded))
    _take_matches(taken, folded, CUED_NAMES)
    return _spliced(text, taken)


def mask_field(field: str, value: str) -> str:
    """Mask the value of a PII field (records.md, Tables and fields) by what the field holds."""
    return _FIELDS.get(field, mask_name)(value)


def quote_field(field: Field, value: str) -> str:
    """Quote the value of a field that is wrong: a telephone number with a digit too many is still somebody's."""
    if field.pii:
        return mask_field(field.name, value)
    masked = _masked_value(value)
    if field.kind not in {Kind.INTEGER, Kind.NUMBER} and field.name not in NUMBERED:
        masked = LONG_NUMBER.sub(lambda found: mask_phone(found[0]), masked)
    return _shortened(masked)


def mask_label(label: str) -> str:
    """Mask what a thing is called (列名、表名、文件名): as free text, and whole if a bare name and no word (车牌)."""
    return mask_name(label) if BARE_NAME.fullmatch(without_gaps(label)) and not is_word(label) else mask_text(label)


def quote_headers(headers: Iterable[str]) -> tuple[str, ...]:
    """Quote the cells of a header row (表头); where somebody's data stands it is none, and quoted as cells are."""
    headers = tuple(headers)
    is_data = any(mask_label(header) != header for header in headers)
    return tuple(quote_masked(header) if is_data else _shortened(header) for header in headers)


@lru_cache(maxsize=4096)
def quote_masked(value: str, longest: int = 24) -> str:
    """Give a cell's value as a message may quote it: masked, a bare name too, in one short line."""
    return _shortened(_masked_value(value), longest)


def _masked_value(value: str) -> str:
    value = " ".join(value.split())
    return mask_name(value) if BARE_NAME.fullmatch(without_gaps(value)) else mask_text(value)


def _shortened(text: str, longest: int = 24) -> str:
    return text if len(text) <= longest else text[:longest] + "…"


def _places_of(name: str, text: str) -> Iterator[tuple[int, int]]:
    at = text.find(name)
    while at >= 0:
        yield at, at + len(name)
        at = text.find(name, at + len(name))


def _take(taken: list[tuple[int, int, str]], found: Iterable[tuple[int, int, str]]) -> None:
    """Add what does not overlap what an earlier rule has taken."""
    for start, end, mask in found:
        if all(end <= other_start or other_end <= start for other_start, other_end, _ in taken):
            taken.append((start, end, mask))


def _take_names(taken: list[tuple[int, int, str]], text: str, spans: Iterable[tuple[int, int]]) -> None:
    _take(taken, ((start, end, mask_name(text[start:end])) for start, end in spans))


def _take_matches(taken: list[tuple[int, int, str]], text: str, rules: Rules) -> None:
    for pattern, mask in rules:
        _take(taken, ((*found.span("it"), mask(found["it"])) for found in pattern.finditer(text)))


def _spliced(text: str, taken: list[tuple[int, int, str]]) -> str:
    pieces, at = [], 0
    for start, end, mask in sorted(taken):
        pieces += [text[at:start], mask]
        at = end
    return "".join([*pieces, text[at:]])


_FIELDS: dict[str, Callable[[str], str]] = {
    "mobile": mask_phone,
    "contact": mask_phone,
    "id_number": mask_id_number,
    "applicant": mask_name,
    "citizen": mask_name,
    "staff": mask_name,
}
