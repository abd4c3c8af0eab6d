"""The crew (班组): several processes that each do one piece of work after another.

Processes are started afresh (never forked from this one: DuckDB's and typst's threads do not live through a fork) and
are told apart by their pipes, so that it is known whose work ended with a worker that died.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from pipeline.imports import leave_out_pandas
from pipeline.running.tidying import tidied_seldom

J = TypeVar("J")
R = TypeVar("R")

TRIES = 2
"""A piece of work whose worker dies is begun so many times in all."""


Spread = Callable[[Callable[[J], R], Iterable[J]], Iterator[R]]
"""How work is spread: here, over processes, or over a cluster. Results come as they are finished; jobs are asked for
one by one, as there is somebody to do them."""


def call_in(modules: Sequence[str]) -> None:
    """Let workers get ready: what all need is imported by a process apart while this one does other things."""
    if _context(modules).get_start_method() == "forkserver":
        forkserver.ensure_running()


def cores() -> int:
    """Tell on how many cores this process may run."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def one_by_one(function: Callable[[J], R], jobs: Iterable[J]) -> Iterator[R]:
    """Do every job here."""
    return map(function, jobs)


@dataclass(frozen=True)
class Crew(Generic[J, R]):
    """So many processes. ``lost`` says what comes of a job whose worker died every time; ``modules`` are imported once.

    The modules are imported by one fresh process, from which the workers then come.
    """

    processes: int
    lost: Callable[[J], R]
    modules: Sequence[str] = ()

    def __call__(self, function: Callable[[J], R], jobs: Iterable[J]) -> Iterator[R]:
        """Do every job; no more of them are held than there are processes, and one."""
        source = iter(jobs)
        again: list[Order[J]] = []
        hands = [Hand(function, self.modules) for _ in range(self.processes)]
        try:
            waiting = _next(again, source)
            while waiting or any(hand.order for hand in hands):
                idle = next((hand for hand in hands if hand.order is None), None)
                if waiting and idle:
                    idle.give(waiting)
                    waiting = _next(again, source)
                    continue
                for hand in _ready(hands):
                    yield from self._take(hand, again)
                waiting = waiting or _next(again, source)
        finally:
            for hand in hands:
                hand.dismiss()

    def _take(self, hand: Hand[J, R], again: list[Order[J]]) -> Iterator[R]:
        """Take a result, or learn that the worker died: its job is begun once more, by a new worker."""
        order = hand.order
        if order is None:
            return
        try:
            result = hand.result()
        except (EOFError, OSError):
            hand.replace()
            if order.tries >= TRIES:
                yield self.lost(order.job)
            else:
                again.append(order)
            return
        yield result


@dataclass
class Order(Generic[J]):
    """A job, and how often it was begun."""

    job: J
    tries: int = 0


class Hand(Generic[J, R]):
    """A worker: its process, the pipe to it, and what it is doing."""

    def __init__(self, function: Callable[[J], R], modules: Sequence[str]) -> None:
        self.order: Order[J] | None = None
        self._function = function
        self._context = _context(modules)
        self._begin()

    def _begin(self) -> None:
        self.pipe, there = self._context.Pipe()
        self.process: BaseProcess = self._context.Process(target=_work, args=(there, self._function), daemon=True)
        self.process.start()
        there.close()

    def give(self, order: Order[J]) -> None:
        """Begin a job."""
        order.tries += 1
        self.order = order
        with suppress(OSError):  # it died while it had nothing to do; asking it for the result says so
            self.pipe.send(order.job)

    def result(self) -> R:
        """Receive a result; raises EOFError or OSError when the worker has died."""
        received: R = self.pipe.recv()
        self.order = None
        return received

    def replace(self) -> None:
        """Put another process in the place of one that died."""
        self.order = None
        self.dismiss()
        self._begin()

    def dismiss(self) -> None:
        """End the process."""
        self.pipe.close()
        self.process.terminate()
        self.process.join()


def _ready(hands: Iterable[Hand[Any, Any]]) -> list[Hand[Any, Any]]:
    """Wait until some of those at work have a result, or have died."""
    busy = {hand.pipe: hand for hand in hands if hand.order}
    return [busy[pipe] for pipe in wait(list(busy)) if isinstance(pipe, Connection)]


def _next(again: list[Order[J]], source: Iterator[J]) -> Order[J] | None:
    if again:
        return again.pop()
    try:
        return Order(next(source))
    except StopIteration:
        return None


def _context(modules: Sequence[str]) -> Any:
    """Choose how processes begin: from one that did nothing but import the modules, else from nothing."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(list(modules))
    return context


def _work(pipe: Connection, function: Callable[[Any], Any]) -> None:
    """Work until the pipe closes: the chief is done, or gone."""
    leave_out_pandas()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the chief, who dismisses the workers
    with tidied_seldom(), suppress(EOFError, OSError):
        while True:
            pipe.send(function(pipe.recv()))
