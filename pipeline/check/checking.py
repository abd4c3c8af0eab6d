"""Checking one finished file (核对一个文件)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePath

from pipeline.check.finding import Words
from pipeline.check.office import Office, OfficeFailed
from pipeline.check.pdf import UNREADABLE as UNREADABLE_PDF
from pipeline.check.pdf import read_pdf
from pipeline.check.profile import STANDARD, Profile
from pipeline.check.rule import Origin, Rule
from pipeline.check.rules import RULES
from pipeline.check.subject import Subject
from pipeline.check.word import UNREADABLE as UNREADABLE_WORD
from pipeline.check.word import read_word
from pipeline.diagnostics import Diagnostic, Place, Severity, in_order
from pipeline.model.elements import VERBATIM

_FLOATING = frozenset({"GB-IMPRINT-LINE", "GB-IMPRINT-PLACE", "GB-IMPRINT-PAGE"})
"""What LibreOffice's layout cannot tell of a floating table."""
LARGEST = 200 * 2**20
"""Bytes: no official document is larger, and a reader must not fill the memory."""


def _its_own(_: Words) -> None:
    """Hold a document to be the author of all that it says."""


def check_file(
    source: Path | bytes,
    name: str = "",
    profile: Profile = STANDARD,
    office: Office | None = None,
    origin: Origin = _its_own,
) -> list[Diagnostic]:
    """Judge a .docx or .pdf, ours or anybody's.

    Args:
        source: the file, or its bytes.
        name: its name in diagnostics; its ending tells what it is.
        profile: the standard, or an office's departure from it.
        office: LibreOffice, for a second judgement of a Word file by a layout of it.
        origin: where words stand that the file only repeats.
    """
    name = name or (source.name if isinstance(source, Path) else "")
    content = source.read_bytes() if isinstance(source, Path) else source
    kind = PurePath(name).suffix.lower()
    if len(content) > LARGEST:
        return [_unreadable(name, "文件过大", "核对是否选错了文件")]
    if kind == ".pdf":
        return in_order(_check_pdf(content, name, profile, origin))
    if kind == ".docx":
        return in_order(_check_word(content, name, profile, office, origin))
    return [
        _unreadable(name, f"不能核对“{kind or '没有扩展名'}”文件", "只核对 .docx 和 .pdf；.doc、.wps 请先另存为 .docx")
    ]


def _check_pdf(content: bytes, name: str, profile: Profile, origin: Origin) -> Iterator[Diagnostic]:
    try:
        subject = read_pdf(content, name, profile)
    except UNREADABLE_PDF:
        yield _unreadable(name, "不是PDF文件，或已损坏、已加密", "核对文件，或重新导出为不加密的PDF")
        return
    yield from _judged(subject, profile, RULES, origin)
    if not subject.passages:
        yield _wordless(name)


def _check_word(
    content: bytes, name: str, profile: Profile, office: Office | None, origin: Origin
) -> Iterator[Diagnostic]:
    try:
        subject = read_word(content, name)
    except UNREADABLE_WORD:
        yield _unreadable(name, "不是Word文件（.docx），或已损坏、已加密", "用Word或WPS打开后另存为 .docx")
        return
    yield from _judged(subject, profile, RULES, origin)
    if office is None:
        return
    try:
        printed = read_pdf(office.lay_out(content), f"{name}（按LibreOffice排版）", profile)
    except (OfficeFailed, *UNREADABLE_PDF) as fault:
        yield Diagnostic(
            "GB-LAYOUT",
            Severity.WARNING,
            Place(name),
            f"LibreOffice未能排版，只按Word参数核对：{fault}",
            "用LibreOffice打开该文件，看能否正常显示",
        )
        return
    placed = tuple(rule for rule in RULES if rule.on_paper)
    if subject.word and subject.word.imprint_floats:
        placed = tuple(rule for rule in placed if rule.code not in _FLOATING)
        yield Diagnostic(
            "GB-LAYOUT",
            Severity.NOTE,
            Place(name),
            "版记是浮动的表格，LibreOffice排不准其位置，未核对版记的线、位置和所在面",
            "导出PDF后再核对一次，或把版记放入相对于下边距底端对齐的文本框",
        )
    told = Subject(**{**vars(printed), "layout": subject.layout, "is_verbatim": subject.is_verbatim})
    yield from _judged(told, profile, placed, origin)


def _judged(subject: Subject, profile: Profile, rules: tuple[Rule, ...], origin: Origin) -> Iterator[Diagnostic]:
    if profile.departures:
        yield Diagnostic(
            "GB-PROFILE",
            Severity.NOTE,
            Place(subject.name),
            f"按《{profile.name}》核对：{'；'.join(profile.departures)}",
            "如应按国家标准核对，去掉 --profile",
            profile.basis,
        )
    for rule in rules:
        for fault in rule.apply(subject, profile, origin):
            yield _eased(fault) if subject.is_verbatim and rule.of_words else fault


def _eased(fault: Diagnostic) -> Diagnostic:
    """Only note what stands so in the words that a document keeps, and say why."""
    message = f"{fault.message}（文件属性注明{VERBATIM}，只作提示）"
    remedy = f"原文如此的不改；不是照录的，改正后删去文件属性“关键词”（标记）中的“{VERBATIM}”"
    return replace(fault, severity=Severity.NOTE, message=message, remedy=remedy)


def _unreadable(name: str, message: str, remedy: str) -> Diagnostic:
    return Diagnostic("GB-FILE", Severity.ERROR, Place(name), message, remedy)


def _wordless(name: str) -> Diagnostic:
    return Diagnostic(
        "GB-FILE-TEXT",
        Severity.WARNING,
        Place(name),
        "没有可读的正文，只核对了纸张和文件属性（可能是扫描件）",
        "核对由Word或WPS导出的文件",
    )
