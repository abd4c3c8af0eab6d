"""Across units (跨单位): the shortlist for 网络评议, and a superior's monthly comparison of its units."""

from __future__ import annotations

from pipeline.compose.across.marks import marks_workbook
from pipeline.compose.across.shortlist import shortlist_document, shortlist_workbook
from pipeline.compose.across.summary import summary_notice

__all__ = ["marks_workbook", "shortlist_document", "shortlist_workbook", "summary_notice"]
