"""The stages in one straight line: read `run` to know the product.

Nothing here prints, reads the clock or writes a file; the command line does, and it says where finished files go.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Protocol

from pipeline.diagnostics import Diagnostic, Place, Severity, has_errors, in_order
from pipeline.draw import due_samples
from pipeline.ledgers import ledgers
from pipeline.model.lineage import Lineage
from pipeline.model.material import Material
from pipeline.model.period import Period
from pipeline.model.scorecard import Scorecard
from pipeline.model.standard import Standards
from pipeline.render.produce import PAINTERS
from pipeline.running.copies import Copy, case_numbers, for_copy
from pipeline.running.crew import Crew, Spread, call_in, cores, one_by_one
from pipeline.running.finished import Judgement
from pipeline.running.hands import by_two
from pipeline.running.last_year import NONE, LastYear, last_year
from pipeline.running.manifest import Ingredients, sha256
from pipeline.running.prepare import Findings, Prepared, Request, Stages, prepare
from pipeline.running.shop import Shop, kinds_of, open_shop
from pipeline.running.tidying import tidied_seldom
from pipeline.running.together import together
from pipeline.running.unit import Job, UnitMade, broken, make_unit
from pipeline.score import evidence, reasoning, score_months

FIRST = Lineage()
"""Nothing stands yet."""

Series = tuple[tuple[Scorecard, ...], ...]
"""The scorecards of each unit, one a month, the period's own last."""


class Progress(Stages, Protocol):
    """How a long run tells where it is."""

    def each(self, finished: Iterable[UnitMade], name: str, total: int) -> Iterator[UnitMade]:
        """Go through the units as they are finished, telling how far."""


@dataclass
class Outcome(Findings):
    """What a run came to; ``ingredients`` is there only when a set is: ``files``, which may lie on the disk.

    ``units`` is what making each came to, its files left out; those that failed are not in the set.
    """

    scorecards: tuple[Scorecard, ...] = ()
    files: MutableMapping[PurePosixPath, bytes] = field(default_factory=dict)
    hashes: dict[PurePosixPath, str] = field(default_factory=dict)
    units: dict[str, UnitMade] = field(default_factory=dict)
    ingredients: Ingredients | None = None
    last_year: LastYear = NONE

    @property
    def failed(self) -> tuple[str, ...]:
        """The units that could not be made."""
        return tuple(sorted(name for name, made in self.units.items() if made.failed))

    def take(self, made: UnitMade) -> None:
        """Let a unit's files go where they are to go; the rest stays here."""
        self._add(made.files)
        self.units[made.unit] = replace(made, files={})

    def close(self, request: Request) -> None:
        """Gather, in the order of the units, what was found in making them, the same once; tell who failed."""
        made = [self.units[card.unit.name] for card in self.scorecards if card.unit.name in self.units]
        self.diagnostics += together({one.unit: (*one.faults, *one.judgement.findings) for one in made})
        if len(made) > 1:
            self.diagnostics += [_left_out(one) for one in made if one.failed and not one.trace]
        if not all(one.failed for one in made) and request.copy is Copy.UNIT:
            self._add(self.repair_files())

    def repair_files(self) -> dict[PurePosixPath, bytes]:
        """Give what a clerk needs to mend the data: all diagnostics, and the rejected rows."""
        lines = "".join(f"{diagnostic.as_json()}\n" for diagnostic in in_order(self.diagnostics))
        files = {PurePosixPath("diagnostics.jsonl"): lines.encode()}
        if self.rejected is not None:
            files[PurePosixPath("rejected.xlsx")] = self.rejected
        return files

    def _add(self, files: dict[PurePosixPath, bytes]) -> None:
        for path, content in files.items():
            self.files[path] = content
            self.hashes[path] = sha256(content)


@dataclass(frozen=True)
class Plan:
    """How a run goes about it, and after what: ``lineage`` are the documents that stand.

    ``files`` takes finished files as they come; ``kept`` is the folder of finished pieces, None to make all anew.
    ``second_hand`` lets a process more help with a single unit; like all processes it imports the main module.
    """

    lineage: Lineage = FIRST
    files: MutableMapping[PurePosixPath, bytes] = field(default_factory=dict)
    kept: Path | None = None
    second_hand: bool = False


@tidied_seldom()
def run(request: Request, progress: Progress, plan: Plan) -> Outcome:
    """Run all stages for a period.

    Returns:
        An outcome without ``ingredients`` when something in the user's data stopped it; its diagnostics say what.
    """
    outcome = Outcome(files=plan.files)
    company = _company(request, plan)
    if company.is_ready:
        call_in(company.modules)
    prepared = prepare(request, outcome, progress)
    if prepared is None:
        return outcome
    progress.stage("评分")
    series = _scored(request, prepared, outcome)
    shop = open_shop(request, plan.kept, outcome.diagnostics) if series else None
    if shop is None:
        return outcome
    jobs = _jobs(_materials(request, prepared, series, outcome), shop, plan.lineage)
    spread = _spread(prepared, len(series), company)
    for made in progress.each(spread(make_unit, jobs), "成文、成品、核对", len(series)):
        outcome.take(made)
    outcome.close(request)
    if len(outcome.failed) < len(series):
        outcome.ingredients = _ingredients(request, prepared, shop, outcome)
    return outcome


