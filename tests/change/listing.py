"""Content of a rule change as text, in reading order: what a golden holds and an official reads aloud."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple

from pipeline.compose.change.content import ChangeNotice, Comparison, Impact, MarkedAnnex
from pipeline.model.edits import Pieces

MARKS = {"": "{}", "新增": "[+{}+]", "删去": "[-{}-]"}


def comparison_text(comparison: Comparison) -> str:
    return "\n".join(_comparison(comparison)) + "\n"


def notice_text(notice: ChangeNotice) -> str:
    return "\n".join(_notice(notice)) + "\n"


def marked_text(annex: MarkedAnnex) -> str:
    rows = (" | ".join(_marked(pieces) for pieces in (r.label, r.criterion, r.scoring_note)) for r in annex.rows)
    return "\n".join((annex.number, _marked(annex.title), *rows)) + "\n"


def _marked(pieces: Pieces) -> str:
    return "".join(MARKS[piece.edit].format(piece.text) for piece in pieces)


def _comparison(comparison: Comparison) -> Iterator[str]:
    yield f"{comparison.number} {comparison.title}".strip()
    yield comparison.caption
    for row in comparison.clauses:
        yield f"{row.clause}"
        yield f"  现行：{_marked(row.old)}"
        yield f"  修订：{_marked(row.new)}"
        yield f"  理由：{row.reason}"
    for parameter in comparison.parameters:
        yield " | ".join(astuple(parameter))
    yield from comparison.notes


def _impact(impact: Impact) -> Iterator[str]:
    yield f"{impact.number} {impact.title}"
    yield from impact.opening
    for caption, groups in ((impact.caption, impact.marks), (impact.month_caption, impact.months)):
        yield caption
        for group in groups:
            yield f"[{group.label}]"
            yield from (f"  {' | '.join(astuple(row))}" for row in group.rows)
    yield from impact.notes


def _notice(notice: ChangeNotice) -> Iterator[str]:
    yield from (notice.head.agency_mark, notice.head.number, notice.head.title, notice.head.addressee)
    yield from notice.opening
    yield from (f"附件：{note}" for note in notice.attachment_notes)
    yield from (notice.closing.signature, notice.closing.date, notice.closing.note)
    yield f"{notice.standard.number} {notice.standard.title}"
    for group in notice.standard.groups:
        yield f"[{group.label}]"
        yield from (f"  {' | '.join(astuple(row))}" for row in group.rows)
    yield from notice.standard.notes
    yield from _comparison(notice.comparison)
    yield from _impact(notice.impact)
    yield from (notice.imprint.copy_to, f"{notice.imprint.printer}　{notice.imprint.printed_on}")
