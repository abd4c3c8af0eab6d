"""退回记录: a document made although rows were rejected says how many (records.md, Nothing lost)."""

from __future__ import annotations


def set_aside(rejected: int) -> str:
    """Say how many rows of the whole run were set aside; empty when none were."""
    return f"本次读取的原始记录有{rejected}行数据有误，已退回核改，未计入。" if rejected else ""
