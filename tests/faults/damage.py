"""Damage (损坏): seeded files that were workbooks, csv or parquet; most of it inside, where the package stays sound."""

from __future__ import annotations

import csv
import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

from tests.ingest.exports import CASE, CASE_HEADERS

SAMPLES = Path(__file__).resolve().parents[1] / "ingest/samples"
SPLINTERS = (b"9" * 30, b"<", b'"', b"&", b"-1", b"\0", b"<f>", b"A1048577", b"ZZZZ1", b"4294967296", b"\xff\xfe")
VALUES = (
    "", " ", "-", "无", "=1+1", "#DIV/0!", "99999999999999999999", "1e400", "-1", "0", "NaN", "2018-02-30",
    "43256.99999", "9999-12-31", "1899-12-30", "一二三", "鹿城", "满意", "是", "\u200b\ufeff", "\U0001f600",
    "\x0b", '"', "a" * 4_000, "LC-1",
)  # fmt: skip
"""What a cell may hold that nobody expects there."""
ROWS = [CASE_HEADERS, *((f"LC-{row}", "鹿城管理部", "提取", f"2018-06-{row:02d} 09:00") for row in range(1, 25)), CASE]


def workbook() -> bytes:
    book = xlsxwriter.Workbook(content := io.BytesIO())
    sheet = book.add_worksheet("办件")
    sheet.merge_range(0, 0, 0, 3, "办件登记表")
    for number, row in enumerate(ROWS, 1):
        sheet.write_row(number, 0, row)
    sheet.write_formula(len(ROWS) + 1, 0, "=1/0", None, "#DIV/0!")
    book.add_worksheet("说明")
    book.close()
    return content.getvalue()


WORKBOOK = workbook()
CSV = "".join(f"{','.join(row)}\r\n" for row in (("办件登记表",), *ROWS)).encode("gb18030")
PARQUET = pa.table({header: list(column) for header, column in zip(ROWS[0], zip(*ROWS[1:], strict=True), strict=True)})


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Change, drop, repeat or splice in some bytes."""
    data = bytearray(content)
    for _ in range(chance.choice((1, 2, 5, 20))):
        at = chance.randrange(len(data) + 1)
        match chance.randrange(4):
            case 0:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del data[at : at + chance.randrange(1, 30)]
            case 2:
                data[at:at] = chance.choice(SPLINTERS)
            case _:
                data[at:at] = data[: chance.randrange(200)]
    return bytes(data)


def damaged_part(content: bytes, chance: random.Random) -> bytes:
    """Damage the bytes of one part inside a package that is itself sound."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        chosen = chance.choice(package.namelist())
        return repacked(package, chosen, damaged(package.read(chosen), chance))


