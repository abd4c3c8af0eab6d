"""Every document that we make passes its own checker; where the plan departs from the standard is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.check import check_file
from pipeline.cli import CLEAN, main
from pipeline.diagnostics import Severity
from tests.change.revised import STANDARD, write_revised


def made(office: Path, *words: str) -> list[Path]:
    """Run a command; give the documents it made."""
    assert main([*words, "--workspace", str(office)]) == CLEAN
    return sorted(path for path in (office / "outputs").rglob("*") if path.suffix in {".docx", ".pdf"})


def errors_in(paths: list[Path]) -> set[tuple[str, str]]:
    """Give (file, code) of every error."""
    faults = ((path.name, fault) for path in paths for fault in check_file(path))
    return {(name, fault.code) for name, fault in faults if fault.severity is Severity.ERROR}


@pytest.mark.parametrize(
    ("words", "least"),
    [
        (("run", "2018-06", "--all"), 24),
        (("run", "2018"), 2),
        (("program", "--year", "2018", "--normalise"), 4),
        (("attachments", "--on", "2018-06-30"), 4),
    ],
)
def test_what_a_command_makes_passes(office: Path, words: tuple[str, ...], least: int) -> None:
    paths = made(office, *words)
    assert len(paths) >= least
    assert errors_in(paths) == set()


def test_the_documents_of_a_rule_change_pass(office: Path) -> None:
    paths = made(office, "change", str(STANDARD), str(write_revised(office)), "--period", "2018-06")
    assert len(paths) >= 8
    assert errors_in(paths) == set()


def test_the_plan_word_for_word_fails_only_where_the_plan_departs(office: Path) -> None:
    paths = made(office, "program", "--year", "2018")
    departs = {(f"活动方案.{kind}", "GB-ATTACHMENT-NOTE-FORM") for kind in ("docx", "pdf")}
    assert errors_in(paths) == departs
