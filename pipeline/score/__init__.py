"""Score (评分): accepted records and a standard become a scorecard for each unit; and the reasons for every mark.

`score` gives the scorecards, `score_months` those of many months in one pass; `evidence` the records behind one,
`explain` what a person is told who asks where a mark comes from. ``methods.METHODS`` holds the arithmetic, one function
a method.
"""

from __future__ import annotations

from pipeline.score.engine import score, score_months
from pipeline.score.evidence import evidence
from pipeline.score.explain import Explanation, arithmetic, explain, reasoning

__all__ = ["Explanation", "arithmetic", "evidence", "explain", "reasoning", "score", "score_months"]
