"""Take damaged workbooks, csv and parquet files in: a diagnostic or a sheet each, never a traceback, a hang or a flood.

``python -m tests.faults.fuzz 10000`` tries so many seeded cases and prints what it found; CI tries a few hundred
(tests/ingest/test_fuzz.py). Cases go through the whole intake, some at a time as the files of a month do: claimed,
typed and validated.
"""

from __future__ import annotations

import re
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from pipeline.ingest.intake import ingest_files
from pipeline.reference import load_reference
from pipeline.validate import validate
from tests.faults.damage import made
from tests.ingest.exports import SOURCES

SLOWEST = 20.0
"""Seconds of work that a folder of damaged files of a few kilobytes may take; who waits longer hangs."""
HANGS = 300
"""Seconds on the clock after which a folder is given up, whatever else the machine does."""
LARGEST = 1024
"""MiB that the process may have used in the end."""
TOGETHER = 25
"""So many files are in a folder."""
ROOT = Path(__file__).resolve().parents[2]
REFERENCE, _ = load_reference(ROOT / "inputs", ROOT, 2018)


def taken_in(numbers: range, folder: Path) -> Counter[str]:
    """Take a folder of cases in; give the codes of what is said, each once a file."""
    paths = []
    for number in numbers:
        suffix, content = made(number)
        paths.append(folder / f"case{number}{suffix}")
        paths[-1].write_bytes(content)
    intake, diagnostics = ingest_files(paths, folder, SOURCES)
    assert REFERENCE is not None
    counts, faults = validate(intake, REFERENCE)
    assert all(sheet.balances for sheet in counts.sheets)
    intake.records.db.close()
    said = {(fault.place.file, fault.code) for fault in (*diagnostics, *faults)}
    said |= {(sheet.file, "read") for sheet in counts.sheets}
    silent = {path.name for path in paths} - {file for file, _ in said}
    assert not silent, f"nothing was said of {silent}"
    return Counter(code for _, code in said)


def try_cases(count: int) -> tuple[Counter[str], float]:
    """Take in so many cases; give of how many files each code was said, and the slowest folder in seconds."""
    said: Counter[str] = Counter()
    slowest = 0.0
    for first in range(0, count, TOGETHER):
        began = time.process_time()
        signal.alarm(HANGS)
        with tempfile.TemporaryDirectory() as folder:
            said += taken_in(range(first, min(count, first + TOGETHER)), Path(folder))
        slowest = max(slowest, time.process_time() - began)
    return said, slowest


def most_memory() -> int:
    """Give the MiB that this program has used at most; getrusage counts those of whoever started it, too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.findall(r"VmHWM:\s*(\d+) kB", status)[0]) // 1024


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    started = time.monotonic()
    found, worst = try_cases(asked)
    used = most_memory()
    print(f"{asked} cases in {time.monotonic() - started:.0f} s, slowest folder {worst:.2f} s, at most {used} MiB")
    print(", ".join(f"{code} {times}" for code, times in found.most_common()))
    assert worst < SLOWEST
    assert used < LARGEST
    assert found["read"] > asked // 4, "most damage must reach the rows"
