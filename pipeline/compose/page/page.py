"""Compose the page: score, what was lost, the tree of figures, the months, the files, the readings and 对账."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from pipeline.compose.page.charts import months_chart, parts_chart
from pipeline.compose.page.content import Link, MonthRow, Page, ReadingRow, SheetRow
from pipeline.compose.page.records import FOLDER, record_groups
from pipeline.compose.page.tree import base, nodes, span_name
from pipeline.compose.scene import Scene
from pipeline.compose.wording import full_date, month_name, standard_name, title_of
from pipeline.model.comparison import losses, not_evaluated, parts
from pipeline.model.marks import NOT_EVALUATED, format_full, format_mark
from pipeline.model.material import Material
from pipeline.model.scorecard import Scorecard
from pipeline.records.schema import TABLE


def score_page(material: Material, files: Sequence[str]) -> Page:
    """Compose the page (得分说明页) of a unit and period.

    Args:
        material: what the unit's documents draw on.
        files: names of the files that stand beside the page, to be linked.
    """
    scene = Scene(material)
    card = scene.card
    tree = nodes(scene)
    known = card.standard.by_code
    lost = [mark.indicator.code for mark in losses(card)]
    by_code = {node.code: node for top in tree for node in top.all()}
    return Page(
        title=f"{scene.unit}{card.period.chinese}万人双评议得分说明",
        unit=material.issuance.agency_name or card.unit.name,
        period=card.period.chinese,
        dateline=f"数据截至{full_date(scene.as_of)}",
        stamp="试算：全部按一份评价标准计算，不作为正式得分" if card.what_if else "",
        headline=_headline(card),
        notices=tuple(_notices(scene)),
        period_label=span_name(card.period),
        base=base(scene)[0],
        folder=FOLDER,
        nodes=tree,
        losses=tuple(by_code[code] for code in lost),
        not_evaluated=tuple(_not_evaluated(card)),
        elsewhere=record_groups(e for e in material.evidence if e.indicator not in known),
        charts=(parts_chart(scene), months_chart(scene)),
        part_names=(*(title_of(mark.indicator) for mark in parts(card)), "合计"),
        months=tuple(_month(scene, month) for month in material.series if month.period.is_month),
        documents=tuple(Link(name, quote(name), _what(name)) for name in sorted(files, key=_is_for_machines)),
        readings=tuple(ReadingRow(r.code, r.clause, r.doubt, r.reading, r.state) for r in card.standard.readings),
        sheets=tuple(_sheets(scene)),
        sources=_sources(scene),
    )


def _headline(card: Scorecard) -> tuple[tuple[str, str], ...]:
    places, total = card.standard.places, card.total
    figures = [
        ("累计得分", format_mark(total.mark, places)),
        ("已评满分", format_full(total.evaluated_full)),
        ("总分值", format_full(card.full)),
        ("得分率", NOT_EVALUATED if card.rate is None else f"{card.rate}%"),
    ]
    if span := span_name(card.period):
        figures.append((f"{span}得分", format_mark(card.month_total.mark, places)))
    return tuple(figures)


def _notices(scene: Scene) -> Iterator[str]:
    """Say what a reader must know before reading a figure."""
    yield f"得分按{standard_name(scene.card.standard)}计算。“未评”指尚未取得评价结果，既不计0分也不计满分。"
    waiting = [reading for reading in scene.card.standard.readings if reading.state != "已确认"]
    if waiting:
        yield f"有{len(waiting)}项计分口径待确认，见“计分口径”。"
    if rejected := scene.material.rejected:
        yield f"本次有{rejected}行记录因有误退回，未计入得分。"


def _not_evaluated(card: Scorecard) -> Iterator[str]:
    for mark in not_evaluated(card):
        yield f"{mark.indicator.code} {title_of(mark.indicator)}（{format_full(mark.indicator.full)}分）"


def _month(scene: Scene, card: Scorecard) -> MonthRow:
    """Give the marks to the end of a month, by the parts of the period's own standard."""
    here = {mark.indicator.code: mark.to_date for mark in card.marks}
    results = [here.get(part.indicator.code) for part in parts(scene.card)]
    marks = [format_mark(result.mark if result else None, card.standard.places) for result in (*results, card.total)]
    return MonthRow(month_name(card.period, scene.year), tuple(marks))


def _what(name: str) -> str:
    return _KINDS_OF_FILE.get(name.rpartition(".")[2], "文件")


def _is_for_machines(name: str) -> bool:
    return _what(name) == _DATA


def _sheets(scene: Scene) -> Iterator[SheetRow]:
    for s in scene.material.sheets:
        counts = (s.read, s.accepted, s.duplicate, s.rejected, s.blank, s.replaced)
        yield SheetRow(s.file.removeprefix(FOLDER), s.sheet, TABLE[s.table].title, *(f"{count:,}" for count in counts))


def _sources(scene: Scene) -> tuple[tuple[str, str], ...]:
    standard = scene.card.standard
    mark = f"（SHA-256：{standard.sha256}）" if standard.sha256 else ""
    files = {sheet.file for sheet in scene.material.sheets}
    return (("评价标准", f"{standard.file}{mark}"), ("记录文件", f"{len(files)}个"))


_DATA = "数据文件"
_KINDS_OF_FILE = {"docx": "Word 稿", "pdf": "PDF 印本", "xlsx": "工作簿", "json": _DATA, "parquet": _DATA}
