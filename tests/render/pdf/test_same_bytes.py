"""What is kept between prints changes no byte: cold or warm, in any order, in any process."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

from pipeline.fonts import FontSet, Role
from pipeline.model.document import OfficialDocument
from pipeline.model.elements import Layout
from pipeline.render.pdf import kept, print_pdf


def digests(documents: list[OfficialDocument], fonts: FontSet, page_templates: Path) -> list[str]:
    return [sha256(print_pdf(document, fonts, page_templates)[0]).hexdigest() for document in documents]


def test_bytes_depend_on_the_document_alone(
    make_report: Callable[..., OfficialDocument], make_brief: Callable[[int], OfficialDocument], fonts: FontSet,
    page_templates: Path,
) -> None:  # fmt: skip
    documents = [make_report(1), make_brief(4), make_report(1, (), Layout.LETTER)]
    with ProcessPoolExecutor(1, get_context("spawn")) as other:
        apart = other.submit(digests, documents[::-1], fonts, page_templates)
        memory = kept.memory(fonts)
        memory.lines.clear()
        memory.cases.clear()
        cold = digests(documents, fonts, page_templates)
        warm = digests(documents[::-1], fonts, page_templates)
        assert cold == warm[::-1] == apart.result()[::-1]
    assert len(set(cold)) == len(documents)


def test_other_fonts_in_between_change_nothing(
    make_report: Callable[..., OfficialDocument], fonts: FontSet, page_templates: Path
) -> None:
    report = make_report(1)
    before = print_pdf(report, fonts, page_templates)
    for role in (Role.KAI, Role.HEI, Role.SONG):
        others = replace(fonts, faces={**fonts.faces, role: fonts.faces[Role.FANGSONG]})
        print_pdf(report, others, page_templates)
    assert print_pdf(report, fonts, page_templates) == before
