"""Finishing (收尾): what typst cannot write: enclosures with plain names, turned pages, a file without a made-up date.

Typst itself writes and checks PDF/A-3a and PDF/UA-1, but wants a date for the first; there is none that is true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from mimetypes import guess_type
from pathlib import PurePath

import pikepdf

from pipeline.render.enclosure import Enclosure
from pipeline.render.typst.merging import Merged, elements, merge

_EPOCH = "D:19800101000000Z"
"""The date of every enclosure, as in the default print: the bytes must be the same again."""
_DATES = re.compile(rb"<xmp:(?:Modify|Create)Date>[^<]*</xmp:\w+>|<xmpMM:History>.*?</xmpMM:History>", re.DOTALL)

_MARK = re.compile(rb"/(?:Span|Artifact)<<[^>]*>>BDC|/Artifact BMC|EMC")


@dataclass(frozen=True)
class Finished:
    """A finished file, the number of its pages, and its fonts: (name, whether embedded)."""

    pdf: bytes
    pages: int
    fonts: frozenset[tuple[str, bool]]


@dataclass(frozen=True)
class Left:
    """What is left to do: the landscape pages, numbered from 0, how much higher the text of even ones stands (8).

    ``merged`` are the merged cells of every table.
    """

    turned: Sequence[int] = ()
    rise: float = 0.0
    merged: Sequence[Sequence[Merged]] = ()


def finished(pdf: bytes, left: Left, enclosed: Sequence[Enclosure]) -> Finished:
    """Finish what typst wrote; equal files and enclosures give equal bytes."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        _without_dates(opened)
        merge(opened, left.merged)
        for figure in elements(opened, "/Figure"):
            _marked(opened, figure)
        for number in left.turned:
            _turned(opened, opened.pages[number], left.rise if number % 2 else 0.0)
        if enclosed:
            opened.Root.AF = pikepdf.Array([_enclosed(opened, number, one) for number, one in enumerate(enclosed, 1)])
        out = BytesIO()
        opened.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return Finished(out.getvalue(), len(opened.pages), frozenset(_fonts(opened)))


def _without_dates(opened: pikepdf.Pdf) -> None:
    for name in ("/CreationDate", "/ModDate"):
        if name in opened.docinfo:
            del opened.docinfo[name]
    opened.Root.Metadata.write(_DATES.sub(b"", opened.Root.Metadata.read_bytes()))
    if "/Suspects" in opened.Root.MarkInfo:
        del opened.Root.MarkInfo.Suspects  # false, as without it; poppler takes offence


def _marked(opened: pikepdf.Pdf, figure: pikepdf.Object) -> None:
    """Mark all that is painted for a figure as one thing; typst marks each label apart, and lines as nobody's."""
    page, numbers = figure.Pg, [int(number) for number in figure.K]
    content = page.Contents.read_bytes()
    begin = content.index(b"/Span<</MCID %d" % numbers[0])
    end = content.index(b"EMC", content.index(b"/Span<</MCID %d" % numbers[-1]))
    painted = _MARK.sub(b"", content[begin:end])
    whole = b"/Figure<</MCID %d>>BDC\n%s\n" % (numbers[0], painted)
    page.Contents = opened.make_stream(content[:begin] + whole + content[end:])
    figure.K = pikepdf.Array(numbers[:1])


def _turned(opened: pikepdf.Pdf, page: pikepdf.Page, rise: float) -> None:
    """Turn a landscape page into the bundle (8); on an even one what is at the outer edge stands at the inner."""
    page.Rotate = 270
    if rise:
        page.contents_add(opened.make_stream(f"1 0 0 1 0 {rise:.4f} cm\n".encode()), prepend=True)


def _enclosed(opened: pikepdf.Pdf, number: int, one: Enclosure) -> pikepdf.Object:
    """Put a file inside; its plain name is one that every viewer can write."""
    kind = guess_type(one.name)[0] or "application/octet-stream"
    file = pikepdf.AttachedFileSpec(
        opened, one.content, filename=one.name, description=one.description, mime_type=kind,
        creation_date=_EPOCH, mod_date=_EPOCH,
    )  # fmt: skip
    opened.attachments[one.name] = file
    spec: pikepdf.Object = opened.attachments[one.name].obj
    spec.AFRelationship = pikepdf.Name.Source
    spec.F = pikepdf.String(f"enclosure-{number}{PurePath(one.name).suffix}")
    return spec


def _fonts(opened: pikepdf.Pdf) -> Iterator[tuple[str, bool]]:
    """Give each font of the pages, without the mark of its subset."""
    for page in opened.pages:
        for font in page.resources.get("/Font", {}).values():
            descriptor = font.DescendantFonts[0].FontDescriptor if "/DescendantFonts" in font else font.FontDescriptor
            name = str(descriptor.FontName).removeprefix("/").split("+")[-1]
            yield name, any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
