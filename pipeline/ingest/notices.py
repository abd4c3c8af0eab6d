"""Notices (告知): what a person should know of a sheet as a whole, claimed or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.ingest.claim import Claim, Unclaimed
from pipeline.ingest.corner import column_letters, column_number
from pipeline.ingest.portion import SheetCells
from pipeline.ingest.unreadable import NO_RESULT, WORK_OUT
from pipeline.records.masking import quote_headers
from pipeline.records.schema import Kind

_NAMED = 3
"""At most so many cells of a kind are named in one message."""
_LISTED = 20
"""At most so many headers are listed in one message."""
_SERIAL = re.compile(r"[1-9]\d{4}(\.\d+)?")
_DELIBERATE = "无需处理；如不该隐藏，请取消隐藏后核对"


def unclaimed(place: Place, why: Unclaimed) -> Diagnostic:
    """Say why nobody claims a sheet, with its headers and the nearest source."""
    found = f"第 {why.row} 行的表头有：{_listed(why.headers) or '（空）'}"
    if why.rivals:
        names = "、".join(f"“{source.name}”" for source in why.rivals)
        message = f"来源{names}都认得这张表，无法确定用哪一个。{found}"
        return _error("SRC-RIVALS", place, message, "请改动其中一个来源文件的表头，使只有一个来源认得它")
    if why.nearest is None:
        remedy = "不是记录的请移出；是记录的，把列名改成标准填报表的列名，或在 inputs/sources/ 中为它写一个来源文件"
        return _error("SRC-UNCLAIMED", place, f"没有来源认得这张表。{found}", remedy)
    missing = "、".join(f"“{header}”" for header, _ in why.missing)
    message = f"没有来源认得这张表。{found}；最接近的来源是“{why.nearest.name}”，缺少必需的表头{missing}"
    hints = [f"“{quote_headers((theirs,))[0]}”改为“{ours}”" for ours, theirs in why.missing if theirs]
    remedy = f"如确是{why.nearest.title}，请{'把表头' + '、'.join(hints) if hints else '补上缺少的列'}"
    return _error("SRC-UNCLAIMED", place, message, remedy + "；如是别的表，在 inputs/sources/ 中为它写一个来源文件")


def named(file: str, sheet: str = "") -> Diagnostic:
    """Say that what a file or a sheet is called has personal data in it."""
    message = f"{'工作表名' if sheet else '文件或文件夹的名称'}里像有个人信息，凡写到它的地方都已遮盖"
    return _warning("SRC-NAME", Place(file, sheet), message, "请改名，名称里不写姓名、电话和证件号码")


def instructions(place: Place) -> Diagnostic:
    """Say that a sheet of instructions was passed over."""
    return _note("SRC-SKIPPED", place, "说明页，未读取")


def without_rows(place: Place) -> Diagnostic:
    """Say that a sheet has nothing in it."""
    return _note("SRC-SKIPPED", place, "没有数据行，未读取")


def aside(place: Place, rows: Sequence[int]) -> Diagnostic:
    """Say that some rows hold something, but not in any column that is read."""
    named = "、".join(f"{row}行" for row in rows[:_NAMED])
    more = f"等 {len(rows)} 行" if len(rows) > _NAMED else ""
    return _note("SRC-ASIDE", place, f"{named}{more}只在未采用的列中有内容，按空白行计", "如是记录，请补全后重新运行")


def of_claimed(place: Place, cells: SheetCells, claim: Claim) -> Iterator[Diagnostic]:
    """Say what is odd about a sheet that was claimed."""
    if claim.twice:
        headers = _listed(claim.twice)
        yield _error("SRC-TWICE", place, f"表头{headers}出现了两次，无法确定读哪一列", "请删去或改名多余的一列")
    if cells.hidden:
        yield _note("SRC-HIDDEN", place, "这是隐藏的工作表，已照常读取", _DELIBERATE)
    if cells.part.hidden_rows:
        yield _note("SRC-HIDDEN", place, f"有 {cells.part.hidden_rows} 行是隐藏的，已照常读取", _DELIBERATE)
    if claim.unknown:
        headers = _listed(claim.unknown)
        yield _note(
            "SRC-COLUMN",
            place,
            f"来源“{claim.source.name}”没有用到的列：{headers}",
            "如应读取，请写进来源文件的 [headers]",
        )
    if serials := _days_from_1904(cells, claim):
        message = f"{'、'.join(serials)}等日期写成了数字，而这个工作簿从1904年起算日期，读出来会早4年"
        yield _warning("SRC-1904", place, message, "请把日期列设为日期格式，核对后保存")
    if lost := _formulas_without_value(cells, claim):
        named = "、".join(f"{letters}{row}" for letters, row in lost[:_NAMED])
        more = f"等 {len(lost)} 个单元格" if len(lost) > _NAMED else ""
        yield _error("SRC-FORMULA", place, f"{named}{more}{NO_RESULT}", WORK_OUT)


def _listed(headers: Sequence[str]) -> str:
    """List headers, masked: in an export without any, somebody's data stands in their place."""
    more = f"等 {len(headers)} 列" if len(headers) > _LISTED else ""
    return "、".join(f"“{header}”" for header in quote_headers(headers)[:_LISTED]) + more


def _days_from_1904(cells: SheetCells, claim: Claim) -> list[str]:
    """Give the first cells of days that are bare numbers, where nobody can see from which year they count."""
    if not cells.part.counts_from_1904:
        return []
    dated = (at for name, at in claim.columns if claim.source.schema.field(name).kind in (Kind.DAY, Kind.MOMENT))
    found = (
        f"{column_letters(at)}{row}"
        for at in dated
        for row, text in enumerate(cells.columns[at].to_pylist(), start=1)
        if row > claim.row and text and _SERIAL.fullmatch(text)
    )
    return list(islice(found, _NAMED))


def _formulas_without_value(cells: SheetCells, claim: Claim) -> list[tuple[str, int]]:
    """Give the cells that may be empty, and whose formula was never worked out; of a required one its row tells."""
    read = {at for name, at in claim.columns if not claim.source.schema.field(name).required}
    return [
        (letters, row) for letters, row in cells.part.no_value if row > claim.row and column_number(letters) in read
    ]


def _error(code: str, place: Place, message: str, remedy: str) -> Diagnostic:
    return Diagnostic(code, Severity.ERROR, place, message, remedy)


def _warning(code: str, place: Place, message: str, remedy: str) -> Diagnostic:
    return Diagnostic(code, Severity.WARNING, place, message, remedy)


def _note(code: str, place: Place, message: str, remedy: str = "无需处理") -> Diagnostic:
    return Diagnostic(code, Severity.NOTE, place, message, remedy)
