"""通知: how a notice is headed and closed, and the one that encloses the program (条例 第八条(八), 通知)."""

from __future__ import annotations

from dataclasses import replace

from pipeline.compose.content import Closing, Head, Imprint
from pipeline.compose.issuing import issuing
from pipeline.compose.program.content import ProgramNotice
from pipeline.compose.program.program import KEYS
from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.elements import PLACEHOLDER
from pipeline.model.organization import Issuance
from pipeline.model.program import ProgramMaterial

_NOT_OF_A_NOTICE = frozenset({"DOC-SIGNER", "DOC-ADDRESSEE"})
"""签发人 is shown in upward documents only (7.2.6); a notice has addressees of its own."""


def program_notice(material: ProgramMaterial) -> tuple[ProgramNotice, list[Diagnostic]]:
    """Compose the notice that encloses the program."""
    year = str(material.year)
    title = f"关于印发《{year}年度万人双评议活动方案》的通知"
    head, closing, imprint, faults = notice_frame(material.issuance, title, material.facts.notice_addressee)
    return ProgramNotice(head, year, closing, imprint), faults


def notice_frame(issuance: Issuance, title: str, addressee: str) -> tuple[Head, Closing, Imprint, list[Diagnostic]]:
    """Give head, closing and imprint of a notice to ``addressee``, and a warning for each element still missing."""
    head, closing, imprint, faults = issuing(replace(issuance, addressee=addressee), title)
    faults = [fault for fault in faults if fault.code not in _NOT_OF_A_NOTICE]
    if not addressee:
        faults.append(_no_addressee())
    return head, closing, imprint, faults


def _no_addressee() -> Diagnostic:
    file, key = "inputs/organization.xlsx", KEYS["notice_addressee"]
    message = f"{key}为空，通知中留作{PLACEHOLDER}"
    remedy = f"在 {file} 的“活动方案”表填写“{key}”后重新运行，或在 Word 文件中直接填写"
    return Diagnostic("DOC-NOTICE", Severity.WARNING, Place(file, "活动方案"), message, remedy)
