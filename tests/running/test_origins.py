"""Words of a record are known again in a document, whatever composing did to them; the document's own are not."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from pipeline.check.finding import Words
from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.organization import Issuance
from pipeline.running.finished import Judgement, without_told
from pipeline.running.origins import Origins

ROW, OTHER = Place("六月.xlsx", "扣分情形", 2), Place("六月.xlsx", "扣分情形", 3)


@dataclass(frozen=True)
class Said:
    """What a record says."""

    text: str
    place: Place


DATA = (
    Said("群众信访件温信（2018）第12号\n反映窗口无人", ROW),
    Said('"最多跑一次"不到位, 63-68%', OTHER),
    Said("《条例》没有张贴", ROW),
    Said("？", OTHER),
    Issuance(addressee="市中心:"),
)


@pytest.mark.parametrize(
    ("text", "fault", "place"),
    [
        ("6月5日，群众信访件温信（2018）第12号反映窗口无人。", "（2018）第12号", ROW),
        ("信（2018）第12号", "（2018）第12号", ROW),
        ("（一）“最多跑一次”不到位，63-68%（1项）", "63-68%", OTHER),
        ("按照《关于《条例》没有张贴的通报》", "《关于《", ROW),
        ("通过？宣传", "？", OTHER),
        ("市中心:", ":", Place("inputs/organization.xlsx")),
        ("按照温委办发（2018）第19号文件", "（2018）第19号", None),
        ("群众满意,服务到位", ",", None),
        ("满意率5-8%", "5-8%", None),
    ],
)
def test_a_fault_is_traced_to_the_words_it_came_with(text: str, fault: str, place: Place | None) -> None:
    origins, at = Origins(DATA), text.index(fault)
    assert origins.place_of(Words(text, at, at + len(fault))) == place
    assert origins.given == ({place} if place else set())


def test_a_character_without_a_glyph_is_told_once_at_each_place_where_it_was_typed() -> None:
    faults = [
        Diagnostic("FNT-GLYPH", Severity.ERROR, Place("报告", cell=cell), "没有字体能写出“☺”", "装字体", measured="☺")
        for cell in ("正文", "表文", "正文")
    ]
    typed = (Said("很好☺", ROW), Said("☺", OTHER), Said("☺☺", ROW), Issuance(addressee="☺"))
    assert [(fault.place, fault.severity) for fault in Origins(typed).named(faults)] == [
        (ROW, Severity.ERROR),
        (OTHER, Severity.ERROR),
    ]
    [vague] = Origins((Issuance(addressee="☺"),)).named(faults)
    assert vague.place.file == "inputs/organization.xlsx"
    assert Origins(DATA).named(faults) == faults[:2]


@pytest.mark.parametrize(
    ("measured", "is_left"), [("没有U+263A", False), ("没有U+263A、U+E000", True), ("没有“□”", True)]
)
def test_the_checker_does_not_say_again_what_printing_said(measured: str, *, is_left: bool) -> None:
    said = Diagnostic("FNT-GLYPH", Severity.ERROR, ROW, "没有字体能写出“☺”", "装字体", measured="☺")
    found = Diagnostic("GB-FONT-GLYPH", Severity.ERROR, Place("报告.docx"), "有1个字没有字形", "", measured=measured)
    assert bool(without_told(Judgement(findings=(found,)), [said]).findings) is is_left
    assert without_told(Judgement(findings=(found,)), []).findings == (found,)
