"""``pingyi verify`` begins from nothing: what is kept, be it true or forged, has no say in a proof."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.exits import CLEAN
from pipeline.running.kept.shelf import Shelf
from tests.running.kept.offices import SET


def test_a_proof_asks_nothing_that_is_kept(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, asked = office / ".pingyi", []
    before = {path: path.stat().st_mtime_ns for path in store.rglob("*")}
    real = Shelf.get

    def get(shelf: Shelf, key: str) -> object:
        asked.append(real(shelf, key))
        return asked[-1]

    monkeypatch.setattr(Shelf, "get", get)
    assert main(["verify", str(office / SET)]) == CLEAN
    assert asked
    assert not any(asked)
    assert {path: path.stat().st_mtime_ns for path in store.rglob("*")} == before
