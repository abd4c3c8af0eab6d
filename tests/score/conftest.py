"""The store that the generated tests fill again and again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.records.store import Records


@pytest.fixture(scope="session")
def records() -> Iterator[Records]:
    """Give one store for all examples; closed at the end, or DuckDB complains when the process ends."""
    records = Records.empty()
    yield records
    records.db.close()
