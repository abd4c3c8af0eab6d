"""An office's source file: what it may say, and what it is told when something is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.diagnostics import Severity
from pipeline.ingest.source_file import read_source
from pipeline.ingest.sources import load_sources
from tests.ingest.exports import SOURCES, Office, table

GOOD = """
title = "网上评价"
table = "满意度评价"
ignored = ["IP地址"]
[headers]
"评价编号" = ["流水"]
unit = ["网点", "大厅"]
level = ["星级"]
rated_at = ["时间"]
[constants]
channel = "网上"
[codes.level]
"五星" = "非常满意"
9 = "未评价"
"""


def test_a_good_file_is_read_and_used(office: Office) -> None:
    folder = office.root / "inputs/sources"
    folder.mkdir(parents=True)
    (folder / "网上.toml").write_text(GOOD, encoding="utf-8")
    office.sources, faults = load_sources((folder,))
    office.book(
        "网上.xlsx",
        评价=[
            ("流水", "大厅", "星级", "时间", "IP地址"),
            (7, "鹿城", "五星", "2018.6.5", "x"),
            (8, "鹿城", 9, "2018.6.5"),
        ],
    )
    intake, diagnostics = office.read()
    assert (faults, diagnostics) == ([], [])
    assert table(intake, "ratings", "rating_id, unit, channel, level, source") == [
        ("7", "鹿城", "网上", "非常满意", "网上"),
        ("8", "鹿城", "网上", "未评价", "网上"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('title = "网上评价"', "title = 网上评价", "不是有效的 TOML"),
        ('"满意度评价"', '"评价"', "没有“评价”这个表"),
        ('table = "满意度评价"', "", "缺少“table”"),
        ("ignored", "ignore", "不认识的键“ignore”"),
        ('["IP地址"]', '"IP地址"', "“ignored”的写法不对"),
        ("ignored", 'dates = "月年日"\nignored', "dates 不能写“月年日”"),
        ("[codes.level]", "[codes]", "“codes”的写法不对"),
        ("unit =", "window =", "没有“window”这个字段"),
        ("unit =", "comment =", "必填字段 unit（单位）没有表头"),
        ('["网点", "大厅"]', "[]", "必填字段 unit（单位）没有表头"),
        ('"大厅"', '"星级"', "表头“星级”写了 2 次"),
        ('"IP地址"', '"时 间"', "表头“时间”写了 2 次"),
        ('channel = "网上"', 'channel = "微信"', "字段 channel 没有“微信”这个选项"),
        ('9 = "未评价"', '9 = "不了解"', "字段 level 没有“不了解”这个选项"),
    ],
)
def test_a_fault_is_named(old: str, new: str, says: str) -> None:
    assert old in GOOD
    source, faults = read_source("inputs/sources/网上.toml", GOOD.replace(old, new, 1).encode(), SOURCES)
    assert source is None
    assert {(fault.code, fault.place.file) for fault in faults} == {("SRC-SOURCE", "inputs/sources/网上.toml")}
    assert any(says in fault.message for fault in faults), faults


def test_a_name_that_is_taken_is_refused() -> None:
    source, (fault,) = read_source("inputs/sources/信访.toml", GOOD.encode(), SOURCES)
    assert source is None
    assert "已有名为“信访”的来源" in fault.message


def test_a_broken_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "坏.toml").write_bytes("标题".encode("gb18030"))
    (tmp_path / "网上.toml").write_text(GOOD, encoding="utf-8-sig")
    sources, faults = load_sources((tmp_path,))
    assert [source.name for source in sources] == [*(source.name for source in SOURCES), "网上"]
    assert len(faults) == 1


def test_source_files_named_after_people_are_told_of_by_masked_names(tmp_path: Path) -> None:
    folder = tmp_path / "inputs/sources"
    folder.mkdir(parents=True)
    for name in ("戴小凤", "戴小英"):
        (folder / f"{name}.toml").write_text("坏", encoding="utf-8")
    _, faults = load_sources((folder,))
    assert [fault.place.file for fault in faults] == ["inputs/sources/戴*.toml", "inputs/sources/戴*（2）.toml"]


def test_the_built_in_sources_have_no_fault() -> None:
    assert load_sources()[1] == []


@pytest.mark.parametrize("content", [b"", b" \r\n"])
def test_an_empty_file_is_passed_over_and_said_to_be_empty(content: bytes) -> None:
    source, (told,) = read_source("inputs/sources/新导出.toml", content, SOURCES)
    assert (source, told.code, told.severity) == (None, "SRC-SOURCE", Severity.WARNING)
    assert "空的" in told.message
    assert "--output" in told.remedy
