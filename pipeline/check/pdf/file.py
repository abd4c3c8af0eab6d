"""The PDF file (PDF 文件): its fonts and its claims, read by pikepdf."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf
from fontTools.cffLib import CFFFontSet
from fontTools.ttLib import TTFont

from pipeline.check.claims import Claims
from pipeline.check.measured import Typeface
from pipeline.check.typefaces import bare_name, roles_of


def typefaces_of(pdf: pikepdf.Pdf) -> dict[str, Typeface]:
    """Give every font of the file by its name in the file, subset's tag and all."""
    found: dict[str, Typeface] = {}
    for font in _fonts(pdf):
        name = str(_own(font).get("/BaseFont", "/?")).removeprefix("/")
        if name not in found:
            found[name] = _typeface(name, font)
    return found


def claims_of(pdf: pikepdf.Pdf) -> Claims:
    """Give what the file says of itself."""
    root, info = pdf.Root, pdf.docinfo
    with pdf.open_metadata() as metadata:
        archive = str(metadata.get("pdfaid:part", "")) + str(metadata.get("pdfaid:conformance", ""))
        access = str(metadata.get("pdfuaid:part", ""))
        title = str(metadata.get("dc:title", "")) or str(info.get("/Title", ""))
    cells = tuple(_structure(root.get("/StructTreeRoot")))
    heads = [element for element in cells if element.get("/S") == "/TH"]
    tables = [element for element in cells if element.get("/S") == "/Table"]
    return Claims(
        title=title,
        author=str(info.get("/Author", "")),
        keywords=str(info.get("/Keywords", "")),
        language=str(root.get("/Lang", "")),
        archive=archive,
        access=access,
        is_tagged=bool(_entry(root, "/MarkInfo").get("/Marked", False)) and "/StructTreeRoot" in root,
        shows_title=bool(_entry(root, "/ViewerPreferences").get("/DisplayDocTitle", False)),
        has_output_intent="/OutputIntents" in root,
        has_script="/JavaScript" in _entry(root, "/Names") or "/AA" in root or _runs_script(root),
        bookmarks=tuple(_bookmarks(pdf)),
        attachments=tuple(_attachments(root)),
        header_cells=len(heads),
        header_cells_without_scope=sum(1 for head in heads if not _has_scope(head)),
        tables=len(tables),
        tables_without_header=sum(1 for table in tables if not any(e.get("/S") == "/TH" for e in _structure(table))),
        figures_without_text=sum(
            1 for element in cells if element.get("/S") == "/Figure" and not str(element.get("/Alt", ""))
        ),
        pages=len(pdf.pages),
    )


def _entry(root: Any, name: str) -> Any:
    """Give a dictionary inside another, an empty one when it is missing."""
    return root.get(name, pikepdf.Dictionary())


def _fonts(pdf: pikepdf.Pdf) -> Iterator[Any]:
    seen: set[tuple[int, int]] = set()
    for page in pdf.pages:
        yield from _fonts_in(page.obj.get("/Resources", {}), seen)


def _fonts_in(resources: Any, seen: set[tuple[int, int]]) -> Iterator[Any]:
    for font in dict(resources.get("/Font", {})).values():
        if font.objgen not in seen or font.objgen == (0, 0):
            seen.add(font.objgen)
            yield font
    for form in dict(resources.get("/XObject", {})).values():
        if form.get("/Subtype") == "/Form" and form.objgen not in seen:
            seen.add(form.objgen)
            yield from _fonts_in(form.get("/Resources", {}), seen)


def _own(font: Any) -> Any:
    """Give the font whose name glyphs are read by: a composite font's own may carry its encoding's name behind it."""
    return font["/DescendantFonts"][0] if "/DescendantFonts" in font else font


def _typeface(name: str, font: Any) -> Typeface:
    font = _own(font)
    descriptor = font.get("/FontDescriptor", {})
    program = next((descriptor[key] for key in _PROGRAMS if key in descriptor), None)
    own = "" if program is None else _own_name(program.read_bytes())
    roles = (roles_of(own) if own else frozenset()) or roles_of(name)
    is_type3 = font.get("/Subtype") == "/Type3"
    return Typeface(own or bare_name(name), roles, embedded=program is not None or is_type3)


def _own_name(program: bytes) -> str:
    """Give the name inside an embedded font; "" when it bears none, as many subsets do not."""
    try:
        if program[:4] in _SFNT:
            with TTFont(io.BytesIO(program), lazy=True) as font:
                if "CFF " in font:
                    return str(font["CFF "].cff.fontNames[0])
                return str(font["name"].getDebugName(6) or "") if "name" in font else ""
        if program[:1] == b"\x01":
            fonts = CFFFontSet()
            fonts.decompile(io.BytesIO(program), None)
            return bare_name(str(fonts.fontNames[0]))
    except Exception:  # noqa: BLE001, fontTools raises what it likes on a damaged font; the file's own name will do
        return ""
    return ""


def _structure(node: Any) -> Iterator[Any]:
    """Give the structure elements below a node."""
    waiting = [node] if node is not None else []
    while waiting:
        kids = waiting.pop().get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield kid
                waiting.append(kid)


def _has_scope(head: Any) -> bool:
    attributes = head.get("/A", [])
    entries = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
    return any(isinstance(entry, pikepdf.Dictionary) and "/Scope" in entry for entry in entries)


def _runs_script(root: Any) -> bool:
    action = root.get("/OpenAction")
    return isinstance(action, pikepdf.Dictionary) and action.get("/S") == "/JavaScript"


def _bookmarks(pdf: pikepdf.Pdf) -> Iterator[str]:
    with pdf.open_outline() as outline:
        waiting = list(reversed(outline.root))
        while waiting:
            item = waiting.pop()
            yield re.sub(r"\s+", "", str(item.title))
            waiting.extend(reversed(item.children))


def _attachments(root: Any) -> Iterator[tuple[str, str]]:
    for file in root.get("/AF", []):
        yield str(file.get("/UF", file.get("/F", ""))), str(file.get("/AFRelationship", "")).removeprefix("/")


_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_SFNT = (b"OTTO", b"\x00\x01\x00\x00", b"true")
