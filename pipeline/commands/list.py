"""``pingyi list sources|tables|accepted|kinds|methods|checks``: printed from the tables in the code."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence

from pipeline.commands.options import add_workspace, show
from pipeline.exits import CLEAN
from pipeline.workspace import Workspace


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("what", metavar="类别", choices=tuple(LISTS), help="、".join(LISTS))
    add_workspace(parser)


def main(arguments: argparse.Namespace) -> int:
    """Print one list."""
    for line in LISTS[arguments.what](arguments.workspace):
        print(line)
    return CLEAN


def _sources(workspace: Workspace) -> Iterator[str]:
    from pipeline.ingest.sources import load_sources

    sources, faults = load_sources((workspace.own_sources,))
    show(faults, "text")
    for source in sources:
        yield f"{source.name}\t{source.title}\t→ {source.table}"


def _tables(_: Workspace) -> Iterator[str]:
    from pipeline.records.schema import TABLES

    for table in TABLES:
        yield f"{table.name} {table.title}"
        for field in table.fields:
            marks = ("*" if field.required else "") + ("（个人信息）" if field.pii else "")
            choices = f"：{'|'.join(field.choices)}" if field.choices else ""
            yield f"    {field.name}\t{field.header}{marks}{choices}"


def _accepted(_: Workspace) -> Iterator[str]:
    """Give the columns of accepted records as Parquet (``[records] accepted``), with their types."""
    from pipeline.records.schema import TABLES
    from pipeline.records.store import columns_of, resolved_of

    for table in TABLES:
        yield f"{table.name}/*.parquet {table.title}"
        for name, kind in (*columns_of(table), *resolved_of(table)):
            yield f"    {name} {kind}"


def _kinds(_: Workspace) -> Iterator[str]:
    from pipeline.compose import KINDS

    for kind in KINDS:
        yield f"{kind.name}\t{kind.title}\ttemplates/{kind.template}"


def _methods(_: Workspace) -> Iterator[str]:
    from pipeline.score.methods import METHODS

    for method, function in METHODS.items():
        yield f"{method}\t{_first_line(function)}"


def _checks(_: Workspace) -> Iterator[str]:
    from pipeline.check import RULES
    from pipeline.reference.checks import CHECKS, CHECKS_AMONG
    from pipeline.validate import VALIDATIONS

    groups: tuple[tuple[str, Sequence[Callable[..., object]]], ...] = (
        ("记录校验", VALIDATIONS),
        ("评价标准自查", (*CHECKS, *CHECKS_AMONG)),
    )
    for title, checks in groups:
        yield title
        for check in checks:
            yield f"    {check.__name__}\t{_first_line(check)}"
    yield "成品核对"
    for rule in RULES:
        yield f"    {rule.code}\t{rule.sentence}（{rule.clause}，{rule.strength}）"


def _first_line(function: Callable[..., object]) -> str:
    return (function.__doc__ or "").strip().splitlines()[0]


LISTS: dict[str, Callable[[Workspace], Iterator[str]]] = {
    "sources": _sources,
    "tables": _tables,
    "accepted": _accepted,
    "kinds": _kinds,
    "methods": _methods,
    "checks": _checks,
}
