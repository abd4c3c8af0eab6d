"""``pingyi draw sms|callback|casefile --period 2018-06``: whom to ask, by a recorded seed; ``--check`` proves it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.commands.options import add_workspace, period, show
from pipeline.commands.progress import Console
from pipeline.diagnostics import Diagnostic
from pipeline.draw import LIST_NAMES, Listed, closes_quarter, draw, first_difference, read_list, sample_workbook
from pipeline.exits import CANNOT_RUN, CLEAN, DATA_ERRORS
from pipeline.ingest.cells import read_sheets
from pipeline.ingest.files import read_file, unfit
from pipeline.ingest.portion import SheetCells
from pipeline.model.period import Period
from pipeline.model.sampling import Sample, SampleKind
from pipeline.model.standard import Standards
from pipeline.outputs import locked, publish_file
from pipeline.records.masking import mask_label
from pipeline.render.excel import workbook_bytes
from pipeline.running.prepare import Findings, Prepared, Request, prepare
from pipeline.workspace import Workspace

_LONGEST_SEED = 64
OWN_SEED = "-另定种子"
"""In the file's name of a list that was not drawn by the default seed, which ``pingyi run`` makes again."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    where = "名单写入 outputs/考核期/单位/ 的抽样-短信.xlsx、抽样-电话回访.xlsx、抽样-案卷.xlsx"
    kinds = f"sms 短信评价、callback 电话回访、casefile 案卷审查；{where}"
    parser.add_argument("kind", metavar="种类", nargs="?", type=_kind, help=kinds)
    parser.add_argument("--period", metavar="考核期", type=period, help="如 2018-06（月）、2018Q2（季）")
    parser.add_argument("--unit", metavar="单位", action="append", default=[], help="只抽该单位，可写多次（默认全部）")
    parser.add_argument("--seed", metavar="种子", type=_seed, default="", help="抽样种子（默认“年份-单位代码-种类”）")
    parser.add_argument("--check", metavar="名单.xlsx", type=Path, help="按名单记载的种子重抽，核对是否相同")
    parser.add_argument("--accept-rejected", action="store_true", help="有退回的行也继续，退回的不在总体之内")
    add_workspace(parser)


def main(arguments: argparse.Namespace) -> int:
    """Draw and write the lists; or check one that stands."""
    if arguments.check:
        return _check(arguments)
    if arguments.kind is None or arguments.period is None:
        print("pingyi draw：要写明种类和考核期\n    改法：如 pingyi draw sms --period 2018-06", file=sys.stderr)
        return CANNOT_RUN
    request = _request(arguments, arguments.period, tuple(arguments.unit))
    prepared = _prepared(request)
    if prepared is None:
        return DATA_ERRORS
    samples = [draw(prepared.intake.records, unit, request.period, arguments.kind, arguments.seed)
               for unit in prepared.units]  # fmt: skip
    with locked(request.workspace.outputs, _say_waiting):
        for unit, sample in zip(prepared.units, samples, strict=True):
            if not sample.size:
                print(f"{unit.name} {request.period.chinese}：没有可抽的办件，没有生成名单")
                print("    改法：核对考核期，或把该期的办件放进 inputs/records/ 后重新抽取")
                continue
            path = request.folder / unit.name / _file_name(sample, is_default=not arguments.seed)
            publish_file(path, workbook_bytes(sample_workbook(sample)))
            for line in _told(sample, path.relative_to(request.workspace.root), prepared.reference.standards):
                print(line)
    return CLEAN if any(sample.size for sample in samples) else DATA_ERRORS


def _check(arguments: argparse.Namespace) -> int:
    """Redraw a list and say whether it is the same."""
    listed = _listed(arguments.check, arguments.workspace)
    if listed is None:
        return CANNOT_RUN
    prepared = _prepared(_request(arguments, listed.period, (listed.unit,)))
    if prepared is None:
        return DATA_ERRORS
    again = draw(prepared.intake.records, prepared.units[0], listed.period, listed.kind, listed.seed)
    difference = first_difference(listed, again)
    if difference:
        print(f"{arguments.check}：与重抽结果不同。{difference}")
        print("    改法：核对 inputs/records/ 是否与抽样时相同，或名单是否被改动")
        return DATA_ERRORS
    print(f"{arguments.check}：与重抽结果相同（种子 {listed.seed}，总体 {again.size} 件，抽中 {again.drawn} 件）")
    return CLEAN


