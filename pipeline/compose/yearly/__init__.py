"""年度总结: the year's report to the superior organ (plan, 总结提高阶段; product.md M17)."""

from __future__ import annotations

from pipeline.compose.yearly.report import yearly_report

__all__ = ["yearly_report"]
