"""Compose (成文): scorecards, ledgers and 发文要素 become a document's words, tables and figures.

The tables of document kinds are one an occasion, by what their documents draw on; ``KINDS`` is all of them. A new
kind is a compose function, a line in a table and a Word template.
No arithmetic on marks here (it is `pipeline.model.comparison`'s), and neither Word nor HTML.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pipeline.compose.brief import brief
from pipeline.compose.content import Brief, MonthlyReport
from pipeline.compose.evidence import evidence_workbook
from pipeline.compose.monthly import monthly_report
from pipeline.compose.scorecard import scorecard_json
from pipeline.diagnostics import Diagnostic
from pipeline.model.elements import Layout
from pipeline.model.material import Material

__all__ = ["KINDS", "MONTHLY_KINDS", "Content", "DocumentKind", "evidence_workbook", "scorecard_json"]

Content = MonthlyReport | Brief
"""What a compose function gives: the template's one variable ``doc``."""

M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class DocumentKind(Generic[M]):
    """A kind of document (文种): ``name`` is its file's name, ``template`` a Word file in ``templates/``.

    ``compose`` draws on the material ``M`` of the occasion.
    """

    name: str
    title: str
    template: str
    layout: Layout
    compose: Callable[[M], tuple[Content, list[Diagnostic]]]


MONTHLY_KINDS: tuple[DocumentKind[Material], ...] = (
    DocumentKind("月报", "关于某年某月万人双评议工作情况的报告", "月报.docx", Layout.DOCUMENT, monthly_report),
    DocumentKind("摘要", "万人双评议情况一页通", "摘要.docx", Layout.ONE_PAGE, brief),
)
"""每月: made for each unit by ``pingyi run 2018-06``."""

KINDS: tuple[DocumentKind[Any], ...] = (*MONTHLY_KINDS,)
"""Every kind, whatever it draws on."""
