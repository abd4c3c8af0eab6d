"""``python -m benchmarks [--full] [SUBJECT …]``: run the benchmarks and write ``benchmarks/results.md``.

The small version takes under ten minutes; with subjects named nothing is written, only printed. ``--full`` goes to the
sizes that the issue on scale names (10 million csv rows, 100 million ratings, 1,000 units), which takes hours, and
writes ``benchmarks/results-full.md``, subject by subject: those not named stay as they were measured.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

from benchmarks.report import Row, table
from benchmarks.subject import measured

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks/results.md"
FULL = ROOT / "benchmarks/results-full.md"
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
BEGIN, END = "<!-- speed: benchmarks/results.md -->", "<!-- /speed -->"

SUBJECTS = {
    "reading": "Reading",
    "scoring": "Scoring",
    "word": "Word and workbooks",
    "pdf": "PDF through WeasyPrint",
    "typst_painter": "PDF through typst",
    "runs": "Runs",
    "paper": "What docs/scale.md reckons with",
}
"""Module and heading, in the order of the pipeline."""

NAMED = (
    "duckdb", "pyarrow", "fastexcel", "pandas", "openpyxl", "docxtpl", "python-docx", "XlsxWriter", "weasyprint",
    "pikepdf", "typst", "pyspark",
)  # fmt: skip
"""The libraries whose versions the results name."""

_FULL_HEAD = """\
# Benchmark results in full

Written by `python -m benchmarks --full [SUBJECT …]`, each subject when it was last measured. Read ratios, not
seconds."""


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("subjects", nargs="*", choices=[[], *SUBJECTS])
    parser.add_argument("--full", action="store_true")
    asked = parser.parse_args()
    if asked.full:
        _in_full(asked.subjects or SUBJECTS)
        return
    begin = time.monotonic()
    found: dict[str, tuple[list[Row], str]] = {}
    for name in asked.subjects or SUBJECTS:
        found[name] = _measured(name, quick=True)
        text = _results(found, time.monotonic() - begin)
        if not asked.subjects:  # each at once: a run that is stopped keeps what it has measured
            RESULTS.write_text(text, encoding="utf-8")
            for readme in READMES:
                _into(readme, found)
    print(text)


def _in_full(subjects: Iterable[str]) -> None:
    """Measure subjects in full, and put each in its place in the results of all."""
    for name in subjects:
        begin = time.monotonic()
        rows, more = _measured(name, quick=False)
        said = f"Measured {datetime.now(UTC):%Y-%m-%d} in {time.monotonic() - begin:.0f} s. {_machine()}"
        own = "\n\n".join(part for part in (said, table(rows).rstrip(), more.rstrip()) if part)
        known = sections(FULL.read_text("utf-8")) if FULL.exists() else {}
        known[SUBJECTS[name]] = own
        in_order = (f"## {title}\n\n{known[title]}" for title in SUBJECTS.values() if title in known)
        FULL.write_text("\n\n".join((_FULL_HEAD, *in_order)) + "\n", encoding="utf-8")
        print(own)


def sections(text: str) -> dict[str, str]:
    """Split results by their headings."""
    parts = (part.partition("\n") for part in text.split("\n## ")[1:])
    return {title.strip(): own.strip() for title, _, own in parts}


def _measured(name: str, *, quick: bool) -> tuple[list[Row], str]:
    """Run one subject in a process of its own: no subject finds another's caches warm."""
    print(f"{SUBJECTS[name]} …", file=sys.stderr, flush=True)
    with ProcessPoolExecutor(1, get_context("spawn")) as apart:
        return apart.submit(measured, name, quick).result()


def _results(found: dict[str, tuple[list[Row], str]], seconds: float) -> str:
    head = f"""\
# Benchmark results

Written by `make bench` ({seconds:.0f} s, {datetime.now(UTC):%Y-%m-%d}). Every ratio compares medians of the
same work measured alternately in one run: read ratios, not seconds.

{_machine()}"""
    parts = [head]
    for name, (rows, more) in found.items():
        parts += [f"## {SUBJECTS[name]}", table(rows).rstrip(), more.rstrip()]
    return "\n\n".join(part for part in parts if part) + "\n"


def _machine() -> str:
    system = f"{os.cpu_count()} cores, {_memory():.0f} GiB, {platform.system()} {platform.machine()}"
    versions = ", ".join(f"{name} {version(name)}" for name in NAMED)
    return f"Machine: {system}, Python {platform.python_version()}, {versions}."


def _memory() -> float:
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 1024**3


def _into(readme: Path, found: dict[str, tuple[list[Row], str]]) -> None:
    """Put the rows that have a target into a README, between the marks."""
    rows = [row for rows, _ in found.values() for row in rows if row.target is not None]
    before, _, rest = readme.read_text("utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    readme.write_text(f"{before}{BEGIN}\n\n{table(rows)}\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
