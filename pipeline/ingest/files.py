"""Which files there are, and whether each is what its name says: bytes first, meaning later.

Every limit on what is taken in stands here. What is hashed is what is parsed: a small file is held whole; a large csv
or parquet file is read as it streams by, and refused if it is not the same file afterwards.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from os import stat_result
from pathlib import Path
from typing import BinaryIO

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.ingest.naming import name_of

LARGEST_FILE = 64 * 1024**3
"""Bytes of one csv or parquet file, of which never more than a part is in memory."""
LARGEST_WORKBOOK = 2 * 1024**3
"""Bytes of one file of any other kind: it is held whole."""
LARGEST_UNPACKED = 4 * 1024**3
"""Bytes of a workbook's parts, unpacked: 1,048,576 rows of 16 columns stay well below."""
LARGEST_RATIO = 300
"""Unpacked to packed, from `RATIO_MATTERS` on; a sheet of equal rows reaches about 150."""
RATIO_MATTERS = 64 * 1024**2
HELD_WHOLE = 32 * 1024**2
"""Bytes of a csv or parquet file up to which it is held in memory; a larger one streams by."""
PIECE = 4 * 1024**2
"""Bytes that are read at a time of what streams by."""

READ = (".xlsx", ".csv", ".parquet")
"""The formats of records.md."""
_STREAM = (".csv", ".parquet")
_MAY_HOLD_RECORDS = re.compile(r"\.(xls|xlsm|xlsb|et|ett|ods|tsv|txt|json|xml|html?|dbf|mdb|accdb|zip|rar|7z|gz|tar)")
_LEFT_BY_PROGRAMS = frozenset(("thumbs.db", "desktop.ini"))


@dataclass(frozen=True)
class InputFile:
    """An input: its path, its name (`pipeline.ingest.naming`), its bytes and their SHA-256.

    ``content`` is only its first `PIECE` when it ``streams``: then it has to be read through `open`.
    """

    path: Path
    name: str
    content: bytes
    sha256: str
    streams: stat_result | None = None
    """What the file system said of a file that is too large to be held, when it was hashed."""

    @property
    def suffix(self) -> str:
        """The ending of its name, in lower case."""
        return self.path.suffix.lower()

    def open(self) -> BinaryIO:
        """Open it for reading from its beginning."""
        return self.path.open("rb") if self.streams else BytesIO(self.content)

    def has_changed(self) -> bool:
        """Tell whether what streamed by may be another file than the one that was hashed."""
        if self.streams is None:
            return False
        try:
            return not _is_same(self.streams, self.path.stat())
        except OSError:
            return True

    def changed(self) -> Diagnostic:
        """Say that it changed while it was read."""
        return _changed(Place(self.name))

    def diagnostic(self, code: str, message: str, remedy: str, *, sheet: str = "") -> Diagnostic:
        """Give an error about the file or one of its sheets."""
        return Diagnostic(code, Severity.ERROR, Place(self.name, sheet), message, remedy)


def list_files(folders: Iterable[Path], workspace: Path) -> tuple[list[Path], list[Diagnostic]]:
    """Give every file below the folders, in order; lock files and hidden ones are nobody's records.

    A link that leads out of ``inputs/``, to a folder or nowhere is not followed, and said so: what is read must be what
    stands there to be seen. ``inputs/records`` itself may be a link: whoever set up the office made it.
    """
    homes = [(workspace / name).resolve() for name in ("inputs", "inputs/records")]
    files: list[Path] = []
    faults: list[Diagnostic] = []
    for path in (path for folder in folders for path in sorted(folder.rglob("*")) if not _is_left_over(path)):
        is_within = any(path.resolve().is_relative_to(home) for home in homes)
        if path.is_file() and (is_within or not path.is_relative_to(workspace / "inputs")):
            files.append(path)
        elif path.is_file() or path.is_symlink():
            message = "是链接，通到 inputs/ 以外、文件夹或不存在的文件，未读取"
            remedy = "请把文件本身复制到记录文件夹里；不需要的请删去链接"
            faults.append(Diagnostic("SRC-LINK", Severity.ERROR, Place(name_of(path, workspace)), message, remedy))
    return files, faults


def read_file(path: Path, workspace: Path) -> InputFile | Diagnostic:
    """Read a file, or say why it cannot be."""
    name = name_of(path, workspace)
    place = Place(name)
    try:
        before = path.stat()
        may_stream = path.suffix.lower() in _STREAM
        limit = LARGEST_FILE if may_stream else LARGEST_WORKBOOK
        if before.st_size > limit:
            size = f"文件有 {before.st_size / 1024**3:.1f} GiB，超过上限 {limit // 1024**3} GiB"
            return Diagnostic("SRC-LARGE", Severity.ERROR, place, size, "请按月或按单位拆分后重新导出")
        streams = may_stream and before.st_size > HELD_WHOLE
        content, sha256 = _hashed(path) if streams else _whole(path)
        after = path.stat()
    except OSError as problem:
        message = f"文件打不开（{problem.strerror}）"
        return Diagnostic("SRC-OPEN", Severity.ERROR, place, message, "请关闭正在使用它的程序，检查读取权限后重新运行")
    if not _is_same(before, after) or (not streams and len(content) != after.st_size):
        return _changed(place)
    return InputFile(path, name, content, sha256, after if streams else None)


