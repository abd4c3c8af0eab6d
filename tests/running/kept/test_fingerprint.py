"""The fingerprint of a run is of everything that it reads, and of nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.model.period import Period
from pipeline.running.kept.record import fingerprint, open_index
from pipeline.running.request import Request
from pipeline.settings import At, Settings
from pipeline.workspace import Workspace

READ = "inputs/records/2018-06/评价.csv"
LYING = "lake/ratings/part-0.parquet"
BESIDE = "lake/README.txt"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    for name in (READ, LYING, BESIDE, "inputs/organization.xlsx", "templates/月报.docx"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("as it was", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("accepted", "changed", "is_other"),
    [
        ("", READ, True),
        ("", LYING, False),
        ("lake", READ, False),
        ("lake", LYING, True),
        ("lake", "lake/findings/part-0.parquet", True),
        ("lake", BESIDE, False),
        ("lake", "inputs/organization.xlsx", True),
        ("lake", "templates/月报.docx", True),
    ],
)
def test_it_is_another_when_what_is_read_is_another(home: Path, accepted: str, changed: str, *, is_other: bool) -> None:
    request = Request(Workspace(home), Period.parse("2018-06"), settings=Settings(records=At(accepted)))
    before = fingerprint(request, open_index(request), issued=True)
    assert before
    (home / changed).parent.mkdir(exist_ok=True)
    (home / changed).write_text("as it is now", encoding="utf-8")
    assert (fingerprint(request, open_index(request), issued=True) != before) is is_other
