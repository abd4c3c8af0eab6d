"""PDFs against plain WeasyPrint and LibreOffice, and what reading them back costs.

``plain WeasyPrint`` is what people call: a fresh ``FontConfiguration``, ``CSS`` and ``HTML`` each time, one pass on the
very HTML, style sheet, fonts and drawings of our last pass, with the same PDF/A variant; it breaks no lines and looks
for no faults. Ours is the whole of ``print_pdf``: lines composed (what was set before is forgotten), pages reckoned, as
many layouts as it takes, PDF/UA finished, fonts read back. LibreOffice converts the Word file, one process a file, its
profile warm: it takes a second to start, so the fewer the pages, the larger the ratio.
"""

from __future__ import annotations

import cProfile
import pstats
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from benchmarks.report import Aim, Row, at_least, medians, missed, wall
from benchmarks.word_templates import long_content, long_template
from pipeline.check import STANDARD, Office, check_file, find_office
from pipeline.compose.brief import brief
from pipeline.compose.monthly import monthly_report
from pipeline.fonts import FontSet, find_fonts
from pipeline.model.document import OfficialDocument
from pipeline.pdffile import leaves
from pipeline.proof.pdf import read_pdf
from pipeline.render.manuscript import read_manuscript
from pipeline.render.pdf import kept, print_pdf
from pipeline.render.pdf.finish import written
from pipeline.render.pdf.painter import Painted, Painter, Source
from pipeline.render.pdf.quicker import quicker
from pipeline.render.word import fill
from tests.compose.scenes import SCENES

ROOT = Path(__file__).resolve().parent.parent
PAGES = ROOT / "templates/page"
VARIANT = "pdf/a-3a"
_SHOWN = ("PDF: 60 variables, three tables, a chart", "PDF: 月报")
"""The documents whose profile is shown in any case; another's when it misses a target."""


@dataclass(frozen=True)
class Case:
    """A Word file and the document that was read back from it; ``painted`` is its last layout."""

    says: str
    docx: bytes
    document: OfficialDocument
    painted: Painted

    @property
    def title(self) -> str:
        """How the table names it."""
        return f"{self.says}, {len(self.painted.layout.pages)} pages"


@cache
def measure(quick: bool) -> list[Row]:
    """Measure prints and readings."""
    rounds = 3 if quick else 9
    rows = [row for case in _cases() for row in _against(case, rounds)]
    return [*rows, *_read_back(_cases()[1], rounds)]


def more(quick: bool) -> str:
    """Show where a print's time goes, and say what each missed target leaves: WeasyPrint's own part both sides pay."""
    parts = []
    for case in _cases():
        rows = [row for row in missed(measure(quick)) if row.subject == case.title]
        if rows or case.says in _SHOWN:
            spent = profile(case)
            parts += [shares(case, spent), *(wall(row, _painting(row, spent), _SAYS, _ENDS) for row in rows)]
    return "\n\n".join(parts)


@cache
def _cases() -> tuple[Case, ...]:
    material = SCENES["多"]().material()
    report, _ = monthly_report(material)
    summary, _ = brief(material)
    with tempfile.TemporaryDirectory(prefix="pingyi-") as folder:
        template = Path(folder) / "long.docx"
        template.write_bytes(long_template((ROOT / "templates/styles.docx").read_bytes()))
        return (
            _case(_SHOWN[0], template, _shorter(long_content())),
            _case(_SHOWN[1], ROOT / "templates/月报.docx", report),
            _case("PDF: 摘要", ROOT / "templates/摘要.docx", summary),
        )


def _shorter(content: object) -> object:
    """Cut each variable to a line, as in the speed guide's document of seven pages."""
    kept = {name: value[:26] for name, value in vars(content).items() if isinstance(value, str)}
    return replace(content, **kept)  # type: ignore[type-var]


def _case(says: str, template: Path, content: object) -> Case:
    docx, _ = fill(template, content)
    document, _ = read_manuscript(docx, template.name)
    return Case(says, docx, document, _painter().paint(document))


@cache
def _fonts() -> FontSet:
    return find_fonts([ROOT / "fonts"])


def _painter() -> Painter:
    return Painter(kept.memory(_fonts()), PAGES)


def _against(case: Case, rounds: int) -> Iterator[Row]:
    """Compare the whole print, and the painting alone, with one pass of WeasyPrint; the whole with LibreOffice too."""
    source = _painter().source(case.document, case.painted.decisions)

    def painting() -> None:
        with quicker(source.sheet):
            made = _painter().paint(case.document)
            written(made.layout, made.identifier)

    with _office(case) as office:
        works: list[Callable[[], object]] = [lambda: _whole(case), painting, lambda: _plain(source), *office]
        for work in works:
            work()
        own, alone, plain, *others = medians(rounds, works)
    yield Row(case.title, own, "plain WeasyPrint, same HTML and fonts", plain, at_least(2))
    note = "lines kept, no fault looked for"
    yield Row(case.title, alone, "plain WeasyPrint, same HTML and fonts", plain, note=note, aim=Aim.AT_LEAST)
    for other in others:
        yield Row(case.title, own, "LibreOffice, docx → pdf, one process a file", other, at_least(4))


