"""Fonts and sizes by element (字体、字号): GB/T 9704—2012, 5.2.2 and 7; missing glyphs, fonts not embedded."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pipeline.check import gb9704
from pipeline.check.finding import Finding, Words
from pipeline.check.measured import Line, Typeface
from pipeline.check.profile import Profile
from pipeline.check.rules.facts import common_hanzi, quoted, wrong_fonts, wrong_sizes
from pipeline.check.subject import Passage, Stretch, Subject
from pipeline.fonts import Role
from pipeline.model.elements import Element

_TEXT = (
    Element.BODY,
    Element.ADDRESSEE,
    Element.ATTACHMENT_NOTE,
    Element.ATTENDANCE,
    Element.SIGNATURE,
    Element.DATE,
    Element.NOTE,
)
_HEADINGS = {
    Element.HEADING_1: Role.HEI,
    Element.HEADING_2: Role.KAI,
    Element.HEADING_3: Role.FANGSONG,
    Element.HEADING_4: Role.FANGSONG,
}
_EXTENDED = re.compile(r"ext-?[b-i]|超大字符集", re.IGNORECASE)
"""Names of fonts that hold ideographs beyond the BMP."""
_SIZED = (*_TEXT, *_HEADINGS, Element.ATTACHMENT_NUMBER, Element.DOCUMENT_NUMBER)


def body_font(subject: Subject, profile: Profile) -> Iterator[Finding]:
    """正文、主送机关、附件说明、署名、成文日期和附注用仿宋体。

    条款：GB/T 9704—2012 5.2.2（一般）
    反例：正文用宋体
    正例：正文用仿宋体（仿宋_GB2312）
    """
    yield from wrong_fonts(subject.of(*_TEXT), frozenset({Role.FANGSONG}), profile)


def body_size(subject: Subject, profile: Profile) -> Iterator[Finding]:
    """正文及各级标题、主送机关、附件说明、署名、成文日期、附注、发文字号用3号字。

    条款：GB/T 9704—2012 5.2.2（一般）
    反例：正文用四号字（14 pt）
    正例：正文用3号字（16 pt）
    """
    yield from wrong_sizes(subject.of(*_SIZED), profile.body_size)


def heading_font(subject: Subject, profile: Profile) -> Iterator[Finding]:
    """各级标题依次用黑体、楷体、仿宋、仿宋。

    条款：GB/T 9704—2012 7.3.3（一般）
    反例：“一、总体要求”用仿宋体
    正例：“一、总体要求”用黑体，“（一）工作目标”用楷体
    """
    for element, role in _HEADINGS.items():
        yield from wrong_fonts(subject.of(element), frozenset({role}), profile)


def heading_bold(subject: Subject, _: Profile) -> Iterator[Finding]:
    """正文各级标题不加粗。

    条款：GB/T 9704—2012 7.3.3（惯例）
    反例：“1.加强宣传”用仿宋体加粗
    正例：“1.加强宣传”用仿宋体，不加粗
    """
    for passage in subject.of(*_HEADINGS):
        if any(stretch.bold and common_hanzi(stretch.text) for stretch in passage.stretches):
            yield Finding(passage.place, f"标题{quoted(passage.text)}加粗", "取消加粗；各级标题以字体区分")


def title_font(subject: Subject, profile: Profile) -> Iterator[Finding]:
    """标题用小标宋体。

    条款：GB/T 9704—2012 7.3.1（一般）
    反例：标题用黑体
    正例：标题用小标宋体（方正小标宋简体）
    """
    yield from wrong_fonts(subject.of(Element.TITLE), frozenset({Role.TITLE_SONG}), profile)


def title_size(subject: Subject, profile: Profile) -> Iterator[Finding]:
    """标题用2号字。

    条款：GB/T 9704—2012 7.3.1（一般）
    反例：标题用一号字（26 pt）
    正例：标题用2号字（22 pt）
    """
    yield from wrong_sizes(subject.of(Element.TITLE), profile.title_size)


def mark_font(subject: Subject, profile: Profile) -> Iterator[Finding]:
    """发文机关标志用小标宋体。

    条款：GB/T 9704—2012 7.2.4（规定）
    反例：发文机关标志用黑体
    正例：发文机关标志用小标宋体
    """
    yield from wrong_fonts(subject.of(Element.AGENCY_MARK), frozenset({Role.TITLE_SONG}), profile)


def signer_font(subject: Subject, _: Profile) -> Iterator[Finding]:
    """“签发人：”用3号仿宋体，签发人姓名用3号楷体。

    条款：GB/T 9704—2012 7.2.6（规定）
    反例：签发人姓名用仿宋体
    正例：“签发人：”用仿宋体，姓名用楷体
    """
    for passage in subject.of(Element.DOCUMENT_NUMBER):
        label = False
        for stretch in passage.stretches:
            head, colon, name = stretch.text.partition("：") if "签发人" in stretch.text else ("", "", stretch.text)
            if common_hanzi(name) and label | bool(colon) and Role.KAI not in stretch.typeface.roles:
                yield Finding(
                    passage.place,
                    f"签发人姓名{quoted(name)}的字体不符",
                    "把姓名改为楷体",
                    stretch.typeface.name,
                    "楷体",
                )
            if common_hanzi(head) and Role.FANGSONG not in stretch.typeface.roles:
                yield Finding(
                    passage.place, "“签发人：”的字体不符", "把“签发人：”改为仿宋", stretch.typeface.name, "仿宋"
                )
            label = label or bool(colon)


def number_font(subject: Subject, profile: Profile) -> Iterator[Finding]:
    """发文字号用3号仿宋体。

    条款：GB/T 9704—2012 5.2.2（一般）
    反例：发文字号用宋体
    正例：发文字号用仿宋体
    """
    own = (passage for passage in subject.of(Element.DOCUMENT_NUMBER) if "签发人" not in passage.text)
    yield from wrong_fonts(own, frozenset({Role.FANGSONG}), profile)


def secrecy_font(subject: Subject, profile: Profile) -> Iterator[Finding]:
    """密级和保密期限、紧急程度用3号黑体。

    条款：GB/T 9704—2012 7.2.2、7.2.3（一般）
    反例：“特急”用仿宋体
    正例：“特急”用3号黑体
    """
    yield from wrong_fonts(subject.of(Element.SECRECY, Element.URGENCY), frozenset({Role.HEI}), profile)
    yield from wrong_sizes(subject.of(Element.SECRECY, Element.URGENCY), profile.body_size)


def attachment_number_font(subject: Subject, profile: Profile) -> Iterator[Finding]:
    """“附件”二字及顺序号用3号黑体。

    条款：GB/T 9704—2012 7.3.7（规定）
    反例：“附件1”用仿宋体
    正例：“附件1”用3号黑体
    """
    yield from wrong_fonts(subject.of(Element.ATTACHMENT_NUMBER), frozenset({Role.HEI}), profile)


def attachment_title_font(subject: Subject, profile: Profile) -> Iterator[Finding]:
    """附件标题的格式与公文标题一致，用2号小标宋体。

    条款：GB/T 9704—2012 7.3.7（惯例）
    反例：附件标题用仿宋体
    正例：附件标题用2号小标宋体
    """
    yield from wrong_fonts(subject.of(Element.ATTACHMENT_TITLE), frozenset({Role.TITLE_SONG}), profile)
    yield from wrong_sizes(subject.of(Element.ATTACHMENT_TITLE), profile.title_size)


def imprint_font(subject: Subject, profile: Profile) -> Iterator[Finding]:
    """抄送机关、印发机关和印发日期用4号仿宋体。

    条款：GB/T 9704—2012 7.4.2、7.4.3（一般）
    反例：抄送机关用3号字
    正例：抄送机关用4号仿宋体（14 pt）
    """
    imprint = tuple(subject.of(Element.COPY_TO, Element.PRINTER))
    yield from wrong_fonts(imprint, frozenset({Role.FANGSONG}), profile)
    yield from wrong_sizes(imprint, gb9704.IMPRINT_SIZE)


def missing_glyph(subject: Subject, _: Profile) -> Iterator[Finding]:
    """每个字都有字形，不出现方框或空白。

    条款：GB/T 9704—2012 6.1（规定）
    反例：人名“王喆”印成“王□”；Word文件中用了造字区的字
    正例：生僻字由收字更全的字体补出
    """
    for page in subject.pages:
        for line in (*page.lines, *page.corner):
            lost = [glyph for glyph in line.glyphs if not glyph.present or glyph.text in "\ufffd□"]
            if lost:
                box = line.text.find("□") if all(glyph.present for glyph in lost) else -1
                yield Finding(
                    f"第{page.number}页{quoted(line.text)}",
                    f"有{len(lost)}个字没有字形",
                    "安装收有该字的字体后重新生成",
                    f"字体{lost[0].typeface.name}中没有“{lost[0].text}”",
                    words=Words(line.text, box, box + 1) if box >= 0 else None,  # □ is also what people tick
                )
    for passage in subject.passages if subject.word else ():
        for stretch in passage.stretches:
            yield from _unwritable(passage, stretch)


def _unwritable(passage: Passage, stretch: Stretch) -> Iterator[Finding]:
    """Name the characters that a Word file asks of a font that cannot have them."""
    lost = [character for character in stretch.text if _is_unwritable(character, stretch.typeface)]
    if lost:
        yield Finding(
            passage.place,
            f"有{len(lost)}个字没有字形",
            "改用通行的字；生僻字选收有该字的字体（如SimSun-ExtB）",
            f"字体{stretch.typeface.name}中没有{'、'.join(f'U+{ord(one):04X}' for one in dict.fromkeys(lost))}",
        )


def _is_unwritable(character: str, typeface: Typeface) -> bool:
    """Private use and unassigned code points mean nothing; beyond the BMP only fonts made for it have glyphs."""
    if unicodedata.category(character) in {"Co", "Cn"} or character == "\ufffd":
        return True
    return ord(character) > gb9704.LAST_OF_BMP and not _EXTENDED.search(typeface.name)


def embedded(subject: Subject, _: Profile) -> Iterator[Finding]:
    """文件所用字体全部嵌入。

    条款：GB/T 23286.1—2009 6.3.4（规定）
    反例：正文用的仿宋_GB2312没有嵌入，换一台电脑就变样
    正例：各字体均以子集嵌入
    """
    for typeface in subject.typefaces:
        if not typeface.embedded:
            yield Finding("全文", f"字体 {typeface.name} 没有嵌入", "导出PDF时选择嵌入全部字体（PDF/A）")


def latin_font(subject: Subject, _: Profile) -> Iterator[Finding]:
    """全角标点（“”——……）与所在文字同一字体。

    条款：GB/T 9704—2012 5.2.2（惯例）
    反例：正文“”印成Times New Roman的窄引号
    正例：正文“”用仿宋体
    """
    for passage in subject.of(*_TEXT):
        for line in passage.lines:
            narrow = _narrow_quote(line)
            if narrow:
                yield Finding(
                    passage.place, f"{quoted(line.text)}中的“{narrow}”用了西文字体", "选中该标点，把西文字体也改为仿宋"
                )
                break


def _narrow_quote(line: Line) -> str:
    return next((g.text for g in line.glyphs if g.text in "“”‘’—…" and not g.typeface.roles), "")
