"""退回记录: a document made although rows were rejected says how many (records.md, Nothing lost)."""

from __future__ import annotations

from pipeline.model.reconciliation import Reconciliation


def set_aside(counts: Reconciliation) -> str:
    """Say how many rows were set aside; empty when none were."""
    if not counts.rejected:
        return ""
    return f"本次共读取原始记录{counts.read}行，其中{counts.rejected}行数据有误，已退回核改，未计入。"
