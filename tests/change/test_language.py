"""What official Chinese forbids, looked for in the program and in the documents of a rule change."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.compose.change import change_notice, comparison_document
from pipeline.compose.program import plan_document, program, program_notice, standard_document
from tests.change.test_documents import made
from tests.compose.test_language import FORBIDDEN, strings
from tests.program.material import annex, sample

DOCUMENTS = {
    "活动方案": lambda _: program(sample(normalise=True)),
    "印发通知": lambda _: program_notice(sample()),
    "附件1": lambda _: plan_document(annex(normalise=True)),
    "附件2": lambda _: standard_document(annex(normalise=True)),
    "修订对照表": lambda folder: comparison_document(made(folder)),
    "修订通知": lambda folder: change_notice(made(folder)),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_document_breaks_a_rule(name: str, tmp_path: Path) -> None:
    content, _ = DOCUMENTS[name](tmp_path)
    kept_as_was = {text for change in getattr(content, "amendments", ()) for text in (change.before, change.reason)}
    said = [text for text in strings(content) if text not in kept_as_was]
    assert said
    broken = [(rule, text) for rule, pattern in FORBIDDEN.items() for text in said if re.search(pattern, text)]
    assert broken == []


@pytest.mark.parametrize("name", ["印发通知", "修订通知"])
def test_no_text_holds_a_line_end_or_a_tab(name: str, tmp_path: Path) -> None:
    content, _ = DOCUMENTS[name](tmp_path)
    assert [text for text in strings(content) if re.search(r"[\n\t\r]", text)] == []
