"""The list workbook (抽样名单): who was drawn from what, and all that somebody needs to draw it again."""

from __future__ import annotations

from pipeline.model.sampling import Sample, SampleKind, Stratum
from pipeline.model.workbook import CellValue, Column, Sheet, Workbook

Row = tuple[CellValue, ...]

LIST_NAMES = {
    SampleKind.MESSAGES: "抽样-短信.xlsx",
    SampleKind.CALLBACKS: "抽样-电话回访.xlsx",
    SampleKind.CASE_FILES: "抽样-案卷.xlsx",
}
"""The file of each kind, beside the unit's other files."""

TITLES = {
    SampleKind.MESSAGES: "办件手机短信评价",
    SampleKind.CALLBACKS: "办件电话回访",
    SampleKind.CASE_FILES: "办结件案卷审查",
}
RULES = {
    SampleKind.MESSAGES: "按单位、按日抽取当日受理的办件：市审批中心以内的，全部发送；以外的，"
    "当日不足200件的全部发送，200件以上的抽取100件。",
    SampleKind.CALLBACKS: "按单位、按月从当月办结的办件中抽取10件；不足10件的全部回访。",
    SampleKind.CASE_FILES: "按窗口、按季度从当季办结的办件中抽取1卷。",
}
"""附件2, 评价标准 of the three indicators."""
METHOD = (
    "对每个办件编号计算 SHA-256（种子 + “|” + 办件编号，UTF-8，小写十六进制）作为抽样键，"
    "取抽样键最小的若干件；抽样键相同的，按办件编号先后。总体指纹为全部办件编号排序后以换行符连接的 SHA-256。"
)

FACTS, STRATA, LIST = "抽样说明", "总体", "名单"
FACT_COLUMNS = (Column("项目", 16), Column("内容", 100))
STRATUM_COLUMNS = (
    Column("抽样单元", 20), Column("总体件数", 10), Column("应抽件数", 10), Column("抽中件数", 10),
    Column("总体指纹（SHA-256）", 68),
)  # fmt: skip
LIST_COLUMNS = (
    Column("序号", 8), Column("抽样单元", 20), Column("办件编号", 26), Column("抽样键（SHA-256）", 68),
    Column("日期", 12), Column("窗口", 14), Column("事项名称", 36),
)  # fmt: skip


def sample_workbook(sample: Sample) -> Workbook:
    """Compose the list workbook: what was asked, the populations, the list."""
    title = f"{sample.unit.name}{sample.period.chinese}{TITLES[sample.kind]}抽样名单"
    drawn = tuple(row for stratum in sample.strata for row in _list_rows(stratum))
    sheets = (
        Sheet(FACTS, FACT_COLUMNS, _facts(sample), title),
        Sheet(STRATA, STRATUM_COLUMNS, tuple(map(_stratum_row, sample.strata))),
        Sheet(LIST, LIST_COLUMNS, tuple((number, *row) for number, row in enumerate(drawn, 1))),
    )
    return Workbook(title, sheets)


def _facts(sample: Sample) -> tuple[Row, ...]:
    kind, period, unit = sample.kind, sample.period, sample.unit
    short = [stratum for stratum in sample.strata if stratum.shortfall]
    lacking = "；".join(f"{s.label} 只有{s.size}件，不足{s.quota}件" for s in short) or "无"
    return (
        ("抽样种类", f"{kind}"),
        ("单位代码", unit.code),
        ("单位名称", unit.name),
        ("窗口位置", unit.hall or "未填（按中心以外抽取）"),
        ("考核期", str(period)),
        ("种子", sample.seed),
        ("规则", RULES[kind]),
        ("方法", METHOD),
        ("总体件数", sample.size),
        ("总体指纹", sample.fingerprint),
        ("抽中件数", sample.drawn),
        ("数量不足", lacking),
        ("重抽", f"pingyi draw {kind} --period {period} --unit {unit.code} --seed {_quoted(sample.seed)}"),
        ("核对", f"pingyi draw --check {LIST_NAMES[kind]}"),
    )


def _stratum_row(stratum: Stratum) -> Row:
    return (stratum.label, stratum.size, stratum.quota, len(stratum.drawn), stratum.fingerprint)


def _list_rows(stratum: Stratum) -> tuple[Row, ...]:
    return tuple((stratum.label, d.case.number, d.key, d.case.day, d.case.window, d.case.task) for d in stratum.drawn)


def _quoted(seed: str) -> str:
    """Quote a seed for the shell when it needs it."""
    return seed if seed.replace("-", "").isalnum() else "'" + seed.replace("'", "'\\''") + "'"
