"""What cells look like (样子): how far a column's values speak for a field, or against it.

1 is for it, 0 against, None is no word either way. A few fields are known by their cells alone, whatever the header.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from pipeline.ingest.meanings import flag_of, legend, level_scale, meanings_of
from pipeline.ingest.source import code_key, header_key
from pipeline.records.folding import name_key
from pipeline.records.schema import Field, Kind, TableSchema

MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](?:19|20)\d\d\b.*")
"""A day that does not begin with its year."""
_MANY = 20
_LONG = 12
_MOST_CHOICES = 25


@dataclass(frozen=True)
class Column:
    """A column of an export: its header, and a sample of its cells that are not empty."""

    header: str
    values: tuple[str, ...]

    @cached_property
    def key(self) -> str:
        """The header as headers are compared."""
        return header_key(self.header)

    @cached_property
    def distinct(self) -> tuple[str, ...]:
        """The values that occur, in order of appearance."""
        return tuple(dict.fromkeys(self.values))

    def share(self, pattern: re.Pattern[str]) -> float:
        """Give the share of cells that look like a pattern."""
        return sum(1 for value in self.values if pattern.fullmatch(value)) / len(self.values) if self.values else 0.0


@dataclass(frozen=True)
class Looks:
    """Judges columns of one export by their cells. ``units`` are the names, aliases and codes of the office's units."""

    units: frozenset[str]

    @classmethod
    def among(cls, units: Collection[str]) -> Looks:
        """Know an office's units."""
        return cls(frozenset(map(name_key, units)))

    def of(self, column: Column, field: Field, table: TableSchema) -> float | None:
        """Tell how far a column's cells speak for a field."""
        if not column.values:
            return None
        if field.kind is Kind.CHOICE:
            return _choices(column, field)
        if field.kind is Kind.PROSE:
            return _prose(column, field.name)
        if field.name == "unit":
            return self._unit(column)
        if field.name == table.id_field or field.name in _NUMBERS:
            return _numbers(column, is_own=field.name == table.id_field)
        pattern = _LOOKS.get(field.name) or _KIND_LOOKS.get(field.kind)
        return column.share(pattern) if pattern else None

    def alone(self, column: Column, field: Field, table: TableSchema) -> bool:
        """Tell whether the cells, with a hint of the header at most, say that a column is this field."""
        if not column.values:
            return False
        if field.name == "unit":
            return self._known(column) >= 0.8
        if field.name in _BY_CELLS:
            return column.share(_LOOKS[field.name]) >= 0.8
        if field.name == table.id_field:
            return (
                bool(_NUMBERED.search(column.key)) and len(column.values) > 2 and _numbers(column, is_own=True) == 1.0
            )
        if field.name == "level":
            return _is_scale(column, field)
        is_flag = {"是", "否"} <= set(field.choices)
        return (
            field.kind is Kind.CHOICE and not is_flag and len(column.distinct) > 1 and _understood(column, field) >= 0.9
        )

    def _unit(self, column: Column) -> float | None:
        known = self._known(column)
        if known >= 0.5:
            return 1.0
        if column.share(_KIND_LOOKS[Kind.MOMENT]) >= 0.5 or column.share(_KIND_LOOKS[Kind.NUMBER]) >= 0.5:
            return 0.0
        return 0.75 if column.share(_OFFICE) >= 0.6 else None

    def _known(self, column: Column) -> float:
        return sum(1 for value in column.values if name_key(value) in self.units) / len(column.values)


def _choices(column: Column, field: Field) -> float:
    """A new export's own codes say nothing against it, unless there are too many of them."""
    if len(column.distinct) > _MOST_CHOICES or column.share(_KIND_LOOKS[Kind.MOMENT]) >= 0.5:
        return 0.0
    if field.name == "level" and _is_scale(column, field):
        return 1.0
    return max(_understood(column, field), 0.5 if _short(column) else 0.2)


def _understood(column: Column, field: Field) -> float:
    known = meanings_of(field)
    return sum(1 for value in column.values if known.get(code_key(value, field.kind)) or flag_of(field, value)) / len(
        column.values
    )


