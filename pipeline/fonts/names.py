"""The roles of GB/T 9704—2012, 5.2.2 and 7, and the fonts that may play them, best first.

A name is a font's full name or PostScript name in any of its languages; case does not matter.
"""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What a font is for; the value is the standard's own word."""

    FANGSONG = "仿宋"
    """Body (5.2.2)."""
    KAI = "楷体"
    """Second-level headings, 签发人's name (7.2.6, 7.3.3)."""
    HEI = "黑体"
    """First-level headings, 密级, 附件 numbers (7.2.2, 7.3.3, 7.3.7)."""
    TITLE_SONG = "小标宋"
    """发文机关标志 and titles (7.2.4, 7.3.1)."""
    SONG = "宋体"
    """Page numbers (7.5)."""


OFFICE: dict[Role, tuple[str, ...]] = {
    Role.FANGSONG: ("仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "方正仿宋_GBK", "方正仿宋简体", "STFangsong"),
    Role.KAI: ("楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "方正楷体_GBK", "方正楷体简体", "STKaiti"),
    Role.HEI: ("黑体", "SimHei", "方正黑体_GBK", "方正黑体简体", "STHeiti"),
    Role.TITLE_SONG: ("方正小标宋简体", "FZXBSJW--GB1-0", "方正小标宋_GBK", "FZXBSK--GBK1-0"),
    Role.SONG: ("宋体", "SimSun", "方正书宋_GBK", "方正书宋简体", "STSong"),
}
"""The fonts that offices own and Word files name. The first name of each is the one to ask for."""

STAND_INS: dict[Role, tuple[str, ...]] = {
    Role.FANGSONG: ("FandolFang-Regular",),
    Role.KAI: ("FandolKai-Regular",),
    # FandolHei before Noto Sans: its weight is that of 黑体, and its line height that of FandolFang,
    # so that a heading costs no more than its line. (Noto's Medium would come in a package of 134 MB.)
    # Its digits are light: stems of 0.075 to 0.09 em beside 0.104 of its Chinese. They stay its own all the same: the
    # only other sans at hand, Noto's Bold, has 0.148 and is further off, and in Word files a role is one font too.
    Role.HEI: ("FandolHei-Regular", "NotoSansCJKsc-Medium", "SourceHanSansSC-Medium", "NotoSansCJKsc-Bold"),
    Role.TITLE_SONG: ("STZhongsong", "NotoSerifCJKsc-Bold", "SourceHanSerifSC-Bold", "FandolSong-Bold"),
    Role.SONG: ("NotoSerifCJKsc-Regular", "SourceHanSerifSC-Regular", "FandolSong-Regular"),
}
"""Free fonts that are like them, when the office's are not there."""

_SERIF = ("NotoSerifCJKsc-Regular", "SourceHanSerifSC-Regular", "SimSun", "宋体")
_BLACK = ("NotoSansCJKsc-Medium", "SourceHanSansSC-Medium", "NotoSansCJKsc-Bold", "NotoSansCJKsc-Regular")

FALLBACKS: dict[Role, tuple[str, ...]] = {
    Role.FANGSONG: _SERIF,
    Role.KAI: _SERIF,
    Role.HEI: _BLACK + _SERIF,
    Role.TITLE_SONG: ("NotoSerifCJKsc-Bold", "SourceHanSerifSC-Bold", *_SERIF),
    Role.SONG: _SERIF,
}
"""Large fonts that write what a role's own face lacks: 喆 堃 玥 镕 祎 and other characters of names."""


def candidates(role: Role) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the names that may play a role, in the order in which they are tried: the office's, then the stand-ins."""
    return OFFICE[role], STAND_INS[role]
