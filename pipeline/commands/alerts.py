"""``pingyi alerts --period 2018-06``: which tickets should get a 报备单 or a 预警单, and how they stand."""

from __future__ import annotations

import argparse

from pipeline.commands.options import add_workspace, period, show
from pipeline.commands.progress import Console
from pipeline.compose.occasional.alerts import SORTS, Alert, alerts
from pipeline.compose.occasional.limits import limit, moment, state
from pipeline.compose.scene import Scene
from pipeline.exits import CLEAN, DATA_ERRORS
from pipeline.model.material import Material
from pipeline.run import Outcome, assess
from pipeline.running.prepare import Request, prepare


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--period", metavar="考核期", type=period, required=True, help="如 2018-06")
    add_workspace(parser)
    parser.add_argument("--unit", metavar="单位", action="append", default=[], help="只列该单位，可写多次（默认全部）")


def main(arguments: argparse.Namespace) -> int:
    """Print a list for each unit; rejected rows do not hinder it, and are said to be missing."""
    request = Request(arguments.workspace, arguments.period, tuple(arguments.unit), accept_rejected=True)
    outcome = Outcome()
    prepared = prepare(request, outcome, Console(quiet=True))
    materials = assess(request, prepared, outcome) if prepared else ()
    if not materials:
        show(outcome.diagnostics, "text")
        return DATA_ERRORS
    for material in materials:
        _list(material)
    if outcome.reconciliation and outcome.reconciliation.rejected:
        print(f"注意：另有 {outcome.reconciliation.rejected} 行记录有误，未列入；运行 pingyi run 可得退回清单")
    if any(_alerts(material) for material in materials):
        print(f"生成文件：pingyi run {request.period} --all")
    return CLEAN


def _list(material: Material) -> None:
    scene, found = Scene(material), _alerts(material)
    told = "、".join(f"{sort.name} {sum(1 for alert in found if alert.sort is sort)} 份" for sort in SORTS)
    period_name = material.scorecard.period.chinese
    print(f"{scene.unit} {period_name}：{f'应有{told}' if found else '没有需要报备的重大信访，没有舆情'}")
    for alert in found:
        print("    " + "　".join(_words(scene, alert)))


def _alerts(material: Material) -> tuple[Alert, ...]:
    return tuple(alert for sort in SORTS for alert in alerts(Scene(material), sort))


def _words(scene: Scene, alert: Alert) -> tuple[str, ...]:
    ticket = alert.ticket
    received = f"{moment(ticket.received_at)}受理"
    told = (ticket.record, ticket.severity or "等级未填", received, limit(scene, ticket), state(scene, ticket))
    return alert.name, *told, f"← {ticket.place}"
