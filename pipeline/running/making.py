"""Making one document of a set: what it says, its files, what it replaces, how they are judged, proof of its numbers.

What was made before of the very same is taken from the shelf (`pipeline.running.kept`) instead; the bytes are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import PurePosixPath

from pipeline.compose import DocumentKind, Draft
from pipeline.compose.lineage import dated, with_lineage
from pipeline.diagnostics import Diagnostic, Place, Severity, has_errors
from pipeline.model.lineage import Lineage, Replaced, Version, words_hash
from pipeline.model.material import Material
from pipeline.proof.ground import ground_json
from pipeline.proof.proving import Claim, prove
from pipeline.proof.vouchers import Vouchers
from pipeline.render.enclosure import Enclosure
from pipeline.render.produce import Workshop, produce, read_back
from pipeline.running.finished import Judgement, Tally, Yardstick, judge, without_told
from pipeline.running.hands import HERE, Hands, Later
from pipeline.running.kept.digest import digest
from pipeline.running.kept.shelf import Piece, Shelf, diagnostic_of
from pipeline.running.kept.stamps import Stamps
from pipeline.running.manifest import sha256
from pipeline.running.origins import Origins

Files = dict[PurePosixPath, bytes]
"""Finished files by their path below the period's folder."""

_ENDINGS = ("docx", "pdf")
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
    ``hands`` judge and prove.
    """

    material: Material
    known: Callable[[], str]
    vouched: str
    vouchers: Vouchers
    lineage: Lineage
    kit: Kit
    enclosed: tuple[Enclosure, ...] = ()
    enclosed_hash: str = ""
    hands: Hands = HERE

    @property
    def folder(self) -> PurePosixPath:
        """Where the unit's files go."""
        return PurePosixPath(self.material.scorecard.unit.name)


def own_words(material: Material) -> Material:
    """Give the material without the counts of what was read: a unit's documents repeat none of their words."""
    return replace(material, sheets=(), rejected=0)


@dataclass(frozen=True)
class Trail:
    """来历 of a document: the hashes of all that its files depend on, and whether they were made anew."""

    made_of: Mapping[str, str]
    is_new: bool


@dataclass(frozen=True)
class Finished:
    """A document, its files by path below the period's folder, version, ground and count of numbers."""

    name: str
    files: Files
    version: Version
    ground: str
    numbers: int
    faults: list[Diagnostic]
    judgement: Judgement
    trail: Trail


@dataclass(frozen=True)
class Begun:
    """A document whose files are made; ``whole`` waits until it is judged and proved."""

    paths: tuple[PurePosixPath, ...]
    whole: Later[Finished]


@dataclass(frozen=True)
class _Sheet:
    """What one document is made of: ``said`` is its content with the line that names the version it replaces."""

    name: str
    kind: DocumentKind[Material]
    said: object
    words: str
    replaced: Replaced | None

    def path(self, ending: str) -> PurePosixPath:
        """Where its file of a kind goes, below the period's folder."""
        return PurePosixPath(f"{self.name}.{ending}")


def make_document(kind: DocumentKind[Material], draft: Draft, at: Bench) -> Begun:
    """Make the Word file and the PDF of a draft; where another version stands, say that this one replaces it.

    They are judged and proved meanwhile: what that came to is waited for when the document is asked for.
    """
    name = str(at.folder / kind.stem(draft))
    sheet = _sheet(name, kind, draft.content, at)
    made_of = _made_of(sheet, at)
    key = digest("document", name, kind.name, made_of)
    kept = _kept(key, at)
    parts, judged = (kept.parts, partial(_the_same, kept)) if kept else _made(sheet, at)
    proof_key = digest("proof", key, at.vouched)
    known = at.kit.shelf.get(proof_key)
    proved = partial(_the_same, known) if known else _proved(sheet, parts, at)

    def whole() -> Finished:
        piece, proof = judged(), proved()
        if at.kit.stamps.hold() and not has_errors(told(piece, "faults", "findings")):
            if known is None:
                at.kit.shelf.put(proof_key, proof)
            if kept is None:
                _keep(key, piece, at)
                words = {"words": sheet.words or piece.told["words"]}
                at.kit.shelf.put(_words_key(kind, draft.content, at), Piece(told=words))
        return _finished(sheet, piece, proof, at, Trail(made_of, is_new=kept is None))

    return Begun(tuple(map(sheet.path, _ENDINGS)), whole)


