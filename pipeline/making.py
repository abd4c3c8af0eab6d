"""Making one document of a set: what it says, its files, what it replaces, and the proof of its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from pipeline.compose import DocumentKind, Draft
from pipeline.compose.lineage import dated, with_lineage
from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.manifest import sha256
from pipeline.model.lineage import Lineage, Replaced, Version, words_hash
from pipeline.model.material import Material
from pipeline.proof.ground import FILE as GROUND
from pipeline.proof.ground import Vouched, ground_json
from pipeline.proof.proving import Claim, Proof, prove
from pipeline.proof.vouchers import Vouchers
from pipeline.render.pdf import Enclosure
from pipeline.render.produce import Made, Workshop, produce, read_back

Files = dict[PurePosixPath, bytes]
"""Finished files by their path below the period's folder."""

EVIDENCE_BOOK = "评分依据.xlsx"
REPORTS = frozenset({"月报", "年度总结"})
"""The kinds whose PDF carries the evidence workbook (PDF/A-3, AFRelationship Source)."""


@dataclass(frozen=True)
class Bench:
    """What the documents of one unit are made with: its material, who vouches for its numbers, and what stands."""

    material: Material
    vouchers: Vouchers
    workshop: Workshop
    lineage: Lineage
    enclosed: tuple[Enclosure, ...] = ()
    """What the PDFs of reports carry: the workbook that their figures come from."""

    @property
    def folder(self) -> PurePosixPath:
        """Where the unit's files go."""
        return PurePosixPath(self.material.scorecard.unit.name)


@dataclass(frozen=True)
class Finished:
    """A document, its files by path below the period's folder, which version of it this is, and its proof."""

    name: str
    files: Files
    version: Version
    proof: Proof
    faults: list[Diagnostic]


@dataclass
class Works:
    """What making a set's documents came to; ``versions`` and ``figures`` are by document (``鹿城管理部/月报``)."""

    files: Files = field(default_factory=dict)
    versions: dict[str, Version] = field(default_factory=dict)
    figures: dict[str, int] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)
    _grounds: dict[str, dict[str, Sequence[Vouched]]] = field(default_factory=dict)

    def add(self, finished: Finished) -> None:
        """Add one document, and what copies of it are proved on."""
        self.files |= finished.files
        self.versions[finished.name] = finished.version
        self.figures[finished.name] = finished.proof.numbers
        self.faults += [*finished.faults, *finished.proof.faults]
        unit, _, stem = finished.name.rpartition("/")
        grounds = self._grounds.setdefault(unit, {})
        grounds[stem] = finished.proof.ground
        self.files[PurePosixPath(unit) / GROUND] = ground_json(grounds).encode()


def bench(material: Material, workshop: Workshop, lineage: Lineage, evidence: bytes = b"") -> Bench:
    """Get ready to make a unit's documents; reports will carry the evidence workbook."""
    enclosed = (Enclosure(EVIDENCE_BOOK, "得分、扣分和每条记录的出处", evidence),) if evidence else ()
    return Bench(material, Vouchers(material), workshop, lineage, enclosed)


def make_document(kind: DocumentKind[Material], draft: Draft, at: Bench) -> Finished:
    """Make the Word file and the PDF of a draft; where another version stands, say that this one replaces it."""
    name = str(at.folder / kind.stem(draft))
    content, words, replaced = _with_lineage(kind.template, draft.content, name, at)
    enclosed = at.enclosed if kind.name in REPORTS else ()
    made, faults = produce(kind.template, content, at.workshop, enclosed)
    dated_so = dated(content, at.material.ledgers.as_of)
    if replaced and not any(replaced.digest in paragraph.text for paragraph in made.document.paragraphs()):
        faults.append(_silent(kind.template, name))
    version = Version(words or words_hash(made.document), dated_so, sha256(made.docx), replaced)
    files = {PurePosixPath(f"{name}.docx"): made.docx, PurePosixPath(f"{name}.pdf"): made.pdf}
    return Finished(name, files, version, _proof(name, kind.template, content, made, at), faults)


def _silent(template: str, name: str) -> Diagnostic:
    """Say that a template leaves out where the 替代 line stands."""
    message = f"{name}替代前一版，但模板没有附注（或数据截止日）一行，文件中没有写明"
    remedy = "在模板中恢复附注一行后重新运行，或在 Word 文件中直接写明"
    return Diagnostic("DOC-LINEAGE", Severity.WARNING, Place(f"templates/{template}"), message, remedy)


def _with_lineage(template: str, content: object, name: str, at: Bench) -> tuple[object, str, Replaced | None]:
    """Give the content as it will be made, the hash of its words without the 替代 line, and what it replaces."""
    if name not in at.lineage.standing:
        return content, "", None
    words = words_hash(read_back(template, content, at.workshop))
    replaced = at.lineage.replaced(name, words)
    return (with_lineage(content, replaced) if replaced else content), words, replaced


def _proof(name: str, template: str, content: object, made: Made, at: Bench) -> Proof:
    if not made.docx or not made.pdf:
        return Proof((), 0, [])
    filled = (at.workshop.templates / template).read_bytes()
    return prove(Claim(name, made.docx, made.pdf, content, filled), at.vouchers, at.material.scorecard)
