"""The shortcuts print what WeasyPrint prints by itself, to the byte, and are gone when a print is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pydyf
import pytest
import weasyprint
from weasyprint import css
from weasyprint.layout import block, inline, percent
from weasyprint.text import line_break

from pipeline.fonts import FontSet
from pipeline.model.document import Attachment, OfficialDocument
from pipeline.model.elements import Layout
from pipeline.render.pdf import print_pdf, printing, shortcuts
from pipeline.render.pdf.kept import static_sheet
from pipeline.render.pdf.quicker import BELOW, COMPARED, quicker

Report = Callable[..., OfficialDocument]


@pytest.fixture(params=["report", "letter", "bulletin", "brief"])
def document(
    request: pytest.FixtureRequest, make_report: Report, make_brief: Callable[[int], OfficialDocument],
    two_attachments: tuple[Attachment, ...],
) -> OfficialDocument:  # fmt: skip
    if request.param == "brief":
        return make_brief(30)
    if request.param == "report":
        return make_report(2, two_attachments)
    return make_report(1, (), Layout[request.param.upper()])


def test_the_bytes_are_weasyprints_own(
    document: OfficialDocument, fonts: FontSet, page_templates: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick, _ = print_pdf(document, fonts, page_templates)

    @contextmanager
    def slowly(_: str) -> Iterator[None]:
        yield

    monkeypatch.setattr(printing, "quicker", slowly)
    slow, _ = print_pdf(document, fonts, page_templates)
    assert quick == slow


def own() -> list[object]:
    layout = line_break.Layout
    functions = [percent.resolve_percentages, block.resolve_percentages, inline.resolve_percentages, line_break.strut]
    return [*functions, css.ComputedStyle.__missing__, layout.deactivate, layout.reactivate]


def test_they_stand_in_for_a_while_and_are_gone(page_templates: Path) -> None:
    before = own()
    with quicker(static_sheet(page_templates)):
        assert [mine is not theirs for mine, theirs in zip(own(), before, strict=True)] == [True] * len(before)
        assert inline.resolve_percentages is shortcuts.resolve_percentages
    assert own() == before


def test_a_fault_leaves_none_behind() -> None:
    before = own()

    def fail() -> None:
        with quicker(""):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert own() == before


@pytest.mark.parametrize("sheet", ["p { display: flex }", "p::first-line { color: red }", "div { columns: 2 }"])
def test_a_sheet_that_changes_styles_during_the_layout_keeps_them_out(sheet: str) -> None:
    before = own()
    with quicker(sheet):
        assert own() == before


@pytest.mark.parametrize("program", [weasyprint, pydyf])
def test_another_version_keeps_them_out(program: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    before = own()
    monkeypatch.setattr(program, "VERSION", f"{program.VERSION}.1")
    with quicker(""):
        assert own() == before


def test_they_were_compared_with_the_version_that_is_used() -> None:
    assert (weasyprint.VERSION, pydyf.VERSION) == (COMPARED, BELOW)
