"""An office of two units with its set made once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.exits import CLEAN
from pipeline.running.manifest import program
from tests.running.kept.offices import copy_of, make_office, run


@pytest.fixture(scope="session", autouse=True)
def _one_program() -> Iterator[None]:
    """Let the program be the same throughout, even while somebody edits it."""
    now = program()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pipeline.running.manifest.program", lambda *_: now)
        yield


@pytest.fixture(scope="session")
def prototype(tmp_path_factory: pytest.TempPathFactory, _one_program: None) -> Path:
    """An office of two units with its set made once; tests copy it."""
    home = make_office(tmp_path_factory.mktemp("kept") / "office")
    assert run(home) == CLEAN
    return home


@pytest.fixture
def office(prototype: Path, tmp_path: Path) -> Path:
    return copy_of(prototype, tmp_path / "office")
