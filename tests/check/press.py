"""The press (印刷机): papers as PDFs, written operator by operator: no layout engine places a line."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pikepdf
from fontTools.ttLib import TTFont

from tests.check.paper import Bar, Ink, Paper

_POINT = 72 / 25.4


@dataclass(frozen=True)
class Type:
    """A font ready to be put into files."""

    path: Path

    @cached_property
    def font(self) -> TTFont:
        return TTFont(io.BytesIO(self.path.read_bytes()))

    @cached_property
    def glyphs(self) -> dict[str, tuple[int, int]]:
        """Code and advance, in thousandths, of each character. A font with CIDs goes by them, any other by glyphs."""
        font = self.font
        unit = 1000 / font["head"].unitsPerEm
        has_cids = hasattr(font["CFF "].cff[0], "ROS")
        found = {}
        for code, name in font.getBestCmap().items():
            number = int(name.removeprefix("cid")) if has_cids else font.getGlyphID(name)
            found[chr(code)] = number, round(font["hmtx"][name][0] * unit)
        return found

    @cached_property
    def program(self) -> bytes:
        return zlib.compress(self.path.read_bytes(), 1)

    def width(self, text: str) -> float:
        """The sum of the advances, in the type size."""
        return sum(self.glyphs.get(character, (0, 1000))[1] for character in text) / 1000

    def put(self, pdf: pikepdf.Pdf, used: set[str]) -> pikepdf.Object:
        """Put the font into a file."""
        known = {character: self.glyphs[character] for character in sorted(used) if character in self.glyphs}
        name = f"/ABCDEF+{self.path.stem}"
        program = pikepdf.Stream(pdf, self.program, Subtype=pikepdf.Name.OpenType, Filter=pikepdf.Name.FlateDecode)
        descriptor = pikepdf.Dictionary(
            Type=pikepdf.Name.FontDescriptor, FontName=pikepdf.Name(name), Flags=4, FontBBox=[0, -120, 1000, 880],
            ItalicAngle=0, Ascent=880, Descent=-120, CapHeight=700, StemV=80, FontFile3=pdf.make_indirect(program),
        )  # fmt: skip
        info = pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0)
        widths = pikepdf.Array([item for glyph, width in known.values() for item in (glyph, [width])])
        descendant = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.CIDFontType0, BaseFont=pikepdf.Name(name), DW=1000,
            CIDSystemInfo=info, FontDescriptor=pdf.make_indirect(descriptor), W=widths,
        )  # fmt: skip
        texts = "".join(
            f"<{glyph:04x}> <{character.encode('utf-16-be').hex()}>\n" for character, (glyph, _) in known.items()
        )
        unicode_map = (
            f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{len(known)} beginbfchar\n{texts}endbfchar"
        )
        return pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type0, BaseFont=pikepdf.Name(name),
                Encoding=pikepdf.Name("/Identity-H"), DescendantFonts=[pdf.make_indirect(descendant)],
                ToUnicode=pdf.make_stream(unicode_map.encode()),
            )
        )  # fmt: skip


class Press:
    """Prints papers with these fonts."""

    def __init__(self, fonts: Mapping[str, Path]) -> None:
        self._types = {role: Type(path) for role, path in fonts.items()}

    def print(self, paper: Paper) -> bytes:
        """Give a paper's PDF."""
        pdf = pikepdf.Pdf.new()
        inks = list(paper.inks.values())
        roles = sorted({ink.font for ink in inks})
        used = {role: set("".join(ink.text for ink in inks if ink.font == role)) for role in roles}
        fonts = pikepdf.Dictionary({f"/{self._key(role)}": self._types[role].put(pdf, used[role]) for role in roles})
        for number in range(1, paper.pages + 1):
            page = pdf.add_blank_page(page_size=(paper.width * _POINT, paper.height * _POINT))
            page.obj.Resources = pikepdf.Dictionary(Font=fonts)
            page.obj.Contents = pdf.make_stream("\n".join(self._operators(paper, number)).encode("ascii"))
        _claim(pdf, paper)
        for change in paper.afterwards:
            change(pdf)
        made = io.BytesIO()
        pdf.save(made)
        return made.getvalue()

    def _key(self, role: str) -> str:
        return f"F{list(self._types).index(role)}"

    def _operators(self, paper: Paper, number: int) -> Iterator[str]:
        for bar in (bar for bar in paper.bars.values() if bar.page == number):
            yield _box(bar, paper)
        for ink in (ink for ink in paper.inks.values() if ink.page == number):
            yield self._text(ink, paper)

    def _text(self, ink: Ink, paper: Paper) -> str:
        face = self._types[ink.font]
        width = (face.width(ink.text) * ink.size + ink.track * len(ink.text)) / _POINT
        x = ink.x - {"left": 0.0, "middle": width / 2, "right": width}[ink.anchor]
        codes = "".join(f"{face.glyphs.get(character, (0, 0))[0]:04x}" for character in ink.text)
        way, (left, up) = _placed(x, ink.y, paper, upright=ink.upright)
        place = f"{way} {left:.4f} {up:.4f} Tm"
        return f"BT {_rgb(ink.colour)} rg /{self._key(ink.font)} {ink.size} Tf {ink.track} Tc {place} <{codes}> Tj ET"


