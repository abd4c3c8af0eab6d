"""Complaints (排版程序的话): nothing that WeasyPrint says is to be lost."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

_LOGGER = logging.getLogger("weasyprint")


@contextmanager
def listening() -> Iterator[list[str]]:
    """Collect what WeasyPrint says."""
    heard: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage())

    listener = Listener(logging.WARNING)
    _LOGGER.addHandler(listener)
    try:
        yield heard
    finally:
        _LOGGER.removeHandler(listener)
