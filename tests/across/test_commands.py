"""The commands across units, on the sample's June and on two offices made for it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from pipeline.cli import main
from pipeline.exits import CLEAN, DATA_ERRORS
from pipeline.resources import shared_root


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """The sample's reference workbooks and a small folder of records: one rating for each of two units."""
    inputs = tmp_path / "inputs"
    shutil.copytree(shared_root() / "inputs/standards", inputs / "standards")
    shutil.copy(shared_root() / "inputs/workplan.xlsx", inputs / "workplan.xlsx")
    _organization(inputs / "organization.xlsx")
    records = inputs / "records/2018-06"
    records.mkdir(parents=True)
    head, *rows = "评价编号,单位,评价渠道,评价等级,评价时间", "R1,鹿城管理部,短信,非常满意", "R2,瓯海管理部,短信,满意"
    text = "\n".join((head, *(f"{row},2018-06-05" for row in rows)))
    (records / "评价.csv").write_text(text, encoding="utf-8")
    return tmp_path


def _organization(file: Path) -> None:
    book = openpyxl.load_workbook(shared_root() / "inputs/organization.xlsx")
    book["单位"].append(["330303", "瓯海管理部", "温州市住房公积金管理中心", "中心外", "基层站所", ""])
    book.save(file)


def judged(folder: Path) -> dict[str, dict[str, int]]:
    """Give what the checker said of each document, as the manifest keeps it."""
    files: dict[str, dict[str, int]] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["format"][
        "files"
    ]
    return files


def test_a_summary_is_made_for_the_superior(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summary", "2018-06", "--workspace", str(office)]) == CLEAN
    folder = office / "outputs/summary/2018-06/温州市住房公积金管理中心"
    assert {path.name for path in folder.iterdir()} == {"得分情况通报.docx", "得分情况通报.pdf", "得分总表.xlsx"}
    said = capsys.readouterr().out
    assert "得分情况通报.pdf" in said
    assert "格式核对：2 份文件" in said
    assert all(tally["error"] == 0 for tally in judged(folder.parent).values())


def test_a_superior_that_has_no_units_is_named(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["summary", "2018-06", "--of", "鹿城管理部", "--workspace", str(office)]) == DATA_ERRORS
    told, said = capsys.readouterr()
    assert "有 1 处错误（参考表 1 处），见上，没有生成文件" in told
    assert "ORG-SUPERIOR" in said
    assert "--of 可写：温州市住房公积金管理中心" in said


def test_a_shortlist_is_made_with_its_evidence(office: Path) -> None:
    assert main(["shortlist", "2018-06", "--workspace", str(office)]) == CLEAN
    book = openpyxl.load_workbook(office / "outputs/shortlist/2018-06/网络评议依据.xlsx")
    assert [row[8].value for row in book["排名"].iter_rows(min_row=2)] == ["数据不足", "数据不足"]
    assert (office / "outputs/shortlist/2018-06/网络评议名单.pdf").is_file()
    assert set(judged(office / "outputs/shortlist/2018-06")) == {"网络评议名单.docx", "网络评议名单.pdf"}


def test_a_standard_without_daily_review_has_no_shortlist(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (file,) = (office / "inputs/standards").glob("*.xlsx")
    book = openpyxl.load_workbook(file)
    for row in book["指标"].iter_rows():
        for cell in row:
            if cell.value == "日常评议":
                cell.value = "平时评议"
    book.save(file)
    assert main(["shortlist", "2018-06", "--workspace", str(office)]) == DATA_ERRORS
    assert "STD-DAILY" in capsys.readouterr().err
