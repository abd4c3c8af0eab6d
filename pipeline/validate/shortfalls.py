"""Shortfalls (数量不足): what the plan asks for every month or quarter and the records do not show (product.md, M5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.organization import Unit
from pipeline.model.period import Period, Span
from pipeline.model.sampling import CALLBACKS, SampleKind, quota
from pipeline.model.standard import Method, Standard
from pipeline.records.intake import Intake
from pipeline.records.store import Records
from pipeline.validate.examination import Reference, folder_period

NAMED_DAYS = 5
"""So many days with too few messages are named in one warning."""


def shortfalls(intake: Intake, reference: Reference) -> Iterator[Diagnostic]:
    """Warn, for every month with records inside the 评议期, of what each unit asked or reviewed too little of."""
    units = reference.organization.scored_units()
    folders = {folder_period(sheet.file) for sheet in intake.sheets}
    for month in sorted((folder for folder in folders if folder and folder.is_month), key=str):
        standard = reference.standards.in_force(month.span.end)
        if standard is None or (standard.review_span(month.year) & month.span).is_empty:
            continue
        for find in SHORTFALLS:
            yield from find(intake.records, month, standard, units)


def callback_shortfalls(records: Records, month: Period, _: Standard, units: tuple[Unit, ...]) -> Iterator[Diagnostic]:
    """电话回访：每月从办结件中抽取10件，不足的按实际办结件数。"""
    finished = _by_unit(records, "cases", "finished_at", month.span)
    called = _by_unit(records, "ratings", "rated_at", month.span, "AND channel = '电话回访'")
    for unit in units:
        wanted, made = min(CALLBACKS, finished.get(unit.code, 0)), called.get(unit.code, 0)
        if made < wanted:
            remedy = f"请补齐回访记录后放进 inputs/records/{month}/；确未回访的，在报告中说明"
            message = f"{unit.name}{month.chinese}电话回访 {made} 件，不足 {wanted} 件"
            yield _shortfall("CALLBACK", month, message, remedy)


def message_shortfalls(records: Records, month: Period, _: Standard, units: tuple[Unit, ...]) -> Iterator[Diagnostic]:
    """短信评价：中心内按实际办件，中心外一日200件以上的100件；只导出回复的，看不出发送了多少。

    A unit without any message in the whole year is not warned of: its indicator is 未评, and documents say so.
    """
    asked = set(_by_unit(records, "ratings", "rated_at", Span(date(month.year, 1, 1), month.span.end), _BY_MESSAGE))
    taken, sent = _by_day(records, _TAKEN, month.span), _by_day(records, _SENT, month.span)
    unanswered = _by_day(records, f"{_SENT} AND r.level = '未评价'", month.span)
    remedy = f"请补齐短信评价记录（含未回复的）后放进 inputs/records/{month}/；确未发送的，在报告中说明"
    for unit in units:
        owed = {day: quota(SampleKind.MESSAGES, size, unit) for day, size in taken.get(unit.code, {}).items()}
        made = sent.get(unit.code, {})
        lacking = [day for day in sorted(owed) if made.get(day, 0) < owed[day]]
        if unit.code in asked and lacking and not made:
            message = f"{unit.name}{month.chinese}没有短信评价记录，应发送 {sum(owed.values())} 件"
            yield _shortfall("SMS", month, message, remedy)
        elif lacking and unit.code in unanswered:
            message = f"{unit.name}{month.chinese}短信评价发送不足：{_days(lacking, made, owed)}"
            yield _shortfall("SMS", month, message, remedy)


def case_file_shortfalls(
    records: Records, month: Period, standard: Standard, units: tuple[Unit, ...]
) -> Iterator[Diagnostic]:
    """案卷审查：每季度每个窗口1卷，季末或评议期结束时看是否审查齐全。"""
    codes = [indicator.code for indicator in standard.indicators if indicator.method is Method.AVERAGE]
    if not codes or (month.month % 3 and standard.review_span(month.year).end not in month.span):
        return
    quarter = Period(month.year, quarter=(month.month + 2) // 3)
    span = Span(quarter.span.start, month.span.end)
    windows = _windows(records, span)
    reviewed = _reviewed(records, codes, quarter)
    for unit in units:
        wanted, files = windows.get(unit.code, set()), reviewed.get(unit.code, [])
        lacking = sorted(wanted - set(files))
        if len(lacking) > files.count(""):  # a file of an unknown case may be of any window
            message = f"{unit.name}{quarter.chinese}案卷审查 {len(files)} 卷，不足 {len(wanted)} 卷（每窗口 1 卷）"
            remedy = f"请补齐{'、'.join(lacking)}的案卷审查得分后放进 inputs/records/{month}/；确未审查的，在报告中说明"
            yield _shortfall("CASEFILE", month, message, remedy)


def _days(lacking: list[date], made: dict[date, int], owed: dict[date, int]) -> str:
    named = [f"{day.month}月{day.day}日 {made.get(day, 0)} 件（应 {owed[day]} 件）" for day in lacking[:NAMED_DAYS]]
    return "、".join(named) + (f"等 {len(lacking)} 天" if len(lacking) > NAMED_DAYS else "")


def _by_unit(records: Records, table: str, day: str, span: Span, more: str = "") -> dict[str, int]:
    sql = f"""SELECT unit_code, count(*) FROM accepted_{table}
        WHERE CAST({day} AS DATE) BETWEEN $1 AND $2 {more} GROUP BY unit_code"""
    return dict(records.db.execute(sql, [span.start, span.end]).fetchall())


_BY_MESSAGE = "AND channel = '短信'"
_TAKEN = """SELECT unit_code, CAST(accepted_at AS DATE) AS day, case_id AS one FROM accepted_cases"""
_SENT = """SELECT r.unit_code, CAST(COALESCE(c.accepted_at, r.rated_at) AS DATE) AS day,
        COALESCE(r.case_id, r.rating_id) AS one
    FROM accepted_ratings AS r LEFT JOIN accepted_cases AS c ON c.case_id = r.case_id AND c.unit_code = r.unit_code
    WHERE r.channel = '短信'"""
"""A message belongs to the day on which its case came in; one without a case to its own day."""


def _by_day(records: Records, each: str, span: Span) -> dict[str, dict[date, int]]:
    """Count a selection's different ones by unit and day."""
    sql = f"""SELECT unit_code, day, count(DISTINCT one) FROM ({each}) AS each
        WHERE day BETWEEN $1 AND $2 GROUP BY unit_code, day"""
    found: dict[str, dict[date, int]] = {}
    for unit, day, count in records.db.execute(sql, [span.start, span.end]).fetchall():
        found.setdefault(unit, {})[day] = count
    return found


