"""The shape of an export (导出表): what a system calls its columns, and how it writes values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """How a value is written. ``SERIAL_*`` are real Excel dates; the other dates are text."""

    TEXT = "text"
    NUMBER = "number"
    DECIMAL = "decimal"
    SEQUENCE = "sequence"
    """序号: 1, 2, 3 … down the sheet."""
    SERIAL_DAY = "serial-day"
    SERIAL_MINUTE = "serial-minute"
    SERIAL_BARE = "serial-bare"
    """The serial without a date format, as a person sees 43256."""
    ISO_DAY = "iso-day"
    ISO_MINUTE = "iso-minute"
    ISO_SECOND = "iso-second"
    SLASH_DAY = "slash-day"
    SLASH_MINUTE = "slash-minute"
    DOT_DAY = "dot-day"
    CHINESE_DAY = "chinese-day"
    CHINESE_MINUTE = "chinese-minute"


class Form(StrEnum):
    """The file format of an export."""

    XLSX = "xlsx"
    CSV_GB18030 = "csv-gb18030"
    CSV_BOM = "csv-bom"
    PARQUET = "parquet"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: header as exported, field of the contract (empty: the contract has none).

    ``codes`` maps the contract's value to the system's own word or code; ``extra`` names the
    column of the frame when the contract has no field for it.
    """

    header: str
    field: str = ""
    style: Style = Style.TEXT
    codes: Mapping[str, str] | None = None
    extra: str = ""
    width: int = 14


@dataclass(frozen=True)
class Export:
    """One kind of export: what it is called, where it lies, and what stands in it.

    Two entries of one ``kind`` are the same export before and after its system changed (``months``).

    ``path`` and ``titles`` are formats over ``year, last_year, month, month2, quarter, quarter_cn, unit``.
    ``constants`` are fields that the whole export shares (the channel, say), with the contract's values.
    """

    kind: str
    table: str
    path: str
    sheet: str
    columns: tuple[Column, ...]
    titles: tuple[str, ...] = ()
    constants: Mapping[str, str] | None = None
    form: Form = Form.XLSX
    empty: str = ""
    """What this office writes into an empty optional cell."""
    blank_every: int = 0
    """A blank line after every so many rows; 0 for none."""
    months: tuple[int, int] = (1, 12)
    """First and last month in which this form of the export is in use."""
    notes: tuple[str, ...] = ()
    """Lines of a sheet 说明, when the workbook has one."""
    yearly: bool = False
    """Whether it lies in the year's folder (``records/2018/``) instead of a month's."""
    empty_file: bool = False
    """Whether a month without rows leaves a sheet with headers only (else no file)."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The contract fields that its columns carry."""
        return tuple(column.field for column in self.columns if column.field)

    @property
    def header_row(self) -> int:
        """The row number of its headers as a person sees it."""
        return len(self.titles) + 1
