"""Every occasional kind for the shapes of data that change its words, as text (in golden/).

A shape that gives no draft is named among those for which the kind says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from pipeline.compose.kind import Drafts
from pipeline.compose.occasional.alerts import opinion_alerts, petition_reports
from pipeline.compose.occasional.callbacks import callback_sheet
from pipeline.compose.occasional.circular import circular
from pipeline.compose.occasional.group import group_list
from pipeline.compose.occasional.minutes import minutes
from pipeline.compose.occasional.rectification import rectification_ledger, rectification_notices
from pipeline.diagnostics import Severity
from pipeline.model.material import Material
from tests.compose.occasional.shapes import SHAPES, drafts_text
from tests.compose.test_language import FORBIDDEN, strings

Compose = Callable[[Material], Drafts]
Golden = Callable[[str, str], None]

KINDS: dict[str, tuple[Compose, tuple[str, ...]]] = {
    "重大信访报备单": (petition_reports, ("多", "报备多")),
    "舆情预警单": (opinion_alerts, ("首月舆情", "报备多")),
    "情况通报": (circular, ("首月", "单", "多", "全部逾期", "一件属实", "回访不足")),
    "整改通知单": (rectification_notices, ("单", "多", "全部逾期", "只有自查")),
    "整改台账": (rectification_ledger, ("首月", "多", "全部逾期", "上年问题", "上年和当年")),
    "回访情况表": (callback_sheet, ("回访不足", "回访足额", "回访无人接听")),
    "领导小组名单": (group_list, ("首月",)),
    "调度会纪要": (minutes, ("首月", "单", "多", "全部逾期", "无失分")),
}
"""A kind's compose function and the shapes of which a golden is kept."""

SILENT: dict[str, tuple[str, ...]] = {
    "重大信访报备单": ("首月", "无记录", "首月舆情"),
    "舆情预警单": ("无记录", "多"),
    "情况通报": ("无记录", "无失分", "只有自查"),
    "整改通知单": ("首月", "无记录", "无失分", "上年问题"),
    "整改台账": ("无记录", "无失分"),
    "回访情况表": ("无记录", "首月"),
    "领导小组名单": (),
    "调度会纪要": ("评议期前",),
}
"""The shapes that give a kind nothing to say."""

each_golden = pytest.mark.parametrize(
    ("kind", "shape"), [(kind, shape) for kind, (_, shapes) in KINDS.items() for shape in shapes]
)
each_kind = pytest.mark.parametrize("kind", KINDS)
each_shape = pytest.mark.parametrize("shape", SHAPES)


def drafts(kind: str, shape: str) -> Drafts:
    return KINDS[kind][0](SHAPES[shape]())


@each_golden
def test_it_reads_as_it_was_approved(kind: str, shape: str, golden: Golden) -> None:
    made = drafts(kind, shape)
    assert made[0]
    golden(drafts_text(made), f"{kind}-{shape}.txt")


@pytest.mark.parametrize(("kind", "shape"), [(kind, shape) for kind, shapes in SILENT.items() for shape in shapes])
def test_it_is_not_made_when_there_is_nothing_to_say(kind: str, shape: str) -> None:
    assert drafts(kind, shape) == ((), [])


@each_kind
@each_shape
def test_the_language_is_official_and_lines_are_whole(kind: str, shape: str) -> None:
    made, faults = drafts(kind, shape)
    for draft in made:
        for text in strings(draft.content):
            assert not [fault for fault, pattern in FORBIDDEN.items() if re.search(pattern, text)], text
            assert not re.search(r"[\n\t\r]", text)
            for opening, closing in ("“”", "（）", "《》", "〔〕", "【】", "‘’"):
                assert text.count(opening) == text.count(closing), text
    assert all(fault.severity is Severity.WARNING and fault.remedy for fault in faults)
    assert all(fault.code.startswith("DOC-") for fault in faults)


@each_kind
@each_shape
def test_what_is_left_open_is_warned_of(kind: str, shape: str) -> None:
    made, faults = drafts(kind, shape)
    is_open = any("【待填】" in text for draft in made for text in strings(draft.content))
    assert bool(faults) is is_open
    numbers = [draft.number for draft in made]
    assert len(set(numbers)) == len(numbers)
