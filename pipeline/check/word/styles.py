"""Styles (样式): what a paragraph and its runs look like, inheritance resolved.

The order is Word's: document defaults, the paragraph style and its ancestors, the character style, the run itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import cached_property

from lxml import etree

from pipeline.check.measured import BLACK, Colour
from pipeline.check.word.package import A, Package, W, is_on, number_of, value_of

DEFAULT_SIZE = 10.0
"""Points: what Word takes when nothing is said (not a limit: how Word reads a file)."""
SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")


@dataclass(frozen=True, slots=True)
class RunLook:
    """字符格式; None where nothing is said."""

    ascii: str | None = None
    hAnsi: str | None = None  # noqa: N815, the slot's name in the file
    eastAsia: str | None = None  # noqa: N815
    cs: str | None = None
    themed: bool | None = None
    size: float | None = None
    bold: bool | None = None
    colour: Colour | None = None
    spacing: float | None = None


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """段落格式; lengths in points, ``*_chars`` in 字, None where nothing is said."""

    align: str | None = None
    first: float | None = None
    first_chars: float | None = None
    left: float | None = None
    left_chars: float | None = None
    right: float | None = None
    right_chars: float | None = None
    line: float | None = None
    line_rule: str | None = None
    outline: int | None = None
    new_page: bool | None = None
    numbering: tuple[str, int] | None = None


class Styles:
    """The styles of a package."""

    def __init__(self, package: Package) -> None:
        root = package.part("word/styles.xml")
        self._root = root if root is not None else etree.Element(f"{W}styles")
        self._theme = package.part("word/theme/theme1.xml")
        self._styles = {value_of(style, "styleId"): style for style in self._root.iter(f"{W}style")}

    @property
    def ids(self) -> Iterator[str]:
        """Every style's id."""
        return iter(self._styles)

    def name(self, style: str) -> str:
        """Give a style's visible name."""
        return value_of(self._styles[style].find(f"{W}name")) if style in self._styles else ""

    @cached_property
    def default(self) -> str:
        """The paragraph style of paragraphs that name none."""
        for key, style in self._styles.items():
            if value_of(style, "type") == "paragraph" and value_of(style, "default") in {"1", "true"}:
                return key
        return ""

    @cached_property
    def language(self) -> str:
        """The language of Chinese text."""
        lang = self._root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
        return value_of(lang, "eastAsia")

    def run(self, style: str, *own: etree._Element | None) -> RunLook:
        """Give a run's look: its paragraph's style, then direct properties (with their own character style)."""
        look = self._run_look(self._root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"), RunLook())
        look = self._styled(style or self.default, look)
        for properties in own:
            character = value_of(properties.find(f"{W}rStyle")) if properties is not None else ""
            look = self._run_look(properties, self._styled(character, look))
        return look

    def paragraph(self, style: str, own: etree._Element | None) -> ParagraphLook:
        """Give a paragraph's look."""
        look = _paragraph_look(self._root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr"), ParagraphLook())
        for ancestor in self._lineage(style or self.default):
            look = _paragraph_look(ancestor.find(f"{W}pPr"), look)
        return _paragraph_look(own, look)

    def borders(self, table_style: str) -> Iterator[etree._Element]:
        """Give what a table style and its ancestors say of a table's lines."""
        for ancestor in self._lineage(table_style):
            yield from ancestor.iter(f"{W}tblBorders")

    def _styled(self, style: str, look: RunLook) -> RunLook:
        for ancestor in self._lineage(style):
            look = self._run_look(ancestor.find(f"{W}rPr"), look)
        return look

    def _lineage(self, style: str) -> Iterator[etree._Element]:
        """Give a style's ancestors, eldest first."""
        line: list[etree._Element] = []
        while style in self._styles and self._styles[style] not in line:
            line.append(self._styles[style])
            style = value_of(line[-1].find(f"{W}basedOn"))
        yield from reversed(line)

    def _run_look(self, properties: etree._Element | None, look: RunLook) -> RunLook:
        if properties is None:
            return look
        fonts = properties.find(f"{W}rFonts")
        half_points = number_of(properties.find(f"{W}sz"))
        twips = number_of(properties.find(f"{W}spacing"))
        bold = properties.find(f"{W}b")
        said = RunLook(
            **{slot: self._font(fonts, slot) for slot in SLOTS},
            themed=None if fonts is None else any(value_of(fonts, f"{slot}Theme") for slot in SLOTS),
            size=None if half_points is None else half_points / 2,
            bold=None if bold is None else is_on(bold),
            colour=_colour(properties.find(f"{W}color")),
            spacing=None if twips is None else twips / 20,
        )
        return replace(
            look, **{f.name: getattr(said, f.name) for f in fields(said) if getattr(said, f.name) is not None}
        )

    def _font(self, fonts: etree._Element | None, slot: str) -> str | None:
        theme = value_of(fonts, f"{slot}Theme") or (value_of(fonts, "cstheme") if slot == "cs" else "")
        return (self._theme_font(theme) if theme else value_of(fonts, slot)) or None

    def _theme_font(self, name: str) -> str:
        """Give the font that a theme name like ``minorEastAsia`` stands for."""
        family = "minorFont" if name.startswith("minor") else "majorFont"
        found = self._theme.find(f".//{A}{family}") if self._theme is not None else None
        if found is None:
            return ""
        if "EastAsia" in name:
            hans = next((f for f in found.iter(f"{A}font") if f.get("script") == "Hans"), None)
            plain = found.find(f"{A}ea")
            return str(
                (plain is not None and plain.get("typeface")) or (hans is not None and hans.get("typeface")) or ""
            )
        latin = found.find(f"{A}latin")
        return str(latin.get("typeface")) if latin is not None else ""


def _paragraph_look(properties: etree._Element | None, look: ParagraphLook) -> ParagraphLook:
    if properties is None:
        return look
    indent, spacing = properties.find(f"{W}ind"), properties.find(f"{W}spacing")
    outline, new_page = number_of(properties.find(f"{W}outlineLvl")), properties.find(f"{W}pageBreakBefore")
    said = ParagraphLook(
        align=value_of(properties.find(f"{W}jc")) or None,
        first=_signed(indent, "firstLine", "hanging", 20),
        first_chars=_signed(indent, "firstLineChars", "hangingChars", 100),
        left=_scaled(indent, ("left", "start"), 20),
        left_chars=_scaled(indent, ("leftChars", "startChars"), 100),
        right=_scaled(indent, ("right", "end"), 20),
        right_chars=_scaled(indent, ("rightChars", "endChars"), 100),
        line=number_of(spacing, "line"),
        line_rule=value_of(spacing, "lineRule") or None,
        outline=None if outline is None else int(outline),
        new_page=None if new_page is None else is_on(new_page),
        numbering=_numbering(properties.find(f"{W}numPr")),
    )
    return replace(look, **{f.name: getattr(said, f.name) for f in fields(said) if getattr(said, f.name) is not None})


def _numbering(properties: etree._Element | None) -> tuple[str, int] | None:
    if properties is None:
        return None
    level = number_of(properties.find(f"{W}ilvl"))
    return value_of(properties.find(f"{W}numId")), int(level or 0)


def _scaled(indent: etree._Element | None, names: tuple[str, str], unit: float) -> float | None:
    values = (number_of(indent, name) for name in names)
    return next((value / unit for value in values if value is not None), None)


def _signed(indent: etree._Element | None, forward: str, back: str, unit: float) -> float | None:
    """A hanging indent is a negative first-line one, and wins."""
    hanging = number_of(indent, back)
    if hanging:
        return -hanging / unit
    value = number_of(indent, forward)
    return None if value is None else value / unit


def _colour(element: etree._Element | None) -> Colour | None:
    text = value_of(element)
    if len(text) != 6:
        return BLACK if text == "auto" else None
    red, green, blue = (int(text[start : start + 2], 16) / 255 for start in (0, 2, 4))
    return red, green, blue
