"""Tracked changes: accepting all gives the new words, rejecting all the old ones, rows and all."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import docx
import pytest
from openxml_audit import OpenXmlValidator

from pipeline.model.edits import Pieces, edits
from pipeline.render.ooxml import Node, name, remove, value
from pipeline.render.word import fill, track

TEMPLATES = Path(__file__).parents[3] / "templates"
OLD = (("甲组", "红牌（2分）", "每件扣0.5分"), ("甲组", "案卷（3分）", "每季1卷"), ("乙组", "旧项", "照旧"))
NEW = (("甲组", "红牌（2分）", "每件扣1分"), ("甲组", "新项（3分）", "全新"), ("乙组", "旧项", "照旧"))


class Row:
    def __init__(self, label: Pieces, criterion: Pieces, scoring_note: Pieces) -> None:
        self.label, self.criterion, self.scoring_note = label, criterion, scoring_note


class Doc:
    """The variable of 附件2修订痕迹.docx: one row changed, one gone, one new, one as it was."""

    number = "附件2"
    title = edits("评价标准", "评价新标准")
    author = "鹿城管理部"
    rows = (
        Row(*(edits(*pair) for pair in zip(OLD[0], NEW[0], strict=True))),
        Row(*(edits(text, "") for text in OLD[1])),
        Row(*(edits("", text) for text in NEW[1])),
        Row(*(edits(text, text) for text in OLD[2])),
    )


@pytest.fixture(scope="module")
def tracked() -> bytes:
    filled, faults = fill(TEMPLATES / "附件2修订痕迹.docx", Doc())
    assert faults == []
    return track(filled, "鹿城管理部", date(2018, 6, 20))


def body(package: bytes) -> Node:
    return docx.Document(io.BytesIO(package)).element.body


def resolved(package: bytes, *, accept: bool) -> list[tuple[str, ...]]:
    """Do what Word does on 全部接受 or 全部拒绝; give the title and the rows below the head."""
    root = body(package)
    kept, dropped = ("w:ins", "w:del") if accept else ("w:del", "w:ins")
    for row in list(root.iter(name("w:tr"))):
        if row.find(f"{name('w:trPr')}/{name(dropped)}") is not None:
            remove(row)
    for mark in list(root.iter(name(dropped))):
        if mark.getparent().tag == name("w:p"):
            remove(mark)
    texts = {name("w:t"), name("w:delText")}
    assert kept in {"w:ins", "w:del"}
    title = next(p for p in root.iter(name("w:p")) if "标准" in "".join(t.text or "" for t in p.iter(*texts)))
    rows = [
        tuple("".join(text.text or "" for text in cell.iter(*texts)) for cell in row.iter(name("w:tc")))
        for row in root.iter(name("w:tr"))
    ]
    return [("".join(t.text or "" for t in title.iter(*texts)),), *rows[1:]]


def test_accepting_all_gives_the_new_words(tracked: bytes) -> None:
    assert resolved(tracked, accept=True) == [("评价新标准",), *NEW]


def test_rejecting_all_gives_the_old_words(tracked: bytes) -> None:
    assert resolved(tracked, accept=False) == [("评价标准",), *OLD]


def test_a_row_is_tracked_whole_only_when_all_its_words_are(tracked: bytes) -> None:
    marks = [[child.tag for child in row.find(name("w:trPr")) if child.tag in {name("w:ins"), name("w:del")}]
             for row in body(tracked).iter(name("w:tr"))]  # fmt: skip
    assert marks == [[], [], [name("w:del")], [name("w:ins")], []]


def test_changes_bear_author_and_day_and_ids_of_their_own(tracked: bytes) -> None:
    marks = list(body(tracked).iter(name("w:ins"), name("w:del")))
    assert {(value(m, "w:author"), value(m, "w:date")) for m in marks} == {("鹿城管理部", "2018-06-20T00:00:00Z")}
    assert len({value(m, "w:id") for m in marks}) == len(marks)


def test_a_schema_validator_finds_nothing(tracked: bytes, tmp_path: Path) -> None:
    (tmp_path / "痕迹.docx").write_bytes(tracked)
    assert [str(error) for error in OpenXmlValidator().validate(tmp_path / "痕迹.docx").errors] == []


def test_the_same_changes_give_the_same_bytes(tracked: bytes) -> None:
    filled, _ = fill(TEMPLATES / "附件2修订痕迹.docx", Doc())
    assert track(filled, "鹿城管理部", date(2018, 6, 20)) == tracked
