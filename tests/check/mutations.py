"""Mutations (改动): ways to move one thing of a good paper that take more than a line to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pikepdf

from tests.check.good import LEFT, MIDDLE, WORD, at, letter, minutes, number, report
from tests.check.paper import MM, PITCH, Bar, Ink, Paper

Build = Callable[[], Paper]


def repitched(pitch: float) -> Paper:
    """The body lines of pages 1 to 3, set closer or wider from each page's first line."""
    paper = report()
    shift = {f"{name}{line}" for name in ("首段", "次段", "三段", "末段") for line in range(1, 11)}
    inks = {
        name: replace(ink, y=ink.y + (ink.y - 44) * (pitch / PITCH - 1)) if name in shift else ink
        for name, ink in paper.inks.items()
    }
    return replace(paper, inks=inks)


def narrow() -> Paper:
    """27 characters a line, spread over the same width."""
    paper = report()
    names = [name for name, ink in paper.inks.items() if len(ink.text) in {28, 26} and name[0] in "首次三末"]
    wide = 156 / MM / 27 - 16
    return replace(
        paper,
        inks={n: replace(i, text=i.text[:-1], track=wide) if n in names else i for n, i in paper.inks.items()},
    )


def portrait_number() -> Paper:
    """The landscape page's number at the foot of the landscape sheet."""
    ink = Ink("— 4 —", 250, 205, 4, "宋体", 14.0, upright=False)
    return report().without("页码4").adding("页码4", ink)


def labelled(label: str = "6月（续）") -> Paper:
    """The table's first column in one merged cell a page, which goes on from page 4 to page 5."""
    paper = report().without("表420", "表520").with_ink("表510", text=label)
    return paper.with_bar("横42", x=147, width=112.8).with_bar("横52", x=147, width=112.8)


def unlabelled() -> Paper:
    """The same, without the label on page 5."""
    return labelled().without("表510")


def centred_date() -> Paper:
    """A 署名 so long that the date below it comes to stand in the middle."""
    paper = report().with_ink("署名", text="温州市住房公积金管理中心鹿城管理部")
    return paper.adding("日期", at(11, "2018年7月5日", 3, 28 - 2 - 17 * 16 / (WORD / MM) + 2))


def stacked_printer() -> Paper:
    """A 印发机关 with its date on the line below."""
    paper = report().without("抄送", "版记2").with_ink("印发机关", text="温州市住房公积金管理中心鹿城管理部", y=251.5)
    return paper.with_ink("印发日期", y=259.5)


def heading_alone() -> Paper:
    """A heading on page 2's last line."""
    paper = report().without("三段9", "三段10").with_ink("三段8", text="认真落实万人双评议活动。")
    return paper.adding("二甲", at(21, "二、活动方案要求", 2, 2, font="黑体")).with_ink("二", text="三、下一步工作")


def outgrown() -> Paper:
    """A table wider than the 版心."""
    paper = report().with_bar("竖42", x=275).with_bar("竖52", x=275)
    return replace(paper, bars={n: replace(b, width=238.2) if n.startswith("横") else b for n, b in paper.bars.items()})


def numbered_minutes() -> Paper:
    """A 纪要 counted within its own mark, which goes to those who met."""
    paper = minutes().adding("字号", Ink("〔2018〕3号", MIDDLE, 115, font="仿宋", anchor="middle"))
    return (
        paper.adding("抄送", Ink("分送：各科室。", LEFT + 14 * MM, 251.5, 2, "仿宋", 14.0))
        .adding_bar("版记0", replace(paper.bars["版记1"], y=246 - 0.175))
        .with_bar("版记1", y=254 - 0.125, height=0.25)
    )


def narrow_lines() -> Paper:
    """版记 whose lines are indented like its words, on a page of its own: they do not tell where the 版心 is."""
    return minutes().with_bar("版记1", x=33, width=146).with_bar("版记2", x=33, width=146)


def downward() -> Paper:
    """A 通知: the number in the middle, no 签发人."""
    paper = report().without("签发人", "姓名").with_ink("字号", x=MIDDLE, anchor="middle")
    return paper.with_ink("标题2", text="工作情况的通知").with_ink("特此", text="特此通知。")


def titled(*lines: str) -> Paper:
    """Another title, line by line."""
    paper = report().without("标题2")
    last = report().inks["标题2"]
    for order, text in enumerate(reversed(lines)):
        paper = paper.adding(f"标题{len(lines) - order}", replace(last, text=text, y=last.y - order * 9))
    return paper


def printed_letter() -> Paper:
    """A letter with 印发 between rules, as in a document."""
    paper = letter().adding("印", Ink("2018年7月5日印发", 140, 259.5, size=14.0))
    rules = {"版记1": Bar(LEFT, 254, 156, 0.35), "版记2": Bar(LEFT, 262, 156, 0.35)}
    return replace(paper, bars={**paper.bars, **rules})


def narrow_quote() -> Paper:
    """“ in a Latin font."""
    paper = report().with_ink("特此", text="特此　报告。")
    quote = replace(paper.inks["特此"], text="“", font="西文", x=paper.inks["特此"].x + 2 * WORD)
    return paper.adding("引号", quote).adding("后引号", replace(quote, text="”", x=quote.x + 16 * MM / 2))


def split_number() -> Paper:
    """A percentage cut by the end of a line in a cell."""
    paper = report().with_ink("表411", text="得分率100.", y=report().inks["表411"].y - 2)
    return paper.adding("表4110", replace(paper.inks["表411"], text="00%", y=paper.inks["表411"].y + 5))


def torn_mark() -> Paper:
    """A 发文机关标志 of two lines, parted inside 文件."""
    paper = report().with_ink("标志", text="温州市公积金中心文").moving("标志", y=-16)
    return paper.adding("标志2", replace(report().inks["标志"], text="件"))


def numbered_rows() -> Paper:
    """Two rows of a table so low that their numbers stand like the two lines of one cell."""
    paper = split_number().with_ink("表411", text="1").with_ink("表4110", text="2")
    return paper.adding_bar("横4110", replace(paper.bars["横42"], y=paper.inks["表411"].y + 1.4))


def afterwards(change: Callable[[pikepdf.Pdf], None]) -> Paper:
    return replace(report(), afterwards=(change,))


def unclaimed(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        del metadata["pdfaid:part"], metadata["pdfaid:conformance"]


def scripted(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def heads(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.Root.StructTreeRoot.K[0].K[0].K[0]


def figure(pdf: pikepdf.Pdf) -> pikepdf.Object:
    return pdf.Root.StructTreeRoot.K[1]


def unembedded(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        del font.DescendantFonts[0].FontDescriptor["/FontFile3"]


def seventh() -> Paper:
    paper = replace(report(), pages=7).adding("末页", at(0, "鹿城管理部认真落实。", 7, 2))
    return paper.adding("页码7", number(7))
