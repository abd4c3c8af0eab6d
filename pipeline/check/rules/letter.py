"""信函格式: GB/T 9704—2012, 10.1."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check import gb9704
from pipeline.check.finding import Finding
from pipeline.check.profile import Profile
from pipeline.check.subject import Subject
from pipeline.model.elements import Element


def letter_mark(subject: Subject, _: Profile) -> Iterator[Finding]:
    """信函格式的发文机关标志上边缘距上页边30 mm，不加“文件”二字。

    条款：GB/T 9704—2012 10.1（规定）
    反例：发文机关标志距上页边72 mm
    正例：发文机关标志距上页边30 mm
    """
    for passage in subject.of(Element.AGENCY_MARK):
        if passage.text.strip().endswith("文件"):
            yield Finding(passage.place, "信函格式的发文机关标志带有“文件”二字", "删去“文件”二字")
        if passage.lines and not gb9704.LETTER_MARK_TOP.holds(passage.lines[0].top):
            yield Finding(
                passage.place,
                "发文机关标志的位置不符",
                f"使其上边缘距上页边{gb9704.LETTER_MARK_TOP.value:g} mm",
                gb9704.LETTER_MARK_TOP.shown(passage.lines[0].top),
                str(gb9704.LETTER_MARK_TOP),
            )


def letter_lines(subject: Subject, _: Profile) -> Iterator[Finding]:
    """信函格式首页印两条长170 mm的红色双线：发文机关标志下4 mm处上粗下细，距下页边20 mm处上细下粗。

    条款：GB/T 9704—2012 10.1（规定）
    反例：只有一条红线，或线长156 mm
    正例：两条红色双线，长170 mm，居中
    """
    if not subject.pages:
        return  # a Word file draws them in a frame and a footer: they are measured on the page
    lines, height = subject.red_lines, subject.pages[0].height
    for name, group in (
        ("上", [s for s in lines if s.y < height / 2]),
        ("下", [s for s in lines if s.y >= height / 2]),
    ):
        if len(group) < 2:
            yield Finding("第1页", f"缺少{name}部的红色双线", "按信函格式加红色双线", f"{len(group)}条线", "粗细各一条")
            continue
        for line in group:
            if not gb9704.LETTER_LINE_WIDTH.holds(line.width):
                yield Finding(
                    "第1页",
                    f"{name}部红线的长度不符",
                    f"改为{gb9704.LETTER_LINE_WIDTH.value:g} mm并居中",
                    gb9704.LETTER_LINE_WIDTH.shown(line.width),
                    str(gb9704.LETTER_LINE_WIDTH),
                )
        first, second = sorted(group, key=lambda s: s.y)[:2]
        if (first.thickness > second.thickness) != (name == "上"):
            wanted = "上粗下细" if name == "上" else "上细下粗"
            yield Finding("第1页", f"{name}部红色双线的粗细次序不符", f"改为{wanted}", "", wanted)
    foot = [s for s in lines if s.y >= height / 2]
    if foot and not gb9704.LETTER_LINE_FOOT.holds(height - max(s.y for s in foot)):
        yield Finding(
            "第1页",
            "下部红色双线的位置不符",
            f"使其距下页边{gb9704.LETTER_LINE_FOOT.value:g} mm",
            gb9704.LETTER_LINE_FOOT.shown(height - max(s.y for s in foot)),
            str(gb9704.LETTER_LINE_FOOT),
        )


def letter_number(subject: Subject, _: Profile) -> Iterator[Finding]:
    """信函格式的发文字号顶格居版心右边缘，编排在第一条红色双线之下。

    条款：GB/T 9704—2012 10.1（规定）
    反例：发文字号居中
    正例：发文字号顶格居版心右边缘
    """
    number = subject.first(Element.DOCUMENT_NUMBER)
    if number and number.lines and subject.grid:
        off = subject.grid.on(number.page).right - number.lines[-1].x1
        if not gb9704.CENTRING.holds(off):
            yield Finding(
                number.place, "发文字号的位置不符", "设为右对齐，不缩进", f"距版心右边缘{off:.1f} mm", "顶格居右"
            )


def letter_imprint(subject: Subject, _: Profile) -> Iterator[Finding]:
    """信函格式的版记不加印发机关和印发日期、分隔线。

    条款：GB/T 9704—2012 10.1（规定）
    反例：版记印有“2018年7月5日印发”和分隔线
    正例：版记只有“抄送：……。”
    """
    for passage in subject.of(Element.PRINTER):
        yield Finding(passage.place, "信函格式的版记印有印发机关或印发日期", "删去印发机关和印发日期")
    if subject.imprint_lines:
        yield Finding("版记", "信函格式的版记印有分隔线", "删去分隔线")
