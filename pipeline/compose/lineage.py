"""替代说明: what a document made again says of the version that it replaces (条例 第二十五条)."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TypeVar

from pipeline.compose.content import Closing
from pipeline.compose.wording import full_date
from pipeline.model.lineage import Replaced

C = TypeVar("C")
_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")


def dated(content: object, as_of: date) -> str:
    """Say which version this is: by its 成文日期, or while that is still 【待填】 by the day its data end."""
    closing = getattr(content, "closing", None)
    if isinstance(closing, Closing) and _DAY.fullmatch(closing.date):
        return f"{closing.date}成文"
    return f"数据截至{full_date(as_of)}"


def with_lineage(content: C, replaced: Replaced) -> C:
    """Give the same content with the 替代 line: in the 附注 (7.3.6), or beside the day that a one-page brief names.

    Raises:
        TypeError: the content has no place for it; every kind made again has one (a test says so).
    """
    said = f"本文件替代{replaced.dated}的前一版，摘要码{replaced.digest}"
    closing = getattr(content, "closing", None)
    if isinstance(closing, Closing):
        inner = closing.note.removeprefix("（").removesuffix("）")
        note = f"（{inner}。{said}）" if inner else f"（{said}）"
        return replace(content, closing=replace(closing, note=note))  # type: ignore[type-var]
    if isinstance(getattr(content, "dateline", None), str):
        line = f"{content.dateline}，{said.removeprefix('本文件')}"  # type: ignore[attr-defined]
        return replace(content, dateline=line)  # type: ignore[type-var]
    raise TypeError(f"{type(content).__name__} has neither 附注 nor dateline")
