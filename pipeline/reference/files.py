"""Opening a reference workbook's file: the one place that meets broken and hostile ones."""

from __future__ import annotations

import hashlib
import warnings
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import openpyxl
from openpyxl.workbook.workbook import Workbook as XlsxBook

from pipeline.diagnostics import Place
from pipeline.reference.book import Book
from pipeline.reference.faults import Faults

MAX_UNPACKED = 200 * 1024 * 1024
"""A reference workbook does not unpack to more bytes than this."""
_OLE = b"\xd0\xcf\x11\xe0"
"""How encrypted workbooks and the old .xls begin."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it was when it was read, once; ``content`` is None when there is none.

    ``name`` is relative to the workspace; of a file outside it, the name alone.
    """

    name: str
    content: bytes | None

    @property
    def sha256(self) -> str:
        """The hash of its content, hexadecimal."""
        return hashlib.sha256(self.content or b"").hexdigest()


def read_file(path: Path, workspace: Path) -> SourceFile:
    """Read a file; whether it is there and can be opened is told when it is opened."""
    return SourceFile(file_name(path, workspace), path.read_bytes() if path.is_file() else None)


def file_name(path: Path, workspace: Path) -> str:
    """Give a path relative to the workspace; of a file outside it the name alone."""
    path, workspace = path.absolute(), workspace.absolute()
    return path.relative_to(workspace).as_posix() if path.is_relative_to(workspace) else path.name


def open_book(source: SourceFile, faults: Faults) -> Book | None:
    """Open a workbook; None, with the reason noted, when that cannot be done."""
    if source.content is None:
        faults.error(
            "FILE", Place(source.name), "找不到这个文件", "核对文件名和位置；样表可用 pingyi init 新建工作目录取得"
        )
        return None
    try:
        reason = _why_not(source.content)
        if not reason:
            return Book(_unpacked(source.content), source.name, faults)
    except Exception:  # noqa: BLE001 - zipfile and openpyxl let any exception out of a damaged file
        reason = "内容已损坏，打不开"
    faults.error("FILE", Place(source.name), reason, "用 Excel 或 WPS 打开，另存为不加密的 .xlsx 文件后放回原处")
    return None


def _unpacked(content: bytes) -> XlsxBook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl warns of drop-downs and pictures that it would lose: we only read
        return openpyxl.load_workbook(BytesIO(content))


def _why_not(content: bytes) -> str:
    if not content:
        return "是空文件"
    if content.startswith(_OLE):
        return "已加密，或是旧版 .xls 格式"
    if not zipfile.is_zipfile(BytesIO(content)):
        return "不是 .xlsx 工作簿"
    with zipfile.ZipFile(BytesIO(content)) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    return "解开后过大，不像参考表" if unpacked > MAX_UNPACKED else ""


def is_lock_file(path: Path) -> bool:
    """Tell whether a file is what Excel or WPS leaves beside a workbook that is open."""
    return path.name.startswith(("~$", ".~", "."))
