"""纪要格式: GB/T 9704—2012, 10.3."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.check import gb9704
from pipeline.check.finding import Finding
from pipeline.check.profile import Profile
from pipeline.check.rules.facts import before_of, blank_lines, quoted
from pipeline.check.subject import Passage, Subject
from pipeline.fonts import Role
from pipeline.model.elements import Element


def minutes_mark(subject: Subject, _: Profile) -> Iterator[Finding]:
    """纪要标志由“×××××纪要”组成。

    条款：GB/T 9704—2012 10.3（规定）
    反例：温州市公积金中心文件
    正例：万人双评议工作调度会纪要
    """
    for passage in subject.of(Element.AGENCY_MARK):
        text = passage.text.strip()
        if not text.endswith("纪要"):
            yield Finding(passage.place, "纪要标志不是“×××××纪要”", "改为会议名称加“纪要”", text, "×××××纪要")


def minutes_addressee(subject: Subject, _: Profile) -> Iterator[Finding]:
    """纪要不标主送机关。

    条款：GB/T 9704—2012 10.3（惯例）
    反例：纪要的标题下写“各科室：”
    正例：标题下直接写会议情况；印送单位在版记的抄送机关中列出
    """
    for passage in subject.of(Element.ADDRESSEE):
        yield Finding(
            passage.place, f"纪要有主送机关{quoted(passage.text)}", "删去主送机关，印送单位写入版记的抄送机关"
        )


def attendance(subject: Subject, _: Profile) -> Iterator[Finding]:
    """出席、请假、列席人员名单在正文下空一行左空二字，“出席”“请假”“列席”和冒号后的名单分别用3号黑体、仿宋体。

    条款：GB/T 9704—2012 10.3（一般）
    反例：“出席：”用仿宋体，紧接正文
    正例：空一行后左空二字，“出席：”用黑体，回行与冒号后的首字对齐
    """
    heads = [passage for passage in subject.of(Element.ATTENDANCE) if _label(passage)]
    for passage in heads:
        if not passage.stretches[0].typeface.roles & {Role.HEI}:
            yield Finding(
                passage.place,
                f"“{_label(passage)}”的字体不符",
                "把“出席”等标签的字体改为黑体",
                passage.stretches[0].typeface.name or "未指定",
                "黑体",
            )
        if passage.first_indent is not None and not gb9704.PARAGRAPH_INDENT.holds(passage.first_indent):
            yield Finding(
                passage.place,
                f"“{_label(passage)}”没有左空二字",
                "把首行位置设为缩进2字符",
                gb9704.PARAGRAPH_INDENT.shown(passage.first_indent),
                str(gb9704.PARAGRAPH_INDENT),
            )
    before = before_of(subject, heads[0]) if heads else None
    blank = blank_lines(before, heads[0], subject.grid) if before and subject.grid else None
    if blank is not None and blank < gb9704.ATTENDANCE_GAP:
        yield Finding(
            heads[0].place, "出席人员名单与正文之间没有空行", "在“出席”之前空一行", f"空{blank:.1f}行", "空1行"
        )


def _label(passage: Passage) -> str:
    """Give 出席, 请假 or 列席; nothing for the further lines of a list."""
    label = passage.text.strip()[:2]
    return label if label in {"出席", "请假", "列席"} else ""
