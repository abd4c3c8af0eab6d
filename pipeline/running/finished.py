"""Judging what a run made (成品核对): every finished document passes our own checker, or nothing is published.

An office's own rules (地方规范) are read here once: the renderers obey what the checker judges by.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.check import RULES, STANDARD, Office, Profile, check_file, find_office, parse_profile
from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.fonts import FontSet, Role
from pipeline.model.elements import VERBATIM
from pipeline.render.house import House
from pipeline.running.origins import NO_GLYPH, Origins

RULE_COUNT = len(RULES)
"""How many rules every document is judged by."""

PROFILE = "profile.toml"
"""The office's 地方规范, below ``inputs/``."""

_OF_WORDS = frozenset(rule.code for rule in RULES if rule.of_words)
_KINDS = frozenset({".docx", ".pdf"})
_GLYPH = "GB-FONT-GLYPH"
_TOLD_ALREADY = frozenset({"GB-WORDS-PLACEHOLDER"})
"""A ``DOC-…`` warning has named what is to be filled in, and the cell where."""


@dataclass(frozen=True)
class Yardstick:
    """What documents are judged by: the standard, or the office's profile and its file's hash.

    With an ``office`` (LibreOffice) Word files are judged by its layout too, else by their own parameters alone.
    """

    profile: Profile = STANDARD
    digest: str = ""
    office: Office | None = None

    @property
    def house(self) -> House:
        """What the renderers obey: the very departures that documents are judged by."""
        own = {name: getattr(self.profile, name).value for name in self.profile.given}
        own |= {name: round(own[name]) for name in ("lines", "characters") if name in own}
        own |= {"pitch": self.profile.line} if "pitch" in own else {}
        fonts = tuple((element, min(roles, key=list(Role).index)) for element, roles in self.profile.fonts.items())
        return House(self.profile.name if self.profile != STANDARD else "", fonts=fonts, **own)

    def as_json(self) -> dict[str, Any]:
        """Give it for the manifest."""
        kept = {"name": self.profile.name, "basis": self.profile.basis, "departures": list(self.profile.departures)}
        return kept | {"sha256": self.digest, "layout": "LibreOffice" if self.office else ""}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings of each severity a file has."""

    error: int = 0
    warning: int = 0
    note: int = 0


@dataclass(frozen=True)
class Judgement:
    """核对结论: by what, what each document came to (by path below the period's folder), and the findings."""

    yardstick: Yardstick = Yardstick()
    tallies: Mapping[str, Tally] = field(default_factory=dict)
    findings: tuple[Diagnostic, ...] = ()

    def __str__(self) -> str:
        """Give the line of the summary."""
        counts = "，".join(f"{word} {self.count(severity)}" for severity, word in _WORDS.items())
        by = "" if self.yardstick.profile == STANDARD else f"按《{self.yardstick.profile.name}》，"
        kept = any(fault.code in _OF_WORDS and fault.severity is Severity.NOTE for fault in self.findings)
        verbatim = f"；{VERBATIM}的文件，原文形式不符的只作提示" if kept else ""
        return f"格式核对：{len(self.tallies)} 份文件，{by}依据 {RULE_COUNT} 条规则，{counts}{verbatim}{self._layout}"

    @property
    def _layout(self) -> str:
        """Say how Word files were judged, when there are any."""
        if not any(path.endswith(".docx") for path in self.tallies):
            return ""
        if self.yardstick.office:
            return "；Word文件另按LibreOffice的排版核对"
        return "；Word文件只按自身参数核对（加 --layout 另按LibreOffice的排版核对）"

    def count(self, severity: Severity) -> int:
        """Give how many findings of a severity there are."""
        return sum(1 for fault in self.findings if fault.severity is severity)

    def as_json(self) -> dict[str, Any]:
        """Give it for the manifest."""
        tallies = {path: asdict(tally) for path, tally in sorted(self.tallies.items())}
        return {"profile": self.yardstick.as_json(), "rules": RULE_COUNT, "files": tallies}


def load_yardstick(inputs: Path, layout: FontSet | None = None) -> tuple[Yardstick, list[Diagnostic]]:
    """Read the office's profile; the standard itself when it has none.

    Args:
        inputs: the folder where it is.
        layout: the fonts with which LibreOffice shall lay Word files out; None when it shall not.
    """
    office = find_office(layout) if layout else None
    faults = [_no_office()] if layout and not office else []
    path = inputs / PROFILE
    if not path.is_file():
        return Yardstick(office=office), faults
    content = path.read_bytes()
    try:
        return Yardstick(parse_profile(content.decode("utf-8")), hashlib.sha256(content).hexdigest(), office), faults
    except ValueError as fault:
        reason = "不是UTF-8文本" if isinstance(fault, UnicodeDecodeError) else str(fault)
        message, remedy = f"地方规范文件有误：{reason}", "改正该文件；没有地方规范的，删去即按国家标准"
        return Yardstick(), [Diagnostic("GB-PROFILE-FILE", Severity.ERROR, Place(f"inputs/{PROFILE}"), message, remedy)]


def judge(
    files: Mapping[PurePosixPath, bytes],
    yardstick: Yardstick,
    origins: Origins | None = None,
) -> Judgement:
    """Judge the documents among some files.

    What is wrong in words of the office's own data is warned of: documents repeat them, and must not wait for it.
    """
    origins = origins or Origins(())
    tallies: dict[str, Tally] = {}
    findings: list[Diagnostic] = []
    for path, content in sorted(files.items()):
        if path.suffix in _KINDS and content:
            faults = check_file(content, str(path), yardstick.profile, yardstick.office, origins.place_of)
            faults = [fault for fault in faults if fault.code not in _TOLD_ALREADY]
            tallies[str(path)] = Tally(**Counter(str(fault.severity) for fault in faults))
            findings += faults
    return Judgement(yardstick, tallies, tuple(findings))


def without_told(judgement: Judgement, faults: Iterable[Diagnostic]) -> Judgement:
    """Leave out characters without a glyph that printing has told of, at the records where they were written."""
    told = {f"U+{ord(fault.measured):04X}" for fault in faults if fault.code == NO_GLYPH}
    findings = (one for one in judgement.findings if one.code != _GLYPH or not told.issuperset(_codes(one)))
    return replace(judgement, findings=tuple(findings))


def _codes(finding: Diagnostic) -> list[str]:
    return re.findall(r"U\+[0-9A-F]+", finding.measured) or [""]


def _no_office() -> Diagnostic:
    message = "本机没有LibreOffice，Word文件只按自身参数核对"
    remedy = "安装LibreOffice后重新运行；不需要复核的，去掉 --layout"
    return Diagnostic("GB-LAYOUT", Severity.WARNING, Place("--layout"), message, remedy)


_WORDS = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTE: "提示"}
