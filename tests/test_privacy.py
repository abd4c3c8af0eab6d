"""Personal data planted in every text field of every table is in no byte of any output, log, diagnostic or message."""

from __future__ import annotations

import contextlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pyarrow.parquet as pq
import pymupdf
import pytest

from pipeline.cli import main
from pipeline.records.schema import TABLES, Field, Kind, TableSchema
from tests.ingest.exports import Office

pytestmark = pytest.mark.xdist_group("privacy")

UNIT = "鹿城管理部"
GIVEN_NAMES = ("小明", "小红", "建国", "明杰", "晓燕", "燕菲", "热合曼", "艾力")
"""The given names of those who are planted: of a name its surname may stay."""
SHORT_NAMES = ("蒋勇", "谢芳", "李某")
OTHERS = (
    "88901234",
    "199001010012",
    "622202120301234",
    "浙C12345",
    "12号3幢501",
    "wangxm@",
    "33030219900101",
    "浙c12345",
    "3-2-501",
    "8890-1234",
)
CASES = (
    "温公积案〔2018〕0601号", "PINGJIA-2018-0001", "WENTI-2018-0001", "GONGDAN-2018-0001", "GONGDAN-2018-0002",
    "温公积案〔2018〕0577号",
)  # fmt: skip
"""Numbers of records, the last of none that is read: in the unit's and the leader's copies, not in the public one."""
RUNS = {
    "run unit": ("2018-06",),
    "run leader": ("2018", "--copy", "leader"),
    "run public": ("2018-06", "--copy", "public", "--all"),
}
"""All kinds of documents once, all copies once, the month and the year; copies differ in numbers alone."""


def mobile(table: TableSchema, field: Field) -> str:
    """A number of its own for every field, so that a leak names the field it came from."""
    at = [(one.name, other.name) for one in TABLES for other in one.fields].index((table.name, field.name))
    return f"139{at:04d}7{at:03d}"


MOBILES = {mobile(table, field): f"{table.name}.{field.name}" for table in TABLES for field in table.fields}


def planted(table: TableSchema, field: Field, turn: int) -> str:
    """One of the kinds of personal data, as people write it; four rows hold them all, names without a cue too."""
    return (
        f"市民王小明来电{mobile(table, field)}，座机0577-88901234",
        "身份证330302199001010012，卡号6222021203012345678，窗口的戴明杰说话很冲",
        f"车牌浙C12345，住人民路12号3幢501室，邮箱wangxm@example.com，感谢张建国，办件{CASES[0]}，被蒋勇推来推去",
        (
            f"欧阳燕菲态度恶劣，感谢陈晓燕的耐心解答，谢芳和阿不都·热合曼、买买提·艾力来过，工号005的李某，同{CASES[5]}，"
            "王 小明的浙c12345停在大桥头小区3-2-501，打8890-1234"
        ),
    )[turn]


TURNS = 4


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
        rows = [[*(field.header for field in table.fields), f"王小明{mobile(table, table.fields[0])}的意见"]]
        for turn in range(TURNS):
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
        office.book(f"{table.title}-戴明杰{mobile(table, table.fields[0])}.xlsx", 谢芳的表=rows)
    return office


