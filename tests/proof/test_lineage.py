from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from pipeline.compose.content import Brief, Closing
from pipeline.compose.lineage import dated, with_lineage
from pipeline.model.lineage import Lineage, Replaced, Version

OLDER = Replaced("数据截至2018年5月31日", "aaaaaaaa")
STANDING = Version("words", "2018年7月5日成文", "3f2a9c1dffff", OLDER)
NOW = Replaced("2018年7月5日成文", "3f2a9c1d")


@pytest.mark.parametrize(
    ("lineage", "words", "expected"),
    [
        (Lineage(), "words", None),
        (Lineage({"甲/月报": STANDING}), "words", OLDER),
        (Lineage({"甲/月报": STANDING}), "other", NOW),
        (Lineage({"甲/月报": STANDING}, issued=False), "other", OLDER),
        (Lineage({"甲/月报": STANDING}, fixed=True), "other", OLDER),
    ],
)
def test_a_document_replaces_what_stood_when_it_says_something_else(
    lineage: Lineage, words: str, expected: Replaced | None
) -> None:
    assert lineage.replaced("甲/月报", words) == expected


@dataclass(frozen=True)
class Letter:
    closing: Closing


@pytest.mark.parametrize(
    ("day", "said"),
    [("2018年7月5日", "2018年7月5日成文"), ("【待填】", "数据截至2018年6月30日"), ("", "数据截至2018年6月30日")],
)
def test_a_version_is_named_by_its_own_date_or_by_that_of_its_data(day: str, said: str) -> None:
    assert dated(Letter(Closing("署名", day, "")), date(2018, 6, 30)) == said


def test_a_report_says_it_in_its_note() -> None:
    line = "本文件替代2018年7月5日成文的前一版，摘要码3f2a9c1d"
    letter = Letter(Closing("署名", "【待填】", "（联系人：陈某）"))
    assert with_lineage(letter, NOW).closing.note == f"（联系人：陈某。{line}）"
    silent = Letter(Closing("署名", "【待填】", ""))
    assert with_lineage(silent, NOW).closing.note == f"（{line}）"


def test_content_without_a_place_for_it_is_a_fault_of_ours() -> None:
    with pytest.raises(TypeError, match="neither"):
        with_lineage(object(), NOW)


def test_a_brief_says_it_beside_its_day() -> None:
    page = Brief("题", "数据截至2018年6月30日", "要点", (), (), "", "", (), (), (), "市中心")
    assert with_lineage(page, NOW).dateline == "数据截至2018年6月30日，替代2018年7月5日成文的前一版，摘要码3f2a9c1d"
