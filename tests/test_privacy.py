"""Personal data planted in every text field of every table is in no byte of any output, log, diagnostic or message."""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pyarrow.parquet as pq
import pytest
from pdfminer.high_level import extract_text

from pipeline.cli import main
from pipeline.records.schema import TABLES, Field, Kind, TableSchema
from tests.ingest.exports import Office

UNIT = "鹿城管理部"
NAMES = ("王小明", "欧阳小红", "张建国")
OTHERS = ("88901234", "199001010012", "622202120301234", "浙C12345", "12号3幢501", "wangxm@", "33030219900101")
CASES = ("ANJIAN-2018-0001", "PINGJIA-2018-0001", "WENTI-2018-0001", "GONGDAN-2018-0001", "GONGDAN-2018-0002")
"""Numbers of records: in the unit's and the leader's copies, absent from the public one."""
COPIES = ("unit", "leader", "public")


def mobile(table: TableSchema, field: Field) -> str:
    """A number of its own for every field, so that a leak names the field it came from."""
    at = [(one.name, other.name) for one in TABLES for other in one.fields].index((table.name, field.name))
    return f"139{at:04d}7{at:03d}"


MOBILES = {mobile(table, field): f"{table.name}.{field.name}" for table in TABLES for field in table.fields}


def planted(table: TableSchema, field: Field, turn: int) -> str:
    """One of the kinds of personal data, as people write it; three rows hold them all."""
    return (
        f"市民王小明来电{mobile(table, field)}，座机0577-88901234",
        "身份证330302199001010012，卡号6222021203012345678",
        f"车牌浙C12345，住人民路12号3幢501室，邮箱wangxm@example.com，感谢张建国，办件{CASES[0]}",
    )[turn]


FIXED: dict[str, str] = {
    "unit": UNIT, "task": "1.1", "clause": "1.2.1-1", "indicator": "1.3", "period": "2018-06", "exempt": "否",
    "case_id": CASES[0], "rating_id": CASES[1], "finding_id": CASES[2], "ticket_id": CASES[3], "object": CASES[0],
    "applicant": "欧阳小红", "citizen": "欧阳小红", "staff": "张建国", "id_number": "330302199001010012",
    "contact": "0577-88901234", "level": "不满意", "verified": "是", "named": "是", "severity": "重大",
    "score": "1", "is_default": "否", "excluded": "否", "effective": "是",
}  # fmt: skip
"""What must be valid for the row to be counted, and the personal fields."""


