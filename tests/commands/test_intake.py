"""``pingyi ingest`` and ``pingyi source``: what a clerk sees of the records before anything is scored."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest

from pipeline.cli import main
from pipeline.exits import CANNOT_RUN, CLEAN, DATA_ERRORS
from tests.ingest.exports import Office

CASES = ("办件编号", "单位", "事项名称", "受理时间", "申请人", "手机号")
GOOD = ("LC-1", "鹿城管理部", "提取", "2018-06-05 09:03", "王小明", "13800578000")
BAD = ("LC-2", "瓯海窗口", "提取", "2018-06-31", "欧阳小红", "13800578001")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A new workspace without records."""
    main(["init", str(tmp_path / "office")])
    return Office(tmp_path / "office")


def pingyi(office: Office, *words: str) -> int:
    return main([*words, "--workspace", str(office.root)])


def tree(office: Office) -> dict[str, bytes]:
    """Give every file but those of the store (``.pingyi``), which may be deleted at any time."""
    files = (path for path in office.root.rglob("*") if path.is_file() and ".pingyi" not in path.parts)
    return {path.as_posix(): path.read_bytes() for path in files}


def test_a_dry_run_shows_who_claims_what_and_what_is_rejected_and_writes_nothing(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.book("六月.xlsx", 办件=[("办件登记",), (*CASES, "备用"), GOOD, BAD], 其他=[("甲", "乙"), ("1", "2")])
    before = tree(office)
    capsys.readouterr()
    assert pingyi(office, "ingest", "2018-06", "--dry-run") == DATA_ERRORS
    page = capsys.readouterr().out
    assert tree(office) == before
    assert "工作表“办件”：来源“标准填报表·办件”" in page
    assert "表头在第 2 行" in page
    assert "D列 受理时间 → 受理时间（accepted_at）*" in page
    assert "读取 2 行 = 采用 1 + 重复 0 + 退回 1 + 空白 0" in page
    for code in ("REC-DATE", "REC-UNIT", "SRC-UNCLAIMED", "SRC-COLUMN"):
        assert code in page
    assert "改法：" in page
    assert "13800578001" not in page
    assert "小红" not in page


def test_a_dry_run_for_programs_gives_the_sheets_and_every_diagnostic(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.book("六月.xlsx", 办件=[CASES, GOOD, *[("X", *BAD[1:])] * 30])
    capsys.readouterr()
    pingyi(office, "ingest", "2018-06", "--dry-run", "--format", "json")
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (lines[0]["source"], lines[0]["rejected"]) == ("标准填报表·办件", 30)
    assert sum(1 for line in lines if line.get("code") == "REC-DATE") == 30


def test_without_dry_run_only_what_helps_to_mend_is_written(office: Office) -> None:
    office.book("六月.xlsx", 办件=[CASES, GOOD, BAD])
    assert pingyi(office, "ingest", "2018-06") == DATA_ERRORS
    written = {path.name: path.stat().st_mode & 0o777 for path in (office.root / "outputs/2018-06").iterdir()}
    assert written == {"diagnostics.jsonl": 0o644, "rejected.xlsx": 0o600}


def test_rejected_rows_mended_and_dropped_back_need_nobodys_consent(office: Office) -> None:
    """From the export through ``rejected.xlsx`` and a clerk's Excel back to clean records."""
    office.book("六月.xlsx", 办件=[CASES, GOOD, BAD], 评定=[CASES, ("LC-1", "龙湾管理部", *GOOD[2:])])
    assert pingyi(office, "ingest", "2018-06") == DATA_ERRORS
    book = openpyxl.load_workbook(io.BytesIO((office.root / "outputs/2018-06/rejected.xlsx").read_bytes()))
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=5):
            if row[0].value == "LC-2":
                row[1].value, row[3].value = "鹿城管理部", "2018-06-30"
            if row[1].value == "龙湾管理部":
                row[0].value, row[1].value = "LC-3", "鹿城管理部"
    book.save(office.folder / "退回改好.xlsx")
    assert pingyi(office, "ingest", "2018-06") == CLEAN


def test_an_unknown_export_is_drafted_completed_and_read_without_code(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        ("评价流水号", "服务单位", "评价等次", "评价日期", "意见建议"),
        ("a-1", "鹿城管理部", "A+", "2018/6/5", "市民王小明13800578000"),
    ]
    office.book("新系统导出.xlsx", 明细=rows)
    export, toml = str(office.folder / "新系统导出.xlsx"), office.root / "inputs/sources/新系统.toml"
    assert pingyi(office, "source", "test", export) == DATA_ERRORS
    assert pingyi(office, "source", "suggest", export, "--table", "ratings", "--output", str(toml)) == CLEAN
    assert pingyi(office, "source", "suggest", export, "--output", str(toml)) == CANNOT_RUN
    draft = toml.read_text("utf-8")
    assert "请核对" in draft
    draft = draft.replace('# channel = ""', 'channel = "网上"').replace('# "A+" = ""', '"A+" = "非常满意"')
    toml.write_text(draft, encoding="utf-8")
    capsys.readouterr()
    assert pingyi(office, "source", "test", export) == CLEAN
    page = capsys.readouterr().out
    assert "来源“新系统”" in page
    assert "评价等级=非常满意" in page
    assert "138****8000" in page
    assert "13800578000" not in page


@pytest.mark.parametrize("words", [("suggest", "--sheet", "没有"), ("suggest",), ("test",)])
def test_a_file_that_is_no_export_is_told(office: Office, words: tuple[str, ...]) -> None:
    office.put("坏.xlsx", b"x")
    assert pingyi(office, "source", words[0], str(office.folder / "坏.xlsx"), *words[1:]) == DATA_ERRORS
