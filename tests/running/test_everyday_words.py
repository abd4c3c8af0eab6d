"""Whatever clerks and callers write in an everyday record, the documents are made, and what is wrong is said."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from pipeline.cli import main
from pipeline.exits import CLEAN, DATA_ERRORS
from pipeline.resources import shared_root
from tests.ingest.exports import Office

UNIT = "鹿城管理部"
PETITION = "群众信访件温信（2018）第12号反映窗口无人"
WORDS = (
    PETITION,
    "群众满意,服务到位;请改进!",
    "1、窗口无人值守；2、态度差",
    "2018-06-05办理,2018.6.5回复，18年6月以来",
    "满意率63-68%，约13～17万",
    "姓名王喆、周堃龘，■已办，□未办",
    f"http://www.example.com/{'a' * 120}?q=1&b=2",
    "【待填】",
    "窗口无人值守" * 85,
    "一\t行\r\n二\n行\r三",
    '"最多跑一次"不到位...一件事--提取',
    "《条例》、《办法》；首先、没有张贴。。《关于《方案》的通知》",
    "２０１８年０６月０５日１２３４５热线",
    "（一）、妥否，请批示",
    "附件：1.清单",
    "3件\ufeff\u200b办件\ue000",
    '=HYPERLINK("x","y")',
    "+1",
    "-5",
    "@提及",
)
ELEMENTS = (
    *("抄送：各科室", "主送：各科室", "市局办公室2018年6月5日印发", "窗口无人。抄送：市局2018年6月5日印发"),
    *("（一）", "出席：张某", "附件：1.甲 2.乙", "附件1", "1.", "（联系人：张某）"),
)
"""What reads like an element of a document; the sixth and seventh stand alone in their section of 工作动态."""
CLAUSES = ("服务态度问题", "未实行一次性告知", "线上线下材料要求不一致")
KINDS = ("宣传", "座谈走访", "自查", "培训", "会议", "回访通报", "制度")
TASKS = ("1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "3.1", "3.2", "4.1", "4.2")
FINDINGS = ("编号", "单位", "发现日期", "情形", "问题描述", "发现单位", "整改期限", "整改措施", "责任科室")
TICKETS = (
    *("工单编号", "承办单位", "受理渠道", "诉求类型", "受理时间", "办理截止", "办结时间", "是否属实", "等级"),
    *("标题", "内容", "答复"),
)
ACTIVITIES = ("日期", "单位", "类别", "标题", "媒体", "对象", "备注")
SUBMISSIONS = ("单位", "报送事项", "报送对象", "应报时间")
PROGRESS = ("任务编号", "单位", "填报日期", "状态", "进展情况")
RATINGS = ("评价编号", "单位", "评价渠道", "评价等级", "评价时间", "文字评价")


def sheets(words: tuple[str, ...]) -> dict[str, list[tuple[str, ...]]]:
    """Put words into every field of free text of every table."""
    rows: dict[str, list[tuple[str, ...]]] = {
        "扣分情形": [FINDINGS], "诉求工单": [TICKETS], "工作动态": [ACTIVITIES], "数据报送": [SUBMISSIONS],
        "重点工作进展": [PROGRESS], "满意度评价": [RATINGS],
    }  # fmt: skip
    for number, text in enumerate(words):
        day, short, closed = f"2018-06-{number + 1:02d}", text[:60], ("", f"2018-06-{number + 1:02d} 10:00")[number % 2]
        office = text if number == 2 else ("业务科", "综合科")[number % 2]
        ticket = (f"T{number:05d}", UNIT, "信访", "投诉", f"{day} 09:00", "2018-06-29 17:00", closed, "是")
        rows["扣分情形"].append((f"F{number}", UNIT, day, CLAUSES[number % 3], text, short, "2018-07-09", text, office))
        rows["诉求工单"].append((*ticket, "一般" if number else "疑难", text, text, text))
        rows["工作动态"].append((day, UNIT, KINDS[number % 7], text, short, short, text))
        rows["数据报送"].append((UNIT, short, short, f"{day} 17:00"))
        rows["重点工作进展"].append((TASKS[number % 10], UNIT, day, "进行中", text))
        rows["满意度评价"].append((f"P{number:05d}", UNIT, "电话回访", "不满意", day, text))
    return rows


def write(office: Office, words: tuple[str, ...]) -> None:
    book = openpyxl.Workbook()
    for title, rows in sheets(words).items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append([str(cell) for cell in row])
            for cell in sheet[sheet.max_row]:
                cell.data_type = "s"
    book.save(office.folder / "六月.xlsx")


def told(office: Office) -> list[dict[str, object]]:
    lines = (office.root / "outputs/2018-06/diagnostics.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def formulas(office: Office) -> list[str]:
    """Give the cells of all workbooks that we wrote in which a text has become a formula."""
    books = sorted((office.root / "outputs").rglob("*.xlsx"))
    assert books
    cells = (cell for path in books for sheet in openpyxl.load_workbook(path) for row in sheet for cell in row)
    return [cell.coordinate for cell in cells if cell.data_type == "f"]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    assert main(["init", str(tmp_path / "office")]) == CLEAN
    (tmp_path / "office/fonts").symlink_to(shared_root() / "fonts")
    (tmp_path / "office/pingyi.toml").write_text("[engine]\nprocesses = 1\n", encoding="utf-8")
    return Office(tmp_path / "office")


def run(office: Office, *more: str) -> int:
    return main(["run", "2018-06", "--unit", UNIT, "--workspace", str(office.root), *more])


def test_every_document_is_made_whatever_the_records_say(office: Office) -> None:
    write(office, WORDS)
    assert run(office, "--all") == CLEAN
    found = told(office)
    assert [entry for entry in found if entry["severity"] == "error"] == []
    repeated = {str(entry["code"]) for entry in found if "文字照录自" in str(entry["message"])}
    assert repeated >= {
        "GB-DOCUMENT-NUMBER-CITED",
        "GB-WORDS-RANGE",
        "GB-WORDS-YEAR",
        "GB-WORDS-NESTED",
        "GB-BODY-REQUEST",
    }
    assert (office.root / f"outputs/2018-06/{UNIT}/工作动态.pdf").is_file()
    assert formulas(office) == []


def test_what_reads_like_an_element_blocks_no_document(office: Office) -> None:
    write(office, ELEMENTS)
    assert run(office, "--all") == CLEAN
    assert [entry for entry in told(office) if entry["severity"] == "error"] == []


def test_a_warning_names_the_row_where_the_words_stand_now(office: Office) -> None:
    for words, row in (((PETITION,), 2), (("窗口无人", PETITION), 3)):
        write(office, words)
        assert run(office) == CLEAN
        cited = [str(entry["message"]) for entry in told(office) if entry["code"] == "GB-DOCUMENT-NUMBER-CITED"]
        assert cited
        assert all(f"inputs/records/2018-06/六月.xlsx[扣分情形!{row}行]" in message for message in cited)


def test_a_character_that_no_font_has_is_one_error_at_its_row(office: Office) -> None:
    write(office, ("窗口无人", "态度很好😀"))
    assert run(office) == DATA_ERRORS
    found = [entry for entry in told(office) if entry["severity"] == "error"]
    sheets = ["工作动态", "扣分情形", "数据报送", "满意度评价", "诉求工单", "重点工作进展"]
    assert sorted((str(entry["code"]), str(entry["sheet"]), entry["row"]) for entry in found) == [
        ("FNT-GLYPH", sheet, 3) for sheet in sheets
    ]
    assert all(entry["measured"] == "😀" for entry in found)


def test_rows_to_set_aside_and_other_errors_are_counted_apart(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.book(
        "六月.xlsx", 扣分情形=[FINDINGS[:4], ("F1", UNIT, "2018-06-01", "没有这种情形"), ("F2", "某部", "六月", "x")]
    )
    office.put("五月.csv", f"{','.join(FINDINGS[:5])}\n=1+1,{UNIT},五月,服务态度问题,@SUM(A1)\n")
    assert run(office) == DATA_ERRORS
    said = capsys.readouterr().out
    assert "有 3 行退回，没有生成文件" in said
    assert "也可用 --accept-rejected 搁置这 3 行先行生成" in said
    office.put("不认识.csv", "甲,乙\n1,2\n")
    assert run(office, "--accept-rejected") == DATA_ERRORS
    said = capsys.readouterr().out
    assert "有 3 行退回，另有 1 处错误，没有生成文件" in said
    assert "--accept-rejected 只搁置退回的 3 行，另 1 处错误仍须先改正" in said
    assert formulas(office) == []
