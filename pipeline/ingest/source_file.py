"""A source file (来源文件): TOML that a clerk can write, and everything that may be wrong with it.

::

    title = "短信满意度评价明细"
    table = "ratings"               # or "满意度评价"
    ignored = ["回复时间"]          # headers that are known and not needed
    dates = "月日年"                # only where dates are written 06/05/2018 (or "日月年": 05/06/2018)

    [headers]                       # field = the headers it may have; the first one found is read
    rating_id = ["短信流水号"]      # a field may also be named in Chinese: "评价编号" = […]

    [constants]                     # what the whole export shares
    channel = "短信"

    [codes.level]                   # as the export writes = as meant
    "5分" = "非常满意"
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.ingest.source import Pairs, Source, header_key
from pipeline.ingest.values import TURNED
from pipeline.records.schema import TABLES, Kind, TableSchema

_SHAPE = {"title": str, "table": str, "ignored": list, "dates": str, "headers": dict, "constants": dict, "codes": dict}

_EMPTY = (
    "来源文件是空的，未采用",
    "正在用“>”把草稿写到这里的，改用 pingyi source suggest 导出文件 --output 来源文件；不再需要的，删去该文件",
)
Wrong = tuple[str, str]
"""A message and its remedy."""


def read_source(file: str, content: bytes, others: Sequence[Source]) -> tuple[Source | None, list[Diagnostic]]:
    """Read one source file; None, with everything that is wrong, if it cannot be used beside the ``others``."""
    if not content.strip():
        return None, [Diagnostic("SRC-SOURCE", Severity.WARNING, Place(file), *_EMPTY)]
    try:
        data = tomllib.loads(content.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        remedy = '中文名称和代码要加半角双引号，如 "5分" = "非常满意"；文件存为 UTF-8 编码'
        return None, _diagnostics(file, [(f"来源文件不是有效的 TOML（{problem}）", remedy)])
    wrong = list(_faults_of_shape(data))
    if wrong:
        return None, _diagnostics(file, wrong)
    source = _source(file.rpartition("/")[2].removesuffix(".toml"), data)
    wrong = [fault for check in CHECKS for fault in check(source, others)]
    return (None if wrong else source), _diagnostics(file, wrong)


def _diagnostics(file: str, wrong: list[Wrong]) -> list[Diagnostic]:
    return [Diagnostic("SRC-SOURCE", Severity.ERROR, Place(file), message, remedy) for message, remedy in wrong]


def _faults_of_shape(data: Mapping[str, object]) -> Iterator[Wrong]:
    """Check that each key is known and holds what it should; beyond that a file cannot be understood."""
    for key, value in data.items():
        if key not in _SHAPE:
            yield f"不认识的键“{key}”", f"可用的键：{'、'.join(_SHAPE)}"
        elif not isinstance(value, _SHAPE[key]):
            yield f"“{key}”的写法不对", "参照自带的来源文件改写"
    for key in ("table", "headers"):
        if key not in data:
            yield f"缺少“{key}”", "参照自带的来源文件补上"
    table = data.get("table")
    if isinstance(table, str) and _table(table) is None:
        yield f"没有“{table}”这个表", f"table 可写：{'、'.join(known.name for known in TABLES)}"
    codes = data.get("codes")
    if isinstance(codes, dict) and not all(isinstance(pairs, dict) for pairs in codes.values()):
        yield "“codes”的写法不对", '每个字段一节，如 [codes.level]，下面每行写 "导出的写法" = "含义"'


def _source(name: str, data: Mapping[str, object]) -> Source:
    schema = _table(str(data["table"])) or TABLES[0]
    fields = {field.header: field.name for field in schema.fields}

    def keyed(key: str) -> list[tuple[str, object]]:
        entries = data.get(key, {})
        return (
            [(fields.get(str(k), str(k)), value) for k, value in entries.items()] if isinstance(entries, dict) else []
        )

    return Source(
        name,
        str(data.get("title", name)),
        schema.name,
        headers=tuple((field, _texts(value)) for field, value in keyed("headers")),
        ignored=_texts(data.get("ignored", [])),
        constants=tuple((field, str(value)) for field, value in keyed("constants")),
        codes=tuple((field, _pairs(value)) for field, value in keyed("codes")),
        dates=str(data.get("dates", "")),
    )


def _table(name: str) -> TableSchema | None:
    return next((table for table in TABLES if name in (table.name, table.title)), None)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def _pairs(value: object) -> Pairs:
    return tuple((str(raw), str(meant)) for raw, meant in value.items()) if isinstance(value, dict) else ()


def _unknown_fields(source: Source, _: Sequence[Source]) -> Iterator[Wrong]:
    known = {field.name for field in source.schema.fields}
    named = [field for field, _ in (*source.headers, *source.constants, *source.codes)]
    for field in dict.fromkeys(named):
        if field not in known:
            listed = "、".join(f"{field.name}（{field.header}）" for field in source.schema.fields)
            yield f"表 {source.table} 没有“{field}”这个字段", f"字段有：{listed}"


def _required_fields(source: Source, _: Sequence[Source]) -> Iterator[Wrong]:
    given = {field for field, headers in source.headers if headers}
    for name in source.required:
        if name not in given:
            field = source.schema.field(name)
            yield (
                f"必填字段 {name}（{field.header}）没有表头",
                "在 [headers] 中写明它的表头，或在 [constants] 中写明固定值",
            )


def _headers_named_once(source: Source, _: Sequence[Source]) -> Iterator[Wrong]:
    headers = [header for _, names in source.headers for header in names]
    counts = Counter(header_key(header) for header in (*headers, *source.ignored))
    for header, count in counts.items():
        if count > 1 or not header:
            yield f"表头“{header}”写了 {count} 次", "一个表头只能对应一个字段"


def _meanings(source: Source, _: Sequence[Source]) -> Iterator[Wrong]:
    choices = {field.name: field.choices for field in source.schema.fields if field.kind is Kind.CHOICE}
    meant = [(field, value) for field, value in source.constants]
    meant += [(field, value) for field, pairs in source.codes for _, value in pairs]
    for field, value in meant:
        if field in choices and value not in choices[field]:
            yield f"字段 {field} 没有“{value}”这个选项", f"可写：{'、'.join(choices[field])}"


def _name_is_free(source: Source, others: Sequence[Source]) -> Iterator[Wrong]:
    if source.name in {other.name for other in others}:
        yield f"已有名为“{source.name}”的来源", "换一个文件名"


def _order_of_dates(source: Source, _: Sequence[Source]) -> Iterator[Wrong]:
    if source.dates and source.dates not in TURNED:
        yield f"dates 不能写“{source.dates}”", f"可写：{'、'.join(TURNED)}；日期写作年、月、日的不用写"


CHECKS = (_unknown_fields, _required_fields, _headers_named_once, _meanings, _order_of_dates, _name_is_free)
