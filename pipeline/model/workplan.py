"""The work plan (附件1 重点工作计划安排)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Task:
    """重点工作: one row of sheet 重点工作; ``due`` is 完成时间 as printed."""

    code: str
    stage: str
    content: str
    due: str
    department: str
    starts_on: date | None
    ends_on: date | None
