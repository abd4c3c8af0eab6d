"""Word files of others as LibreOffice lays them out: what only paper shows is told, what it cannot show is not."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from pipeline.check import check_file, find_office
from pipeline.fonts import FontSet
from tests.check.foreign import word_file
from tests.check.manuscript import manuscript

IMPRINT = "温州市住房公积金管理中心　2018年7月5日印发"


def floating(document: WordDocument) -> None:
    """Put the 版记 into a table that floats at the foot of the page, as WPS users do."""
    box = next(document.element.body.iter(qn("w:drawing"))).getparent()
    box.getparent().remove(box)
    table = document.add_table(rows=2, cols=1)
    for row, text in zip(table.rows, ("抄送：温州市行政审批管理办公室。", IMPRINT), strict=True):
        row.cells[0].paragraphs[0].add_run(text)
    place = f'<w:tblpPr {nsdecls("w")} w:vertAnchor="margin" w:horzAnchor="margin" w:tblpYSpec="bottom"/>'
    table._tbl.tblPr.insert(1, parse_xml(place))


def test_a_layout_tells_the_blank_lines_that_a_word_file_lacks(fonts: FontSet) -> None:
    looks = {name: {"before": 0} for name in ("主送", "附件说明1", "附件1标题")}
    told = {fault.code for fault in check_file(word_file({}, looks), "通知.docx", office=find_office(fonts))}
    assert {"GB-ADDRESSEE-GAP", "GB-ATTACHMENT-NOTE-GAP", "GB-ATTACHMENT-TITLE-LINE"} <= told


def test_the_place_of_a_floating_imprint_is_not_judged_by_a_layout_that_cannot_hold_it(fonts: FontSet) -> None:
    told = {fault.code for fault in check_file(manuscript(floating), "通知.docx", office=find_office(fonts))}
    assert "GB-LAYOUT" in told
    assert not told & {"GB-IMPRINT-ANCHOR", "GB-IMPRINT-LINE", "GB-IMPRINT-PLACE", "GB-IMPRINT-PAGE"}
