"""The manifest (清单): what a set of files was made from, so that it can be made again and proved.

It holds hashes and names only: no clock, no path of the machine, no personal data.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath

from pipeline import __version__
from pipeline.model.period import Period
from pipeline.model.reconciliation import Reconciliation
from pipeline.reference import Reference
from pipeline.render.produce import Workshop


@dataclass(frozen=True)
class Ingredients:
    """Everything that went into a set."""

    period: Period
    reference: Reference
    workshop: Workshop
    reconciliation: Reconciliation


def sha256(content: bytes) -> str:
    """Give the SHA-256 of some bytes, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def manifest_json(
    ingredients: Ingredients, files: Mapping[PurePosixPath, bytes], kept: Mapping[str, Mapping[str, str]]
) -> str:
    """Write the manifest of a set.

    Args:
        ingredients: what it was made from.
        files: the finished files by path below the period's folder.
        kept: for each unit that was not made again, its earlier files and their hashes.

    Returns:
        JSON text: ``pingyi, period, inputs, reference, templates, fonts, reconciliation, outputs, kept``.
    """
    workshop = ingredients.workshop
    manifest = {
        "pingyi": __version__,
        "period": str(ingredients.period),
        "inputs": dict(ingredients.reconciliation.inputs),
        "reference": dict(ingredients.reference.files),
        "templates": _folder_hashes(workshop.templates),
        "fonts": {face.postscript_name: face.sha256 for face in workshop.fonts.used()},
        "reconciliation": [asdict(sheet) for sheet in ingredients.reconciliation.sheets],
        "outputs": {str(path): sha256(content) for path, content in sorted(files.items())},
        "kept": {unit: dict(hashes) for unit, hashes in sorted(kept.items())},
    }
    return json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"


def kept_units(standing: str, made: Container[str]) -> dict[str, dict[str, str]]:
    """Find, in the manifest of the standing set, the units that a run did not make again.

    Args:
        standing: the standing manifest's text.
        made: names of the units just made.

    Returns:
        Their files and hashes, by unit.
    """
    manifest = json.loads(standing)
    found: dict[str, dict[str, str]] = {unit: files for unit, files in manifest["kept"].items() if unit not in made}
    for path, digest in manifest["outputs"].items():
        unit, slash, _ = path.partition("/")
        if slash and unit not in made:
            found.setdefault(unit, {})[path] = digest
    return found


def _folder_hashes(folder: Path) -> dict[str, str]:
    """Hash every file of a folder, by path inside it; Word's and WPS's lock files are not templates."""
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name[:2] not in {"~$", ".~"})
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()) for path in paths}
