"""Documents to print, built directly, and what came out of the printer, read by a program nobody here wrote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path

import numpy as np
import pdfplumber
import pikepdf
import pymupdf
import pytest

from pipeline.diagnostics import Diagnostic
from pipeline.fonts import FontSet
from pipeline.model.document import Attachment, Cell, Figure, OfficialDocument, Paragraph, Row, Run, Series, Table
from pipeline.model.elements import Element, Emphasis, Layout
from pipeline.render.pdf import print_pdf
from pipeline.resources import shared_root

MM = 72 / 25.4
NAME = "温州市住房公积金管理中心鹿城管理部"
PROSE = (
    (
        "根据市委、市政府《2018年度全市万人评机关中层处室和基层站所活动实施方案》（温委办发〔2018〕19号）总体部署，"
        "为深入推进“铁腕纠四风、重拳治怠政”作风建设活动，进一步加强管理部作风效能建设，持续优化营商环境，结合窗口工作实际，报告如下。"
    ),
    (
        "按照市委、市政府关于深入开展“营商环境提升年”行动的部署，坚持问题导向，突出重点，着力提升服务企业、服务群众、服务发展的能力，"
        "让群众实实在在地增加获得感、提高满意度，为温州努力再造改革开放新优势、再创高质量发展新辉煌提供坚强作风保障。"
    ),
    (
        "联系人喆堃玥镕祎同志负责①㎡测量，面积120㎡，温度25℃，编号GB/T 9704—2012，按期办结率98.75%，环比提高1.25个"
        "百分点——这是本年度以来的最好水平……“满意”“基本满意”合计1,234,567件；“不满意”3件，均已回访，其中2件经查属实。"
    ),
    (
        "是否在招商引资项目落地、企业扩大再生产、企业日常服务监管等工作中存在不敢担当、推诿扯皮、不作为乱作为，以及“蜗牛工程”"
        "“只微笑不服务”等问题；是否存在态度生冷硬、漠视企业群众的正当利益和合理诉求等问题；是否认真落实“最多跑一次”改革要求。"
    ),
)


def paragraph(element: Element, *runs: str | Run) -> Paragraph:
    return Paragraph(element, tuple(Run(run) if isinstance(run, str) else run for run in runs))


def cell(column: int, text: str, element: Element = Element.TABLE_TEXT, rows: int = 1) -> Cell:
    return Cell(column, (paragraph(element, text),), row_span=rows)


def head_row(*names: str) -> Row:
    cells = (cell(column, name, Element.TABLE_HEAD) for column, name in enumerate(names))
    return Row(tuple(cells), is_header=True)


def grouped_table(groups: int = 3, rows: int = 14) -> Table:
    """A table whose groups are longer than a page's rest."""
    body = []
    for group in range(1, groups + 1):
        for number in range(1, rows + 1):
            cells = [cell(1, f"{group}.{number} 深入开展自查，主动做好对接，及时发现解决存在问题"), cell(2, "业务科")]
            body.append(Row((cell(0, f"第{group}阶段", rows=rows), *cells) if number == 1 else tuple(cells)))
    return Table((30, 96, 30), (head_row("阶段", "内容", "责任科室"), *body))


def wide_table(rows: int = 16) -> Table:
    names = ("序号", "情形", "扣分", "说明", "整改措施")
    body = [
        Row(
            tuple(
                cell(column, text) for column, text in enumerate((str(n), "未实现一窗受理", "0.50", "属实", "已整改"))
            )
        )
        for n in range(1, rows + 1)
    ]
    return Table((20, 70, 25, 50, 60), (head_row(*names), *body), landscape=True)


@pytest.fixture(scope="session")
def make_report() -> Callable[..., OfficialDocument]:
    """Make a report: so many rounds of prose, its attachments, and the elements of an upward document."""

    def make(
        rounds: int = 9, attachments: Sequence[Attachment] = (), layout: Layout = Layout.DOCUMENT
    ) -> OfficialDocument:
        body = [
            paragraph(Element.TITLE, f"{NAME}关于2018年6月万人双评议工作情况的报告"),
            paragraph(Element.ADDRESSEE, "温州市住房公积金管理中心："),
        ]
        for number in range(rounds):
            body.append(paragraph(Element.HEADING_1, f"{'一二三四五六七八九十'[number % 10]}、总体得分情况"))
            body += [paragraph(Element.BODY, Run("（一）提升效能情况。", Emphasis.KAI), PROSE[0])]
            body += [paragraph(Element.BODY, text) for text in PROSE[1:]]
        body += [
            paragraph(
                Element.ATTACHMENT_NOTE, "附件：1.万人双评议重点工作计划安排及各阶段责任科室、完成时间和进展情况一览表"
            ),
            paragraph(Element.ATTACHMENT_NOTE, "2.扣分明细表"),
            paragraph(Element.SIGNATURE, NAME),
            paragraph(Element.DATE, "2018年7月5日"),
            paragraph(Element.NOTE, "（联系人：温如玉，联系电话：0577-88880000）"),
        ]
        return OfficialDocument(
            layout, "关于2018年6月万人双评议工作情况的报告", NAME, _head(), tuple(body), tuple(attachments), _imprint()
        )

    return make


def _head() -> tuple[Paragraph, ...]:
    return (
        paragraph(Element.COPY_NUMBER, "000001"),
        paragraph(Element.AGENCY_MARK, f"{NAME}文件"),
        paragraph(
            Element.DOCUMENT_NUMBER, "温公积金鹿〔2018〕", Run("【待填】", Emphasis.PLACEHOLDER), "号\t签发人：",
            Run("林书远", Emphasis.KAI),
        ),
    )  # fmt: skip


