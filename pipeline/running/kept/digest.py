"""Digest (摘要): one hash of a value made of frozen dataclasses and plain values, the same in every process and run."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from pathlib import PurePath
from typing import Any

_PLAIN = frozenset({str, int, bool, Decimal, date, datetime, type(None)})
"""Kinds of value that differ whenever their source text does, and only then."""


def digest(*values: object) -> str:
    """Hash values by what they say: type and every field; neither identity nor the order of a set matters.

    Raises:
        TypeError: a value is of a kind that the model does not use.
    """
    pieces: list[bytes] = []
    for value in values:
        _feed(value, pieces.append)
    return hashlib.sha256(b"".join(pieces)).hexdigest()


def _feed(value: object, add: Callable[[bytes], None]) -> None:
    """Write a value so that no two different ones are written alike: every piece tells its kind and length."""
    if isinstance(value, str) and not isinstance(value, Enum):
        text = value.encode("utf-8", "surrogatepass")
        add(b"s%d:" % len(text) + text)
    elif isinstance(value, tuple | list):
        if _PLAIN.issuperset(map(type, value)):  # a row of a workbook: written at once, each value as its source text
            text = repr(tuple(value)).encode()
            add(b"r%d:" % len(text) + text)
            return
        add(b"t%d:" % len(value))
        for part in value:
            _feed(part, add)
    elif is_dataclass(value) and not isinstance(value, type):
        _feed_fields(value, add)
    else:
        _feed_other(value, add)


def _feed_fields(value: Any, add: Callable[[bytes], None]) -> None:
    head, names = _shape(value.__class__)
    add(head)
    for name in names:
        _feed(getattr(value, name), add)


@cache
def _shape(kind: Any) -> tuple[bytes, tuple[str, ...]]:
    names = tuple(field.name for field in fields(kind))
    return f"d{kind.__qualname__}({','.join(names)}):".encode(), names


def _feed_other(value: object, add: Callable[[bytes], None]) -> None:
    if isinstance(value, bytes):
        add(b"b%d:" % len(value) + value)
    elif isinstance(value, Mapping):
        pairs = sorted(value.items(), key=lambda pair: repr(pair[0]))
        add(b"m%d:" % len(pairs))
        for pair in pairs:
            _feed(pair, add)
    elif isinstance(value, frozenset | set):
        parts = sorted(digest(part) for part in value)
        add(f"f{len(parts)}:{''.join(parts)}".encode())
    else:
        text = _plain(value)
        add(f"{type(value).__qualname__}{len(text)}:{text}".encode())


def _plain(value: object) -> str:
    """Write a single value; equal decimals of other scale are other values, for they print otherwise."""
    if value is None or isinstance(value, bool | int | float | PurePath):
        return str(value)
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.name
    raise TypeError(f"no digest of a {type(value).__qualname__}")
