"""网络评议名额 and 满意类比例: two keys of sheet 文件 that a standard may have and need not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.model.standard import Standard
from pipeline.reference.files import SourceFile
from pipeline.reference.standard import read_standard
from tests.reference.workbooks import standard_sheets

FILE = "inputs/standards/2018-03-01-标准.xlsx"


def read(*rows: tuple[str, object]) -> tuple[Standard | None, list[str]]:
    sheets = standard_sheets()
    for key, value in rows:
        sheets.add("文件", key, value)
    draft, found = read_standard(SourceFile(FILE, sheets.xlsx()))
    return draft.standard if draft else None, [f"{d.code} {d.message}" for d in found if "评议名额" in d.message
                                              or "满意类比例" in d.message]  # fmt: skip


def test_a_standard_without_them_chooses_a_hundred_half_and_half() -> None:
    standard, found = read()
    assert standard is not None
    assert (standard.shortlist_quota, standard.satisfied_share, found) == (100, Decimal("0.5"), [])


@pytest.mark.parametrize(("written", "share"), [("60%", "0.6"), (0.6, "0.6"), ("0.6", "0.6"), (1, "1"), ("0%", "0")])
def test_a_share_is_written_as_people_write_it(written: object, share: str) -> None:
    standard, found = read(("网络评议名额", 80), ("满意类比例", written))
    assert standard is not None
    assert (standard.shortlist_quota, standard.satisfied_share, found) == (80, Decimal(share), [])


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(("网络评议名额", value) for value in (0, 1.5, -3)),
        *(("满意类比例", value) for value in ("120%", "一半", 60)),
    ],
)
def test_what_cannot_be_is_an_error(key: str, value: object) -> None:
    standard, found = read((key, value))
    assert standard is None
    assert len(found) == 1
    assert found[0].startswith("STD-VALUE")
