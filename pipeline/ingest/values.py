"""Values (records.md, Reading values): how the text of a cell becomes a date, a number or a choice, in SQL.

Macros read folded, trimmed text and give NULL for what cannot be read; nothing here raises on data. What most cells
look like is read by Arrow's own casts first, which give the same and are ten times as fast.
"""

from __future__ import annotations

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.records.schema import Kind

EMPTY_MARKS = ("-", "/", "无")
"""What people write into an optional cell to say that there is nothing."""
WORDLESS = r"^[\pP\pZ～~]+$"
"""Punctuation alone: a title of it would leave “，。” in a sentence. Signs such as √ and + say something."""

MACROS = (
    # what the database reads itself: 2018-06-05, 2018/6/5 9:03, with seconds or not
    r"""CREATE TEMP MACRO plain_moment(v) AS CASE WHEN regexp_full_match(v,
        '(19|20)\d\d[-/]\d{1,2}[-/]\d{1,2}([ T]+\d{1,2}:\d{1,2}(:\d{1,2}(\.\d+)?)?)?')
        THEN TRY_CAST(v AS TIMESTAMP) END""",
    # 2018.6.5 and 2018年6月5日, the time also as 9时3分
    r"""CREATE TEMP MACRO written_moment(v) AS plain_moment(rtrim(replace(replace(replace(
        regexp_replace(v, '^(\d{4}) *[-/.年] *(\d{1,2}) *[-/.月] *(\d{1,2}) *日?', '\1-\2-\3 '),
        '时', ':'), '分', ':'), '秒', ''), ': '))""",
    # an Excel serial counts days from 1899-12-30; five digits are the years 1927 to 2173
    r"""CREATE TEMP MACRO serial_moment(v) AS CASE WHEN regexp_full_match(v, '[1-9]\d{4}(\.\d+)?')
        THEN TIMESTAMP '1899-12-30' + to_seconds(CAST(round(CAST(v AS DOUBLE) * 86400) AS BIGINT)) END""",
    # 20180605, as databases write it
    r"""CREATE TEMP MACRO compact_moment(v) AS CASE WHEN regexp_full_match(v, '(19|20)\d{6}')
        THEN TRY_CAST(substr(v, 1, 4) || '-' || substr(v, 5, 2) || '-' || substr(v, 7) AS TIMESTAMP) END""",
    # with a zone, as programs write it: put into Beijing time
    r"""CREATE TEMP MACRO zoned_moment(v) AS CASE WHEN regexp_full_match(v,
        '(19|20)\d\d-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d(:?\d\d)?)')
        THEN TRY_CAST(v AS TIMESTAMPTZ) AT TIME ZONE 'Asia/Shanghai' END""",
    """CREATE TEMP MACRO read_moment(v) AS coalesce(plain_moment(v), serial_moment(v), compact_moment(v),
        written_moment(v), zoned_moment(v))""",
    "CREATE TEMP MACRO read_day(v) AS CAST(read_moment(v) AS DATE)",
    # 1,200 is 1200; 5.0 is 5; 5.5 is no integer
    r"""CREATE TEMP MACRO ungrouped(v) AS CASE WHEN regexp_full_match(v, '[+-]?\d{1,3}(,\d{3})+(\.\d*)?')
        THEN replace(v, ',', '') ELSE v END""",
    r"""CREATE TEMP MACRO read_integer(v) AS CASE WHEN regexp_full_match(ungrouped(v), '[+-]?\d{1,9}(\.0*)?')
        THEN TRY_CAST(split_part(ungrouped(v), '.', 1) AS INTEGER) END""",
    r"""CREATE TEMP MACRO read_number(v) AS CASE WHEN regexp_full_match(ungrouped(v), '[+-]?\d{1,14}(\.\d*)?')
        THEN TRY_CAST(rtrim(ungrouped(v), '.') AS DECIMAL(18,4)) END""",
    # Excel makes a date of 2018-06: the first of that month, at midnight
    r"""CREATE TEMP MACRO read_month(v) AS strftime(coalesce(
        TRY_CAST(regexp_extract(v, '^((19|20)\d\d-\d\d-01) 00:00:00$', 1) AS DATE),
        TRY_CAST(regexp_replace(v, '^((?:19|20)\d\d) *[-/年] *(\d{1,2}) *月?份?$', '\1-\2-1') AS DATE)), '%Y-%m')""",
    r"""CREATE TEMP MACRO read_quarter(v) AS CASE WHEN regexp_full_match(v,
        '(19|20)\d\d *(年|-)? *(Q|q|第)? *[1-4一二三四] *季?度?') AND regexp_matches(v, '[Qq季]')
        THEN left(v, 4) || 'Q' || translate(regexp_extract(substr(v, 5), '[1-4一二三四]'), '一二三四', '1234') END""",
    r"""CREATE TEMP MACRO read_year(v) AS
        CASE WHEN regexp_full_match(v, '(19|20)\d\d *(年度?)?') THEN left(v, 4) END""",
    """CREATE TEMP MACRO read_period(v) AS coalesce(read_year(v), read_quarter(v), CASE WHEN
        regexp_full_match(v, '[0-9]{4} *[-/年] *[0-9]{1,2}( *月份?|-01 00:00:00)?') THEN read_month(v) END)""",
    # what Excel shows when a formula fails is nobody's value
    r"""CREATE TEMP MACRO read_text(v) AS CASE WHEN v LIKE '#%' AND regexp_full_match(trim(v),
        '#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)') THEN NULL ELSE v END""",
    # 3.30302E+22 was a long number until Excel opened the csv: its digits are gone
    r"""CREATE TEMP MACRO read_code(v) AS CASE WHEN v LIKE '%E+%' AND regexp_full_match(v, '\d(\.\d+)?E\+\d\d')
        THEN NULL ELSE read_text(v) END""",
)

