"""The month of one unit: everything that is made of it beside the print of its 月报 alone, and where its time goes.

Both are made in this process, again and again, so that neither pays for what is imported or for finding the fonts. As
a clerk starts them, each is a process of its own: those are compared too.
"""

from __future__ import annotations

import cProfile
import pstats
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.report import Row, at_most, medians
from pipeline.commands.progress import Console
from pipeline.fonts import find_fonts
from pipeline.model.period import Period
from pipeline.outputs import new_set
from pipeline.render.produce import Workshop, print_manuscript
from pipeline.run import Plan, run
from pipeline.running.request import Request
from pipeline.settings import Engine, Settings
from pipeline.workspace import Workspace

MONTH = "2018-06"
REPORT = "月报.docx"
TARGET = at_most(2)


@dataclass(frozen=True)
class Month:
    """An office's month whose records are in the store, and its 月报 as a Word file."""

    request: Request
    docx: bytes
    workshop: Workshop

    @classmethod
    def of(cls, home: Path) -> Month:
        """Make everything once."""
        workspace = Workspace(home)
        request = Request(workspace, Period.parse(MONTH))
        outcome = run(request, Console(quiet=True), Plan())
        docx = next(content for path, content in outcome.files.items() if path.name == REPORT)
        return cls(request, docx, Workshop(workspace.templates, find_fonts(workspace.font_folders)))

    def everything(self) -> None:
        """Make all files of the month, none of them kept."""
        with tempfile.TemporaryDirectory() as folder, new_set(Path(folder) / MONTH) as files:
            run(self.request, Console(quiet=True), Plan(files=files, second_hand=True))

    def its_pdf(self) -> None:
        """Print the 月报 alone."""
        print_manuscript(self.docx, REPORT, self.workshop)

    def run(self) -> None:
        """Make all files in a process of its own, nothing kept but what was read."""
        home = self.request.workspace.root
        for made in (home / "outputs", *(home / ".pingyi/work").glob("??")):
            shutil.rmtree(made, ignore_errors=True)
        _started("run", MONTH, "--workspace", home)

    def print(self) -> None:
        """Print the 月报 alone in a process of its own."""
        home = self.request.workspace.root
        (home / REPORT).write_bytes(self.docx)
        _started("print", home / REPORT, "--workspace", home)


def _started(*words: object) -> None:
    subprocess.run([sys.executable, "-m", "pipeline.cli", *map(str, words)], check=True, capture_output=True)


def month(home: Path, rounds: int) -> Iterator[Row]:
    """Compare the month with its own PDF."""
    whole = Month.of(home)
    ours, theirs, whole_run, whole_print = medians(rounds, (whole.everything, whole.its_pdf, whole.run, whole.print))
    yield Row("month of one unit, all files", ours, "its 月报.pdf", theirs, TARGET, "records from the store")
    yield Row("the same as commands: pingyi run", whole_run, "pingyi print 月报.docx", whole_print)


def profile(home: Path) -> str:
    """Give the shares of the month's steps, by one process; and what no second core can take off it."""
    whole = Month.of(home)
    alone = replace(whole, request=replace(whole.request, settings=Settings(engine=Engine(processes=1))))
    spent, pdf = _spent(alone.everything), _spent(alone.its_pdf)[_PRINT]
    total = spent[_RUN]
    lines = [f"Where the month's time goes (one process; cProfile, shares of {total:.2f} s under it):", ""]
    lines += ["| step | share | × its PDF |", "|---|---|---|"]
    for says, *steps in STEPS:
        taken = sum(spent.get(step, 0.0) for step in steps)
        lines.append(f"| {says} | {taken / total:.0%} | {taken / pdf:.2f} |")
    row, after = (sum(spent.get(step, 0.0) for _, *steps in part for step in steps) / pdf for part in _PARTS)
    return "\n".join((*lines, "", _wall(row, after)))


def _wall(row: float, after: float) -> str:
    """Say what cannot be done by two cores at once, and whether that is more than the target."""
    least = row + after / 2
    begin = f"The wall: the first {IN_A_ROW} steps follow one another on one core, {row:.1f} × its PDF. What needs a "
    begin += f"finished PDF takes {after:.1f} ×, half of it when two cores have it between them: {least:.1f} × in all. "
    if least > TARGET.ratio:
        return f"{begin}That is more than {TARGET.ratio:g} ×: each of these steps would have to cost less."
    return f"{begin}It leaves {TARGET.ratio - least:.1f} × for waiting."


def _spent(work: Callable[[], None]) -> dict[str, float]:
    """Run something under the profiler; give the seconds of each function with all that it calls."""
    work()
    watch = cProfile.Profile()
    watch.runcall(work)
    stats = pstats.Stats(watch).stats  # type: ignore[attr-defined]
    return {f"{Path(file).parent.name}/{Path(file).name} {name}": cost[3] for (file, _, name), cost in stats.items()}


_RUN, _PRINT = "pipeline/run.py run", "pdf/printing.py print_pdf"
STEPS = (
    ("reference workbooks", "running/prepare.py _reference"),
    ("records from the store", "running/prepare.py _intake"),
    ("validated, or taken from the store", "kept/validated.py validated"),
    ("scored, this year and last", "pipeline/run.py _scored"),
    ("evidence, ledgers, samples", "pipeline/run.py _material"),
    ("workbooks, one of them inside the PDF", "running/unit.py _books", "running/unit.py _written"),
    ("hashes of what documents are made of", "kept/digest.py digest"),
    ("composed", "compose/kind.py drafts"),
    ("Word files filled", "word/fill.py fill_open"),
    ("Word files read back", "manuscript/read.py read_manuscript"),
    ("PDF printed, 月报 and 摘要", _PRINT),
    ("PDF judged", "check/checking.py _check_pdf"),
    ("numbers proved", "proof/proving.py prove", "proof/vouchers.py __init__"),
    ("page", "page/page.py score_page", "running/unit.py _page"),
    ("evidence.parquet", "proof/evidence.py evidence_bytes"),
    ("Word files judged, while PDFs are printed", "check/checking.py _check_word"),
)
"""What a month consists of: how the table says it, and the functions that do it (folder, file, name)."""
IN_A_ROW = 11
"""So many of them, the first, need what the one before came to: another core can take none of them."""
_PARTS = STEPS[:IN_A_ROW], STEPS[IN_A_ROW:-1]
"""These, and those that need a finished PDF or can wait for one; the last is done meanwhile."""
