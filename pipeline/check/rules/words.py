"""Words (文字): what the rules on punctuation and on numbers share, and placeholders left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.check.finding import Finding, Words
from pipeline.check.profile import Profile
from pipeline.check.rules.facts import quoted
from pipeline.check.subject import Passage, Subject
from pipeline.model.elements import PLACEHOLDER

HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
"""汉字, for a class of characters in a pattern."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip of the pen: how it looks, what it is, how to mend it."""

    pattern: re.Pattern[str]
    what: str
    remedy: str


def placeholder(subject: Subject, _: Profile) -> Iterator[Finding]:
    """待填写的内容在印发前补齐。

    条款：党政机关公文处理工作条例 第二十条（四）（规定）
    反例：温公积金鹿【待填】
    正例：温公积金鹿〔2018〕5号
    """
    for passage in subject.passages:
        for match in _PLACEHOLDER.finditer(passage.text):
            yield Finding(
                passage.place, f"{quoted(passage.text, 16)}中有待填写的内容“{match[0]}”", "按实际填写后再印发"
            )


def slips(subject: Subject, sought: Sequence[Slip]) -> Iterator[Finding]:
    """Name the slips of every paragraph; what the cells of tables repeat is named where it stands first."""
    cells: set[str] = set()
    for passage in subject.passages:
        for finding in slips_in(passage, sought):
            if not (passage.in_table and finding.what in cells):
                yield finding
            cells |= {finding.what} if passage.in_table else set()


def slips_in(passage: Passage, sought: Sequence[Slip]) -> Iterator[Finding]:
    """Name a paragraph's slips."""
    for slip in sought:
        for match in slip.pattern.finditer(passage.text):
            words = Words(passage.text, *match.span())
            yield Finding(passage.place, f"{_around(passage, match)}{slip.what}", slip.remedy, words=words)


def _around(passage: Passage, match: re.Match[str]) -> str:
    start, end = max(0, match.start() - 5), min(len(passage.text), match.end() + 5)
    return f"“{passage.text[start:end].strip()}”"


_PLACEHOLDER = re.compile(
    rf"{re.escape(PLACEHOLDER)}|【[^】]{{0,6}}(?:填|定|补充)[^】]{{0,4}}】|_{{3,}}|[XxＸ]{{2,}}(?=[年月日号{HAN}])"
)