def _windows(records: Records, span: Span) -> dict[str, set[str]]:
    """Give the windows of each unit that finished cases."""
    sql = """SELECT DISTINCT unit_code, "window" FROM accepted_cases
        WHERE "window" IS NOT NULL AND CAST(finished_at AS DATE) BETWEEN $1 AND $2"""
    found: dict[str, set[str]] = {}
    for unit, window in records.db.execute(sql, [span.start, span.end]).fetchall():
        found.setdefault(unit, set()).add(window)
    return found


def _reviewed(records: Records, codes: list[str], quarter: Period) -> dict[str, list[str]]:
    """Give the window of each case file of each unit that was reviewed for a quarter; empty where it is not known."""
    months = [str(Period(quarter.year, month=number)) for number in range(quarter.first_month, quarter.last_month + 1)]
    marks = ", ".join("?" * len(codes))
    sql = f"""SELECT g.unit_code, COALESCE(c."window", '') FROM accepted_grades AS g
        LEFT JOIN accepted_cases AS c ON c.case_id = g.object AND c.unit_code = g.unit_code
        WHERE g.indicator_code IN ({marks}) AND g.period IN (?, ?, ?, ?)"""
    found: dict[str, list[str]] = {}
    for unit, window in records.db.execute(sql, [*codes, str(quarter), *months]).fetchall():
        found.setdefault(unit, []).append(window)
    return found


def _shortfall(code: str, month: Period, message: str, remedy: str) -> Diagnostic:
    return Diagnostic(f"REC-{code}", Severity.WARNING, Place(f"inputs/records/{month}"), message, remedy)


SHORTFALLS: tuple[Callable[[Records, Period, Standard, tuple[Unit, ...]], Iterator[Diagnostic]], ...] = (
    message_shortfalls,
    callback_shortfalls,
    case_file_shortfalls,
)
"""In the order of 附件2."""
