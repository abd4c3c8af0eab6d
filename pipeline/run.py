"""The stages in one straight line: read `run` to know the product.

Nothing here prints, reads the clock or writes a file; the command line does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Protocol

from pipeline.compose import (
    MONTHLY_KINDS,
    OCCASIONAL_KINDS,
    YEARLY_KINDS,
    DocumentKind,
    evidence_workbook,
    scorecard_json,
)
from pipeline.compose.page import score_page
from pipeline.copies import Copy, case_numbers, for_copy
from pipeline.diagnostics import has_errors, in_order
from pipeline.draw import LIST_NAMES, due_samples, sample_workbook
from pipeline.finished import judge, load_yardstick
from pipeline.fonts import find_fonts
from pipeline.last_year import NONE, LastYear, last_year
from pipeline.ledgers import ledgers
from pipeline.making import EVIDENCE_BOOK, Files, Works, bench, make_document
from pipeline.manifest import Ingredients
from pipeline.model.lineage import Lineage
from pipeline.model.material import Material
from pipeline.model.period import Period
from pipeline.model.scorecard import Scorecard
from pipeline.model.standard import Standards
from pipeline.prepare import Findings, Prepared, Request, Stages, prepare
from pipeline.proof.evidence import FILE as EVIDENCE
from pipeline.proof.evidence import evidence_bytes
from pipeline.render.excel import workbook_bytes
from pipeline.render.page import render_page
from pipeline.render.produce import Workshop
from pipeline.score import evidence, reasoning, score

FIRST = Lineage()
"""Nothing stands yet."""


class Progress(Stages, Protocol):
    """How a long run tells where it is."""

    def each(self, materials: Sequence[Material], name: str) -> Iterator[Material]:
        """Go through the units' materials, telling how far."""


@dataclass
class Outcome(Findings):
    """What a run came to; ``ingredients`` is there only when the whole set of ``files`` is."""

    scorecards: tuple[Scorecard, ...] = ()
    files: Files = field(default_factory=dict)
    ingredients: Ingredients | None = None
    last_year: LastYear = NONE

    def repair_files(self) -> Files:
        """Give what a clerk needs to mend the data: all diagnostics, and the rejected rows."""
        lines = "".join(f"{diagnostic.as_json()}\n" for diagnostic in in_order(self.diagnostics))
        files = {PurePosixPath("diagnostics.jsonl"): lines.encode()}
        if self.rejected is not None:
            files[PurePosixPath("rejected.xlsx")] = self.rejected
        return files


def run(request: Request, progress: Progress, lineage: Lineage = FIRST) -> Outcome:
    """Run all stages for a period.

    Args:
        request: what is asked for.
        progress: how to tell where it is.
        lineage: the documents that stand, which those made now may have to name.

    Returns:
        An outcome without ``ingredients`` when something in the user's data stopped it; its diagnostics say what.
    """
    outcome = Outcome()
    prepared = prepare(request, outcome, progress)
    if prepared is None:
        return outcome
    progress.stage("评分")
    materials = assess(request, prepared, outcome)
    if not materials:
        return outcome
    numbers = case_numbers(prepared.intake.records)
    materials = tuple(for_copy(material, request.copy, numbers) for material in materials)
    fonts = find_fonts(request.workspace.font_folders)
    yardstick, flaws = load_yardstick(request.workspace.inputs)
    outcome.diagnostics += [*fonts.diagnostics, *flaws]
    if has_errors([*fonts.diagnostics, *flaws]):
        return outcome
    workshop = Workshop(request.workspace.templates, fonts, yardstick.house)
    kinds = kinds_of(request)
    works = manufacture(progress.each(materials, "成文、成品"), kinds, workshop, lineage)
    progress.stage("核对")
    judgement = judge(works.files, yardstick)
    outcome.diagnostics += [*works.faults, *judgement.findings]
    if not has_errors([*works.faults, *judgement.findings]):
        outcome.files = works.files | (outcome.repair_files() if request.copy is Copy.UNIT else {})
        templates = tuple(kind.template for kind in kinds)
        inputs = outcome.last_year.added_to(prepared.reconciliation)
        seeds = {f"{s.unit.name}/{LIST_NAMES[s.kind]}": s.seed for material in materials for s in material.samples}
        outcome.ingredients = Ingredients(
            request, prepared.reference, workshop, inputs, templates, works.versions, works.figures, seeds, judgement
        )
    return outcome