@pytest.fixture(scope="module")
def strange(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """An office whose exports have no header row, or one that nobody knows, with personal data in it."""
    office = Office(tmp_path_factory.mktemp("strange") / "office")
    main(["init", str(office.root)])
    for table in TABLES:
        rows = [[value(table, field, turn) for field in table.fields] for turn in range(TURNS)]
        office.book(
            f"{table.title}.xlsx",
            无表头=rows,
            外来=[[f"{field.header}{planted(table, field, 0)}" for field in table.fields], *rows],
        )
    return office


@pytest.fixture(scope="module")
def said(office: Office) -> dict[str, str]:
    """What every command says, on both streams; what it writes stays for the other tests."""
    words = {
        **{name: ("run", *call, "--accept-rejected") for name, call in RUNS.items()},
        "stopped": ("run", "2018-06"),
        "explain": ("explain", "2018-06", "1.2.1"),
        "ingest": ("ingest", "2018-06", "--dry-run"),
        "ingest json": ("ingest", "2018-06", "--dry-run", "--format", "json"),
        "alerts": ("alerts", "--period", "2018-06"),
        "daily": ("daily", "2018-06-05", "--accept-rejected"),
        "summary": ("summary", "2018-06", "--accept-rejected"),
        "shortlist": ("shortlist", "2018-06", "--accept-rejected"),
        "diff": ("diff", "2018-06"),
        "draw": ("draw", "callback", "--period", "2018-06", "--accept-rejected"),
        "source test": ("source", "test", str(next(office.folder.glob("诉求工单*")))),
        "source suggest": ("source", "suggest", str(next(office.folder.glob("诉求工单*")))),
    }
    unit = ("--unit", UNIT)
    return {
        name: told_by(office, *call, *(unit if call[0] in {"run", "daily", "draw"} else ()))
        for name, call in words.items()
    }


def told_by(office: Office, *call: str) -> str:
    """Give the exit code of a command and what it says on both streams."""
    stream = io.StringIO()
    with contextlib.redirect_stdout(stream), contextlib.redirect_stderr(stream):
        code = main([*call, "--workspace", str(office.root)])
    return f"{code}\n{stream.getvalue()}"


def without_tags(content: bytes) -> bytes:
    """Give the text of XML or HTML: what is set in several runs stands together."""
    return re.sub(rb"<[^<>]*>", b"", content) if b"</" in content else b""


def everything_in(path: Path) -> Iterator[bytes]:
    """Give the bytes of a file, and of everything packed or compressed in it, and its text."""
    content = path.read_bytes()
    yield path.name.encode()
    yield content
    yield without_tags(content)
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for name in package.namelist():
                part = package.read(name)
                yield part
                yield without_tags(part)
                if part.startswith(b"PK"):
                    with zipfile.ZipFile(io.BytesIO(part)) as inner:
                        yield from (inner.read(one) for one in inner.namelist())
    elif content.startswith(b"%PDF"):
        with pymupdf.open(stream=content) as document:
            yield "".join(page.get_text() for page in document).replace("\n", "").encode()
        with pikepdf.open(io.BytesIO(content)) as document:
            for thing in document.objects:
                yield thing.read_bytes() if isinstance(thing, pikepdf.Stream) else repr(thing).encode()
    elif content.startswith(b"PAR1"):
        yield repr(pq.read_table(io.BytesIO(content)).to_pylist()).encode()


WORDS = (*GIVEN_NAMES, *SHORT_NAMES, *OTHERS, *CASES)
WRITTEN = {
    *((word, word.encode(form)) for word in WORDS for form in ("utf-8", "utf-16-be", "gb18030", "unicode_escape")),
    *((word, word.encode("ascii", "xmlcharrefreplace")) for word in WORDS),
}
A_MOBILE = re.compile(rb"139\d{4}7\d{3}|1\x003\x009(?:\x00\d){8}")


def told(content: bytes) -> set[str]:
    """Name what personal data and which numbers of records stand in some bytes."""
    mobiles = {found[0].replace(b"\0", b"").decode() for found in A_MOBILE.finditer(content)}
    return {word for word, written in WRITTEN if written in content} | {MOBILES[n] for n in mobiles if n in MOBILES}


def leaks(content: bytes) -> set[str]:
    return told(content) - set(CASES)


def files_of(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "rejected.xlsx"]


@pytest.fixture(scope="module")
def found(office: Office, said: dict[str, str]) -> dict[str, set[str]]:
    """What stands in each output, by its path; ``said`` has made them."""
    assert said
    files = files_of(office.root / "outputs")
    return {
        path.relative_to(office.root / "outputs").as_posix(): set().union(*map(told, everything_in(path)))
        for path in files
    }


def test_nothing_personal_is_said(said: dict[str, str]) -> None:
    assert {name: leaks(text.encode()) for name, text in said.items() if leaks(text.encode())} == {}


def test_nothing_personal_is_said_of_an_export_without_known_headers(strange: Office) -> None:
    files = [str(path) for path in sorted(strange.folder.iterdir())]
    calls = [("run", "2018-06"), ("ingest", "2018-06"), ("ingest", "2018-06", "--dry-run", "--format", "json")]
    calls += [("source", action, file) for action in ("suggest", "test") for file in files]
    said = {call: told_by(strange, *call) for call in calls}
    assert {call: leaks(text.encode()) for call, text in said.items() if leaks(text.encode())} == {}
    assert "SRC-UNCLAIMED" in said["run", "2018-06"]
    (diagnostics,) = (strange.root / "outputs").rglob("diagnostics.jsonl")
    assert leaks(diagnostics.read_bytes()) == set()


def test_nothing_personal_is_in_any_byte_of_any_output(found: dict[str, set[str]]) -> None:
    suffixes = {Path(name).suffix for name in found}
    assert suffixes >= {".docx", ".pdf", ".xlsx", ".html", ".json", ".jsonl", ".parquet"}
    assert {name: words - set(CASES) for name, words in found.items() if words - set(CASES)} == {}


def test_what_is_looked_for_would_be_found(office: Office) -> None:
    """The test looks where it should: in the exports themselves everything is there."""
    files = sorted(office.folder.iterdir())
    there = set().union(*(told(part) for path in files for part in everything_in(path)))
    assert there >= set(WORDS)
    assert len(there & set(MOBILES.values())) > 60


def test_every_run_made_a_whole_set(office: Office, said: dict[str, str]) -> None:
    assert {name: said[name] for name in (*RUNS, "daily", "draw") if not said[name].startswith("0")} == {}
    for folder in ("2018-06", "2018-06-公开"):
        assert (office.root / f"outputs/{folder}/{UNIT}/月报.docx").is_file()
    assert (office.root / f"outputs/2018-领导/{UNIT}/年度总结.docx").is_file()


def test_every_row_is_accounted_for_in_what_is_said_and_in_the_manifest(office: Office, said: dict[str, str]) -> None:
    manifest = json.loads((office.root / "outputs/2018-06/manifest.json").read_text(encoding="utf-8"))
    sheets = manifest["reconciliation"]
    assert {sheet["table"] for sheet in sheets} == {table.name for table in TABLES}
    for sheet in sheets:
        parts = (sheet["accepted"], sheet["duplicate"], sheet["rejected"], sheet["blank"])
        assert sheet["read"] == sum(parts) >= 2 * TURNS
    read, rejected = (sum(sheet[name] for sheet in sheets) for name in ("read", "rejected"))
    assert f"对账：读取 {read:,} 行" in said["run unit"]
    assert f"退回 {rejected:,}" in said["run unit"]


@pytest.mark.usefixtures("said")
def test_only_the_clerk_gets_the_rejected_rows(office: Office) -> None:
    kept = list((office.root / "outputs").rglob("rejected.xlsx"))
    assert {path.parent.name for path in kept} == {"2018-06"}
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}


@pytest.mark.parametrize(
    ("folder", "shown"),
    [("2018-06", CASES), ("2018-领导", CASES), ("2018-06-公开", ()), ("daily", (*CASES[:3], CASES[5]))],
)
def test_the_numbers_of_records_are_in_the_copies_that_may_show_them(
    found: dict[str, set[str]], folder: str, shown: tuple[str, ...]
) -> None:
    here = [words for name, words in found.items() if name.startswith(f"{folder}/")]
    assert here
    assert set().union(*here) == set(shown)
