"""The quick search for line ends finds what trying every chain of lines finds."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.render.lines import Fill, Measure, compose_lines
from pipeline.render.lines import paragraph as sought

TEXTS = st.text(alphabet="国民，。（）《“”—0123aB %年条", min_size=1, max_size=150)


def advances(text: str) -> list[float]:
    return [8.0 if character.isascii() else 16.0 for character in text]


def slowly(text: str, measure: Measure) -> list[tuple[int, int]]:
    """Try every line from every place."""
    made = sought._made_ready(text, advances(text), measure)
    ends = sought.line_ends(text, advances(text), min(measure.first, measure.width))
    costs, came = {0: 0.0}, {}
    for start in (0, *ends):
        for number, end in enumerate([at for at in ends if at > start] if start in costs else []):
            stop = sought._without_spaces(text, start, end)
            if number and not made.fits(start, stop):
                break
            cost = costs[start] + sought._cost(made, (start, stop), end, made.surplus(start, stop)) + made.price(end)
            if cost < costs.get(end, inf):
                costs[end], came[end] = cost, (start, stop)
            if not made.fits(start, stop):
                break
    return sought._traced(came, len(text))


@pytest.mark.parametrize("fill", list(Fill))
@given(text=TEXTS, cells=st.integers(3, 28))
@settings(max_examples=60, deadline=None)
def test_the_cheapest_chain_is_found(fill: Fill, text: str, cells: int) -> None:
    measure = Measure((cells - 2) * 15.793, cells * 15.793, 16, -0.207, fill)
    found = [(line.start, line.stop) for line in compose_lines(text, advances(text), measure)]
    assert found == slowly(text, measure)


@pytest.mark.parametrize("fill", list(Fill))
def test_nothing_is_sought_for_a_text_that_fits(fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sought, "_best", lambda *_: pytest.fail("sought"))
    (line,) = compose_lines("国民", advances("国民"), Measure(32, 16, 16, 0.0, fill))
    assert (line.start, line.stop, line.gaps) == (0, 2, (0.0,))
