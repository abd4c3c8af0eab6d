"""What ingest reads from the committed files is what was made, row for row: nothing lost, nothing misread."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from pipeline.diagnostics import Severity
from pipeline.ingest import Intake, ingest
from pipeline.ingest.sources import load_sources
from pipeline.records.schema import TABLE, TABLES, Field, Kind
from pipeline.sample.exports import EXPORTS
from tests.sample.conftest import Year

Read = tuple[Intake, list[str]]


@pytest.fixture(scope="module")
def read(inputs: Path) -> Read:
    sources, _ = load_sources()
    intake, diagnostics = ingest(sorted((inputs / "records").iterdir()), inputs.parent, sources)
    return intake, [str(found) for found in diagnostics if found.severity is not Severity.NOTE]


def test_every_cell_of_the_committed_year_can_be_read(read: Read) -> None:
    intake, complaints = read
    assert complaints == []
    assert intake.records.db.execute("SELECT count(*) FROM faults").fetchone() == (0,)


@pytest.mark.parametrize("table", [table.name for table in TABLES])
def test_what_is_read_is_what_was_made(table: str, read: Read, year: Year) -> None:
    intake, _ = read
    wanted = canonical(table, written(table, year))
    found = canonical(table, intake.records.db.execute(f'SELECT * FROM "{table}"').df())
    pd.testing.assert_frame_equal(found[wanted.columns], wanted)


def written(table: str, year: Year) -> pd.DataFrame:
    """Give the table's rows as they were made: the fields that each export writes, and its constants."""
    parts = []
    for number, frames in year.items():
        for export in EXPORTS:
            if (
                export.table == table
                and export.kind in frames
                and number in range(export.months[0], export.months[1] + 1)
            ):
                frame = frames[export.kind]
                fields = [name for name in export.fields if name in frame]
                parts.append(frame[fields].assign(**dict(export.constants or {})))
    return pd.concat(parts, ignore_index=True)


def canonical(table: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Give rows as text with the contract's defaults filled in, in an order of their own."""
    fields = [field for field in TABLE[table].fields if field.name in rows]
    texts = pd.DataFrame({field.name: in_text(rows[field.name], field) for field in fields}, dtype=object)
    order = [TABLE[table].id_field] if TABLE[table].id_field else sorted(texts.columns)
    return texts.sort_values(order).reset_index(drop=True)


def in_text(column: pd.Series, field: Field) -> list[str]:
    """Give a column's values as text; moments to the minute, which is what most exports write."""
    if field.kind in (Kind.DAY, Kind.MOMENT):
        column = pd.to_datetime(column).dt.strftime("%Y-%m-%d %H:%M")
    elif field.kind in (Kind.INTEGER, Kind.NUMBER):
        column = pd.to_numeric(column).map("{:g}".format, na_action="ignore")
    return [str(value) if not pd.isna(value) and value != "" else field.default for value in column]
