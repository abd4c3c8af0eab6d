"""Making one document of a set: what it says, its files, and what it replaces."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath

from pipeline.compose import DocumentKind, Draft
from pipeline.compose.lineage import dated, with_lineage
from pipeline.diagnostics import Diagnostic
from pipeline.manifest import sha256
from pipeline.model.lineage import Lineage, Version, words_hash
from pipeline.model.material import Material
from pipeline.render.produce import Workshop, produce, read_back

Files = dict[PurePosixPath, bytes]
"""Finished files by their path below the period's folder."""


@dataclass
class Works:
    """What making a set's documents came to; ``versions`` are by document (``鹿城管理部/月报``)."""

    files: Files = field(default_factory=dict)
    versions: dict[str, Version] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)

    def add(self, finished: Finished) -> None:
        """Add one document."""
        self.files |= finished.files
        self.versions[finished.name] = finished.version
        self.faults += finished.faults


@dataclass(frozen=True)
class Finished:
    """A document's files by path below the period's folder, and which version of it this is."""

    name: str
    files: Files
    version: Version
    faults: list[Diagnostic]


def make_document(
    kind: DocumentKind[Material], draft: Draft, material: Material, workshop: Workshop, lineage: Lineage
) -> Finished:
    """Make the Word file and the PDF of a draft; where another version stands, say that this one replaces it."""
    stem = PurePosixPath(material.scorecard.unit.name) / kind.stem(draft)
    content, words, replaced = draft.content, "", None
    if str(stem) in lineage.standing:
        words = words_hash(read_back(kind.template, content, workshop))
        replaced = lineage.replaced(str(stem), words)
        content = with_lineage(content, replaced) if replaced else content
    made, faults = produce(kind.template, content, workshop)
    version = Version(
        words or words_hash(made.document), dated(content, material.ledgers.as_of), sha256(made.docx), replaced
    )
    files = {stem.with_name(f"{stem.name}.docx"): made.docx, stem.with_name(f"{stem.name}.pdf"): made.pdf}
    return Finished(str(stem), files, version, faults)
