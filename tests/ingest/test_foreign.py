"""Public exports that we did not write are taken in with nothing but a source file.

``foreign/`` holds real data, as published. Elsewhere the headers and codes are those that such data is published under
(Boston's requests of today, a city hotline's letters with replies, a citizen survey coded 5–1 with
9 for 不了解); the rows are ours.
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


BOSTON = Path(__file__).parent / "foreign/boston-311-2015.csv"
BOSTON_SOURCE = """\
title = "311 service requests of 2015"
table = "tickets"
dates = "月日年"

[headers]
ticket_id = ["CASE_ENQUIRY_ID"]
unit = ["Department"]
received_at = ["OPEN_DT"]
due_at = ["TARGET_DT"]
closed_at = ["CLOSED_DT"]
title = ["CASE_TITLE"]
content = ["TYPE"]
reply = ["CLOSURE_REASON"]
channel = ["Source"]

[constants]
kind = "投诉"

[codes.channel]
"Constituent Call" = "来电"
"Citizens Connect App" = "网络"
"Self Service" = "网络"
"Employee Generated" = "来访"
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


def test_real_requests_of_boston_with_target_dates_in_american_order(tmp_path: Path) -> None:
    intake, diagnostics = taken(tmp_path, BOSTON.read_text(encoding="utf-8"), BOSTON_SOURCE).read()
    assert [d.code for d in diagnostics if d.severity is Severity.ERROR] == []
    assert faults(intake) == []
    found = table(intake, "tickets", "ticket_id, CAST(received_at AS VARCHAR), CAST(due_at AS VARCHAR), channel, unit")
    assert len(found) == 12
    assert found[0] == ("101001270278", "2015-02-03 12:08:43", "2015-02-10 12:08:43", "来电", "BTDT")
    late = "SELECT count(*) FROM tickets WHERE closed_at > due_at OR closed_at IS NULL"
    published = [line.split(",")[5] for line in BOSTON.read_text(encoding="utf-8").splitlines()[1:]]
    assert intake.records.db.execute(late).fetchall() == [(published.count("OVERDUE"),)]


@pytest.mark.parametrize(
    ("order", "written", "read"),
    [
        ("月日年", "06/05/2018", "2018-06-05 00:00:00"),
        ("日月年", "06/05/2018", "2018-05-06 00:00:00"),
        ("月日年", "6-5-2018 9:03", "2018-06-05 09:03:00"),
        ("日月年", "5.6.2018 09:03:21", "2018-06-05 09:03:21"),
        ("月日年", "06/05/2018 12:08:43 AM", "2018-06-05 00:08:43"),
        ("月日年", "06/05/2018 1:08 PM", "2018-06-05 13:08:00"),
        ("月日年", "2018-06-05", "2018-06-05 00:00:00"),  # what can only be meant so is read so
        ("月日年", "43256", "2018-06-05 00:00:00"),
    ],
)
def test_the_order_of_a_date_is_what_the_source_says(tmp_path: Path, order: str, written: str, read: str) -> None:
    source = REQUEST_SOURCE.replace("\n\n", f'\ndates = "{order}"\n\n', 1)
    intake, _ = taken(tmp_path, REQUESTS.replace("2018-06-01 08:12", written), source).read()
    assert table(intake, "tickets", "CAST(received_at AS VARCHAR)")[0] == (read,)


def test_without_a_word_of_the_source_a_date_in_another_order_is_refused_with_that_remedy(tmp_path: Path) -> None:
    intake, _ = taken(tmp_path, REQUESTS.replace("2018-06-01 08:12", "06/01/2018 08:12"), REQUEST_SOURCE).read()
    assert faults(intake) == [("B2", "REC-DATE")]
    assert "dates" in intake.records.db.execute("SELECT remedy FROM faults").fetchall()[0][0]
