"""People who do not exist (虚构人员): names, telephone and identity numbers.

Telephones lie in 199 0000 xxxx. Identity numbers are well formed but their check digit is always
wrong, so that none can be a person's. No given name uses a character of a name in the plan.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pipeline.sample.dice import Dice

Texts = NDArray[np.object_]

REGION = 330302


def names(dice: Dice, count: int) -> Texts:
    """Give full names, a few with two-character surnames or rare characters."""
    surname = _SURNAMES[dice.weighted(_SURNAME_WEIGHTS, count)]
    first = _GIVEN[dice.integers(0, len(_GIVEN) - 1, count)]
    second = np.where(dice.fractions(count) < 0.78, _GIVEN[dice.integers(0, len(_GIVEN) - 1, count)], "")
    rare = np.where(dice.fractions(count) < 0.01, _RARE[dice.integers(0, len(_RARE) - 1, count)], second)
    joined: Texts = surname + first + rare
    return joined


def mobiles(dice: Dice, count: int) -> Texts:
    """Give mobile numbers."""
    return np.array([f"1990000{tail:04}" for tail in dice.integers(0, 9999, count)], dtype=object)


def identities(dice: Dice, count: int) -> Texts:
    """Give 18-digit identity numbers with a wrong check digit."""
    born = np.datetime64("1955-01-01") + dice.integers(0, 16_000, count)
    days = np.char.replace(born.astype(str), "-", "").astype(np.int64)
    stems = REGION * 10**11 + days * 10**3 + dice.integers(1, 999, count)
    check = _CHECK[(_weighted_sums(stems) + 1) % 11]
    return np.array([f"{stem}{digit}" for stem, digit in zip(stems.tolist(), check, strict=True)], dtype=object)


def _weighted_sums(stems: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give what GB 11643 takes modulo 11 to find the check digit; one more makes it a wrong one."""
    places = 10 ** np.arange(len(_WEIGHTS) - 1, -1, -1, dtype=np.int64)
    sums: NDArray[np.int64] = (stems[:, None] // places % 10) @ _WEIGHTS
    return sums


_WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
_CHECK = np.array(list("10X98765432"))
_COMMON = "陈林黄李张吴郑叶徐朱王金潘胡项周蔡夏苏谢戴余何董赵诸方邱孙倪"
_SURNAMES: Texts = np.array([*_COMMON, "欧阳", "上官", "诸葛"], dtype=object)
_SURNAME_WEIGHTS = [*(30.0 - place for place in range(len(_COMMON))), 0.6, 0.3, 0.4]
_GIVEN: Texts = np.array(
    list(
        "建国伟强芳敏静丽军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红娥玲芬燕彬斌鹏浩宇轩梓涵诗琪晨曦思远"
        "晓岚海峰佳怡雪梅新一诺若溪子墨嘉宁"
    ),
    dtype=object,
)
_RARE: Texts = np.array(list("喆堃玥镕祎"), dtype=object)
