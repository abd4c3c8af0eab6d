"""Punctuation (标点): GB/T 15834—2011. Most rules are rows: a pattern, what is wrong, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.check.finding import Finding, Words
from pipeline.check.profile import Profile
from pipeline.check.recognise.wording import CHINESE
from pipeline.check.rules.facts import quoted
from pipeline.check.rules.words import HAN, Slip, slips, slips_in
from pipeline.check.subject import Subject
from pipeline.model.elements import Element
from pipeline.records.names import tagged

_CJK = HAN + "，。、；：？！（）《》“”〔〕"


def half_width(subject: Subject, _: Profile) -> Iterator[Finding]:
    """中文文字中用全角标点。

    条款：GB/T 15834—2011 5.1（规定）
    反例：群众满意,服务到位;（见附件)
    正例：群众满意，服务到位；（见附件）
    """
    yield from slips(subject, _HALF_WIDTH)


def quotes(subject: Subject, _: Profile) -> Iterator[Finding]:
    """引号用弯引号“”‘’，前后成对。

    条款：GB/T 15834—2011 4.8（规定）
    反例："最多跑一次"
    正例：“最多跑一次”
    """
    yield from slips(subject, _QUOTES)


def ellipsis(subject: Subject, _: Profile) -> Iterator[Finding]:
    """省略号为六个点，占两个字的位置。

    条款：GB/T 15834—2011 4.11（规定）
    反例：窗口、网上...
    正例：窗口、网上……
    """
    yield from slips(subject, _ELLIPSIS)


def dash(subject: Subject, _: Profile) -> Iterator[Finding]:
    """破折号占两个字的位置，不用减号或一个一字线代替。

    条款：GB/T 15834—2011 4.10（规定）
    反例：一件事--公积金提取；问题突出—主要是排队
    正例：一件事——公积金提取；问题突出——主要是排队；温州—杭州
    """
    yield from slips(subject, _DASH)


def lone_dash(subject: Subject, _: Profile) -> Iterator[Finding]:
    """一个一字线只连接起止的两地、两个时间、数字或相关的两项；引出说明的用两个（破折号）。

    条款：GB/T 15834—2011 4.10、4.13（惯例）
    反例：做好一件事—公积金提取；回应群众关切—排队时间
    正例：北京—上海；一月—三月；滨江街道—五马街道；政府—企业—社会；做好一件事——公积金提取
    """
    for passage in subject.passages:
        match = None if passage.in_table else _LONE.search(passage.text)
        if match and not _are_ends(tagged(match[1])[-1], tagged(match[2])[0]):
            words = Words(passage.text, match.end(1), match.start(2))
            told = f"“{match[1][-6:]}{passage.text[words.start : words.end]}{match[2][:6]}”中的一字线只占一个字"
            yield Finding(
                passage.place, told, "如是引出说明，改为破折号“——”；如是连接起止或相关的两项，不改", words=words
            )


def _are_ends(*words: tuple[str, str]) -> bool:
    """Tell whether something goes from one word to the other: places, times, numbers, two doings (开工—竣工)."""
    kinds = {kind for _, kind in words}
    return bool(kinds & _ENDS) or kinds == {"v"} or any(text[-1] in _PLACES for text, _ in words)


def hyphen(subject: Subject, _: Profile) -> Iterator[Finding]:
    """行文中时间、数值的起止用一字线或浪纹线，不用短横线连接。

    条款：GB/T 15834—2011 4.13（一般）
    反例：6月1日-6月30日；办结3-5件
    正例：6月1日—6月30日；办结3～5件；0577-88888888
    """
    for passage in subject.passages:
        if not passage.in_table:
            yield from slips_in(passage, _HYPHEN)


def doubled(subject: Subject, _: Profile) -> Iterator[Finding]:
    """句内标点不重复。

    条款：GB/T 15834—2011 4（规定）
    反例：服务到位。。
    正例：服务到位。
    """
    yield from slips(subject, _DOUBLED)


def pause(subject: Subject, _: Profile) -> Iterator[Finding]:
    """并列的书名号、引号之间不用顿号，“第一”“首先”之后用逗号，“一是”之后不停顿，“等”之前不用顿号。

    条款：GB/T 15834—2011 4.5（一般）
    反例：《条例》、《办法》；首先、提高认识；要求：一是：提高认识
    正例：《条例》《办法》；首先，提高认识；要求：一是提高认识
    """
    yield from slips(subject, _PAUSE)


def nested_titles(subject: Subject, _: Profile) -> Iterator[Finding]:
    """书名号内再用书名号的，内层用单书名号〈〉。

    条款：GB/T 15834—2011 4.15（规定）
    反例：《关于印发《方案》的通知》
    正例：《关于印发〈方案〉的通知》
    """
    yield from slips(subject, _NESTED)


def balance(subject: Subject, _: Profile) -> Iterator[Finding]:
    """括号、引号、书名号前后成对。

    条款：GB/T 15834—2011 4（规定）
    反例：（一窗受理、集成服务
    正例：（一窗受理、集成服务）
    """
    for passage in subject.of(*_PROSE):
        for opening, closing in ("（）", "《》", "“”", "〔〕"):
            if passage.text.count(opening) != passage.text.count(closing):
                yield Finding(
                    passage.place,
                    f"{quoted(passage.text)}一段中的{opening}{closing}不成对",
                    "补全或删去多余的一半",
                    f"{opening}{passage.text.count(opening)}个、{closing}{passage.text.count(closing)}个",
                )


_PROSE = (Element.BODY, Element.TITLE, Element.HEADING_1, Element.HEADING_2, Element.NOTE, Element.ADDRESSEE)
"""Elements of running text."""
_EXPLAINS = "(?:主要|特别|尤其|就是|也就|即|包括|例如|比如|如|但|而|这|那|一是|是|指)"
"""What a dash leads up to; between names of places or days one 一字线 says from where to where (4.13)."""

_HALF_WIDTH = (
    Slip(re.compile(rf"(?<=[{HAN}])[,;:!?]|[,;!?](?=[{HAN}])"), "用了半角标点", "改为全角标点，，；：！？"),
    Slip(
        re.compile(rf"(?<=[{HAN}）)”》])(?<!^[{CHINESE}])(?<!^[{CHINESE}]{{2}})\.(?![\d.])"),
        "用了西文句点",
        "改为句号“。”",
    ),
    Slip(
        re.compile(rf"\((?=[{HAN}])[^()]{{0,12}}\)?|(?<=[{_CJK}])\)|(?<=[{HAN}])\((?!\w\))"),
        "用了半角括号",
        "改为全角括号（）",
    ),
)
_QUOTES = (Slip(re.compile(rf"[\"'](?=[{_CJK}])|(?<=[{_CJK}])[\"']"), "用了直引号", "改为弯引号“”"),)
_ELLIPSIS = (
    Slip(re.compile(r"\.{3,}|。{3,}|·{3,}"), "的省略号形式不符", "改为六个点“……”"),
    Slip(re.compile(r"(?<!…)(?:…|…{3,})(?!…)"), "的省略号不是六个点", "改为六个点“……”"),
)
_DASH = (
    Slip(
        re.compile(rf"(?<=[{_CJK}])--+(?!\d)|(?<!\d)(?<!\d[年月日时])--+(?=[{_CJK}])|(?<=[{HAN}])－－(?=[{HAN}])"),
        "用减号代替破折号",
        "改为破折号“——”",
    ),
    Slip(
        re.compile(rf"(?<=[{HAN}”》）])[—－](?={_EXPLAINS})|(?<=[的了着])[—－](?=[{HAN}“《（])"),
        "的破折号只占一个字",
        "改为破折号“——”",
    ),
)
_LONE = re.compile(
    rf"(?<![—–－])(?<![{HAN}][—–－])([{HAN}]{{1,7}}[^的了着\W]) ?[—–－] ?"
    rf"(?!{_EXPLAINS})([{HAN}]{{2,8}})(?![{HAN}]{{0,8}}[—–－])"
)
"""Two phrases that one 一字线 joins, no third one after them."""
_ENDS = frozenset({"ns", "nr", "nt", "nz", "t", "tg", "m", "mq", "q", "f", "s", "en"})
"""Parts of speech: places, names, times, numbers, directions."""
_PLACES = "省市县区镇乡村路街道巷桥站港口岸州山河江湖岛园段线"
"""How names of places end that the dictionary has not."""
_HYPHEN = (
    Slip(re.compile(r"\d[年月日时]\s*(?:--?|－)\s*\d"), "的起止用了短横线", "起止之间改用“—”或“～”"),
    Slip(
        re.compile(
            r"(?<![\d.\-A-Za-z])\d+(?:\.\d+)?[-－]\d+(?:\.\d+)?(?=[件个次人户笔天日月年万亿元项名家处位批类届轮周场条款])"
        ),
        "的范围用了短横线",
        "起止之间改用“～”",
    ),
)
_DOUBLED = (Slip(re.compile(r"。。(?!。)|，，|、、|；；|，。|。，|、。|；。|：。"), "标点重复", "删去多余的标点"),)
_PAUSE = (
    Slip(re.compile(r"》、《|”、“"), "之间多了顿号", "删去顿号"),
    Slip(re.compile(r"(?:首先|其次|再次|最后|第[一二三四五六七八九十])、"), "之后用了顿号", "改为逗号"),
    Slip(re.compile(rf"(?<![{HAN}])[一二三四五六七八九十]是[：:、，]"), "“一是”之后多了标点", "删去标点"),
    Slip(re.compile(rf"、等(?=[{HAN}，。；])"), "“等”之前多了顿号", "删去顿号"),
)
_NESTED = (Slip(re.compile(r"《[^》]*《"), "书名号内又用书名号", "内层改为〈〉"),)
