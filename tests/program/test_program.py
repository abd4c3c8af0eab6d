"""活动方案 and its attachments: for 2018 the plan's very words, for another year no fact of 2018."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.compose import ANNEX_KINDS, PROGRAM_KINDS, DocumentKind
from pipeline.compose.program import program
from pipeline.fonts import FontSet
from pipeline.model.organization import ProgramFacts
from pipeline.model.program import Amendment, first_in_force
from pipeline.render.manuscript import read_manuscript
from pipeline.render.produce import Workshop, produce
from pipeline.render.word import fill
from pipeline.sample.texts import text
from tests.program.material import PLAN, ROOT, annex, another_year, changed, reference, sample, squeezed, words

TEMPLATES = ROOT / "templates"
FIRST, SECOND = ANNEX_KINDS
PROGRAM, NOTICE = PROGRAM_KINDS


def plan() -> str:
    return PLAN.read_text(encoding="utf-8")


def made(kind: DocumentKind[Any], material: object) -> str:
    """The words of the Word file, read back."""
    drafts, _ = kind.compose(material)
    docx, faults = fill(TEMPLATES / kind.template, drafts[0].content)
    assert faults == []
    document, unknown = read_manuscript(docx, "稿.docx")
    assert unknown == []
    return words(document)


def amendments(*, normalise: bool) -> tuple[Amendment, ...]:
    return program(sample(normalise=normalise))[0].amendments


def test_the_program_of_2018_is_the_plan_word_for_word() -> None:
    assert made(PROGRAM, sample()) == squeezed(plan())


def test_the_attachments_are_the_plans_word_for_word() -> None:
    first, second = plan().rindex("附件1"), plan().rindex("附件2")
    assert made(FIRST, annex()) == squeezed(plan()[first:second])
    assert made(SECOND, annex()) == squeezed(plan()[second:])


def test_the_printed_page_has_the_same_words(fonts: FontSet, tmp_path: Path) -> None:
    drafts, _ = PROGRAM.compose(sample())
    done, faults = produce(PROGRAM.template, drafts[0].content, Workshop(TEMPLATES, fonts))
    assert faults == []
    (tmp_path / "方案.pdf").write_bytes(done.pdf)
    command = ["pdftotext", "-raw", str(tmp_path / "方案.pdf"), "-"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    page_numbers = r"—\s*\d+\s*—"
    kept = squeezed(re.sub(page_numbers, "", printed))
    body = squeezed(plan()[: plan().index("附件1：")])
    assert kept.startswith(body)
    assert Counter(squeezed(plan())) - Counter(kept) == Counter()


def test_the_tables_are_the_plans_tables() -> None:
    drafts, _ = PROGRAM.compose(sample())
    docx, _ = fill(TEMPLATES / PROGRAM.template, drafts[0].content)
    document, _ = read_manuscript(docx, "稿.docx")
    tables = [block for part in document.attachments for block in part.blocks if hasattr(block, "rows")]
    heads = [[cell.text for cell in table.rows[0].cells] for table in tables]
    assert heads == [["阶段", "内容", "完成时间", "责任处室"], ["评价内容", "评价标准", "计分说明"]]
    assert [[row.cells[0].row_span for row in table.rows[1:] if row.cells[0].column == 0] for table in tables] == [
        [3, 3, 2, 2], [7, 7],
    ]  # fmt: skip
    assert all(table.rows[0].is_header for table in tables)


def test_verbatim_keeps_the_slip_and_lists_nothing() -> None:
    assert "“最多跑一次”一要求" in made(SECOND, annex())
    assert amendments(normalise=False) == ()


def test_normalised_text_differs_from_the_plan_only_where_it_says_so() -> None:
    mended = made(PROGRAM, sample(normalise=True))
    undone = mended
    for change in reversed(amendments(normalise=True)):
        assert change.after in undone, change
        undone = undone.replace(change.after, change.before, 1)
    assert undone == squeezed(plan())


def test_normalising_mends_slip_numbering_levels_and_the_attachment_note() -> None:
    mended = made(PROGRAM, sample(normalise=True))
    assert "“最多跑一次”要求" in mended
    assert "附件：1.万人双评议活动重点工作计划安排2.万人双评议日常服务评价标准" in mended
    assert "1.服务对象满意度评价（25分）。结合管理部" in mended
    assert not re.search(r"\d、|（\d）|附件\d：|”一要求", mended)
    assert len(amendments(normalise=True)) == 17
    assert all(change.place and change.reason for change in amendments(normalise=True))


FACTS_OF_2018 = (
    *("2018", "2017", "〔2018〕", "19号", "35号", "3月", "11月", "12月", "100个", "12345"),
    *("（85分）", "（15分）", "（25分）", "（30分）", "（7分）"),
    *(member["name"] for member in text("organization")["group"]),
    *("管理部主任", "业务科", "综合科", "温州", "鹿城"),
)


@pytest.mark.parametrize("kind", PROGRAM_KINDS, ids=lambda kind: kind.name)
def test_no_fact_of_2018_remains_in_another_year(kind: DocumentKind[Any]) -> None:
    old, new = made(kind, sample()), made(kind, another_year())
    facts = {fact for fact in asdict(sample().facts).values() if fact in old}
    told = [fact for fact in FACTS_OF_2018 if fact in old]
    assert [fact for fact in (*facts, *told) if fact in new] == []
    assert kind is NOTICE or "【待填】" not in new


def test_every_fact_of_the_program_is_printed_somewhere() -> None:
    known_parts = replace(another_year(), annex=annex())
    text = made(PROGRAM, another_year()) + made(PROGRAM, known_parts) + made(NOTICE, another_year())
    assert [fact for fact in asdict(another_year().facts).values() if fact not in text] == []
    assert [fact for fact in ("2031年度", "2030年", "宁海市住房保障局") if fact not in text] == []
    assert "业务部经理欧阳甲任组长，副经理司徒乙任副组长，上官丙为成员" in text


def test_the_facts_tested_are_facts_of_the_plan() -> None:
    assert [fact for fact in FACTS_OF_2018 if fact not in plan()] == []


def test_a_part_that_the_wording_does_not_know_gets_a_general_sentence() -> None:
    material = sample()
    renamed = changed(material.annex.standard, "1.4", title="热线办理评价", full=18)
    text = made(PROGRAM, replace(material, annex=replace(material.annex, standard=renamed)))
    assert "（4）热线办理评价（18分）。对照评价标准，认真抓好落实" in text
    assert "“零”投诉" not in text


def test_a_missing_fact_is_shown_and_warned_of() -> None:
    content, faults = program(replace(sample(), year=2019, facts=ProgramFacts(office="管理部")))
    assert content.facts.city_plan == "【待填】"
    assert {fault.code for fault in faults} == {"DOC-FACT", "DOC-YEAR"}
    assert any("上级方案文号" in fault.message and "2019" in fault.remedy for fault in faults)


def test_a_program_without_a_leader_says_so() -> None:
    material = sample()
    content, faults = program(replace(material, organization=replace(material.organization, leading_group=())))
    assert content.leading_group == "【待填】任组长"
    assert [fault.code for fault in faults] == ["DOC-GROUP"]


def test_the_notice_names_the_program_and_shows_no_signer() -> None:
    text = made(NOTICE, sample())
    assert "关于印发《2018年度万人双评议活动方案》的通知各科室、各窗口：现将" in text
    assert "签发人" not in text


def test_a_later_version_says_which_one_it_replaces() -> None:
    old = annex()
    later = replace(old.standard, effective_from=old.standard.effective_from.replace(month=7))
    text = made(SECOND, replace(old, standard=later, replaced=old.standard))
    replaced = "《万人双评议日常服务评价标准》（2018年3月1日起施行）同时停止执行。"
    assert text.endswith(f"注：本标准自2018年7月1日起施行，{replaced}")


def test_a_years_program_is_made_by_the_first_standard_of_its_review() -> None:
    first = reference().standards.books[0]
    later = replace(first, effective_from=first.effective_from.replace(month=7))
    days = {year: first_in_force((first, later), year) for year in (2017, 2018, 2019)}
    assert {year: day and day.isoformat() for year, day in days.items()} == {
        2017: None, 2018: "2018-03-01", 2019: "2019-03-01",
    }  # fmt: skip
