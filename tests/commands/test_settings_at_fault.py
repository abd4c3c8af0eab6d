from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.exits import DATA_ERRORS


@pytest.mark.parametrize(
    "words",
    [["run", "2018-06"], ["explain", "2018-06", "1.1.1"], ["alerts", "--period", "2018-06"], ["daily", "2018-06-01"]],
    ids=lambda words: words[0],
)
def test_settings_at_fault_stop_every_command_that_reads_records(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path / "office")]) == 0
    (tmp_path / "office/pingyi.toml").write_text("[engine]\nname = 'abacus'\n", encoding="utf-8")
    assert main([*words, "--workspace", str(tmp_path / "office")]) == DATA_ERRORS
    assert "SET-FILE" in capsys.readouterr().err
