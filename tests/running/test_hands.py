"""A second hand does what it is asked meanwhile; whatever becomes of it, everything is done."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from functools import partial

import pytest

from pipeline.running.hands import HERE, Hands, SecondHand, by_two

MODULES = ("tests.running.test_hands",)


@pytest.fixture
def second() -> Iterator[SecondHand]:
    hand = SecondHand(MODULES)
    hand.ask(who)()
    yield hand
    hand.dismiss()


def who(seconds: float = 0) -> int:
    time.sleep(seconds)
    return os.getpid()


def die_elsewhere(here: int) -> int:
    if os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
    return here


def refuse(reason: str) -> None:
    raise ValueError(reason)


def begun(second: SecondHand, seconds: float = 0) -> int:
    """Ask for something, and give it the time to be begun."""
    asked = second.ask(who, seconds)
    time.sleep(0.3)
    return asked()


def test_what_is_asked_is_done_by_another_process(second: SecondHand) -> None:
    deadline = time.monotonic() + 60
    while begun(second) == os.getpid():
        assert time.monotonic() < deadline, "it never got ready"


def test_what_it_has_not_begun_is_done_here(second: SecondHand) -> None:
    long = second.ask(who, 1.0)
    waiting = [second.ask(who) for _ in range(3)]
    assert waiting[-1]() == os.getpid()
    long()


def test_what_it_dies_of_is_done_here_and_so_is_all_that_comes_after(second: SecondHand) -> None:
    asked = second.ask(die_elsewhere, os.getpid())
    time.sleep(0.3)
    assert asked() == os.getpid()
    assert begun(second) == os.getpid()


@pytest.mark.parametrize("wait", [0.0, 0.3])
def test_a_fault_shows_here(second: SecondHand, wait: float) -> None:
    asked = second.ask(refuse, "no such file")
    time.sleep(wait)
    with pytest.raises(ValueError, match="no such file"):
        asked()


def test_without_a_second_hand_it_is_done_when_it_is_asked_for() -> None:
    assert HERE.ask(who)() == os.getpid()


def twice(number: int, hands: Hands) -> int:
    return number + hands.ask(abs, -number)()


def test_every_job_is_done_in_its_order_with_a_second_hand() -> None:
    assert list(partial(by_two, modules=MODULES)(twice, range(4))) == [0, 2, 4, 6]
