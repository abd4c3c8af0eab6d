"""Reading sheet 办理时限: in how many working days a ticket is handled whose export names no day.

Optional: an office that has no such rule leaves it out, and its tickets without 办理截止 have no limit (未定时限).
"""

from __future__ import annotations

from pipeline.model.organization import TimeLimit
from pipeline.records.schema import TICKETS
from pipeline.reference.book import Book, Line, Shape
from pipeline.reference.cell import Cell

LIMITS = Shape("办理时限", ("受理渠道", "诉求类型", "工作日"), if_missing="")
_LONGEST = 200
"""The working calendar reaches to the end of the next year, hence some 250 working days beyond any ticket."""


def read_time_limits(book: Book) -> tuple[TimeLimit, ...]:
    """Read the limits; an empty 受理渠道 or 诉求类型 means any."""
    found: dict[tuple[str, str], TimeLimit] = {}
    for line in book.lines(LIMITS):
        limit = TimeLimit(_choice(line["受理渠道"], "channel"), _choice(line["诉求类型"], "kind"), _days(line))
        key = limit.channel, limit.kind
        if found.setdefault(key, limit) is not limit:
            message = f"受理渠道“{key[0] or '不限'}”、诉求类型“{key[1] or '不限'}”写了两次"
            book.faults.error("LIMIT", line["工作日"].place, message, "只保留一行，删去另一行")
    return tuple(found.values())


def _choice(cell: Cell, field: str) -> str:
    word, choices = cell.code(), TICKETS.field(field).choices
    if not word or word in choices:
        return word
    message = f"“{cell.header}”不能是“{word}”"
    cell.faults.error("VALUE", cell.place, message, f"改为下列之一，不限的留空：{'、'.join(choices)}")
    return ""


def _days(line: Line) -> int:
    cell, noted = line["工作日"], len(line["工作日"].faults.noted)
    number = cell.number()
    if len(cell.faults.noted) > noted or (number == int(number) and 1 <= number <= _LONGEST):
        return int(number)
    cell.faults.error(
        "VALUE", cell.place, f"“工作日”应为 1 至 {_LONGEST} 的整数，现为“{number}”", "改为工作日的天数，如 5"
    )
    return 0
