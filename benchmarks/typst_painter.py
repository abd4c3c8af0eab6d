"""PDFs by typst against both WeasyPrints and against typst alone, a different document in every round.

Between rounds every digit of the monthly report changes, as between the units of a province: lines without a figure
are known, all others are set anew. ``typst alone`` is what a person would write by hand for the same words: an
ordinary typst document that breaks its own lines and pages, with the same fonts and the same PDF/A claim, its compiler
warm and its source made before the clock starts; it squeezes no punctuation, keeps no grid, judges nothing.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import cycle, pairwise
from pathlib import Path
from random import Random

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from benchmarks.report import Row, at_least, at_most, medians, missed, wall
from pipeline.compose.monthly import monthly_report
from pipeline.fonts import FontSet, find_fonts
from pipeline.model.document import Block, Cell, OfficialDocument, Paragraph, Table
from pipeline.model.document import Row as TableRow
from pipeline.model.elements import Element
from pipeline.render import pdf, typst
from pipeline.render.house import STANDARD
from pipeline.render.manuscript import read_manuscript
from pipeline.render.pdf import kept
from pipeline.render.pdf.faults import coverage
from pipeline.render.pdf.painter import Painter, Source
from pipeline.render.typst.finish import finished
from pipeline.render.typst.imposition import Imposer
from pipeline.render.typst.press import Press, press
from pipeline.render.typst.printing import TEMPLATE, data_of
from pipeline.render.word import fill
from tests.compose.scenes import SCENES

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "templates/page"
_DIGITS = "0123456789"
_LEVELS = {Element.TITLE: 1, Element.ATTACHMENT_TITLE: 1, Element.HEADING_1: 2, Element.HEADING_2: 3}
_PREAMBLE = """
#set document(title: "月报", date: datetime(year: 2018, month: 7, day: 5))
#set page(margin: (top: 37mm, bottom: 35mm, inside: 28mm, outside: 26mm))
#set page(footer: context align(center)[— #counter(page).display() —])
#set text(lang: "zh", region: "cn", size: 16pt, font: {fonts}, fallback: false)
#set par(justify: true, leading: 13pt, spacing: 13pt, first-line-indent: (amount: 2em, all: true))
#show heading: set text(size: 16pt, weight: 400)
#show table: set text(size: 12pt)
#show table: set par(justify: false, leading: 6pt, first-line-indent: 0pt)
"""


@cache
def measure(quick: bool) -> list[Row]:
    """Measure one monthly report after the other, each way."""
    rounds = 7 if quick else 21
    documents = [changed(_report(), number) for number in range(1, 10)]
    sources = cycle([plain_source(document) for document in documents])
    pages = cycle([_page(document) for document in documents])
    given = cycle([_given(changed(_report(), number)) for number in range(101, 110)])
    works: list[Callable[[], object]] = [
        _in_turn(documents, lambda document: typst.print_pdf(document, _fonts(), PAGES)),
        _in_turn(documents, lambda document: pdf.print_pdf(document, _fonts(), PAGES)),
        lambda: _plain_weasyprint(next(pages)),
        lambda: _alone(next(sources)),
        lambda: _press().printed((PAGES / TEMPLATE).read_text(encoding="utf-8"), next(given)),
    ]
    for work in works:
        work()
    ours, default, plain, alone, share = medians(rounds, works)
    title = "PDF by typst: 月报"
    return [
        Row(title, ours, "our default painter (WeasyPrint)", default, at_least(5)),
        Row(title, ours, "plain WeasyPrint, same HTML and fonts", plain, at_least(5)),
        Row(title, ours, "typst alone, an ordinary document of the same words", alone, at_most(1.5)),
        Row(title, ours, "typst's own share of it: our template and data", share),
    ]


def more(quick: bool) -> str:
    """Show where a print's time goes, and say what stands between it and typst alone."""
    steps: dict[str, list[float]] = {}
    for number in range(201, 206 if quick else 216):
        for says, seconds in _steps(changed(_report(), number)):
            steps.setdefault(says, []).append(seconds)
    costs = {says: statistics.median(each) for says, each in steps.items()}
    lines = ["Where a print's time goes (typst, 月报):", "", "| step | share |", "|---|---|"]
    lines += [f"| {says} | {cost / sum(costs.values()):.0%} |" for says, cost in costs.items()]
    rows = measure(quick)
    return "\n\n".join(("\n".join(lines), *(wall(row, rows[-1].peers or 0.0, _SAYS, _ENDS) for row in missed(rows))))


def _steps(document: OfficialDocument) -> Iterator[tuple[str, float]]:
    """Print a document step by step; give each step and its seconds."""
    memory, template = kept.memory(_fonts()), (PAGES / TEMPLATE).read_text(encoding="utf-8")
    laps = [time.perf_counter()]
    coverage(document, _fonts(), STANDARD)
    laps.append(time.perf_counter())
    imposed = Imposer(memory).impose(document)
    laps.append(time.perf_counter())
    data = data_of(document, imposed, memory.glyphs, _press())
    laps.append(time.perf_counter())
    pdf, _ = _press().printed(template, data)
    laps.append(time.perf_counter())
    finished(pdf, imposed.left, ())
    laps.append(time.perf_counter())
    return zip(STEPS, (after - before for before, after in pairwise(laps)), strict=True)


