"""A broken or hostile file gets one clear diagnostic, and the other files go on (records.md)."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.diagnostics import Diagnostic, Severity
from pipeline.ingest import files
from pipeline.ingest.corner import column_letters
from pipeline.ingest.files import read_file
from tests.faults import damage
from tests.ingest.exports import CASE, CASE_HEADERS, Office, codes, table

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(list(CASE_HEADERS))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def repacked(change: Callable[[str, bytes], bytes | None], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack a workbook again with its parts changed, or left out."""
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as package,
        zipfile.ZipFile(out := io.BytesIO(), "w", compression) as to,
    ):
        for name in package.namelist():
            if (part := change(name, package.read(name))) is not None:
                to.writestr(name, part)
    return out.getvalue()


def entities(name: str, part: bytes) -> bytes:
    if name != "xl/worksheets/sheet1.xml":
        return part
    return part.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet', 1)


def bomb(name: str, part: bytes) -> bytes:
    return part + b" " * (128 * 1024**2) if name == "xl/worksheets/sheet1.xml" else part


def boundless() -> bytes:
    """Announce more shared texts than any memory holds."""
    with zipfile.ZipFile(io.BytesIO(damage.WORKBOOK)) as package:
        texts = package.read("xl/sharedStrings.xml").replace(b'uniqueCount="', b'uniqueCount="42949672', 1)
        return damage.repacked(package, "xl/sharedStrings.xml", texts)


def stray(*cells: str) -> bytes:
    """A small sheet with some stray cells."""
    book = openpyxl.Workbook()
    book.active.append(list(CASE_HEADERS))
    for cell in cells:
        book.active[cell] = "x"
    book.save(content := io.BytesIO())
    return content.getvalue()


def sheet(*rows: bytes) -> bytes:
    """Pack a workbook whose sheet has these rows, written by hand."""
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    whole = head + b"".join(rows) + b"</sheetData></worksheet>"
    return repacked(lambda name, part: whole if name == "xl/worksheets/sheet1.xml" else part)


def row(at: int, *references: str, cell: str = '<c r="{}"><v>1</v></c>') -> bytes:
    return f'<row r="{at}">{"".join(cell.format(one) for one in references)}</row>'.encode()


def upwards() -> bytes:
    """Rows from the last one up, over more than one piece of the reading, and at their end the widest."""
    ups = (row(at, *(f"{letter}{at}" for letter in "ABCDEFGHIJ")) for at in range(1048576, 1048576 - 6000, -1))
    return sheet(*ups, row(1, "A1", "XFD1"))


LAST = row(1048576, "A1048576")
CORNERS = {
    "自下而上": (upwards, "SRC-BOMB"),
    "行号": (lambda: sheet(row(1, "XFD1"), b'<row r="1048576"><c><v>1</v></c></row>'), "SRC-BOMB"),
    "接着前一格": (lambda: sheet(row(1, "A1"), b'<row r="2"><c r="XFC2"/><c><v>1</v></c></row>', LAST), "SRC-BOMB"),
    "单引号": (lambda: sheet(row(1, "XFD1", cell="<c r='{}'><v>1</v></c>"), LAST), "SRC-BOMB"),
    "小写": (lambda: sheet(row(1, "xfd1"), LAST), "SRC-BOMB"),
    "空格": (lambda: sheet(row(1, "XFD1", cell='<c r = "{}"><v>1</v></c>'), LAST), "SRC-BOMB"),
    "先写样式": (lambda: sheet(row(1, "XFD1", cell='<c x=">" r="{}"><v>1</v></c>'), LAST), "SRC-BOMB"),
    "前导零": (lambda: sheet(row(1, "XFD1"), row(1048576, "A001048576")), "SRC-BOMB"),
    "末行以下": (lambda: sheet(row(1, "A1"), row(1048576, "A4294967290")), "SRC-BROKEN"),
    "七位行号": (lambda: sheet(row(1, "A1"), row(9999999, "A9999999")), "SRC-BROKEN"),
}
"""Ways in which a sheet of a few cells reaches so far that the native reader would end the process."""


def misnamed() -> bytes:
    """Write a parquet file with a column whose name is no text."""
    pq.write_table(pa.table({"plainname": ["1"]}), content := io.BytesIO(), store_schema=False)
    return content.getvalue().replace(b"plainname", b"plain\x84ame")


