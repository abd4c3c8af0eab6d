"""Parameters (参数): sections, footers, tables and styles of a Word file, as `WordSettings`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from pipeline.check import gb9704
from pipeline.check.measured import MM
from pipeline.check.recognise.wording import IMPRINT
from pipeline.check.settings import Footer, Section, WordSettings, WordStyle, WordTable
from pipeline.check.subject import Align, Passage
from pipeline.check.typefaces import roles_of
from pipeline.check.word.package import MC, Package, R, W, is_on, number_of, value_of
from pipeline.check.word.paragraphs import anchored_to_bottom
from pipeline.check.word.styles import DEFAULT_SIZE, SLOTS, Styles

_DC = "{http://purl.org/dc/elements/1.1/}"
_CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_TWIP = MM / 20
_FIELD_PARTS = {f"{W}fldChar", f"{W}instrText"}


@dataclass(frozen=True)
class _File:
    """What the functions below ask."""

    package: Package
    body: etree._Element
    styles: Styles
    settings: etree._Element


def settings_of(package: Package, styles: Styles, passages: Sequence[Passage]) -> WordSettings:
    """Gather the parameters of a Word file."""
    settings = package.part("word/settings.xml")
    file = _File(package, package.document, styles, settings if settings is not None else etree.Element("none"))
    sections = tuple(_sections(file))
    core = package.part("docProps/core.xml")
    comments = package.part("word/comments.xml")
    pitch, advance = _pitches(file, sections)
    return WordSettings(
        sections=sections,
        footers=tuple(_footers(file)),
        tables=tuple(_tables(file)),
        styles=tuple(_styles(file, passages)),
        line_pitch=pitch,
        character_pitch=advance,
        even_and_odd=is_on(file.settings.find(f"{W}evenAndOddHeaders")),
        mirrored=is_on(file.settings.find(f"{W}mirrorMargins")),
        title=_property(core, f"{_DC}title"),
        author=_property(core, f"{_DC}creator"),
        language=_property(core, f"{_DC}language") or styles.language,
        category=_property(core, f"{_CP}category"),
        keywords=_property(core, f"{_CP}keywords"),
        imprint_anchored=_anchored(file, passages),
        imprint_floats=_floats(file),
        tracked_changes=sum(1 for _ in file.body.iter(f"{W}ins", f"{W}del", f"{W}moveFrom", f"{W}moveTo")),
        comments=0 if comments is None else sum(1 for _ in comments.iter(f"{W}comment")),
    )


def _property(core: etree._Element | None, name: str) -> str:
    return (core.findtext(name) or "") if core is not None else ""


def _anchored(file: _File, passages: Sequence[Passage]) -> bool | None:
    if not any(passage.in_imprint for passage in passages):
        return None
    return anchored_to_bottom(file.body) or _floats(file) or False


def _floats(file: _File) -> bool:
    """Tell whether the 版记 is a floating table that keeps to the bottom of the page or of its margins."""
    floating = (table.find(f"{W}tblPr/{W}tblpPr") for table in file.body.iter(f"{W}tbl") if _is_imprint(table))
    return any(value_of(place, "tblpYSpec") == "bottom" for place in floating)


def _sections(file: _File) -> Iterator[Section]:
    for number, section in enumerate(file.body.iter(f"{W}sectPr"), 1):
        size, margin, grid = (section.find(f"{W}{name}") for name in ("pgSz", "pgMar", "docGrid"))
        top, bottom, left, right, footer, gutter = (
            (number_of(margin, name) or 0.0) * _TWIP for name in ("top", "bottom", "left", "right", "footer", "gutter")
        )
        yield Section(
            number=number,
            width=(number_of(size, "w") or 12240) * _TWIP,
            height=(number_of(size, "h") or 15840) * _TWIP,
            top=abs(top),
            bottom=abs(bottom),
            left=left + gutter,
            right=right,
            footer=footer,
            grid_type=value_of(grid, "type"),
            grid_pitch=(number_of(grid, "linePitch") or 0.0) / 20,
            different_first=is_on(section.find(f"{W}titlePg")),
        )


def _footers(file: _File) -> Iterator[Footer]:
    for number, section in enumerate(file.body.iter(f"{W}sectPr"), 1):
        for reference in section.iter(f"{W}footerReference"):
            part = file.package.related(str(reference.get(f"{R}id")))
            if part is not None:
                yield _footer(file, part, value_of(reference, "type"), number)


def _footer(file: _File, part: etree._Element, kind: str, section: int) -> Footer:
    paragraphs = [p for p in part.iter(f"{W}p") if not _is_outside(p)]
    numbered = next((p for p in paragraphs if "{PAGE}" in _field_text(p)), paragraphs[0] if paragraphs else part)
    properties = numbered.find(f"{W}pPr")
    style = value_of(properties.find(f"{W}pStyle")) if properties is not None else ""
    look = file.styles.paragraph(style, properties)
    runs = list(numbered.iter(f"{W}r"))
    run = file.styles.run(style, next((r.find(f"{W}rPr") for r in runs), None))
    return Footer(
        kind=kind,
        section=section,
        text="".join(_field_text(paragraph) for paragraph in paragraphs),
        align=_BOXED if _is_boxed(numbered) else _align(properties, look.align or "left"),
        size=run.size or 0.0,
        roles=frozenset(str(role) for role in roles_of(run.ascii or run.eastAsia or "")),
        field_runs_apart=all(sum(1 for child in r if child.tag in _FIELD_PARTS) <= 1 for r in part.iter(f"{W}r")),
    )


def _is_outside(paragraph: etree._Element) -> bool:
    """An old form kept for old programs, or a paragraph that only carries a text box."""
    is_old = any(ancestor.tag == f"{MC}Fallback" for ancestor in paragraph.iterancestors())
    return is_old or next(paragraph.iter(f"{W}txbxContent"), None) is not None


def _is_boxed(paragraph: etree._Element) -> bool:
    return any(ancestor.tag == f"{W}txbxContent" for ancestor in paragraph.iterancestors())


def _align(properties: etree._Element | None, jc: str) -> str:
    """A frame's own place counts before the paragraph's."""
    frame = properties.find(f"{W}framePr") if properties is not None else None
    side = value_of(frame, "xAlign")
    named = {"outside": jc, "center": "center", "right": "right", "left": "left"}.get(side, jc)
    return {
        "center": Align.CENTRE,
        "right": Align.RIGHT,
        "end": Align.RIGHT,
        "both": Align.JUSTIFIED,
    }.get(named, Align.LEFT)


def _field_text(paragraph: etree._Element) -> str:
    """Give a paragraph's words, a PAGE field as ``{PAGE}`` and without its stored result."""
    words: list[str] = []
    in_result = False
    for element in paragraph.iter(f"{W}t", f"{W}instrText", f"{W}fldChar", f"{W}fldSimple"):
        if element.tag == f"{W}fldChar":
            in_result = value_of(element, "fldCharType") == "separate"
        elif element.tag == f"{W}instrText":
            words.append("{PAGE}" if (element.text or "").split()[:1] == ["PAGE"] else "")
        elif element.tag == f"{W}fldSimple":
            words.append("{PAGE}" if value_of(element, "instr").split()[:1] == ["PAGE"] else "")
        elif not in_result and not any(a.tag == f"{W}fldSimple" for a in element.iterancestors()):
            words.append(element.text or "")
    return "".join(words)


