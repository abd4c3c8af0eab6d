"""What is the same for several units is said once, and of whom."""

from __future__ import annotations

import pytest

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.running.together import together


def fault(message: str, file: str = "inputs/organization.xlsx") -> Diagnostic:
    return Diagnostic("DOC-SIGNER", Severity.WARNING, Place(file), message, "填写")


EMPTY, LOSS, OWN, WORDS = fault("签发人为空"), fault("失分"), fault("甲局没有记录"), fault("行宽", "乙局/月报.pdf")
MANY = {f"第{number}局": [LOSS] for number in range(1, 8)}


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ({"甲局": [EMPTY, EMPTY, LOSS]}, ["签发人为空", "失分"]),
        ({"甲局": [EMPTY], "乙局": [EMPTY]}, ["签发人为空（全部2个单位）"]),
        ({"甲局": [LOSS], "乙局": [EMPTY], "丙局": [LOSS]}, ["失分（甲局、丙局）", "签发人为空（乙局）"]),
        ({"甲局": [OWN], "乙局": [WORDS]}, ["甲局没有记录", "行宽"]),
        (MANY | {"甲局": []}, ["失分（第1局、第2局、第3局、第4局、第5局等7个单位）"]),
        ({}, []),
    ],
)
def test_the_same_is_said_once_and_of_whom(found: dict[str, list[Diagnostic]], said: list[str]) -> None:
    assert [one.message for one in together(found)] == said
