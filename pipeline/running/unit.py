"""Everything of one unit (一个单位的全套成品): one function that any process can be asked for, here or on a cluster.

What goes in and what comes out can be pickled; a process builds its workshop once. A unit's own failure is told, never
raised: the others go on.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache
from pathlib import Path

from pipeline.compose import evidence_workbook, scorecard_json
from pipeline.compose.page import Page, score_page
from pipeline.diagnostics import Diagnostic, Place, Severity, has_errors
from pipeline.disk import trouble
from pipeline.draw import LIST_NAMES, sample_workbook
from pipeline.model.lineage import Lineage, Version
from pipeline.model.material import Material
from pipeline.model.workbook import Workbook
from pipeline.proof.evidence import FILE as EVIDENCE
from pipeline.proof.evidence import evidence_bytes
from pipeline.proof.ground import FILE as GROUND
from pipeline.proof.ground import ground_json, read_ground
from pipeline.proof.vouchers import Vouchers
from pipeline.render.enclosure import Enclosure
from pipeline.render.excel import workbook_bytes
from pipeline.render.page import render_page
from pipeline.render.produce import Workshop
from pipeline.running.finished import Judgement
from pipeline.running.hands import HERE, Hands, Later
from pipeline.running.kept.digest import digest
from pipeline.running.kept.shelf import Piece, Shelf
from pipeline.running.kept.stamps import Stamps
from pipeline.running.making import Begun, Bench, Files, Finished, Kit, Trail, make_document, own_words, told
from pipeline.running.shop import Shop, kinds_named

EVIDENCE_BOOK, CARD, PAGE = "评分依据.xlsx", "scorecard.json", "index.html"


@dataclass(frozen=True)
class Job:
    """一个单位的活: its material, what of its documents stands, and the shop."""

    material: Material
    lineage: Lineage
    shop: Shop

    @property
    def unit(self) -> str:
        """Whose files are made."""
        return self.material.scorecard.unit.name


@dataclass(frozen=True)
class UnitMade:
    """What making a unit's files came to; what is by document is by its name (``鹿城管理部/月报``).

    When the unit failed there are no files, and ``faults`` say why.
    """

    unit: str
    files: Files = field(default_factory=dict)
    versions: Mapping[str, Version] = field(default_factory=dict)
    figures: Mapping[str, int] = field(default_factory=dict)
    trails: Mapping[str, Trail] = field(default_factory=dict)
    seeds: Mapping[str, str] = field(default_factory=dict)
    judgement: Judgement = field(default_factory=Judgement)
    faults: tuple[Diagnostic, ...] = ()
    failed: bool = False
    trace: str = ""
    """Where in the program it failed, for those who mend it."""


def make_unit(job: Job, hands: Hands = HERE) -> UnitMade:
    """Make everything of one unit: documents, workbook, lists, page, judgement and proof."""
    try:
        return _made(job, job.shop.workshop, hands)
    except Exception as fault:  # noqa: BLE001 - whatever it is, it is this unit's, and the others go on
        return broken(job.unit, fault, traceback.format_exc())


def broken(unit: str, fault: Exception | str, trace: str = "") -> UnitMade:
    """Tell that a unit could not be made for a fault that is not in its data."""
    reason = fault if isinstance(fault, str) else f"程序故障（{type(fault).__name__}：{fault}）"
    first = "其他单位不受影响"
    if isinstance(fault, OSError):
        reason, first = trouble(fault), "检查磁盘空间（临时文件夹也要有）和文件夹权限"
    message = f"{unit}没有做成：{reason}"
    remedy = f"{first}；重新运行只补做没有做成的单位；仍不成的，把 .pingyi/faults/{unit}.txt 交给维护人员"
    told_so = Diagnostic("RUN-UNIT", Severity.ERROR, Place(unit), message, remedy)
    return UnitMade(unit, faults=(told_so,), failed=True, trace=trace or reason)


def _made(job: Job, workshop: Workshop, hands: Hands) -> UnitMade:
    material, shop = job.material, job.shop
    shelf = Shelf(shop.kept if shop.kept and shop.kept.parent.is_dir() else None)
    store = _Store(shelf, shop.stamps)
    books = _books(material)
    written = store.piece(("books", books), lambda: _written(books)).parts
    evidence = cache(lambda: evidence_bytes(material.evidence))
    at = replace(_bench(job, workshop, shelf, evidence, written[EVIDENCE_BOOK]), hands=hands)
    begun, faults = _documents(job, at)
    beside = {**written, CARD: scorecard_json(material.scorecard).encode(), EVIDENCE: evidence()}
    page = score_page(material, [*(path.name for one in begun for path in one.paths), GROUND, *beside])
    drawn = store.piece(("page", page, shop.stamps.sheet), lambda: _page(page, shop.templates))
    finished = [one.whole() for one in begun]  # they are judged and proved while the page is made
    files: Files = {path: content for document in finished for path, content in document.files.items()}
    files[at.folder / GROUND] = _ground(finished)
    files |= {at.folder / name: content for name, content in beside.items()}
    files[at.folder / PAGE] = drawn.parts[PAGE]
    return _whole(job, files, finished, [*faults, *told(drawn, "faults")])


@dataclass(frozen=True)
class _Store:
    """The shelf, for what is made beside the documents: each piece by what it says, not by what it might have read."""

    shelf: Shelf
    stamps: Stamps

    def piece(self, made_of: tuple[object, ...], make: Callable[[], Piece]) -> Piece:
        """Take a piece from the shelf, or make and keep it; one with errors is not kept."""
        key = digest(*made_of, self.stamps.program)
        kept = self.shelf.get(key)
        if kept is not None:
            return kept
        piece = make()
        if self.stamps.hold() and not has_errors(told(piece, "faults")):
            self.shelf.put(key, piece)
        return piece


def _bench(job: Job, workshop: Workshop, shelf: Shelf, evidence: Later[bytes], book: bytes) -> Bench:
    material, shop, vouchers = job.material, job.shop, Vouchers(job.material)
    card = material.scorecard
    vouched = digest(vouchers.known, card.marks, card.standard.places)
    known = cache(lambda: digest(own_words(replace(material, evidence=())), evidence()))
    enclosed = (Enclosure(EVIDENCE_BOOK, "得分、扣分和每条记录的出处", book),)
    ours = Kit(workshop, shop.yardstick, shop.stamps, shelf)
    return Bench(material, known, vouched, vouchers, job.lineage, ours, enclosed, digest(book))


def _documents(job: Job, at: Bench) -> tuple[list[Begun], list[Diagnostic]]:
    begun: list[Begun] = []
    faults: list[Diagnostic] = []
    for kind in kinds_named(job.shop.kinds):
        drafts, missing = kind.compose(job.material)
        faults += missing
        begun += [make_document(kind, draft, at) for draft in drafts]
    return begun, faults


def _books(material: Material) -> dict[str, Workbook]:
    """Compose the unit's workbooks, by their names."""
    lists = {LIST_NAMES[sample.kind]: sample_workbook(sample) for sample in material.samples}
    return {EVIDENCE_BOOK: evidence_workbook(material), **lists}


