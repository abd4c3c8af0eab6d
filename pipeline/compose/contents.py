"""Which content each kind's template is filled with: its one variable ``doc``, for checking a template's names."""

from __future__ import annotations

from pipeline.compose.across.content import ShortlistDocument, SummaryNotice
from pipeline.compose.change.content import ChangeNotice, ComparisonDocument, MarkedAnnex
from pipeline.compose.content import Brief, MonthlyReport
from pipeline.compose.occasional.content import (
    AlertForm,
    CallbackSheet,
    Circular,
    GroupList,
    Minutes,
    RectificationLedger,
    RectificationNotice,
)
from pipeline.compose.occasional.outward import Bulletin, DataLetter
from pipeline.compose.program.content import Program, ProgramNotice, StandardAnnex, WorkPlanAnnex
from pipeline.compose.yearly.content import YearlyReport

CONTENTS: dict[str, type] = {
    "月报": MonthlyReport,
    "摘要": Brief,
    "重大信访报备单": AlertForm,
    "舆情预警单": AlertForm,
    "情况通报": Circular,
    "整改通知单": RectificationNotice,
    "整改台账": RectificationLedger,
    "回访情况表": CallbackSheet,
    "领导小组名单": GroupList,
    "调度会纪要": Minutes,
    "工作动态": Bulletin,
    "数据报送函": DataLetter,
    "年度总结": YearlyReport,
    "附件1": WorkPlanAnnex,
    "附件2": StandardAnnex,
    "活动方案": Program,
    "印发通知": ProgramNotice,
    "附件2修订痕迹": MarkedAnnex,
    "修订对照表": ComparisonDocument,
    "修订通知": ChangeNotice,
    "得分情况通报": SummaryNotice,
    "网络评议名单": ShortlistDocument,
}
"""By the kind's name."""