_READERS: dict[Kind, str] = {
    Kind.CODE: "read_code",
    Kind.CHOICE: "read_text",
    Kind.PROSE: "read_text",
    Kind.DAY: "read_day",
    Kind.MOMENT: "read_moment",
    Kind.INTEGER: "read_integer",
    Kind.NUMBER: "read_number",
    Kind.PERIOD: "read_period",
}
ARROW_TYPES: dict[Kind, pa.DataType] = {
    Kind.DAY: pa.date32(),
    Kind.MOMENT: pa.timestamp("us"),
    Kind.INTEGER: pa.int32(),
    Kind.NUMBER: pa.decimal128(18, 4),
}
"""How values are held; text where nothing is said."""
_MOMENT_LENGTHS = pa.array([10, 16, 19, None], pa.int32())
"""2018-06-05, 2018-06-05 09:03 and 2018-06-05 09:03:21: of these Arrow reads what the macros read, or refuses."""
_YEARS = "19", "21"
"""From the first to before the second, as texts."""


TURNED = {"月日年": "%m/%d/%Y", "日月年": "%d/%m/%Y"}
"""Orders of year, month and day that a source may say its export has; how the day is written then."""
_TIMES = ("", " %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p")


def define_macros(db: duckdb.DuckDBPyConnection) -> None:
    """Let a connection read values."""
    for macro in MACROS:
        db.execute(macro.replace("CREATE TEMP", "CREATE OR REPLACE TEMP"))


def typed(kind: Kind, expression: str, dates: str = "") -> str:
    """Give the SQL that reads an expression as a kind of value; ``dates`` is an order of `TURNED`."""
    ours = f"{_READERS[kind]}({expression})"
    if kind not in (Kind.DAY, Kind.MOMENT) or not dates:
        return ours
    forms = ", ".join(f"'{TURNED[dates]}{time}'" for time in _TIMES)
    turned = f"try_strptime(translate({expression}, '-.', '//'), [{forms}])"
    return f"coalesce(CAST({turned} AS {kind.sql_type}), {ours})"


def read_at_once(kind: Kind, texts: pa.Array) -> pa.Array | None:
    """Read texts if all of them are of the commonest shape; None when one is not and `typed` has to read them."""
    if kind in (Kind.DAY, Kind.MOMENT):
        return _moments(texts, kind)
    return texts if kind in (Kind.CODE, Kind.PROSE) and not _is_suspect(texts, kind) else None


def _moments(texts: pa.Array, kind: Kind) -> pa.Array | None:
    first, last = pc.min_max(texts).as_py().values()
    if first is None or first < _YEARS[0] or last >= _YEARS[1]:
        return None
    if not pc.all(pc.is_in(pc.binary_length(texts), _MOMENT_LENGTHS)).as_py():
        return None
    try:
        moments = texts.cast(ARROW_TYPES[Kind.MOMENT])
    except pa.ArrowInvalid:
        return None
    return moments.cast(ARROW_TYPES[kind], safe=False)


def _is_suspect(texts: pa.Array, kind: Kind) -> bool:
    """Tell whether a text may be what Excel made of a formula or of a long number."""
    is_error = bool(pc.any(pc.starts_with(texts, "#")).as_py())
    return is_error or (kind is Kind.CODE and bool(pc.any(pc.match_substring(texts, "E+")).as_py()))