STEPS = (
    "characters looked for", "lines composed, pages reckoned", "data written", "typst: our template and data",
    "structure, turned pages, dates",
)  # fmt: skip
_SAYS = "typst itself, with every line placed, tagged and held to PDF/A and PDF/UA:"
_ENDS = "what an ordinary document leaves out is the wall."


def changed(document: OfficialDocument, by: int) -> OfficialDocument:
    """Give the document of another unit: other digits."""
    digits = str.maketrans(_DIGITS, "".join(Random(by).sample(_DIGITS, 10)))  # noqa: S311, nothing is kept secret by it

    def words(paragraph: Paragraph) -> Paragraph:
        return replace(paragraph, runs=tuple(replace(run, text=run.text.translate(digits)) for run in paragraph.runs))

    def row(one: TableRow) -> TableRow:
        cells = (replace(cell, paragraphs=tuple(map(words, cell.paragraphs))) for cell in one.cells)
        return replace(one, cells=tuple(cells))

    def block(one: Block) -> Block:
        if isinstance(one, Paragraph):
            return words(one)
        return replace(one, rows=tuple(map(row, one.rows))) if isinstance(one, Table) else one

    return replace(
        document,
        body=tuple(map(block, document.body)),
        attachments=tuple(replace(part, blocks=tuple(map(block, part.blocks))) for part in document.attachments),
    )


def plain_source(document: OfficialDocument) -> bytes:
    """Write the words as an ordinary typst document."""
    faces = dict.fromkeys(one["family"] for one in _press().called.values())
    parts = [_PREAMBLE.format(fonts=f"({', '.join(map(json.dumps, faces))})")]
    parts += (_written(block) for block in (*document.head, *document.body))
    for part in document.attachments:
        parts.append(f"#page(flipped: {str(part.landscape).lower()})[" + "\n".join(map(_written, part.blocks)) + "]")
    parts += map(_written, document.imprint)
    return "\n\n".join(parts).encode()


def _written(block: Block) -> str:
    if isinstance(block, Table):
        widths = ", ".join(f"{width}fr" for width in block.widths_mm)
        head = "".join(_cells(row) for row in block.rows if row.is_header)
        body = "".join(_cells(row) for row in block.rows if not row.is_header)
        return f"#table(columns: ({widths},), stroke: 0.5pt, table.header({head}), {body})"
    if not isinstance(block, Paragraph):
        return ""
    words = f"#{json.dumps(block.text, ensure_ascii=False)}"
    return f"{'=' * _LEVELS[block.element]} {words}" if block.element in _LEVELS else words


def _cells(row: TableRow) -> str:
    return "".join(f"table.cell({_spans(cell)})[#{json.dumps(cell.text, ensure_ascii=False)}], " for cell in row.cells)


def _spans(cell: Cell) -> str:
    return f"colspan: {cell.column_span}, rowspan: {cell.row_span}"


def _in_turn(documents: list[OfficialDocument], work: Callable[[OfficialDocument], object]) -> Callable[[], object]:
    turns: Iterator[OfficialDocument] = cycle(documents)
    return lambda: work(next(turns))


def _alone(source: bytes) -> bytes:
    made: bytes = _press().compiler.compile(input=source, format="pdf", pdf_standards=["a-3a"])
    return made


def _page(document: OfficialDocument) -> Source:
    painter = Painter(kept.memory(_fonts()), PAGES)
    return painter.source(document, painter.paint(document).decisions)


def _plain_weasyprint(source: Source) -> bytes:
    config = FontConfiguration()
    css = weasyprint.CSS(string=source.sheet, font_config=config, url_fetcher=source.fetcher)
    html = weasyprint.HTML(string=source.html, base_url=source.address, url_fetcher=source.fetcher)
    made: bytes = html.write_pdf(stylesheets=[css], font_config=config, pdf_variant="pdf/a-3a")
    return made


def _given(document: OfficialDocument) -> str:
    memory = kept.memory(_fonts())
    return data_of(document, Imposer(memory).impose(document), memory.glyphs, _press())


@cache
def _report() -> OfficialDocument:
    content, _ = monthly_report(SCENES["多"]().material())
    filled, _ = fill(ROOT / "templates/月报.docx", content)
    return read_manuscript(filled, "")[0]


@cache
def _fonts() -> FontSet:
    return find_fonts([ROOT / "fonts"])


def _press() -> Press:
    return press(tuple(kept.memory(_fonts()).glyphs.numbers))


if __name__ == "__main__":
    from benchmarks.report import table

    shown = True  # asked for alike, so that both tell of the same measurement
    print(table(measure(shown)), more(shown), sep="\n")