def _placed(x: float, y: float, paper: Paper, *, upright: bool) -> tuple[str, tuple[float, float]]:
    """Give a text's direction and its origin, in points from the lower left corner."""
    if upright:
        return "1 0 0 1", (x * _POINT, (paper.height - y) * _POINT)
    if paper.head_right:
        return "0 -1 1 0", ((210 - y) * _POINT, (297 - x) * _POINT)
    return "0 1 -1 0", (y * _POINT, x * _POINT)


def _box(bar: Bar, paper: Paper) -> str:
    _, (left, high) = _placed(bar.x, bar.y, paper, upright=bar.upright)
    _, (right, low) = _placed(bar.x + bar.width, bar.y + bar.height, paper, upright=bar.upright)
    return f"{_rgb(bar.colour)} rg {left:.4f} {low:.4f} {right - left:.4f} {high - low:.4f} re f"


def _rgb(colour: str) -> str:
    digits = colour.removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    return " ".join(f"{int(digits[start : start + 2], 16) / 255:.4f}" for start in (0, 2, 4))


def _claim(pdf: pikepdf.Pdf, paper: Paper) -> None:
    """Say of the file what a PDF/A-3a and PDF/UA-1 says of itself, a table with its head among its structure."""
    name, root = pikepdf.Name, pdf.Root
    root.Lang = "zh-CN"
    root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    root.MarkInfo = pikepdf.Dictionary(Marked=True)
    root.OutputIntents = [
        pikepdf.Dictionary(Type=name.OutputIntent, S=name.GTS_PDFA1, OutputConditionIdentifier="sRGB")
    ]
    head = pikepdf.Dictionary(Type=name.StructElem, S=name.TH, A=pikepdf.Dictionary(O=name.Table, Scope=name.Column))
    row = pikepdf.Dictionary(Type=name.StructElem, S=name.TR, K=[head])
    figure = pikepdf.Dictionary(Type=name.StructElem, S=name.Figure, Alt="折线图：各月得分率")
    table = pikepdf.Dictionary(Type=name.StructElem, S=name.Table, K=[row])
    root.StructTreeRoot = pdf.make_indirect(pikepdf.Dictionary(Type=name.StructTreeRoot, K=[table, figure]))
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        metadata["dc:title"], metadata["pdf:Keywords"] = paper.title, paper.keywords
        if paper.author:
            metadata["dc:creator"] = [paper.author]
        metadata["pdfaid:part"], metadata["pdfaid:conformance"] = "3", "A"
        metadata["{http://www.aiim.org/pdfua/ns/id/}part"] = "1"
    with pdf.open_outline() as outline:
        outline.root.extend(pikepdf.OutlineItem(f"第{page + 1}页", page) for page in range(paper.pages))
