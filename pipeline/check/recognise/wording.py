"""Wording (用语): how the elements of an official document begin, end and read."""

from __future__ import annotations

import re

from pipeline.check import gb9704
from pipeline.model.elements import PLACEHOLDER, Element

STOPS = "。，、；：！.,;:!"
"""What no title ends in."""
CHINESE = "〇零一二三四五六七八九十百"
LEVELS: tuple[tuple[Element, re.Pattern[str]], ...] = (
    (Element.HEADING_1, re.compile(rf"[{CHINESE}]+[、．.，,]")),
    (Element.HEADING_2, re.compile(rf"[（(][{CHINESE}]+[）)]")),
    (Element.HEADING_3, re.compile(r"\d{1,2}(?:[.．、](?!\d)|[.．](?=\d{1,4}[年月日])|[)）])")),
    (Element.HEADING_4, re.compile(r"(?:[（(]\d{1,2}[）)]|[①-⑳])")),
)
"""结构层次序数, 7.3.3."""

NUMBER = re.compile(
    r"(?:[〔\[［【（(〖﹝]\s*(?:\d{2,4}|【待填】)\s*[〕\]］】）)〗﹞]|\d{4}\s*年?)\s*第?\s*\d+\s*号|^"
    rf"[\u4e00-\u9fff]{{0,12}}{re.escape(PLACEHOLDER)}(?=\s|$|签发人)"
)
YEARLESS = re.compile(r"\s*(?!总?第)[\u4e00-\u9fff]{2,15}(?<![路街道巷弄])\s*第?\s*\d{1,5}\s*号(?=\s|$|签发人)")
"""发文字号 without its year."""
ISSUE = re.compile(r"[（(]?\s*(?:\d{4}\s*年)?\s*第\s*\d+\s*号\s*[）)]?")
"""The number of a 公告 or 令."""
_CHINESE_DAY = rf"(?:\d{{1,2}}|[{CHINESE}]+)"
DATE = re.compile(rf"(?:\d{{2,4}}|[{CHINESE}○]{{4}})\s*年\s*{_CHINESE_DAY}\s*月\s*{_CHINESE_DAY}\s*[日号]")
LOOSE_DATE = re.compile(r"(?:19|20)\d\d\s*([.．/、\-—－])\s*\d{1,2}\s*\1\s*\d{1,2}|(?:19|20)\d\d\s*年\s*\d{1,2}\s*月")
"""A day that is not written as 年月日, or not in full."""
_DAY = rf"(?:{DATE.pattern}|(?:19|20)\d\d[.．/\-—－]\d{{1,2}}[.．/\-—－]\d{{1,2}}|{re.escape(PLACEHOLDER)})"
PRINTED_ON = re.compile(rf"{_DAY}\s*印(?:发|制|刷)?")
"""A line with 印发日期 alone."""
COPIED = re.compile(r"\s*(?:抄送|抄报|抄发|分送|报送|主送)[：:]")
"""How the list of 抄送机关 begins, rightly or wrongly."""
ATTACHMENT_NOTE = re.compile(r"附\s*件?\s*\d*\s*[：:]")
ATTACHMENT_NUMBER = re.compile(r"附\s*件\s*[\d一二三四五六七八九十]*\s*[：:]?|附\s*\d*\s*[：:]?$")
IMPRINT = re.compile(rf"^{COPIED.pattern}|[\d】]\s*日?\s*印发\s*$|{_DAY}\s*印(?:制|刷)?\s*$")
"""What a line of 版记 says, wherever it stands."""
ADDRESSEE = re.compile(r"[^。；！？]+[：:]")
_ORGAN = "(?:[局委办部会院处科厅室所站队府行校社团司县市区镇乡]|中心|公司|单位|部门|机关|企业|街道|集团)"
DATED = re.compile(rf"(?:.+{_ORGAN}\s*)?{_DAY}\s*(?:印(?:发|制|刷)?)?")
"""印发机关 and 印发日期, or the day alone, with or without 印发."""
ORGANS = re.compile(rf"[^。；！？：:]+(?<!以下){_ORGAN}[：:]?")
"""Names of organs, as 主送机关 is one."""
SECRECY = re.compile(r"(绝密|机密|秘密)(★.*)?")
URGENCY = re.compile(r"特急|加急|平急|特提|急件")
COPY_NUMBER = re.compile(r"(№|N[oO]\.?)?\s*\d{2,8}")
ATTENDANCE = re.compile(r"(?:出席|请假|列席)(?:人员|单位)?[：:]")
CLOSED = re.compile(r"[（(].+[）)]")
CONTACT = re.compile(r"[（(]?\s*(?:联\s*系\s*人|联系电话|联系方式|经办人|附注|此件|本件|主动公开|依申请公开)")
"""How 附注 begins, with or without its parentheses."""
_SUBJECT = re.compile(rf"关于.+|.*(?:{'|'.join(kind for kind in gb9704.TITLE_KINDS if len(kind) > 1)}|的函|复函)")
MARKED = re.compile(r"(?:文件|纪要|简报|动态|专报)$")
"""What but a 发文机关标志 ends so."""
PROCLAIMED = re.compile(r"(?:令|公告|通告)$")
"""The 发文机关标志 of what is made known to all: it has a form of its own (10.2)."""
_AGENCY = re.compile(r".*(?:文件|纪要|简报|动态|专报|信息|[局委办部会院处厅室府行校社司]|中心|公司)")


def level_of(text: str) -> Element | None:
    """Give the heading level that a paragraph's number stands for."""
    return next((element for element, pattern in LEVELS if pattern.match(text)), None)


def is_heading(text: str) -> bool:
    """Tell a heading on a line of its own from a numbered paragraph: short, and one phrase."""
    return (
        level_of(text) is not None and len(text) <= gb9704.HEADING_LONGEST and not re.search(r"[。；！？，]", text[:-1])
    )


def reads_as_title(text: str) -> bool:
    """Tell whether words are those of a title or of its first line: 关于……, or a 文种 at the end."""
    plain = re.sub(r"（[^（）]*）$", "", text.strip()).rstrip("。，、；")
    return bool(_SUBJECT.fullmatch(plain)) and not re.search(r"[。；：:]", plain) and len(plain) <= gb9704.TITLE_LONGEST


def is_titled(text: str) -> bool:
    """Tell whether the words of a title are all there: its 文种 stands at the end."""
    return re.sub(r"（[^（）]*）$", "", text.strip()).rstrip(STOPS).endswith(gb9704.TITLE_KINDS)


def reads_as_mark(text: str) -> bool:
    """Tell whether words are those of a 发文机关标志: an agency's name, with or without 文件."""
    return bool(_AGENCY.fullmatch(text.strip())) and not text.strip().startswith("关于")
