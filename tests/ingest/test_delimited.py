"""The short cut for plain csv files comes to what reading record by record comes to, and large files stream by."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.diagnostics import Diagnostic
from pipeline.ingest.cells import open_sheets, read_sheets
from pipeline.ingest.files import InputFile
from pipeline.ingest.portion import Again, SheetCells, joined
from pipeline.ingest.survey import survey
from tests.ingest.exports import CASE_HEADERS, Office, codes, table

Texts = list[tuple[int, tuple[str, ...]]]


def given_file(content: bytes) -> InputFile:
    return InputFile(Path("x.csv"), "x.csv", content, "")


def numbered(cells: SheetCells) -> Texts:
    """Give rows with their numbers, without empty cells at their ends."""
    rows = zip(cells.rows.to_pylist(), cells.texts(range(cells.height)), strict=True)
    return [(row, tuple("\x1f".join(texts).rstrip("\x1f").split("\x1f"))) for row, texts in rows]


def carefully(content: bytes) -> Texts | str:
    (sheet,) = open_sheets(given_file(content), carefully=True)
    assert not isinstance(sheet, Diagnostic)
    portions = list(sheet.portions)
    if isinstance(portions[-1], Diagnostic):
        return portions[-1].code
    return numbered(joined([one for one in portions if isinstance(one, SheetCells)]))


def as_usual(content: bytes) -> Texts | str:
    (sheet,) = read_sheets(given_file(content))
    return sheet.code if isinstance(sheet, Diagnostic) else numbered(sheet)


def took_the_short_cut(content: bytes) -> bool:
    (sheet,) = open_sheets(given_file(content))
    assert not isinstance(sheet, Diagnostic)
    return not any(isinstance(portion, Again) for portion in sheet.portions) and survey(BytesIO(content)).is_plain(",")


PIECES = st.sampled_from(
    ['"', ",", "\n", "\r\n", "\r", "a", "喆", " ", '""', '="1"', ";", "\t", "\ufeff", "x" * 9, "é", "'"]
)
LINES = st.lists(
    st.sampled_from(["a,b", '"a","b"', '"a,""x""",b', "a", "a,b,c", "", ",", '"a\nb",c', 'a"b,c', '"a"b,c', '="1",2'])
)


@settings(deadline=None, max_examples=300)
@given(
    st.one_of(st.lists(PIECES, max_size=60).map("".join), LINES.map("\n".join), LINES.map("\r\n".join)), st.booleans()
)
@example("a,b\n" * 11 + '"a""b",c\n', False)
@example("a,b\n" * 11 + '"a\nb",c\n', False)
@example("a,b\n" * 11 + "\n", False)
@example('"a\n",b\n' * 25 + '"c\n\n",d', False)
@example('"a\n",b\r\n' * 9 + "x,y\n" * 3 + '"\n\n"""\n', True)
@example("a,b\n" * 11 + "c,d", True)
@example("\ufeff,", True)
@example("\ufeffa,b\n" * 12, False)
def test_the_short_cut_gives_what_reading_record_by_record_gives(text: str, with_head: bool) -> None:
    content = ("a,b\n" * 10 + text if with_head else text).encode()
    assert as_usual(content) == carefully(content)


