"""What codes of an export may mean (含义): words that other systems use, a legend in the header, and opposites.

是否匿名 asks the opposite of 是否署名: what it answers 是 is 否 to us.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.ingest.source import code_key, header_key
from pipeline.records.schema import Field

_MOST_CODES = 20
_NEGATIONS = "不未非无没"


@dataclass(frozen=True, slots=True)
class Code:
    """A value that a column of choices holds: as the export writes it, what it may mean ("" if unknown), how often.

    ``is_plain`` when it is read so without a word of the source.
    """

    raw: str
    meant: str
    count: int
    is_plain: bool = False


def is_flag(field: Field) -> bool:
    """Tell whether a field says 是 or 否."""
    return {"是", "否"} <= set(field.choices)


def is_opposite(field: Field, header: str) -> bool:
    """Tell whether a header asks the opposite of what a field says: 是否匿名 for 是否署名."""
    asks = _OPPOSITE.get(field.name)
    return bool(asks and asks.search(header_key(header)))


def flag_of(field: Field, value: str) -> str:
    """Give what a value says in a field of 是 and 否, "" when it says neither."""
    if not is_flag(field):
        return ""
    key = code_key(value, field.kind)
    own = _FLAGS.get(field.name, {})
    return own.get(key) or ("是" if key in _YES else "否" if key in _NO else "")


def meanings_of(field: Field) -> dict[str, str]:
    """Give what values of a field usually mean, by what codes are compared by; the table's own words before all."""
    return {code_key(raw, field.kind): meant for raw, meant in (*_USUAL.get(field.name, {}).items(), *_own(field))}


def codes(field: Field, header: str, values: Sequence[str], known: Mapping[str, str]) -> tuple[Code, ...]:
    """Give the values seen in a column of choices, most frequent first, with what each may mean."""
    counts = Counter(values)
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:_MOST_CODES]
    plain = {code_key(raw, field.kind): meant for raw, meant in _own(field)}
    said = {raw: _word(field, meaning, {}) for raw, meaning in legend(header).items()} if field.name == "level" else {}
    nine = field.name == "level" and _nine_is_none(counts)
    turned = is_flag(field) and is_opposite(field, header)
    found = []
    for raw, count in ranked:
        key = code_key(raw, field.kind)
        meant = said.get(raw) or (_turned(field, raw) if turned else _word(field, raw, known))
        if nine and raw == "9" and not meant:
            meant = _NOT_RATED
        is_scale = field.name == "level" and key.isdigit()
        found.append(Code(raw, meant, count, is_plain=plain.get(key) == meant and not is_scale))
    return tuple(found)


def legend(header: str) -> dict[str, str]:
    """Read what a header says of its codes: （5非常满意 4满意 …，9不了解）."""
    found = dict(_LEGEND.findall(header))
    return found if len(found) > 1 else {}


def level_scale(values: Sequence[str]) -> bool:
    """Tell whether values are of a scale of five, with 9 or 0 for no answer."""
    return len(values) > 1 and {value.removesuffix(".0") for value in values} <= set("0123459")


def _own(field: Field) -> tuple[tuple[str, str], ...]:
    return (*((choice, choice) for choice in field.choices), *field.codes)


def _turned(field: Field, raw: str) -> str:
    """Give what a value of an opposite question means; a word that names its side (匿名) needs no turning."""
    named = _FLAGS.get(field.name, {}).get(code_key(raw, field.kind))
    return named or {"是": "否", "否": "是"}.get(flag_of(field, raw), "")


def _word(field: Field, raw: str, known: Mapping[str, str]) -> str:
    """Say what a value may mean: what is known of it, else the one of the field's words that it holds."""
    key = code_key(raw, field.kind)
    meanings = {**meanings_of(field), **{code: meant for code, meant in known.items() if meant}}
    own = {code_key(word, field.kind): meant for word, meant in _own(field)}
    if meant := own.get(key) or meanings.get(key) or flag_of(field, raw):
        return meant
    inside = [choice for choice in field.choices if len(choice) > 1 and choice in key]
    longest = max(inside, key=len, default="")
    rest = key.replace(longest, "")
    if not longest or any(word in rest for word in (*field.choices, *_NEGATIONS)):
        return ""  # 投诉举报 may be either, and 不太满意 is not 满意
    return longest


