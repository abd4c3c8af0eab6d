"""The gate of every command that makes documents: what it judges by, what it waives, and that it can be shut."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.check import check_file
from pipeline.cli import CLEAN, DATA_ERRORS, main
from pipeline.diagnostics import Severity
from pipeline.running.finished import Waiver
from pipeline.undertakings import issue


def test_the_plan_word_for_word_fails_only_where_the_plan_departs(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["program", "--year", "2018", "--workspace", str(office)]) == CLEAN
    folder = office / "outputs/programs/2018"
    paths = [*folder.rglob("*.docx"), *folder.rglob("*.pdf")]
    faults = [(path.name, fault) for path in paths for fault in check_file(path)]
    departs = {(f"活动方案.{kind}", "GB-ATTACHMENT-NOTE-FORM") for kind in ("docx", "pdf")}
    assert {(name, fault.code) for name, fault in faults if fault.severity is Severity.ERROR} == departs
    kept = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["format"]
    assert [(one["kind"], one["codes"]) for one in kept["waived"]] == [("活动方案", ["GB-ATTACHMENT-NOTE-FORM"])]
    assert "不核对GB-ATTACHMENT-NOTE-FORM" in capsys.readouterr().out


def test_a_document_that_fails_is_not_published(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(issue, "VERBATIM", Waiver("活动方案", frozenset(), "什么也不豁免"))
    assert main(["program", "--year", "2018", "--workspace", str(office)]) == DATA_ERRORS
    assert not (office / "outputs").exists()
    assert "GB-ATTACHMENT-NOTE-FORM" in capsys.readouterr().err
