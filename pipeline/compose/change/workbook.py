"""影响分析.xlsx: every clause, number, mark and document that the revision touches, and those that it does not."""

from __future__ import annotations

from dataclasses import astuple
from decimal import Decimal

from pipeline.compose.wording import full_date, prose, standard_name
from pipeline.model.change import ChangeMaterial
from pipeline.model.effect import EffectRow, Fingerprint, effect_rows
from pipeline.model.marks import NOT_EVALUATED
from pipeline.model.workbook import CellValue, Column, Sheet, Workbook


def impact_workbook(material: ChangeMaterial) -> Workbook:
    """Compose the workbook."""
    revision = material.revision
    title = f"《{revision.new.title}》修订影响分析"
    return Workbook(
        title, (_clauses(material), _parameters(material), _marks(material), _changed(material), _documents(material))
    )


def _clauses(material: ChangeMaterial) -> Sheet:
    revision = material.revision
    rows = tuple(
        (c.indicator.code, c.indicator.title, c.column, c.old, c.new,
         prose(revision.reason(c.indicator.code) or revision.reason("")))
        for c in revision.texts
    )  # fmt: skip
    notes = (f"现行：{standard_name(revision.old)}", f"修订后：{standard_name(revision.new)}")
    return Sheet("条文变化", CLAUSE_COLUMNS, rows, "条文变化", notes)


def _parameters(material: ChangeMaterial) -> Sheet:
    rows = tuple((p.code, p.subject, p.parameter, p.old, p.new) for p in material.revision.parameters)
    return Sheet("参数变化", PARAMETER_COLUMNS, rows, "计分参数变化")


def _marks(material: ChangeMaterial) -> Sheet:
    rows = tuple(_row(row) for trial in material.trials for row in effect_rows(trial))
    since = full_date(material.revision.new.effective_from)
    notes = (
        "现行：全部按修订前的标准计分；试算：全部按修订后的标准计分，仅供测算，不作为正式得分。",
        f"修订后：按记录发生之日有效的标准计分，{since}起发生的记录适用新标准。",
    )
    return Sheet("得分影响", MARK_COLUMNS, rows, "各单位、各指标、各月得分（分）", notes)


def _changed(material: ChangeMaterial) -> Sheet:
    rows = tuple(_row(row) for trial in material.trials for row in effect_rows(trial) if row.is_changed)
    return Sheet("得分有变化的", MARK_COLUMNS, rows, "得分或分值有变化的指标（分）")


def _documents(material: ChangeMaterial) -> Sheet:
    rows = tuple(
        (one.title, one.path, "需重新印发" if one.is_changed else "不变", one.before, one.after, _standing(one))
        for one in sorted(material.fingerprints, key=lambda one: (not one.is_changed, one.path))
    )
    notes = (
        "同一份记录、模板，按两种标准各生成一次；两个SHA-256值相同的，文件逐字节一致，不必重新印发。",
        "PDF由Word文件排印而成，Word文件不变的，PDF不变。",
    )
    return Sheet("文件", DOCUMENT_COLUMNS, rows, "需重新印发的文件和不变的证明", notes)


def _standing(one: Fingerprint) -> str:
    """Compare with the set that stands in ``outputs/``."""
    if not one.issued:
        return "未生成过"
    return "与现行一致" if one.issued == one.before else "与现行不同：生成后数据、模板或程序有变化"


def _row(row: EffectRow) -> tuple[CellValue, ...]:
    full, to_date, month = (astuple(values) for values in (row.full, row.to_date, row.month))
    before, after, what_if = (_shown(*pair) for pair in zip(full, to_date, strict=True))
    of_month = (_shown(*pair) for pair in zip(full, month, strict=True))
    return (
        row.unit.name, str(row.period), row.code, row.title, row.full.before, row.full.what_if,
        before, after, row.to_date.in_force_change, what_if, row.to_date.what_if_change, *of_month,
    )  # fmt: skip


def _shown(full: Decimal | None, mark: Decimal | None) -> CellValue:
    """Show a mark; 未评 where the standard has the indicator, nothing where it has not."""
    return None if full is None else NOT_EVALUATED if mark is None else mark


def _columns(*headers: tuple[str, int]) -> tuple[Column, ...]:
    return tuple(Column(header, width) for header, width in headers)


CLAUSE_COLUMNS = _columns(("指标编号", 10), ("指标", 26), ("栏目", 10), ("现行", 50), ("修订后", 50), ("修订理由", 40))
PARAMETER_COLUMNS = _columns(("编号", 10), ("项目", 36), ("参数", 12), ("现行", 30), ("修订后", 30))
MARK_COLUMNS = _columns(
    ("单位", 20), ("月份", 10), ("指标编号", 10), ("指标", 28), ("现行分值", 10), ("修订后分值", 12), ("累计现行", 10),
    ("累计修订后", 12), ("修订后增减", 12), ("累计试算", 10), ("试算增减", 10), ("当月现行", 10), ("当月修订后", 12),
    ("当月试算", 10),
)  # fmt: skip
DOCUMENT_COLUMNS = _columns(
    ("文件", 36), ("位置", 44), ("处理", 14), ("现行SHA-256", 70), ("修订后SHA-256", 70), ("与已生成的比较", 30)
)
