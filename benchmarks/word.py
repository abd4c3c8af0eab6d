"""Word files and workbooks against what people use for them: docxtpl, three makers of the npm world, XlsxWriter …

Every maker places the same words. ``docxtpl`` fills our own template as its documentation says, a new object each time;
the others fill a template that was made from our filled file (`word_templates`). Only ours draws the chart from its
data, marks 【待填】, merges group cells and fits lengths; that is left in its time.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from docxtpl import DocxTemplate
from lxml import etree

from benchmarks import workbook
from benchmarks.report import Row, at_least, medians, table
from benchmarks.word_templates import long_content, long_template, template_for
from pipeline.compose.monthly import monthly_report
from pipeline.render.manuscript import read_manuscript
from pipeline.render.ooxml import name
from pipeline.render.word import charts, engine, fill, fill_open, pieces, prepared, shell, styles
from tests.compose.scenes import SCENES

ROOT = Path(__file__).resolve().parent.parent
PEERS = ROOT / "benchmarks/peers"
MAKERS = ("easy-template-x", "docxtemplater", "carbone")
AT_ONCE = 5
"""Documents made in a row: a batch has warm caches, as one of a thousand has."""


@dataclass(frozen=True)
class Case:
    """A template of ours and what it is filled with; ``says`` describes it in the table."""

    name: str
    says: str
    template: Path
    content: object


def measure(quick: bool) -> list[Row]:
    """Measure Word files and workbooks."""
    rounds = 5 if quick else 15
    with tempfile.TemporaryDirectory(prefix="pingyi-") as folder:
        cases = _cases(Path(folder))
        rows = [row for case in cases for row in _against(case, Path(folder), rounds)]
    return [*rows, *workbook.measure(quick)]


def more(quick: bool) -> str:
    """Show what each step of filling and reading costs."""
    rounds = 30 if quick else 100
    with tempfile.TemporaryDirectory(prefix="pingyi-") as folder:
        profiles = [_profile(case, rounds) for case in _cases(Path(folder))]
    return "\n\n".join(profiles)


def _cases(folder: Path) -> list[Case]:
    report, _ = monthly_report(SCENES["多"]().material())
    long = folder / "long.docx"
    long.write_bytes(long_template((ROOT / "templates/styles.docx").read_bytes()))
    return [
        Case("monthly", "月报.docx", ROOT / "templates/月报.docx", report),
        Case("long", "60 variables, three tables, a chart", long, long_content()),
    ]


def _against(case: Case, folder: Path, rounds: int) -> Iterator[Row]:
    """Compare one template's filling with docxtpl's and with the others'."""

    def ours() -> None:
        for _ in range(AT_ONCE):
            fill(case.template, case.content)

    def plain() -> None:
        for _ in range(AT_ONCE):
            _docxtpl(case)

    with _peers(case, folder) as peers:
        works: list[Callable[[], object]] = [ours, plain, *peers.values()]
        for work in works:
            work()
        own, docxtpl, *others = (seconds / AT_ONCE for seconds in medians(rounds, works))
    yield Row(f"Word: {case.says}", own, "docxtpl, a new DocxTemplate each time", docxtpl, at_least(10))
    if others:
        by_time = sorted(zip(others, peers, strict=True))
        slower = ", ".join(f"{maker} {seconds * 1000:.0f} ms" for seconds, maker in by_time[1:])
        fastest, maker = by_time[0]
        yield Row(f"Word: {case.says}", own, f"{maker}, the fastest free peer", fastest, at_least(3), slower)


def _docxtpl(case: Case) -> bytes:
    template = DocxTemplate(case.template)
    template.render({"doc": case.content})
    target = io.BytesIO()
    template.save(target)
    return target.getvalue()