def _tables(file: _File) -> Iterator[WordTable]:
    for number, (section, table) in enumerate(_placed(file.body), 1):
        rows = table.findall(f"{W}tr")
        widths = tuple((number_of(column, "w") or 0.0) * _TWIP for column in table.iterfind(f"{W}tblGrid/{W}gridCol"))
        flags = [row.find(f"{W}trPr") for row in rows]
        yield WordTable(
            number=number,
            rows=len(rows),
            repeats_head=bool(flags) and flags[0] is not None and is_on(flags[0].find(f"{W}tblHeader")),
            rows_break=any(flag is None or not is_on(flag.find(f"{W}cantSplit")) for flag in flags),
            grid_widths=widths,
            cell_widths_agree=all(_row_agrees(row, widths) for row in rows),
            has_rules=_has_rules(file, table),
            section=section,
        )


def _placed(body: etree._Element) -> Iterator[tuple[int, etree._Element]]:
    """Give the tables that are none of the 版记, each with its section's number."""
    section = 1
    for element in body.iter(f"{W}tbl", f"{W}sectPr"):
        section += element.tag == f"{W}sectPr"
        if element.tag == f"{W}tbl" and not _is_imprint(element) and not _is_nested(element):
            yield section, element


def _has_rules(file: _File, table: etree._Element) -> bool:
    """Tell whether a table, one of its cells or its style draws a line."""
    own = [*table.iterfind(f"{W}tblPr/{W}tblBorders"), *table.iter(f"{W}tcBorders")]
    style = value_of(table.find(f"{W}tblPr/{W}tblStyle"))
    said = any(_draws(borders) for borders in own)
    silent = not table.findall(f"{W}tblPr/{W}tblBorders")
    return said or (silent and any(_draws(borders) for borders in file.styles.borders(style)))


