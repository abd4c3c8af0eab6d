"""Cuts of merged cells come to rest, wherever pages end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.render.typst.recutting import Cutting

ENDS = st.lists(st.integers(1, 30), max_size=6, unique=True).map(lambda rows: tuple(sorted(rows)))


@given(st.lists(ENDS, min_size=1, max_size=5))
def test_cuts_come_to_rest_however_page_ends_jump_about(ends: list[tuple[int, ...]]) -> None:
    """Page ends depend on the cuts in any way at all: here on how many there are."""
    cutting = Cutting()
    for _ in range(500):
        found = tuple(sorted({*ends[sum(cutting.rows) % len(ends)], *cutting.fixed}))
        after = cutting.after(found)
        if after.rows == cutting.rows == found:
            return
        cutting = after
    raise AssertionError(cutting)


def test_a_page_end_that_moves_to_and_fro_is_fixed_at_its_earlier_place() -> None:
    first = Cutting().after((4,))
    assert first.rows == (4,)
    second = first.after((3, 9))
    assert second.fixed == (3,)
    assert second.after((3, 9)).rows == (3, 9)
    assert second.after((2, 3, 9)).fixed == (2,)
