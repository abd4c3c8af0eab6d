"""Finishing (收尾): what the standards of accessible and archived PDFs ask beyond what WeasyPrint writes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import PurePath
from typing import Any

import pydyf
import weasyprint
from weasyprint import Attachment
from weasyprint.css import ColorProfile

from pipeline.render.enclosure import Enclosure
from pipeline.render.pdf.joined import join_tables
from pipeline.render.pdf.pressed import press

_CHANNELS = (["r"], ["g"], ["b"])
_EPOCH = datetime(1980, 1, 1)

_UA_METADATA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
"""The PDF/UA-1 claim, and the description without which PDF/A does not know its namespace."""
_END = b"</rdf:RDF>"


def _attached(enclosure: Enclosure) -> Attachment:
    """Give a file as WeasyPrint takes it, anew for each PDF; the date is always the same, as the bytes must be."""
    return Attachment(
        file_obj=BytesIO(enclosure.content), name=enclosure.name, description=enclosure.description,
        created=_EPOCH, modified=_EPOCH, relationship="Source",
    )  # fmt: skip


def written(layout: weasyprint.Document, identifier: bytes, enclosed: Sequence[Enclosure] = ()) -> bytes:
    """Write a layout as PDF/A-3a that is also PDF/UA-1; equal layouts and enclosures give equal bytes."""
    layout.color_profiles["srgb"] = ColorProfile(BytesIO(_srgb()), "sRGB2014.icc", "relative-colorimetric", _CHANNELS)
    pdf: bytes = layout.write_pdf(
        pdf_variant="pdf/a-3a", pdf_identifier=_identifier(identifier, enclosed), output_intent="given",
        finisher=_finish, attachments=[*map(_attached, enclosed)],
    )  # fmt: skip
    return pdf


def _identifier(own: bytes, enclosed: Sequence[Enclosure]) -> bytes:
    """Give a number that is this document's own, with these enclosures."""
    return hashlib.sha256(own + b"".join(one.content for one in enclosed)).digest()[:16] if enclosed else own


@cache
def _srgb() -> bytes:
    """Give WeasyPrint's own colour profile: told to fetch it itself, it leaves the file open."""
    return files("weasyprint.pdf").joinpath("sRGB2014.icc").read_bytes()


def _finish(layout: weasyprint.Document, pdf: Any) -> None:
    """Say that head cells head their columns, turn landscape pages into the bundle (clause 8), claim PDF/UA."""
    for element in pdf.objects:
        if isinstance(element, dict) and element.get("S") == "/TH":
            element["A"]["Scope"] = "/Column"
    pages = [element for element in pdf.objects if isinstance(element, dict) and element.get("Type") == "/Page"]
    for page, laid_out in zip(pages, layout.pages, strict=True):
        if laid_out.width > laid_out.height:
            page["Rotate"] = 270
    for metadata in pdf.objects:
        if getattr(metadata, "extra", {}).get("Type") == "/Metadata":
            metadata.stream = [part.replace(_END, _UA_METADATA + _END) for part in metadata.stream]
    if "AF" in pdf.catalog:
        _name_once(pdf)
    join_tables(layout, pdf)
    press(pdf)


def _name_once(pdf: Any) -> None:
    """Name each enclosure once, which WeasyPrint names twice; its plain name is one that every viewer can write."""
    references = dict.fromkeys(pdf.catalog["AF"])
    pdf.catalog["AF"] = pydyf.Array(references)
    for number, reference in enumerate(references, 1):
        element = pdf.objects[int(reference.split()[0])]
        ending = PurePath(str(element["UF"].string)).suffix
        element["F"] = pydyf.String(f"enclosure-{number}{ending}")
