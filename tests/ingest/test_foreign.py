"""Exports in the shape of public data that we did not write are taken in with nothing but a source file.

The headers and codes are those that such data is published under (Boston's 311 requests with target dates, a
city hotline's letters with replies, a citizen survey coded 5–1 with 9 for 不了解); the rows are ours.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.diagnostics import Severity
from pipeline.ingest.sources import load_sources
from tests.ingest.exports import Office, faults, table

REQUESTS = """\
case_enquiry_id,open_dt,target_dt,closed_dt,ontime,closure_reason,case_title,department,source
101002400001,2018-06-01 08:12,2018-06-04 08:30:00,2018-06-02 10:00,ONTIME,Case Resolved,Streetlight Outages,PWDx,Phone
101002400002,2018-06-01 09:40:02,2018-06-05 09:40:02,,OVERDUE, ,"Pothole, large",PWDx,Citizens Connect App
"""
REQUEST_SOURCE = """\
title = "municipal service requests"
table = "tickets"
ignored = ["ontime"]

[headers]
ticket_id = ["case_enquiry_id"]
unit = ["department"]
received_at = ["open_dt"]
due_at = ["target_dt"]
closed_at = ["closed_dt"]
title = ["case_title"]
reply = ["closure_reason"]
channel = ["source"]

[constants]
kind = "求助"

[codes.channel]
"Phone" = "来电"
"Citizens Connect App" = "网络"
"""

LETTERS = """\
信件编号,来信标题,来信日期,信件类别,信件内容,答复部门,答复日期,答复内容
SZXX20180601001,公积金提取问题,2018年6月1日,咨询类,您好，我叫王小明，电话13800578000，想问提取材料。,市公积金中心,2018年6月4日,请携带身份证到窗口。
SZXX20180602007,窗口等候时间长,2018/6/2 15:20,投诉类,等了两小时。,市公积金中心,,
"""
LETTER_SOURCE = """\
title = "领导信箱来信及答复"
table = "诉求工单"

[headers]
"工单编号" = ["信件编号"]
"承办单位" = ["答复部门"]
"诉求类型" = ["信件类别"]
"受理时间" = ["来信日期"]
"办结时间" = ["答复日期"]
"标题" = ["来信标题"]
"内容" = ["信件内容"]
"答复" = ["答复内容"]

[constants]
channel = "领导留言板"

[codes.kind]
"咨询类" = "咨询"
"投诉类" = "投诉"
"""

SURVEY = """\
ID,Date,Q1. Overall quality of customer service,Zip
1,2018-06-11,5,02134
2,2018-06-11,1,02134
3,2018-06-12,9,
4,2018-06-12,3.0,02135
5,2018-06-13,7,02135
"""
SURVEY_SOURCE = """\
title = "citizen survey"
table = "ratings"
ignored = ["Zip"]

[headers]
rating_id = ["ID"]
rated_at = ["Date"]
level = ["Q1. Overall quality of customer service"]

[constants]
unit = "鹿城管理部"
channel = "现场问卷"

[codes.level]
"9" = "未评价"
"""


def taken(root: Path, export: str, source: str, name: str = "export.csv") -> Office:
    own = root / "inputs/sources"
    own.mkdir(parents=True)
    (own / "foreign.toml").write_text(source, encoding="utf-8")
    sources, wrong = load_sources((own,))
    assert wrong == []
    office = Office(root, sources=sources)
    office.put(name, export)
    return office


def test_municipal_service_requests_with_target_dates(tmp_path: Path) -> None:
    intake, diagnostics = taken(tmp_path, REQUESTS, REQUEST_SOURCE).read()
    assert [d.code for d in diagnostics if d.severity is Severity.ERROR] == []
    assert faults(intake) == []
    found = table(intake, "tickets", "ticket_id, channel, kind, CAST(due_at AS VARCHAR), closed_at IS NULL, title")
    assert found == [
        ("101002400001", "来电", "求助", "2018-06-04 08:30:00", False, "Streetlight Outages"),
        ("101002400002", "网络", "求助", "2018-06-05 09:40:02", True, "Pothole, large"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_letters_to_a_hotline_with_replies(tmp_path: Path, encoding: str) -> None:
    office = taken(tmp_path, LETTERS, LETTER_SOURCE)
    office.put("export.csv", LETTERS.encode(encoding))
    intake, diagnostics = office.read()
    assert diagnostics == []
    assert faults(intake) == []
    found = table(intake, "tickets", "ticket_id, kind, channel, CAST(received_at AS VARCHAR), reply")
    assert found == [
        ("SZXX20180601001", "咨询", "领导留言板", "2018-06-01 00:00:00", "请携带身份证到窗口。"),
        ("SZXX20180602007", "投诉", "领导留言板", "2018-06-02 15:20:00", None),
    ]


def test_a_survey_coded_from_5_to_1_with_9_for_who_does_not_know(tmp_path: Path) -> None:
    intake, _ = taken(tmp_path, SURVEY, SURVEY_SOURCE).read()
    found = table(intake, "ratings", "rating_id, level")
    assert found == [("1", "非常满意"), ("2", "非常不满意"), ("3", "未评价"), ("4", "基本满意"), ("5", None)]
    assert faults(intake) == [("C6", "REC-CHOICE")]