def _draws(borders: etree._Element) -> bool:
    return any(value_of(edge) not in {"", "nil", "none"} for edge in borders)


def _is_imprint(table: etree._Element) -> bool:
    return bool(any(IMPRINT.search("".join(map(str, p.itertext()))) for p in table.iter(f"{W}p")))


def _is_nested(table: etree._Element) -> bool:
    return any(ancestor.tag in {f"{W}tbl", f"{W}txbxContent"} for ancestor in table.iterancestors())


def _row_agrees(row: etree._Element, widths: Sequence[float]) -> bool:
    """Tell whether each cell is as wide as the columns it covers."""
    column = 0
    for cell in row.iterfind(f"{W}tc"):
        properties = cell.find(f"{W}tcPr")
        span = 1 if properties is None else int(number_of(properties.find(f"{W}gridSpan")) or 1)
        own = None if properties is None else number_of(properties.find(f"{W}tcW"), "w")
        if own is None or abs(own * _TWIP - sum(widths[column : column + span])) > gb9704.MEETING:
            return False
        column += span
    return True


def _styles(file: _File, passages: Sequence[Passage]) -> Iterator[WordStyle]:
    used = dict.fromkeys(passage.style for passage in passages)
    ids = {file.styles.name(key): key for key in file.styles.ids}
    for name in used:
        key = ids.get(name, "")
        look, paragraph = file.styles.run(key), file.styles.paragraph(key, None)
        slots = tuple((slot, str(getattr(look, slot) or "")) for slot in SLOTS)
        yield WordStyle(name or "正文", slots, bool(look.themed), paragraph.outline)


def _pitches(file: _File, sections: Sequence[Section]) -> tuple[float, float]:
    """Give the line pitch and the character advance that most body text has, in points; 0 when not told."""
    lines: Counter[float] = Counter()
    advances: Counter[float] = Counter()
    grid = next((section for section in sections if not section.is_landscape), None)
    extra = _grid_spacing(file)
    for paragraph in file.body.iterfind(f"{W}p"):
        properties = paragraph.find(f"{W}pPr")
        style = value_of(properties.find(f"{W}pStyle")) if properties is not None else ""
        length = sum(len(word.text or "") for word in paragraph.iterfind(f".//{W}t"))
        if (
            length < gb9704.RUNNING_LEAST or paragraph.find(f".//{W}txbxContent") is not None
        ):  # the words of a box are not its own
            continue
        look = file.styles.paragraph(style, properties)
        run = file.styles.run(style, next((r.find(f"{W}rPr") for r in paragraph.iter(f"{W}r")), None))
        if (run.size or 0.0) < gb9704.WORD_BODY_LEAST:
            continue
        lines[_line_pitch(look.line, look.line_rule, grid)] += length
        advances[(run.size or DEFAULT_SIZE) + (run.spacing or 0.0) + extra] += length
    if not lines:
        return 0.0, 0.0
    return lines.most_common(1)[0][0], advances.most_common(1)[0][0]


def _line_pitch(line: float | None, rule: str | None, grid: Section | None) -> float:
    if line is not None and rule in {"exact", "atLeast"}:
        return line / 20
    if grid is not None and grid.grid_type in {"lines", "linesAndChars", "snapToChars"}:
        return grid.grid_pitch
    return 0.0


def _grid_spacing(file: _File) -> float:
    """What a character grid adds to each character, in points."""
    grid = next(iter(file.body.iter(f"{W}docGrid")), None)
    if value_of(grid, "type") not in {"linesAndChars", "snapToChars"}:
        return 0.0
    return (number_of(grid, "charSpace") or 0.0) / 4096


_BOXED = "文本框"
"""A number in a text box (on landscape pages) stands where the box is."""
