"""Invented exports of other offices (``invented/README.md``) are drafted as a careful clerk would write a source."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.ingest.draft import SURE, draft_toml
from pipeline.ingest.suggest import Suggestion, suggest
from tests.ingest.exports import SOURCES
from tests.ingest.test_suggest import cells_of

EXPORTS = sorted((Path(__file__).parent / "invented").glob("*.csv"), key=lambda path: path.name)
UNITS = ("公积金鹿城", "龙湾管理部")


def drafted(path: Path) -> tuple[Suggestion, dict[str, Any]]:
    found = suggest(cells_of(path.name, path.read_bytes()), SOURCES, called=path.stem, units=UNITS)
    assert found is not None
    return found, tomllib.loads(path.with_suffix(".toml").read_text("utf-8"))


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.stem)
def test_table_and_headers_are_found_and_nothing_else_is_matched(path: Path) -> None:
    found, meant = drafted(path)
    assert found.table.name == meant["table"]
    assert {match.field.name: match.header for match in found.matches} == meant["headers"]
    assert "".join(found.dates) == meant.get("dates", "")


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.stem)
def test_codes_are_drafted_where_they_are_not_read_as_they_stand(path: Path) -> None:
    found, meant = drafted(path)
    own = {name: {code.raw: code.meant for code in codes if not code.is_plain} for name, codes in found.codes}
    assert {name: codes for name, codes in own.items() if codes} == meant.get("codes", {})
    draft = tomllib.loads(draft_toml(found, path.stem))
    written = {
        name: {raw: word for raw, word in codes.items() if word} for name, codes in meant.get("codes", {}).items()
    }
    assert draft.get("codes", {}) == written


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.stem)
def test_what_is_guessed_asks_to_be_checked(path: Path) -> None:
    found, meant = drafted(path)
    unsure = {match.field.name for match in found.matches if match.confidence < SURE}
    assert set(meant.get("unsure", ())) <= unsure
