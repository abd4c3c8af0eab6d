from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.exports import Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """An office without any record yet."""
    return Office(tmp_path)
