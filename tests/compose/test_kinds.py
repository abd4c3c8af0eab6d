"""KINDS: every kind composes every shape of data into content of its own type."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.compose import KINDS, MONTHLY_KINDS, DocumentKind, Draft
from pipeline.compose.content import Brief, MonthlyReport
from pipeline.diagnostics import Severity
from pipeline.model.material import Material
from pipeline.resources import shared_root
from tests.compose.scenes import SCENES

CONTENT = {"月报": MonthlyReport, "摘要": Brief}


@pytest.mark.parametrize("kind", MONTHLY_KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("scene", SCENES)
def test_a_kind_composes_its_content_and_only_warns(kind: DocumentKind[Material], scene: str) -> None:
    drafts, faults = kind.compose(SCENES[scene]().material())
    assert [type(draft.content) for draft in drafts] == [CONTENT[kind.name]]
    assert [kind.stem(draft) for draft in drafts] == [kind.name]
    assert all(fault.severity is Severity.WARNING for fault in faults)
    assert all(fault.code.startswith("DOC-") and fault.remedy for fault in faults)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_kinds_template_is_there(kind: DocumentKind[Any]) -> None:
    assert (shared_root() / "templates" / kind.template).is_file()


def test_no_two_kinds_share_a_name() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)


def test_several_documents_of_a_kind_are_told_apart_by_number() -> None:
    kind = MONTHLY_KINDS[0]
    assert kind.stem(Draft("", "001")) == "月报-001"
