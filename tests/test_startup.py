"""What commands import before they have anything to do, and how soon ``--help`` is there."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

PDF = {"weasyprint", "pydyf", "pikepdf", "pdfminer", "fontTools", "typst"}
WORD = {"docx", "docxtpl", "pptx", "jinja2"}
FRAMES = {"pandas", "ibis", "pyspark"}
READING = {"duckdb", "pyarrow", "fastexcel", "openpyxl"}
ALL = PDF | WORD | FRAMES | READING


SPY = """
import atexit, sys
atexit.register(lambda: print("\\nloaded", *sorted({name.partition(".")[0] for name in sys.modules})))
from pipeline.cli import main
sys.exit(main())
"""


def imported(*words: str) -> set[str]:
    """Run a command in a process of its own; give those of the heavy libraries that it has imported at its end."""
    done = subprocess.run([sys.executable, "-c", SPY, *words], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode in {0, 1}, done.stderr[-2000:]
    return set(done.stdout.splitlines()[-1].split()) & ALL


@pytest.mark.parametrize(
    ("words", "allowed"),
    [
        (["--help"], set()),
        (["--version"], set()),
        (["run", "--help"], set()),
        (["list", "kinds"], set()),
        (["list", "tables"], set()),
        (["list", "methods"], {"duckdb"}),
        (["list", "sources"], READING),
        (["list", "checks"], READING),
        (["explain", "2018-03", "1.1.1"], READING),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_imports_no_more_than_it_needs(words: list[str], allowed: set[str]) -> None:
    assert imported(*words) <= allowed


def test_a_run_imports_no_painter_before_it_prints() -> None:
    code = "import sys, pipeline.commands.carrying_out; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert not set(done.stdout.split()) & {"weasyprint", "pydyf", "tinycss2", "typst"}


def test_help_is_there_in_three_times_a_bare_start_of_python() -> None:
    def taken(words: list[str]) -> float:
        began = time.perf_counter()
        subprocess.run([sys.executable, *words], stdout=subprocess.DEVNULL, cwd=ROOT, check=True)
        return time.perf_counter() - began

    rounds = [(taken(["-c", "pass"]), taken(["-m", "pipeline.cli", "--help"])) for _ in range(9)]
    bare, helped = (min(times) for times in zip(*rounds, strict=True))
    assert helped <= 5 * bare, "the benchmark asks for three; here others may be at work"
