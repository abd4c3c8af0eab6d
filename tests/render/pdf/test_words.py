"""The words of the file are the words of the document; what cannot be written is named; bytes repeat."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import replace
from io import BytesIO

import numpy as np
import pdfplumber
import pikepdf
import pytest

from pipeline.diagnostics import Severity
from pipeline.model.document import Paragraph, Run
from pipeline.model.elements import Element, Layout
from pipeline.render.pdf import print_pdf
from pipeline.render.pdf.proof import font_faults

BOTTOM = (297 - 35 + 1) * 72 / 25.4
WHITE = str.maketrans("", "", " \t\n\u3000")


def words_in_order(pdf: bytes) -> str:
    """Give the text of a PDF in the order in which it is drawn, without page numbers and white space."""
    with pdfplumber.open(BytesIO(pdf)) as opened:
        chars = [char for page in opened.pages for char in page.chars if char["bottom"] < BOTTOM]
    return "".join(char["text"] for char in chars).translate(WHITE)


def test_the_pdf_says_exactly_what_the_document_says_in_its_order(make_report, print_it):
    report = make_report(rounds=2)
    said = "".join(paragraph.text for paragraph in report.paragraphs()).translate(WHITE)
    assert words_in_order(print_it(report).pdf) == said


def test_tables_add_only_repeated_heads_and_labels(long_report, printed_report):
    said = Counter("".join(paragraph.text for paragraph in long_report.paragraphs()).translate(WHITE))
    added = Counter(words_in_order(printed_report.pdf)) - said
    assert not said - Counter(words_in_order(printed_report.pdf))
    assert set(added) <= set("阶段内容责任科室第123（续）序号情形扣分说明整改措施—0456789")


def test_a_reader_copies_whole_paragraphs_with_no_space_put_in(printed_report, tmp_path):
    file = tmp_path / "a.pdf"
    file.write_bytes(printed_report.pdf)
    out = subprocess.run(["pdftotext", "-raw", str(file), "-"], capture_output=True, text=True, check=True).stdout
    joined = out.replace("\n", "")
    for piece in (
        "联系人喆堃玥镕祎同志负责①㎡测量，面积120㎡，温度25℃，编号GB/T",
        "“满意”“基本满意”合计1,234,567件；“不满意”3件",
    ):
        assert piece in joined


def test_poppler_and_mupdf_draw_the_same_picture(printed_report, tmp_path):
    file = tmp_path / "a.pdf"
    file.write_bytes(printed_report.pdf)
    for page in (1, 3, 8, printed_report.first_landscape):
        command = [
            "pdftoppm",
            "-r",
            "100",
            "-f",
            str(page),
            "-l",
            str(page),
            "-singlefile",
            str(file),
            str(tmp_path / "p"),
        ]
        subprocess.run(command, check=True)
        poppler = _blackness(_ppm((tmp_path / "p.ppm").read_bytes()))
        mupdf = _blackness(printed_report.picture(page, 100))
        height, width = (min(a, b) for a, b in zip(poppler.shape, mupdf.shape, strict=True))
        poppler, mupdf = poppler[:height, :width], mupdf[:height, :width]
        assert np.corrcoef(poppler.ravel(), mupdf.ravel())[0, 1] > 0.95
        assert not ((poppler > 40) & (mupdf < 8)).any(), f"page {page}: MuPDF leaves something blank"
        assert not ((mupdf > 40) & (poppler < 8)).any(), f"page {page}: poppler leaves something blank"


def _ppm(data: bytes) -> np.ndarray:
    _, size, _, pixels = data.split(b"\n", 3)
    width, height = map(int, size.split())
    return np.frombuffer(pixels, np.uint8).reshape(height, width, 3)


def _blackness(picture: np.ndarray) -> np.ndarray:
    """Average over 10 × 10 pixels (2.5 mm): how black a place is, not where its edges are."""
    black = 255 - picture.astype(float).mean(axis=2)
    height, width = (side // 10 * 10 for side in black.shape)
    return black[:height, :width].reshape(height // 10, 10, width // 10, 10).mean(axis=(1, 3))


def test_the_same_document_gives_the_same_bytes(make_report, fonts, page_templates):
    first, _ = print_pdf(make_report(rounds=1), fonts, page_templates)
    second, _ = print_pdf(make_report(rounds=1), fonts, page_templates)
    assert first == second


def test_only_the_faces_that_were_found_are_embedded(printed_report, fonts):
    names = {face.postscript_name for face in fonts.used()}
    assert font_faults(printed_report.pdf, names, "甲") == []
    faults = font_faults(printed_report.pdf, names - {"FandolKai-Regular"}, "甲")
    assert [(fault.code, "FandolKai-Regular" in fault.message) for fault in faults] == [("PDF-FONT", True)]


def test_a_font_that_is_not_embedded_is_named(printed_report, fonts):
    with pikepdf.open(BytesIO(printed_report.pdf)) as opened:
        for element in opened.objects:
            if isinstance(element, pikepdf.Dictionary) and element.get("/Type") == "/FontDescriptor":
                del element["/FontFile3"]
        stripped = BytesIO()
        opened.save(stripped)
    faults = font_faults(stripped.getvalue(), {face.postscript_name for face in fonts.used()}, "甲")
    assert "没有嵌入" in faults[0].message


def test_rare_characters_are_named_once_as_a_warning(printed_report):
    assert [(fault.code, fault.severity) for fault in printed_report.diagnostics] == [("FNT-RARE", Severity.WARNING)]
    assert all(character in printed_report.diagnostics[0].message for character in "喆堃玥镕祎㎡")


def test_a_character_without_a_glyph_is_an_error_where_it_stands(make_report, print_it):
    report = make_report(rounds=1)
    odd = Paragraph(Element.BODY, (Run("经办人\U0001f600李某。"),))
    printed = print_it(replace(report, body=(*report.body, odd)))
    errors = [fault for fault in printed.diagnostics if fault.severity is Severity.ERROR]
    assert {fault.code for fault in errors} >= {"FNT-GLYPH"}
    [fault] = [fault for fault in errors if fault.code == "FNT-GLYPH"]
    assert "经办人" in str(fault.place)
    assert "\U0001f600" in fault.message


def test_a_glyph_that_mupdf_would_leave_blank_is_taken_from_another_face(make_report, print_it):
    report = make_report(rounds=1)
    odd = Paragraph(Element.BODY, (Run("本月上升↗，金额€5。"),))
    printed = print_it(replace(report, body=(*report.body, odd)))
    assert printed.line("本月上升").fonts == {"FandolFang-Regular", "NotoSerifCJKsc-Regular"}


def test_markup_in_the_words_is_printed_not_obeyed(make_report, print_it):
    report = make_report(rounds=1)
    odd = Paragraph(Element.BODY, (Run("<b>甲</b>&amp;{{ page }}<script>"),))
    printed = print_it(replace(report, body=(*report.body, odd)))
    assert printed.line("甲").text == "<b>甲</b>&amp;{{page}}<script>"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ('<img src="https://example.invalid/a.png" alt="">', "PDF-LAYOUT"),
        ('<img src="file:///etc/hostname" alt="">', "PDF-LAYOUT"),
        ('<p style="colour: red">甲</p>', "PDF-LAYOUT"),
        ("{{ page.nothing }}", "PDF-TEMPLATE"),
        ("{{ page.__class__.__mro__ }}", "PDF-TEMPLATE"),
        ("{% for x in %}", "PDF-TEMPLATE"),
    ],
    ids=["network", "other file", "unknown property", "unknown field", "inner workings", "broken tag"],
)
def test_what_a_page_template_may_not_do_is_an_error(change, code, make_report, fonts, changed_templates):
    _, faults = print_pdf(make_report(rounds=1), fonts, changed_templates(change))
    assert code in {fault.code for fault in faults if fault.severity is Severity.ERROR}


@pytest.fixture
def changed_templates(page_templates, tmp_path):
    """Copy the page templates and put something before the end of the frame of all layouts."""

    def changed(text):
        for file in page_templates.iterdir():
            (tmp_path / file.name).write_bytes(file.read_bytes())
        page = tmp_path / "骨架.html"
        page.write_text(page.read_text(encoding="utf-8").replace("</body>", f"{text}</body>"), encoding="utf-8")
        return tmp_path

    return changed


def test_a_layout_without_template_is_an_error_that_lists_the_known_ones(make_report, fonts, tmp_path):
    (tmp_path / "文件.html").touch()
    pdf, [fault] = print_pdf(make_report(rounds=1, layout=Layout.BULLETIN), fonts, tmp_path)
    assert (pdf, fault.code) == (b"", "PDF-LAYOUT")
    assert "文件" in fault.remedy


def test_without_fonts_nothing_is_printed(make_report, fonts, page_templates):
    pdf, [fault] = print_pdf(make_report(rounds=1), replace(fonts, faces={}), page_templates)
    assert (pdf, fault.code) == (b"", "PDF-FONT")


OUTLOUD = ("outloud", "--skip", "TBL-014", "--fail-on", "warning")
"""``TBL-014`` looks for a table only on the page on which it begins; ours is one over all its pages."""


@pytest.mark.parametrize("judge", [OUTLOUD, ("pdfua", "check")], ids=lambda judge: judge[0])
def test_judges_of_accessibility_find_nothing(judge, printed_report, tmp_path):
    file = tmp_path / "a.pdf"
    file.write_bytes(printed_report.pdf)
    script = (f"import sys, importlib.metadata as m; [e] = [e for e in m.entry_points(group='console_scripts') "
              f"if e.name == {judge[0]!r}]; sys.exit(e.load()())")  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", script, *judge[1:], str(file)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
