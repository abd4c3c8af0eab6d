"""Every source reads its sample: a new one without a sample fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.ingest.source import Source
from pipeline.records.schema import TABLE
from tests.conftest import Golden
from tests.ingest.exports import SOURCES, Office, faults, table, written

SAMPLES = Path(__file__).parent / "samples"
ENDINGS = (".xlsx", ".csv", ".parquet")


def samples(source: Source) -> list[Path]:
    return [path for ending in ENDINGS if (path := SAMPLES / f"{source.name}{ending}").exists()]


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_a_source_reads_its_sample(source: Source, office: Office, golden: Golden) -> None:
    assert samples(source), f"put a small real export at tests/ingest/samples/{source.name}.xlsx (or .csv, .parquet)"
    for sample in samples(source):
        office.put(sample.name, sample.read_bytes())
    intake, diagnostics = office.read()
    assert {sheet.source for sheet in intake.sheets} == {source.name}
    lines = [
        f"{sheet.file}[{sheet.sheet}] 表头第{sheet.header_row}行 读{sheet.read} 空{sheet.blank}"
        for sheet in intake.sheets
    ]
    lines += [f"{diagnostic.place}: {diagnostic.code} {diagnostic.message}" for diagnostic in diagnostics]
    lines += [f"{cell}: {code}" for cell, code in faults(intake)]
    names = [field.name for field in TABLE[source.table].fields]
    for row in table(intake, source.table):
        *values, _, file, _, number = row
        lines += ["", f"{Path(file).suffix} 第{number}行"]
        lines += [
            f"    {name} = {written(value)}" for name, value in zip(names, values, strict=True) if value is not None
        ]
    golden("\n".join(lines) + "\n", f"{source.name}.txt")


def test_every_sample_belongs_to_a_source() -> None:
    names = {source.name for source in SOURCES}
    assert [path.name for path in SAMPLES.iterdir() if path.stem not in names] == []


def test_no_two_sources_claim_the_same_headers() -> None:
    seen: dict[frozenset[str], str] = {}
    for source in SOURCES:
        required = frozenset(
            header for field, headers in source.headers if field in source.required for header in headers
        )
        assert seen.setdefault(required, source.name) == source.name
