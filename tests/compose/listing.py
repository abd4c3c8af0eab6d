"""Content as text, in reading order: what a golden holds and an official reads aloud."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from pipeline.compose.content import Attachment, Brief, MonthlyReport, Passage

HEADINGS = (
    "一、总体得分情况",
    "三、重点工作推进情况",
    "四、主要做法",
    "五、存在问题",
    "六、整改落实情况",
    "七、下一步工作",
)


def report_text(report: MonthlyReport) -> str:
    return "\n".join(_report(report)) + "\n"


def brief_text(brief: Brief) -> str:
    return "\n".join(_brief(brief)) + "\n"


def _report(report: MonthlyReport) -> Iterator[str]:
    head = report.head
    yield head.agency_mark
    yield f"{head.number}　　签发人：{head.signer}"
    yield head.title
    yield head.addressee
    yield from report.opening
    passages = (report.overview, report.key_work, report.practices, report.problems, report.rectification)
    for heading, passage in zip(HEADINGS, (*passages, report.next_steps), strict=True):
        yield heading
        yield from _passage(passage)
        if heading == HEADINGS[0]:
            yield "二、分项指标完成情况"
            for part in report.parts:
                yield part.heading
                yield from part.paragraphs
    yield "特此报告。"
    yield from (f"附件：{note}" for note in report.attachment_notes)
    yield from (report.closing.signature, report.closing.date, report.closing.note)
    for attachment in (report.scores, report.deductions, report.tasks, report.tickets):
        yield ""
        yield from _attachment(attachment)
    yield ""
    yield report.imprint.copy_to
    yield f"{report.imprint.printer}　{report.imprint.printed_on}"


def _passage(passage: Passage) -> Iterator[str]:
    yield from passage.paragraphs
    for point in passage.points:
        yield f"{point.lead}{point.text}"


def _attachment(attachment: Attachment) -> Iterator[str]:
    yield f"{attachment.number} {attachment.title}"
    yield attachment.caption
    for group in attachment.groups:
        yield f"[{group.label}]"
        for row in group.rows:
            yield "  " + _row(row)
    for row in attachment.totals:
        yield _row(row)
    yield from attachment.notes


def _row(row: object) -> str:
    return " | ".join(str(getattr(row, field.name)) for field in fields(row))


def _brief(brief: Brief) -> Iterator[str]:
    yield brief.title
    yield brief.dateline
    yield brief.headline
    yield from brief.summary
    for chart in brief.charts:
        yield f"[{chart.form}] {chart.alternative}"
    yield from (_row(loss) for loss in brief.losses)
    yield brief.no_loss
    yield brief.not_evaluated
    yield from brief.next_steps
    yield from brief.notes
