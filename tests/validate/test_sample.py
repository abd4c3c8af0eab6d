"""The committed sample: a month as systems export it, in which nothing is rejected."""

from __future__ import annotations

from pipeline.ingest import ingest
from pipeline.ingest.sources import load_sources
from pipeline.model.period import Period
from pipeline.reference import load_reference
from pipeline.resources import shared_root
from pipeline.validate import validate
from pipeline.workspace import Workspace


def test_a_month_of_the_sample_is_accepted_whole() -> None:
    workspace = Workspace(shared_root())
    reference, _ = load_reference(workspace.inputs, workspace.root, 2018)
    assert reference
    folders = [workspace.inputs / "records" / name for name in ("2018", "2018-06")]
    assert set(folders) <= set(workspace.record_folders(Period(2018, month=6)))
    intake, _ = ingest(folders, workspace.root, load_sources()[0])
    counts, diagnostics = validate(intake, reference)
    assert counts.rejected == 0
    assert {found.code for found in diagnostics} <= {"REC-DUPLICATE", "REC-OUTSIDE"}
    assert all(sheet.balances for sheet in counts.sheets)
    assert counts.read > 9000
