"""Units' documents made on a cluster's workers are, to the byte, those made here; the driver alone writes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.province import make_province
from pipeline.commands.progress import Console
from pipeline.model.period import Period
from pipeline.run import Outcome, Plan, run
from pipeline.running.request import Request
from pipeline.settings import Engine, Settings
from pipeline.workspace import Workspace
from tests.engine.conftest import SPARK

pytestmark = pytest.mark.xdist_group("spark")


@pytest.fixture(scope="module")
def request_here(tmp_path_factory: pytest.TempPathFactory) -> Request:
    home = make_province(tmp_path_factory.mktemp("province") / "home", units=2, rows=20, months=("2018-03",))
    return Request(Workspace(home), Period(2018, month=3))


def made(request: Request) -> Outcome:
    outcome = run(request, Console(quiet=True), Plan())
    assert outcome.ingredients is not None, "\n".join(map(str, outcome.diagnostics))
    return outcome


@pytest.mark.usefixtures("cluster")
def test_every_file_of_every_unit_is_the_same(request_here: Request) -> None:
    here = made(replace(request_here, settings=Settings(engine=Engine(processes=1))))
    there = made(replace(request_here, settings=Settings(engine=SPARK)))
    assert there.hashes == here.hashes
    assert {path.suffix for path in here.hashes} >= {".docx", ".pdf", ".xlsx", ".html", ".json"}
    assert sorted(here.units) == sorted(there.units) == ["第1管理部", "第2管理部"]
    assert there.scorecards == here.scorecards
    accepted = Path(request_here.workspace.store / "accepted/2018-03/ratings")
    assert [path.stat().st_mode & 0o077 for path in accepted.iterdir()] == [0]
