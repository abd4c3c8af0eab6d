"""Painting (排版): lay the view out with WeasyPrint, learn from what came out, lay out again when that changes it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, replace
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
class Painter:
    """Paints documents with one set of faces and one folder of page templates."""

    memory: Memory
    page_templates: Path
    house: House = STANDARD

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
        """Reckon the decisions before the first layout."""
        design = design_of(document.layout, self.house)
        page = Maker(self.memory, design, Decisions()).page(document)
        forecaster = Forecaster(design)
        flow = forecaster.flow(page)
        return Decisions(flow.cuts, bool(page.imprint) and not forecaster.has_room(page, flow))

    def _pass(self, document: OfficialDocument, decisions: Decisions) -> Painted:
        design = design_of(document.layout, self.house)
        maker = Maker(self.memory, design, decisions)
        page = maker.page(document)
        template = environment(self.page_templates).get_template(f"{document.layout}.html")
        html = template.render(page=page)
        faces = tuple(self.glyphs.numbers)
        fetcher = LocalFetcher(allowed(faces, maker.drawings, self.page_templates))
        types = type_sheet(self.glyphs, design, decisions.scale), static_sheet(self.page_templates)
        whole = "\n".join((face_sheet(self.glyphs), *types))
        css = style_sheet(faces, whole, self.page_templates)
        source = Tree(html, f"{self.page_templates.resolve().as_uri()}/", fetcher, margin_boxes(whole))
        layout = source.render(stylesheets=[css, *source.sheets], font_config=font_configuration(faces))
        drawn = "".join(maker.drawings.values())
        identifier = hashlib.sha256((html + drawn + "".join(types)).encode()).digest()[:16]
        return Painted(layout, decisions, identifier)


def learned(painted: Painted, document: OfficialDocument, design: Design) -> Decisions:
    """Give the decisions that a layout calls for."""
    decisions = replace(painted.decisions, cuts=_cuts(painted.layout))
    if document.layout is Layout.ONE_PAGE:
        return replace(decisions, scale=_next_scale(painted))
    return replace(decisions, imprint_apart=bool(document.imprint) and not _has_room(painted, design))


def _next_scale(painted: Painted) -> float:
    scale = painted.decisions.scale
    if len(painted.layout.pages) == 1:
        return scale
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
