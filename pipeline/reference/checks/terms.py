"""Checks of a standard's dates (起止日期) and of its register of readings (口径)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from pipeline.diagnostics import Diagnostic, Place
from pipeline.reference.checks.faulting import doubt, fault, spot
from pipeline.reference.draft import Draft
from pipeline.reference.values import chinese_date

_CONFIRMED = "已确认"


def terms_run_forward(draft: Draft) -> Iterator[Diagnostic]:
    """起止先后：失效日期不早于生效日期，评议期止不早于评议期起。"""
    standard = draft.standard
    if standard.effective_to and standard.effective_to < standard.effective_from:
        message = (
            f"失效日期（{chinese_date(standard.effective_to)}）早于"
            f"生效日期（{chinese_date(standard.effective_from)}，{spot(draft.key('生效日期'))}），这份标准一天也不适用"
        )
        yield fault("DATE", draft.key("失效日期"), message, "改正其中一个日期；尚未失效的，失效日期留空")
    if standard.review_end < standard.review_start:
        start, end = ("{}月{}日".format(*day) for day in (standard.review_start, standard.review_end))
        message = f"评议期止（{end}）早于评议期起（{start}，{spot(draft.key('评议期起'))}）"
        yield fault("DATE", draft.key("评议期止"), message, "评议期在同一年内，请改正起止月日，如 03-01 起、11-30 止")


def readings_are_confirmed(draft: Draft) -> Iterator[Diagnostic]:
    """口径有人确认：状态为“已确认”的口径写明确认人和确认日期。"""
    for reading, line in draft.readings:
        missing = [
            name for name, value in (("确认人", reading.confirmed_by), ("确认日期", reading.confirmed_on)) if not value
        ]
        if reading.state == _CONFIRMED and missing:
            message = f"口径 {reading.code} 已确认，却没有写{'和'.join(missing)}"
            yield doubt("READING", line["状态"].place, message, "补写确认人和确认日期，或把状态改为“待确认”")


def effective_dates_differ(drafts: Sequence[Draft]) -> Iterator[Diagnostic]:
    """生效日期不同：两份标准同一天生效，就无法判断适用哪一份。"""
    first: dict[object, Draft] = {}
    for draft in drafts:
        day = draft.standard.effective_from
        earlier = first.setdefault(day, draft)
        if earlier is not draft:
            other = f"{earlier.standard.file}（{spot(earlier.key('生效日期'))}）"
            message = f"与 {other}同在{chinese_date(day)}生效，无法判断适用哪一份"
            yield fault(
                "OVERLAP", draft.key("生效日期"), message, "改正其中一份的生效日期；作废的一份请移出 inputs/standards"
            )


def names_tell_dates(drafts: Sequence[Draft]) -> Iterator[Diagnostic]:
    """文件名：以生效日期开头，与表内一致。"""
    for draft in drafts:
        day = draft.standard.effective_from.isoformat()
        name = PurePosixPath(draft.standard.file).name
        written = re.match(r"\d{4}-\d{2}-\d{2}", name)
        if not written or written[0] != day:
            wrong = f"文件名写的是 {written[0]}" if written else "文件名没有以生效日期开头"
            message = f"{wrong}，表内生效日期是 {day}（{spot(draft.key('生效日期'))}），以表内为准"
            yield doubt("NAME", Place(draft.standard.file), message, f"核对生效日期，把文件名改为“{day}-名称.xlsx”")
