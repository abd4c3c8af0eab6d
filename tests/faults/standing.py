"""An office whose set stands, and the outcome of a run that would replace it: what faults are tried on."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from pipeline.cli import main
from pipeline.commands.carrying_out import publish as publish_set
from pipeline.commands.progress import Console
from pipeline.model.lineage import Lineage
from pipeline.model.period import Period
from pipeline.outputs import HISTORY, locked, new_set
from pipeline.run import Outcome, Plan, run
from pipeline.running.manifest import lineage_of, read_standing
from pipeline.running.request import Request
from pipeline.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
UNIT = "鹿城管理部"
Tree = dict[str, bytes]


@dataclass(frozen=True)
class Office:
    """A workspace with the set that stands, and the outcome of a run that would replace it."""

    root: Path
    request: Request
    outcome: Outcome
    lineage: Lineage
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
    shutil.copytree(root / ".pingyi", root / "store")
    lineage = lineage_of(request.folder, read_standing(request.folder), issued=True)
    outcome = run(request, Console(quiet=True), Plan(lineage))
    assert outcome.ingredients
    publish(request, outcome)
    new = tree(request.folder)
    made = Office(root, request, outcome, lineage, old, new, tree(root / "inputs"))
    stand(made)
    return made


def publish(request: Request, outcome: Outcome) -> None:
    """Write the set as ``pingyi run`` does."""
    with locked(request.workspace.outputs, lambda: None), new_set(request.folder) as files:
        files.update(outcome.files)
        publish_set(request, outcome, files, read_standing(request.folder))


def stand(made: Office) -> None:
    """Put the old set and the old store back."""
    for place in ("outputs", ".pingyi"):
        shutil.rmtree(made.root / place, ignore_errors=True)
    shutil.copytree(made.root / "kept", made.folder)
    shutil.copytree(made.root / "store", made.root / ".pingyi")


def tree(folder: Path) -> Tree:
    """Give what stands in a folder, former sets aside."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and HISTORY not in path.relative_to(folder).parts
    }


def differing(one: Tree, other: Tree) -> list[str]:
    return [name for name in sorted({*one, *other}) if one.get(name) != other.get(name)]
