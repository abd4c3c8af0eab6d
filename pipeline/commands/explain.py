"""``pingyi explain 2018-06 1.2.1``: where a mark comes from, down to file, sheet and row."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence

from pipeline.commands.options import add_workspace, period, show
from pipeline.commands.progress import Console
from pipeline.diagnostics import has_errors
from pipeline.exits import CANNOT_RUN, CLEAN, DATA_ERRORS
from pipeline.model.marks import format_full
from pipeline.model.scorecard import Evidence, Scorecard, Treatment
from pipeline.model.standard import Indicator, Standard
from pipeline.running.prepare import Findings, Prepared, Request, prepare
from pipeline.score import Explanation, explain, score


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("period", metavar="考核期", type=period, help="如 2018-06")
    parser.add_argument("indicator", metavar="指标", help="指标编号或名称，如 1.2.1")
    add_workspace(parser)
    parser.add_argument("--unit", metavar="单位", action="append", default=[], help="只说明该单位，可写多次")


def main(arguments: argparse.Namespace) -> int:
    """Print the explanation for each unit; rejected rows do not hinder it, and are said to be missing."""
    request = Request(arguments.workspace, arguments.period, tuple(arguments.unit), accept_rejected=True)
    findings = Findings()
    prepared = prepare(request, findings, Console(quiet=True))
    if prepared is None:
        show(findings.diagnostics, "text")
        return DATA_ERRORS
    cards, faults = score(prepared.accepted, prepared.reference.standards, request.period, prepared.units)
    if has_errors(faults):
        show(faults, "text")
        return DATA_ERRORS
    return _explain_all(arguments.indicator, prepared, cards)


def _explain_all(wanted: str, prepared: Prepared, cards: Sequence[Scorecard]) -> int:
    for card in cards:
        indicator = _find(card.standard, wanted)
        if indicator is None:
            _say_unknown(wanted, card.standard)
            return CANNOT_RUN
        explanation = explain(prepared.intake.records, card, prepared.reference.standards, indicator.code)
        for line in _lines(explanation):
            print(line)
    if prepared.reconciliation.rejected:
        print(f"注意：另有 {prepared.reconciliation.rejected} 行记录有误，未计入；运行 pingyi run 可得退回清单")
    return CLEAN


def _find(standard: Standard, wanted: str) -> Indicator | None:
    if wanted in standard.by_code:
        return standard.by_code[wanted]
    named = [indicator for indicator in standard.indicators if wanted in indicator.title]
    return named[0] if len(named) == 1 else None


def _say_unknown(wanted: str, standard: Standard) -> None:
    print(f"pingyi explain：“{standard.title}”中没有（或不止一个）指标“{wanted}”", file=sys.stderr)
    print("    改法：写指标编号，可用的有", file=sys.stderr)
    for indicator in standard.indicators:
        print(f"        {indicator.code} {indicator.title}", file=sys.stderr)


def _lines(explanation: Explanation) -> Iterator[str]:
    trial = "（试算）" if explanation.what_if else ""
    standard = explanation.standard
    yield f"{explanation.unit.name} {explanation.period.chinese}{trial}"
    yield f"标准：{standard.title}（{standard.effective_from}起施行，{standard.file}）"
    yield from explanation.clauses
    yield from explanation.arithmetic
    for treatment in Treatment:
        records = [record for record in explanation.evidence if record.treatment is treatment]
        if records:
            yield f"{treatment} {len(records)} 条："
            yield from (f"    {_record(record)}" for record in records)
    yield ""


def _record(record: Evidence) -> str:
    words = [str(record.day), record.record, record.basis]
    if record.each is not None:
        words.append(f"{record.count}×{format_full(record.each)}")
    words += [record.reason, record.detail]
    return f"{'　'.join(word for word in words if word)}　← {record.place}"