def _whole(case: Case) -> bytes:
    _forget()
    return print_pdf(case.document, _fonts(), PAGES)[0]


def _forget() -> None:
    """Forget what was set: another unit's document shares few of its lines."""
    kept.memory(_fonts()).lines.clear()


def _plain(source: Source) -> bytes:
    config = FontConfiguration()
    css = weasyprint.CSS(string=source.sheet, font_config=config, url_fetcher=source.fetcher)
    html = weasyprint.HTML(string=source.html, base_url=source.address, url_fetcher=source.fetcher)
    pdf: bytes = html.write_pdf(stylesheets=[css], font_config=config, pdf_variant=VARIANT)
    return pdf


@contextmanager
def _office(case: Case) -> Iterator[tuple[Callable[[], object], ...]]:
    """Give LibreOffice's conversion of the Word file, its profile warm; nothing where there is no LibreOffice."""
    office = find_office(_fonts())
    if office is None:
        yield ()
        return
    with tempfile.TemporaryDirectory(prefix="pingyi-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        (home / "fonts.conf").write_text(office.fontconfig, encoding="utf-8")
        (home / "document.docx").write_bytes(case.docx)
        yield (lambda: _converted(office, home),)


def _converted(office: Office, home: Path) -> None:
    environment = {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "HOME": str(home),
        "FONTCONFIG_FILE": f"{home}/fonts.conf",
    }
    words = [
        office.program,
        "--headless",
        f"-env:UserInstallation={(home / 'profile').as_uri()}",
        "--convert-to",
        "pdf",
    ]
    subprocess.run(
        [*words, "--outdir", str(home), str(home / "document.docx")], env=environment, check=True, capture_output=True
    )


def _read_back(case: Case, rounds: int) -> Iterator[Row]:
    """Compare judging and reading for proof with the print itself; the second of them finds the file opened."""
    pdf = _whole(case)

    def judged() -> None:
        leaves.cache_clear()
        check_file(pdf, "a.pdf", STANDARD)

    judged()
    check, proof, own = medians(rounds, [judged, lambda: read_pdf(pdf), lambda: _whole(case)])
    yield Row(f"{case.title}: judged", check, "its print", own)
    yield Row(f"{case.title}: read for proof", proof, "its print", own)


def profile(case: Case) -> dict[tuple[str, str], float]:
    """Give the seconds of a print's functions, by file and name, as a profiler sees them."""
    _whole(case)
    watch = cProfile.Profile()
    watch.runcall(_whole, case)
    return {(Path(file).name, name): cost[3] for (file, _, name), cost in pstats.Stats(watch).stats.items()}  # type: ignore[attr-defined]


def shares(case: Case, spent: Mapping[tuple[str, str], float]) -> str:
    """Give the shares of a print's steps as a table."""
    total = spent["printing.py", "print_pdf"]
    lines = [f"Where a print's time goes ({case.title}; cProfile, shares of {total:.2f} s under it):", ""]
    lines += ["| step | share |", "|---|---|"]
    lines += [f"| {says} | {sum(spent.get(key, 0.0) for key in keys) / total:.0%} |" for says, *keys in STEPS]
    return "\n".join(lines)


def _painting(row: Row, spent: Mapping[tuple[str, str], float]) -> float:
    """Give the seconds of a print that WeasyPrint alone takes."""
    return sum(spent[key] for key in _WEASYPRINT) / spent["printing.py", "print_pdf"] * row.ours


_WEASYPRINT = (
    ("document.py", "_build_layout_context"), ("build.py", "build_formatting_structure"),
    ("__init__.py", "layout_document"), ("document.py", "paint"),
)  # fmt: skip
_SAYS = "WeasyPrint's styles, boxes, layout and painting"
_ENDS = "only another layout engine gets past it."
STEPS = (
    ("lines composed, pages reckoned", ("painter.py", "_forecast")),
    ("view and template to HTML", ("painter.py", "source")),
    ("HTML to a tree, styles to classes", ("tree.py", "__init__")),
    ("WeasyPrint: styles computed", ("document.py", "_build_layout_context")),
    ("WeasyPrint: boxes made", ("build.py", "build_formatting_structure")),
    ("WeasyPrint: pages laid out", ("__init__.py", "layout_document")),
    ("… of it tables", ("table.py", "table_layout")),
    ("… of it lines, tables' too", ("inline.py", "get_next_linebox")),
    ("WeasyPrint: pages painted", ("document.py", "paint")),
    ("WeasyPrint: fonts subset", ("fonts.py", "build_fonts_dictionary")),
    ("WeasyPrint: structure tagged", ("tags.py", "add_tags")),
    ("objects pressed and written", ("pressed.py", "press"), ("__init__.py", "write")),
    ("characters and fonts looked for", ("faults.py", "coverage"), ("proof.py", "font_faults")),
)
"""What a print consists of: how the table says it, and the functions (file, name) that do it."""


if __name__ == "__main__":
    from benchmarks.report import table

    shown = True  # asked for alike, so that both tell of the same measurement
    print(table(measure(shown)), more(shown), sep="\n")