def assess(request: Request, prepared: Prepared, outcome: Outcome) -> tuple[Material, ...]:
    """Score every unit for every month so far, and gather what documents draw on; () on an error."""
    records, standards = prepared.intake.records, prepared.reference.standards
    series: list[tuple[Scorecard, ...]] = []
    for period in _months(request.period, standards):
        cards, faults = score(records, standards, period, prepared.units)
        outcome.diagnostics += [fault for fault in faults if fault not in outcome.diagnostics]
        if has_errors(faults):
            return ()
        series.append(cards)
    outcome.scorecards = series[-1]
    outcome.last_year, faults = last_year(request)
    outcome.diagnostics += faults
    return tuple(_material(prepared, cards, outcome.last_year) for cards in zip(*series, strict=True))


def kinds_of(request: Request) -> tuple[DocumentKind[Material], ...]:
    """Choose the kinds of document that are asked for."""
    if not request.period.month and not request.period.quarter:
        return YEARLY_KINDS
    return (*MONTHLY_KINDS, *OCCASIONAL_KINDS) if request.everything else MONTHLY_KINDS


def manufacture(
    materials: Iterable[Material], kinds: Sequence[DocumentKind[Material]], workshop: Workshop, lineage: Lineage
) -> Works:
    """Make every unit's files; what stands is replaced by name where it said something else."""
    works = Works()
    for material in materials:
        book = workbook_bytes(evidence_workbook(material))
        at = bench(material, workshop, lineage, book)
        folder = at.folder
        for kind in kinds:
            drafts, missing = kind.compose(material)
            works.faults += missing
            for draft in drafts:
                works.add(make_document(kind, draft, at))
        works.files[folder / EVIDENCE_BOOK] = book
        works.files[folder / "scorecard.json"] = scorecard_json(material.scorecard).encode()
        works.files[folder / EVIDENCE] = evidence_bytes(material.evidence)
        for sample in material.samples:
            works.files[folder / LIST_NAMES[sample.kind]] = workbook_bytes(sample_workbook(sample))
        page = score_page(material, [path.name for path in works.files if path.parent == folder])
        works.files[folder / "index.html"], flaws = render_page(page, page.charts, workshop.templates)
        works.faults += flaws
    return works


def _months(period: Period, standards: Standards) -> tuple[Period, ...]:
    """Give the months of the 评议期 up to the period, and the period itself last."""
    standard = standards.in_force(period.span.end)
    if standard is None:
        return (period,)
    last = min(period.last_month, standard.review_end[0])
    months = (Period(period.year, month=number) for number in range(standard.review_start[0], last + 1))
    return (*(month for month in months if month != period), period)


def _material(prepared: Prepared, cards: tuple[Scorecard, ...], earlier: LastYear) -> Material:
    reference, records, card = prepared.reference, prepared.intake.records, cards[-1]
    return Material(
        organization=reference.organization,
        issuance=reference.organization.issuance(card.unit),
        scorecard=card,
        previous=cards[-2] if len(cards) > 1 else None,
        series=cards,
        ledgers=ledgers(records, reference.standards, card, reference.workplan, reference.organization.calendar),
        evidence=evidence(records, card, reference.standards),
        reconciliation=prepared.reconciliation,
        last_year=earlier.card(card.unit),
        reasoning=reasoning(card, reference.standards),
        samples=due_samples(records, card),
    )
