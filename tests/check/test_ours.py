"""The gate of every command that makes documents: what it judges by, what it only notes, and that it can be shut."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.check import RULES, check_file, checking
from pipeline.check.rule import Rule
from pipeline.check.rules import closing
from pipeline.cli import CLEAN, DATA_ERRORS, main
from pipeline.diagnostics import Severity


def test_the_plan_word_for_word_passes_anywhere_and_says_that_it_is(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["program", "--year", "2018", "--workspace", str(office)]) == CLEAN
    assert "照录原文的文件，原文形式不符的只作提示" in capsys.readouterr().out
    paths = [path for path in (office / "outputs/programs/2018").rglob("活动方案.*") if path.suffix != ".json"]
    faults = [(path.suffix, fault) for path in paths for fault in check_file(path)]
    assert {fault.severity for _, fault in faults if fault.severity is not Severity.NOTE} == set()
    noted = {(kind, fault.code) for kind, fault in faults if "文件属性注明照录原文" in fault.message}
    assert noted == {(kind, code) for kind in (".docx", ".pdf") for code in OF_WORDS}


def test_a_mended_plan_does_not_claim_to_be_word_for_word(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["program", "--year", "2018", "--normalise", "--workspace", str(office)]) == CLEAN
    assert "照录原文" not in capsys.readouterr().out


def test_a_document_that_fails_is_not_published(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    strict = Rule("GB-ATTACHMENT-NOTE-FORM", closing.note_form)
    monkeypatch.setattr(checking, "RULES", tuple(strict if rule.code == strict.code else rule for rule in RULES))
    assert main(["program", "--year", "2018", "--workspace", str(office)]) == DATA_ERRORS
    assert not (office / "outputs").exists()
    assert "GB-ATTACHMENT-NOTE-FORM" in capsys.readouterr().err


OF_WORDS = frozenset({"GB-ATTACHMENT-NOTE-FORM", "GB-HEADING-LEVEL"})
"""What the plan's own words do not keep to."""
