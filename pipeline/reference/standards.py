"""The standards (评价标准) of an office: every workbook of ``inputs/standards``, oldest first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from pipeline.diagnostics import Diagnostic, Place, has_errors
from pipeline.model.standard import Standard, Standards
from pipeline.reference.checks import CHECKS_AMONG
from pipeline.reference.draft import Draft
from pipeline.reference.faults import Faults
from pipeline.reference.files import file_name, is_lock_file, read_file
from pipeline.reference.standard import read_standard
from pipeline.reference.values import chinese_date


def load_standard(path: Path, workspace: Path) -> tuple[Standard | None, list[Diagnostic]]:
    """Load one standards workbook, wherever it lies (``--standard FILE``).

    Args:
        path: the workbook.
        workspace: messages and provenance name the file relative to it.

    Returns:
        The standard, or None when there is an error in it; and everything found.
    """
    draft, found = read_standard(read_file(path, workspace))
    return (draft.standard if draft else None), found


def load_standards(
    folder: Path, workspace: Path, known_on: date | None = None
) -> tuple[Standards | None, list[Diagnostic]]:
    """Load the workbooks of a folder and check that they do not contradict each other.

    Args:
        folder: ``inputs/standards``.
        workspace: messages and provenance name files relative to it.
        known_on: leave out what was not yet printed on that day, its warnings too.

    Returns:
        The standards, or None when there is an error in any of them; and everything found.
    """
    faults = Faults("STD")
    drafts: list[Draft] = []
    for path in _workbooks(folder, workspace, faults):
        draft, found = read_standard(read_file(path, workspace))
        if draft is None or is_known(draft.standard, known_on):
            faults.noted += found
            drafts += [draft] if draft else []
    for check in CHECKS_AMONG:
        faults.noted += check(drafts)
    if not drafts and not has_errors(faults.noted):
        faults.error("FILE", Place(file_name(folder, workspace)), *_why_none(known_on))
    if has_errors(faults.noted):
        return None, faults.noted
    books = sorted((draft.standard for draft in drafts), key=lambda book: book.effective_from)
    return Standards(tuple(books)), faults.noted


def is_known(standard: Standard, day: date | None) -> bool:
    """Tell whether a standard was printed (印发日期) by a day; where that is not filled in, 生效日期 stands for it."""
    return day is None or (standard.printed_on or standard.effective_from) <= day


def known_on(books: Iterable[Standard], day: date) -> tuple[Standard, ...]:
    """Give the standards that were known on a day: what an earlier run would have judged by."""
    return tuple(book for book in books if is_known(book, day))


def _workbooks(folder: Path, workspace: Path, faults: Faults) -> Iterable[Path]:
    for path in sorted(folder.glob("*")):
        if path.suffix.lower() == ".xlsx" and not is_lock_file(path):
            yield path
        elif path.suffix.lower() in {".xls", ".et", ".xlsm", ".ods", ".csv"}:
            place = Place(file_name(path, workspace))
            faults.warn(
                "FILE", place, "不是 .xlsx 文件，没有读取", "用 Excel 或 WPS 另存为 .xlsx；不需要的请移出本文件夹"
            )


def _why_none(known_on: date | None) -> tuple[str, str]:
    if known_on:
        message = f"没有在 {chinese_date(known_on)} 以前（含当日）印发的评价标准"
        return message, "核对 --known-on 的日期和各标准“文件”表中的印发日期"
    return "没有评价标准（.xlsx）", "把评价标准工作簿放进该文件夹，文件名如 2018-03-01-评价标准.xlsx"
