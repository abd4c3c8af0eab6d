"""A suggestion written as a source file (来源文件): TOML with, beside each line, how sure it is."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pipeline.ingest.meanings import Code
from pipeline.ingest.suggest import Match, Suggestion
from pipeline.ingest.values import EMPTY_MARKS
from pipeline.records.masking import mask_label, quote_masked
from pipeline.records.schema import Field

SURE = 0.85


def draft_toml(suggestion: Suggestion, title: str) -> str:
    """Write a draft that a clerk completes: lines to be decided begin with ``#``."""
    return "".join(f"{line}\n" for line in _lines(suggestion, title))


def _lines(found: Suggestion, title: str) -> Iterator[str]:
    yield f"# 由 pingyi source suggest 起草，表头在第 {found.header_row} 行。请逐行核对：标“请核对”的可能不对，"
    yield "# 以“#”开头的行不起作用，改好后去掉“#”才起作用。改完用 pingyi source test 查看读出来的样子。"
    yield f"title = {_text(title)}"
    yield f"table = {_text(found.table.name)}  # {found.table.title}"
    yield from _unused(found.unused)
    yield from _dates(found.dates)
    yield ""
    yield "[headers]"
    yield from map(_header, found.matches)
    for field in found.missing:
        yield f'# {field.name} = ["表头"]  # 必填的{field.header}没有找到；整份导出都一样的，写到下面的 [constants]'
    if found.missing:
        yield ""
        yield "[constants]"
        yield from map(_constant, found.missing)
    fields = {match.field.name: match.field for match in found.matches}
    for name, codes in found.codes:
        yield from _codes(fields[name], codes)


def _unused(headers: tuple[str, ...]) -> Iterator[str]:
    """Write the headers that are left over, but none in whose place somebody's data stands."""
    shown = [header for header in headers if mask_label(header) == header]
    if shown:
        yield f"ignored = [{', '.join(map(_text, shown))}]  # 没有找到对应字段的列，不读取；要读的移到 [headers]"
    if len(shown) < len(headers):
        yield f"# 另有 {len(headers) - len(shown)} 列的列名像是个人信息，没有写出；请核对第一行是不是表头"


def _dates(orders: tuple[str, ...]) -> Iterator[str]:
    """Write in which order dates stand; where nobody could tell, the clerk decides."""
    if len(orders) == 1:
        yield f"dates = {_text(orders[0])}  # 日期不是年、月、日的顺序，请核对"
    elif orders:
        yield f'# dates = ""  # 日期不是年、月、日的顺序，看不出先月后日还是先日后月，可写：{"、".join(orders)}'


def _header(match: Match) -> str:
    why = f"，{match.why}" if match.why else ""
    sure = f"把握 {match.confidence:.0%}{why}" + ("" if match.confidence >= SURE else "，请核对")
    if mask_label(match.header) != match.header:
        shown = _text(mask_label(match.header))
        return f"# {match.field.name} = [{shown}]  # {match.field.header}，{sure}；列名里像有个人信息，请改列名"
    return f"{match.field.name} = [{_text(match.header)}]  # {match.field.header}，{sure}"


def _constant(field: Field) -> str:
    choices = f"可写：{'、'.join(field.choices)}" if field.choices else "整份导出共同的值"
    return f'# {field.name} = ""  # {field.header}，{choices}'


def _codes(field: Field, codes: tuple[Code, ...]) -> Iterator[str]:
    own = [code for code in codes if not code.is_plain]
    if not field.required:
        own = [code for code in own if code.raw not in EMPTY_MARKS]
    if not own:
        return
    yield ""
    yield f"[codes.{field.name}]  # {field.header}可写：{'、'.join(field.choices)}"
    for code in own:
        seen = f"出现 {code.count} 次"
        if quote_masked(code.raw, len(code.raw)) != code.raw:
            yield f'# {_text(quote_masked(code.raw))} = ""  # {seen}，像是个人信息，这一列恐怕不是{field.header}'
        elif code.meant:
            yield f"{_text(code.raw)} = {_text(code.meant)}  # {seen}，请核对"
        else:
            yield f'# {_text(code.raw)} = ""  # {seen}，请写明含义'


def _text(value: str) -> str:
    """Write a basic string of TOML; JSON's escapes are TOML's."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
