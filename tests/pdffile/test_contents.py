"""Cutting contents gives what pdfminer's own parser gives, or says that it cannot."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSEOF

from pipeline.pdffile.contents import OddError, cut

PLAIN = (
    b"q", b"Q", b"BT", b"ET", b"Tf", b"T*", b"'", b'"', b"true", b"false", b"null", b"0", b"-12", b"+3", b"0.5",
    b"-.25", b"7.", b"12345678901", b"<>", b"<4E2D56FD>", b"/F1", b"/Span", b"()", b"(abc)", b"(a\nb)",
    b"[1 2]", b"[<01> -3.5 (x)]", b"<</MCID 3>>", b"<</A [1] /B <</C /D>>>>", b"[]", b"<<>>",
)  # fmt: skip
ODD = (
    b"% note\n", b"(a\\)b)", b"(a(b)c)", b"/A#20B", b"<4e2>", b"<4E 2D>", b"--5", b"1.2.3", b".", b"[1", b"]",
    b"<</A>>", b"[q]", b"{1}", b"BI /W 1 ID x EI", b"\x00",
)  # fmt: skip


def slowly(data: bytes) -> list[object]:
    parser, found = PDFContentParser([PDFStream({}, data)]), []
    try:
        while True:
            found.append(parser.nextobject()[1])
    except PSEOF:
        return found


@given(st.lists(st.sampled_from(PLAIN)), st.sampled_from((b" ", b"\n", b"\r\n")))
def test_plain_contents_are_cut_as_pdfminer_does(tokens: list[bytes], between: bytes) -> None:
    data = between.join([*tokens, b"n"]) + between
    assert list(cut(data)) == slowly(data)


@given(st.lists(st.sampled_from(PLAIN), max_size=6))
def test_tokens_need_no_space_where_pdfminer_needs_none(tokens: list[bytes]) -> None:
    data = b"".join(tokens) + b" n\n"
    try:
        found = list(cut(data))
    except OddError:
        return
    assert found == slowly(data)


@pytest.mark.parametrize("odd", ODD)
def test_what_is_odd_is_left_to_pdfminer(odd: bytes) -> None:
    with pytest.raises(OddError):
        list(cut(b"q " + odd + b" Q"))


@given(st.binary(max_size=60))
def test_any_bytes_are_cut_alike_or_not_at_all(data: bytes) -> None:
    whole = data + b" n\n"
    try:
        found = list(cut(whole))
    except OddError:
        return
    assert found == slowly(whole)
