"""Every kind of document, in both formats and in every shape that its data may have, passes the checker."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

from pipeline.compose import KINDS, DocumentKind
from pipeline.diagnostics import Severity
from pipeline.finished import Yardstick, judge
from pipeline.fonts import FontSet
from pipeline.issue import VERBATIM
from pipeline.render.produce import Workshop, produce
from pipeline.resources import shared_root
from tests.check.shapes import MONTHLY, MONTHS, OTHERS

BY_NAME: dict[str, DocumentKind[Any]] = {kind.name: kind for kind in KINDS}
CASES: list[tuple[str, str, Callable[[Path], object]]] = [
    *((kind, shape, lambda _, shape=shape: MONTHS[shape]()) for kind, shapes in MONTHLY.items() for shape in shapes),
    *((kind, shape, make) for kind, shapes in OTHERS.items() for shape, make in shapes.items()),
]


def test_no_kind_is_left_out() -> None:
    assert {kind for kind, *_ in CASES} == set(BY_NAME)


@pytest.mark.parametrize(("name", "shape", "make"), CASES, ids=lambda case: case if isinstance(case, str) else "")
def test_a_kind_passes_in_every_shape(
    name: str, shape: str, make: Callable[[Path], object], fonts: FontSet, tmp_path: Path
) -> None:
    kind, workshop = BY_NAME[name], Workshop(shared_root() / "templates", fonts)
    drafts, _ = kind.compose(make(tmp_path))
    assert drafts, "this shape says nothing: choose another"
    for draft in dict.fromkeys((drafts[0], drafts[-1])):
        made, faults = produce(kind.template, draft.content, workshop)
        files = {PurePosixPath(f"{name}.docx"): made.docx, PurePosixPath(f"{name}.pdf"): made.pdf}
        waivers = () if "规范" in shape else (VERBATIM,)
        found = [*faults, *judge(files, Yardstick(), waivers).findings]
        assert all(files.values())
        assert [str(fault) for fault in found if fault.severity is Severity.ERROR] == []
