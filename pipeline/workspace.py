"""The workspace (工作目录): where an office keeps inputs, templates and outputs."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.model.period import Period
from pipeline.resources import shared_root


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with ``inputs/``, ``outputs/`` and, if the office has its own, ``templates/``."""

    root: Path
    elsewhere: Path | None = None
    """Where the store is, if not below the root: in an empty folder everything begins from nothing."""

    @property
    def inputs(self) -> Path:
        """Everything the office puts in; never written to."""
        return self.root / "inputs"

    @property
    def outputs(self) -> Path:
        """Everything that is made; may be deleted and made again."""
        return self.root / "outputs"

    @property
    def store(self) -> Path:
        """What was worked out and may be used again; its owner's alone (it holds records), lost without loss."""
        return self.elsewhere or self.root / ".pingyi"

    @property
    def own_sources(self) -> Path:
        """The office's own source files."""
        return self.inputs / "sources"

    @property
    def templates(self) -> Path:
        """The office's own templates, or those that come with the program."""
        own = self.root / "templates"
        return own if own.is_dir() else shared_root() / "templates"

    @property
    def font_folders(self) -> tuple[Path, ...]:
        """Where fonts are looked for, first found wins."""
        return (
            self.root / "fonts",
            shared_root() / "fonts",
            Path.home() / ".local/share/fonts",
            Path("/usr/local/share/fonts"),
            Path("/usr/share/fonts"),
        )

    def record_folders(self, period: Period) -> tuple[Path, ...]:
        """Give the record folders that may hold records of the year up to the period's end.

        A folder counts when its name is a period of the same year that begins no later than the
        period ends: 2018-06 is judged from 2018, 2018Q1, 2018Q2 and 2018-01 … 2018-06.
        """
        return tuple(
            folder
            for folder in sorted(self.inputs.glob("records/*"))
            if folder.is_dir() and _belongs(folder.name, period)
        )


def _belongs(name: str, period: Period) -> bool:
    try:
        folder = Period.parse(name)
    except ValueError:
        return False
    return folder.year == period.year and folder.span.start <= period.span.end