def value(table: TableSchema, field: Field, turn: int) -> str:
    if field.name == "mobile":
        return mobile(table, field)
    if fixed := FIXED.get(field.name):
        return f"{fixed}{turn}" if field.name == table.id_field else fixed
    if field.kind is Kind.CHOICE:
        return field.choices[0]
    if field.kind in {Kind.DAY, Kind.MOMENT}:
        return "2018-06-20" if field.name in {"due_at", "rectify_by", "promised_days"} else "2018-06-05"
    if field.kind in {Kind.INTEGER, Kind.NUMBER}:
        return "1"
    return planted(table, field, turn)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office whose records hold personal data wherever text may stand, in accepted and in rejected rows."""
    office = Office(tmp_path_factory.mktemp("privacy") / "office")
    main(["init", str(office.root)])
    for table in TABLES:
        rows = [[field.header for field in table.fields]]
        for turn in range(3):
            row = [value(table, field, turn) for field in table.fields]
            spoilt = [
                planted(table, field, turn)
                if field.kind not in {Kind.CODE, Kind.PROSE} or field.name == "unit"
                else cell
                for field, cell in zip(table.fields, row, strict=True)
            ]
            rows += [row, spoilt]
            if table.name == "tickets":
                sentiment = {"ticket_id": f"{CASES[4]}{turn}", "kind": "舆情", "channel": "网络"}
                rows.append([sentiment.get(field.name, cell) for field, cell in zip(table.fields, row, strict=True)])
        office.book(f"{table.title}.xlsx", 表=rows)
    return office


@pytest.fixture(scope="module")
def said(office: Office) -> dict[str, str]:
    """What every command says, on both streams; what it writes stays for the other tests."""
    words = {
        **{f"run {copy}": ("run", "2018-06", "--all", "--accept-rejected", "--copy", copy) for copy in COPIES},
        "run year": ("run", "2018", "--accept-rejected"),
        "stopped": ("run", "2018-06"),
        "explain": ("explain", "2018-06", "1.2.1"),
        "ingest": ("ingest", "2018-06", "--dry-run"),
        "ingest json": ("ingest", "2018-06", "--dry-run", "--format", "json"),
        "alerts": ("alerts", "--period", "2018-06"),
        "daily": ("daily", "2018-06-05"),
        "draw": ("draw", "callback", "--period", "2018-06", "--accept-rejected"),
        "source test": ("source", "test", str(office.folder / "诉求工单.xlsx")),
        "source suggest": ("source", "suggest", str(office.folder / "诉求工单.xlsx")),
    }
    unit = ("--unit", UNIT)
    found = {}
    for name, call in words.items():
        more = unit if call[0] in {"run", "daily", "draw"} else ()
        stream = io.StringIO()
        with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
            code = main([*call, *more, "--workspace", str(office.root)])
        found[name] = f"{code}\n{stream.getvalue()}"
    return found


def everything_in(path: Path) -> Iterator[bytes]:
    """Give the bytes of a file, and of everything packed or compressed in it, and its text."""
    content = path.read_bytes()
    yield path.name.encode()
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for name in package.namelist():
                part = package.read(name)
                yield part
                if part.startswith(b"PK"):
                    with zipfile.ZipFile(io.BytesIO(part)) as inner:
                        yield from (inner.read(one) for one in inner.namelist())
    elif content.startswith(b"%PDF"):
        yield extract_text(io.BytesIO(content)).replace("\n", "").encode()
        with pikepdf.open(io.BytesIO(content)) as document:
            for thing in document.objects:
                if isinstance(thing, pikepdf.Stream):
                    yield thing.read_bytes()
                else:
                    yield repr(thing).encode()
    elif content.startswith(b"PAR1"):
        yield repr(pq.read_table(io.BytesIO(content)).to_pylist()).encode()


def texts(content: bytes) -> Iterator[str]:
    for encoding in ("utf-8", "utf-16-be", "gb18030"):
        yield content.decode(encoding, "ignore")


def leaks(content: bytes) -> set[str]:
    """Name what personal data stands in some bytes."""
    found = set()
    for text in texts(content):
        found |= {MOBILES[number] for number in MOBILES if number in text}
        found |= {word for word in (*NAMES, *OTHERS) if word in text}
    return found


def files_of(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "rejected.xlsx"]


def test_nothing_personal_is_said(said: dict[str, str]) -> None:
    assert {name: leaks(text.encode()) for name, text in said.items() if leaks(text.encode())} == {}


@pytest.mark.usefixtures("said")
def test_nothing_personal_is_in_any_byte_of_any_output(office: Office) -> None:
    files = files_of(office.root / "outputs")
    assert {path.suffix for path in files} >= {".docx", ".pdf", ".xlsx", ".html", ".json", ".jsonl", ".parquet"}
    found = {}
    for path in files:
        for content in everything_in(path):
            if leaked := leaks(content):
                found.setdefault(path.relative_to(office.root).as_posix(), set()).update(leaked)
    assert found == {}


def test_every_run_made_a_whole_set(office: Office, said: dict[str, str]) -> None:
    for name in ("run unit", "run leader", "run public", "run year"):
        assert said[name].startswith("0"), said[name]
    for suffix in ("", "-领导", "-公开"):
        assert (office.root / f"outputs/2018-06{suffix}/{UNIT}/月报.docx").is_file()


@pytest.mark.usefixtures("said")
def test_only_the_clerk_gets_the_rejected_rows(office: Office) -> None:
    kept = list((office.root / "outputs").rglob("rejected.xlsx"))
    assert {path.parent.name for path in kept} == {"2018-06", "2018"}
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}


@pytest.mark.usefixtures("said")
@pytest.mark.parametrize(("folder", "shown"), [("2018-06", True), ("2018-06-领导", True), ("2018-06-公开", False)])
def test_the_numbers_of_records_are_in_the_copies_that_may_show_them(
    office: Office, folder: str, *, shown: bool
) -> None:
    found = set()
    for path in files_of(office.root / "outputs" / folder):
        for content in everything_in(path):
            found |= {number for number in CASES for text in texts(content) if number in text}
    assert found == (set(CASES) if shown else set())
