"""Settings (运行设置): ``pingyi.toml`` of a workspace says with what the stages run, never what they come to.

No setting changes a mark, a word or a figure; each has a default, and an office on a laptop needs no file::

    [engine]
    name = "spark"                        # duckdb（默认）或 spark
    master = "spark://…"                  # spark: where the cluster is; local-cluster[2,1,1024] for a trial
    memory = "4GiB"                       # duckdb: how much memory it may hold before it spills
    processes = 8                         # how many make documents at once; 0 means all cores

    [pdf]
    engine = "typst"                      # weasyprint（默认）或 typst

    [records]
    accepted = "/data/pingyi/2018"        # accepted records as Parquet, read where they lie (docs/accepted.md)
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from pipeline.diagnostics import Diagnostic, Place, Severity

NAME = "pingyi.toml"
_SIZE = re.compile(r"[1-9]\d*(\.\d+)? ?[KMGT]i?B")


@dataclass(frozen=True, slots=True)
class Engine:
    """计算引擎: what scores, and on how many processes documents are made (0: all cores)."""

    name: str = "duckdb"
    master: str = "local[*]"
    memory: str = "4GiB"
    processes: int = 0


@dataclass(frozen=True, slots=True)
class Pdf:
    """版式引擎: what paints the pages."""

    engine: str = "weasyprint"


@dataclass(frozen=True, slots=True)
class At:
    """Where accepted records lie; "" when they come from ``inputs/records``."""

    accepted: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """运行设置 of a workspace."""

    engine: Engine = field(default_factory=Engine)
    pdf: Pdf = field(default_factory=Pdf)
    records: At = field(default_factory=At)


DEFAULT = Settings()

CHOICES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("engine", "name"): ("duckdb", "spark"),
    ("pdf", "engine"): ("weasyprint", "typst"),
}


def load_settings(root: Path) -> tuple[Settings, list[Diagnostic]]:
    """Read ``pingyi.toml`` below a workspace's root; the defaults when there is none, or with the errors found."""
    path = root / NAME
    if not path.is_file():
        return DEFAULT, []
    try:
        return parse_settings(path.read_text("utf-8")), []
    except ValueError as fault:
        reason = "不是UTF-8文本" if isinstance(fault, UnicodeDecodeError) else str(fault)
        remedy = "改正该文件；不需要特别设置的，删去即可"
        return DEFAULT, [Diagnostic("SET-FILE", Severity.ERROR, Place(NAME), f"运行设置有误：{reason}", remedy)]


def parse_settings(text: str) -> Settings:
    """Read the text of ``pingyi.toml``.

    Raises:
        ValueError: it is not TOML, or holds what is no setting; the message is for the user.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise ValueError(f"格式有误（{fault}）") from None
    sections = {item.name: item.default_factory for item in fields(Settings)}
    _only_known(data, sections, "")
    return Settings(**{name: _section(name, kind, data[name]) for name, kind in sections.items() if name in data})


def _section(name: str, kind: Any, given: object) -> Any:
    if not isinstance(given, dict):
        raise ValueError(f"{name} 要写成一节：[{name}]")  # noqa: TRY004 - the text is at fault
    known = {item.name: item.default for item in fields(kind)}
    _only_known(given, known, f"[{name}] 中")
    for key, value in given.items():
        _fits(name, key, value, known[key])
    return kind(**given)


def _only_known(given: Mapping[str, object], known: Mapping[str, object], where: str) -> None:
    for key in given:
        if key not in known:
            raise ValueError(f"{where}没有“{key}”这一项，可写：{'、'.join(known)}")


def _fits(section: str, key: str, value: object, default: object) -> None:
    named = f"[{section}] 的 {key}"
    if type(value) is not type(default):
        raise ValueError(f"{named} 应当是{'整数' if isinstance(default, int) else '文字（加引号）'}")
    choices = CHOICES.get((section, key))
    if choices and value not in choices:
        raise ValueError(f"{named} 不能是“{value}”，可选：{'、'.join(choices)}")
    if (section, key) == ("engine", "memory") and not _SIZE.fullmatch(str(value)):
        raise ValueError(f"{named} 不能是“{value}”，写成 4GiB 这样")
    if isinstance(value, int) and value < 0:
        raise ValueError(f"{named} 不能小于 0")