def _imprint() -> tuple[Paragraph, ...]:
    return (
        paragraph(
            Element.COPY_TO,
            "抄送：温州市住房公积金管理中心综合处、审批服务处、机关党委，温州市行政审批服务管理办公室。",
        ),
        paragraph(Element.PRINTER, f"{NAME}\t2018年7月5日印发"),
    )


@pytest.fixture(scope="session")
def two_attachments() -> tuple[Attachment, ...]:
    def attachment(number: int, title: str, table: Table) -> Attachment:
        blocks = (
            paragraph(Element.ATTACHMENT_NUMBER, f"附件{number}"),
            paragraph(Element.ATTACHMENT_TITLE, title),
            table,
        )
        return Attachment(blocks, table.landscape)

    return attachment(1, "重点工作计划安排表", grouped_table()), attachment(2, "扣分明细表", wide_table())


@pytest.fixture(scope="session")
def make_brief() -> Callable[[int], OfficialDocument]:
    """Make a one-page brief with so many rows in its table."""

    def make(rows: int) -> OfficialDocument:
        parts = ("服务对象满意度评价", "日常服务评价", "监督检查评价", "12345政务服务热线评价", "网络评议")
        values = (Decimal("97.40"), Decimal("90.00"), None, Decimal("100.00"), None)
        months = Series("累计", (Decimal("95.20"), Decimal("96.10"), None, Decimal("96.63")))
        figures = (
            Figure("bar", "五部分得分率", "条形图：五部分得分率", parts, (Series("得分率", values),), 78, 60),
            Figure("line", "各月得分率", "折线图：各月得分率", ("3月", "4月", "5月", "6月"), (months,), 78, 60),
        )
        body = [Row((cell(0, "办事指南存在兜底条款"), cell(1, "0.40"), cell(2, "业务科"))) for _ in range(rows)]
        table = Table((80, 30, 46), (head_row("失分事项", "失分", "责任科室"), *body))
        blocks = (
            paragraph(Element.TITLE, "2018年6月万人双评议一页通"),
            paragraph(Element.HEADLINE, "得分38.65分，得分率96.63%，比上月提高0.83个百分点"),
            *figures,
            paragraph(Element.HEADING_1, "一、失分最多的三项"),
            table,
        )
        return OfficialDocument(Layout.ONE_PAGE, "2018年6月万人双评议一页通", NAME, (), blocks, (), ())

    return make


@dataclass(frozen=True)
class TextLine:
    """A line as pdfplumber sees it, in millimetres from the page's upper left: edges, baseline, words."""

    left: float
    right: float
    baseline: float
    text: str
    fonts: frozenset[str]
    size: float


@dataclass(frozen=True)
class Printed:
    """A printed document: its bytes, what was said, and its pages' lines."""

    pdf: bytes
    diagnostics: list[Diagnostic]
    pages: tuple[tuple[TextLine, ...], ...]

    @property
    def first_landscape(self) -> int:
        """The number of the first page that is turned."""
        with pikepdf.open(BytesIO(self.pdf)) as opened:
            return next(n for n, page in enumerate(opened.pages, start=1) if page.get("/Rotate", 0))

    def picture(self, number: int, dpi: int = 150) -> np.ndarray:
        """Give a page as a picture by MuPDF: rows, columns, red-green-blue."""
        with pymupdf.open(stream=self.pdf) as opened:
            drawn = opened[number - 1].get_pixmap(dpi=dpi)
        return np.frombuffer(drawn.samples, np.uint8).reshape(drawn.height, drawn.stride // 3, 3)

    def page_of(self, text: str) -> int:
        """Give the number of the first page with a line that contains ``text``."""
        return next(n for n, lines in enumerate(self.pages, start=1) if any(text in line.text for line in lines))

    def line(self, text: str) -> TextLine:
        """Give the first line that contains ``text``."""
        return next(line for lines in self.pages for line in lines if text in line.text)


@pytest.fixture(scope="session")
def print_it(fonts: FontSet) -> Callable[[OfficialDocument], Printed]:
    @cache
    def printed(document: OfficialDocument) -> Printed:
        pdf, diagnostics = print_pdf(document, fonts, shared_root() / "templates" / "page")
        with pdfplumber.open(BytesIO(pdf)) as opened:
            pages = tuple(tuple(_lines(page)) for page in opened.pages)
        return Printed(pdf, diagnostics, pages)

    return printed


def _lines(page: pdfplumber.page.Page) -> Iterator[TextLine]:
    rows: dict[float, list[dict[str, object]]] = defaultdict(list)
    for char in page.chars:
        if str(char["text"]).strip():
            rows[round(_baseline(page, char), 1)].append(char)
    for baseline, chars in sorted(rows.items()):
        chars.sort(key=lambda char: char["x0"])
        yield TextLine(
            chars[0]["x0"] / MM, chars[-1]["x1"] / MM, baseline / MM, "".join(char["text"] for char in chars),
            frozenset(char["fontname"].split("+")[-1] for char in chars), chars[0]["size"],
        )  # fmt: skip


def _baseline(page: pdfplumber.page.Page, char: dict[str, object]) -> float:
    """Give a character's baseline from the page's top; on a turned page its foot is near enough."""
    if page.rotation:
        return float(char["bottom"])
    return float(page.height) - float(char["matrix"][5])


@pytest.fixture(scope="session")
def long_report(
    make_report: Callable[..., OfficialDocument], two_attachments: tuple[Attachment, ...]
) -> OfficialDocument:
    return make_report(attachments=two_attachments)


@pytest.fixture(scope="session")
def printed_report(long_report: OfficialDocument, print_it: Callable[[OfficialDocument], Printed]) -> Printed:
    return print_it(long_report)


@pytest.fixture(scope="session")
def page_templates() -> Path:
    return shared_root() / "templates" / "page"
