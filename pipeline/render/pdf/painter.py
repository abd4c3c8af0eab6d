"""Painting (排版): lay the view out with WeasyPrint, learn from what came out, lay out again when that changes it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

import weasyprint

from pipeline.model.document import OfficialDocument
from pipeline.model.elements import Layout
from pipeline.render.house import STANDARD, House
from pipeline.render.pdf.forecast import Forecaster
from pipeline.render.pdf.glyphs import Glyphs
from pipeline.render.pdf.kept import environment, font_configuration, static_sheet, style_sheet
from pipeline.render.pdf.pages import Decisions, Maker
from pipeline.render.pdf.setting import Memory
from pipeline.render.pdf.sheets import face_sheet, type_sheet
from pipeline.render.pdf.sources import LocalFetcher, allowed
from pipeline.render.pdf.tree import Tree, margin_boxes
from pipeline.render.pdf.typography import Design, design_of
from pipeline.render.pdf.views import PageView

SHRINKS = (1.0, 0.96, 0.92, 0.88, 0.84, 0.8)
"""How far a one-page brief is shrunk, step by step, before we say that it does not fit."""
PASSES = 6
"""A cut moves at most a few rows; more layouts than this were never needed."""
_PX = 96 / 72


@dataclass(frozen=True)
class Painted:
    """A layout, the decisions it was made under, and a number that is the document's own."""

    layout: weasyprint.Document
    decisions: Decisions
    identifier: bytes


@dataclass(frozen=True)
class _View:
    """A document's view under some decisions, and its drawings by their address."""

    document: OfficialDocument
    decisions: Decisions
    page: PageView
    drawings: Mapping[str, str]


@dataclass(frozen=True)
class Source:
    """What is laid out: HTML, its style sheet, the address and the fetcher of what it refers to, its own number."""

    html: str
    sheet: str
    address: str
    fetcher: LocalFetcher
    identifier: bytes


@dataclass(frozen=True)
class Painter:
    """Paints documents with one set of faces and one folder of page templates."""

    memory: Memory
    page_templates: Path
    house: House = STANDARD
    _last: list[_View] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def glyphs(self) -> Glyphs:
        """The faces."""
        return self.memory.glyphs

    def paint(self, document: OfficialDocument) -> Painted:
        """Lay a document out until nothing changes any more."""
        decisions = self._forecast(document)
        painted = self._pass(document, decisions)
        for _ in range(PASSES):
            wanted = learned(painted, document, design_of(document.layout, self.house))
            if wanted == decisions:
                break
            decisions = wanted
            painted = self._pass(document, decisions)
        return painted

    def _forecast(self, document: OfficialDocument) -> Decisions:
        """Reckon the decisions before the first layout: a cut label may take more lines, and move the next cut."""
        decisions = Decisions()
        for _ in range(PASSES):
            wanted = self._reckoned(document, decisions)
            if wanted == decisions:
                break
            decisions = wanted
        return decisions

    def _reckoned(self, document: OfficialDocument, decisions: Decisions) -> Decisions:
        """Reckon what a layout under some decisions would call for."""
        design = design_of(document.layout, self.house)
        page, forecaster = self._view(document, decisions).page, Forecaster(design, decisions.scale)
        if document.layout is Layout.ONE_PAGE:
            overfull = forecaster.least(page) > design.height
            return replace(decisions, scale=_smaller(decisions.scale)) if overfull else decisions
        flow = forecaster.flow(page)
        apart = bool(page.imprint) and not forecaster.has_room(page, flow)
        return replace(decisions, cuts=flow.cuts, imprint_apart=apart)

    def _view(self, document: OfficialDocument, decisions: Decisions) -> _View:
        """Give the view of a document under some decisions; the last one is kept, as it is mostly asked for again."""
        if not self._last or self._last[0].document is not document or self._last[0].decisions != decisions:
            maker = Maker(self.memory, design_of(document.layout, self.house), decisions)
            self._last[:] = [_View(document, decisions, maker.page(document), maker.drawings)]
        return self._last[0]

    def _pass(self, document: OfficialDocument, decisions: Decisions) -> Painted:
        source = self.source(document, decisions)
        faces = tuple(self.glyphs.numbers)
        css = style_sheet(faces, source.sheet, self.page_templates)
        tree = Tree(source.html, source.address, source.fetcher, margin_boxes(source.sheet))
        layout = tree.render(stylesheets=[css, *tree.sheets], font_config=font_configuration(faces))
        return Painted(layout, decisions, source.identifier)

    def source(self, document: OfficialDocument, decisions: Decisions) -> Source:
        """Give a document as what WeasyPrint lays out: HTML, style sheet, and a way to the faces and drawings."""
        design, view = design_of(document.layout, self.house), self._view(document, decisions)
        html = environment(self.page_templates).get_template(f"{document.layout}.html").render(page=view.page)
        fetcher = LocalFetcher(allowed(tuple(self.glyphs.numbers), view.drawings, self.page_templates))
        types = type_sheet(self.glyphs, design, decisions.scale) + "\n" + static_sheet(self.page_templates)
        drawn = "".join(view.drawings.values())
        identifier = hashlib.sha256((html + drawn + types).encode()).digest()[:16]
        address = f"{self.page_templates.resolve().as_uri()}/"
        return Source(html, f"{face_sheet(self.glyphs)}\n{types}", address, fetcher, identifier)


def learned(painted: Painted, document: OfficialDocument, design: Design) -> Decisions:
    """Give the decisions that a layout calls for."""
    decisions = replace(painted.decisions, cuts=_cuts(painted.layout))
    if document.layout is Layout.ONE_PAGE:
        return replace(decisions, scale=_next_scale(painted))
    return replace(decisions, imprint_apart=bool(document.imprint) and not _has_room(painted, design))


def _next_scale(painted: Painted) -> float:
    scale = painted.decisions.scale
    return scale if len(painted.layout.pages) == 1 else _smaller(scale)


def _smaller(scale: float) -> float:
    return next((step for step in SHRINKS if step < scale), scale)


def _cuts(layout: weasyprint.Document) -> dict[str, frozenset[int]]:
    """Find the watched rows before which a page ends."""
    pages: dict[str, dict[int, int]] = defaultdict(dict)
    for number, page in enumerate(layout.pages):
        for anchor in page.anchors:
            key, _, row = anchor.rpartition("-")
            if row.isdigit() and key:
                pages[key].setdefault(int(row), number)
    cuts = {
        key: frozenset(after for before, after in pairwise(sorted(rows)) if rows[before] != rows[after])
        for key, rows in pages.items()
    }
    return {key: rows for key, rows in cuts.items() if rows}


def _has_room(painted: Painted, design: Design) -> bool:
    """Tell whether the text ends on an even upright page with room below it for the 版记 (7.4.1)."""
    found = {name: page for page in painted.layout.pages for name in page.anchors if name in ("end", "imprint")}
    last, foot = found.get("end"), found.get("imprint")
    if last is None or foot is None or last.width > last.height:
        return False
    if design.even_imprint and painted.layout.pages.index(last) % 2 == 0:
        return False
    clearance = design.line * _PX
    return bool(last.anchors["end"][1] + clearance <= foot.anchors["imprint"][1])
