"""The workbook of rejected rows comes back mended: its rows are taken, the originals stay set aside, nothing twice."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest

from pipeline.diagnostics import Diagnostic, Severity, has_errors
from pipeline.model.reconciliation import Reconciliation
from pipeline.records.intake import Intake
from pipeline.render.excel import workbook_bytes
from pipeline.validate import rejected_workbook, validate
from tests.ingest.exports import Office
from tests.validate.offices import Known

HEADERS = ("办件编号", "单位", "事项名称", "受理时间", "手机号")
GOOD = ("L1", "公积金鹿城", "提取", "2018-06-05", "13800578000")
BAD = ("L2", "瓯海", "提取", "2018-06-06", "13800578001")

HERE = "inputs/records/2018-06/办件.xlsx"

Mend = Callable[[list[str]], list[str] | None]
Outcome = tuple[Intake, Reconciliation, list[Diagnostic]]


def read(office: Office) -> Outcome:
    intake, diagnostics = office.read()
    counts, more = validate(intake, Known())
    return intake, counts, [d for d in (*diagnostics, *more) if d.code not in {"REC-CALLBACK", "SRC-SKIPPED"}]


def returned(office: Office, name: str, mend: Mend) -> None:
    """Drop the workbook of rejected rows back in, as openpyxl saves it; ``mend`` changes a row, or deletes it."""
    intake, _, _ = read(office)
    book = openpyxl.load_workbook(io.BytesIO(workbook_bytes(rejected_workbook(intake))))
    for sheet in book.worksheets:
        lines = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        head = next(at for at, line in enumerate(lines, 1) if "原文件" in line)
        rows = lines[head:]
        sheet.delete_rows(head + 1, len(rows))
        for row in rows:
            if (mended := mend(row)) is not None:
                sheet.append(mended)
    book.save(office.folder / name)


def to(old: str, new: str) -> Mend:
    return lambda row: [new if cell == old else cell for cell in row]


def counted(counts: Reconciliation) -> dict[str, tuple[int, int, int, int]]:
    return {
        f"{one.file.rpartition('/')[2]}": (one.accepted, one.duplicate, one.rejected, one.replaced)
        for one in counts.sheets
    }


def codes(diagnostics: list[Diagnostic], severity: Severity) -> list[str]:
    return sorted(d.code for d in diagnostics if d.severity is severity)


def test_a_mended_row_takes_the_place_of_the_one_it_names(office: Office) -> None:
    office.book("办件.xlsx", 办件=[("办件表",), HEADERS, GOOD, BAD])
    returned(office, "退回改好.xlsx", to("瓯海", "公积金鹿城"))
    intake, counts, diagnostics = read(office)
    assert counted(counts) == {"办件.xlsx": (1, 0, 1, 1), "退回改好.xlsx": (1, 0, 0, 0)}
    assert (counts.rejected, counts.replaced) == (0, 1)
    assert all(sheet.balances for sheet in counts.sheets)
    assert not has_errors(diagnostics)
    assert "REC-REPLACED" in codes(diagnostics, Severity.NOTE)
    found = intake.records.db.execute("SELECT case_id, file FROM accepted_cases ORDER BY 1").fetchall()
    assert [(case, file.rpartition("/")[2]) for case, file in found] == [("L1", "办件.xlsx"), ("L2", "退回改好.xlsx")]


@pytest.mark.parametrize("written", ["masked", "as it is"])
def test_a_mended_row_finds_its_original_in_a_file_whose_name_is_masked(office: Office, written: str) -> None:
    office.book("戴小凤的办件.xlsx", 谢芳=[HEADERS, GOOD, BAD])
    own = {"inputs/records/2018-06/戴*的办件.xlsx": "inputs/records/2018-06/戴小凤的办件.xlsx", "谢*": "谢芳"}
    names = {} if written == "masked" else own
    returned(office, "改好.xlsx", lambda row: [names.get(cell, cell) for cell in to("瓯海", "公积金鹿城")(row) or ()])
    _, counts, diagnostics = read(office)
    assert (counts.rejected, counts.replaced) == (0, 1)
    assert "戴小凤" not in "".join(map(str, diagnostics))


def test_of_two_rows_with_one_id_the_mended_copies_replace_their_originals(office: Office) -> None:
    office.book("一.xlsx", 办件=[HEADERS, GOOD])
    office.book("二.xlsx", 办件=[HEADERS, ("L1", *BAD[1:2], *GOOD[2:]), ("L1", GOOD[1], "贷款", *GOOD[3:])])
    _, _, before = read(office)
    assert codes(before, Severity.ERROR) == ["REC-CONFLICT", "REC-CONFLICT", "REC-UNIT"]

    def mend(row: list[str]) -> list[str]:
        row = ["公积金鹿城" if cell == "瓯海" else cell for cell in row]
        return row if row[2] == "提取" else ["L9", *row[1:]]

    returned(office, "更正.xlsx", mend)
    intake, counts, diagnostics = read(office)
    assert not has_errors(diagnostics)
    assert (counts.rejected, counts.replaced) == (0, 3)
    ids = intake.records.db.execute("SELECT case_id, task_name FROM accepted_cases ORDER BY 1").fetchall()
    assert ids == [("L1", "提取"), ("L9", "贷款")]


def test_when_one_of_two_conflicting_rows_is_mended_the_other_is_taken(office: Office) -> None:
    office.book("一.xlsx", 办件=[HEADERS, GOOD, ("L1", GOOD[1], "贷款", *GOOD[3:])])
    returned(office, "更正.xlsx", lambda row: ["L9", *row[1:]] if row[2] == "贷款" else None)
    _, counts, diagnostics = read(office)
    assert not has_errors(diagnostics)
    assert counted(counts) == {"一.xlsx": (1, 0, 1, 1), "更正.xlsx": (1, 0, 0, 0)}


def test_a_row_that_was_not_mended_is_rejected_where_it_now_stands_and_can_be_mended_again(office: Office) -> None:
    office.put("办件.csv", "\n".join(",".join(row) for row in (HEADERS, GOOD, BAD)))
    returned(office, "第一次.xlsx", list)
    _, counts, diagnostics = read(office)
    assert counted(counts) == {"办件.csv": (1, 0, 1, 1), "第一次.xlsx": (0, 0, 1, 0)}
    assert [d.place.file.rpartition("/")[2] for d in diagnostics if d.severity is Severity.ERROR] == ["第一次.xlsx"]
    returned(office, "第二次.xlsx", to("瓯海", "公积金鹿城"))
    _, counts, diagnostics = read(office)
    assert not has_errors(diagnostics)
    assert counted(counts) == {
        "办件.csv": (1, 0, 1, 1), "第一次.xlsx": (0, 0, 1, 1), "第二次.xlsx": (1, 0, 0, 0),
    }  # fmt: skip


@pytest.mark.parametrize("second", ["公积金鹿城", "龙湾管理部"])
def test_two_mended_copies_of_one_row_count_once_or_not_at_all(office: Office, second: str) -> None:
    grades = ("单位", "指标", "考核期", "得分", "评定单位", "评定日期")
    office.book("评定.xlsx", 评定=[grades, ("瓯海", "1.3", "2018-06", "28", "市评议办", "2018-06-30")])
    returned(office, "更正二.xlsx", to("瓯海", second))
    (office.folder / "更正二.xlsx").rename(office.root / "kept.xlsx")
    returned(office, "更正一.xlsx", to("瓯海", "公积金鹿城"))
    (office.root / "kept.xlsx").rename(office.folder / "更正二.xlsx")
    _, counts, diagnostics = read(office)
    equal = second == "公积金鹿城"
    assert codes(diagnostics, Severity.ERROR) == ([] if equal else ["REC-CONFLICT", "REC-CONFLICT"])
    assert sum(sheet.accepted for sheet in counts.sheets) == (1 if equal else 0)
    assert all(sheet.balances for sheet in counts.sheets)


def test_a_row_that_was_changed_since_is_not_replaced(office: Office) -> None:
    office.book("办件.xlsx", 办件=[HEADERS, GOOD, BAD])
    returned(office, "更正.xlsx", to("瓯海", "公积金鹿城"))
    office.book("办件.xlsx", 办件=[HEADERS, GOOD, ("L3", *GOOD[1:])])
    _, counts, diagnostics = read(office)
    assert counted(counts) == {"办件.xlsx": (2, 0, 0, 0), "更正.xlsx": (1, 0, 0, 0)}
    assert "REC-MENDED" in codes(diagnostics, Severity.WARNING)
    assert not has_errors(diagnostics)


def test_a_row_mended_in_both_places_counts_once(office: Office) -> None:
    office.book("办件.xlsx", 办件=[HEADERS, BAD])
    returned(office, "更正.xlsx", to("瓯海", "公积金鹿城"))
    office.book("办件.xlsx", 办件=[HEADERS, (BAD[0], "公积金鹿城", *BAD[2:])])
    _, counts, _ = read(office)
    assert sum(sheet.accepted for sheet in counts.sheets) == 1
    assert counts.rejected == 0


def test_a_row_that_was_emptied_replaces_nothing(office: Office) -> None:
    office.book("办件.xlsx", 办件=[HEADERS, GOOD, BAD])
    returned(office, "更正.xlsx", lambda row: [""] * len(HEADERS) + row[len(HEADERS) :])
    _, counts, diagnostics = read(office)
    assert counts.rejected == 1
    assert has_errors(diagnostics)


def test_what_was_replaced_is_kept_in_the_workbook_and_never_read_back(office: Office) -> None:
    office.book("办件.xlsx", 办件=[HEADERS, GOOD, BAD])
    returned(office, "更正.xlsx", to("瓯海", "公积金鹿城"))
    intake, _, _ = read(office)
    _, sheet = rejected_workbook(intake).sheets
    assert sheet.name == "说明"
    assert [row[-1] for row in sheet.rows] == [" | ".join(BAD)]
    returned(office, "又放回.xlsx", list)
    _, counts, diagnostics = read(office)
    assert counted(counts) == {"办件.xlsx": (1, 0, 1, 1), "更正.xlsx": (0, 0, 1, 1), "又放回.xlsx": (1, 0, 0, 0)}
    assert not has_errors(diagnostics)


WORSE = ("L3", "瓯海", "贷款", "2018-06-31", "13800578002")


@pytest.mark.parametrize("second", ["rejected.xlsx", "更正2.xlsx"], ids=["put over the first", "put beside the first"])
def test_a_second_round_keeps_what_the_first_mended_wherever_it_is_put(office: Office, second: str) -> None:
    office.book("办件.xlsx", 办件=[HEADERS, GOOD, BAD, WORSE])
    returned(office, "rejected.xlsx", to("瓯海", "公积金鹿城"))
    intake, _, diagnostics = read(office)
    assert codes(diagnostics, Severity.ERROR) == ["REC-DATE"]
    (sheet, _) = rejected_workbook(intake).sheets
    assert (sheet.name, [row[0] for row in sheet.rows]) == ("办件-办件", ["L3", "L2"])
    assert sheet.title.endswith("退回 1 行，照录此前已改好的 1 行")
    assert [row[5:8] for row in sheet.rows] == [(HERE, "办件", "4"), (HERE, "办件", "3")]
    assert [row[-2] for row in sheet.rows][1] == "此前已改好，计入的是这一行"
    assert "另起文件名" in "".join(sheet.notes)
    for _ in range(2):  # the clerk who drops it back in once more does no harm either
        returned(office, second, to("2018-06-31", "2018-06-30"))
        intake, counts, diagnostics = read(office)
        assert not has_errors(diagnostics)
        found = intake.records.db.execute("SELECT case_id, task_name FROM accepted_cases ORDER BY 1").fetchall()
        assert found == [("L1", "提取"), ("L2", "提取"), ("L3", "贷款")]
        assert counts.rejected == 0
        assert all(sheet.balances for sheet in counts.sheets)


def test_a_first_copy_that_was_changed_after_the_second_was_made_is_told(office: Office) -> None:
    office.book("办件.xlsx", 办件=[HEADERS, WORSE])
    returned(office, "一.xlsx", to("瓯海", "公积金鹿城"))
    kept = (office.folder / "一.xlsx").read_bytes()
    returned(office, "二.xlsx", to("2018-06-31", "2018-06-30"))
    second = (office.folder / "二.xlsx").read_bytes()
    (office.folder / "二.xlsx").unlink()
    returned(office, "一.xlsx", to("2018-06-31", "2018-06-29"))
    (office.folder / "二.xlsx").write_bytes(second)
    _, counts, diagnostics = read(office)
    assert codes(diagnostics, Severity.ERROR) == ["REC-CONFLICT", "REC-CONFLICT"]
    (office.folder / "一.xlsx").write_bytes(kept)
    _, counts, diagnostics = read(office)
    assert not has_errors(diagnostics)
    assert counted(counts) == {"办件.xlsx": (0, 0, 1, 1), "一.xlsx": (0, 0, 1, 1), "二.xlsx": (1, 0, 0, 0)}


def test_an_export_with_columns_of_these_names_is_read_as_ever(office: Office) -> None:
    office.book("办件.xlsx", 办件=[(*HEADERS, "原因", "改法"), (*BAD, "甲", "乙")])
    returned(office, "更正.xlsx", to("瓯海", "公积金鹿城"))
    _, counts, diagnostics = read(office)
    assert counted(counts) == {"办件.xlsx": (0, 0, 1, 1), "更正.xlsx": (1, 0, 0, 0)}
    assert not has_errors(diagnostics)
