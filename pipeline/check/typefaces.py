"""Which roles a font may play, told from its name: the office's fonts, the free stand-ins, and their relatives."""

from __future__ import annotations

import re
from functools import cache

from pipeline.fonts import Role
from pipeline.fonts.names import OFFICE, STAND_INS

_SUBSET = re.compile(r"^[A-Z]{6}\+")
_MAKER = re.compile(r"cjk(jp|kr|tc|hk)|-vkana$", re.IGNORECASE)

_LIKENESS: tuple[tuple[re.Pattern[str], Role], ...] = (
    (re.compile(r"仿宋|fangsong|fandolfang|simfang|^fzfs"), Role.FANGSONG),
    (re.compile(r"楷|kaiti|kai|^fzkt"), Role.KAI),
    (re.compile(r"小标宋|xbs|zhongsong|中宋|serif.*(bold|heavy|black)|song.*bold"), Role.TITLE_SONG),
    (re.compile(r"黑|hei|sans"), Role.HEI),
    (re.compile(r"宋|song|simsun|serif|ming|mincho"), Role.SONG),
)
"""First match wins: 仿宋 before 宋, 小标宋 before 宋."""


def bare_name(name: str) -> str:
    """Give a PDF font's name without the subset's tag."""
    return _SUBSET.sub("", name.removeprefix("/"))


@cache
def roles_of(name: str) -> frozenset[Role]:
    """Give the roles that a font of this name may play."""
    plain = _MAKER.sub(lambda match: "cjksc" if match[0].startswith("cjk") else "", bare_name(name)).casefold()
    exact = {role for role in Role if plain in _NAMES[role]}
    if exact:
        return frozenset(exact)
    return frozenset(next(({role} for pattern, role in _LIKENESS if pattern.search(plain)), set()))


_NAMES = {role: {name.casefold() for name in OFFICE[role] + STAND_INS[role]} for role in Role}
