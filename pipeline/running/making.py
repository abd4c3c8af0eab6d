"""Making one document of a set: what it says, its files, what it replaces, how they are judged, proof of its numbers.

What was made before of the very same is taken from the shelf (`pipeline.running.kept`) instead; the bytes are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import PurePosixPath

from pipeline.compose import DocumentKind, Draft
from pipeline.compose.lineage import dated, with_lineage
from pipeline.diagnostics import Diagnostic, Place, Severity, has_errors
from pipeline.model.lineage import Lineage, Replaced, Version, words_hash
from pipeline.model.material import Material
from pipeline.model.reconciliation import Reconciliation
from pipeline.proof.ground import ground_json
from pipeline.proof.proving import Claim, prove
from pipeline.proof.vouchers import Vouchers
from pipeline.render.enclosure import Enclosure
from pipeline.render.produce import Workshop, produce, read_back
from pipeline.running.finished import Judgement, Tally, Yardstick, judge
from pipeline.running.kept.digest import digest
from pipeline.running.kept.shelf import Piece, Shelf, diagnostic_of
from pipeline.running.kept.stamps import Stamps
from pipeline.running.manifest import sha256
from pipeline.running.origins import Origins

Files = dict[PurePosixPath, bytes]
"""Finished files by their path below the period's folder."""

REPORTS = frozenset({"月报", "年度总结"})
"""The kinds whose PDF carries the evidence workbook (PDF/A-3, AFRelationship Source)."""


@dataclass(frozen=True)
class Kit:
    """What all documents of a run are made with: the workshop, the yardstick, the hashes of both, and the shelf."""

    workshop: Workshop
    yardstick: Yardstick
    stamps: Stamps
    shelf: Shelf


@dataclass(frozen=True)
class Bench:
    """What the documents of one unit are made with: its material, who vouches for its numbers, and what stands.

    ``known`` gives the hash of all whose words a document may repeat, ``vouched`` is that of all that its numbers are
    proved by; ``enclosed`` what the PDFs of reports carry: the workbook that their figures come from, and its hash.
    """

    material: Material
    known: Callable[[], str]
    vouched: str
    vouchers: Vouchers
    lineage: Lineage
    kit: Kit
    enclosed: tuple[Enclosure, ...] = ()
    enclosed_hash: str = ""

    @property
    def folder(self) -> PurePosixPath:
        """Where the unit's files go."""
        return PurePosixPath(self.material.scorecard.unit.name)


def own_words(material: Material) -> Material:
    """Give the material without what was read besides, for all units: a unit's documents repeat none of its words."""
    return replace(material, reconciliation=Reconciliation((), ()))


@dataclass(frozen=True)
class Finished:
    """A document, its files by path below the period's folder, its version, its ground and how many numbers it holds.

    ``made_of`` are the hashes of everything that its files depend on, by name; ``is_new`` tells whether they were made
    now or taken from the shelf.
    """

    name: str
    files: Files
    version: Version
    ground: str
    numbers: int
    faults: list[Diagnostic]
    judgement: Judgement
    made_of: Mapping[str, str]
    is_new: bool


@dataclass(frozen=True)
class _Sheet:
    """What one document is made of: ``said`` is its content with the line that names the version it replaces."""

    name: str
    kind: DocumentKind[Material]
    said: object
    words: str
    replaced: Replaced | None


def make_document(kind: DocumentKind[Material], draft: Draft, at: Bench) -> Finished:
    """Make the Word file and the PDF of a draft; where another version stands, say that this one replaces it."""
    name = str(at.folder / kind.stem(draft))
    sheet = _sheet(name, kind, draft.content, at)
    made_of = _made_of(sheet, at)
    key = digest("document", name, kind.name, made_of)
    traced = digest("document", key, at.known())
    kept = at.kit.shelf.get(key) or at.kit.shelf.get(traced)
    piece = kept or _made(sheet, at)
    if piece.told["traced"]:
        key = traced
    proof_key = digest("proof", key, at.vouched)
    proof = at.kit.shelf.get(proof_key) or _proved(sheet, piece, at)
    if at.kit.stamps.hold() and not has_errors(told(piece, "faults", "findings")):
        if kept is None:
            at.kit.shelf.put(key, piece)
            words = {"words": sheet.words or piece.told["words"]}
            at.kit.shelf.put(_words_key(kind, draft.content, at), Piece(told=words))
        at.kit.shelf.put(proof_key, proof)
    files = {PurePosixPath(f"{name}.{ending}"): piece.parts[ending] for ending in ("docx", "pdf")}
    tallies = {path: Tally(**tally) for path, tally in piece.told["tallies"].items()}
    return Finished(
        name=name,
        files=files,
        version=_version(sheet, piece, at),
        ground=proof.parts["ground"].decode(),
        numbers=proof.told["numbers"],
        faults=[*told(piece, "faults"), *told(proof, "faults")],
        judgement=Judgement(at.kit.yardstick, tallies, tuple(told(piece, "findings"))),
        made_of=made_of,
        is_new=kept is None,
    )


