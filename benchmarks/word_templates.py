"""The templates that Word files are measured on: a long one of ours, and for other makers one of equal content.

The others' templates are made from a file that ours filled: each paragraph's words become one variable, the rows of
a table that lie alike one loop. So they have the same words to place and no conditions to weigh.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import make_dataclass
from decimal import Decimal
from itertools import groupby

import docx
from docx.oxml.parser import parse_xml
from lxml import etree

from pipeline.model.document import Figure, Series
from pipeline.render.canonical import packed
from pipeline.render.ooxml import NAMESPACES, Node, name, own, own_text, remove

VARIABLES, TABLES, ROWS, COLUMNS = 60, 3, 20, 6
SENTENCE = "管理部坚持问题导向、突出服务重点，扎实推进各项工作，累计得分36.52分，比5月末提高0.35分，得分率为91.30%。"
_MAIN = "word/document.xml"
_SPACES = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in NAMESPACES.items())


def long_template(styles: bytes) -> bytes:
    """Make a template of 60 variables, three tables and a chart, which fills eight pages; ``styles`` has our styles."""
    document = docx.Document(io.BytesIO(styles))
    body = document.element.body
    for old in body.xpath("w:p"):
        body.remove(old)
    parts = [_paragraph("title", "{{ doc.v0 }}")]
    parts += [_paragraph("body", f"{{{{ doc.v{number} }}}}") for number in range(1, VARIABLES)]
    parts += [_table(number) for number in range(TABLES)]
    parts += [_paragraph("figure", "{{ doc.chart }}")]
    for node in reversed(parse_xml(f"<w:body {_SPACES}>{''.join(parts)}</w:body>")):
        body.insert(0, node)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def long_content() -> object:
    """Give the content of the long template."""
    months = tuple(f"{month}月" for month in range(3, 12))
    values = tuple(Decimal(9000 + 10 * month).scaleb(-2) for month in range(3, 12))
    chart = Figure("line", "累计得分率（%）", "折线图：各月得分率。", months, (Series("得分率", values),), 150, 70)
    row = make_dataclass("Row", [(f"c{column}", str) for column in range(COLUMNS)], frozen=True)
    rows = tuple(row(*(f"第{number}行第{column}格的内容" for column in range(COLUMNS))) for number in range(ROWS))
    words = {f"v{number}": f"{number}.{SENTENCE * 2}" for number in range(1, VARIABLES)}
    tables = {f"t{number}": rows for number in range(TABLES)}
    every = {"v0": "关于2018年6月万人双评议工作情况的报告", **words, **tables, "chart": chart}
    return make_dataclass("Long", list(every), frozen=True)(**every)


def _paragraph(style: str, text: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def _table(number: int) -> str:
    width = 8845 // COLUMNS
    grid = f'<w:gridCol w:w="{width}"/>' * COLUMNS
    head = _row(width, [f"第{column}列" for column in range(COLUMNS)], "<w:trPr><w:tblHeader/></w:trPr>")
    begin = _row(width, [f"{{%tr for row in doc.t{number} %}}", *[""] * (COLUMNS - 1)])
    row = _row(width, [f"{{{{ row.c{column} }}}}" for column in range(COLUMNS)])
    end = _row(width, ["{%tr endfor %}", *[""] * (COLUMNS - 1)])
    whole = f'<w:tblPr><w:tblW w:w="{width * COLUMNS}" w:type="dxa"/></w:tblPr>'
    return f"<w:tbl>{whole}<w:tblGrid>{grid}</w:tblGrid>{head}{begin}{row}{end}</w:tbl>"


def _row(width: int, texts: list[str], properties: str = "") -> str:
    cell = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>%s</w:tc>'
    return f"<w:tr>{properties}{''.join(cell % _paragraph('table-text', text) for text in texts)}</w:tr>"


def template_for(maker: str, filled: bytes) -> tuple[bytes, dict[str, object]]:
    """Turn a filled file back into a template in a maker's own tag language, and give what it is filled with."""
    with zipfile.ZipFile(io.BytesIO(filled)) as package:
        parts = {part: package.read(part) for part in package.namelist()}
    root = etree.fromstring(parts[_MAIN])
    data: dict[str, object] = {}
    for number, rows in enumerate(list(_alike(root))):
        data[f"t{number}"] = _into_loop(maker, f"t{number}", rows)
    done = {cell for cell in root.iter(name("w:t")) if "{" in (cell.text or "")}
    for number, paragraph in enumerate(root.iter(name("w:p"))):
        if own_text(paragraph) and not done & set(own(paragraph, "w:t")):
            data[f"v{number}"] = _say(paragraph, f"{{d.v{number}}}" if maker == "carbone" else f"{{v{number}}}")
    parts[_MAIN] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return packed(parts), data


def _alike(root: Node) -> Iterator[list[Node]]:
    """Give the stretches of table rows that have as many cells, without heads and the 版记."""
    for table in root.iter(name("w:tbl")):
        if next(table.iterancestors(name("w:txbxContent")), None) is None:
            rows = [
                row for row in table.iterchildren(name("w:tr")) if next(row.iter(name("w:tblHeader")), None) is None
            ]
            for count, group in groupby(rows, lambda row: len(row.findall(name("w:tc")))):
                stretch = list(group)
                if count > 1 and len(stretch) > 1:
                    yield stretch


def _into_loop(maker: str, loop: str, rows: list[Node]) -> list[dict[str, str]]:
    """Leave one row that is repeated (for carbone the next, too, by which it knows); give the rows' words."""
    words = [{f"c{at}": _words(cell) for at, cell in enumerate(row.findall(name("w:tc")))} for row in rows]
    for merged in [merge for row in rows for merge in row.iter(name("w:vMerge"))]:
        remove(merged)
    kept = 2 if maker == "carbone" else 1
    for row in rows[kept:]:
        remove(row)
    for which, row in enumerate(rows[:kept]):
        cells = row.findall(name("w:tc"))
        for at, cell in enumerate(cells):
            tag = f"{{c{at}}}"
            if maker == "carbone":
                tag = f"{{d.{loop}[i{'+1' * which}].c{at}}}"
            elif at == 0:
                tag = f"{{#{loop}}}{tag}"
            elif at == len(cells) - 1:
                tag = f"{tag}{{/{loop}}}"
            _say(next(cell.iter(name("w:p"))), tag)
    return words


def _words(holder: Node) -> str:
    return "".join(text.text or "" for text in holder.iter(name("w:t")))


def _say(paragraph: Node, text: str) -> str:
    """Put a text in the place of a paragraph's words; give these."""
    words = list(own(paragraph, "w:t"))
    said = "".join(word.text or "" for word in words)
    if not words:
        words = [etree.SubElement(etree.SubElement(paragraph, name("w:r")), name("w:t"))]
    words[0].text = text
    for word in words[1:]:
        remove(word)
    return said
