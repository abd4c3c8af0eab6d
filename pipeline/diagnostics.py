"""Diagnostics (诊断): what is wrong in the user's data, where, and how to mend it.

A fault in the data is a value that travels with a stage's result; it is never raised.
This module holds the only layout of a message: ``file[sheet!cell]: error CODE message``
and, indented, ``改法：remedy`` (records.md, Diagnostics).
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

PRINTED_PER_CODE = 20
"""At most this many of one code are printed; ``--format json`` gives all of them."""


_SPOT = re.compile(r"第(?P<page>\d+)页(?:第(?P<line>\d+)行)?|第(?P<passage>\d+)段")


class Severity(StrEnum):
    """How bad: an error stops the run, a warning does not, a note only informs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where (出处): a file and, inside it, a sheet and a cell, a row, a page or a paragraph.

    ``file`` is relative to the workspace. ``row`` is the number a person sees in Excel
    (for csv the line number), 0 when the whole file or sheet is meant. ``cell`` is what
    is printed: ``B7``, ``7行``, ``第3页``.
    """

    file: str
    sheet: str = ""
    row: int = 0
    cell: str = ""

    @property
    def spots(self) -> dict[str, int]:
        """Give page, line and paragraph (passage) of a document as numbers, those that ``cell`` tells."""
        match = _SPOT.match(self.cell)
        return {name: int(number) for name, number in match.groupdict().items() if number} if match else {}

    def __str__(self) -> str:
        """Give ``file[sheet!cell]``, leaving out what is unknown."""
        spot = self.cell or (f"{self.row}行" if self.row else "")
        inside = "!".join(part for part in (self.sheet, spot) if part)
        return f"{self.file}[{inside}]" if inside else self.file


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault: a stable ASCII code, and Chinese text for the person who will mend it.

    ``clause`` names the clause of a standard that was broken, when there is one; ``strength`` how binding it is
    (规定, 一般, 惯例). ``measured`` and ``required`` repeat the message's numbers for machines.
    """

    code: str
    severity: Severity
    place: Place
    message: str
    remedy: str
    clause: str = ""
    strength: str = ""
    measured: str = ""
    required: str = ""

    def __str__(self) -> str:
        """Give the two printed lines."""
        basis = "，".join(part for part in (self.clause, self.strength) if part)
        clause = f"（{basis}）" if basis else ""
        return f"{self.place}: {self.severity} {self.code} {self.message}{clause}\n    改法：{self.remedy}"

    def as_json(self) -> str:
        """Give the same as one JSON line."""
        fields = {
            "code": self.code,
            "severity": str(self.severity),
            "file": self.place.file,
            "sheet": self.place.sheet,
            "row": self.place.row,
            "cell": self.place.cell,
            "message": self.message,
            "remedy": self.remedy,
            "clause": self.clause,
        }
        numbers = {"strength": self.strength, "measured": self.measured, "required": self.required}
        fields |= {name: value for name, value in numbers.items() if value}
        fields |= self.place.spots
        return json.dumps(fields, ensure_ascii=False)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any diagnostic is an error: the gate after validation asks this."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def counted(diagnostics: Iterable[Diagnostic]) -> str:
    """Count errors and say of what: ``5 处错误（记录 3 处、成品格式 2 处）``."""
    counts = Counter(d.code.partition("-")[0] for d in diagnostics if d.severity is Severity.ERROR)
    kinds = [f"{word} {counts[family]} 处" for family, word in FAMILIES.items() if counts[family]]
    return f"{sum(counts.values())} 处错误（{'、'.join(kinds)}）"


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Sort by place, then code, so that two runs print the same."""
    return sorted(diagnostics, key=lambda d: (d.place, d.code, d.message))


def printed(diagnostics: Iterable[Diagnostic]) -> Iterator[str]:
    """Give the messages for a terminal, at most `PRINTED_PER_CODE` of one code."""
    shown: Counter[str] = Counter()
    for diagnostic in in_order(diagnostics):
        shown[diagnostic.code] += 1
        if shown[diagnostic.code] <= PRINTED_PER_CODE:
            yield str(diagnostic)
    for code, count in sorted(shown.items()):
        if count > PRINTED_PER_CODE:
            yield f"{code} 另有 {count - PRINTED_PER_CODE} 条未显示；加 --format json 可看全部"


FAMILIES = {
    "SRC": "来源",
    "REC": "记录",
    "STD": "评价标准",
    "ORG": "参考表",
    "DOC": "公文要素",
    "CHG": "修订前后对照",
    "TPL": "模板",
    "WRD": "Word 文件",
    "PDF": "排印",
    "FNT": "字体",
    "GB": "成品格式",
    "FIG": "数字核对",
    "VER": "成品验证",
    "SET": "运行设置",
    "ENG": "计算引擎",
    "RUN": "程序",
}
"""What is at fault, by how a code begins, in the order in which people mend it."""
