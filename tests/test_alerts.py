"""``pingyi alerts`` on the sample's year: what came in, what still waits, what is not of the month."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.exits import CANNOT_RUN, CLEAN
from pipeline.resources import shared_root


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the sample's petitions and public opinion only."""
    root, inputs = tmp_path_factory.mktemp("workspace"), shared_root() / "inputs"
    for export in (inputs / "records").rglob("*.xls*"):
        if any(word in export.name for word in ("信访", "舆情")):
            place = root / "inputs/records" / export.relative_to(inputs / "records")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(export.read_bytes())
    for name in ("organization.xlsx", "workplan.xlsx", "standards"):
        (root / "inputs" / name).symlink_to(inputs / name)
    return root


def listed(workspace: Path, period: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    assert main(["alerts", "--period", period, "--workspace", str(workspace)]) == CLEAN
    return capsys.readouterr().out.splitlines()


def test_it_names_each_ticket_with_limit_state_and_place(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, petition, opinion, last = listed(workspace, "2018-06", capsys)
    assert first == "鹿城管理部 2018年6月：应有重大信访报备单 1 份、舆情预警单 1 份"
    assert petition.split("　") == [
        "    重大信访报备单-001", "XF-LC-1806-001", "重大", "2018年6月7日受理",
        "2018年7月20日前办结（受理后30个工作日）", "2018年6月19日办结，未超过期限",
        "← inputs/records/2018-06/信访/信访件台账2018年06月.xlsx[信访台账!5行]",
    ]  # fmt: skip
    assert opinion.startswith("    舆情预警单-002　YQ-LC-1806-001　重大　2018年6月7日9时51分受理")
    assert last == "生成文件：pingyi run 2018-06 --all"


def test_a_ticket_that_waits_is_listed_again(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = listed(workspace, "2018-09", capsys)
    assert "重大信访报备单-002　XF-LC-1808-002　疑难" in lines[1]
    assert "距期限6个工作日" in lines[1]


def test_a_month_without_any_says_so(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert listed(workspace, "2018-07", capsys) == ["鹿城管理部 2018年7月：没有需要报备的重大信访，没有舆情"]


def test_the_period_must_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["alerts"])
    assert stop.value.code == CANNOT_RUN
    assert "缺少参数：--period" in capsys.readouterr().err