@contextmanager
def _peers(case: Case, folder: Path) -> Iterator[dict[str, Callable[[], object]]]:
    """Give the others' work by maker, done in one warm process; none where they are not installed."""
    if not (PEERS / "node_modules").exists():
        yield {}
        return
    filled, _ = fill(case.template, case.content)
    for maker in MAKERS:
        template, data = template_for(maker, filled)
        (folder / f"{case.name}.{maker}.docx").write_bytes(template)
        (folder / f"{case.name}.{maker}.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    command = ["node", str(PEERS / "fill.mjs"), str(folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as node:
        for maker in MAKERS:
            _ask(node, maker, case, 1)
            made = (folder / f"{case.name}.{maker}.out.docx").read_bytes()
            if _words(made) != _words(filled):
                raise ValueError(f"{maker} has other words than we have")
        yield {maker: lambda maker=maker: _ask(node, maker, case, AT_ONCE) for maker in MAKERS}  # type: ignore[misc]
        _stdin(node).close()


def _ask(node: subprocess.Popen[str], maker: str, case: Case, count: int) -> None:
    """Have documents made, and wait for them."""
    _stdin(node).write(f"{maker} {case.name} {count}\n")
    if node.stdout is None or node.stdout.readline() != "done\n":
        raise ChildProcessError(maker)


def _stdin(node: subprocess.Popen[str]) -> Any:
    return node.stdin


def _words(docx: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return "".join(text.text or "" for text in root.iter(name("w:t")))


def _profile(case: Case, rounds: int) -> str:
    """Time the steps of one document, each for itself."""
    taken: dict[str, list[float]] = {}
    with _watched(taken):
        for _ in range(rounds):
            _timed(taken, "fill, all together", lambda: fill(case.template, case.content))
    filled, _ = fill_open(case.template, case.content)
    for _ in range(rounds):
        _timed(taken, "read what filling left open", lambda: read_manuscript(filled.readable, case.name))
        _timed(taken, "read the Word file from its bytes", lambda: read_manuscript(filled.docx, case.name))
    rows = [f"| {step} | {median(seconds) * 1000:.2f} |" for step, seconds in taken.items()]
    return "\n".join([f"What a document costs ({case.says}):", "", "| step | ms |", "|---|---|", *rows])


@contextmanager
def _watched(taken: dict[str, list[float]]) -> Iterator[None]:
    """Time the steps of filling by name while this lasts."""
    kept = [(holder, step, getattr(holder, step)) for _, holder, step in STEPS]
    for label, holder, step in STEPS:
        setattr(holder, step, _watching(taken, label, getattr(holder, step)))
    try:
        yield
    finally:
        for holder, step, work in kept:
            setattr(holder, step, work)


def _watching(taken: dict[str, list[float]], label: str, work: Callable[..., object]) -> Callable[..., object]:
    return lambda *given, **named: _timed(taken, label, lambda: work(*given, **named))


def _timed(taken: dict[str, list[float]], label: str, work: Callable[[], object]) -> object:
    begin = time.perf_counter()
    done = work()
    taken.setdefault(label, []).append(time.perf_counter() - begin)
    return done


filling: Any = sys.modules["pipeline.render.word.fill"]
"""The module; the package gives its function under the same name."""
STEPS: tuple[tuple[str, Any, str], ...] = (
    ("Jinja, the text", engine.Stencil, "filled"),
    ("… with docxtpl's own steps", engine.XmlStencil, "filled"),
    ("… other parts, properties", prepared.Prepared, "filled"),
    ("pieces told apart", pieces.Pieces, "holding"),
    ("pieces to finish parsed", pieces.Pieces, "excerpt"),
    ("grids mended", filling, "mend_grids"),
    ("paragraphs found by style", styles.StyleSheet, "paragraphs"),
    ("group cells merged", filling, "merge_dittos"),
    ("charts placed", filling, "place_charts"),
    ("chart and workbook cast", charts.Seat, "parts"),
    ("placeholders marked", filling, "mark_placeholders"),
    ("notes loosened", filling, "loosen_notes"),
    ("lengths fitted", filling, "fit"),
    ("titles broken", filling, "break_titles"),
    ("text put together", pieces.Pieces, "with_excerpt"),
    ("changed parts compressed", shell.Shell, "entries"),
    ("zip joined", filling, "joined"),
)
"""What is timed, and where it hangs; a step in several parts is timed for each."""


if __name__ == "__main__":
    print(table(measure(quick=True)), more(quick=True), sep="\n")
