"""A profile (地方规范): where an office's own rules depart from the standard, as data.

A TOML file names it and gives only what differs::

    name = "某市公文格式细则"
    basis = "某办发〔2018〕1号"
    waived = ["GB-IMPRINT-EVEN"]
    [limits]
    top = 35.0
    pitch = [28.0, 0.35]    # value, tolerance
    [fonts]
    "标题" = ["黑体"]
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from math import floor

from pipeline.check import gb9704
from pipeline.check.limit import Limit
from pipeline.check.measured import MM
from pipeline.fonts import Role
from pipeline.model.elements import Element


@dataclass(frozen=True)
class Profile:
    """地方规范; by default the standard itself."""

    name: str = "GB/T 9704—2012"
    basis: str = ""
    waived: frozenset[str] = frozenset()
    fonts: Mapping[Element, frozenset[Role]] = field(default_factory=dict)
    top: Limit = gb9704.TOP
    binding: Limit = gb9704.BINDING
    type_width: Limit = gb9704.TYPE_WIDTH
    type_height: Limit = gb9704.TYPE_HEIGHT
    lines: Limit = gb9704.LINES
    characters: Limit = gb9704.CHARACTERS
    pitch: Limit = gb9704.PITCH
    body_size: Limit = gb9704.BODY_SIZE
    title_size: Limit = gb9704.TITLE_SIZE
    given: frozenset[str] = frozenset()
    """The limits that the office's own file names; what follows from them is reckoned."""

    @property
    def below(self) -> float:
        """The margin below the 版心."""
        return gb9704.PAPER_HEIGHT.value - self.bottom

    @property
    def bottom(self) -> float:
        """The 版心's lower edge, from the sheet's top."""
        return self.top.value + self.type_height.value

    @property
    def right(self) -> float:
        """The 版心's right edge."""
        return self.binding.value + self.type_width.value

    @property
    def mirrored(self) -> float:
        """The 版心's left edge on an even page whose margins are mirrored."""
        return gb9704.PAPER_WIDTH.value - self.right

    @property
    def character(self) -> float:
        """1 字 in millimetres."""
        return self.type_width.value / self.characters.value

    @property
    def line(self) -> float:
        """The line pitch in points by which documents are set: the one asked for, if it gives a page its lines.

        Else it is the one within the tolerance whose lines come nearest to filling the 版心.

        Raises:
            ValueError: none within the tolerance gives them.
        """
        height, lines = self.type_height.value / MM, self.lines.value
        least, most = height / (lines + 1) + gb9704.PITCH_ROOM, floor(height / lines * 100) / 100
        line, spread = self.pitch.value, self.pitch.tolerance
        if not least <= line <= most:
            line = min(max(most, line - spread), line + spread)
        if not least <= line <= most:
            room = "～".join(dict.fromkeys(f"{int(height / (self.pitch.value + off))}" for off in (spread, -spread)))
            told = f"行距{self.pitch}时，版心高{self.type_height}可排{room}行，与每面{self.lines}不符"
            raise ValueError(f"limits 前后矛盾：{told}")
        return line

    @property
    def departures(self) -> tuple[str, ...]:
        """What differs from the standard, for people."""
        limits = (
            f"{_TITLES[item.name]}{getattr(self, item.name)}"
            for item in fields(self)
            if item.name in _TITLES and getattr(self, item.name) != getattr(STANDARD, item.name)
        )
        fonts = (f"{element}用{'或'.join(sorted(roles))}" for element, roles in self.fonts.items())
        return (*limits, *fonts, *(f"不核对{code}" for code in sorted(self.waived)))


STANDARD = Profile()
"""GB/T 9704—2012, no departure."""


def parse_profile(text: str) -> Profile:
    """Read a profile's TOML.

    Raises:
        ValueError: it is not TOML, or names something that a profile cannot change.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise ValueError(f'格式有误（{fault}）；中文的键名要加引号，如 "标题" = ["黑体"]') from None
    unknown = set(data) - {"name", "basis", "waived", "limits", "fonts"}
    if unknown or "name" not in data:
        raise ValueError(f"无法识别的项目：{'、'.join(sorted(unknown)) or '缺少 name'}")
    limits = {key: _limit(key, value) for key, value in data.get("limits", {}).items()}
    profile = replace(
        STANDARD,
        name=str(data["name"]),
        basis=str(data.get("basis", "")),
        waived=frozenset(map(str, data.get("waived", ()))),
        fonts=dict(_font(key, roles) for key, roles in data.get("fonts", {}).items()),
        given=frozenset(limits),
        **limits,
    )
    if profile.given & {"lines", "type_height"} and "pitch" not in profile.given:
        share = profile.type_height.value / profile.lines.value * gb9704.LINES.value / gb9704.TYPE_HEIGHT.value
        profile = replace(profile, pitch=replace(profile.pitch, value=round(profile.pitch.value * share, 2)))
    _agree(profile)
    return profile


def _agree(profile: Profile) -> None:
    """See that the limits can all be kept at once: nobody could print by them otherwise.

    Raises:
        ValueError: they contradict one another.
    """
    if profile.below < gb9704.EDGE_LEAST or gb9704.PAPER_WIDTH.value - profile.right < gb9704.EDGE_LEAST:
        raise ValueError("limits 前后矛盾：天头与版心高、订口与版心宽之和超出A4纸")
    _ = profile.line
    gap = profile.character / MM - profile.body_size.value
    if not -gb9704.TIGHTEST <= gap <= profile.body_size.value * gb9704.LOOSEST:
        raise ValueError(
            f"limits 前后矛盾：正文{profile.body_size}的字，版心宽{profile.type_width}内每行不应排{profile.characters}"
        )


def _font(name: str, roles: object) -> tuple[Element, frozenset[Role]]:
    if name not in set(Element):
        raise ValueError(f"fonts 中没有“{name}”这个要素")
    wrong = [role for role in roles if role not in set(Role)] if isinstance(roles, list) else [roles]
    if wrong:
        raise ValueError(f"“{name}”的字体只能从{'、'.join(Role)}中选，不能是{wrong[0]}")
    return Element(name), frozenset(map(Role, roles if isinstance(roles, list) else ()))


def _limit(name: str, value: object) -> Limit:
    if name not in _TITLES:
        raise ValueError(f"limits 中没有“{name}”，可用：{'、'.join(_TITLES)}")
    standard: Limit = getattr(STANDARD, name)
    match value:
        case int() | float():
            return replace(standard, value=float(value))
        case [int() | float() as number, int() | float() as tolerance]:
            return replace(standard, value=float(number), tolerance=float(tolerance))
    raise ValueError(f"limits 中的 {name} 要写一个数，或写 [数值, 允许偏差]")


_TITLES = {
    "top": "天头",
    "binding": "订口",
    "type_width": "版心宽",
    "type_height": "版心高",
    "lines": "每面行数",
    "characters": "每行字数",
    "pitch": "行距",
    "body_size": "正文字号",
    "title_size": "标题字号",
}
