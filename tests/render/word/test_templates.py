"""The templates themselves: one set of styles, the numbers of format.md, nothing that Word or WPS would trip over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import ceil
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.enum.section import WD_SECTION_START
from docxtpl_lint.core import lint_path
from lxml import etree
from openxml_audit import OpenXmlValidator

from pipeline.model.elements import Element, Emphasis, Layout
from pipeline.render.ooxml import NAMESPACES, Node, name, own_text, value
from pipeline.render.word import check_template

FOLDER = Path(__file__).parents[3] / "templates"
STYLES = FOLDER / "styles.docx"
TEMPLATES = sorted(FOLDER.glob("*.docx"))
KINDS = [path for path in TEMPLATES if path != STYLES]
FONTS = {"方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"}
SLOTS = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")

each_template = pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
each_kind = pytest.mark.parametrize("path", KINDS, ids=lambda path: path.stem)


def part(path: Path, inside: str) -> Node:
    with ZipFile(path) as package:
        return etree.fromstring(package.read(inside))


def texts(path: Path) -> dict[str, str]:
    with ZipFile(path) as package:
        return {entry: package.read(entry).decode() for entry in package.namelist() if entry.endswith(".xml")}


@each_template
def test_a_schema_validator_finds_nothing(path: Path) -> None:
    assert [str(error) for error in OpenXmlValidator().validate(path).errors] == []


@each_template
def test_a_template_linter_finds_nothing(path: Path) -> None:
    assert [str(issue) for issue in lint_path(path).issues] == []


@each_template
def test_our_own_check_finds_nothing(path: Path) -> None:
    assert check_template(path) == []


@each_kind
def test_all_kinds_share_the_styles_of_one_file(path: Path) -> None:
    for shared in ("word/styles.xml", "word/fontTable.xml", "word/theme/theme1.xml", "word/settings.xml"):
        assert etree.tostring(part(path, shared), method="c14n") == etree.tostring(part(STYLES, shared), method="c14n")


def test_every_element_and_every_emphasis_has_its_style() -> None:
    styles = part(STYLES, "word/styles.xml").iterchildren(name("w:style"))
    kinds = {value(style.find("w:name", NAMESPACES)): value(style, "w:type") for style in styles}
    assert {element: kinds.get(element) for element in Element} == dict.fromkeys(Element, "paragraph")
    assert {kinds.get(emphasis) for emphasis in Emphasis if emphasis} == {"character"}
    assert kinds["公文表格"] == "table"


@each_template
def test_fonts_are_named_in_all_four_slots_and_never_by_theme(path: Path) -> None:
    for inside, text in texts(path).items():
        for fonts in etree.fromstring(text.encode()).iter(name("w:rFonts")):
            named = {value(fonts, slot) for slot in SLOTS}
            assert len(named) == 1, inside
            assert named <= FONTS, inside
            assert len(fonts.attrib) == len(SLOTS), inside


@each_template
def test_nothing_is_left_of_a_library_s_own_template(path: Path) -> None:
    parts = texts(path)
    assert not any("stylesWithEffects" in inside for inside in parts)
    assert "ja-JP" not in "".join(parts.values())
    settings = part(path, "word/settings.xml")
    compatible = {value(setting, "w:name"): value(setting) for setting in settings.iter(name("w:compatSetting"))}
    assert compatible["compatibilityMode"] == "15"
    assert settings.find("w:evenAndOddHeaders", NAMESPACES) is not None
    defaults = part(path, "word/styles.xml").find("w:docDefaults//w:sz", NAMESPACES)
    assert value(defaults) == "32"


@each_template
def test_each_mark_of_a_field_has_a_run_of_its_own(path: Path) -> None:
    for text in texts(path).values():
        for run in etree.fromstring(text.encode()).iter(name("w:r")):
            marks = [node for node in run if node.tag in {name("w:fldChar"), name("w:instrText"), name("w:t")}]
            assert len(marks) <= 1


@each_template
def test_column_widths_stand_in_the_grid_and_in_the_cells(path: Path) -> None:
    for table in part(path, "word/document.xml").iter(name("w:tbl")):
        grid = [int(value(column, "w:w")) for column in table.iterfind("w:tblGrid/w:gridCol", NAMESPACES)]
        for row in table.iterchildren(name("w:tr")):
            widths = [int(value(cell, "w:w")) for cell in row.iterfind("w:tc/w:tcPr/w:tcW", NAMESPACES)]
            assert sum(widths) == sum(grid)


@each_kind
def test_tables_repeat_their_heads_and_keep_their_rows_whole(path: Path) -> None:
    for table in part(path, "word/document.xml").iter(name("w:tbl")):
        rows = list(table.iterchildren(name("w:tr")))
        assert all(row.find("w:trPr/w:cantSplit", NAMESPACES) is not None for row in rows)
        in_box = next(table.iterancestors(name("w:txbxContent")), None) is not None
        assert in_box or rows[0].find("w:trPr/w:tblHeader", NAMESPACES) is not None


@each_kind
def test_heads_of_two_lines_are_parted_evenly(path: Path) -> None:
    for row in part(path, "word/document.xml").iter(name("w:tr")):
        if row.find("w:trPr/w:tblHeader", NAMESPACES) is None:
            continue
        for cell in row.iterchildren(name("w:tc")):
            words = "".join(text.text or "" for text in cell.iter(name("w:t")))
            if "{" not in words:
                lines = ceil(len(words) / _room(cell))
                assert len(words) - (lines - 1) * _room(cell) >= len(words) // max(1, lines), words


def _room(cell: Node) -> int:
    """Give how many characters of 12 pt a line of a cell holds, between its margins and the paragraph's indents."""
    indent = cell.find("w:p/w:pPr/w:ind", NAMESPACES)
    taken = 0 if indent is None else int(value(indent, "w:left")) + int(value(indent, "w:right"))
    return (int(value(cell.find("w:tcPr/w:tcW", NAMESPACES), "w:w")) - 2 * 57 - taken) // 240


