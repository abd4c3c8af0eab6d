"""Hands (人手): who does what need not be done at once: the process itself when it comes to it, or another meanwhile.

A province has as many units as there are cores, and each process does all of its unit. An office that is one unit has
a core that would be idle: there documents are judged and proved while the next is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, Protocol, TypeVar

from pipeline.running.crew import Hand, Order

R = TypeVar("R")
J = TypeVar("J")

Later = Callable[[], R]
"""A result that is waited for when it is asked for."""


class Hands(Protocol):
    """Whom something can be asked of."""

    def ask(self, function: Callable[..., R], *values: object) -> Later[R]:
        """Have something done; what is given and what comes of it can be pickled."""


class _Here:
    """Nobody else: it is done when the result is asked for."""

    def ask(self, function: Callable[..., R], *values: object) -> Later[R]:
        """Put it off."""
        return partial(function, *values)


HERE: Hands = _Here()


class SecondHand:
    """另一双手: a process that does one thing after another; what it has not begun when it is needed is done here.

    It may die, and no more comes of it than that everything is done here.
    """

    def __init__(self, modules: Sequence[str]) -> None:
        self._waiting = ThreadPoolExecutor(1, "second-hand")
        self._hand = self._waiting.submit(Hand[_Asked, Any], _done, modules)

    def ask(self, function: Callable[..., R], *values: object) -> Later[R]:
        """Have something done meanwhile."""
        return partial(_result, self._waiting.submit(self._have_done, function, values), function, values)

    def dismiss(self) -> None:
        """Let the process go."""
        self._waiting.shutdown(cancel_futures=True)
        if not self._hand.cancelled() and not self._hand.exception():
            self._hand.result().dismiss()

    def _have_done(self, function: Callable[..., R], values: tuple[object, ...]) -> R:
        hand = self._hand.result()
        hand.give(Order((function, values)))
        result: R = hand.result()
        return result


def by_two(function: Callable[..., R], jobs: Iterable[J], modules: Sequence[str]) -> Iterator[R]:
    """Do every job here, with a second hand for the function to ask."""
    second = SecondHand(modules)
    try:
        for job in jobs:
            yield function(job, second)
    finally:
        second.dismiss()


_Asked = tuple[Callable[..., Any], tuple[object, ...]]


def _done(asked: _Asked) -> object:
    function, values = asked
    return function(*values)


def _result(asked: Future[R], function: Callable[..., R], values: tuple[object, ...]) -> R:
    if asked.cancel():
        return function(*values)
    try:
        return asked.result()
    except (EOFError, OSError):  # it died, perhaps of this very thing: then that shows here
        return function(*values)