def _written(books: Mapping[str, Workbook]) -> Piece:
    return Piece({name: workbook_bytes(book) for name, book in books.items()})


def _page(page: Page, templates: Path) -> Piece:
    html, flaws = render_page(page, page.charts, templates)
    return Piece({PAGE: html}, {"faults": [asdict(flaw) for flaw in flaws]})


def _ground(finished: Iterable[Finished]) -> bytes:
    """Put together what copies of the unit's documents are proved on."""
    grounds = {stem: vouched for one in finished for stem, vouched in read_ground(one.ground).items()}
    return ground_json(grounds).encode()


def _whole(job: Job, files: Files, finished: Sequence[Finished], faults: Sequence[Diagnostic]) -> UnitMade:
    """Put the parts together; with an error in any of them the unit has failed."""
    tallies = {path: tally for one in finished for path, tally in one.judgement.tallies.items()}
    findings = tuple(finding for one in finished for finding in one.judgement.findings)
    found = [*faults, *(fault for one in finished for fault in one.faults)]
    failed = has_errors([*found, *findings])
    return UnitMade(
        unit=job.unit,
        files={} if failed else files,
        versions={one.name: one.version for one in finished},
        figures={one.name: one.numbers for one in finished},
        trails={one.name: one.trail for one in finished},
        seeds={f"{sample.unit.name}/{LIST_NAMES[sample.kind]}": sample.seed for sample in job.material.samples},
        judgement=Judgement(job.shop.yardstick, tallies, findings),
        faults=tuple(found),
        failed=failed,
    )
