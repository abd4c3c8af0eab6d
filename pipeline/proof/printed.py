"""The print (印本) against its manuscript: every number of a PDF leads back to the Word file's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from itertools import pairwise

from pipeline.model.elements import PLACEHOLDER
from pipeline.model.marks import without_unevaluated
from pipeline.proof.figures import Slip, has_number, text_slips
from pipeline.proof.numbers import NUMBER
from pipeline.proof.pdf import Painted, Printed, solid
from pipeline.proof.word import Unit

_FIGURE = re.compile(r"图\d+")
_DECIDED = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日|〔\d{4}〕\d+号")
"""What people write in place of a 【待填】: 成文日期, 印发日期, 发文字号."""
_ANCHOR = 12
"""A unit of so many characters that stands once in either file shows where one is in the other."""
_TICKS = 3
"""An axis has at least so many: fewer are always at equal distances."""
_REPEATED = 4
"""Words of so many characters may be printed again: a table's head, the label of a group that goes on."""


@dataclass
class _Stream:
    """The words of all pages, one after another; ``spans`` are those that a unit has accounted for."""

    text: str
    starts: list[int]
    spans: list[tuple[int, int]] = field(default_factory=list)

    def page(self, at: int) -> str:
        """Name the page where a character stands."""
        return f"第{sum(1 for start in self.starts if start <= at)}页"

    def gaps(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        """Give what nobody has accounted for."""
        edges = [(start, start), *sorted(span for span in self.spans if start <= span[0] < end), (end, end)]
        for (_, left), (right, _) in pairwise(edges):
            if left < right:
                yield left, self.text[left:right]


def printed_slips(units: Sequence[Unit], printed: Printed) -> list[Slip]:
    """Compare the numbers of a PDF with the units of its manuscript."""
    stream = _stream(printed.pages)
    body = [unit for unit in units if not unit.aside and solid(unit.text)]
    known = _known(body)
    found = [slip for window in _windows(body, stream) for slip in _in_window(*window, stream, known)]
    return [*found, *_figure_slips(units, printed.pages), *_spoken_slips(units, printed.spoken)]


def _stream(pages: Sequence[Painted]) -> _Stream:
    """Join the pages without their numbers, which count on by one (7.5)."""
    text, starts = "", []
    for number, page in enumerate(pages, 1):
        starts.append(len(text))
        text += page.text.removesuffix(f"—{number}—")
    return _Stream(text, starts)


def _known(body: Sequence[Unit]) -> list[str]:
    """Give the words that a print may repeat, the longest first."""
    words = {solid(text) for unit in body for text in (*unit.cells, unit.text) if has_number(text)}
    return sorted((text for text in words if len(text) >= _REPEATED), key=len, reverse=True)


_Window = tuple[list[Unit], int, int]


def _windows(body: Sequence[Unit], stream: _Stream) -> Iterator[_Window]:
    """Cut both files at the units that stand once in either: (units between, start, end)."""
    texts = [solid(unit.text) for unit in body]
    waiting: list[Unit] = []
    start = 0
    for unit, text in zip(body, texts, strict=True):
        at = stream.text.find(text, start) if len(text) >= _ANCHOR else -1
        if at < 0 or stream.text.count(text) > 1 or texts.count(text) > 1:
            waiting.append(unit)
            continue
        yield waiting, start, at
        stream.spans.append((at, at + len(text)))
        waiting, start = [], at + len(text)
    yield waiting, start, len(stream.text)


def _in_window(units: list[Unit], start: int, end: int, stream: _Stream, known: Sequence[str]) -> Iterator[Slip]:
    """Account for what stands between two anchors: units in their order first, then what is printed again."""
    lost: list[Unit] = []
    cursor = start
    for unit in units:
        text = solid(unit.text)
        at = stream.text.find(text, cursor, end if PLACEHOLDER not in text else cursor + len(text) + _REPEATED)
        if at < 0:
            lost += [unit] if has_number(text) or PLACEHOLDER in text else []
            continue
        stream.spans.append((at, at + len(text)))
        cursor = at + len(text)
    gaps = [(at, text) for at, text in stream.gaps(start, end) if lost or has_number(text)]
    yield from _paired(lost, gaps, stream, known)


def _paired(lost: Sequence[Unit], gaps: list[tuple[int, str]], stream: _Stream, known: Sequence[str]) -> Iterator[Slip]:
    """Pair units that were not found with words that nobody wants, and name the numbers that differ."""
    filled = any(PLACEHOLDER in unit.text for unit in lost)
    for unit in (unit for unit in lost if has_number(unit.text)):
        text = solid(unit.text)
        best = max(range(len(gaps)), key=lambda at: _common(text, gaps[at][1]), default=None)
        if best is None:
            yield from (Slip(unit.place, "", number[0], text[:20], unit) for number in NUMBER.finditer(text))
            continue
        at, painted = gaps.pop(best)
        differing = text_slips(text, painted) if PLACEHOLDER in text else _aligned(unit, painted)
        for found, wanted, words in differing:
            yield Slip(stream.page(at), found, wanted, words, unit)
    for at, text in gaps:
        painted = _without(_DECIDED.sub("\n", text) if filled else text, known)
        for number in NUMBER.finditer(painted):
            near = painted[max(0, number.start() - 10) : number.end() + 10]
            yield Slip(stream.page(at + number.start()), number[0], "", near)


def _aligned(unit: Unit, painted: str) -> Iterator[tuple[str, str, str]]:
    """Compare a unit with its print character by character, since cells stand there without a gap between them."""
    text = solid(unit.text)
    images = [""] * len(text)
    spans = list(_number_spans(unit))
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, text, painted, autojunk=False).get_opcodes():
        if tag == "insert":
            inside = next((span for span in spans if span[0] <= i1 <= span[1]), None)
            if inside is None or not has_number(painted[j1:j2]):
                yield from ((n[0], "", painted[max(0, j1 - 10) : j2 + 4]) for n in NUMBER.finditer(painted[j1:j2]))
            else:
                images[min(i1, inside[1] - 1)] += painted[j1:j2]
            continue
        for at in range(i1, i2):
            piece = painted[j1 + at - i1 : j2 if at == i2 - 1 else min(j2, j1 + at - i1 + 1)]
            images[at] += piece
    for begin, end in spans:
        found = "".join(images[begin:end])
        if found != text[begin:end]:
            yield found, text[begin:end], text[max(0, begin - 10) : begin] + found


