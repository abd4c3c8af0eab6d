"""The package (zip) around a workbook, looked through before anything parses it.

A workbook comes from outside: sizes are bounded and checksums proved here, and what the native reader
does not tell of a sheet is gathered on the way.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from posixpath import join, normpath

from lxml import etree

from pipeline.diagnostics import Diagnostic
from pipeline.ingest.corner import Corner, column_letters
from pipeline.ingest.files import LARGEST_RATIO, LARGEST_UNPACKED, RATIO_MATTERS, InputFile
from pipeline.ingest.sheet_xml import SheetPart, note

MOST_CELLS = 10_000_000
"""Between the corners of a sheet with columns past Z, unless it is as large itself: some 40 bytes of memory each."""
_PIECE = 1024**2
_LONGEST_ROW = 64 * 1024**2
_ANNOUNCED = re.compile(rb"""uniqueCount\s*=\s*["']([^"']*)""")
_BROKEN: tuple[type[Exception], ...] = (
    *(zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, EOFError, LookupError, NotImplementedError, OSError),
    *(OverflowError, RuntimeError, ValueError),
)
"""What the standard library raises on a damaged archive; fuzzing found no other."""


def look_through(file: InputFile) -> dict[str, SheetPart] | Diagnostic:
    """Prove the package sound and give what its sheets' XML tells, by sheet name; or say what is wrong."""
    try:
        with zipfile.ZipFile(BytesIO(file.content)) as package:
            if fault := _too_large(file, package):
                return fault
            sheets = _sheet_parts(package)
            found: dict[str, SheetPart] = {}
            for member in package.infolist():
                name, part = sheets.get(member.filename, ("", SheetPart()))
                piece = b""
                for piece in _ahead(_pieces(package, member)):
                    # "!" is so rare that looking for it alone is nearly free
                    if b"!" in piece and (b"<!DOCTYPE" in piece or b"<!ENTITY" in piece):
                        return _suspicious(file)
                    if b"uniqueCount" in piece:
                        _require_room(piece, member.file_size)
                    if name:
                        note(part, piece)
                if name:
                    _require_end(piece)
                    part.corner.settle(_pieces(package, member))
                    if _is_vast(part.corner, member.file_size):
                        return _vast(file, name, part.corner)
                    found[name] = part
            return found
    except _BROKEN:
        message = "工作簿已损坏，或不是 .xlsx 工作簿"
        return file.diagnostic("SRC-BROKEN", message, "请在 Excel/WPS 中打开并修复，另存为 .xlsx 后重新运行")


def _too_large(file: InputFile, package: zipfile.ZipFile) -> Diagnostic | None:
    """Judge by the declared sizes: reading stops at them, and a checksum betrays a lie."""
    unpacked = sum(member.file_size for member in package.infolist())
    if unpacked <= RATIO_MATTERS:
        return None
    if unpacked <= LARGEST_UNPACKED and unpacked <= len(file.content) * LARGEST_RATIO:
        return None
    message = f"工作簿解压后有 {unpacked / 1024**2:.0f} MiB，超过上限，疑为压缩炸弹，未读取"
    return file.diagnostic("SRC-BOMB", message, "请核实文件来源；确属记录的，拆分成几个工作簿")


def _is_vast(corner: Corner, size: int) -> bool:
    """Tell whether there is next to nothing between a sheet's corners."""
    return corner.is_wide and (corner.column + 1) * corner.row > max(MOST_CELLS, size)


def _vast(file: InputFile, name: str, corner: Corner) -> Diagnostic:
    cell = f"{column_letters(corner.column)}{corner.row}"
    message = f"工作表“{name}”只有零星内容，却一直占到 {cell}，未读取"
    return file.diagnostic("SRC-BOMB", message, f"在 Excel/WPS 中按 Ctrl+End 找到 {cell}，删去多余的行、列后保存")


def _suspicious(file: InputFile) -> Diagnostic:
    message = "工作簿里夹带 XML 实体声明，不是 Excel/WPS 存出来的，未读取"
    return file.diagnostic("SRC-ENTITY", message, "请核实文件来源，在 Excel/WPS 中另存为 .xlsx")


def _sheet_parts(package: zipfile.ZipFile) -> dict[str, tuple[str, SheetPart]]:
    """Give each sheet's name, and what the workbook tells of it, by the part that holds it."""
    workbook, *_ = _targets(package, "_rels/.rels", "officeDocument").values()
    folder, _, name = workbook.rpartition("/")
    parts = _targets(package, join(folder, "_rels", f"{name}.rels"), "")
    sheets = {}
    told = _parsed(package.read(workbook))
    from_1904 = any(properties.get("date1904") in {"1", "true"} for properties in told.iter("{*}workbookPr"))
    for sheet in told.iter("{*}sheet"):
        attributes = {str(key).rpartition("}")[2]: str(value) for key, value in sheet.items()}
        if attributes["id"] in parts:
            is_hidden = attributes.get("state", "visible") != "visible"
            part = SheetPart(is_hidden=is_hidden, counts_from_1904=from_1904)
            sheets[parts[attributes["id"]]] = (attributes["name"], part)
    return sheets


def _targets(package: zipfile.ZipFile, relations: str, kind: str) -> dict[str, str]:
    """Give part names by relation id, of relations whose type ends as asked."""
    folder = relations.rpartition("_rels/")[0]
    found = [dict(relation.items()) for relation in _parsed(package.read(relations)).iter("{*}Relationship")]
    return {
        str(relation["Id"]): normpath(join("/", folder, str(relation["Target"]))).lstrip("/")
        for relation in found
        if str(relation["Type"]).endswith(kind)
    }


def _parsed(xml: bytes) -> etree._Element:
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))


def _require_end(last_piece: bytes) -> None:
    """A sheet that was cut short still reads as a shorter sheet."""
    if not last_piece.rstrip().endswith((b"sheet>", b"sheet/>")):
        raise zipfile.BadZipFile("a sheet has no end")


def _require_room(piece: bytes, size: int) -> None:
    """The native reader takes memory for as many shared texts as are announced, and dies when there is none."""
    if any(int(count) > size for count in _ANNOUNCED.findall(piece)):
        raise zipfile.BadZipFile("more shared texts are announced than the part can hold")


def _ahead(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Unpack the next piece while one is looked at: zlib and RE2 let each other run."""
    with ThreadPoolExecutor(1) as unpacker:
        coming = unpacker.submit(next, pieces, None)
        while (piece := coming.result()) is not None:
            coming = unpacker.submit(next, pieces, None)
            yield piece


def _pieces(package: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """Read a part to its end, so that its checksum is proved, in pieces that end with whole rows."""
    kept = b""
    with package.open(member) as stream:
        while chunk := stream.read(_PIECE):
            kept += chunk
            end = kept.rfind(b"row>") + 4
            if end > 4 or len(kept) > _LONGEST_ROW:
                end = end if end > 4 else len(kept)
                yield kept[:end]
                kept = kept[end:]
    yield kept
