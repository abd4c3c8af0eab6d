from __future__ import annotations

import pytest

from pipeline.proof.numbers import Kind, masked, numbers_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("累计得分31.13分，得分率77.83%", [("31.13", Kind.MARK), ("77.83", Kind.RATE)]),
        ("截至2018年6月30日", [("2018", Kind.DATE), ("6", Kind.DATE), ("30", Kind.DATE)]),
        ("8时51分受理", [("8", Kind.DATE), ("51", Kind.DATE)]),
        ("附件2 1.1.1至1.1.4", [("2", Kind.NUMBERING), ("1.1.1", Kind.CLAUSE), ("1.1.4", Kind.CLAUSE)]),
        ("情形1.2.1-2", [("1.2.1-2", Kind.CLAUSE)]),
        ("1.在办诉求4件", [("1", Kind.NUMBERING), ("4", Kind.COUNT)]),
        ("12345政务服务热线评价", [("12345", Kind.NAME)]),
        ("温委办发〔2018〕19号", [("2018", Kind.NAME), ("19", Kind.NAME)]),
        ("工单DH-LC-1806-015", [("1806-015", Kind.NAME)]),
        ("4月-12月", [("4", Kind.DATE), ("12", Kind.DATE)]),
        ("扣３分", [("３", Kind.MARK)]),
        ("+0.08", [("0.08", Kind.COUNT)]),
        ("一、工作目标", []),
    ],
)
def test_every_number_is_found_with_its_kind(text: str, found: list[tuple[str, Kind]]) -> None:
    assert [(number.text, number.kind) for number in numbers_in(text)] == found


def test_texts_that_differ_in_numbers_alone_look_the_same_when_masked() -> None:
    assert masked("失2.00分，扣1项") == masked("失0.5分，扣12项") != masked("失2.00分，扣12件")