def far_away(name: str, part: bytes) -> bytes:
    """Put a cell where no sheet has a column."""
    return part.replace(b'r="A1"', b'r="ZZZZ1"', 1) if name == "xl/worksheets/sheet1.xml" else part


def flipped(content: bytes) -> bytes:
    """Flip a bit inside a packed part: its checksum no longer holds."""
    at = content.index(b"xl/worksheets/sheet1.xml") + 60
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


BROKEN: list[tuple[str, Callable[[], bytes], str]] = [
    ("零字节.xlsx", lambda: b"", "SRC-EMPTY"),
    ("零字节.csv", lambda: b"", "SRC-EMPTY"),
    ("不是压缩包.xlsx", lambda: b"a,b\n1,2\n", "SRC-BROKEN"),
    ("截断.xlsx", lambda: workbook()[:2000], "SRC-BROKEN"),
    ("校验和不符.xlsx", lambda: flipped(workbook()), "SRC-BROKEN"),
    ("缺工作簿.xlsx", lambda: repacked(lambda name, part: None if name == "xl/workbook.xml" else part), "SRC-BROKEN"),
    ("工作表缺尾.xlsx", lambda: repacked(lambda name, part: part[:-40] if "sheet1" in name else part), "SRC-BROKEN"),
    ("其他压缩包.xlsx", lambda: repacked(lambda name, part: None if name.startswith("_rels") else part), "SRC-BROKEN"),
    ("加密.xlsx", lambda: COMPOUND + bytes(99) + "EncryptedPackage".encode("utf-16-le"), "SRC-ENCRYPTED"),
    ("旧格式改名.xlsx", lambda: COMPOUND + bytes(99), "SRC-FORMAT"),
    ("网页.xlsx", lambda: b"\xef\xbb\xbf <HTML><table>", "SRC-FORMAT"),
    ("共享文本过多.xlsx", boundless, "SRC-BROKEN"),
    ("列号.xlsx", lambda: repacked(far_away), "SRC-BROKEN"),
    ("零星.xlsx", lambda: stray("XFD1048576"), "SRC-BOMB"),
    ("两角.xlsx", lambda: stray("AB1", "A1048576"), "SRC-BOMB"),
    *((f"{name}.xlsx", content, code) for name, (content, code) in CORNERS.items()),
    ("压缩炸弹.xlsx", lambda: repacked(bomb), "SRC-BOMB"),
    ("实体.xlsx", lambda: repacked(entities), "SRC-ENTITY"),
    ("旧格式.xls", lambda: COMPOUND, "SRC-FORMAT"),
    ("压缩包.zip", lambda: b"PK\x03\x04", "SRC-FORMAT"),
    ("工作簿.csv", workbook, "SRC-FORMAT"),
    ("图片.csv", lambda: b"\x89PNG\r\n\x1a\n\0\0", "SRC-BINARY"),
    ("夹带NUL.csv", "办件编号,单位\nA\0B,鹿城\n".encode, "SRC-BINARY"),
    ("UTF-16.csv", lambda: "办件编号".encode("utf-16"), "SRC-ENCODING"),
    ("乱码.csv", lambda: b"\xff\xff\xfa", "SRC-ENCODING"),
    ("引号.csv", '办件编号,单位\n"A,鹿城\n'.encode, "SRC-CSV"),
    ("假.parquet", lambda: b"x" * 40, "SRC-BROKEN"),
    ("列名.parquet", misnamed, "SRC-BROKEN"),
    ("坏.parquet", lambda: b"PAR1" + b"x" * 40, "SRC-BROKEN"),
]


@pytest.mark.parametrize(("name", "content", "code"), BROKEN, ids=[name for name, *_ in BROKEN])
def test_a_broken_file_gets_one_error_and_the_others_go_on(
    office: Office, name: str, content: Callable[[], bytes], code: str
) -> None:
    office.put(name, content())
    office.book("好的.xlsx", 办件=[CASE_HEADERS, CASE])
    intake, diagnostics = office.read()
    (found,) = diagnostics
    assert (found.code, found.severity, found.place.file) == (code, Severity.ERROR, f"inputs/records/2018-06/{name}")
    assert found.remedy
    assert len(table(intake, "cases")) == 1


@pytest.mark.parametrize("cell", ['<c r="{}"><v>x</v></c>', "<c r='{}'><v>x</v></c>", "<c><v>x</v></c>"])
def test_a_wide_sheet_in_any_form_is_read(office: Office, cell: str) -> None:
    letters = [column_letters(at) for at in range(40)]
    rows = (row(at, *(f"{letter}{at}" for letter in letters), cell=cell) for at in range(1, 5))
    office.put("宽.xlsx", sheet(*rows))
    assert codes(office.read()[1]) == ["SRC-UNCLAIMED"]


