"""Kill a run with SIGKILL at chosen points, then look: one whole set, inputs untouched, and the next run succeeds.

``python -m tests.faults.kills 200`` tries so many points (seeded) and prints what it found; CI tries a few.
The parent computes a set once and forks a child for each point: the child dies at the n-th thing that it does to a
file below ``outputs/`` (an audit hook counts them), at the border of a stage, or after a while.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.cli import main
from pipeline.commands.carrying_out import publish as publish_set
from pipeline.commands.progress import Console
from pipeline.model.period import Period
from pipeline.outputs import HISTORY, locked, new_set
from pipeline.run import Outcome, Plan, run
from pipeline.running.manifest import lineage_of, read_standing
from pipeline.running.request import Request
from pipeline.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
UNIT = "鹿城管理部"
STAGES = ("读取", "校验", "评分", "成文、成品、核对")
Tree = dict[str, bytes]


@dataclass(frozen=True)
class Office:
    """A workspace with the set that stands, and the outcome of a run that would replace it."""

    root: Path
    request: Request
    outcome: Outcome
    old: Tree
    new: Tree
    inputs: Tree

    @property
    def folder(self) -> Path:
        """Where the set stands."""
        return self.request.folder


def office(root: Path) -> Office:
    """Make the sample's June once, keep it as the old set, change its records, and compute the new set."""
    main(["init", str(root)])
    shutil.copytree(ROOT / "inputs/records/2018-06", root / "inputs/records/2018-06")
    assert main(["run", "2018-06", "--unit", UNIT, "--workspace", str(root)]) == 0
    request = Request(Workspace(root), Period.parse("2018-06"), (UNIT,))
    old = tree(request.folder)
    next((root / "inputs/records/2018-06").glob("电子监察*.csv")).unlink()
    shutil.copytree(request.folder, root / "kept")
    lineage = lineage_of(request.folder, read_standing(request.folder), issued=True)
    outcome = run(request, Console(quiet=True), Plan(lineage))
    assert outcome.ingredients
    publish(request, outcome)
    new = tree(request.folder)
    made = Office(root, request, outcome, old, new, tree(root / "inputs"))
    stand(made)
    return made


def publish(request: Request, outcome: Outcome) -> None:
    """Write the set as ``pingyi run`` does."""
    with locked(request.workspace.outputs, lambda: None), new_set(request.folder) as files:
        files.update(outcome.files)
        publish_set(request, outcome, files, read_standing(request.folder))


def stand(made: Office) -> None:
    """Put the old set back."""
    shutil.rmtree(made.root / "outputs")
    shutil.copytree(made.root / "kept", made.folder)


def tree(folder: Path) -> Tree:
    """Give what stands in a folder, former sets aside."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and HISTORY not in path.relative_to(folder).parts
    }


def differing(one: Tree, other: Tree) -> list[str]:
    return [name for name in sorted({*one, *other}) if one.get(name) != other.get(name)]


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


def at_event(made: Office, number: int) -> Callable[[], None]:
    """Publish, and die at the n-th thing done to a file below ``outputs/``; every write and sync counts too."""

    def work() -> None:
        left = iter(range(number))
        outputs = str(made.root / "outputs")

        def count(event: str, arguments: tuple[object, ...]) -> None:
            if event.partition(".")[0] in {"open", "os", "shutil"} and outputs in str(arguments[:1]) and not step():
                die()

        def step() -> bool:
            return next(left, None) is not None

        real = os.fsync

        def sync(handle: int) -> None:
            if not step():
                os.ftruncate(handle, os.fstat(handle).st_size // 2)  # half of it never reached the disk
                die()
            real(handle)

        os.fsync = sync
        sys.addaudithook(count)
        publish(made.request, made.outcome)

    return work


def at_stage(made: Office, name: str) -> Callable[[], None]:
    """Run from the records on, and die as a stage begins."""

    class Fatal(Console):
        def stage(self, begun: str) -> None:
            if begun == name:
                die()

        def each(self, finished, name, total):  # type: ignore[no-untyped-def]
            self.stage(name)
            return super().each(finished, name, total)

    return lambda: run(made.request, Fatal(quiet=True), Plan())


def after(made: Office, seconds: float) -> Callable[[], None]:
    """Run and publish, and die after a while."""

    def work() -> None:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        signal.signal(signal.SIGALRM, lambda *_: die())
        publish(made.request, run(made.request, Console(quiet=True), Plan()))

    return work


def events(made: Office) -> int:
    """Count what publishing does to files."""
    low, high = 1, 2
    while attempt(made, at_event(made, high)):
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if attempt(made, at_event(made, middle)) else (low, middle)
    return high


def attempt(made: Office, work: Callable[[], object]) -> bool:
    """Die at a point and judge what is left; tell whether the point was reached."""
    reached = killed(work)
    left = tree(made.folder)
    assert left in (made.old, made.new), f"a mixture: {differing(left, made.old)}"
    assert tree(made.root / "inputs") == made.inputs, "inputs were touched"
    publish(made.request, made.outcome)
    again = tree(made.folder)
    assert again == made.new, f"the next run differs: {differing(again, made.new)}"
    rest = [path.name for path in (made.root / "outputs").iterdir() if path.name.startswith(".new-")]
    assert rest == [], f"left behind: {rest}"
    stand(made)
    return reached


def points(made: Office, count: int, seed: int) -> Iterator[tuple[str, Callable[[], object]]]:
    """Give so many points: every stage, moments of a whole run, and things done to files, drawn by a seed."""
    chance = random.Random(seed)
    for name in STAGES:
        yield f"stage {name}", at_stage(made, name)
    for _ in range(count // 20):
        seconds = chance.uniform(0.05, 6)
        yield f"after {seconds:.2f} s", after(made, seconds)
    total = events(made)
    numbers = list(range(total))
    chance.shuffle(numbers)
    wanted = count - len(STAGES) - count // 20
    for at in range(wanted):
        number = numbers[at % total]
        yield f"file event {number} of {total}", at_event(made, number)


def try_points(count: int, seed: int) -> tuple[int, int]:
    """Try so many points; give how many were tried and at how many the run died."""
    with tempfile.TemporaryDirectory() as folder:
        made = office(Path(folder) / "office")
        results = []
        for name, work in points(made, count, seed):
            try:
                results.append(attempt(made, work))
            except AssertionError as failed:
                raise AssertionError(f"{name}: {failed}") from failed
    return len(results), sum(results)


if __name__ == "__main__":
    began = time.monotonic()
    tried, died = try_points(int(sys.argv[1]) if len(sys.argv) > 1 else 200, seed=2018)
    print(f"{tried} points, killed at {died}; after each a whole set, inputs untouched, the next run succeeded")
    print(f"{time.monotonic() - began:.0f} s")
