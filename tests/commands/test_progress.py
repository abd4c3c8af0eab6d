from __future__ import annotations

import sys

import pytest

from pipeline.commands.progress import Console
from pipeline.running.unit import UnitMade

MADE = [UnitMade(f"第{number}管理部") for number in range(1, 4)]


def test_a_terminal_gets_a_bar_of_units_done(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    assert list(Console().each(iter(MADE), "成文、成品、核对", 3)) == MADE
    told = capsys.readouterr()
    assert "· 成文、成品、核对: 100%" in told.err
    assert "3/3" in told.err
    assert told.out == ""


def test_elsewhere_each_tenth_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(Console().each(iter(MADE), "成文", 3)) == MADE
    assert capsys.readouterr().err.splitlines() == [
        "· 成文（3 个单位）", "· 成文 1/3 第1管理部", "· 成文 2/3 第2管理部", "· 成文 3/3 第3管理部",
    ]  # fmt: skip


def test_who_is_quiet_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert list(Console(quiet=True).each(iter(MADE), "成文", 3)) == MADE
    assert capsys.readouterr().err == ""
