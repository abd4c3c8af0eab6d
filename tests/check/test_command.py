"""``pingyi check``: what it prints and the codes it ends with."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.check import RULES, find_office
from pipeline.cli import main
from pipeline.exits import CANNOT_RUN, CLEAN, DATA_ERRORS
from pipeline.fonts import FontSet
from tests.check.good import report
from tests.check.manuscript import manuscript, rewrite
from tests.check.press import Press


@pytest.fixture
def folder(press: Press, tmp_path: Path) -> Path:
    (tmp_path / "合格.pdf").write_bytes(press.print(report()))
    (tmp_path / "错误.pdf").write_bytes(press.print(report().with_ink("字号", text="温公积金[2018]5号")))
    (tmp_path / "警告.docx").write_bytes(manuscript(rewrite("成文日期", "【待填】")))
    return tmp_path


@pytest.mark.parametrize(
    ("files", "code"),
    [
        (("合格.pdf",), CLEAN),
        (("警告.docx",), CLEAN),
        (("合格.pdf", "错误.pdf"), DATA_ERRORS),
        (("合格.pdf", "没有.pdf"), CANNOT_RUN),
    ],
)
def test_the_exit_code_tells(folder: Path, files: tuple[str, ...], code: int) -> None:
    assert main(["check", "--no-layout", *(str(folder / file) for file in files)]) == code


def test_a_clean_file_is_said_to_be_clean(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(folder / "合格.pdf")])
    assert "合格.pdf：未发现不符" in capsys.readouterr().out


def test_a_finding_gives_clause_strength_place_numbers_and_remedy(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", "--format", "json", str(folder / "错误.pdf")])
    (line,) = capsys.readouterr().out.splitlines()
    fields = json.loads(line)
    assert fields["code"] == "GB-DOCUMENT-NUMBER-FORM"
    assert (fields["clause"], fields["strength"]) == ("GB/T 9704—2012 7.2.5", "规定")
    assert (fields["cell"], fields["page"], fields["line"]) == ("第1页第5行", 1, 5)
    assert fields["measured"] == "温公积金[2018]5号"
    assert fields["required"]
    assert fields["remedy"]


def test_it_is_said_when_a_word_file_was_not_laid_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--no-layout", str(folder / "警告.docx")])
    assert "没有复核实际版面" in capsys.readouterr().out


def test_it_is_said_when_there_is_no_libreoffice(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    main(["check", str(folder / "警告.docx")])
    assert "本机没有LibreOffice" in capsys.readouterr().out


def test_a_word_file_is_judged_by_libreoffices_layout_too(
    folder: Path, fonts: FontSet, capsys: pytest.CaptureFixture[str]
) -> None:
    assert find_office(fonts) is not None
    main(["check", "--format", "json", str(folder / "警告.docx")])
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    laid_out = {fields["code"] for fields in found if "按LibreOffice排版" in fields["file"]}
    assert laid_out
    assert laid_out <= {rule.code for rule in RULES if rule.on_paper}


def test_a_faulty_profile_stops_at_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "细则.toml").write_text("名称 = 1", encoding="utf-8")
    with pytest.raises(SystemExit) as stopped:
        main(["check", "--profile", str(folder / "细则.toml"), str(folder / "合格.pdf")])
    assert stopped.value.code == CANNOT_RUN
    assert "细则.toml" in capsys.readouterr().err


def test_the_list_of_checks_names_every_rule(capsys: pytest.CaptureFixture[str]) -> None:
    main(["list", "checks"])
    printed = capsys.readouterr().out
    assert [rule.code for rule in RULES if f"{rule.code}\t{rule.sentence}" not in printed] == []
