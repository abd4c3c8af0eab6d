"""What is asked of a run: named here, apart from the stages, so that a command starts without importing them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from pipeline.model.period import Period
from pipeline.settings import DEFAULT, Settings
from pipeline.workspace import Workspace


class Copy(StrEnum):
    """报送文本: for whom a set is made."""

    UNIT = "unit"
    LEADER = "leader"
    PUBLIC = "public"

    @property
    def suffix(self) -> str:
        """What its folder's name ends with."""
        return {"unit": "", "leader": "-领导", "public": "-公开"}[self.value]


@dataclass(frozen=True)
class Request:
    """What is asked of a run. ``units`` are names, codes or aliases; none means all."""

    workspace: Workspace
    period: Period
    units: tuple[str, ...] = ()
    accept_rejected: bool = False
    standard: Path | None = None
    """A workbook under which everything is scored instead (试算)."""
    everything: bool = False
    """Make every kind that the period has material for, not only those of each month."""
    known_on: date | None = None
    """Judge only by standards that were printed (印发日期) by that day."""
    copy: Copy = Copy.UNIT
    """Whom the set is for."""
    layout: bool = False
    """Judge Word files by LibreOffice's layout of them too."""
    settings: Settings = DEFAULT
    """With what the stages run (``pingyi.toml``)."""

    @property
    def folder(self) -> Path:
        """Where the set goes; neither a what-if nor a copy for others takes the place of the real one."""
        trial = "-试算" if self.standard else ""
        return self.workspace.outputs / f"{self.period}{trial}{self.copy.suffix}"
