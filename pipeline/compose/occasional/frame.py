"""行文: head, closing and imprint of what goes down to the offices: no 签发人, a number and dates of its own."""

from __future__ import annotations

from dataclasses import replace

from pipeline.compose.content import Closing, Head, Imprint
from pipeline.compose.program.notice import notice_frame
from pipeline.compose.scene import Scene
from pipeline.diagnostics import Diagnostic

_FOR_OUTSIDERS = frozenset({"DOC-CONTACT", "DOC-PHONE"})
_BY_HAND = frozenset({"DOC-NUMBER", "DOC-DATE", "DOC-PRINTED"})


def inner_frame(scene: Scene, name: str, title: str) -> tuple[Head, Closing, Imprint, list[Diagnostic]]:
    """Give head, closing and imprint of a document that stays inside the house.

    Number and dates are left open, for those in the workbook are the report's; a contact is named to outsiders only.
    """
    material = scene.material
    issuance = replace(material.issuance, number="", dated="", printed_on="", copy_to="")
    addressee = material.organization.program(scene.year).notice_addressee
    head, closing, imprint, faults = notice_frame(issuance, title, addressee)
    wanted = [_of(name, fault) for fault in faults if fault.code not in _FOR_OUTSIDERS]
    return head, replace(closing, note=""), imprint, wanted


def _of(name: str, fault: Diagnostic) -> Diagnostic:
    """Say which document is meant, and that a number of its own is registered, not set in the workbook."""
    remedy = "由综合科按发文程序确定，在 Word 文件中直接填写" if fault.code in _BY_HAND else fault.remedy
    return replace(fault, message=f"{name}的{fault.message}", remedy=remedy)
