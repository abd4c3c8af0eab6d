"""``index.html`` (得分说明页): the unit's own page, where every figure opens down to clause, arithmetic and records."""

from __future__ import annotations

from pipeline.compose.page.content import Page
from pipeline.compose.page.page import score_page

__all__ = ["Page", "score_page"]