def _nine_is_none(counts: Mapping[str, int]) -> bool:
    """Tell whether 9 stands for no answer: beside at least three of 1 to 5, and nothing else above 5."""
    return level_scale(tuple(counts)) and sum(1 for code in "12345" if code in counts) > 2


_NOT_RATED = "未评价"
_LEGEND = re.compile(r"(\d)\s*[-—=＝:：.、]?\s*([\u4e00-\u9fff]{1,6}|[A-Za-z' ]{3,20})")
_YES = frozenset(("是", "y", "yes", "true", "t", "1", "√", "✓", "有"))
_NO = frozenset(("否", "n", "no", "false", "f", "0", "×", "x", "无"))
_FLAGS: dict[str, dict[str, str]] = {
    "named": {"署名": "是", "实名": "是", "匿名": "否", "不署名": "否", "anonymous": "否"},
    "verified": {
        "属实": "是", "基本属实": "是", "查实": "是", "不属实": "否", "查否": "否", "失实": "否",
        "调查中": "核查中", "核实中": "核查中", "待核实": "核查中",
    },
    "satisfied": {
        "满意": "是", "非常满意": "是", "基本满意": "是", "不满意": "否", "非常不满意": "否",
        "未评价": "未回访", "未评": "未回访", "无法联系": "未回访", "未接通": "未回访",
    },
    "effective": {"有效": "是", "无效": "否", "作废": "否"},
    "excluded": {"剔除": "是", "不纳入": "是", "纳入": "否"},
    "exempt": {"免责": "是", "剔除": "是", "不纳入": "是", "纳入": "否"},
    "is_default": {"默认": "是", "系统默认": "是", "主动": "否", "主动评价": "否"},
}  # fmt: skip
_OPPOSITE = {
    "named": re.compile(r"匿名|anonym"),
    "verified": re.compile(r"不属实|失实|unfounded"),
    "effective": re.compile(r"无效|作废|invalid"),
    "is_default": re.compile(r"主动评价|非默认"),
    "excluded": re.compile(r"(?<!不)(?:纳入|计入|参与)考[核评]"),
    "exempt": re.compile(r"(?<!不)(?:纳入|计入|参与)考[核评]"),
    "satisfied": re.compile(r"不满意"),
}
_LEVELS = {
    "非常满意": ("很满意", "十分满意", "特别满意", "非常好", "很好", "excellent", "very satisfied"),
    "满意": ("较满意", "比较满意", "好", "较好", "良好", "satisfied", "good"),
    "基本满意": ("一般", "一般满意", "尚可", "还可以", "中等", "neutral", "fair"),
    "不满意": ("不太满意", "较不满意", "不够满意", "比较不满意", "差", "较差", "dissatisfied", "poor"),
    "非常不满意": ("很不满意", "十分不满意", "极不满意", "很差", "非常差", "very dissatisfied", "very poor"),
    "未评价": ("不了解", "不清楚", "说不清", "不知道", "未作答", "未答", "拒答", "未接通", "无人接听", "未回复",
            "don't know", "no answer", "n/a"),
}  # fmt: skip
_USUAL: dict[str, dict[str, str]] = {
    "level": {word: level for level, words in _LEVELS.items() for word in words},
    "channel": {
        "电话": "来电", "热线": "12345", "12345热线": "12345", "网站": "网络", "微信": "网络", "app": "网络",
        "小程序": "网络", "邮件": "网络", "网上": "网络", "信件": "来信", "写信": "来信",
        "走访": "来访", "上门": "来访",
        "市长信箱": "领导留言板", "书记信箱": "领导留言板", "领导信箱": "领导留言板", "phone": "来电", "call": "来电",
        "constituent call": "来电", "web": "网络", "online": "网络", "email": "网络", "mobile app": "网络",
        "walk-in": "来访", "in person": "来访", "mail": "来信", "letter": "来信",
    },
    "kind": {
        "complaint": "投诉", "inquiry": "咨询", "enquiry": "咨询", "question": "咨询", "request": "求助",
        "service request": "求助", "suggestion": "建议", "检举控告": "举报", "揭发控告": "举报", "意见建议": "建议",
        "求决": "求助", "申诉求决": "求助",
    },
    "severity": {"普通": "一般", "重要": "重大", "特别重大": "重大", "复杂疑难": "疑难"},
    "case_type": {"即办": "即办件", "承诺": "承诺件", "限时办": "承诺件"},
    "status": {"未启动": "未开始", "推进中": "进行中", "完成": "已完成", "已办结": "已完成"},
}  # fmt: skip
