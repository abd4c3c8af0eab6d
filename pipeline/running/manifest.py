"""The manifest (清单): what a set of files was made from, so that it can be made again and proved.

It holds hashes, names and what was asked for: no clock, no path of the machine, no personal data.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Container, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from pipeline import __version__
from pipeline.model.lineage import Lineage, Replaced, Version
from pipeline.model.reconciliation import Reconciliation
from pipeline.running.request import Request

if TYPE_CHECKING:  # a manifest is read long before any stage is needed
    from pipeline.reference import Reference
    from pipeline.render.produce import Workshop
    from pipeline.running.finished import Judgement

NAME = "manifest.json"
Kept = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Ingredients:
    """Everything that went into a set.

    ``templates`` are the Word templates of the kinds that were asked for. ``versions`` and ``figures`` (how many
    numbers were proved) are by document: ``鹿城管理部/月报``; ``seeds`` by the sample's
    file; ``judgement`` is what our own checker said; ``failed`` are the units that could not be made.
    """

    request: Request
    reference: Reference
    workshop: Workshop
    reconciliation: Reconciliation
    templates: tuple[str, ...]
    versions: Mapping[str, Version]
    judgement: Judgement
    figures: Mapping[str, int] = field(default_factory=dict)
    seeds: Mapping[str, str] = field(default_factory=dict)
    failed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Manifest:
    """A manifest as it is read back.

    ``sections`` are ``inputs``, ``reference``, ``sources``, ``templates`` and ``fonts``: hash by name.
    """

    program: Mapping[str, str]
    period: str
    asked: Mapping[str, Any]
    sections: Mapping[str, Mapping[str, str]]
    documents: Mapping[str, Version]
    outputs: Mapping[str, str]
    kept: Mapping[str, Mapping[str, str]]
    text: str

    @classmethod
    def parse(cls, text: str) -> Manifest:
        """Read the text of ``manifest.json``.

        Raises:
            ValueError: it is none, or none that this program can rebuild.
        """
        try:
            read = json.loads(text)
            return cls(
                program=read["program"],
                period=read["period"],
                asked=read["asked"],
                sections={name: read[name] for name in SECTIONS},
                documents={name: _version(entry) for name, entry in read["documents"].items()},
                outputs=read["outputs"],
                kept=read["kept"],
                text=text,
            )
        except (KeyError, TypeError, AttributeError) as fault:
            raise ValueError(f"no manifest of a set: {fault}") from None


SECTIONS = ("inputs", "reference", "sources", "templates", "fonts")


def sha256(content: bytes) -> str:
    """Give the SHA-256 of some bytes, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def manifest_json(
    ingredients: Ingredients, hashes: Mapping[PurePosixPath, str], standing: Manifest | None, kept: Kept
) -> str:
    """Write the manifest of a set.

    Args:
        ingredients: what it was made from.
        hashes: of the finished files, by path below the period's folder.
        standing: the manifest of the set that stands.
        kept: the units of the standing set that go on in this one, as `kept_units` gives them.
    """
    request, workshop = ingredients.request, ingredients.workshop
    versions = {name: one for name, one in (standing.documents if standing else {}).items() if _unit(name) in kept}
    manifest = {
        "pingyi": __version__,
        "program": program(request.settings.pdf.engine),
        "period": str(request.period),
        "asked": asked(request),
        "inputs": dict(ingredients.reconciliation.inputs),
        "reference": dict(ingredients.reference.files),
        "sources": folder_hashes(request.workspace.own_sources),
        "templates": template_hashes(workshop.templates, ingredients.templates),
        "fonts": {face.postscript_name: face.sha256 for face in workshop.fonts.used()},
        "reconciliation": [asdict(sheet) for sheet in ingredients.reconciliation.sheets],
        "documents": {name: asdict(one) for name, one in sorted((versions | dict(ingredients.versions)).items())},
        "figures": dict(sorted(ingredients.figures.items())),
        "seeds": dict(sorted(ingredients.seeds.items())),
        "format": ingredients.judgement.as_json(),
        "outputs": {str(path): digest for path, digest in sorted(hashes.items())},
        "kept": {unit: dict(files) for unit, files in sorted(kept.items())},
    } | ({"failed": list(ingredients.failed)} if ingredients.failed else {})
    return json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"


