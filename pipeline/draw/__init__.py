"""Draw (抽样): from accepted cases to the lists of whom to ask (M5), and the proof that a list was drawn by the rule.

`draw` draws, `sample_workbook` is the list as people get it, `read_list` reads it back and `first_difference`
compares it with the same drawn again.
"""

from __future__ import annotations

from pipeline.draw.comparing import Listed, first_difference, read_list
from pipeline.draw.drawing import closes_quarter, draw, due_samples, is_due
from pipeline.draw.listing import LIST_NAMES, sample_workbook

__all__ = [
    "LIST_NAMES", "Listed", "closes_quarter", "draw", "due_samples", "first_difference", "is_due", "read_list",
    "sample_workbook",
]  # fmt: skip
