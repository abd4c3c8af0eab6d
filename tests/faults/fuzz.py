"""Mutate workbooks and csv files and take each in: a diagnostic or a sheet, never a traceback, a hang or a flood.

``python -m tests.faults.fuzz 10000`` tries so many seeded cases and prints what it found; CI tries a few hundred
(tests/ingest/test_fuzz.py). A case is a file of its own, read through the whole intake.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from pipeline.diagnostics import Diagnostic
from pipeline.ingest.cells import SheetCells, read_sheets
from pipeline.ingest.claim import Claim, claim
from pipeline.ingest.files import InputFile, unfit
from pipeline.ingest.intake import ingest_files
from tests.ingest.exports import SOURCES
from tests.ingest.test_fuzz import CSV, WORKBOOK, damaged, damaged_part

SLOWEST = 20.0
"""Seconds that one damaged file of a few kilobytes may take, on a machine that does other things too."""
LARGEST = 1024
"""MiB that the process may have used in the end."""
SAMPLES = Path(__file__).resolve().parents[1] / "ingest/samples"


def made(number: int) -> tuple[str, bytes]:
    """Make a damaged file by its seed: our small workbook and csv, and every kind of sample."""
    chance = random.Random(number)
    samples = sorted(SAMPLES.iterdir())
    match number % 5:
        case 0:
            return ".xlsx", damaged_part(chance)
        case 1:
            return ".xlsx", damaged(WORKBOOK, chance)
        case 2:
            return ".csv", damaged(CSV, chance)
        case _:
            sample = chance.choice(samples)
            return sample.suffix, damaged(sample.read_bytes(), chance)


def taken_in(number: int, folder: Path) -> list[str]:
    """Take a case in, every twentieth through the whole intake; give the codes of what is said."""
    suffix, content = made(number)
    if number % 20:
        file = InputFile(Path(f"x{suffix}"), f"x{suffix}", content, "")
        if fault := unfit(file):
            return [fault.code]
        return [code for sheet in read_sheets(file) for code in claimed(sheet)]
    path = folder / f"case{suffix}"
    path.write_bytes(content)
    intake, diagnostics = ingest_files([path], folder, SOURCES)
    intake.records.db.close()
    return [diagnostic.code for diagnostic in diagnostics] + ["read"] * len(intake.sheets)


def claimed(sheet: SheetCells | Diagnostic) -> list[str]:
    if isinstance(sheet, Diagnostic):
        return [sheet.code]
    sheet.texts(range(sheet.height))
    return ["read" if isinstance(claim(sheet.head(), SOURCES), Claim) else "unclaimed"]


def try_cases(count: int) -> tuple[Counter[str], float]:
    """Take in so many cases; give how often each code was said, and the slowest case in seconds."""
    said: Counter[str] = Counter()
    slowest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            began = time.monotonic()
            codes = taken_in(number, Path(folder))
            slowest = max(slowest, time.monotonic() - began)
            assert codes, f"nothing was said of case {number}"
            said.update(set(codes))
    return said, slowest


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    started = time.monotonic()
    found, worst = try_cases(asked)
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{asked} cases in {time.monotonic() - started:.0f} s, slowest {worst:.2f} s, at most {used} MiB")
    print(", ".join(f"{code} {times}" for code, times in found.most_common()))
    assert worst < SLOWEST
    assert used < LARGEST