def asked(request: Request) -> dict[str, Any]:
    """Give what was asked of a run, as far as its outcome depends on it."""
    standard, root = request.standard, request.workspace.root
    if standard is not None:
        standard = standard.absolute()
    inside = standard is not None and standard.is_relative_to(root)
    return {
        "units": list(request.units),
        "accept_rejected": request.accept_rejected,
        "everything": request.everything,
        "copy": str(request.copy),
        "layout": request.layout,
        "known_on": request.known_on.isoformat() if request.known_on else None,
        "standard": (standard.relative_to(root).as_posix() if inside else standard.name) if standard else None,
        "painter": request.settings.pdf.engine,
    }


def asked_day(manifest: Manifest) -> date | None:
    """Give the day whose knowledge was asked for (``--known-on``)."""
    day = manifest.asked["known_on"]
    return date.fromisoformat(day) if day else None


def program(painter: str = "") -> dict[str, str]:
    """Name the program: its version, the hash of its own code, and the libraries that shape what it makes."""
    found = {"pingyi": __version__, "code": _code()}
    return (
        found | {"python": platform.python_version()} | {name: _installed(name) for name in LIBRARIES} | press(painter)
    )


@cache
def _code() -> str:
    """Hash the program's own code, once: what this process runs is what it has read."""
    code = folder_hashes(Path(__file__).resolve().parents[1])
    return sha256("".join(f"{name} {digest}\n" for name, digest in code.items()).encode())


def press(painter: str) -> dict[str, str]:
    """Name what a painter is made of besides the program."""
    return {name: _installed(name) for name in PAINTERS.get(painter, ())}


def read_standing(folder: Path) -> Manifest | None:
    """Read the manifest of the set that stands at a folder; None when there is none, or one of another kind."""
    try:
        return Manifest.parse((folder / NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return None


def lineage_of(folder: Path, standing: Manifest | None, *, issued: bool) -> Lineage:
    """Give the documents that stand at a folder; a Word file that a person finished is named as it now is."""
    versions = {}
    for name, made in (standing.documents if standing else {}).items():
        path = folder / f"{name}.docx"
        versions[name] = replace(made, docx=sha256(path.read_bytes())) if path.is_file() else made
    return Lineage(versions, issued=issued)


def _installed(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def _version(entry: Mapping[str, Any]) -> Version:
    replaces = entry["replaces"]
    return Version(entry["words"], entry["dated"], entry["docx"], Replaced(**replaces) if replaces else None)


def kept_units(standing: Manifest | None, *, all_but: Container[str] = (), only: Container[str] | None = None) -> Kept:
    """Find, in the manifest of the standing set, units that go on as they are: files and hashes, by unit.

    Args:
        standing: the manifest, if there is one.
        all_but: units that were made again.
        only: none but these.
    """
    found: dict[str, dict[str, str]] = {unit: dict(files) for unit, files in standing.kept.items()} if standing else {}
    for path, digest in standing.outputs.items() if standing else ():
        unit, slash, _ = path.partition("/")
        if slash:
            found.setdefault(unit, {})[path] = digest
    return {unit: files for unit, files in found.items() if unit not in all_but and (only is None or unit in only)}


def _unit(name: str) -> str:
    return name.partition("/")[0]


def folder_hashes(folder: Path) -> dict[str, str]:
    """Hash every file of a folder, which may be missing, by path inside it.

    Lock files of Word and WPS, and what Python keeps of its own, are nobody's work.
    """
    found = (path for path in sorted(folder.rglob("*")) if "__pycache__" not in path.parts)
    paths = (path for path in found if path.is_file() and path.name[:2] not in {"~$", ".~"})
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()) for path in paths}


def template_hashes(folder: Path, used: Iterable[str]) -> dict[str, str]:
    """Hash the Word templates that are used, and what pages are laid out with."""
    wanted = frozenset(used)
    hashes = folder_hashes(folder)
    return {name: digest for name, digest in hashes.items() if name in wanted or not name.endswith(".docx")}


LIBRARIES = (
    "docxtpl", "python-docx", "python-pptx", "jinja2", "lxml", "weasyprint", "pydyf", "tinycss2", "tinyhtml5",
    "pikepdf", "fonttools", "XlsxWriter", "openpyxl", "pandas", "duckdb", "pyarrow", "fastexcel",
    "chinesecalendar", "rjieba",
)  # fmt: skip
PAINTERS = {"typst": ("typst",)}
"""What else shapes a PDF, by the painter (``[pdf] engine``)."""
