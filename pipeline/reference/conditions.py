"""条件 and 取数: the two small languages of the standards workbook, checked against the record tables.

``诉求类型=投诉 且 是否署名=是`` names fields of the table 诉求工单 by their headers; ``渠道=短信`` a rating channel.
"""

from __future__ import annotations

import re

from pipeline.model.standard import Condition
from pipeline.records.schema import CHANNELS, TICKETS, Field, Kind
from pipeline.reference.cell import Cell
from pipeline.reference.values import as_name

_AND = re.compile(r"\s*(?:并且|而且|且)\s*")
_EXAMPLE = "写作“诉求类型=投诉 且 是否署名=是”的形式，各项之间用“且”"
_COMPARABLE = {as_name(f.header): f for f in TICKETS.fields if f.kind in {Kind.CHOICE, Kind.CODE} and not f.pii}


def read_conditions(cell: Cell) -> tuple[Condition, ...]:
    """Read a clause's 条件; the conditions carry the table's field names (``kind``), not the headers."""
    text = cell.code()
    found = tuple(_condition(part, cell) for part in _AND.split(text)) if text else ()
    return tuple(condition for condition in found if condition is not None)


def read_selector(cell: Cell) -> str:
    """Read an indicator's 取数: ``渠道=…`` with a known channel, or nothing."""
    text = re.sub(r"\s", "", cell.code())
    name, _, channel = text.partition("=")
    if text and (name != "渠道" or channel not in CHANNELS):
        remedy = f"写作“渠道=短信”的形式，渠道可为：{'、'.join(CHANNELS)}；不需要时留空"
        cell.faults.error("SELECTOR", cell.place, f"“取数”写作“{text}”，无法识别", remedy)
        return ""
    return text


def _condition(part: str, cell: Cell) -> Condition | None:
    header, equals, value = (piece.strip() for piece in part.partition("="))
    if not (header and equals and value) or "=" in value or header.endswith(("!", "<", ">", "≠", "不")):
        cell.faults.error("CONDITION", cell.place, f"条件“{part}”无法识别", _EXAMPLE)
        return None
    field = _COMPARABLE.get(as_name(header))
    if field is None:
        known = "、".join(field.header for field in _COMPARABLE.values())
        cell.faults.error("CONDITION", cell.place, f"条件中的“{header}”不是诉求工单可比较的列", f"可用的列：{known}")
        return None
    return Condition(field.name, value) if _is_possible(field, value, cell) else None


def _is_possible(field: Field, value: str, cell: Cell) -> bool:
    if not field.choices or value in field.choices:
        return True
    message = f"条件中“{field.header}”不会等于“{value}”，这一情形永远不会扣分"
    cell.faults.error("CONDITION", cell.place, message, f"“{field.header}”可为：{'、'.join(field.choices)}")
    return False
