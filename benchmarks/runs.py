"""Whole runs: the first, again with nothing changed, after a kill, of one unit and of a province; and the start.

A run is a process of its own, as a clerk starts it, but for the month of one unit (`benchmarks.month`).
"""

from __future__ import annotations

import io
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.month import MONTH, month, profile
from benchmarks.province import make_province
from benchmarks.report import Row, at_most, medians, table

ROOT = Path(__file__).resolve().parent.parent
SMALL, MIDDLE, PROVINCE = 20, 100, 1000


def measure(quick: bool) -> list[Row]:
    """Measure runs, and how soon the help is there."""
    with tempfile.TemporaryDirectory(prefix="pingyi-") as folder:
        rows = [*_office(Path(folder) / "office", quick), *_units(Path(folder), SMALL if quick else MIDDLE)]
        if not quick:
            rows += _province(Path(folder) / "province")
    return [*rows, _help(9 if quick else 25)]


def more(quick: bool) -> str:  # noqa: ARG001 - it has one size
    """Show where the month of one unit spends its time."""
    with tempfile.TemporaryDirectory(prefix="pingyi-") as folder:
        return profile(_sample(Path(folder) / "office"))


def _sample(home: Path) -> Path:
    shutil.copytree(ROOT / "inputs", home / "inputs")
    shutil.copytree(ROOT / "templates", home / "templates")
    (home / "fonts").symlink_to(ROOT / "fonts")
    return home


def _office(home: Path, quick: bool) -> Iterator[Row]:
    """The sample's office: its first run, again, after one change, and its month beside its PDF."""
    _sample(home)
    first = _seconds(home)
    _seconds(home)  # what was written just now is looked at once more before it is relied on
    again = median(_seconds(home) for _ in range(5))
    yield Row("rerun with nothing changed", again, "first run", first, at_most(0.05), "sample office, June")
    page = home / "templates/index.html"
    page.write_text(page.read_text("utf-8").replace("</body>", "<!-- --></body>"), encoding="utf-8")
    yield Row("rerun, the page's template changed", _seconds(home), "first run", first)
    with next((home / "inputs/records" / MONTH).glob("电子监察*.csv")).open("ab") as file:
        file.write(b"\n")
    yield Row("rerun, one file of records changed", _seconds(home), "first run", first)
    yield from month(home, 3 if quick else 9)


def _units(folder: Path, count: int) -> Iterator[Row]:
    """A generated province: on all cores, in one process, and gone on with after a kill in the middle."""
    home = make_province(folder / "units", count)
    together = _seconds(home)
    _anew(home)
    (home / "pingyi.toml").write_text("[engine]\nprocesses = 1\n", encoding="utf-8")
    alone = _seconds(home)
    yield Row(f"{count} units on all cores", together, "one process", alone, note=f"{together / count:.2f} s a unit")
    (home / "pingyi.toml").unlink()
    _anew(home)
    _killed(home, together / 2)
    finished = _pieces(home)
    rest = _seconds(home)
    now = _pieces(home)
    again = sum(1 for name, number in finished.items() if now.get(name) != number)
    note = f"of {len(finished)} finished pieces {again} made again, {len(now) - len(finished)} were still to make"
    yield Row(f"{count} units, gone on with after a kill half-way", rest, "whole run", together, note=note)


def _province(home: Path) -> Iterator[Row]:
    make_province(home, PROVINCE)
    begin = time.perf_counter()
    peak = _peak(home)
    taken = time.perf_counter() - begin
    yield Row(f"{PROVINCE} units on all cores", taken, note=f"{taken / PROVINCE:.2f} s a unit, {peak:.1f} GiB at most")


def _help(rounds: int) -> Row:
    def start(*words: str) -> None:
        subprocess.run([sys.executable, *words], stdout=subprocess.DEVNULL, cwd=ROOT, check=True)

    bare, ours = medians(rounds, (lambda: start("-c", "pass"), lambda: start("-m", "pipeline.cli", "--help")))
    return Row("pingyi --help", ours, "bare interpreter", bare, at_most(3))


def _command(home: Path) -> list[str]:
    return [sys.executable, "-m", "pipeline.cli", "run", MONTH, "--workspace", str(home)]


def _seconds(home: Path) -> float:
    """Run a month in a process of its own; give the seconds that it took."""
    begin = time.perf_counter()
    subprocess.run(_command(home), cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - begin


def _killed(home: Path, seconds: float) -> None:
    """Begin a run and kill it after a while."""
    with subprocess.Popen(_command(home), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as begun:
        try:
            begun.wait(seconds)
        except subprocess.TimeoutExpired:
            begun.send_signal(signal.SIGKILL)


def _anew(home: Path) -> None:
    """Forget what was made; what was read stays."""
    shutil.rmtree(home / "outputs")
    shutil.rmtree(home / ".pingyi/work")


def _pieces(home: Path) -> dict[str, int]:
    """Give what lies on the shelf, each piece with its number on the disk: one that is made again has another."""
    return {path.name: path.stat().st_ino for path in (home / ".pingyi/work").glob("??/[!.]*")}


def _peak(home: Path) -> float:
    """Run a month; give the most memory that all its processes held at once, in GiB."""
    most = 0
    with subprocess.Popen(_command(home), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as begun:
        while begun.poll() is None:
            most = max(most, sum(_held(pid) for pid in _family(begun.pid)))
            time.sleep(0.5)
    return most / (1 << 30)


def _family(pid: int) -> list[int]:
    """Give a process and all that descend from it."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        found += [one for child in _text(task).split() for one in _family(int(child))]
    return found


def _held(pid: int) -> int:
    """Give what a process holds of its own and its share of what it has in common."""
    lines = io.StringIO(_text(Path(f"/proc/{pid}/smaps_rollup")))
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""


if __name__ == "__main__":
    print(table(measure("--full" not in sys.argv)), more(quick=True), sep="\n")