def assess(request: Request, prepared: Prepared, outcome: Outcome) -> tuple[Material, ...]:
    """Score every unit for every month so far, and gather what documents draw on; () on an error."""
    series = _scored(request, prepared, outcome)
    return tuple(_material(prepared, cards, outcome.last_year) for cards in series)


def _scored(request: Request, prepared: Prepared, outcome: Outcome) -> Series:
    """Score every unit for every month so far, and for the same period of last year; () on an error."""
    standards = prepared.reference.standards
    series, faults = score_months(prepared.accepted, standards, _months(request.period, standards), prepared.units)
    outcome.diagnostics += faults
    if has_errors(faults):
        return ()
    outcome.scorecards = tuple(cards[-1] for cards in series)
    outcome.last_year, faults = last_year(request)
    outcome.diagnostics += faults
    return series


def _materials(request: Request, prepared: Prepared, series: Series, outcome: Outcome) -> Iterator[Material]:
    """Gather what each unit's documents draw on, as they are asked for; all at once would be too much to hold."""
    numbers = case_numbers(prepared.intake.records) if request.copy is Copy.PUBLIC else frozenset()
    for cards in series:
        try:
            material = for_copy(_material(prepared, cards, outcome.last_year), request.copy, numbers)
        except Exception as fault:  # noqa: BLE001 - whatever it is, it is this unit's, and the others go on
            outcome.take(broken(cards[-1].unit.name, fault, traceback.format_exc()))
        else:
            yield material


def _jobs(materials: Iterable[Material], shop: Shop, lineage: Lineage) -> Iterator[Job]:
    for material in materials:
        prefix = f"{material.scorecard.unit.name}/"
        own = {name: version for name, version in lineage.standing.items() if name.startswith(prefix)}
        yield Job(material, replace(lineage, standing=own), shop)


@dataclass(frozen=True)
class _Company:
    """Who helps: so many processes in all, what they import before they begin, and whether they are called in at once.

    Where a set stands already, little may be left to do: then nobody gets ready before it is known what.
    """

    processes: int
    modules: tuple[str, ...]
    is_ready: bool


def _company(request: Request, plan: Plan) -> _Company:
    settings = request.settings
    processes = settings.engine.processes or cores()
    is_ready = processes > 1 and settings.engine.name != "spark" and plan.second_hand and not plan.lineage.standing
    painter = (PAINTERS[settings.pdf.engine],) if is_ready else ()
    return _Company(processes, (make_unit.__module__, *painter), is_ready)


def _spread(prepared: Prepared, units: int, company: _Company) -> Spread[Job, UnitMade]:
    """Choose where units are made: on the cluster, here when there is one, else by as many processes as asked for."""
    if prepared.cluster is not None:
        return prepared.cluster.spread
    if units == 1 and company.is_ready:
        return partial(by_two, modules=company.modules)
    processes = min(units, company.processes)
    if processes <= 1:
        return one_by_one
    lost = "做这个单位的进程两次意外终止，多半是内存不足或被系统结束"
    return Crew(processes, partial(_lost, reason=lost), company.modules)


def _lost(job: Job, reason: str) -> UnitMade:
    return broken(job.unit, reason)


def _left_out(made: UnitMade) -> Diagnostic:
    errors = sum(1 for fault in (*made.faults, *made.judgement.findings) if fault.severity is Severity.ERROR)
    message = f"{made.unit}的成品没有通过核对（错误 {errors} 处，另列），没有放进这一套；原有成品不变"
    remedy = f"按各条改法改正后重新运行，只补做没有做成的单位；只看它一个的，加 --unit {made.unit}"
    return Diagnostic("RUN-UNIT", Severity.ERROR, Place(made.unit), message, remedy)


def _ingredients(request: Request, prepared: Prepared, shop: Shop, outcome: Outcome) -> Ingredients:
    """Name everything that went into the units that were made."""
    made = [one for _, one in sorted(outcome.units.items()) if not one.failed]
    return Ingredients(
        request=request,
        reference=prepared.reference,
        workshop=shop.workshop,
        reconciliation=outcome.last_year.added_to(prepared.reconciliation),
        templates=tuple(kind.template for kind in kinds_of(request)),
        versions={name: version for one in made for name, version in one.versions.items()},
        figures={name: count for one in made for name, count in one.figures.items()},
        seeds={name: seed for one in made for name, seed in one.seeds.items()},
        judgement=Judgement(
            shop.yardstick,
            {path: tally for one in made for path, tally in one.judgement.tallies.items()},
            tuple(finding for one in made for finding in one.judgement.findings),
        ),
        failed=outcome.failed,
    )


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
        ledgers=ledgers(records, reference.standards, card, reference.workplan, reference.organization),
        evidence=evidence(records, card, reference.standards),
        sheets=prepared.sheets_of(card.unit),
        rejected=prepared.reconciliation.rejected,
        last_year=earlier.card(card.unit),
        reasoning=reasoning(card, reference.standards),
        samples=due_samples(records, card),
    )
