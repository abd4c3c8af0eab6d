"""Finding what the numbers of a file are proved on: ``figures.json`` beside it, or in the set that is named."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from pipeline.commands.options import period
from pipeline.diagnostics import Diagnostic
from pipeline.proof.ground import FILE, Vouched, chosen, read_ground
from pipeline.proof.proving import prove_pdf, prove_word
from pipeline.proof.word import Unit, read_word


@dataclass(frozen=True)
class Ground:
    """Which document a file is, and what was vouched for when it was made."""

    name: str
    vouched: tuple[Vouched, ...]


def add_set(parser: argparse.ArgumentParser) -> None:
    """Add ``--period`` and ``--unit``: the set on which numbers are proved."""
    parser.add_argument("--period", metavar="考核期", type=period, help="按该期成品核对数字（文件不在成品文件夹里时）")
    parser.add_argument("--unit", metavar="单位", help="按该单位的成品核对数字（与 --period 同用）")


def ground_of_file(path: Path, arguments: argparse.Namespace) -> Ground | None:
    """Find the ground for a file; None when there is none."""
    for folder in _folders(path, arguments):
        kept = folder / FILE
        if not kept.is_file():
            continue
        try:
            documents = read_ground(kept.read_text("utf-8"))
        except ValueError:
            continue
        name = chosen(documents, path.stem, _units(path))
        if name:
            return Ground(name, documents[name])
    return None


def figure_faults(path: Path, ground: Ground) -> list[Diagnostic]:
    """Prove the numbers of a file, Word or PDF."""
    proof = prove_pdf if path.suffix.lower() == ".pdf" else prove_word
    return proof(path.read_bytes(), ground.vouched, str(path))


def _folders(path: Path, arguments: argparse.Namespace) -> list[Path]:
    named = getattr(arguments, "period", None)
    if named is None:
        return [path.absolute().parent]
    outputs = arguments.workspace.outputs / str(named)
    units = sorted(folder for folder in outputs.glob("*") if (folder / FILE).is_file())
    return [folder for folder in units if not arguments.unit or arguments.unit in folder.name]


def _units(path: Path) -> tuple[Unit, ...]:
    try:
        return read_word(path.read_bytes()) if path.suffix.lower() == ".docx" else ()
    except ValueError:
        return ()
