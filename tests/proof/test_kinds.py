"""Every kind of document, for every shape of data: each number vouched for, and room for the 替代 line."""

from __future__ import annotations

import pytest

from pipeline.compose import MONTHLY_KINDS, OCCASIONAL_KINDS, DocumentKind
from pipeline.compose.lineage import with_lineage
from pipeline.model.lineage import Replaced
from pipeline.model.material import Material
from pipeline.proof.ground import unknown, unvouched
from pipeline.proof.table import table_slips
from pipeline.proof.vouchers import Vouchers, strings_in
from pipeline.proof.word import Unit, read_word
from pipeline.render.word import fill
from pipeline.resources import shared_root
from tests.compose.scenes import SCENES, many

TEMPLATES = shared_root() / "templates"
REPLACED = Replaced("数据截至2018年5月31日", "3f2a9c1d")


def words(kind: DocumentKind[Material], content: object) -> tuple[Unit, ...]:
    docx, faults = fill(TEMPLATES / kind.template, content)
    assert docx, faults
    return read_word(docx)


@pytest.mark.parametrize("kind", MONTHLY_KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("scene", SCENES)
def test_every_number_of_a_months_documents_is_vouched_for(kind: DocumentKind[Material], scene: str) -> None:
    material = SCENES[scene]().material()
    ((draft, *_), _) = kind.compose(material)
    units = words(kind, draft.content)
    assert unvouched(units, strings_in(draft.content), read_word((TEMPLATES / kind.template).read_bytes())) == []
    assert unknown(units, Vouchers(material)) == []
    assert list(table_slips(units, material.scorecard)) == []


def test_a_cell_of_the_score_table_that_is_not_the_scorecards_is_named() -> None:
    material = many().material()
    ((draft, *_), _) = MONTHLY_KINDS[0].compose(material)
    units = words(MONTHLY_KINDS[0], draft.content)
    total = next(unit for unit in units if "合计" in unit.cells)
    at = units.index(total)
    for place, cell in enumerate(total.cells):
        if "." in cell and place < len(total.cells) - 2:
            wrong = Unit(total.place, (*total.cells[:place], f"{cell}1", *total.cells[place + 1 :]))
            ((slip),) = table_slips((*units[:at], wrong, *units[at + 1 :]), material.scorecard)
            assert (slip.found, slip.wanted) == (f"{cell}1", cell)


@pytest.mark.parametrize("kind", [*MONTHLY_KINDS, *OCCASIONAL_KINDS], ids=lambda kind: kind.name)
def test_every_kind_has_a_place_for_the_version_it_replaces(kind: DocumentKind[Material]) -> None:
    drafts = [draft for scene in SCENES.values() for draft in kind.compose(scene().material())[0]]
    for draft in drafts[:1]:
        said = "".join(unit.text for unit in words(kind, with_lineage(draft.content, REPLACED)) if not unit.aside)
        assert "替代数据截至2018年5月31日的前一版，摘要码3f2a9c1d" in said