def _kept(key: str, at: Bench) -> Piece | None:
    """Take a document from the shelf; one that traced faults to the unit's other words, by those words too."""
    kept = at.kit.shelf.get(key)
    return at.kit.shelf.get(_traced(key, at)) if kept and kept.told["traced"] and not kept.parts else kept


def _keep(key: str, piece: Piece, at: Bench) -> None:
    if piece.told["traced"]:
        at.kit.shelf.put(_traced(key, at), piece)
        piece = Piece(told={"traced": True})  # it says where to look: to hash all words takes time that few need
    at.kit.shelf.put(key, piece)


def _traced(key: str, at: Bench) -> str:
    return digest("document", key, at.known())


def _finished(sheet: _Sheet, piece: Piece, proof: Piece, at: Bench, trail: Trail) -> Finished:
    files = {sheet.path(ending): piece.parts[ending] for ending in _ENDINGS}
    tallies = {path: Tally(**tally) for path, tally in piece.told["tallies"].items()}
    return Finished(
        name=sheet.name,
        files=files,
        version=_version(sheet, piece, at),
        ground=proof.parts["ground"].decode(),
        numbers=proof.told["numbers"],
        faults=[*told(piece, "faults"), *told(proof, "faults")],
        judgement=Judgement(at.kit.yardstick, tallies, tuple(told(piece, "findings"))),
        trail=trail,
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


def _made(sheet: _Sheet, at: Bench) -> tuple[Mapping[str, bytes], Later[Piece]]:
    """Make a document's files; the piece is whole when they are judged, the Word file while the PDF is printed."""
    template = sheet.kind.template
    enclosed = at.enclosed if sheet.kind.name in REPORTS else ()
    judged: dict[str, Later[Judgement]] = {}

    def judge_it(ending: str, content: bytes) -> None:
        judged[ending] = at.hands.ask(judge, {sheet.path(ending): content}, at.kit.yardstick)

    made, faults = produce(template, sheet.said, at.kit.workshop, enclosed, partial(judge_it, "docx"))
    if made.docx:  # else its template is no Word file: what an empty one lacks is no news
        judge_it("pdf", made.pdf)
    replaced = sheet.replaced if made.docx else None
    if replaced and not any(replaced.digest in paragraph.text for paragraph in made.document.paragraphs()):
        faults.append(_silent(template, sheet.name))
    parts, words = {"docx": made.docx, "pdf": made.pdf}, words_hash(made.document)

    origins = Origins(own_words(at.material))

    def repeating(ending: str, plainly: Judgement) -> Judgement:
        """Judge once more where an error may be one of words that the document only repeats."""
        if not has_errors(plainly.findings):
            return plainly
        return judge({sheet.path(ending): parts[ending]}, at.kit.yardstick, origins=origins)

    def whole() -> Piece:
        found = [without_told(repeating(ending, one()), faults) for ending, one in judged.items()]
        told = {
            "words": words,
            "faults": [asdict(fault) for fault in origins.named(faults)],
            "traced": bool(origins.given),
            "findings": [asdict(fault) for one in found for fault in one.findings],
            "tallies": {path: asdict(tally) for one in found for path, tally in one.tallies.items()},
        }
        return Piece(parts, told)

    return parts, whole


def _proved(sheet: _Sheet, parts: Mapping[str, bytes], at: Bench) -> Later[Piece]:
    """Prove a document's numbers, and give the ground that copies are proved on."""
    stem = PurePosixPath(sheet.name).name
    docx, pdf = parts["docx"], parts["pdf"]
    if not docx or not pdf:
        return partial(_the_same, Piece({"ground": ground_json({stem: ()}).encode()}, {"numbers": 0, "faults": []}))
    filled = (at.kit.workshop.templates / sheet.kind.template).read_bytes()
    claim = Claim(sheet.name, docx, pdf, sheet.said, filled)
    proved = at.hands.ask(prove, claim, at.vouchers, at.material.scorecard)

    def whole() -> Piece:
        proof = proved()
        told = {"numbers": proof.numbers, "faults": [asdict(fault) for fault in proof.faults]}
        return Piece({"ground": ground_json({stem: proof.ground}).encode()}, told)

    return whole


def _the_same(piece: Piece) -> Piece:
    return piece


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
