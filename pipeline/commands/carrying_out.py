"""Carrying out a run (执行): make, publish, keep the record for the next run, and tell."""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from pipeline.commands.also import also
from pipeline.commands.options import show
from pipeline.commands.progress import Console
from pipeline.commands.results import former_lines, result_lines, stopped_lines
from pipeline.exits import CLEAN, DATA_ERRORS
from pipeline.outputs import NewSet, new_set, publish_file
from pipeline.proof.evidence import FILE as EVIDENCE
from pipeline.proof.evidence import read_evidence
from pipeline.run import FIRST, Outcome, Plan, run
from pipeline.running.kept.record import (
    WORK,
    Grounds,
    Record,
    clauses_of,
    fingerprint,
    open_index,
    save_record,
)
from pipeline.running.kept.shelf import Shelf
from pipeline.running.kept.why import why
from pipeline.running.manifest import NAME, Manifest, kept_units, lineage_of, manifest_json, read_standing, sha256
from pipeline.running.request import Copy, Request
from pipeline.storing import open_folder


@dataclass(frozen=True)
class Saying:
    """How it is told: ``machine`` wants JSON alone; with ``why`` each document's reason is given."""

    machine: bool = False
    why: bool = False


def carry_out(request: Request, before: Record | None, saying: Saying, *, issued: bool = True) -> int:
    """Run all stages and publish the set; call under `locked`. Gives the exit code."""
    index = open_index(request)
    began_with = fingerprint(request, index, issued=issued)
    shelf = Shelf(request.workspace.store / WORK)
    shelf.begin()
    standing = read_standing(request.folder)
    lineage = lineage_of(request.folder, standing, issued=issued) if not request.standard else FIRST
    with new_set(request.folder) as files:
        plan = Plan(lineage, files, request.workspace.store / WORK, second_hand=True)
        outcome = run(request, Console(quiet=saying.machine), plan)
        differing = _differing(request, outcome) if saying.why else {}
        former = publish(request, outcome, files, standing)
    shelf.sweep()
    _write_faults(request, outcome)
    record = _record(request, outcome, before)
    if outcome.ingredients is not None:
        after = fingerprint(request, index, issued=issued)
        is_whole = not outcome.failed and after == began_with
        manifest = index.hash_of(request.folder / NAME)
        save_record(request, replace(record, fingerprint=after if is_whole else "", manifest=manifest))
    index.write()
    show(outcome.diagnostics, "json" if saying.machine else "text")
    if not saying.machine:
        is_new = {name: trail.is_new for made in outcome.units.values() for name, trail in made.trails.items()}
        told = why(record, before, is_new, differing) if saying.why else ()
        print("\n".join([*told, *record.summary, *former_lines(request, outcome, former)]))
    return CLEAN if outcome.ingredients and not outcome.failed else DATA_ERRORS


def publish(request: Request, outcome: Outcome, files: NewSet, standing: Manifest | None) -> str:
    """Publish the whole set, and tell where the former went; when the gate was shut, only what helps to mend the data.

    A unit that failed keeps the files that it has; so do, when some units were asked for, all others.
    """
    if outcome.ingredients is None:
        own = replace(request, copy=Copy.UNIT).folder  # the clerk's alone
        for path, content in outcome.repair_files().items():
            publish_file(own / path, content)
        return ""
    made = {card.unit.name for card in outcome.scorecards} - set(outcome.failed)
    kept = kept_units(standing, all_but=made, only=None if request.units else outcome.failed)
    text = manifest_json(outcome.ingredients, outcome.hashes, standing, kept)
    files[PurePosixPath(NAME)] = text.encode()
    return files.publish(frozenset(kept), archive=not request.standard)


def _record(request: Request, outcome: Outcome, before: Record | None) -> Record:
    """Note what the set was made from and what is told of it."""
    trails = {name: trail.made_of for made in outcome.units.values() for name, trail in made.trails.items()}
    lines = result_lines(request, outcome) if outcome.ingredients else stopped_lines(request, outcome)
    summary = [*lines, *(also(request, outcome.scorecards) if outcome.ingredients else ())]
    return Record(
        summary=tuple(summary),
        diagnostics=tuple(outcome.diagnostics),
        trails=trails,
        grounds=_grounds(outcome),
    ).over(before, units=bool(request.units))


def _grounds(outcome: Outcome) -> Grounds:
    made_from = outcome.ingredients
    if made_from is None:
        return Grounds()
    rows = Counter[str]()
    for sheet in made_from.reconciliation.sheets:
        rows[sheet.file] += sheet.read
    return Grounds(
        asked=repr((made_from.request.accept_rejected, made_from.request.known_on, str(made_from.request.standard))),
        inputs=dict(made_from.reconciliation.inputs),
        rows=dict(rows),
        reference=dict(made_from.reference.files),
        clauses=clauses_of(made_from.reference.standards),
    )


def _differing(request: Request, outcome: Outcome) -> Mapping[str, int]:
    """Count, by unit, the records of the evidence that differ from those of the set that still stands."""
    found = {}
    for unit, made in outcome.units.items():
        path = PurePosixPath(unit) / EVIDENCE
        with contextlib.suppress(OSError, ValueError):
            standing = (request.folder / path).read_bytes()
            if not made.failed and sha256(standing) != outcome.hashes[path]:
                was, now = (Counter(map(repr, read_evidence(one))) for one in (standing, outcome.files[path]))
                found[unit] = max((was - now).total(), (now - was).total())
    return found


def _write_faults(request: Request, outcome: Outcome) -> None:
    """Keep where the program failed, for those who mend it."""
    for unit, made in outcome.units.items():
        if made.trace:
            with contextlib.suppress(OSError):
                folder = request.workspace.store / "faults"
                open_folder(folder)
                publish_file(folder / f"{unit}.txt", made.trace.encode())
