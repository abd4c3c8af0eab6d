"""The page of the sample's June, read back: every record of every figure is there, with file, sheet and row."""

from __future__ import annotations

from collections import Counter

import pytest
from lxml import html as parser

from pipeline.commands.progress import Console
from pipeline.compose.page import score_page
from pipeline.model.marks import format_mark
from pipeline.model.material import Material
from pipeline.model.period import Period
from pipeline.render.page import render_page
from pipeline.resources import shared_root
from pipeline.run import Outcome, assess
from pipeline.running.prepare import Request, prepare
from pipeline.workspace import Workspace

pytestmark = pytest.mark.xdist_group("page")
"""One worker takes them all: what they look at is made once."""

Spot = tuple[str, str, int]


@pytest.fixture(scope="module")
def june() -> Material:
    request, outcome = Request(Workspace(shared_root()), Period(2018, month=6)), Outcome()
    prepared = prepare(request, outcome, Console(quiet=True))
    assert prepared
    (material,) = assess(request, prepared, outcome)
    return material


@pytest.fixture(scope="module")
def page(june: Material) -> parser.HtmlElement:
    content = score_page(june, ())
    written, faults = render_page(content, content.charts, shared_root() / "templates")
    assert faults == []
    assert len(written) < 3_000_000
    return parser.fromstring(written)


def spots(indicator: parser.HtmlElement) -> Counter[Spot]:
    """Read the places of the records that an indicator itself shows."""
    found: Counter[Spot] = Counter()
    for line in indicator.xpath("./div[@class='inside']/*[contains(@class, 'grounds')]//tbody/tr"):
        cells = [cell.text_content() for cell in line]
        if len(cells) == 4:
            found.update((cells[0], cells[1], row) for row in expanded(cells[3]))
        else:
            found[cells[5], cells[6], int(cells[7].strip("第行"))] += 1
    return found


def expanded(rows: str) -> list[int]:
    runs = [part.partition("–") for part in rows.split("、")]
    return [row for first, _, last in runs for row in range(int(first), int(last or first) + 1)]


def test_every_record_behind_every_figure_is_there_with_its_place(june, page):
    expected: dict[str, Counter[Spot]] = {mark.indicator.code: Counter() for mark in june.scorecard.marks}
    for one in june.evidence:
        place = one.place
        spot = (place.file.removeprefix("inputs/records/"), place.sheet or "—", place.row)
        expected.setdefault(one.indicator, Counter())[spot] += 1
    shown = {one.get("data-code"): spots(one) for one in page.xpath("//details[@data-code]")}
    assert sum(map(len, shown.values())) > 20_000
    assert shown == {code: found for code, found in expected.items() if code in shown}


def test_every_mark_and_every_line_of_arithmetic_is_there(june, page):
    for mark, reason in zip(june.scorecard.marks, june.reasoning, strict=True):
        (node,) = page.xpath(f"//details[@data-code='{mark.indicator.code}']")
        assert node.xpath("string(./summary//b)") == format_mark(mark.to_date.mark)
        grounds = node.xpath("./div[@class='inside']/*[contains(@class, 'grounds')]")[0].text_content()
        assert reason.clauses
        assert all(line in grounds for line in (*reason.clauses, *reason.arithmetic))


def test_the_samples_of_the_month_are_drawn(june):
    assert [(str(sample.kind), sample.seed) for sample in june.samples] == [
        (kind, f"2018-330302-{kind}") for kind in ("sms", "callback", "casefile")
    ]
