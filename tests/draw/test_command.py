"""``pingyi draw`` on the sample's June: what it drew is what the sample's people were called and reviewed by."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from pipeline.cli import main
from pipeline.exits import CANNOT_RUN, CLEAN, DATA_ERRORS
from pipeline.resources import shared_root

UNIT = "鹿城管理部"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with what the sample knows of cases in the second quarter, and outputs of its own."""
    root, inputs = tmp_path_factory.mktemp("workspace"), shared_root() / "inputs"
    for month in ("2018-04", "2018-05", "2018-06"):
        (root / "inputs/records" / month).mkdir(parents=True)
        for register in (inputs / "records" / month).glob("*办件登记*"):
            (root / "inputs/records" / month / register.name).write_bytes(register.read_bytes())
    for name in ("organization.xlsx", "workplan.xlsx", "standards"):
        (root / "inputs" / name).symlink_to(inputs / name)
    return root


def drawn(workspace: Path, kind: str, *more: str) -> Path:
    assert main(["draw", kind, "--period", "2018-06", "--workspace", str(workspace), *more]) == CLEAN
    return max((workspace / "outputs/2018-06" / UNIT).iterdir(), key=lambda path: path.stat().st_mtime_ns)


def listed(file: Path) -> list[str]:
    rows = list(openpyxl.load_workbook(file)["名单"].iter_rows(min_row=2, values_only=True))
    return [str(row[2]) for row in rows]


def column(pattern: str, header: str) -> set[str]:
    """Give a column of one of the sample's exports of June."""
    (path,) = (shared_root() / "inputs/records/2018-06").rglob(pattern)
    rows = list(openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True))
    at = next(number for number, row in enumerate(rows) if header in row)
    place = rows[at].index(header)
    return {str(row[place]) for row in rows[at + 1 :] if row[place] is not None}


def test_the_same_are_drawn_whom_the_office_called_back(workspace):
    file = drawn(workspace, "callback")
    assert file.name == "抽样-电话回访.xlsx"
    assert set(listed(file)) == column("*电话回访*", "回访办件编号")


def test_the_same_case_files_are_drawn_that_were_reviewed(workspace):
    assert set(listed(drawn(workspace, "casefile"))) == column("*案卷*", "案卷号")


def test_a_list_drawn_twice_is_the_same_to_the_byte_and_checks(workspace, capsys):
    first = drawn(workspace, "sms").read_bytes()
    file = drawn(workspace, "sms")
    assert file.read_bytes() == first
    assert main(["draw", "--check", str(file), "--workspace", str(workspace)]) == CLEAN
    assert "与重抽结果相同（种子 2018-330302-sms" in capsys.readouterr().out


def test_a_list_by_another_seed_does_not_take_the_place_of_the_usual_one(workspace, capsys):
    usual, other = drawn(workspace, "callback"), drawn(workspace, "callback", "--seed", "复查 1")
    assert other.name == "抽样-电话回访-另定种子.xlsx"
    assert set(listed(usual)) != set(listed(other))
    assert main(["draw", "--check", str(other), "--workspace", str(workspace)]) == CLEAN
    assert "种子 复查 1" in capsys.readouterr().out


def test_a_list_with_another_case_put_in_does_not_check(workspace, tmp_path, capsys):
    book = openpyxl.load_workbook(drawn(workspace, "casefile"))
    book["名单"]["C3"] = "LC-000000-0000"
    book.save(tmp_path / "名单.xlsx")
    assert main(["draw", "--check", str(tmp_path / "名单.xlsx"), "--workspace", str(workspace)]) == DATA_ERRORS
    said = capsys.readouterr().out
    assert "与重抽结果不同。“名单”第2行" in said
    assert "LC-000000-0000" in said


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken"])
def test_a_file_that_is_no_list_cannot_be_checked(content, workspace, tmp_path, capsys):
    (tmp_path / "名单.xlsx").write_bytes(content)
    assert main(["draw", "--check", str(tmp_path / "名单.xlsx"), "--workspace", str(workspace)]) == CANNOT_RUN
    assert "改法：" in capsys.readouterr().err


def test_a_kind_and_a_period_must_be_said(workspace, capsys):
    assert main(["draw", "sms", "--workspace", str(workspace)]) == CANNOT_RUN
    assert "要写明种类和考核期" in capsys.readouterr().err


def test_a_quarter_that_goes_on_is_said_to(workspace, capsys):
    main(["draw", "casefile", "--period", "2018-05", "--workspace", str(workspace)])
    assert "本季度尚未结束" in capsys.readouterr().out
    main(["draw", "casefile", "--period", "2018-06", "--workspace", str(workspace)])
    assert "本季度尚未结束" not in capsys.readouterr().out


def test_nothing_is_drawn_while_rows_are_rejected_unless_they_are_given_up(workspace, capsys):
    bad = workspace / "inputs/records/2018-05/补登办件.csv"
    bad.write_text("办件编号,单位,事项名称,受理时间\nA-1,鹿城管理部,提取,五月某日\n", encoding="utf-8")
    words = ["draw", "callback", "--period", "2018-05", "--workspace", str(workspace)]
    try:
        (workspace / "outputs/2018-05" / UNIT / "抽样-电话回访.xlsx").unlink(missing_ok=True)
        assert main(words) == DATA_ERRORS
        assert "补登办件.csv" in capsys.readouterr().err
        assert not (workspace / "outputs/2018-05" / UNIT / "抽样-电话回访.xlsx").exists()
        assert main([*words, "--accept-rejected"]) == CLEAN
    finally:
        bad.unlink()


def test_a_month_without_cases_has_no_list_and_says_so(workspace, capsys):
    assert main(["draw", "sms", "--period", "2018-09", "--workspace", str(workspace)]) == DATA_ERRORS
    assert "没有可抽的办件，没有生成名单" in capsys.readouterr().out
    assert not (workspace / "outputs/2018-09").exists()


@pytest.mark.parametrize("seed", ["甲\n乙", "x" * 65, " 甲", "\u202e甲", "王建国", "13800578000"])
def test_a_seed_that_nobody_could_read_off_a_list_is_refused(workspace, seed):
    with pytest.raises(SystemExit) as ended:
        main(["draw", "sms", "--period", "2018-06", "--workspace", str(workspace), "--seed", seed])
    assert ended.value.code == CANNOT_RUN
