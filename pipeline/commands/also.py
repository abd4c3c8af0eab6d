"""还可生成: what else can be made of a period, told at the end of a run."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.scorecard import Scorecard
from pipeline.running.request import Request


def also(request: Request, cards: tuple[Scorecard, ...]) -> Iterator[str]:
    """Name the commands that make the other kinds of document; those that were asked for are left out."""
    asked, year = request.period, request.period.year
    yield "还可生成："
    if asked.is_month and not request.everything:
        yield f"    pingyi run {asked} --all：当月有材料的情况通报、整改通知、工作动态、数据报送函等"
    if asked.is_month:
        yield f"    pingyi run {year}：年度总结"
        yield f"    pingyi daily {asked.span.start}：某一天的服务数据工作簿（日期自定）"
    if len(cards) > 1:
        yield f"    pingyi summary {asked}：上级单位所属各单位得分的排名、比较（通报）和总表"
        yield f"    pingyi shortlist {year}：网络评议候选对象名单"
    yield f"    pingyi attachments、pingyi program --year {year}：附件1、附件2，年度活动方案"
