"""A run looks for cycles seldom, and leaves the collector as it found it."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest

from pipeline.commands.progress import Console
from pipeline.model.period import Period
from pipeline.run import Plan, run
from pipeline.running.request import Request
from pipeline.running.tidying import MANY, tidied_seldom
from pipeline.workspace import Workspace


def test_cycles_are_looked_for_seldom_and_not_among_what_was_there() -> None:
    before = gc.get_threshold()
    with tidied_seldom():
        assert gc.get_threshold() == (MANY, *before[1:])
        assert gc.get_freeze_count() > 0
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0


def test_a_run_is_tidied_seldom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    monkeypatch.setattr("pipeline.run.prepare", lambda *_: seen.append(gc.get_threshold()[0]))
    run(Request(Workspace(tmp_path), Period.parse("2018-06")), Console(quiet=True), Plan())
    assert seen == [MANY]
