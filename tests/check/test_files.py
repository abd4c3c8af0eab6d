"""Hostile and broken files get one clear diagnostic; whatever else a file holds, the checker does not fall over it."""

from __future__ import annotations

import io
import zipfile

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.check import check_file
from pipeline.diagnostics import Severity
from tests.check.good import letter
from tests.check.manuscript import manuscript
from tests.check.press import Press

GOOD = manuscript()


def packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_document(text: str) -> bytes:
    return packed(unpacked(GOOD) | {"word/document.xml": text.encode()})


BOMB = b'<?xml version="1.0"?><w:document xmlns:w="w">' + b" " * (65 * 2**20)
ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("空.pdf", b""),
        ("空.docx", b""),
        ("文本.pdf", "不是PDF".encode()),
        ("文本.docx", "不是Word文件".encode()),
        ("半截.docx", GOOD[: len(GOOD) // 2]),
        ("别的压缩包.docx", packed({"a.txt": b"a"})),
        ("炸弹.docx", packed({"word/document.xml": BOMB})),
        ("实体.docx", with_document(ENTITY)),
        ("无正文.docx", with_document("<a/>")),
        ("旧格式.doc", b"\xd0\xcf\x11\xe0"),
        ("没有扩展名", b"%PDF-1.7"),
    ],
)
def test_a_file_that_cannot_be_read_gets_one_error(name: str, content: bytes) -> None:
    (fault,) = check_file(content, name)
    assert (fault.code, fault.severity, fault.place.file) == ("GB-FILE", Severity.ERROR, name)
    assert fault.remedy


def test_an_encrypted_pdf_gets_one_error(press: Press) -> None:
    with pikepdf.open(io.BytesIO(press.print(letter()))) as pdf:
        locked = io.BytesIO()
        pdf.save(locked, encryption=pikepdf.Encryption(user="1", owner="2"))
    (fault,) = check_file(locked.getvalue(), "加密.pdf")
    assert fault.code == "GB-FILE"


def test_a_scan_is_judged_by_what_it_has() -> None:
    pdf = pikepdf.Pdf.new()
    pdf.add_blank_page(page_size=(595.3, 841.9))
    file = io.BytesIO()
    pdf.save(file)
    codes = {fault.code for fault in check_file(file.getvalue(), "扫描件.pdf")}
    assert "GB-FILE-TEXT" in codes
    assert "GB-PAGE-SIZE" not in codes


_PARTS = unpacked(GOOD)
_TORN = ("word/document.xml", "word/styles.xml", "word/settings.xml", "word/footer1.xml", "docProps/core.xml")


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(_TORN), st.integers(0, 10**6), st.binary(max_size=12))
def test_a_torn_word_file_never_breaks_the_checker(part: str, place: int, noise: bytes) -> None:
    content = _PARTS[part]
    at = place % len(content)
    check_file(packed(_PARTS | {part: content[:at] + noise + content[at + len(noise) :]}), "残.docx")


@pytest.fixture(scope="module")
def plain(press: Press) -> bytes:
    """A PDF without its font programs, so that noise falls on what is read."""
    with pikepdf.open(io.BytesIO(press.print(letter()))) as pdf:
        for font in pdf.pages[0].Resources.Font.values():
            del font.DescendantFonts[0].FontDescriptor["/FontFile3"]
        file = io.BytesIO()
        pdf.save(file, compress_streams=False, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return file.getvalue()


@settings(max_examples=40, deadline=None)
@given(place=st.integers(0, 10**7), noise=st.binary(min_size=1, max_size=12))
def test_a_torn_pdf_never_breaks_the_checker(plain: bytes, place: int, noise: bytes) -> None:
    at = place % len(plain)
    check_file(plain[:at] + noise + plain[at + len(noise) :], "残.pdf")
