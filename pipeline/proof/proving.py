"""Proving one document (逐份证明): its Word file by content and scorecard, its PDF by the Word file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.scorecard import Scorecard
from pipeline.proof.figures import Slip, slips, told
from pipeline.proof.ground import Vouched, ground_of, unknown, unvouched
from pipeline.proof.numbers import numbers_in
from pipeline.proof.pdf import read_pdf
from pipeline.proof.printed import printed_slips
from pipeline.proof.table import table_slips
from pipeline.proof.vouchers import Vouchers, strings_in
from pipeline.proof.word import read_word


@dataclass(frozen=True)
class Proof:
    """What proving found: the ground that copies are proved on, how many numbers it holds, and what is wrong."""

    ground: tuple[Vouched, ...]
    numbers: int
    faults: list[Diagnostic]


@dataclass(frozen=True)
class Claim:
    """A finished document (``docx``, ``pdf``), what it was composed of, and the template that it was filled into."""

    name: str
    docx: bytes
    pdf: bytes
    content: object
    template: bytes


def prove(claim: Claim, vouchers: Vouchers, card: Scorecard) -> Proof:
    """Read a finished document back and match its numbers with what it came from."""
    units = read_word(claim.docx)
    found = [*unvouched(units, strings_in(claim.content), read_word(claim.template)), *table_slips(units, card)]
    faults = [told(slip, f"{claim.name}.docx") for slip in found]
    faults += [told(slip, f"{claim.name}.pdf") for slip in printed_slips(units, read_pdf(claim.pdf))]
    faults += [_only_said(slip, f"{claim.name}.docx") for slip in unknown(units, vouchers)]
    count = sum(len(numbers_in(cell)) for unit in units for cell in unit.cells)
    return Proof(ground_of(units, vouchers), count, faults)


def prove_word(docx: bytes, ground: Sequence[Vouched], file: str) -> list[Diagnostic]:
    """Prove a Word file that may have been edited; no error when it is none: others say so.

    Args:
        docx: the file.
        ground: what was vouched for when it was made.
        file: its name in diagnostics.
    """
    try:
        units = read_word(docx)
    except ValueError:
        return []
    return list(_told(slips([one.unit for one in ground], units), ground, file))


def prove_pdf(pdf: bytes, ground: Sequence[Vouched], file: str) -> list[Diagnostic]:
    """Prove a PDF in the same way."""
    try:
        printed = read_pdf(pdf)
    except ValueError:
        return []
    return list(_told(printed_slips([one.unit for one in ground], printed), ground, file))


def _told(found: Sequence[Slip], ground: Sequence[Vouched], file: str) -> Iterator[Diagnostic]:
    sources = {id(one.unit): one.sources for one in ground}
    for slip in found:
        yield told(slip, file, sources.get(id(slip.unit), {}).get(slip.wanted, ""))


def _only_said(slip: Slip, file: str) -> Diagnostic:
    message = f"“{slip.context}”中的{slip.found}由成文时算出，得分卡和台账里没有同样的数"
    place = Place(file, cell=slip.place)
    return Diagnostic("FIG-DERIVED", Severity.NOTE, place, message, "签发前可用评分依据核算一遍")
