"""Kill a run with SIGKILL at chosen points, then look: one whole set, inputs untouched, and the next run succeeds.

``python -m tests.faults.kills 200`` tries so many different points (seeded) and prints what it found; CI tries a few.
The parent computes a set once and forks a child for each point. The child dies at the n-th thing that it does to files
(an audit hook counts them: opening, renaming, syncing, while records are read, the store is filled, or the set is
published), at a byte inside a file that it writes, at the border of a stage, or after a while.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.commands.carrying_out import Saying, carry_out
from pipeline.commands.progress import Console
from pipeline.outputs import locked
from pipeline.run import Plan, run
from pipeline.running.kept.record import load_record
from pipeline.running.request import Request
from tests.faults.standing import Office, differing, office, publish, stand, tree

STAGES = ("读取", "校验", "评分", "成文、成品、核对")
RUNS: tuple[tuple[str, str, dict[str, bool]], ...] = (
    ("reading", "inputs/records", {"afresh": True}),
    ("store", ".pingyi", {}),
    ("all kinds", ".pingyi/work", {"everything": True}),
)
"""What is interrupted in a whole run, by the place where files are touched."""
EARLY = 30
"""Whole runs die at one of so many first file events: each has as many, and more."""
Work = Callable[[], object]
RARE = 5
"""Of so many points one is a whole run, which takes longer than publishing."""


def killed(work: Callable[[], object]) -> bool:
    """Do work in a child; tell whether it was killed before it ended."""
    child = os.fork()
    if child == 0:
        with open(os.devnull, "w", encoding="utf-8") as nothing:  # noqa: PTH123  # the child's own streams
            sys.stdout = sys.stderr = nothing
            work()
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True)
class Point:
    """A moment to die at; ``is_whole``: in a whole run, and the next one begins with what it left in the store."""

    kind: str
    name: str
    work: Work
    is_whole: bool = False


def dying_at(place: Path, number: int) -> None:
    """Die at the n-th thing done to a file below a place; every sync counts too, and leaves half of the file."""
    left, below = iter(range(number)), str(place)

    def step() -> bool:
        return next(left, None) is not None

    def count(event: str, arguments: tuple[object, ...]) -> None:
        if event.partition(".")[0] in {"open", "os", "shutil"} and below in str(arguments[:1]) and not step():
            die()

    real = os.fsync

    def sync(handle: int) -> None:
        if not step():
            os.ftruncate(handle, os.fstat(handle).st_size // 2)  # half of it never reached the disk
            die()
        real(handle)

    os.fsync = sync
    sys.addaudithook(count)


def at_event(made: Office, number: int) -> Work:
    """Publish, and die at the n-th thing done to a file below ``outputs/``."""

    def work() -> None:
        dying_at(made.root / "outputs", number)
        publish(made.request, made.outcome)

    return work


def at_byte(made: Office, offset: int) -> Work:
    """Publish, and die when a file has so many bytes and wants more: the kernel lets the rest fall."""

    def work() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (offset, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
        publish(made.request, made.outcome)

    return work


def command(request: Request) -> None:
    """Run as ``pingyi run`` does."""
    with locked(request.workspace.outputs, lambda: None):
        assert carry_out(request, load_record(request), Saying(machine=True)) == 0


def in_run(made: Office, place: str, number: int, *, everything: bool = False, afresh: bool = False) -> Work:
    """Run, and die at the n-th thing done to a file below a place; ``afresh`` without anything kept."""

    def work() -> None:
        if afresh:
            shutil.rmtree(made.root / ".pingyi")
        dying_at(made.root / place, number)
        command(replace(made.request, everything=everything))

    return work


def at_stage(made: Office, name: str) -> Work:
    """Run from the records on, and die as a stage begins."""

    class Fatal(Console):
        def stage(self, begun: str) -> None:
            if begun == name:
                die()

        def each(self, finished, name, total):  # type: ignore[no-untyped-def]
            self.stage(name)
            return super().each(finished, name, total)

    return lambda: run(made.request, Fatal(quiet=True), Plan(made.lineage))


def after(made: Office, seconds: float) -> Work:
    """Run, and die after a while."""

    def work() -> None:
        signal.signal(signal.SIGALRM, lambda *_: die())
        signal.setitimer(signal.ITIMER_REAL, seconds)
        command(made.request)

    return work


def events(made: Office) -> int:
    """Count what publishing does to files."""
    low, high = 1, 2
    while attempt(made, Point("", "", at_event(made, high))):
        low, high = high, high * 2
    return bisect_left(range(high), 1, lo=low, key=lambda at: not attempt(made, Point("", "", at_event(made, at))))


def attempt(made: Office, point: Point) -> bool:
    """Die at a point and judge what is left; tell whether the point was reached."""
    reached = killed(point.work)
    left = tree(made.folder)
    assert left in (made.old, made.new), f"a mixture: {differing(left, made.old)}"
    assert tree(made.root / "inputs") == made.inputs, "inputs were touched"
    if not point.is_whole:
        publish(made.request, made.outcome)
    else:
        assert not killed(lambda: command(made.request)), "the next run did not end"
    again = tree(made.folder)
    assert again == made.new, f"the next run differs: {differing(again, made.new)}"
    rest = [path.name for path in (made.root / "outputs").iterdir() if path.name.startswith(".new-")]
    assert rest == [], f"left behind: {rest}"
    stand(made)
    return reached


def whole_runs(made: Office, chance: random.Random) -> Iterator[Point]:
    """Give moments of whole runs without end: after a while, while records are read, while the store is filled."""
    for number in chance.sample(range(EARLY), EARLY):
        seconds = chance.uniform(0.05, 3)
        yield Point("time", f"after {seconds:.3f} s", after(made, seconds), is_whole=True)
        for kind, place, extra in RUNS:
            yield Point(kind, f"{kind}, file event {number}", in_run(made, place, number, **extra), is_whole=True)


def points(made: Office, count: int, seed: int) -> list[Point]:
    """Give so many different points, drawn by a seed: every stage, moments of whole runs, file events, bytes."""
    chance = random.Random(seed)
    found = [Point("stage", f"stage {name}", at_stage(made, name)) for name in STAGES]
    runs = whole_runs(made, chance)
    found += [next(runs) for _ in range(max(1, (count - len(STAGES)) // RARE))]
    left = count - len(found)
    total = events(made)
    numbers = chance.sample(range(total), min(total, (2 * left + 2) // 3))
    found += [Point("file event", f"file event {at} of {total}", at_event(made, at)) for at in numbers]
    largest = max(len(content) for name, content in made.new.items() if made.old.get(name) != content)
    offsets = chance.sample(range(largest), count - len(found))
    return found + [Point("byte", f"byte {at}", at_byte(made, at)) for at in offsets]


def try_points(count: int, seed: int) -> tuple[Counter[str], Counter[str]]:
    """Try so many points; give how many of each kind were tried and at how many the run died."""
    tried, died = Counter[str](), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        made = office(Path(folder) / "office")
        chosen = points(made, count, seed)
        assert len({point.name for point in chosen}) == count
        for point in chosen:
            try:
                reached = attempt(made, point)
            except AssertionError as failed:
                raise AssertionError(f"{point.name}: {failed}") from failed
            tried[point.kind] += 1
            died[point.kind] += reached
    return tried, died


if __name__ == "__main__":
    began = time.monotonic()
    tried, died = try_points(int(sys.argv[1]) if len(sys.argv) > 1 else 200, seed=2018)
    print(f"{tried.total()} points, killed at {died.total()}; a whole set, inputs untouched, the next run succeeded")
    print(", ".join(f"{kind} {died[kind]}/{count}" for kind, count in tried.items()))
    print(f"{time.monotonic() - began:.0f} s")