def _sheet(name: str, kind: DocumentKind[Material], content: object, at: Bench) -> _Sheet:
    """Find out what a document will say: the words of the standing version decide whether it names that one."""
    if name not in at.lineage.standing:
        return _Sheet(name, kind, content, "", None)
    known = at.kit.shelf.get(_words_key(kind, content, at))
    words = known.told["words"] if known else words_hash(read_back(kind.template, content, at.kit.workshop))
    replaced = at.lineage.replaced(name, words)
    return _Sheet(name, kind, with_lineage(content, replaced) if replaced else content, words, replaced)


def _words_key(kind: DocumentKind[Material], content: object, at: Bench) -> str:
    stamps = at.kit.stamps
    return digest("words", kind.template, content, stamps.templates.get(kind.template, ""), stamps.program)


def _made_of(sheet: _Sheet, at: Bench) -> dict[str, str]:
    """Name everything that the files of a document depend on, with its hash."""
    stamps = at.kit.stamps
    return {
        "content": digest(sheet.said),
        "template": stamps.templates.get(sheet.kind.template, ""),
        "pages": stamps.pages,
        "fonts": stamps.fonts,
        "program": stamps.program,
        "painter": f"{stamps.painter} {stamps.press}",
        "profile": stamps.profile,
        "enclosed": at.enclosed_hash if sheet.kind.name in REPORTS else "",
    }


def _made(sheet: _Sheet, at: Bench) -> Piece:
    """Make a document's files and judge them."""
    template = sheet.kind.template
    enclosed = at.enclosed if sheet.kind.name in REPORTS else ()
    made, faults = produce(template, sheet.said, at.kit.workshop, enclosed)
    replaced = sheet.replaced
    if replaced and not any(replaced.digest in paragraph.text for paragraph in made.document.paragraphs()):
        faults.append(_silent(template, sheet.name))
    files = {PurePosixPath(f"{sheet.name}.docx"): made.docx, PurePosixPath(f"{sheet.name}.pdf"): made.pdf}
    origins = Origins(own_words(at.material))
    judgement = judge(files, at.kit.yardstick, origins=origins)
    told = {
        "words": words_hash(made.document),
        "faults": [asdict(origins.named(fault)) for fault in faults],
        "traced": bool(origins.given),
        "findings": [asdict(fault) for fault in judgement.findings],
        "tallies": {path: asdict(tally) for path, tally in judgement.tallies.items()},
    }
    return Piece({"docx": made.docx, "pdf": made.pdf}, told)


def _proved(sheet: _Sheet, piece: Piece, at: Bench) -> Piece:
    """Prove a document's numbers, and give the ground that copies are proved on."""
    stem = PurePosixPath(sheet.name).name
    docx, pdf = piece.parts["docx"], piece.parts["pdf"]
    if not docx or not pdf:
        return Piece({"ground": ground_json({stem: ()}).encode()}, {"numbers": 0, "faults": []})
    filled = (at.kit.workshop.templates / sheet.kind.template).read_bytes()
    proof = prove(Claim(sheet.name, docx, pdf, sheet.said, filled), at.vouchers, at.material.scorecard)
    told = {"numbers": proof.numbers, "faults": [asdict(fault) for fault in proof.faults]}
    return Piece({"ground": ground_json({stem: proof.ground}).encode()}, told)


def _version(sheet: _Sheet, piece: Piece, at: Bench) -> Version:
    dated_so = dated(sheet.said, at.material.ledgers.as_of)
    return Version(sheet.words or piece.told["words"], dated_so, sha256(piece.parts["docx"]), sheet.replaced)


def told(piece: Piece, *names: str) -> list[Diagnostic]:
    """Give the diagnostics that a piece tells of."""
    return [diagnostic_of(entry) for name in names for entry in piece.told.get(name, ())]


def _silent(template: str, name: str) -> Diagnostic:
    """Say that a template leaves out where the 替代 line stands."""
    message = f"{name}替代前一版，但模板没有附注（或数据截止日）一行，文件中没有写明"
    remedy = "在模板中恢复附注一行后重新运行，或在 Word 文件中直接写明"
    return Diagnostic("DOC-LINEAGE", Severity.WARNING, Place(f"templates/{template}"), message, remedy)
