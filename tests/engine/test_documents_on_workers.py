"""Units' documents made on a cluster's workers are, to the byte, those made here, even when an executor is lost."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

import pipeline.run
from benchmarks.province import ROOT, make_province
from pipeline.commands.progress import Console
from pipeline.compose import MONTHLY_KINDS
from pipeline.model.period import Period
from pipeline.run import Outcome, Plan, run
from pipeline.running import shop
from pipeline.running.request import Request
from pipeline.running.unit import Job, UnitMade, make_unit
from pipeline.settings import Engine, Settings
from pipeline.workspace import Workspace
from tests.engine.conftest import SPARK, executor

pytestmark = [pytest.mark.xdist_group("spark"), pytest.mark.usefixtures("cluster", "short")]
MARCH = Period(2018, month=3)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask for the shortest document alone; workbook, page and scorecard are made as always."""
    monkeypatch.setattr(shop, "MONTHLY_KINDS", tuple(kind for kind in MONTHLY_KINDS if kind.name == "摘要"))


def made(request: Request, engine: Engine) -> Outcome:
    outcome = run(replace(request, settings=Settings(engine=engine)), Console(quiet=True), Plan())
    assert outcome.ingredients is not None, "\n".join(map(str, outcome.diagnostics))
    assert {path.suffix for path in outcome.hashes} >= {".docx", ".pdf", ".xlsx", ".html", ".json"}
    return outcome


def test_the_sample_office_comes_to_the_same(tmp_path: Path) -> None:
    for name in ("inputs", "templates", "fonts"):
        (tmp_path / name).symlink_to(ROOT / name)
    request = Request(Workspace(tmp_path), MARCH)
    here, there = made(request, Engine(processes=1)), made(request, SPARK)
    assert there.scorecards == here.scorecards
    assert there.scorecards[0].total.counted > 1000
    assert there.hashes == here.hashes


def made_but_lost(lost: Path, job: Job) -> UnitMade:
    """Make a unit; the first time, its executor dies before anybody has the result."""
    unit = make_unit(job)
    if not lost.exists():
        lost.write_text(job.unit, encoding="utf-8")
        os.kill(executor(0), signal.SIGKILL)
    return unit


def test_every_file_of_every_unit_is_the_same_though_an_executor_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = Request(Workspace(make_province(tmp_path / "home", units=2, rows=20, months=("2018-03",))), MARCH)
    here = made(request, Engine(processes=1))
    monkeypatch.setattr(pipeline.run, "make_unit", partial(made_but_lost, tmp_path / "lost"))
    there = made(request, SPARK)
    assert (tmp_path / "lost").read_text(encoding="utf-8") in here.units
    assert there.hashes == here.hashes
    assert sorted(here.units) == sorted(there.units) == ["第1管理部", "第2管理部"]
    assert there.scorecards == here.scorecards
    accepted = Path(request.workspace.store / "accepted/2018-03/ratings")
    assert [path.stat().st_mode & 0o077 for path in accepted.iterdir()] == [0]
