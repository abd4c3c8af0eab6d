"""What official Chinese forbids, looked for in every document of every shape of data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

import pytest

from pipeline.compose.brief import brief
from pipeline.compose.content import Brief, MonthlyReport
from pipeline.compose.monthly import monthly_report
from pipeline.model.document import Figure
from tests.compose.builder import Office
from tests.compose.scenes import SCENES, many

CJK = r"[\u4e00-\u9fff“”（）《》，。；：、]"
FORBIDDEN = {
    "half-width punctuation in Chinese text": rf"{CJK}[,;:?!()]|[,;:?!()]{CJK}",
    "、 after （一）": r"^（[一二三四五六七八九十]+）、",
    "、 after a figure that numbers": r"^\d+、",
    "two marks in a row": r"[，。；：、][，。；：、]",
    "nothing inside a pair": r"（）|“”|《》|〔〕|【】|‘’",
    "、 or ， before 等": r"[、，]等\d",
    "no exclamation, no 您": r"[！!您]",
    "a relative month or year": r"上月|本月|下月|今年|去年|目前|近日",
    "a date with a zero": r"年0\d|月0\d",
    "a code word of ours": r"None|nan|True|False|Decimal",
    "brackets other than 〔〕 around a year": r"[\[【(（]20\d\d[\]】)）]",
    "a space between Chinese characters": r"[\u4e00-\u9fff] +[\u4e00-\u9fff]",
}


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from strings(item)
    elif is_dataclass(value) and not isinstance(value, Figure):
        for field in fields(value):
            yield from strings(getattr(value, field.name))
    elif isinstance(value, Figure):
        yield from (value.title, value.alternative)


def messy() -> Office:
    """Words as clerks type them."""
    told = many()
    told.findings = [
        replace(f, description='办事指南,含"其他"条款;\n见截图(2张)!!', measure=" 已改正. ", found_by="市审管办,督查科")
        for f in told.findings
    ]
    told.tickets = [replace(t, title="反映: 排队久,\t建议增开窗口!") for t in told.tickets]
    told.activities = [replace(a, title="发布(政策)解读;") for a in told.activities]
    told.submissions = [replace(s, item="日报数据 ", to="市审管办、") for s in told.submissions]
    return told


DOCUMENTS = {**SCENES, "乱": messy}


def _documents(name: str) -> tuple[MonthlyReport, Brief]:
    material = DOCUMENTS[name]().material()
    return monthly_report(material)[0], brief(material)[0]


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("fault", FORBIDDEN)
def test_no_document_breaks_the_rule(name: str, fault: str) -> None:
    for document in _documents(name):
        found = [text for text in strings(document) if re.search(FORBIDDEN[fault], text)]
        assert not found


@pytest.mark.parametrize("name", DOCUMENTS)
def test_pairs_close_and_lines_are_whole(name: str) -> None:
    for document in _documents(name):
        for text in strings(document):
            assert not re.search(r"[\n\t\r\x00-\x1f]", text)
            for opening, closing in ("“”", "（）", "《》", "〔〕", "【】", "‘’"):
                assert text.count(opening) == text.count(closing), text


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_paragraph_ends_and_every_cell_says_something(name: str) -> None:
    report, _ = _documents(name)
    passages = (
        report.overview,
        report.key_work,
        report.practices,
        report.problems,
        report.rectification,
        report.next_steps,
    )
    for passage in passages:
        assert passage.paragraphs or passage.points
        for text in (*passage.paragraphs, *(text for p in passage.points for text in (p.lead, p.text))):
            assert text.endswith("。")
    for part in report.parts:
        assert part.paragraphs
        assert all(text.endswith("。") for text in part.paragraphs)
        assert not part.heading.endswith("。")
    for attachment in (report.scores, report.deductions, report.tasks, report.tickets):
        assert attachment.groups or attachment.notes
        assert all(strings_ for group in attachment.groups for strings_ in strings(group))
        assert all(text for row in attachment.totals for text in strings(row))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_attachments_bear_the_numbers_and_titles_announced(name: str) -> None:
    report, _ = _documents(name)
    attachments = (report.scores, report.deductions, report.tasks, report.tickets)
    announced = [(f"附件{note.split('.')[0]}", note.split(".")[1]) for note in report.attachment_notes]
    assert [(a.number, a.title) for a in attachments] == announced


def test_a_what_if_is_stamped_wherever_it_may_be_read() -> None:
    material = SCENES["试算"]().material()
    report, page = monthly_report(material)[0], brief(material)[0]
    assert report.head.title.endswith("（试算）")
    assert "试算" in report.opening[0]
    assert page.title.endswith("（试算）")
    assert any("试算" in note for note in page.notes)