def _whole(path: Path) -> tuple[bytes, str]:
    content = path.read_bytes()
    return content, hashlib.sha256(content).hexdigest()


def _hashed(path: Path) -> tuple[bytes, str]:
    """Give the beginning of a file, and the hash of all of it."""
    whole = hashlib.sha256()
    with path.open("rb") as stream:
        head = stream.read(PIECE)
        whole.update(head)
        while piece := stream.read(PIECE):
            whole.update(piece)
    return head, whole.hexdigest()


def _is_same(before: stat_result, after: stat_result) -> bool:
    return (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns)


def _changed(place: Place) -> Diagnostic:
    return Diagnostic("SRC-CHANGED", Severity.ERROR, place, "文件在读取过程中被改动", "等导出或保存完成后重新运行")


def unfit(file: InputFile) -> Diagnostic | None:
    """Say what is wrong with a file as a whole, judged by its name and first bytes; None when nothing is."""
    if file.suffix not in READ:
        return _not_read(file)
    for is_so, code, message, remedy in _FAULTS:
        if is_so(file):
            return file.diagnostic(code, message, remedy)
    return None


def _not_read(file: InputFile) -> Diagnostic:
    if _MAY_HOLD_RECORDS.fullmatch(file.suffix):
        message = f"不读取“{file.suffix}”格式的文件"
        remedy = "请在 Excel/WPS 中另存为 .xlsx（或 UTF-8 的 .csv）后放回；压缩包请先解压"
        return file.diagnostic("SRC-FORMAT", message, remedy)
    message = "不是记录文件，未读取"
    return Diagnostic("SRC-OTHER", Severity.WARNING, Place(file.name), message, "请移出记录文件夹，免得误以为已经计入")


def _is_left_over(path: Path) -> bool:
    return path.name.startswith((".", "~$")) or path.name.lower() in _LEFT_BY_PROGRAMS


def _begins(*signs: bytes) -> Callable[[InputFile], bool]:
    return lambda file: file.content.startswith(signs)


def _is_named(suffix: str, begins: Callable[[InputFile], bool]) -> Callable[[InputFile], bool]:
    return lambda file: file.suffix == suffix and begins(file)


def _is_markup(file: InputFile) -> bool:
    start = file.content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<html", b"<!doctype", b"<table", b"<?xml", b"<meta", b"mime-version"))


def _is_encrypted(file: InputFile) -> bool:
    return _IS_COMPOUND(file) and "EncryptedPackage".encode("utf-16-le") in file.content


BINARY = ("SRC-BINARY", "含有 NUL 字符，不是纯文本", "请从业务系统重新导出 .csv，不要改其他文件的扩展名")
"""Code, message and remedy of a csv with a NUL, wherever in the file it stands."""

_IS_COMPOUND = _begins(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_IS_ZIP = _begins(b"PK\x03\x04")
_IS_PARQUET = _begins(b"PAR1")

_FAULTS: tuple[tuple[Callable[[InputFile], bool], str, str, str], ...] = (
    (lambda file: not file.content, "SRC-EMPTY", "文件是空的（0 字节）", "请重新导出；不需要的请删除"),
    (_is_encrypted, "SRC-ENCRYPTED", "工作簿加了密码，读不了", "请在 Excel/WPS 中取消打开密码，另存后重新运行"),
    (_IS_COMPOUND, "SRC-FORMAT", "是旧的 .xls 格式，只是扩展名不同", "请在 Excel/WPS 中另存为 .xlsx"),
    (_is_markup, "SRC-FORMAT", "是网页（HTML/XML），只是扩展名不同", "请在 Excel/WPS 中打开后另存为 .xlsx"),
    (
        _is_named(".csv", lambda file: _IS_ZIP(file) or _IS_PARQUET(file)),
        "SRC-FORMAT",
        "扩展名是 .csv，内容却是工作簿、压缩包或 parquet",
        "请把扩展名改成与内容一致（工作簿用 .xlsx）",
    ),
    (
        _is_named(".csv", _begins(b"\xff\xfe", b"\xfe\xff")),
        "SRC-ENCODING",
        "文本编码是 UTF-16，读不了",
        "请另存为“CSV UTF-8（逗号分隔）”后重新运行",
    ),
    (
        _is_named(".csv", lambda file: b"\0" in file.content),
        *BINARY,
    ),
    (
        _is_named(".xlsx", lambda file: not _IS_ZIP(file)),
        "SRC-BROKEN",
        "不是有效的 .xlsx 工作簿（文件损坏，或只是改了扩展名）",
        "请在 Excel/WPS 中打开检查，另存为 .xlsx；文本文件请用 .csv 扩展名",
    ),
    (
        _is_named(".parquet", lambda file: not _IS_PARQUET(file)),
        "SRC-BROKEN",
        "不是有效的 parquet 文件",
        "请从业务系统重新导出",
    ),
)
"""In order: the first that holds is what the person is told."""
