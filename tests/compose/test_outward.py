"""What goes out to others: 工作动态 and 数据报送函, for every shape of data, as text (beside, in golden/)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from pipeline.compose import OCCASIONAL_KINDS
from pipeline.compose.occasional.bulletin import bulletins
from pipeline.compose.occasional.letter import data_letter
from pipeline.compose.occasional.outward import Bulletin, DataLetter
from pipeline.model.elements import PLACEHOLDER
from pipeline.model.material import Material
from pipeline.model.organization import ProgramFacts
from tests.compose.reading import golden_text
from tests.compose.scenes import SCENES, many
from tests.compose.test_language import DOCUMENTS, FORBIDDEN, strings

Golden = Callable[[str, str], None]
KINDS = {kind.name: kind for kind in OCCASIONAL_KINDS if kind.name in {"工作动态", "数据报送函"}}


def material(name: str) -> Material:
    told = DOCUMENTS[name]().material()
    facts = ((0, ProgramFacts(service_authority="市审管办")),)
    return replace(told, organization=replace(told.organization, program_facts=facts))


@pytest.mark.parametrize("scene", [*SCENES, "乱"])
@pytest.mark.parametrize("name", KINDS)
def test_it_reads_as_it_was_approved(name: str, scene: str, golden: Golden) -> None:
    drafts, faults = KINDS[name].compose(material(scene))
    golden(golden_text(KINDS[name], drafts, faults), f"{name}-{scene}.txt")


def two_issues_due() -> Material:
    told = many()
    told.submissions = [s for s in told.submissions if "动态" not in s.item]
    told.reported("参评工作动态", 15, (6, 15), to="中心活动办").reported("参评工作动态", 29, (6, 29), to="中心活动办")
    return told.material()


def test_there_is_an_issue_each_half_of_the_month_when_two_are_due(golden: Golden) -> None:
    drafts, faults = bulletins(two_issues_due())
    assert [draft.number for draft in drafts] == ["上半月", "下半月"]
    golden(golden_text(KINDS["工作动态"], drafts, faults), "工作动态-半月.txt")


def test_no_activity_is_told_of_twice_or_not_at_all() -> None:
    whole, halves = bulletins(material("多"))[0], bulletins(two_issues_due())[0]
    assert _news(halves[0].content) + _news(halves[1].content) == _news(whole[0].content) == 10


def _news(content: object) -> int:
    assert isinstance(content, Bulletin)
    return sum(len(s.passage.points) or len(s.passage.paragraphs) for s in content.sections)


def test_half_a_month_without_activities_has_no_issue() -> None:
    told = two_issues_due()
    late = tuple(activity for activity in told.ledgers.activities if activity.day.day > 15)
    drafts, faults = bulletins(replace(told, ledgers=replace(told.ledgers, activities=late)))
    assert [draft.number for draft in drafts] == ["下半月"]
    assert len(faults) == 1


def test_the_first_half_does_not_know_what_the_second_brought() -> None:
    first = bulletins(two_issues_due())[0][0].content
    assert isinstance(first, Bulletin)
    figures = {row.subject: row.figures for row in first.data}
    assert figures["诉求"] == "受理3件，已办结2件"
    assert "累计得分" not in figures


def test_a_letter_goes_to_an_equal_and_bears_no_signer() -> None:
    content = data_letter(material("多"))[0][0].content
    assert isinstance(content, DataLetter)
    assert content.head.addressee == "市审管办："
    assert not content.head.agency_mark.endswith("文件")
    assert PLACEHOLDER in content.head.number


def test_a_receiver_that_nobody_named_is_left_open_and_said() -> None:
    drafts, faults = data_letter(many().material())
    content = drafts[0].content
    assert isinstance(content, DataLetter)
    assert content.head.addressee == f"{PLACEHOLDER}："
    assert "DOC-RECEIVER" in {fault.code for fault in faults}


def test_levels_add_up_to_what_is_counted() -> None:
    content = data_letter(material("多"))[0][0].content
    assert isinstance(content, DataLetter)
    for row in content.ratings.groups[0].rows:
        levels = (row.very_satisfied, row.satisfied, row.fair, row.dissatisfied, row.very_dissatisfied)
        assert sum(map(int, levels)) == int(row.counted)


def test_a_report_due_on_the_last_evening_is_still_due() -> None:
    told = many()
    told.submissions = [replace(told.submissions[0], due_at=datetime(2018, 6, 30, 17, 30), submitted_at=None)]
    content = data_letter(told.material())[0][0].content
    assert isinstance(content, DataLetter)
    assert any("未报1次（应报日期：6月30日）" in point.text for point in content.data.points)


@pytest.mark.parametrize("scene", [*SCENES, "乱"])
@pytest.mark.parametrize("name", KINDS)
def test_nothing_that_official_chinese_forbids_is_said(name: str, scene: str) -> None:
    drafts, _ = KINDS[name].compose(material(scene))
    said = [text for draft in drafts for text in strings(draft.content)]
    assert [(why, text) for why, rule in FORBIDDEN.items() for text in said if re.search(rule, text)] == []
