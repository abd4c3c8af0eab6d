"""What a benchmark reports: ratios against peers measured in the same run, never a limit in seconds."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Aim(StrEnum):
    """Which side of the target is good."""

    AT_MOST = "≤"
    AT_LEAST = "≥"


@dataclass(frozen=True, slots=True)
class Target:
    """What issue and speed guide ask of a ratio."""

    aim: Aim
    ratio: float

    def is_met(self, ratio: float) -> bool:
        """Tell whether a measured ratio reaches the target."""
        return ratio <= self.ratio if self.aim is Aim.AT_MOST else ratio >= self.ratio

    def __str__(self) -> str:
        """Give it as a table shows it."""
        return f"{self.aim} {self.ratio:g}×"


@dataclass(frozen=True, slots=True)
class Row:
    """One comparison. ``ours`` and ``peers`` are medians in seconds of the same work in the same run.

    With ``AT_MOST`` the ratio is ours to the peer's (how much dearer), with ``AT_LEAST`` the peer's to ours (how much
    faster). Without a target the row only informs, and ``aim`` says which of the two is told, so that rows beside each
    other tell the same; ``peers`` is None when there is nothing to compare with.
    """

    subject: str
    ours: float
    peer: str = ""
    peers: float | None = None
    target: Target | None = None
    note: str = ""
    aim: Aim = Aim.AT_MOST

    @property
    def ratio(self) -> float | None:
        """The ratio that the target speaks of."""
        if self.peers is None:
            return None
        if (self.target.aim if self.target else self.aim) is Aim.AT_LEAST:
            return self.peers / self.ours
        return self.ours / self.peers


def at_most(ratio: float) -> Target:
    """Ask that ours takes no more than so many times the peer's time."""
    return Target(Aim.AT_MOST, ratio)


def at_least(ratio: float) -> Target:
    """Ask that ours is at least so many times faster."""
    return Target(Aim.AT_LEAST, ratio)


def medians(rounds: int, works: Sequence[Callable[[], object]]) -> list[float]:
    """Time works alternately, so that all see the same noise; give the median seconds of each."""
    taken: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for place, work in enumerate(works):
            gc.collect()
            begin = time.perf_counter()
            work()
            taken[place].append(time.perf_counter() - begin)
    return [statistics.median(times) for times in taken]


def table(rows: Iterable[Row]) -> str:
    """Give rows as a Markdown table."""
    lines = ["| what | ours | against | theirs | ratio | target | |", "|---|---|---|---|---|---|---|"]
    for row in rows:
        note = f" ({row.note})" if row.note else ""
        theirs = "" if row.peers is None else _seconds(row.peers)
        cells = (f"{row.subject}{note}", _seconds(row.ours), row.peer, theirs, *_verdict(row))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def missed(rows: Iterable[Row]) -> list[Row]:
    """Give the rows whose target is not met."""
    return [row for row in rows if row.target and row.ratio is not None and not row.target.is_met(row.ratio)]


def wall(row: Row, floor: float, what: str, ends: str) -> str:
    """Say what a missed target would take: ``floor`` seconds of ours go into ``what``, and nothing here can mend that.

    ``ends`` is the conclusion when that alone is more than the target allows.
    """
    if row.target is None or row.peers is None:
        raise ValueError(row.subject)
    by = 1 / row.target.ratio if row.target.aim is Aim.AT_LEAST else row.target.ratio
    allowed = row.peers * by
    begin = f"{row.subject}: {row.target} against {row.peer} allows {allowed * 1000:.0f} ms; "
    begin += f"ours takes {row.ours * 1000:.0f}, of it {what} {floor * 1000:.0f}. "
    if floor > allowed:
        return f"{begin}That alone is more: {ends}"
    return f"{begin}All the rest would have to be done in {(allowed - floor) * 1000:.0f} ms."


def _verdict(row: Row) -> tuple[str, str, str]:
    """Give ratio, target and whether it is met, as a table shows them."""
    if row.ratio is None:
        return "", "", ""
    if row.target is None:
        return f"{row.ratio:.2f}×", "", ""
    return f"{row.ratio:.2f}×", str(row.target), "met" if row.target.is_met(row.ratio) else "missed"


def _seconds(value: float) -> str:
    return f"{value * 1000:.3g} ms" if value < 1 else f"{value:.3g} s"