@pytest.mark.parametrize(
    ("line", "is_plain"),
    [
        ("1,鹿城", True), ('"1","鹿,城"', True), ('"say ""hi""",x', True), ('"",""', True),
        ("", True), ("1", False), ("1,2,3", False), ('"a\nb",2', True), ('"a\n""\n",2', True),
        ('="1",2', False), ("a\rb,2", False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_short_cut_is_taken_where_quotes_are_where_they_belong(line: str, is_plain: bool, end: str) -> None:
    lines = ["a,b"] * 12 + [line, "c,d"]
    assert took_the_short_cut(end.join(lines).encode()) == is_plain


def test_a_quote_at_the_edge_of_a_piece_is_seen_with_its_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    content = b'"a","b"\n' * 50
    for size in range(8, 40):
        monkeypatch.setattr("pipeline.ingest.survey.PIECE", size)
        found = survey(BytesIO(content))
        assert found.is_plain(",")
        assert found.lines == 50


def test_a_character_at_the_edge_of_a_piece_is_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    for size in range(1, 9):
        monkeypatch.setattr("pipeline.ingest.survey.PIECE", size)
        assert survey(BytesIO("喆é😀x".encode() * 9)).is_utf8
        assert not survey(BytesIO("喆é😀x".encode() * 9 + b"\xe5\x96")).is_utf8


def lines(count: int) -> str:
    rows = (f"L{number},鹿城管理部,提取,2018-06-05\n" for number in range(count))
    return f"{','.join(CASE_HEADERS)}\n{''.join(rows)}"


def parquet(count: int) -> bytes:
    ids = [f"L{number}" for number in range(count)]
    same = {"单位": "鹿城管理部", "事项名称": "提取", "受理时间": "2018-06-05"}
    pq.write_table(pa.table({"办件编号": ids, **{k: [v] * count for k, v in same.items()}}), out := BytesIO())
    return out.getvalue()


LARGE: dict[str, Callable[[], bytes]] = {
    "平常.csv": lambda: lines(400).encode(),
    "带引号.csv": lambda: lines(400).replace("提取", '"提\n取"').encode(),
    "国标.csv": lambda: lines(400).encode("gb18030"),
    "列式.parquet": lambda: parquet(400),
}


@pytest.mark.parametrize("name", LARGE)
def test_a_large_file_that_streams_by_comes_to_the_same(
    office: Office, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.put(name, LARGE[name]())
    held = table(office.read()[0], "cases")
    assert len(held) == 400
    for place in ("files.HELD_WHOLE", "files.PIECE", "survey.PIECE", "plain.PIECE", "delimited.PIECE"):
        monkeypatch.setattr(f"pipeline.ingest.{place}", 1024)
    for place in ("delimited.PORTION", "columnar.PORTION"):
        monkeypatch.setattr(f"pipeline.ingest.{place}", 11)
    intake, diagnostics = office.read()
    assert (table(intake, "cases"), diagnostics) == (held, [])
    assert intake.rows_as_they_came(intake.sheets[0], [2])[2][0] == "L0"


@pytest.mark.parametrize(
    ("end", "code"), [(b"a\0b\n", "SRC-BINARY"), (b'"a', "SRC-CSV"), (b"\xff\xff", "SRC-ENCODING")]
)
def test_what_is_wrong_at_the_end_of_a_large_file_is_said_and_nothing_of_it_counts(
    office: Office, end: bytes, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.ingest.files.HELD_WHOLE", 1024)
    monkeypatch.setattr("pipeline.ingest.files.PIECE", 1024)
    office.put("办件.csv", lines(400).encode() + end)
    intake, diagnostics = office.read()
    assert codes(diagnostics) == [code]
    assert (table(intake, "cases"), intake.sheets) == ([], ())


def test_a_large_file_that_changes_while_it_is_read_is_not_taken(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.ingest.files.HELD_WHOLE", 1024)
    office.put("办件.csv", lines(400))
    whole = InputFile.open

    def changed(self: InputFile) -> object:
        with self.path.open("ab") as more:
            more.write(b"L9,x,y,2018-06-05\n")
        return whole(self)

    monkeypatch.setattr(InputFile, "open", changed)
    intake, diagnostics = office.read()
    assert codes(diagnostics) == ["SRC-CHANGED"]
    assert (table(intake, "cases"), intake.sheets, intake.inputs) == ([], (), ())


def test_a_line_without_an_end_is_refused(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.ingest.delimited._LONGEST_LINE", 1000)
    office.put("办件.csv", f"{','.join(CASE_HEADERS)}\n{'x,' * 1000}")
    _, (found,) = office.read()
    assert found.code == "SRC-CSV"
    assert found.message.startswith("第 2 行起")
