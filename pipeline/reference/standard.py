"""Reading one standards workbook (评价标准): scoring.md, “The workbook”."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from pipeline.diagnostics import Diagnostic, has_errors
from pipeline.model.marks import Rounding
from pipeline.model.standard import Clause, Indicator, LevelScheme, Method, Reading, Standard, TakenFrom
from pipeline.reference.book import Book, Line, Shape
from pipeline.reference.cell import Cell
from pipeline.reference.checks import CHECKS
from pipeline.reference.conditions import read_conditions, read_selector
from pipeline.reference.draft import Draft, LevelLine
from pipeline.reference.faults import Faults
from pipeline.reference.files import SourceFile, open_book
from pipeline.reference.values import as_number, chinese_date

DOCUMENT = Shape(
    "文件",
    ("标题", "生效日期", "评议期起", "评议期止", "小数位", "修约"),
    ("文号", "发文机关", "印发日期", "失效日期", "网络评议名额", "满意类比例"),
)
INDICATORS = Shape(
    "指标",
    ("编号", "上级", "评价内容", "分值", "计分方法"),
    ("评价标准", "计分说明", "取数", "等级方案", "附件", "备注"),
)
CLAUSES = Shape("情形", ("编号", "指标", "情形", "每项扣分", "计量单位"), ("取自", "条件"))
LEVELS = Shape("等级", ("方案", "等级", "折算分"))
READINGS = Shape(
    "口径",
    ("编号", "条文", "不明确之处", "采用口径"),
    ("确认人", "确认日期", "状态"),
    if_missing="文件中将不说明条文不明确之处采用的口径",
)
REASONS = Shape("修订说明", ("编号", "修订理由"), if_missing="")
SHAPES = (DOCUMENT, INDICATORS, CLAUSES, LEVELS, READINGS, REASONS)


class _YesNo(StrEnum):
    YES = "是"
    NO = "否"


class _State(StrEnum):
    OPEN = "待确认"
    CONFIRMED = "已确认"


def read_standard(source: SourceFile) -> tuple[Draft | None, list[Diagnostic]]:
    """Read a standards workbook and let it check itself.

    Args:
        source: the workbook; its name goes into messages and provenance.

    Returns:
        The standard with its cells, or None when there is an error in it; and everything found.
    """
    faults = Faults("STD")
    book = open_book(source, faults)
    if book is None:
        return None, faults.noted
    draft = _read_draft(book, source)
    if has_errors(faults.noted):
        return None, faults.noted  # what could not be read would make the checks complain of what is not wrong
    found = [*faults.noted, *(fault for check in CHECKS for fault in check(draft))]
    return (None if has_errors(found) else draft), found


def _read_draft(book: Book, source: SourceFile) -> Draft:
    book.note_other_sheets(SHAPES)
    keys = {pair.key: pair.value for pair in book.pairs(DOCUMENT)}
    indicator_lines, clause_lines = book.lines(INDICATORS), book.lines(CLAUSES)
    levels = tuple(_level(line) for line in book.lines(LEVELS))
    readings = tuple((_reading(line), line) for line in book.lines(READINGS))
    standard = Standard(
        title=keys["标题"].text(required=True),
        number=keys["文号"].text(),
        issuer=keys["发文机关"].text(),
        printed_on=keys["印发日期"].day(),
        effective_from=keys["生效日期"].day(required=True) or date.min,
        effective_to=keys["失效日期"].day(),
        review_start=keys["评议期起"].month_day(),
        review_end=keys["评议期止"].month_day(),
        places=_places(keys["小数位"]),
        rounding=keys["修约"].choice(tuple(Rounding)),
        indicators=tuple(_indicator(line) for line in indicator_lines),
        clauses=tuple(_clause(line) for line in clause_lines),
        schemes=_schemes(levels),
        readings=tuple(reading for reading, _ in readings),
        file=source.name,
        sha256=source.sha256,
        reasons=tuple((line["编号"].code(), line["修订理由"].text(required=True)) for line in book.lines(REASONS)),
        shortlist_quota=_quota(keys["网络评议名额"]),
        satisfied_share=_share(keys["满意类比例"]),
    )
    lines = {line.place: line for line in (*indicator_lines, *clause_lines)}
    return Draft(standard, keys, lines, levels, readings)


def _indicator(line: Line) -> Indicator:
    return Indicator(
        code=line["编号"].code(required=True),
        parent=line["上级"].code(),
        title=line["评价内容"].text(required=True),
        full=line["分值"].number(),
        method=line["计分方法"].choice(tuple(Method)),
        criterion=line["评价标准"].text(),
        scoring_note=line["计分说明"].text(),
        selector=read_selector(line["取数"]),
        level_scheme=line["等级方案"].code(),
        in_annex=line["附件"].choice(tuple(_YesNo), _YesNo.NO) is _YesNo.YES,
        note=line["备注"].text(),
        place=line.place,
    )


def _clause(line: Line) -> Clause:
    return Clause(
        code=line["编号"].code(required=True),
        indicator=line["指标"].code(required=True),
        title=line["情形"].text(required=True),
        per_item=line["每项扣分"].number(),
        unit=line["计量单位"].text(required=True),
        taken_from=line["取自"].choice(tuple(TakenFrom), TakenFrom.FINDINGS),
        conditions=read_conditions(line["条件"]),
        place=line.place,
    )


def _level(line: Line) -> LevelLine:
    return LevelLine(
        scheme=line["方案"].code(required=True),
        level=line["等级"].code(required=True),
        score=line["折算分"].number(),
        place=line["等级"].place,
        score_place=line["折算分"].place,
    )


def _schemes(levels: tuple[LevelLine, ...]) -> tuple[LevelScheme, ...]:
    scores: dict[str, list[tuple[str, Decimal]]] = {}
    for line in levels:
        scores.setdefault(line.scheme, []).append((line.level, line.score))
    return tuple(LevelScheme(name, tuple(pairs)) for name, pairs in scores.items())


def _reading(line: Line) -> Reading:
    confirmed_on = line["确认日期"].day()
    return Reading(
        code=line["编号"].code(required=True),
        clause=line["条文"].text(required=True),
        doubt=line["不明确之处"].text(required=True),
        reading=line["采用口径"].text(required=True),
        confirmed_by=line["确认人"].text(),
        confirmed_on=chinese_date(confirmed_on) if confirmed_on else "",
        state=str(line["状态"].choice(tuple(_State), _State.OPEN)),
    )


def _quota(cell: Cell) -> int:
    """Read 网络评议名额: about 100 in the plan, which is what an empty cell means."""
    if not cell.text():
        return Standard.shortlist_quota
    number = cell.number()
    if number < 1 or number != int(number):
        message = f"“网络评议名额”应为正整数，现为 {number}"
        cell.faults.error("VALUE", cell.place, message, "改为正整数，如 100；不填按 100")
        return Standard.shortlist_quota
    return int(number)


def _share(cell: Cell) -> Decimal:
    """Read 满意类比例: ``50%`` or 0.5; half when empty."""
    text = cell.code()
    if not text:
        return Standard.satisfied_share
    number = as_number(text.removesuffix("%"))
    share = number / 100 if number is not None and text.endswith("%") else number
    if share is None or not 0 <= share <= 1:
        cell.faults.error("VALUE", cell.place, f"“满意类比例”应为0%至100%，现为“{text}”", "写作 50% 或 0.5；不填按 50%")
        return Standard.satisfied_share
    return share


def _places(cell: Cell) -> int:
    """Read 小数位: a mark keeps at most four decimals."""
    number = cell.number()
    if number not in range(5):
        cell.faults.error("VALUE", cell.place, f"“小数位”应为 0 至 4 的整数，现为 {number}", "改为整数，一般为 2")
        return 0
    return int(number)
