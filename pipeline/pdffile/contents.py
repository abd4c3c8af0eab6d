"""Contents (页面内容): a page's operators and operands, cut by one expression; pdfminer does what they say.

pdfminer cuts them a byte at a time, which is four fifths of what reading a page takes. Plain contents, and those are
nearly all, are cut here; where anything else occurs (an inline picture, an escape, a comment, damage) pdfminer reads
the page itself, from its beginning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import stream_value
from pdfminer.psparser import KWD, LIT, PSKeyword

from pipeline.pdffile.encodings import Resources

_TOKEN = re.compile(
    rb"[ \t\n\f\r]*(?:"
    rb"([+-]?\d+)(?![\d.])"
    rb"|([+-]?(?:\d+\.\d*|\.\d+))(?![\d.])"
    rb"|<((?:[0-9A-Fa-f]{2})*)>"
    rb"|([A-Za-z][^#/%\[\]()<>{}\s\x00]*|['\"])(?![#\x00])"
    rb"|/([^#/%\[\]()<>{}\s\x00]+)(?![#\x00])"
    rb"|\(([^()\\]*)\)"
    rb"|(\[|<<)|(\]|>>)"
    rb")"
)
_WHOLE, _BROKEN, _HEX, _WORD, _NAME, _TEXT, _OPEN, _CLOSE = range(1, 9)
_PICTURE = b"BI"
_VALUES = {b"true": True, b"false": False}
_PAIRS = {b"]": b"[", b">>": b"<<"}


class OddError(Exception):
    """The contents hold something that is not cut here."""


class Interpreter(PDFPageInterpreter):
    """pdfminer's interpreter, given plain contents that are cut already."""

    rsrcmgr: Resources

    def execute(self, streams: Sequence[object]) -> None:
        """Do what content streams say."""
        found = [stream_value(stream) for stream in streams]
        numbers = tuple(stream.objid for stream in found)
        if None in numbers or not self.parent_stream_ids.isdisjoint(numbers):
            super().execute(streams)
            return
        known = self.rsrcmgr.contents
        try:
            if numbers not in known:
                known[numbers] = list(cut(b"\n".join(stream.get_data() for stream in found)))
        except OddError:
            super().execute(streams)
            return
        self.stream_ids = {number for number in numbers if number is not None}
        self._do(known[numbers])

    def _do(self, steps: Sequence[object]) -> None:
        known: dict[PSKeyword, tuple[Callable[..., None], int] | None] = {}
        for step in steps:
            if step.__class__ is not PSKeyword:
                self.argstack.append(step)  # type: ignore[arg-type]
                continue
            if step not in known:
                known[step] = self._operator(step)
            found = known[step]
            if found is None:
                continue
            does, count = found
            operands = self.pop(count) if count else []
            if len(operands) == count:
                does(*operands)

    def _operator(self, word: PSKeyword) -> tuple[Callable[..., None], int] | None:
        """Give what an operator does, and how many operands it takes."""
        name = str(word.name, "latin-1").replace("*", "_a").replace('"', "_w").replace("'", "_q")
        does = getattr(self, f"do_{name}", None)
        return None if does is None else (does, does.__func__.__code__.co_argcount - 1)


def cut(data: bytes) -> Iterator[object]:
    """Give operands and operators in their order, as pdfminer's parser gives them.

    Raises:
        OddError: something in them is not plain.
    """
    at, end = 0, len(data.rstrip(b" \t\n\f\r"))
    match = _TOKEN.match
    open_ones: list[tuple[bytes, list[Any]]] = []
    while at < end:
        token = match(data, at)
        if token is None:
            raise OddError
        at, kind = token.end(), token.lastindex or 0
        value = _VALUE[kind](token[kind])
        if kind == _OPEN:
            open_ones.append((token[kind], []))
            continue
        if kind == _CLOSE:
            value = _closed(token[kind], open_ones)
        if open_ones:
            if value.__class__ is PSKeyword:
                raise OddError
            open_ones[-1][1].append(value)
        else:
            yield value
    if open_ones:
        raise OddError


def _closed(mark: bytes, open_ones: list[tuple[bytes, list[Any]]]) -> object:
    """Give the array or dictionary that ends here."""
    if not open_ones or open_ones[-1][0] != _PAIRS[mark]:
        raise OddError
    _, values = open_ones.pop()
    if mark == b"]":
        return values
    names = values[::2]
    if len(values) % 2 or any(isinstance(name, int | float | bytes | list | dict) for name in names):
        raise OddError
    return {name.name: value for name, value in zip(names, values[1::2], strict=True)}


def _word(token: bytes) -> object:
    if token == _PICTURE:
        raise OddError
    return _VALUES[token] if token in _VALUES else KWD(token)


def _name(token: bytes) -> object:
    try:
        return LIT(token.decode("utf-8"))
    except UnicodeDecodeError:
        return LIT(token)


def _nothing(_: bytes) -> object:
    return None


_VALUE: dict[int, Callable[[bytes], Any]] = {
    _WHOLE: int, _BROKEN: float, _HEX: lambda token: bytes.fromhex(token.decode("ascii")), _WORD: _word,
    _NAME: _name, _TEXT: bytes, _OPEN: _nothing, _CLOSE: _nothing,
}  # fmt: skip
