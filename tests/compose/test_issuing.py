"""What the procedure has not decided is a visible 【待填】 and a warning; nothing is invented (条例)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.compose.issuing import WANTED, issuing
from pipeline.diagnostics import Severity
from pipeline.model.organization import Issuance
from tests.compose.setting import ISSUED


def test_complete_elements_are_said_in_their_forms_and_nothing_is_warned_of() -> None:
    head, closing, imprint, faults = issuing(ISSUED, "关于某事的报告")
    assert faults == []
    assert (head.number, head.signer, head.title) == ("温公积金鹿〔2018〕5号", "林书远", "关于某事的报告")
    assert head.addressee == "温州市住房公积金管理中心："
    assert closing.date == "2018年7月5日"
    assert closing.note == "（联系人：陈晓岚，联系电话：0577-00000000）"
    assert imprint.copy_to == "抄送：市审管办。"
    assert imprint.printed_on == "2018年7月5日印发"


@pytest.mark.parametrize("wanted", WANTED, ids=lambda wanted: wanted.field)
def test_each_missing_element_is_a_placeholder_and_a_warning_that_names_it(wanted: object) -> None:
    field, key, code = (getattr(wanted, name) for name in ("field", "key", "code"))
    head, closing, imprint, faults = issuing(replace(ISSUED, **{field: " "}), "关于某事的报告")
    assert [(fault.code, fault.severity) for fault in faults] == [(code, Severity.WARNING)]
    assert str(faults[0].place) == "inputs/organization.xlsx[发文要素]"
    assert key in faults[0].message
    assert key in faults[0].remedy
    said = (
        head.agency_mark,
        head.number,
        head.signer,
        head.addressee,
        closing.signature,
        closing.date,
        closing.note,
        imprint.printer,
        imprint.printed_on,
    )
    assert sum("【待填】" in text for text in said) == 1


def test_a_missing_number_keeps_the_agencys_code_but_no_year() -> None:
    head, *_ = issuing(replace(ISSUED, number=""), "关于某事的报告")
    assert head.number == "温公积金鹿【待填】"
    assert issuing(Issuance(), "关于某事的报告")[0].number == "【待填】"


def test_without_copies_there_is_no_copy_line() -> None:
    assert issuing(replace(ISSUED, copy_to=""), "关于某事的报告")[2].copy_to == ""


@pytest.mark.parametrize("written", ["2018-07-05", "2018/7/5", "2018.7.5", "2018年7月5日", "2018-07-05 00:00:00"])
def test_a_date_is_said_officially_however_it_was_typed(written: str) -> None:
    _, closing, _, faults = issuing(replace(ISSUED, dated=written), "关于某事的报告")
    assert closing.date == "2018年7月5日"
    assert faults == []


@pytest.mark.parametrize("written", ["七月五日", "2018年13月5日", "7月5日"])
def test_what_is_no_date_stays_as_it_is_with_a_warning(written: str) -> None:
    _, closing, _, faults = issuing(replace(ISSUED, dated=written), "关于某事的报告")
    assert closing.date == written
    assert [fault.code for fault in faults] == ["DOC-DATE-FORM"]
