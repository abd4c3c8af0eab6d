"""What a run came to, in lines for the person who started it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pipeline.diagnostics import Diagnostic, Severity
from pipeline.model.marks import format_full, format_mark
from pipeline.model.scorecard import Scorecard
from pipeline.outputs import HISTORY
from pipeline.run import Outcome
from pipeline.running.prepare import is_of_a_row
from pipeline.running.request import Copy, Request

_NAMED_UNITS = 20
"""At most so many units are told of one by one."""


def result_lines(request: Request, outcome: Outcome) -> Iterator[str]:
    """Tell of a set: marks, what was lost, files, proof and judgement, warnings, 对账."""
    folder = request.folder.relative_to(request.workspace.root)
    cards = [card for card in outcome.scorecards if card.unit.name not in outcome.failed]
    for card in cards[:_NAMED_UNITS]:
        yield _score_line(card)
        for mark in sorted(card.leaves, key=lambda m: m.lost, reverse=True)[:3]:
            if mark.lost:
                yield f"    失 {format_mark(mark.lost)} 分：{mark.indicator.code} {mark.indicator.title}"
        yield f"    文件：{folder / card.unit.name}/（{'、'.join(_readable(outcome, card))}）"
    if len(cards) > _NAMED_UNITS:
        yield f"……共 {len(cards)} 个单位，均在 {folder}/ 下"
    if outcome.failed:
        yield _failed_line(outcome)
    card = cards[0]
    worst = max(card.leaves, key=lambda m: m.lost).indicator.code
    first = next(name for name in _readable(outcome, card) if name.endswith(".pdf"))
    yield f"请先看：{folder / card.unit.name / first}；核对某项得分：pingyi explain {card.period} {worst}"
    if outcome.ingredients:
        yield f"数字核对：{sum(outcome.ingredients.figures.values())} 个数字从成品读回，均与来源相符"
        yield str(outcome.ingredients.judgement)
    yield from _warning_lines(outcome, folder)
    yield from _count_lines(outcome)


def stopped_lines(request: Request, outcome: Outcome) -> Iterator[str]:
    """Tell of a run that made nothing, and how to go on."""
    folder = replace(request, copy=Copy.UNIT).folder.relative_to(request.workspace.root)
    yield f"{_stopped_by(outcome)}，没有生成文件；原有文件未改动。全部诊断见 {folder}/diagnostics.jsonl"
    if outcome.rejected:
        yield f"退回的行见 {folder}/rejected.xlsx（内部资料，含个人信息）；"
        yield "    改法：按表中“改法”修改原始表；或在本表中改正，放进原文件所在的文件夹，再重新运行；"
        yield "    以前放回过的，这次另起文件名，不要覆盖；"
        yield f"    {_way_out(outcome)}"
    yield from _count_lines(outcome)


def _stopped_by(outcome: Outcome) -> str:
    """Count what stops a run: rows that are set aside, and errors that no option lets pass."""
    rows, others = _rejected(outcome), len(_unpassable(outcome))
    told = ((rows, f"有 {rows} 行退回"), (others, f"{'另' if rows else ''}有 {others} 处错误"))
    return "，".join(text for count, text in told if count)


def _way_out(outcome: Outcome) -> str:
    rows, others = _rejected(outcome), len(_unpassable(outcome))
    if others:
        return f"--accept-rejected 只搁置退回的 {rows} 行，另 {others} 处错误仍须先改正"
    return f"也可用 --accept-rejected 搁置这 {rows} 行先行生成，文件中会注明退回行数"


def _rejected(outcome: Outcome) -> int:
    return outcome.reconciliation.rejected if outcome.reconciliation else 0


def _unpassable(outcome: Outcome) -> list[Diagnostic]:
    """Give the errors that ``--accept-rejected`` does not pass."""
    return [d for d in outcome.diagnostics if d.severity is Severity.ERROR and not is_of_a_row(d)]


def former_lines(request: Request, outcome: Outcome, former: str) -> Iterator[str]:
    """Say where the former set is, and which documents name the one that they replace."""
    if not former or outcome.ingredients is None:
        return
    folder = request.folder.relative_to(request.workspace.root)
    yield f"原有的一版已存入 {folder / HISTORY / former}/；比较得分：pingyi diff {request.period}"
    replacing = [name for name, version in outcome.ingredients.versions.items() if version.replaces]
    if replacing:
        more = f"等{len(replacing)}份" if len(replacing) > _NAMED_UNITS else ""
        yield f"内容有变、已注明替代前一版的：{'、'.join(replacing[:_NAMED_UNITS])}{more}"


def _failed_line(outcome: Outcome) -> str:
    names = outcome.failed
    more = f"等 {len(names)} 个单位" if len(names) > _NAMED_UNITS else ""
    named = "、".join(names[:_NAMED_UNITS])
    return f"没有做成的：{named}{more}，原因见上面各条；改正后重新运行同一命令，已做好的沿用，只补做没有做成的"


def _readable(outcome: Outcome, card: Scorecard) -> list[str]:
    """Name a unit's files that are made for people."""
    own = (path for path in outcome.hashes if path.parts[0] == card.unit.name)
    return [path.name for path in own if path.suffix not in {".json", ".parquet"}]


def _score_line(card: Scorecard) -> str:
    total = card.total
    rate = f"，得分率 {card.rate}%" if card.rate is not None else ""
    trial = "（试算）" if card.what_if else ""
    return (
        f"{card.unit.name} {card.period.chinese}{trial}：累计得分 {format_mark(total.mark)}"
        f"（已评满分 {format_full(total.evaluated_full)}，总分值 {format_full(card.full)}）{rate}"
    )


def _warning_lines(outcome: Outcome, folder: Path) -> Iterator[str]:
    warnings = sum(1 for d in outcome.diagnostics if d.severity is Severity.WARNING)
    notes = sum(1 for d in outcome.diagnostics if d.severity is Severity.NOTE)
    if warnings or notes:
        yield f"警告 {warnings} 条，提示 {notes} 条，见 {folder}/diagnostics.jsonl"


def _count_lines(outcome: Outcome) -> Iterator[str]:
    counts = outcome.reconciliation
    if counts is None:
        return
    accepted = sum(sheet.accepted for sheet in counts.sheets)
    duplicate = sum(sheet.duplicate for sheet in counts.sheets)
    blank = sum(sheet.blank for sheet in counts.sheets)
    yield (
        f"对账：读取 {counts.read:,} 行 = 采用 {accepted:,} + 重复 {duplicate:,} + "
        f"退回 {counts.rejected + counts.replaced:,} + 空白 {blank:,}（{len(counts.sheets)} 张表）"
    )
    if counts.replaced:
        yield f"    退回的行中，{counts.replaced:,} 行已由更正件替代，计入的是更正件"
