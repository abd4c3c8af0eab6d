"""修订对照表: old text, new text with changed words marked, reason, 生效日期; and every number that scoring uses."""

from __future__ import annotations

from pipeline.compose.change.content import ClauseRow, Comparison, ComparisonDocument, ParameterRow
from pipeline.compose.wording import NOTHING, cell, full_date, prose, standard_name, title_of
from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.change import ChangeMaterial
from pipeline.model.edits import Piece, Pieces
from pipeline.model.elements import PLACEHOLDER
from pipeline.model.revision import Revision, TextChange

_NONE: Pieces = (Piece(NOTHING),)


def comparison_document(material: ChangeMaterial) -> tuple[ComparisonDocument, list[Diagnostic]]:
    """Compose 修订对照表 as a document of its own; a change without a reason is a warning."""
    comparison = comparison_table(material, "")
    return ComparisonDocument(comparison, material.revision.new.issuer), _missing_reasons(material.revision)


def comparison_title(revision: Revision) -> str:
    """Name the table."""
    return f"{revision.new.title}修订对照表"


def comparison_table(material: ChangeMaterial, number: str) -> Comparison:
    """Compose the table itself."""
    revision = material.revision
    return Comparison(
        number=number,
        title=comparison_title(revision),
        caption=f"生效日期：{full_date(revision.new.effective_from)}",
        clauses=tuple(_clause(revision, change) for change in revision.texts),
        parameters=tuple(
            ParameterRow(f"{p.code} {p.subject}".strip(), p.parameter, cell(p.old), cell(p.new))
            for p in revision.parameters
        ),
        notes=_notes(revision),
    )


def reason_of(revision: Revision, change: TextChange) -> str:
    """Give the reason for a change: its own, else that of the whole revision, else 【待填】."""
    return prose(revision.reason(change.indicator.code) or revision.reason("")) or PLACEHOLDER


def _clause(revision: Revision, change: TextChange) -> ClauseRow:
    old = tuple(piece for piece in change.pieces if not piece.is_inserted)
    new = tuple(piece for piece in change.pieces if not piece.is_deleted)
    clause = f"{change.indicator.code} {title_of(change.indicator)}（{change.column}）"
    return ClauseRow(clause, old or _NONE, new or _NONE, reason_of(revision, change))


def _notes(revision: Revision) -> tuple[str, ...]:
    note = f"注：现行规定指{standard_name(revision.old)}，加删除线的为删去的文字，加下划线的为新增的文字。"
    if revision.texts:
        return (note,)
    return ("注：条文文字没有变化。",) if revision.parameters else ("注：两份标准没有差别。",)


def _missing_reasons(revision: Revision) -> list[Diagnostic]:
    codes = [c.indicator.code for c in revision.texts if reason_of(revision, c) == PLACEHOLDER]
    if not codes:
        return []
    place = Place(revision.new.file, "修订说明")
    message = f"{'、'.join(dict.fromkeys(codes))} 没有写修订理由，对照表中留作{PLACEHOLDER}"
    remedy = "在新标准工作簿增加“修订说明”表，列名为编号、修订理由；编号留空的一行为总的理由"
    return [Diagnostic("DOC-REASON", Severity.WARNING, place, message, remedy)]
