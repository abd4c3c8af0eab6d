"""摘要 (一页通): one page for the leader."""

from __future__ import annotations

from pipeline.compose.brief.page import brief

__all__ = ["brief"]
