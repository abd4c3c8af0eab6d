"""The gate of every command that makes documents: what it judges by, what it only notes, and that it can be shut."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.check import RULES, check_file, checking
from pipeline.check.office import Office, OfficeFailed
from pipeline.check.rule import Rule
from pipeline.check.rules import closing
from pipeline.cli import main
from pipeline.diagnostics import Severity
from pipeline.exits import CLEAN, DATA_ERRORS
from pipeline.running import finished
from pipeline.running.manifest import read_standing
from pipeline.undertakings.verify import Standing
from pipeline.workspace import Workspace
from tests.check.good import report
from tests.check.press import Press


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


@dataclass(frozen=True)
class Stand(Office):
    """Stands for LibreOffice: gives always the same pages, or none."""

    pages: bytes = b""

    def lay_out(self, docx: bytes) -> bytes:
        """Give the pages, whatever the file."""
        assert docx
        if not self.pages:
            raise OfficeFailed("坏了")
        return self.pages


COMMANDS = (("attachments", "--on", "2018-06-30"), ("program", "--year", "2018"), ("run", "2018-06"))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: words[0])
def test_with_layout_word_files_are_judged_by_libreoffices_pages_too(
    command: tuple[str, ...], office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = [*command, "--layout", "--workspace", str(office)]
    monkeypatch.setattr(finished, "find_office", lambda _: Stand("soffice", ""))
    assert main(told[:-3] + told[-2:]) == CLEAN
    assert "Word文件只按自身参数核对" in capsys.readouterr().out
    assert main(told) == CLEAN
    said = capsys.readouterr()
    assert "Word文件另按LibreOffice的排版核对" in said.out
    assert "GB-LAYOUT" in said.err
    kept = [json.loads(path.read_text(encoding="utf-8")) for path in office.glob("outputs/**/manifest.json")]
    assert {one["format"]["profile"]["layout"] for one in kept} == {"LibreOffice"}
    standing = read_standing(office / "outputs/2018-06")
    assert standing is None or Standing(office, standing, Workspace(office)).request.layout


def test_a_word_file_that_fails_on_paper_is_not_published(
    office: Path, press: Press, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    askew = press.print(report().moving("*", x=6))
    monkeypatch.setattr(finished, "find_office", lambda _: Stand("soffice", "", askew))
    assert main(["attachments", "--on", "2018-06-30", "--layout", "--workspace", str(office)]) == DATA_ERRORS
    assert not (office / "outputs").exists()
    assert "GB-PAGE-LEFT" in capsys.readouterr().err


def test_without_libreoffice_it_is_said(
    office: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finished, "find_office", lambda _: None)
    assert main(["attachments", "--on", "2018-06-30", "--layout", "--workspace", str(office)]) == CLEAN
    said = capsys.readouterr()
    assert "本机没有LibreOffice" in said.err
    assert "Word文件只按自身参数核对" in said.out


def test_a_libreoffice_that_does_not_start_is_told(tmp_path: Path) -> None:
    with pytest.raises(OfficeFailed, match="不能启动"):
        Office(str(tmp_path / "soffice"), "").lay_out(b"PK")


OF_WORDS = frozenset({"GB-ATTACHMENT-NOTE-FORM", "GB-HEADING-LEVEL"})
"""What the plan's own words do not keep to."""
