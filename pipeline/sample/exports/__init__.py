"""Every kind of export (导出表) of the sample, as a table that can be read.

What each system calls its columns, how it writes dates and codes, and the file it leaves. The
sources that read them are written apart from this, by the contract: agreement is a test.
"""

from __future__ import annotations

from pipeline.sample.exports.appeals import APPEAL_EXPORTS
from pipeline.sample.exports.ledgers import LEDGER_EXPORTS
from pipeline.sample.exports.services import SERVICE_EXPORTS
from pipeline.sample.exports.shape import Column, Export, Form, Style
from pipeline.sample.exports.supervision import SUPERVISION_EXPORTS

EXPORTS: tuple[Export, ...] = (
    *SERVICE_EXPORTS,
    *SUPERVISION_EXPORTS,
    *APPEAL_EXPORTS,
    *LEDGER_EXPORTS,
)

__all__ = ["EXPORTS", "Column", "Export", "Form", "Style"]
