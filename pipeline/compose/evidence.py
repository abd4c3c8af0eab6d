"""评分依据.xlsx: the workbook behind a report: marks, arithmetic, deductions with cells, what was left out, 对账."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.compose.cells import PLACE_COLUMNS, columns, place_cells
from pipeline.compose.ledger_sheets import ledger_sheets
from pipeline.compose.scene import Scene
from pipeline.compose.wording import full_date, standard_name
from pipeline.compose.yearly.sheet import months_sheet
from pipeline.model.comparison import rate
from pipeline.model.ledger import Finding
from pipeline.model.marks import NOT_EVALUATED, round_mark
from pipeline.model.material import Material
from pipeline.model.scorecard import Evidence, Mark, Result, Term, Treatment
from pipeline.model.standard import Method
from pipeline.model.workbook import CellValue, Sheet, Workbook
from pipeline.records.schema import TABLE

Row = tuple[CellValue, ...]


def evidence_workbook(material: Material) -> Workbook:
    """Compose the workbook: each sheet has one header row; a year has its months too; a what-if is always stamped."""
    scene = Scene(material)
    months = () if scene.card.period.month or scene.card.period.quarter else (months_sheet,)
    before = tuple(sheet(scene) for sheet in (_marks, *months, _arithmetic, _deductions, _left_out))
    after = (_readings(scene), _reconciliation(scene))
    return Workbook(f"{_heading(scene)}评分依据", (*before, *ledger_sheets(scene, _heading(scene)), *after))


def _heading(scene: Scene) -> str:
    stamp = "（试算）" if scene.card.what_if else ""
    return f"{scene.unit}{scene.card.period.chinese}{stamp}"


def _marks(scene: Scene) -> Sheet:
    notes = (
        f"得分按{standard_name(scene.card.standard)}计算，累计截至{full_date(scene.as_of)}。",
        "“未评”指尚未取得评价结果，既不计0分也不计满分；得分率＝累计得分÷已评满分。",
    )
    return Sheet("得分表", SCORE_COLUMNS, tuple(_score_rows(scene)), f"{_heading(scene)}得分表", notes)


def _score_rows(scene: Scene) -> Iterator[Row]:
    card = scene.card
    for mark in card.marks:
        indicator = mark.indicator
        yield (indicator.code, indicator.title, str(indicator.method), indicator.full, *_figures(scene, mark))
    total, month = card.total, card.month_total
    yield ("", "合计", "", card.full, *_results(scene, total, month), None, total.counted, total.excluded)


def _figures(scene: Scene, mark: Mark) -> Row:
    result = mark.to_date
    return (*_results(scene, result, mark.month), result.should_deduct, result.counted, result.excluded)


def _results(scene: Scene, result: Result, month: Result) -> Row:
    places = scene.card.standard.places
    marks = [NOT_EVALUATED if r.mark is None else round_mark(r.mark, places) for r in (result, month)]
    return (result.evaluated_full, *marks, rate(result))


def _arithmetic(scene: Scene) -> Sheet:
    rows = tuple(_term(mark, term) for mark in scene.card.leaves for term in mark.to_date.terms)
    notes = (
        "满意率：单项为折算分，小计＝数量×折算分，得分＝分值×小计合计÷（100×数量合计）。",
        "扣分：单项为每项扣分，小计为应扣分，得分＝分值－应扣分（扣完为止）。",
        "评分、评定：单项为评定得分，小计为该次评定的满分。",
    )
    return Sheet("计分过程", TERM_COLUMNS, rows, f"{_heading(scene)}计分过程", notes)


def _term(mark: Mark, term: Term) -> Row:
    indicator = mark.indicator
    return (
        indicator.code,
        indicator.title,
        str(indicator.method),
        term.basis,
        term.label,
        term.count,
        term.each,
        term.amount,
        term.standard,
    )


def _deductions(scene: Scene) -> Sheet:
    deducting = {leaf.indicator.code for leaf in scene.card.leaves if leaf.indicator.method is Method.DEDUCT}
    findings = {(f.record, f.place): f for f in scene.ledgers.findings}
    rows = tuple(
        (*_record(scene, e), *_deduction(e, findings.get((e.record, e.place))), *place_cells(e.place))
        for e in scene.material.evidence
        if e.indicator in deducting and e.treatment is Treatment.COUNTED
    )
    return Sheet("扣分台账", DEDUCTION_COLUMNS, rows, f"{_heading(scene)}扣分台账")


def _record(scene: Scene, evidence: Evidence) -> Row:
    indicator = scene.card.standard.by_code.get(evidence.indicator)
    return (evidence.indicator, indicator.title if indicator else "", evidence.record, evidence.day)


def _deduction(evidence: Evidence, finding: Finding | None) -> Row:
    clause = (evidence.basis, evidence.count, evidence.each, evidence.amount, evidence.detail)
    if finding is None:
        return (*clause, "", None, None, "")
    return (*clause, finding.responsible, finding.rectify_by, finding.rectified_on, finding.measure)


def _left_out(scene: Scene) -> Sheet:
    rows = tuple(
        (*_record(scene, e), str(e.treatment), e.reason, e.basis, e.count, e.detail, *place_cells(e.place))
        for e in scene.material.evidence
        if e.treatment is not Treatment.COUNTED
    )
    notes = ("未计入得分的记录及原因；核查中的记录暂不扣分。",)
    return Sheet("不计入记录", EXCLUDED_COLUMNS, rows, f"{_heading(scene)}不计入记录", notes)


def _readings(scene: Scene) -> Sheet:
    rows = tuple(
        (r.code, r.clause, r.doubt, r.reading, r.state, r.confirmed_by, r.confirmed_on)
        for r in scene.card.standard.readings
    )
    return Sheet("口径", READING_COLUMNS, rows, f"{_heading(scene)}口径")


def _reconciliation(scene: Scene) -> Sheet:
    rows = tuple(
        (
            s.file,
            s.sheet,
            s.source,
            TABLE[s.table].title,
            s.read,
            s.accepted,
            s.duplicate,
            s.rejected,
            s.blank,
            s.replaced,
        )
        for s in scene.material.sheets
    )
    notes = (
        "读取行数＝采用＋重复＋退回＋空白。",
        "一张表记有几个单位的，本表只计本单位的行；整张表的行数见运行小结和 manifest.json。",
        "退回的行中已由更正件替代的，计入的是更正件。",
    )
    return Sheet("对账", RECONCILIATION_COLUMNS, rows, f"{_heading(scene)}对账", notes)


INDICATOR_COLUMNS = columns(("指标编号", 10), ("指标", 28))
RECORD_COLUMNS = (*INDICATOR_COLUMNS, *columns(("记录编号", 22), ("日期", 12)))
SCORE_COLUMNS = (
    *INDICATOR_COLUMNS,
    *columns(("计分方法", 10), ("分值", 8), ("已评满分", 10), ("累计得分", 10), ("当月得分", 10)),
    *columns(("得分率（%）", 12), ("应扣分", 8), ("计入条数", 10), ("不计入条数", 12)),
)
TERM_COLUMNS = (
    *INDICATOR_COLUMNS,
    *columns(("计分方法", 10), ("情形编号", 12), ("等级、情形或依据", 36), ("数量", 8), ("单项", 8), ("小计", 10)),
    *columns(("适用标准生效日期", 18)),
)
DEDUCTION_COLUMNS = (
    *RECORD_COLUMNS,
    *columns(("情形编号", 12), ("数量", 8), ("每项扣分", 10), ("应扣分", 8), ("内容", 50)),
    *columns(("责任科室", 12), ("整改期限", 12), ("整改完成日期", 14), ("整改措施", 40)),
    *PLACE_COLUMNS,
)
EXCLUDED_COLUMNS = (
    *RECORD_COLUMNS,
    *columns(("处理", 10), ("原因", 30), ("情形或等级", 14), ("数量", 8), ("内容", 50)),
    *PLACE_COLUMNS,
)
READING_COLUMNS = columns(
    ("编号", 8), ("条文", 40), ("不明确之处", 40), ("采用口径", 60), ("状态", 10), ("确认人", 12), ("确认日期", 12)
)
RECONCILIATION_COLUMNS = columns(
    ("文件", 44),
    ("工作表", 16),
    ("来源", 16),
    ("记录表", 12),
    ("读取", 8),
    ("采用", 8),
    ("重复", 8),
    ("退回", 8),
    ("空白", 8),
    ("退回中已更正", 12),
)
