"""Changing one digit of a finished file, wherever it stands: in any part of a .docx, in any glyph of a PDF."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from typing import Any

import pikepdf

Spot = tuple[str, int]
"""A part of a Word file and where in its text a digit stands."""

_TEXT = re.compile(r"<(w:t|c:v|a:t|dc:title)(?: [^>]*)?>([^<]*)</\1>|descr=\"([^\"]*)\"")
_PARTS = re.compile(r"word/(document|footer\d+|header\d+|charts/chart\d+)\.xml|docProps/core\.xml")


def other(digit: str) -> str:
    """Give another digit."""
    return str((int(digit) + 3) % 10)


def digits_of_word(docx: bytes) -> list[Spot]:
    """Find every digit of a Word file's words."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist() if _PARTS.fullmatch(name)}
    return [(name, at) for name, text in parts.items() for at in _digits(text)]


def _digits(text: str) -> Iterator[int]:
    for found in _TEXT.finditer(text):
        start, end = found.span(2) if found[2] is not None else found.span(3)
        yield from (at for at in range(start, end) if text[at].isdigit())


def changed_word(docx: bytes, spot: Spot) -> bytes:
    """Change one digit."""
    name, at = spot
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.namelist():
            content = old.read(entry)
            if entry == name:
                text = content.decode()
                content = (text[:at] + other(text[at]) + text[at + 1 :]).encode()
            new.writestr(entry, content)
    return target.getvalue()


class PdfDigits:
    """The digits that a PDF paints, each in an operand of a page's content."""

    def __init__(self, pdf: bytes) -> None:
        self._pdf = pdf
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            self.spots = [(page, *spot) for page, found in enumerate(opened.pages) for spot in _spots(found)]

    def changed(self, spot: tuple[int, int, int, int, bytes]) -> bytes:
        """Paint another digit's glyph in one place."""
        page_number, instruction, part, at, code = spot
        target = io.BytesIO()
        with pikepdf.open(io.BytesIO(self._pdf)) as opened:
            page = opened.pages[page_number]
            content = list(pikepdf.parse_content_stream(page))
            operands, operator = content[instruction]
            strings = operands[0] if str(operator) == "TJ" else operands
            text = bytearray(bytes(strings[part]))
            text[at : at + len(code)] = code
            strings[part] = pikepdf.String(bytes(text))
            content[instruction] = (operands, operator)
            page.Contents = opened.make_stream(pikepdf.unparse_content_stream(content))
            opened.save(target)
        return target.getvalue()


def _spots(page: Any) -> Iterator[tuple[int, int, int, bytes]]:
    """Give (instruction, string in it, byte in that, the code of another digit of the same font)."""
    fonts = {name: _codes(font) for name, font in dict(page.Resources.get("/Font", {})).items()}
    codes: dict[bytes, str] = {}
    for number, (operands, operator) in enumerate(pikepdf.parse_content_stream(page)):
        if str(operator) == "Tf":
            codes = fonts[str(operands[0])]
        elif str(operator) in {"Tj", "TJ"}:
            strings = operands[0] if str(operator) == "TJ" else operands
            for part, text in enumerate(strings):
                if isinstance(text, pikepdf.String):
                    yield from ((number, part, at, code) for at, code in _changeable(bytes(text), codes))


def _changeable(text: bytes, codes: dict[bytes, str]) -> Iterator[tuple[int, bytes]]:
    for at in range(0, len(text), 2):
        digit = codes.get(text[at : at + 2], "")
        others = [code for code, written in sorted(codes.items()) if written.isdigit() and written != digit]
        if digit.isdigit() and others:
            yield at, others[at % len(others)]


def _codes(font: Any) -> dict[bytes, str]:
    """Read which character a font's two-byte codes stand for."""
    return _parsed(font.ToUnicode.read_bytes()) if "/ToUnicode" in font else {}


@cache
def _parsed(table: bytes) -> dict[bytes, str]:
    text = table.decode("latin-1")
    codes: dict[bytes, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, written in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            codes[bytes.fromhex(code)] = bytes.fromhex(written).decode("utf-16-be")
    return codes
