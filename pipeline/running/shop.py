"""The shop (车间): with what all documents of a run are made, described so that any process can build it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from pipeline.compose import MONTHLY_KINDS, OCCASIONAL_KINDS, YEARLY_KINDS, DocumentKind
from pipeline.diagnostics import Diagnostic, has_errors
from pipeline.fonts import FontSet, find_fonts
from pipeline.model.material import Material
from pipeline.render.produce import Workshop
from pipeline.running import manifest
from pipeline.running.finished import Yardstick, load_yardstick
from pipeline.running.kept.digest import digest
from pipeline.running.kept.stamps import Stamps, states, system_libraries
from pipeline.running.prepare import Request
from pipeline.settings import DEFAULT


@dataclass(frozen=True)
class Shop:
    """车间: plain values that can be pickled.

    ``kinds`` are the names of the kinds of document that are asked for, in order; ``kept`` is the folder of finished
    pieces, None to keep nothing.
    """

    templates: Path
    font_folders: tuple[Path, ...]
    kinds: tuple[str, ...]
    yardstick: Yardstick = field(default_factory=Yardstick)
    stamps: Stamps = field(default_factory=Stamps)
    kept: Path | None = None

    @property
    def workshop(self) -> Workshop:
        """The workshop itself; its fonts are looked for once a process."""
        fonts = _fonts(self.font_folders, self.stamps.mark)
        return Workshop(self.templates, fonts, self.yardstick.house, self.stamps.painter or DEFAULT.pdf.engine)


def open_shop(request: Request, kept: Path | None, found: list[Diagnostic]) -> Shop | None:
    """Describe the shop of a request; None when fonts or the office's own rules are at fault."""
    workspace = request.workspace
    mark = digest(_below(workspace.templates), *(_below(folder) for folder in workspace.font_folders))
    fonts = _fonts(workspace.font_folders, mark)
    yardstick, flaws = load_yardstick(workspace.inputs, fonts if request.layout else None)
    faults = [*fonts.diagnostics, *flaws]
    found += faults
    if has_errors(faults):
        return None
    kinds = kinds_of(request)
    watched = states([*sorted(workspace.templates.rglob("*")), *(face.path for face in fonts.used())])
    stamps = Stamps(
        program=digest(manifest.program(), system_libraries()),
        painter=request.settings.pdf.engine,
        press=digest(manifest.press(request.settings.pdf.engine)),
        profile=digest(yardstick.as_json()),
        fonts=digest({face.postscript_name: face.sha256 for face in fonts.used()}),
        templates=manifest.template_hashes(workspace.templates, (kind.template for kind in kinds)),
        watched=watched,
        mark=mark,
    )
    names = tuple(kind.name for kind in kinds)
    return Shop(workspace.templates, workspace.font_folders, names, yardstick, stamps, kept)


def kinds_of(request: Request) -> tuple[DocumentKind[Material], ...]:
    """Choose the kinds of document that are asked for."""
    if not request.period.month and not request.period.quarter:
        return YEARLY_KINDS
    return (*MONTHLY_KINDS, *OCCASIONAL_KINDS) if request.everything else MONTHLY_KINDS


def kinds_named(names: Sequence[str]) -> tuple[DocumentKind[Material], ...]:
    """Give kinds by their names."""
    return tuple(_KINDS[name] for name in names)


@lru_cache(maxsize=2)
def _fonts(folders: tuple[Path, ...], mark: str) -> FontSet:  # noqa: ARG001
    """Choose the fonts once a process, and again under another mark: when font files are not what they were."""
    return find_fonts(folders)


def _below(folder: Path) -> tuple[object, ...]:
    return states(sorted(folder.rglob("*")))


_KINDS: dict[str, DocumentKind[Material]] = {
    kind.name: kind for kind in (*MONTHLY_KINDS, *OCCASIONAL_KINDS, *YEARLY_KINDS)
}