def _is_scale(column: Column, field: Field) -> bool:
    """Tell whether a column holds levels of satisfaction: in words, by a legend in the header, or 5 to 1."""
    if len(column.distinct) > 1 and _understood_in_words(column, field) >= 0.8:
        return True
    said = legend(column.header)
    if said and all(value in said for value in column.distinct):
        return True
    return level_scale(column.distinct) and bool(_JUDGED.search(column.key))


def _understood_in_words(column: Column, field: Field) -> float:
    words = [value for value in column.values if not value.replace(".", "").isdigit()]
    known = meanings_of(field)
    return sum(1 for value in words if known.get(code_key(value, field.kind))) / len(column.values)


def _prose(column: Column, name: str) -> float | None:
    """Free text: not numbers or days, and where it is more than a title, not a few short words again and again."""
    if column.share(_KIND_LOOKS[Kind.MOMENT]) >= 0.5 or column.share(_NOT_WORDS) >= 0.5:
        return 0.0
    mean = sum(map(len, column.values)) / len(column.values)
    if name in _TITLES:
        return 0.7 if 4 <= mean <= 60 else None
    repeated = len(column.distinct) <= max(3, len(column.values) // _MANY)
    if repeated and mean < _LONG and len(column.values) > len(column.distinct):
        return 0.1
    return 0.9 if mean >= _LONG else 0.5


def _numbers(column: Column, *, is_own: bool) -> float:
    """Numbers of records: code-like, and of the table's own records, one for each row."""
    if column.share(_LOOKS["mobile"]) >= 0.5 or column.share(_LOOKS["id_number"]) >= 0.5:
        return 0.0
    if is_own and len(column.distinct) < 0.98 * len(column.values):
        return 0.0
    return 1.0 if (share := column.share(_NUMBER)) >= 0.9 else share


def _short(column: Column) -> bool:
    return sum(map(len, column.values)) / len(column.values) <= _LONG


_DAY = re.compile(
    rf"(19|20)\d\d[-/.年 ]?\d{{1,2}}[-/.月 ]?\d{{1,2}}([日号 T].*)?|[34]\d{{4}}(\.\d+)?|{MONTH_FIRST.pattern}"
)
_KIND_LOOKS = {
    Kind.DAY: _DAY,
    Kind.MOMENT: _DAY,
    Kind.INTEGER: re.compile(r"\d{1,6}(\.0*)?"),
    Kind.NUMBER: re.compile(r"\d+(\.\d+)?"),
    Kind.PERIOD: re.compile(r"(19|20)\d\d.{0,6}"),
}
_PERSON = re.compile(r"[\u4e00-\u9fff*某×]{2,4}")
_LOOKS = {
    "mobile": re.compile(r"\+?(86)?[- ]?1[3-9]\d[\d*]{4}\d{4}"),
    "contact": re.compile(r"[\d+()（）* -]{7,18}"),
    "id_number": re.compile(r"\d{6}((19|20)\d\d[01]\d[0-3]\d|\*{8})\d{3}[\dXx]|\d{8}[01]\d[0-3]\d\d{3}"),
    "applicant": _PERSON,
    "citizen": _PERSON,
    "staff": _PERSON,
}
_NUMBERS = frozenset(("case_id", "rating_id", "finding_id", "ticket_id"))
_NUMBER = re.compile(r"(?=.*\d)[A-Za-z\u4e00-\u9fff〔〕\[\]()（）]{0,12}[-A-Za-z0-9_/.〔〕\[\]()（）]{1,40}号?")
_NUMBERED = re.compile(r"编号|流水|单号|件号|号码$|号$|(^|[ _])(id|key|no|number)$|number|id$")
_BY_CELLS = frozenset(("mobile", "id_number"))
_OFFICE = re.compile(
    r".{1,30}(局|中心|部|科|处|室|办|委|所|站|队|街道|镇|乡|公司|网点|大厅|分局|院|学校)|.*(Department|Office|Agency|Bureau|Services?|Division).*"
)
_JUDGED = re.compile(r"满意|评价|评分|打分|分值|总体|satisf|rating|quality|score|overall")
_NOT_WORDS = re.compile(r"[-\d.,%:/() ]+")
_TITLES = frozenset(("title",))
