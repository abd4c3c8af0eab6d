"""Compose (成文): scorecards, ledgers and 发文要素 become a document's words, tables and figures.

The tables of document kinds are one an occasion, by what their documents draw on; ``KINDS`` is all of them. A new
kind is a compose function, a line in a table and a Word template. It gives a `Draft` for each document, none when
there is nothing to say.
No arithmetic on marks here (it is `pipeline.model.comparison`'s), and neither Word nor HTML.
"""

from __future__ import annotations

from typing import Any

from pipeline.compose.across import shortlist_document, summary_notice
from pipeline.compose.brief import brief
from pipeline.compose.change import change_notice, comparison_document, impact_workbook, marked_annex
from pipeline.compose.evidence import evidence_workbook
from pipeline.compose.kind import DocumentKind, Draft, Drafts, always
from pipeline.compose.monthly import monthly_report
from pipeline.compose.occasional.alerts import opinion_alerts, petition_reports
from pipeline.compose.occasional.bulletin import bulletins
from pipeline.compose.occasional.callbacks import callback_sheet
from pipeline.compose.occasional.circular import circular
from pipeline.compose.occasional.group import group_list
from pipeline.compose.occasional.letter import data_letter
from pipeline.compose.occasional.minutes import minutes
from pipeline.compose.occasional.rectification import rectification_ledger, rectification_notices
from pipeline.compose.program import plan_document, program, program_notice, standard_document
from pipeline.compose.scorecard import scorecard_json
from pipeline.compose.yearly import yearly_report
from pipeline.model.change import ChangeMaterial
from pipeline.model.elements import Layout
from pipeline.model.material import Material
from pipeline.model.program import AnnexMaterial, ProgramMaterial
from pipeline.model.ranking import SummaryMaterial
from pipeline.model.shortlist import ShortlistMaterial

__all__ = [
    "ANNEX_KINDS", "CHANGE_KINDS", "KINDS", "MONTHLY_KINDS", "OCCASIONAL_KINDS", "PROGRAM_KINDS",
    "SHORTLIST_KINDS", "SUMMARY_KINDS", "YEARLY_KINDS",
    "DocumentKind", "Draft", "Drafts", "always", "evidence_workbook", "impact_workbook", "scorecard_json",
]  # fmt: skip

MONTHLY_KINDS: tuple[DocumentKind[Material], ...] = (
    DocumentKind("月报", "关于某年某月万人双评议工作情况的报告", "月报.docx", Layout.DOCUMENT, always(monthly_report)),
    DocumentKind("摘要", "万人双评议情况一页通", "摘要.docx", Layout.ONE_PAGE, always(brief)),
)
"""每月: made for each unit by ``pingyi run 2018-06``."""

OCCASIONAL_KINDS: tuple[DocumentKind[Material], ...] = (
    DocumentKind("重大信访报备单", "重大信访事项报备单", "重大信访报备单.docx", Layout.PLAIN, petition_reports),
    DocumentKind("舆情预警单", "舆情预警单", "舆情预警单.docx", Layout.PLAIN, opinion_alerts),
    DocumentKind("情况通报", "关于某年某月万人双评议发现问题的通报", "情况通报.docx", Layout.DOCUMENT, circular),
    DocumentKind("整改通知单", "问题整改通知单", "整改通知单.docx", Layout.PLAIN, rectification_notices),
    DocumentKind("整改台账", "某单位某年度整改台账", "整改台账.docx", Layout.PLAIN, rectification_ledger),
    DocumentKind("回访情况表", "某单位某年某月服务回访情况表", "回访情况表.docx", Layout.PLAIN, callback_sheet),
    DocumentKind("领导小组名单", "某年度万人双评议活动领导小组名单", "领导小组名单.docx", Layout.PLAIN, group_list),
    DocumentKind("调度会纪要", "某年某月万人双评议工作调度会纪要", "调度会纪要.docx", Layout.MINUTES, minutes),
    DocumentKind("工作动态", "某单位某年某月万人双评议工作动态", "工作动态.docx", Layout.BULLETIN, bulletins),
    DocumentKind("数据报送函", "关于报送某年某月万人双评议数据的函", "数据报送函.docx", Layout.LETTER, data_letter),
)
"""随事: made for each unit when its month has material for them, by ``pingyi run 2018-06 --all``."""

YEARLY_KINDS: tuple[DocumentKind[Material], ...] = (
    DocumentKind(
        "年度总结", "关于某年度万人双评议工作情况的报告", "年度总结.docx", Layout.DOCUMENT, always(yearly_report)
    ),
)
"""每年: made for each unit by ``pingyi run 2018``."""

ANNEX_KINDS: tuple[DocumentKind[AnnexMaterial], ...] = (
    DocumentKind("附件1", "万人双评议活动重点工作计划安排", "附件1.docx", Layout.PLAIN, always(plan_document)),
    DocumentKind("附件2", "万人双评议日常服务评价标准", "附件2.docx", Layout.PLAIN, always(standard_document)),
)
"""附件: as in force on a day, made by ``pingyi attachments``."""

PROGRAM_KINDS: tuple[DocumentKind[ProgramMaterial], ...] = (
    DocumentKind("活动方案", "某年度万人双评议活动方案", "活动方案.docx", Layout.PLAIN, always(program)),
    DocumentKind("印发通知", "关于印发某年度活动方案的通知", "印发通知.docx", Layout.DOCUMENT, always(program_notice)),
)
"""年初: made for a year by ``pingyi program``."""

CHANGE_KINDS: tuple[DocumentKind[ChangeMaterial], ...] = (
    DocumentKind("附件2修订痕迹", "评价标准（修订痕迹）", "附件2修订痕迹.docx", Layout.PLAIN, always(marked_annex)),
    DocumentKind("修订对照表", "评价标准修订对照表", "修订对照表.docx", Layout.PLAIN, always(comparison_document)),
    DocumentKind("修订通知", "关于印发修订后的评价标准的通知", "修订通知.docx", Layout.DOCUMENT, always(change_notice)),
)
"""修订: made for a rule change by ``pingyi change``."""

SUMMARY_KINDS: tuple[DocumentKind[SummaryMaterial], ...] = (
    DocumentKind(
        "得分情况通报", "关于某年某月万人双评议得分情况的通报", "得分情况通报.docx", Layout.DOCUMENT,
        always(summary_notice),
    ),
)  # fmt: skip
"""汇总: made for each superior unit by ``pingyi summary``."""

SHORTLIST_KINDS: tuple[DocumentKind[ShortlistMaterial], ...] = (
    DocumentKind(
        "网络评议名单", "某年度网络评议候选对象建议名单", "网络评议名单.docx", Layout.PLAIN,
        always(shortlist_document),
    ),
)  # fmt: skip
"""名单: made of all units by ``pingyi shortlist``."""

KINDS: tuple[DocumentKind[Any], ...] = (
    *MONTHLY_KINDS, *OCCASIONAL_KINDS, *YEARLY_KINDS, *ANNEX_KINDS, *PROGRAM_KINDS, *CHANGE_KINDS, *SUMMARY_KINDS,
    *SHORTLIST_KINDS,
)  # fmt: skip
"""Every kind, whatever it draws on."""
