"""Source (来源): what an export calls the fields of a table, and how it writes their values."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from pipeline.records.folding import fold_name, name_key
from pipeline.records.schema import TABLE, TABLES, Kind, TableSchema

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Source:
    """A source. ``headers`` are (field, headers it may have), ``codes`` (field, (as written, as meant)).

    ``ignored`` are headers that are known and not needed; ``dates`` is the order of year, month and day where it is
    not ours: 02/03/2018 is a day in February or in March, and only who wrote the export knows.
    """

    name: str
    title: str
    table: str
    headers: tuple[tuple[str, tuple[str, ...]], ...]
    ignored: tuple[str, ...] = ()
    constants: Pairs = ()
    codes: tuple[tuple[str, Pairs], ...] = ()
    dates: str = ""
    is_standard_form: bool = False

    @property
    def schema(self) -> TableSchema:
        """The table that it fills."""
        return TABLE[self.table]

    @property
    def required(self) -> tuple[str, ...]:
        """The fields for which a sheet must have a header: required ones that are no constants."""
        shared = {field for field, _ in self.constants}
        return tuple(field.name for field in self.schema.fields if field.required and field.name not in shared)

    def codes_of(self, field: str) -> Pairs:
        """Give how values of a field are written, beyond the words and codes of the schema."""
        return dict(self.codes).get(field, ())


@lru_cache(maxsize=4096)
def header_key(header: str) -> str:
    """Give what two writings of one header share; a form's mark of required fields does not matter."""
    return name_key(header).strip("*")


def code_key(raw: str, kind: Kind) -> str:
    """Give what a code and a cell are compared by: folded as the cells of its kind are, without case."""
    folded = fold_name(raw) if kind is Kind.CODE else unicodedata.normalize("NFKC", raw)
    return folded.strip().lower()


def standard_form(table: TableSchema) -> Source:
    """Give the source of a table's standard form (标准填报表): its Chinese field names, always accepted."""
    headers = tuple((field.name, (field.header,)) for field in table.fields)
    return Source(f"标准填报表·{table.title}", f"{table.title}标准填报表", table.name, headers, is_standard_form=True)


STANDARD_FORMS = tuple(standard_form(table) for table in TABLES)
