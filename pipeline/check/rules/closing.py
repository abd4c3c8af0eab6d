"""附件说明, 署名, 成文日期, 附注: GB/T 9704—2012, 7.3.4 to 7.3.6."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check import gb9704
from pipeline.check.finding import Finding
from pipeline.check.profile import Profile
from pipeline.check.recognise.wording import ATTACHMENT_NOTE
from pipeline.check.rules.facts import before_of, blank_lines, quoted, span_of
from pipeline.check.subject import Passage, Subject
from pipeline.model.elements import PLACEHOLDER, Element

_ITEM = re.compile(r"\s*(\d+)\s*[.．、]\s*")
_CLOSING = (Element.SIGNATURE, Element.DATE, Element.NOTE)
_DATE = re.compile(r"\d{4}年(?:[1-9]|1[0-2])月(?:[1-9]|[12]\d|3[01])日")


def note_form(subject: Subject, _: Profile) -> Iterator[Finding]:
    """附件说明写“附件：”后跟名称，多个附件用“1.”编号，名称后不加标点。

    条款：GB/T 9704—2012 7.3.4（规定）
    反例：附件1：指标得分表；
    正例：附件：1.指标得分表
    """
    notes = list(subject.of(Element.ATTACHMENT_NOTE))
    for number, passage in enumerate(notes):
        text = passage.text.strip()
        if number == 0 and not re.match(r"附件：", text):
            yield Finding(
                passage.place,
                f"附件说明{quoted(text)}的形式不符",
                "改为“附件：1.名称”，编号写在冒号之后",
                quoted(text, 8),
                "附件：",
            )
        if re.search(r"\d、", text[:8]):
            yield Finding(passage.place, f"附件说明{quoted(text)}的编号后用了顿号", "编号改为“1.”")
        if text[-1:] in "。；，、;,.":
            yield Finding(
                passage.place, f"附件名称{quoted(text)}后有标点", "删去名称后的标点", f"末尾“{text[-1]}”", "无标点"
            )


def note_place(subject: Subject, _: Profile) -> Iterator[Finding]:
    """附件说明排在正文之下、署名之前，左空二字。

    条款：GB/T 9704—2012 7.3.4（规定）
    反例：附件说明顶格，或排在成文日期之后
    正例：附件说明左空二字，其下是署名
    """
    passage = subject.first(Element.ATTACHMENT_NOTE)
    if passage is None:
        return
    start = passage.first_indent
    if start is not None and not gb9704.PARAGRAPH_INDENT.holds(start):
        yield Finding(passage.place, "附件说明没有左空二字", "左缩进设为2字符", f"左空{start:.1f}字", "左空2字")
    before = before_of(subject, passage)
    if before and before.element in _CLOSING:
        yield Finding(passage.place, f"附件说明排在{before.element}之后", "移到正文之下、署名之前")


def note_gap(subject: Subject, _: Profile) -> Iterator[Finding]:
    """附件说明在正文下空一行编排。

    条款：GB/T 9704—2012 7.3.4（规定）
    反例：附件说明紧接正文
    正例：附件说明与正文之间空一行
    """
    passage = subject.first(Element.ATTACHMENT_NOTE)
    if passage is None:
        return
    before = before_of(subject, passage)
    follows = before is not None and before.element not in _CLOSING
    blank = blank_lines(before, passage, subject.grid) if before and follows and subject.grid else None
    if blank is not None and not gb9704.ATTACHMENT_NOTE_GAP.holds(blank):
        yield Finding(
            passage.place, "附件说明与正文之间的空行不符", "在附件说明之前空一行", f"空{blank:.1f}行", "空1行"
        )


def note_match(subject: Subject, _: Profile) -> Iterator[Finding]:
    """附件的序号和标题与附件说明的表述一致，附件与正文一起装订。

    条款：GB/T 9704—2012 7.3.7（规定）
    反例：附件说明写“2.扣分明细表”，附件2的标题为“扣分情况表”
    正例：附件说明写“2.扣分明细表”，附件2的标题为“扣分明细表”
    """
    named = _names(subject)
    given = _titles(subject)
    if not named and (not given or subject.first(Element.TITLE) is None):
        return
    place = next((p.place for p in subject.of(Element.ATTACHMENT_NOTE)), "附件说明")
    for number in range(max(len(named), len(given))):
        told = named[number] if number < len(named) else ""
        title, where = given[number] if number < len(given) else ("", place)
        if told and not title:
            yield Finding(
                where,
                f"附件说明中的第{number + 1}个附件{quoted(told)}没有附在文后",
                "把附件排在正文之后，或从附件说明中删去",
            )
        elif title and not told:
            yield Finding(where, f"附件{number + 1}{quoted(title)}没有写入附件说明", "在附件说明中补上该附件的名称")
        elif title != told:
            yield Finding(
                where, f"附件{number + 1}的标题与附件说明不一致", "使两处一致", quoted(title, 30), quoted(told, 30)
            )


def _names(subject: Subject) -> list[str]:
    """Give the names in 附件说明: each item begins with a number, a line without one goes on."""
    names: list[str] = []
    for passage in subject.of(Element.ATTACHMENT_NOTE):
        text = re.sub(rf"^\s*{ATTACHMENT_NOTE.pattern}\s*", "", passage.text)
        pieces = [piece for piece in re.split(r"(?:^|\t|\n)\s*(?=\d+[.．、])", text) if piece.strip()]
        for piece in pieces:
            numbered = _ITEM.match(piece)
            begins = numbered or ATTACHMENT_NOTE.match(passage.text.strip())
            name = _squeezed(_ITEM.sub("", piece, count=1)).rstrip("。；，、;,.")
            if begins or not names:
                names.append(name)
            else:
                names[-1] += name
    return names


def _titles(subject: Subject) -> list[tuple[str, str]]:
    """Give each attachment's title and where it stands."""
    found = []
    for number, passage in enumerate(subject.of(Element.ATTACHMENT_NUMBER), 1):
        titles = [p.text for p in subject.of(Element.ATTACHMENT_TITLE) if p.attachment == number]
        found.append((_squeezed("".join(titles)), passage.place))
    return found


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def date_form(subject: Subject, _: Profile) -> Iterator[Finding]:
    """成文日期用阿拉伯数字将年、月、日标全，月、日不编虚位。

    条款：GB/T 9704—2012 7.3.5.4（规定）
    反例：二〇一八年七月五日；2018年07月05日
    正例：2018年7月5日
    """
    for passage in subject.of(Element.DATE):
        text = passage.text.strip()
        if PLACEHOLDER not in text and not _DATE.fullmatch(text.replace(" ", "")):
            yield Finding(
                passage.place, "成文日期形式不符", "用阿拉伯数字写全年、月、日，月、日不补0", text, "2018年7月5日"
            )


