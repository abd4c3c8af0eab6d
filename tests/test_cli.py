from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.cli import COMMANDS, main
from pipeline.commands.list import LISTS
from pipeline.exits import CANNOT_RUN, CLEAN, DATA_ERRORS

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize(
    ("words", "said", "remedy"),
    [
        (["rn"], "没有“rn”这个命令", "可用的命令有 run、"),
        (["run"], "缺少参数：考核期", "pingyi run --help"),
        (["run", "2018-6"], "考核期“2018-6”无法识别", "pingyi run --help"),
        (["run", "2018-13"], "考核期“2018-13”无法识别", "2018Q2"),
        (["run", "2018-06", "--foo"], "无法识别的参数：--foo", "pingyi run --help"),
        (["run", "2018-06", "--unit"], "--unit 后面要写一个值", "pingyi run --help"),
        (["run", "2018-06", "--workspace", "nowhere"], "找不到工作目录 nowhere", "pingyi init nowhere"),
        (["print", "nothing.docx"], "找不到 nothing.docx", "核对文件名"),
        (["list", "colours"], "不能是 'colours'", "sources"),
    ],
)
def test_a_wrong_call_says_what_is_wrong_and_how_to_mend_it(
    words: list[str], said: str, remedy: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main(words)
    except SystemExit as stop:
        code = int(stop.code or 0)
    message = capsys.readouterr().err
    assert code == CANNOT_RUN
    assert said in message
    assert remedy in message
    assert "改法：" in message


@pytest.mark.parametrize("command", [command.name for command in COMMANDS])
def test_every_command_has_help_in_chinese(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([command, "--help"])
    page = capsys.readouterr().out
    assert stop.value.code == CLEAN
    assert page.startswith(f"用法：pingyi {command}")
    assert "usage" not in page
    assert "options:" not in page


def test_the_overview_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == CLEAN
    page = capsys.readouterr().out
    assert all(f"  {command.name}" in page for command in COMMANDS)


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_the_readme_names_every_command_and_list(readme: str) -> None:
    text = (ROOT / readme).read_text("utf-8")
    assert [command.name for command in COMMANDS if f"pingyi {command.name}" not in text] == []
    assert [name for name in LISTS if name not in text] == []


@pytest.mark.parametrize("what", list(LISTS))
def test_a_list_is_printed_from_the_tables_of_the_code(what: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", what, "--workspace", str(ROOT)]) == CLEAN
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) >= 2
    assert all(line.strip() for line in lines)


def test_the_columns_of_accepted_records_are_those_of_the_paper(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "accepted", "--workspace", str(ROOT)]) == CLEAN
    _, told, _ = (ROOT / "docs/accepted.md").read_text("utf-8").split("```")
    assert told.strip().splitlines() == capsys.readouterr().out.splitlines()


def test_a_new_workspace_asks_for_records(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    office = tmp_path / "office"
    assert main(["init", str(office)]) == CLEAN
    assert main(["init", str(office)]) == CANNOT_RUN
    assert main(["run", "2018-06", "--workspace", str(office)]) == DATA_ERRORS
    assert "SRC-NONE" in capsys.readouterr().err
    assert not list((office / "inputs/records").iterdir())


def test_a_new_workspace_has_a_form_for_every_table(tmp_path: Path) -> None:
    main(["init", str(tmp_path / "office")])
    assert len(list((tmp_path / "office/inputs/forms").glob("*.xlsx"))) == 8


def test_help_imports_no_document_stack() -> None:
    code = "import sys; from pipeline.cli import main; main(['--help']); print(sorted(sys.modules))"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    for module in ("weasyprint", "docx", "docxtpl", "duckdb", "pandas", "openpyxl", "pyarrow"):
        assert f"'{module}'" not in printed


def test_a_reader_that_has_seen_enough_is_no_fault() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "pipeline.cli", "list", "tables"]
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, cwd=ROOT, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (CLEAN, b"")


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A workspace with the sample's reference workbooks and its June alone."""
    main(["init", str(tmp_path / "office")])
    shutil.copytree(ROOT / "inputs/records/2018-06", tmp_path / "office/inputs/records/2018-06")
    return tmp_path / "office"


def test_explain_leads_a_mark_back_to_its_rows(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "2018-06", "1.1.7", "--workspace", str(office)]) == CLEAN
    page = capsys.readouterr().out
    assert "得分 = 2 − min(2," in page
    assert "← inputs/records/2018-06/电子监察红牌明细201806.csv[" in page


def test_explain_lists_the_indicators_when_it_knows_none_of_that_name(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", "2018-06", "9.9", "--workspace", str(office)]) == CANNOT_RUN
    assert "1.2.1 审批服务事项进驻窗口" in capsys.readouterr().err


def test_a_month_without_a_folder_is_told(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["explain", "2018-07", "1.1.7", "--workspace", str(office), "--unit", "nobody"])
    assert "SRC-PERIOD" in capsys.readouterr().err