def damaged_sheet(content: bytes, chance: random.Random) -> bytes:
    """Change what a sheet or the shared texts say, so that they stay XML: values, places, types, whole elements."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = [name for name in package.namelist() if re.search(r"sheet\d+\.xml$|sharedStrings", name)]
        chosen = chance.choice(names)
        xml = package.read(chosen).decode("utf-8", "replace")
        for _ in range(chance.choice((1, 3, 10))):
            xml = chance.choice(CHANGES)(xml, chance)
        return repacked(package, chosen, xml.encode("utf-8", "replace"))


def repacked(package: zipfile.ZipFile, changed: str, content: bytes) -> bytes:
    with zipfile.ZipFile(out := io.BytesIO(), "w") as made:
        for name in package.namelist():
            made.writestr(name, content if name == changed else package.read(name))
    return out.getvalue()


def _one(pattern: str, xml: str, chance: random.Random, change: Callable[[str], str]) -> str:
    found = list(re.finditer(pattern, xml))
    if not found:
        return xml
    one = chance.choice(found)
    return xml[: one.start()] + change(one[0]) + xml[one.end() :]


def _value(xml: str, chance: random.Random) -> str:
    value = re.sub(r"[<&\x00-\x08\x0b]", "", chance.choice(VALUES))
    return _one(r"(?<=<[vt]>)[^<]*", xml, chance, lambda _: value)


def _attribute(xml: str, chance: random.Random) -> str:
    value = chance.choice(("0", "-1", "1048577", "4294967296", "ZZZZ9", "A1", "s", "str", "b", "e", "inlineStr", ""))
    return _one(r'(?<=[rts]=")[^"]*(?=")', xml, chance, lambda _: value)


def _dropped(xml: str, chance: random.Random) -> str:
    return _one(r"<c [^>]*>.*?</c>|<row [^>]*>.*?</row>|<v>[^<]*</v>|<si>.*?</si>", xml, chance, lambda _: "")


def _repeated(xml: str, chance: random.Random) -> str:
    times = chance.choice((2, 50))
    return _one(r"<c [^>]*>.*?</c>|<row [^>]*>.*?</row>|<si>.*?</si>", xml, chance, lambda one: one * times)


def _formula(xml: str, chance: random.Random) -> str:
    made_so = chance.choice(("<f>1+1</f>", "<f>A1</f>{}", "<is><t>字</t></is>"))
    return _one(r"<v>[^<]*</v>", xml, chance, made_so.format)


CHANGES = (_value, _value, _attribute, _dropped, _repeated, _formula)


def damaged_fields(content: bytes, chance: random.Random) -> bytes:
    """Change the fields of a csv file: values, their number, line ends, and its encoding."""
    text = content.decode("utf-8-sig" if content.startswith(b"\xef\xbb\xbf") else "gb18030", "replace")
    rows = list(csv.reader(io.StringIO(text)))
    for _ in range(chance.choice((1, 3, 10))):
        row = chance.choice(rows)
        at = chance.randrange(len(row) + 1)
        match chance.randrange(4):
            case 0:
                row[at : at + 1] = []
            case 1:
                row[at:at] = [chance.choice(VALUES)] * chance.choice((1, 3, 300))
            case _:
                row[at : at + 1] = [chance.choice(VALUES)]
    out = io.StringIO()
    end = chance.choice(("\r\n", "\n", "\r"))
    mark, quoting = chance.choice(",,,;\t"), chance.choice((0, 1))
    csv.writer(out, delimiter=mark, quoting=quoting, lineterminator=end).writerows(rows)
    return out.getvalue().encode(chance.choice(("gb18030", "utf-8", "utf-8-sig")), "replace")


def damaged_columns(_: bytes, chance: random.Random) -> bytes:
    """Write a parquet file with odd types and values in its columns, or with damaged bytes."""
    table = PARQUET
    for _ in range(chance.choice((0, 1, 2))):
        at, rows = chance.randrange(table.num_columns), table.num_rows
        values = chance.choice((
            pa.nulls(rows), pa.array(range(rows)), pa.array([[1]] * rows), pa.array([b"\xff\x00"] * rows),
            pa.array([1e308] * rows), pa.array([chance.choice(VALUES) for _ in range(rows)]).dictionary_encode(),
            pa.array([2**62] * rows, pa.timestamp("us")), pa.array([True] * rows), pa.array([{"a": 1}] * rows),
        ))  # fmt: skip
        table = table.set_column(at, table.column_names[at], values)
    pq.write_table(table, out := io.BytesIO())
    return damaged(out.getvalue(), chance) if chance.random() < 0.2 else out.getvalue()


def made(number: int) -> tuple[str, bytes]:
    """Make a damaged file by its seed: our own small files, and every kind of sample."""
    chance = random.Random(number)
    sample = chance.choice(sorted(SAMPLES.iterdir()))
    inside = {".xlsx": damaged_sheet, ".csv": damaged_fields}.get(sample.suffix, damaged)
    ways: tuple[tuple[str, bytes, Callable[[bytes, random.Random], bytes]], ...] = (
        (".xlsx", WORKBOOK, damaged),
        (".xlsx", WORKBOOK, damaged_part),
        (".xlsx", WORKBOOK, damaged_sheet),
        (".xlsx", WORKBOOK, damaged_sheet),
        (".csv", CSV, damaged),
        (".csv", CSV, damaged_fields),
        (".csv", CSV, damaged_fields),
        (".parquet", b"", damaged_columns),
        (sample.suffix, sample.read_bytes(), damaged),
        (sample.suffix, sample.read_bytes(), inside),
    )
    suffix, content, way = ways[number % len(ways)]
    return suffix, way(content, chance)