def test_a_file_that_cannot_hold_records_is_a_warning(office: Office) -> None:
    office.put("通知.docx", b"PK\x03\x04")
    _, (found,) = office.read()
    assert (found.code, found.severity) == ("SRC-OTHER", Severity.WARNING)


@pytest.mark.parametrize("name", ["~$办件.xlsx", ".DS_Store", "._办件.xlsx", "Thumbs.db", "desktop.ini"])
def test_what_programs_leave_behind_is_not_looked_at(office: Office, name: str) -> None:
    office.put(name, b"x")
    intake, diagnostics = office.read()
    assert (intake.inputs, diagnostics) == ((), [])


def test_every_input_is_hashed_also_one_that_cannot_be_read(office: Office) -> None:
    office.put("子文件夹/坏.xlsx", b"x")
    office.put("好.csv", "办件编号,单位,事项名称,受理时间\n1,鹿城,提取,2018-06-05\n")
    intake, _ = office.read()
    assert dict(intake.inputs) == {
        f"inputs/records/2018-06/{name}": hashlib.sha256((office.folder / name).read_bytes()).hexdigest()
        for name in ("好.csv", "子文件夹/坏.xlsx")
    }


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST_FILE", 10)
    (tmp_path / "大.csv").write_bytes(b"x" * 11)
    found = read_file(tmp_path / "大.csv", tmp_path)
    assert isinstance(found, Diagnostic)
    assert found.code == "SRC-LARGE"


def test_a_file_that_changes_while_it_is_read_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "写到一半.csv"
    path.write_bytes(b"a,b\n")
    whole = Path.read_bytes

    def slow(self: Path) -> bytes:
        content = whole(self)
        with self.open("ab") as more:
            more.write(b"1,2\n")
        return content

    monkeypatch.setattr(Path, "read_bytes", slow)
    found = read_file(path, tmp_path)
    assert isinstance(found, Diagnostic)
    assert found.code == "SRC-CHANGED"


def test_a_file_that_cannot_be_opened_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "断链.csv").symlink_to(tmp_path / "没有")
    found = read_file(tmp_path / "断链.csv", tmp_path)
    assert isinstance(found, Diagnostic)
    assert found.code == "SRC-OPEN"


@pytest.mark.parametrize("to", ["elsewhere/外面.xlsx", "elsewhere", "nowhere.xlsx", "inputs/sources"])
def test_a_link_that_leads_away_is_refused_and_said_so(office: Office, to: str) -> None:
    for folder in ("elsewhere", "inputs/sources"):
        (office.root / folder).mkdir(parents=True)
    office.book("一.xlsx", 办件=[CASE_HEADERS, CASE])
    (office.folder / "一.xlsx").rename(office.root / "elsewhere/外面.xlsx")
    (office.folder / "链接.xlsx").symlink_to(office.root / to)
    intake, (found,) = office.read()
    assert (found.code, found.place.file) == ("SRC-LINK", "inputs/records/2018-06/链接.xlsx")
    assert (found.severity, intake.inputs) == (Severity.ERROR, ())


def test_a_month_that_is_a_link_out_of_the_inputs_is_refused(office: Office) -> None:
    office.book("一.xlsx", 办件=[CASE_HEADERS, CASE])
    office.folder.rename(office.root / "elsewhere")
    (office.root / "inputs/records/2018-06").symlink_to(office.root / "elsewhere")
    assert codes(office.read()[1]) == ["SRC-LINK"]


def test_a_link_within_the_inputs_is_followed(office: Office) -> None:
    office.book("一.xlsx", 办件=[CASE_HEADERS, CASE])
    kept = office.root / "inputs/kept"
    kept.mkdir()
    (office.folder / "一.xlsx").rename(kept / "一.xlsx")
    (office.folder / "链接.xlsx").symlink_to(kept / "一.xlsx")
    assert [file for file, _ in office.read()[0].inputs] == ["inputs/records/2018-06/链接.xlsx"]
    (office.root / "inputs/records").rename(office.root / "shared")
    (office.root / "inputs/records").symlink_to(office.root / "shared")
    assert [file for file, _ in office.read()[0].inputs] == ["inputs/records/2018-06/链接.xlsx"]
