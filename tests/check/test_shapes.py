"""Every kind of document, in both formats and in every shape that its data may have, passes the checker."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from pipeline.check import STANDARD
from pipeline.check.measured import MM
from pipeline.check.pdf import read_pdf
from pipeline.check.rules.grid import full_pages
from pipeline.compose import KINDS, DocumentKind
from pipeline.diagnostics import Severity
from pipeline.fonts import FontSet
from pipeline.model.elements import Element
from pipeline.render.produce import Workshop, produce
from pipeline.resources import shared_root
from pipeline.running.finished import Yardstick, judge
from tests.check.shapes import MONTHLY, MONTHS, OTHERS, RARE

BY_NAME: dict[str, DocumentKind[Any]] = {kind.name: kind for kind in KINDS}
CASES: list[tuple[str, str, Callable[[Path], object]]] = [
    *((kind, shape, lambda _, shape=shape: MONTHS[shape]()) for kind, shapes in MONTHLY.items() for shape in shapes),
    *((kind, shape, make) for kind, shapes in OTHERS.items() for shape, make in shapes.items()),
]


def test_no_kind_is_left_out() -> None:
    assert {kind for kind, *_ in CASES} == set(BY_NAME)


@pytest.mark.parametrize(
    ("name", "make"), [pytest.param(name, make, id=f"{name}-{shape}") for name, shape, make in CASES]
)
def test_a_kind_passes_in_every_shape(
    name: str, make: Callable[[Path], object], fonts: FontSet, tmp_path: Path
) -> None:
    kind, workshop = BY_NAME[name], Workshop(shared_root() / "templates", fonts)
    drafts, _ = kind.compose(make(tmp_path))
    assert drafts, "this shape says nothing: choose another"
    for draft in dict.fromkeys((drafts[0], drafts[-1])):
        made, faults = produce(kind.template, draft.content, workshop)
        files = {PurePosixPath(f"{name}.docx"): made.docx, PurePosixPath(f"{name}.pdf"): made.pdf}
        found = [*faults, *judge(files, Yardstick()).findings]
        assert all(files.values())
        assert [str(fault) for fault in found if fault.severity is Severity.ERROR] == []


def test_lines_end_at_the_edge_and_pages_hold_22_of_them_whatever_characters_are_in_them(fonts: FontSet) -> None:
    kind = BY_NAME["月报"]
    (draft, *_), _ = kind.compose(MONTHS["长名生僻字"]())
    made, _ = produce(kind.template, draft.content, Workshop(shared_root() / "templates", fonts))
    subject = read_pdf(made.pdf, "月报.pdf", STANDARD)
    lines = [line for passage in subject.of(Element.BODY) for line in passage.lines[:-1]]
    edges = {line: (184 if line.page % 2 else 182) for line in lines}
    away = {line.text: abs(line.right_edge(edge) - edge) / MM for line, edge in edges.items()}
    rare = [line for line in lines if set(line.text) & set(f"{RARE}①㎡—“")]
    assert len(lines) > 100
    assert len(rare) > 20
    assert {text: off for text, off in away.items() if off > HALF_A_POINT} == {}
    pages = [(found[-1].baseline - found[0].baseline) / subject.grid.pitch for _, found in full_pages(subject)]
    assert [round(span) + 1 for span in pages] == [22] * len(pages)
    assert len(pages) > 4


HALF_A_POINT = 0.5
"""The issue's own bound (4)."""
