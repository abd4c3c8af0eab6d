"""What docs/scale.md reckons with and nothing else measures: names held, a unit on the driver and on a worker.

Seconds are the processor's: what else the machine does changes them little.
"""

from __future__ import annotations

import resource
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from multiprocessing import get_context
from pathlib import Path

from benchmarks.report import Row, table
from pipeline.commands.progress import Console
from pipeline.model.period import Period
from pipeline.records.everyone import Everyone
from pipeline.records.surnames import PLAIN
from pipeline.run import FIRST, Outcome, assess
from pipeline.running.prepare import Request, prepare
from pipeline.running.shop import open_shop
from pipeline.running.unit import Job, make_unit
from pipeline.workspace import Workspace

ROOT = Path(__file__).resolve().parents[1]
JUNE = Period(2018, month=6)


def measure(quick: bool) -> list[Row]:
    """Hold names, gather a unit's material as the driver does, make its files as a worker does: each in a process."""
    names = 100_000 if quick else 1_000_000
    seconds, held = _apart(_names, names)
    rows = [Row(f"{names:,} names of people, held for masking", seconds, note=f"{held} MiB")]
    gathered, records, made, peak = _apart(_unit, 0)
    what = f"the sample's June, {records:,} records listed"
    rows.append(Row(f"{what}: ledgers, evidence and reasons gathered on the driver", gathered))
    rows.append(Row(f"{what}: all files made by a worker that has just begun", made, note=f"peak {peak} MiB"))
    return rows


def _apart(work: object, value: int) -> tuple[float, ...]:
    with ProcessPoolExecutor(1, get_context("spawn")) as alone:
        return alone.submit(work, value).result()  # type: ignore[arg-type, return-value]  # each knows its own


def _names(count: int) -> tuple[float, int]:
    signs = [chr(0x4E00 + 7 * number) for number in range(round((count / 100) ** 0.5) + 1)]
    firsts = sorted(PLAIN)[:100]
    before, begin = _resident(), time.process_time()
    everyone = Everyone("".join(parts) for parts in product(firsts, signs, signs))
    taken = time.process_time() - begin
    list(everyone.named_in(firsts[0]))  # it is held until here
    return taken, _resident() - before


def _unit(_: int) -> tuple[float, int, float, int]:
    with tempfile.TemporaryDirectory(prefix="pingyi-paper-") as folder:
        for name in ("inputs", "templates", "fonts"):
            (Path(folder) / name).symlink_to(ROOT / name)
        request, outcome = Request(Workspace(Path(folder)), JUNE), Outcome()
        prepared = prepare(request, outcome, Console(quiet=True))
        shop = open_shop(request, None, outcome.diagnostics)
        if prepared is None or shop is None:
            raise RuntimeError("the sample cannot be read")
        assess(request, prepared, Outcome())  # scored once, and what is asked first is warm
        begin = time.process_time()
        (material,) = assess(request, prepared, outcome)
        gathered = time.process_time() - begin
        with ProcessPoolExecutor(1, get_context("spawn")) as worker:
            made, peak = worker.submit(_made, Job(material, FIRST, shop)).result()
    return gathered, len(material.evidence), made, peak


def _made(job: Job) -> tuple[float, int]:
    begin = time.process_time()
    unit = make_unit(job)
    if unit.failed:
        raise RuntimeError(unit.faults)
    return time.process_time() - begin, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _resident() -> int:
    line = next(x for x in Path("/proc/self/status").read_text(encoding="ascii").splitlines() if x.startswith("VmRSS"))
    return int(line.split()[1]) // 1024


if __name__ == "__main__":
    print(table(measure(quick=True)))
