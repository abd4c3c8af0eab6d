"""Pressed objects (压缩): what is written into the file is made once.

pydyf writes every object twice, once into the file and once for the hash in its trailer, and presses streams as hard
as zlib can each time. At the usual pressure fonts and pages are hardly larger, and ready in a third of the time.
"""

from __future__ import annotations

import zlib
from typing import Any

import pydyf

_PRESSURE = 6
_ZIP = b"PK\x03\x04"
"""How a file begins that is pressed already: a workbook is a zip."""


class _Ready(pydyf.Object):  # type: ignore[misc]
    """An object whose bytes stand."""

    data = b""

    def __init__(self, element: Any, data: bytes, compressible: bool) -> None:
        super().__init__()
        self.number, self.generation, self.free = element.number, element.generation, element.free
        self.data, self._compressible = data, compressible

    @property
    def compressible(self) -> bool:
        """Whether it goes into an object stream."""
        return self._compressible


def press(pdf: pydyf.PDF) -> None:
    """Make the bytes of every object; nothing may change after this."""
    pdf.objects = [_ready(element) if element.free == "n" else element for element in pdf.objects]


def _ready(element: Any) -> _Ready:
    if isinstance(element, pydyf.Stream):
        return _Ready(element, _stream(element), compressible=False)
    return _Ready(element, element.data, element.compressible)


def _stream(element: pydyf.Stream) -> bytes:
    content = b"\n".join(map(_part, element.stream))
    extra = pydyf.Dictionary(dict(element.extra))
    if element.compress and not content.startswith(_ZIP):
        extra["Filter"] = "/FlateDecode"
        content = zlib.compress(content, _PRESSURE)
    extra["Length"] = len(content)
    return b"\n".join((extra.data, b"stream", content, b"endstream"))


def _part(part: Any) -> bytes:
    """Give one of the parts that a stream is gathered from, as pydyf writes it."""
    if isinstance(part, bytes):
        return part
    return part.encode("ascii") if isinstance(part, str) else bytes(pydyf.Array([part]).data[1:-1])