def _number_spans(unit: Unit) -> Iterator[tuple[int, int]]:
    """Give where numbers begin and end in a unit's words without white space."""
    offset = 0
    for cell in map(solid, unit.cells):
        yield from ((offset + number.start(), offset + number.end()) for number in NUMBER.finditer(cell))
        offset += len(cell)


def _common(text: str, painted: str) -> float:
    return SequenceMatcher(None, text, painted, autojunk=False).ratio()


def _without(text: str, known: Sequence[str]) -> str:
    """Take out what a print repeats."""
    for words in known:
        text = text.replace(words, "\n")
    return text


def _figure_slips(units: Sequence[Unit], pages: Sequence[Painted]) -> Iterator[Slip]:
    """Every label of a figure is one of its data, or a tick of an axis: those stand at equal distances."""
    data = (solid(unit.text) for unit in units if unit.aside and _FIGURE.fullmatch(unit.place))
    waiting = Counter(without_unevaluated(text) for text in data if has_number(text))
    for page, painted in enumerate(pages, 1):
        for labels in painted.figures:
            odd = [label for label in _joined(labels, set(waiting)) if _is_odd(label, waiting)]
            for label in _out_of_scale(odd):
                wanted = max(+waiting, key=lambda text: _common(text, label), default="")
                yield Slip(f"第{page}页图", label, wanted, "图中标注")


def _is_odd(label: str, waiting: Counter[str]) -> bool:
    """Tell whether a label holds a number that is none of the data; one that is, is used up."""
    if waiting[label] > 0:
        waiting[label] -= 1
        return False
    return has_number(label)


def _out_of_scale(labels: Sequence[str]) -> Sequence[str]:
    """Give the labels that are no ticks of one axis: the one that is too much, or all when the scale is broken."""
    if not labels or _is_scale(labels):
        return ()
    return [label for at, label in enumerate(labels) if _is_scale([*labels[:at], *labels[at + 1 :]])] or labels


def _joined(labels: Sequence[str], values: set[str]) -> Iterator[str]:
    """Join labels that were broken over two lines."""
    at = 0
    while at < len(labels):
        size = next((n for n in range(4, 1, -1) if "".join(labels[at : at + n]) in values), 1)
        yield "".join(labels[at : at + size])
        at += size


def _is_scale(labels: Sequence[str]) -> bool:
    numbers = [_decimal(label) for label in labels]
    if len(labels) < _TICKS or None in numbers:
        return False
    steps = {later - earlier for earlier, later in pairwise(n for n in numbers if n is not None)}
    return len(steps) <= 1


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _spoken_slips(units: Sequence[Unit], spoken: Sequence[str]) -> Iterator[Slip]:
    """What is spoken, or stands in the file's properties, is said somewhere in the manuscript."""
    said = [solid(unit.text) for unit in units]
    whole = "".join(said)  # a bookmark says an attachment's number and title, two paragraphs, in one breath
    for text in map(solid, spoken):
        if not has_number(text) or text in whole:
            continue
        nearest = max(said, key=lambda other: _common(other, text), default="")
        for found, wanted, words in text_slips(nearest, text):
            if found:
                yield Slip("替代文字或文件属性", found, wanted, words)
