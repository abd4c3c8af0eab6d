"""Damaged files give a diagnostic or a sheet through the whole intake, in bounded time and memory; seeded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

CASES = 200
LONGEST = 300
"""Seconds for all of them; what a folder may take, and how much memory, is asserted there."""


def test_damaged_files_are_read_or_refused_in_bounded_time_and_memory() -> None:
    root = Path(__file__).resolve().parents[2]
    tried = subprocess.run(
        [sys.executable, "-m", "tests.faults.fuzz", str(CASES)],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )
    assert tried.returncode == 0, tried.stderr
    assert f"{CASES} cases" in tried.stdout
