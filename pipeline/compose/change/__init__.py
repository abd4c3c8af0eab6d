"""The documents of a rule change: 修订对照表, the 通知 that encloses it, the marked copy of 附件2, and 影响分析.

``comparison``  修订对照表: clause by clause, number by number
``impact``      what it does to marks and documents, on a page
``workbook``    the same in full: 影响分析.xlsx
``marked``      附件2 with every change marked, from which Word's tracked changes are made
``notice``      the draft notice
"""

from __future__ import annotations

from pipeline.compose.change.comparison import comparison_document
from pipeline.compose.change.marked import marked_annex
from pipeline.compose.change.notice import change_notice
from pipeline.compose.change.workbook import impact_workbook

__all__ = ["change_notice", "comparison_document", "impact_workbook", "marked_annex"]
