"""Diagnostics (records.md): one layout for people, the same as JSON lines, twenty of a code, and the exit codes."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

import pipeline
from pipeline.cli import main
from pipeline.diagnostics import FAMILIES, Diagnostic, Place, Severity, counted, has_errors, printed
from pipeline.exits import CANNOT_RUN, CLEAN, DATA_ERRORS
from tests.ingest.exports import CASE, CASE_HEADERS, Office

FAULT = Diagnostic(
    "REC-DATE", Severity.ERROR, Place("inputs/records/2018-06/办件.xlsx", "表", 7, "D7"), "不是有效日期", "请写日期"
)


def test_a_person_reads_place_severity_code_message_and_below_it_the_remedy() -> None:
    assert str(FAULT) == ("inputs/records/2018-06/办件.xlsx[表!D7]: error REC-DATE 不是有效日期\n    改法：请写日期")


def test_errors_are_counted_by_what_is_at_fault() -> None:
    codes = {"GB-TITLE": Severity.ERROR, "REC-DATE": Severity.ERROR, "REC-UNIT": Severity.ERROR}
    found = [replace(FAULT, code=code, severity=worth) for code, worth in codes.items()]
    warning = replace(FAULT, code="DOC-DATE", severity=Severity.WARNING)
    assert counted([*found, warning]) == "3 处错误（记录 2 处、成品格式 1 处）"


def test_what_is_at_fault_has_a_word_for_every_code() -> None:
    code = re.compile(r'"([A-Z]{2,4})-[A-Z0-9]{2,}[A-Z0-9-]*"')
    program = Path(pipeline.__file__).parent.rglob("*.py")
    used = {family for path in program for family in code.findall(path.read_text("utf-8"))}
    assert used - {"UTF"} == set(FAMILIES)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place("a.xlsx"), "a.xlsx"),
        (Place("a.xlsx", "表"), "a.xlsx[表]"),
        (Place("a.csv", "", 7), "a.csv[7行]"),
        (Place("a.xlsx", "表", 7), "a.xlsx[表!7行]"),
        (Place("a.pdf", cell="第3页"), "a.pdf[第3页]"),
    ],
)
def test_a_place_leaves_out_what_is_not_known(place: Place, text: str) -> None:
    assert str(place) == text


def test_a_machine_reads_the_same_as_one_json_line() -> None:
    line = FAULT.as_json()
    assert "\n" not in line
    assert json.loads(line) == {
        "code": "REC-DATE", "severity": "error", "file": "inputs/records/2018-06/办件.xlsx", "sheet": "表", "row": 7,
        "cell": "D7", "message": "不是有效日期", "remedy": "请写日期", "clause": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "spots"),
    [
        ("第5页第12行", {"page": 5, "line": 12}),
        ("第5页表中“得分”", {"page": 5}),
        ("第12段“一、基本情况”", {"passage": 12}),
        ("第2个表第3行“得分”", {}),
        ("页脚", {}),
        ("D7", {}),
    ],
)
def test_a_machine_reads_page_line_and_paragraph_as_numbers(cell: str, spots: dict[str, int]) -> None:
    fields = json.loads(Diagnostic("X-Y", Severity.NOTE, Place("a", cell=cell), "m", "r").as_json())
    assert {name: fields[name] for name in ("page", "line", "passage") if name in fields} == spots


def test_at_most_twenty_of_one_code_are_printed_and_the_rest_is_counted() -> None:
    many = [Diagnostic("REC-DATE", Severity.ERROR, Place("a.xlsx", "表", row), "x", "y") for row in range(1, 24)]
    lines = list(printed([*many, FAULT]))
    assert len(lines) == 21
    assert lines[-1] == "REC-DATE 另有 4 条未显示；加 --format json 可看全部"


@pytest.mark.parametrize(("severity", "stops"), [("error", True), ("warning", False), ("note", False)])
def test_only_an_error_stops(severity: str, *, stops: bool) -> None:
    assert has_errors([Diagnostic("X-Y", Severity(severity), Place("a"), "m", "r")]) is stops


@pytest.fixture
def office(tmp_path: Path) -> Office:
    main(["init", str(tmp_path / "office")])
    return Office(tmp_path / "office")


def pingyi(office: Office, *words: str) -> int:
    return main([*words, "--workspace", str(office.root)])


def test_clean_data_with_warnings_end_in_0(office: Office) -> None:
    office.book("六月.xlsx", 办件=[CASE_HEADERS, ("LC-1", "鹿城管理部", *CASE[2:])], 说明=[("请逐行填写",)])
    office.put("通知.docx", b"PK\x03\x04")  # a warning
    assert pingyi(office, "ingest", "2018-06") == CLEAN


def test_all_of_a_code_stand_in_diagnostics_jsonl_and_end_in_1(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.book("六月.xlsx", 办件=[CASE_HEADERS, *[(f"LC-{n}", "瓯海", *CASE[2:]) for n in range(25)]])
    assert pingyi(office, "ingest", "2018-06") == DATA_ERRORS
    said = capsys.readouterr()
    lines = (office.root / "outputs/2018-06/diagnostics.jsonl").read_text(encoding="utf-8").splitlines()
    assert sum(json.loads(line)["code"] == "REC-UNIT" for line in lines) == 25
    assert (said.out + said.err).count("error REC-UNIT") == 20


def test_what_cannot_run_ends_in_2(office: Office) -> None:
    with pytest.raises(SystemExit) as stop:
        pingyi(office, "run", "六月")
    assert stop.value.code == CANNOT_RUN


def test_a_run_with_rejected_rows_stops_before_any_document_and_leaves_what_helps_to_mend(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    office.book("六月.xlsx", 办件=[CASE_HEADERS, ("LC-1", "鹿城管理部", *CASE[2:]), ("LC-2", "瓯海", *CASE[2:])])
    assert pingyi(office, "run", "2018-06") == DATA_ERRORS
    written = {path.name: path.stat().st_mode & 0o777 for path in (office.root / "outputs/2018-06").iterdir()}
    assert written == {"diagnostics.jsonl": 0o644, "rejected.xlsx": 0o600}
    said = capsys.readouterr()
    assert "--accept-rejected" in said.out + said.err
