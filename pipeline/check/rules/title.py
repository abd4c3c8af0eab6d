"""标题 and 主送机关: GB/T 9704—2012, 7.3.1, 7.3.2."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from pipeline.check import gb9704
from pipeline.check.finding import Finding, Words
from pipeline.check.measured import MM
from pipeline.check.profile import Profile
from pipeline.check.recognise.wording import STOPS, is_titled
from pipeline.check.rules.facts import before_of, blank_lines, is_torn, is_upward_kind, quoted
from pipeline.check.subject import Align, Passage, Subject
from pipeline.model.elements import Element

_PERSON = re.compile(r"(主任|局长|书记|市长|区长|县长|主席|处长|科长|部长|厅长|总经理)[：:]$")


def title_punctuation(subject: Subject, _: Profile) -> Iterator[Finding]:
    """标题末尾不加标点。

    条款：GB/T 15834—2011 附录A（规定）
    反例：关于2018年6月工作情况的报告。
    正例：关于2018年6月工作情况的报告
    """
    for passage in subject.of(Element.TITLE, Element.ATTACHMENT_TITLE):
        text = passage.text.strip()
        if text[-1:] in STOPS:
            words = Words(text, len(text) - 1, len(text))
            yield Finding(passage.place, f"{passage.element}末尾有标点“{text[-1:]}”", "删去末尾的标点", words=words)


def title_kind(subject: Subject, _: Profile) -> Iterator[Finding]:
    """标题由发文机关名称、事由和文种组成，以文种结尾。

    条款：党政机关公文处理工作条例 第九条（七）（规定）
    反例：关于2018年6月工作情况
    正例：关于2018年6月工作情况的报告
    """
    titles = list(subject.of(Element.TITLE))
    if titles and subject.first(Element.DOCUMENT_NUMBER) is not None:
        text = "".join(title.text.strip() for title in titles)
        if not is_titled(text):
            yield Finding(
                titles[-1].place, f"标题{quoted(text, 20)}没有以文种结尾", "在标题末尾写明文种，如“报告”“通知”“函”"
            )


def title_centre(subject: Subject, _: Profile) -> Iterator[Finding]:
    """标题居中排布。

    条款：GB/T 9704—2012 7.3.1（规定）
    反例：标题左对齐
    正例：标题居中
    """
    for passage in subject.of(Element.TITLE):
        if passage.align is not Align.CENTRE and not passage.lines:
            yield Finding(passage.place, "标题没有居中", "设为居中，并取消缩进", str(passage.align), "居中")
        for line in passage.lines if subject.grid else ():
            here = subject.grid.on(line.page) if subject.grid else None
            off = line.centre - (here.left + here.right) / 2 if here else 0.0
            if not gb9704.CENTRING.holds(off):
                yield Finding(
                    passage.place,
                    f"标题{quoted(line.text)}一行没有居中",
                    "设为居中，并取消缩进",
                    f"偏{off:+.1f} mm",
                    "居中",
                )


def title_gap(subject: Subject, _: Profile) -> Iterator[Finding]:
    """标题编排于红色分隔线下空二行位置。

    条款：GB/T 9704—2012 7.3.1（规定）
    反例：标题紧接红色分隔线
    正例：标题与红色分隔线之间空二行
    """
    title = subject.first(Element.TITLE)
    if title is None or not title.lines or subject.grid is None or title.page != 1:
        return
    top = title.lines[0].top
    above = [line for line in subject.red_lines if line.y < top]
    if above:
        gap = (top - max(line.y for line in above)) / subject.grid.pitch
        if not gb9704.TITLE_GAP.holds(gap):
            yield Finding(
                title.place, "标题与红色分隔线之间的空行不符", "在分隔线与标题之间空二行", f"空{gap:.1f}行", "空2行"
            )


def title_shape(subject: Subject, _: Profile) -> Iterator[Finding]:
    """多行标题排成梯形或菱形，不排成长方形或沙漏形。

    条款：GB/T 9704—2012 7.3.1（规定）
    反例：三行标题两头长、中间短
    正例：三行标题中间长、两头短
    """
    for passage in subject.of(Element.TITLE):
        widths = [line.width / (line.size * MM) for line in passage.lines]
        if len(widths) > 1 and not _is_trapezium_or_diamond(widths):
            shown = "、".join(f"{width:.0f}字" for width in widths)
            yield Finding(
                passage.place,
                "标题各行的排列不是梯形或菱形",
                "重新分行，使各行长短依次递增、递减，或中间长两头短",
                shown,
                "梯形或菱形",
            )


def _is_trapezium_or_diamond(widths: list[float]) -> bool:
    """Lengths change by half a 字 at least, and never fall before they rise again."""
    steps = [second - first for first, second in itertools.pairwise(widths)]
    slopes = "".join("+" if step > 0 else "-" for step in steps if abs(step) >= gb9704.TITLE_STEP)
    return bool(slopes) and "-+" not in slopes


def title_break(subject: Subject, _: Profile) -> Iterator[Finding]:
    """标题回行做到词意完整，不拆开词语和数字，不把“的”字放在行首。

    条款：GB/T 9704—2012 7.3.1（规定）
    反例：第一行以“工作情”结尾、第二行以“况的报告”开头；第二行以“的报告”开头
    正例：第一行以“情况的”结尾
    """
    for passage in subject.of(Element.TITLE):
        for before, line in zip(passage.lines, passage.lines[1:], strict=False):
            first, second = before.text.strip(), line.text.strip()
            joint = f"{first[-1:]}|{second[:1]}"
            is_loose = re.match(r".\|[的等、，）》”和与及]|\d\|[\d年月日号]|[（《“第]\|.", joint)
            if is_loose or is_torn(first, second):
                yield Finding(
                    passage.place,
                    f"标题在{quoted(first[-4:])}与{quoted(second[:4])}之间断开，词意不完整",
                    "在词语之间分行",
                )


def addressee_form(subject: Subject, _: Profile) -> Iterator[Finding]:
    """主送机关最后一个机关名称后标全角冒号。

    条款：GB/T 9704—2012 7.3.2（规定）
    反例：温州市住房公积金管理中心:
    正例：温州市住房公积金管理中心：
    """
    for passage in subject.of(Element.ADDRESSEE):
        if not passage.text.strip().endswith("："):
            yield Finding(passage.place, f"主送机关{quoted(passage.text)}末尾不是全角冒号", "末尾改为全角冒号“：”")


def addressee_place(subject: Subject, _: Profile) -> Iterator[Finding]:
    """主送机关居左顶格。

    条款：GB/T 9704—2012 7.3.2（规定）
    反例：主送机关缩进二字
    正例：主送机关居左顶格
    """
    passage = subject.first(Element.ADDRESSEE)
    if passage is None:
        return
    indent = passage.first_indent
    if indent is not None and abs(indent) > gb9704.INDENT_TOLERANCE:
        yield Finding(passage.place, "主送机关没有顶格", "取消首行缩进", f"缩进{indent:.1f}字", "顶格")


def addressee_gap(subject: Subject, _: Profile) -> Iterator[Finding]:
    """主送机关编排于标题下空一行位置。

    条款：GB/T 9704—2012 7.3.2（规定）
    反例：主送机关紧接标题
    正例：主送机关与标题之间空一行
    """
    passage = subject.first(Element.ADDRESSEE)
    if passage is None:
        return
    before = before_of(subject, passage)
    blank = blank_lines(before, passage, subject.grid) if before and subject.grid else None
    if before and before.element is Element.TITLE and blank is not None and not gb9704.ADDRESSEE_GAP.holds(blank):
        yield Finding(
            passage.place, "主送机关与标题之间的空行不符", "在标题与主送机关之间空一行", f"空{blank:.1f}行", "空1行"
        )


def addressee_organ(subject: Subject, _: Profile) -> Iterator[Finding]:
    """公文主送机关，不以本机关名义报送上级机关负责人；上行文一般只写一个主送机关。

    条款：党政机关公文处理工作条例 第十五条（一）、（五）（一般）
    反例：王主任：；《……的报告》主送“市政府、市审管办：”
    正例：温州市住房公积金管理中心：
    """
    if subject.first(Element.DOCUMENT_NUMBER) is None:
        return
    for passage in subject.of(Element.ADDRESSEE):
        text = passage.text.strip()
        if _PERSON.search(text):
            yield Finding(
                passage.place, f"主送对象{quoted(text)}是个人", "改为主送上级机关；向领导个人汇报可用不带红头的工作汇报"
            )
        if is_upward_kind(subject) and re.search("[、，]", text):
            yield Finding(
                passage.place, f"上行文写了几个主送机关：{quoted(text, 24)}", "只保留一个主送机关，其余改为抄送"
            )


def first_page_body(subject: Subject, _: Profile) -> Iterator[Finding]:
    """公文首页必须显示正文。

    条款：GB/T 9704—2012 7.3.3（规定）
    反例：首页只有版头、标题和一长串主送机关
    正例：首页至少有一行正文
    """
    title = subject.first(Element.TITLE)
    body = next(_texts(subject), None)
    if title and title.lines and body and body.page > 1:
        yield Finding(
            "第1页", "首页没有正文", "减少版头占用的空间，或把主送机关移到版记", f"正文始于第{body.page}页", "第1页"
        )


def _texts(subject: Subject) -> Iterator[Passage]:
    kinds = (Element.BODY, Element.HEADING_1, Element.HEADING_2, Element.HEADING_3, Element.HEADING_4)
    return (passage for passage in subject.of(*kinds) if not passage.attachment)
