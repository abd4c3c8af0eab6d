"""附件2 with every change marked, row by row: what Word's tracked changes are made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from pipeline.compose.change.content import MarkedAnnex, MarkedRow
from pipeline.diagnostics import Diagnostic
from pipeline.model.change import ChangeMaterial
from pipeline.model.edits import Edit, Piece, Pieces, edits
from pipeline.model.revision import CRITERION, SCORING_NOTE, IndicatorPair, Revision, printed_text
from pipeline.model.standard import Indicator, Method, Standard

_DITTO: Pieces = (Piece("〃"),)
"""The template prints it in a cell that belongs to the one above; rendering merges the two."""


def marked_annex(material: ChangeMaterial) -> tuple[MarkedAnnex, list[Diagnostic]]:
    """Compose the marked copy."""
    revision = material.revision
    title = edits(revision.old.title, revision.new.title)
    rows = tuple(row for _, pairs in _groups(revision) for row in _rows(revision, pairs))
    return MarkedAnnex("附件2", title, rows, revision.new.issuer), []


def _groups(revision: Revision) -> Iterator[tuple[str, Sequence[IndicatorPair]]]:
    """Give the printed rows by the indicator that heads them; removed rows stand where they stood."""
    printed = [_printed(pair) for pair in _in_place(revision)]
    shown = [pair for pair in printed if pair.old or pair.new]
    order = {parent: at for at, parent in enumerate(dict.fromkeys(pair.either.parent for pair in shown))}
    shown.sort(key=lambda pair: order[pair.either.parent])
    for parent, pairs in groupby(shown, key=lambda pair: pair.either.parent):
        yield parent, tuple(pairs)


def _in_place(revision: Revision) -> list[IndicatorPair]:
    """Move each removed indicator behind the one that it followed in the old standard."""
    placed = [pair for pair in revision.pairs if pair.new]
    gone = {pair.old for pair in revision.pairs if pair.new is None}
    for before, removed in pairwise((None, *revision.old.indicators)):
        if removed in gone:
            at = next((number for number, pair in enumerate(placed, 1) if before and pair.old == before), 0)
            placed.insert(at, IndicatorPair(removed, None))
    return placed


def _printed(pair: IndicatorPair) -> IndicatorPair:
    """Leave out of a pair what 附件2 does not print."""
    old, new = (i if i and i.in_annex and i.method is not Method.SUM else None for i in (pair.old, pair.new))
    return IndicatorPair(old, new)


def _rows(revision: Revision, pairs: Sequence[IndicatorPair]) -> Iterator[MarkedRow]:
    """Give a group's rows. Where one comes or goes whole, each keeps a label of its own: a merged cell could not."""
    apart = any(pair.old is None or pair.new is None for pair in pairs)
    for at, pair in enumerate(pairs):
        label = _label(revision, pair) if apart or at == 0 else _DITTO
        yield MarkedRow(label, _cell(pair, CRITERION), _cell(pair, SCORING_NOTE))


def _label(revision: Revision, pair: IndicatorPair) -> Pieces:
    return edits(_heading(revision.old, pair.old), _heading(revision.new, pair.new))


def _heading(standard: Standard, indicator: Indicator | None) -> str:
    parent = standard.by_code.get(indicator.parent) if indicator else None
    return printed_text(parent, CRITERION)


def _cell(pair: IndicatorPair, column: str) -> Pieces:
    pieces = edits(printed_text(pair.old, column), printed_text(pair.new, column))
    return pieces or (Piece("", Edit.KEPT),)