def test_the_imprint_begins_an_even_page_where_it_must_and_else_stands_below_the_text() -> None:
    found = {}
    for path in KINDS:
        document = docx.Document(str(path))
        if any(box.get("name") == "版记" for box in document.element.body.iter(name("wp:docPr"))):
            found.setdefault(document.core_properties.category, set()).add(document.sections[-1].start_type)
    even, same = {WD_SECTION_START.EVEN_PAGE}, {WD_SECTION_START.CONTINUOUS}
    assert found == {Layout.DOCUMENT: even, Layout.MINUTES: even, Layout.BULLETIN: same}


def test_headings_keep_with_their_text_and_the_text_parts_from_what_follows() -> None:
    styles = docx.Document(str(STYLES)).styles
    for element, keeps in ((Element.HEADING_1, True), (Element.HEADING_2, True), (Element.BODY, None)):
        assert styles[element].paragraph_format.keep_with_next is keeps


def test_the_page_is_that_of_the_standard_for_word_processors() -> None:
    section = docx.Document(str(STYLES)).sections[0]
    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin, section.page_width)
    assert [round(side.mm, 1) for side in sides if side] == [34.6, 32.6, 28.0, 26.0, 210.0]


@each_kind
def test_the_layout_is_a_known_one(path: Path) -> None:
    assert docx.Document(str(path)).core_properties.category in set(Layout)


def paragraphs(path: Path) -> Iterator[str]:
    """List a template's paragraphs as a clerk reads them: style, and text with tags."""
    document = docx.Document(str(path))
    names = {style.style_id: style.name for style in document.styles}
    for node in document.element.body.iter(name("w:p")):
        depth = len(list(node.iterancestors(name("w:tbl"), name("w:txbxContent"))))
        yield f"{'  ' * depth}{names[value(node.find('w:pPr/w:pStyle', NAMESPACES))]}｜{own_text(node)}"


@each_kind
def test_the_words_of_a_template_change_only_in_sight(path: Path, golden: Callable[[str, str], None]) -> None:
    golden("\n".join(paragraphs(path)) + "\n", f"{path.stem}.txt")


def test_the_styles_change_only_in_sight(golden: Callable[[str, str], None]) -> None:
    lines = []
    for style in part(STYLES, "word/styles.xml").iterchildren(name("w:style")):
        lines.append(f"{value(style, 'w:type')} {value(style.find('w:name', NAMESPACES))}")
        lines += [f"  {'/'.join(path(node, style))}" for node in style.iter() if node is not style and not len(node)]
    golden("\n".join(lines) + "\n", "styles.txt")


def path(node: Node, top: Node) -> Iterator[str]:
    """Give the names on the way down to an element, and its attributes."""
    for parent in reversed([parent for parent in node.iterancestors() if top in parent.iterancestors()]):
        yield etree.QName(parent).localname
    attributes = (f"{etree.QName(key).localname}={text}" for key, text in node.attrib.items())
    yield " ".join([etree.QName(node).localname, *attributes])
