"""Tidying (回收): how often Python looks for cycles while a run makes its many small objects, nearly none in cycles.

Left as it is, it looks through all that the stages import and make, again and again: an eighth of a month's time.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 50_000
"""So many new objects are made before they are looked through (Python's own measure is 700): some megabytes."""


@contextmanager
def tidied_seldom() -> Iterator[None]:
    """Look for cycles seldom, and not among what was there before."""
    was, *older = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(MANY, *older)
    try:
        yield
    finally:
        gc.set_threshold(was, *older)
        gc.unfreeze()
