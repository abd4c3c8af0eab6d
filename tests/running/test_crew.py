"""A crew does every job once, holds few at a time, and outlives its workers."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.running.crew import Crew, cores, one_by_one

ROOT = Path(__file__).resolve().parents[2]


def double(number: int) -> int:
    return 2 * number


def die_at_three(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die_once(path: str) -> str:
    """Die the first time, leaving a mark; the second time the mark is there."""
    mark = Path(path)
    if not mark.exists():
        mark.write_bytes(b"")
        os.kill(os.getpid(), signal.SIGKILL)
    return path


def who(_: int) -> int:
    time.sleep(0.05)
    return os.getpid()


def lost(number: int) -> int:
    return -number


def crew(processes: int = 2) -> Crew[int, int]:
    return Crew(processes, lost, ("tests.running.test_crew",))


@pytest.mark.parametrize("count", [0, 1, 7])
def test_every_job_is_done_once(count: int) -> None:
    assert sorted(crew()(double, range(count))) == [2 * number for number in range(count)]
    assert list(one_by_one(double, range(count))) == [2 * number for number in range(count)]


def test_jobs_are_done_elsewhere_and_by_several() -> None:
    workers = set(crew()(who, range(8)))
    assert len(workers) == 2
    assert os.getpid() not in workers


def test_few_jobs_are_held_at_a_time() -> None:
    given: list[int] = []

    def jobs() -> Iterator[int]:
        for number in range(30):
            given.append(number)
            yield number

    for done, _ in enumerate(crew()(double, jobs()), 1):
        assert len(given) <= done + 3


def test_a_job_whose_worker_dies_is_lost_and_the_others_are_done() -> None:
    assert sorted(crew()(die_at_three, range(6))) == [-3, 0, 1, 2, 4, 5]


def test_a_job_is_begun_once_more_when_its_worker_dies(tmp_path: Path) -> None:
    path = str(tmp_path / "mark")
    done = Crew(1, lambda job: f"lost {job}", ("tests.running.test_crew",))(die_once, [path])
    assert list(done) == [path]


def test_workers_go_when_their_chief_is_killed() -> None:
    code = """\
from tests.running.test_crew import crew, who
for pid in crew()(who, range(10000)):
    print(pid, flush=True)
"""
    chief = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert chief.stdout is not None
    workers = {int(chief.stdout.readline()) for _ in range(6)}
    chief.kill()
    chief.wait()
    chief.stdout.close()
    deadline = time.monotonic() + 20
    while any(Path(f"/proc/{pid}").exists() for pid in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]


def test_this_process_may_run_somewhere() -> None:
    assert cores() >= 1
