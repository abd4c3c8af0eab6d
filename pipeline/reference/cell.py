"""A cell (单元格) that can be asked for a text, a number, a day …, and notes a fault when it holds none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from pipeline.diagnostics import Place
from pipeline.model.marks import ZERO
from pipeline.reference.faults import Faults
from pipeline.reference.values import as_day, as_month_day, as_number, as_text, folded

FAULTY = object()
"""The value of a cell about which a fault is already noted: it reads as empty, without another word."""

_NOTHING = {"", "-", "/", "无", "【待填】"}
"""What stands for an empty optional cell (records.md), and our own mark for a fact still missing."""

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its value as openpyxl gives it, its address, and the header it stands under."""

    value: object
    place: Place
    header: str
    faults: Faults
    epoch: datetime = datetime(1899, 12, 30)

    @property
    def is_blank(self) -> bool:
        """Tell whether a person sees nothing in it."""
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())

    def text(self, *, required: bool = False) -> str:
        """Give its words as they are."""
        if self._is_empty(required=required, hint="填写后重新运行"):
            return ""
        if isinstance(self.value, date):
            self._fault("应为文字，但表格软件已把它变成日期", "把该单元格的格式设为“文本”，再按原样重新填写")
            return ""
        return as_text(self.value)

    def code(self, *, required: bool = False) -> str:
        """Give a code or a name that is compared, with full-width letters and digits folded."""
        return folded(self.text(required=required))

    def number(self) -> Decimal:
        """Give its number; 0 with a fault noted when it holds none."""
        if self._is_empty(required=True, hint="填写数字，如 2 或 0.5"):
            return ZERO
        number = as_number(self.value)
        if number is None:
            self._fault(f"应为数字，现为“{as_text(self.value)}”", "改为数字，如 2 或 0.5，不写单位")
        return number or ZERO

    def day(self, *, required: bool = False) -> date | None:
        """Give its day, or None when it is empty or, with a fault noted, when it holds none."""
        if self._is_empty(required=required, hint="填写日期，如 2018-03-01"):
            return None
        day = as_day(self.value, self.epoch)
        if day is None:
            self._fault(f"不是有效日期，现为“{as_text(self.value)}”", "写作 2018-03-01、2018年3月1日 等形式")
        return day

    def month_day(self) -> tuple[int, int]:
        """Give a day that recurs every year."""
        if self._is_empty(required=True, hint="填写月和日，如 03-01"):
            return (1, 1)
        found = as_month_day(self.value, self.epoch)
        if found is None:
            self._fault(f"不是每年都有的月日，现为“{as_text(self.value)}”", "写作 03-01 或 3月1日 的形式")
        return found or (1, 1)

    def choice(self, options: Sequence[Choice], otherwise: Choice | None = None) -> Choice:
        """Give the option it names; ``otherwise`` when it is empty (required when there is none)."""
        words = "、".join(options)
        if self._is_empty(required=otherwise is None, hint=f"填写下列之一：{words}"):
            return otherwise or options[0]
        found = folded(as_text(self.value))
        for option in options:
            if option == found:
                return option
        near = get_close_matches(found, options, n=2, cutoff=0.5)
        asked = f"（是否应为“{near[0]}”？）" if len(near) == 1 else ""
        self._fault(f"不能是“{found}”{asked}", f"改为下列之一：{words}")
        return otherwise or options[0]

    def _is_empty(self, *, required: bool, hint: str) -> bool:
        if self.value is FAULTY:
            return True
        if required and self.is_blank:
            self.faults.error("EMPTY", self.place, f"“{self.header}”没有填写", hint)
        return self.is_blank or (not required and as_text(self.value) in _NOTHING)

    def _fault(self, message: str, remedy: str) -> None:
        self.faults.error("VALUE", self.place, f"“{self.header}”{message}", remedy)