def closing_place(subject: Subject, profile: Profile) -> Iterator[Finding]:
    """不加盖印章的，署名右空二字、成文日期首字比署名首字右移二字；加盖印章的，成文日期右空四字、署名在其上居中。

    条款：GB/T 9704—2012 7.3.5（规定）
    反例：署名和成文日期都左对齐
    正例：署名右空二字，成文日期首字比署名首字右移二字
    """
    signature, date = _closing(subject)
    if signature is None or date is None or PLACEHOLDER in signature.text + date.text:
        return
    first, second = span_of(signature, subject, profile), span_of(date, subject, profile)
    if first is None or second is None:
        return
    measure = profile.characters.value
    if _is_joint(signature) and gb9704.SEALED_RIGHT.holds(measure - second[1]):
        return
    if _is_sealed(first, second, measure) or _is_unsealed(first, second, measure):
        return
    from_right, shift = measure - second[1], second[0] - first[0]
    yield Finding(
        date.place,
        "署名与成文日期的位置不符",
        "不盖章的：署名右空2字，日期首字比署名首字右移2字；盖章的：日期右空4字，署名居中于日期之上",
        f"署名右空{measure - first[1]:.1f}字，日期右空{from_right:.1f}字、首字右移{shift:.1f}字",
        "右空2字、右移2字（不盖章）；日期右空4字（盖章）",
    )


def _is_joint(signature: Passage) -> bool:
    """Tell whether several organs sign on one line: the date stands below the last (7.3.5.1)."""
    return bool(re.search(r"\S(?:\t|\s{2,})\S", signature.text.strip()))


def _is_sealed(signature: tuple[float, float], date: tuple[float, float], measure: float) -> bool:
    middle = sum(signature) / 2 - sum(date) / 2
    return gb9704.SEALED_RIGHT.holds(measure - date[1]) and gb9704.SEALED_MIDDLE.holds(middle)


def _is_unsealed(signature: tuple[float, float], date: tuple[float, float], measure: float) -> bool:
    """The longer of the two stands 2 字 from the right; the date begins 2 字 further in."""
    shift = gb9704.DATE_SHIFT.holds(date[0] - signature[0])
    return shift and gb9704.UNSEALED_RIGHT.holds(measure - max(signature[1], date[1]))


def _closing(subject: Subject) -> tuple[Passage | None, Passage | None]:
    signatures = list(subject.of(Element.SIGNATURE))
    return (signatures[-1] if signatures else None), subject.first(Element.DATE)


def signature_gap(subject: Subject, _: Profile) -> Iterator[Finding]:
    """署名在正文或附件说明下空一行（加盖印章的以印章为准，不超过四行），成文日期在署名下一行。

    条款：GB/T 9704—2012 7.3.5.2（一般）
    反例：署名紧接正文
    正例：署名与附件说明之间空一行
    """
    signature, date = next(iter(subject.of(Element.SIGNATURE)), None), subject.first(Element.DATE)
    if signature is None or subject.grid is None:
        return
    before = before_of(subject, signature)
    blank = blank_lines(before, signature, subject.grid) if before else None
    least, most = gb9704.SIGNATURE_GAP
    if blank is not None and not least <= blank <= most:
        yield Finding(signature.place, "署名与上文之间的空行不符", "在署名之前空一行", f"空{blank:.1f}行", "空1行")
    between = blank_lines(signature, date, subject.grid) if date else None
    if between is not None and not gb9704.DATE_GAP.holds(between):
        yield Finding(signature.place, "署名与成文日期之间有空行", "删去其间的空行", f"空{between:.1f}行", "不空行")


def remark(subject: Subject, _: Profile) -> Iterator[Finding]:
    """附注居左空二字，加圆括号编排在成文日期下一行。

    条款：GB/T 9704—2012 7.3.6（规定）
    反例：联系人：杨××（不加圆括号）
    正例：（联系人：杨××，联系电话：0577-88888888）
    """
    for passage in subject.of(Element.NOTE):
        text = passage.text.strip()
        if not re.fullmatch(r"（.+）", text):
            yield Finding(passage.place, f"附注{quoted(text)}没有加全角圆括号", "整条附注用全角圆括号（）括起")
        if passage.first_indent is not None and not gb9704.PARAGRAPH_INDENT.holds(passage.first_indent):
            yield Finding(
                passage.place,
                "附注没有居左空二字",
                "首行缩进2字符",
                gb9704.PARAGRAPH_INDENT.shown(passage.first_indent),
                str(gb9704.PARAGRAPH_INDENT),
            )