def _listed(file: Path, workspace: Workspace) -> Listed | None:
    """Read a list; say why when it cannot be read."""
    read = read_file(file.resolve(), workspace.root)
    fault = read if isinstance(read, Diagnostic) else unfit(read)
    if isinstance(read, Diagnostic) or fault:
        show([fault] if fault else [], "text")
        return None
    sheets = list(read_sheets(read))
    faults = [sheet for sheet in sheets if isinstance(sheet, Diagnostic)]
    show(faults, "text")
    try:
        return None if faults else read_list({s.name: _lines(s) for s in sheets if isinstance(s, SheetCells)})
    except ValueError as lack:
        print(f"pingyi draw：{file} 不是抽样名单：{lack}", file=sys.stderr)
        print("    改法：写 pingyi draw 或 pingyi run 生成的“抽样-….xlsx”", file=sys.stderr)
        return None


def _lines(sheet: SheetCells) -> Sequence[tuple[str, ...]]:
    return sheet.texts(range(sheet.height))


def _request(arguments: argparse.Namespace, asked: Period, units: tuple[str, ...]) -> Request:
    return Request(arguments.workspace, asked, units, accept_rejected=arguments.accept_rejected)


def _prepared(request: Request) -> Prepared | None:
    findings = Findings()
    prepared = prepare(request, findings, Console(quiet=True))
    if prepared is None:
        show(findings.diagnostics, "text")
    return prepared


def _file_name(sample: Sample, *, is_default: bool) -> str:
    name = Path(LIST_NAMES[sample.kind])
    return name.name if is_default else f"{name.stem}{OWN_SEED}{name.suffix}"


def _told(sample: Sample, file: Path, standards: Standards) -> Iterator[str]:
    counts = f"总体 {sample.size} 件，抽中 {sample.drawn} 件，种子 {sample.seed}"
    yield f"{sample.unit.name} {sample.period.chinese}：{counts}"
    for stratum in sample.strata:
        if stratum.shortfall:
            yield f"    {stratum.label} 只有 {stratum.size} 件，不足 {stratum.quota} 件"
    if sample.kind is SampleKind.CASE_FILES and _goes_on(sample.period, standards):
        yield "    本季度尚未结束，名单只含截至考核期末办结的办件；季度结束后以季末抽取的为准"
    yield f"    名单：{file}；核对：pingyi draw --check {file}"


def _goes_on(period: Period, standards: Standards) -> bool:
    standard = standards.in_force(period.span.end)
    return standard is not None and not closes_quarter(period, standard.review_span(period.year))


def _kind(text: str) -> SampleKind:
    """Read the kind.

    Raises:
        argparse.ArgumentTypeError: there is no such kind.
    """
    try:
        return SampleKind(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"没有“{text}”这种抽样，可写 {'、'.join(SampleKind)}") from None


def _seed(text: str) -> str:
    """Read a seed: it is printed, and stands in a list by which anybody may draw again.

    Raises:
        argparse.ArgumentTypeError: it cannot be read off a list, or would show whom it was taken from.
    """
    if not text.isprintable() or len(text) > _LONGEST_SEED or text != text.strip():
        raise argparse.ArgumentTypeError(f"种子应为 1 至 {_LONGEST_SEED} 个可见字符，首尾不留空格")
    if mask_label(text) != text:
        raise argparse.ArgumentTypeError("种子要写进名单，不能用姓名、电话等个人信息")
    return text


def _say_waiting() -> None:
    print("另一个 pingyi 正在使用 outputs/，等它做完再开始……", file=sys.stderr)
