"""Rules of single sections that a golden would show but not explain."""

from __future__ import annotations

from pipeline.compose.monthly import monthly_report
from pipeline.compose.scene import Scene
from pipeline.compose.sections.next_steps import next_steps
from pipeline.compose.sections.problems import problems
from pipeline.compose.sections.rectification import rectification
from pipeline.compose.tables.ledgers import ticket_table
from pipeline.compose.tables.scores import score_table
from tests.compose.builder import Office, office
from tests.compose.scenes import SCENES


def scene(told: Office) -> Scene:
    return Scene(told.material())


def test_an_exempt_finding_is_to_be_rectified_only_if_somebody_set_a_limit() -> None:
    told = office("2018-06").found("1.1.7-1", 5, reason="经认定不纳入考核")
    assert rectification(scene(told)).paragraphs == ("截至2018年6月30日，未登记需整改的问题。",)
    told.found("1.1.7-1", 6, reason="经认定不纳入考核", due=(7, 6))
    assert "问题1条" in rectification(scene(told)).paragraphs[0]


def test_what_july_brought_is_not_known_in_june() -> None:
    told = office("2018-06").found("1.1.7-1", 5, due=(7, 6), done=(7, 3))
    told.complained("HX1", 29, due=(7, 6), closed=(7, 2), satisfied="是")
    assert rectification(scene(told)).paragraphs[1].startswith("正在整改1条。")
    row = ticket_table(scene(told)).groups[0].rows[0]
    assert (row.closed, row.state, row.satisfied) == ("—", "办理中", "—")


def test_who_and_when_are_left_open_where_nobody_said_and_warned_of_once() -> None:
    told = office("2018-06").found("1.1.7-1", 5, office="")
    steps = "".join(point.text for point in next_steps(scene(told)).points)
    assert "由【待填】于【待填】前完成" in steps
    _, faults = monthly_report(told.material())
    duty = [fault for fault in faults if fault.code == "DOC-DUTY"]
    assert [fault.message for fault in duty] == ["未整改的问题 JC001 缺责任科室、整改期限，文件中留作【待填】"]
    assert str(duty[0].place) == "inputs/records/2018/日常检查问题.xlsx[Sheet1!4行]"


def test_a_single_point_is_not_numbered() -> None:
    told = office("2018-06").found("1.1.7-1", 5).found("1.2.1-2", 6)
    assert [point.lead[:3] for point in problems(scene(told)).points] == ["（一）", "（二）", "（三）"]
    told = office("2018-03").found("1.1.7-1", 5)
    told.plan = ()
    assert problems(scene(told)).points == ()
    assert problems(scene(told)).paragraphs[0].startswith("电子监察红牌。3月发现1件")


def test_many_grades_are_written_as_a_range() -> None:
    grades = [(f"2018年第二季度，市审管办，AJ-{n}", str(86 + n), "100") for n in range(5)]
    told = office("2018-06").graded("1.1.6", *grades)
    part = monthly_report(told.material())[0].parts[0]
    assert "评定5次，得分86分至90分（满分100分）" in "".join(part.paragraphs)
    rows = {row.title: row for row in score_table(scene(told)).groups[0].rows}
    assert rows["办结件案卷审查"].note == "评定5次，得分86分至90分（满分100分）"


def test_grades_on_several_scales_have_no_range() -> None:
    grades = [("2018年第二季度", "3", "3"), *[("2018年第二季度", "90", "100")] * 3]
    told = office("2018-06").graded("1.1.6", *grades)
    rows = {row.title: row for row in score_table(scene(told)).groups[0].rows}
    assert rows["办结件案卷审查"].note == "评定4次"


def test_rejected_rows_are_counted_in_the_text() -> None:
    report, _ = monthly_report(SCENES["退回"]().material())
    assert "有3行数据有误，已退回核改，未计入本报告" in report.overview.paragraphs[-1]


def test_parts_are_those_of_the_standard_whatever_it_is() -> None:
    headings = [part.heading for part in monthly_report(SCENES["多"]().material())[0].parts]
    titles = ("服务对象满意度评价", "日常服务评价", "监督检查评价", "12345政务服务热线评价", "网络评议")
    assert headings == [f"（{number}）{title}" for number, title in zip("一二三四五", titles, strict=True)]
