"""The built-in sources read what the exports write: headers, words that are codes, and constants agree."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from pipeline.sample.exports import EXPORTS, Export

SOURCES = Path(__file__).resolve().parents[2] / "pipeline/ingest/sources"
EXPORTS_WITH_A_SOURCE = [export for export in EXPORTS if export.kind != "工作动态补报"]
"""The supplement is the standard form, which is always accepted."""


@cache
def source(kind: str) -> dict[str, Any]:
    return tomllib.loads((SOURCES / f"{kind}.toml").read_text(encoding="utf-8"))


def kind(export: Export) -> str:
    return f"{export.kind}-{export.form}"


@pytest.mark.parametrize("export", EXPORTS_WITH_A_SOURCE, ids=kind)
def test_the_source_knows_every_header(export: Export) -> None:
    known = {header: field for field, headers in source(export.kind)["headers"].items() for header in headers}
    known |= dict.fromkeys(source(export.kind).get("ignored", []), "")
    assert {column.header: known.get(column.header) for column in export.columns} == {
        column.header: column.field for column in export.columns
    }


@pytest.mark.parametrize("export", EXPORTS_WITH_A_SOURCE, ids=kind)
def test_the_source_reads_every_code(export: Export) -> None:
    codes = source(export.kind).get("codes", {})
    for column in export.columns:
        for meant, written in (column.codes or {}).items():
            assert codes.get(column.field, {}).get(written, written) == meant


@pytest.mark.parametrize("export", EXPORTS_WITH_A_SOURCE, ids=kind)
def test_the_source_adds_what_the_whole_export_shares(export: Export) -> None:
    assert source(export.kind).get("constants", {}) == dict(export.constants or {})
    assert source(export.kind)["table"] == export.table
