"""Issuing elements (发文要素): what the real procedure decides, or a visible 【待填】 and a warning.

条例: 发文字号, 签发人, 成文日期 and the seal come from the procedure; a generator never invents them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from pipeline.compose.content import Closing, Head, Imprint
from pipeline.compose.wording import full_date, prose
from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.elements import PLACEHOLDER
from pipeline.model.organization import Issuance

_FILE = "inputs/organization.xlsx"
_SHEET = "发文要素"
_DATE = re.compile(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})日?(?:\s.*)?")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """An element: field of `Issuance`, key in the workbook, code, who decides it."""

    field: str
    key: str
    code: str
    remedy: str


def issuing(issuance: Issuance, title: str) -> tuple[Head, Closing, Imprint, list[Diagnostic]]:
    """Give head, closing and imprint, and a warning for each element that is still missing."""
    have = {wanted.field: _text(issuance, wanted.field) for wanted in WANTED}
    faults = [_missing(wanted) for wanted in WANTED if not have[wanted.field]]
    faults += [_odd_date(wanted, have[wanted.field]) for wanted in WANTED if _is_odd_date(wanted, have[wanted.field])]
    said = {field: text or PLACEHOLDER for field, text in have.items()}
    number = have["number"] or f"{prose(issuance.agency_code)}{PLACEHOLDER}"
    head = Head(said["agency_mark"], number, said["signer"], title, f"{said['addressee']}：")
    note = f"（联系人：{said['contact']}，联系电话：{said['phone']}）"
    closing = Closing(said["agency_name"], _dated(said["dated"]), note)
    copy_to = f"抄送：{prose(issuance.copy_to)}。" if prose(issuance.copy_to) else ""
    imprint = Imprint(copy_to, said["printer"], f"{_dated(said['printed_on'])}印发")
    return head, closing, imprint, faults


def _text(issuance: Issuance, field: str) -> str:
    value: str = getattr(issuance, field)
    return prose(value)


def _missing(wanted: _Wanted) -> Diagnostic:
    return Diagnostic(
        wanted.code,
        Severity.WARNING,
        Place(_FILE, _SHEET),
        f"{wanted.key}为空，文件中留作{PLACEHOLDER}",
        wanted.remedy,
    )


def _parsed(text: str) -> date | None:
    found = _DATE.fullmatch(text)
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _dated(text: str) -> str:
    day = _parsed(text)
    return full_date(day) if day else text


def _is_odd_date(wanted: _Wanted, text: str) -> bool:
    return wanted.field in {"dated", "printed_on"} and bool(text) and _parsed(text) is None


def _odd_date(wanted: _Wanted, text: str) -> Diagnostic:
    return Diagnostic(
        f"{wanted.code}-FORM",
        Severity.WARNING,
        Place(_FILE, _SHEET),
        f"{wanted.key}“{text}”不是日期，文件中照原样写",
        "写作 2018年7月5日（或 2018-07-05）后重新运行",
        "GB/T 9704—2012，7.3.5.4",
    )


def _wanted(field: str, key: str, code: str, when: str) -> _Wanted:
    return _Wanted(field, key, code, f"{when}，在 {_FILE} 的“{_SHEET}”表填“{key}”后重新运行，或在 Word 文件中直接填写")


WANTED: tuple[_Wanted, ...] = (
    _wanted("agency_name", "发文机关全称", "DOC-AGENCY", "按机构批文确定名称"),
    _wanted("agency_mark", "发文机关标志", "DOC-MARK", "按机关全称或规范化简称确定"),
    _wanted("addressee", "主送机关", "DOC-ADDRESSEE", "确定主送的上级机关"),
    _wanted("number", "发文字号", "DOC-NUMBER", "由综合科登记编号"),
    _wanted("signer", "签发人", "DOC-SIGNER", "由负责人签发"),
    _wanted("dated", "成文日期", "DOC-DATE", "以签发日期为准"),
    _wanted("contact", "联系人", "DOC-CONTACT", "确定联系人"),
    _wanted("phone", "联系电话", "DOC-PHONE", "确定联系电话"),
    _wanted("printer", "印发机关", "DOC-PRINTER", "确定印发机关"),
    _wanted("printed_on", "印发日期", "DOC-PRINTED", "以送印日期为准"),
)
"""The elements a report needs; 抄送机关 is left out because a report may have none."""
