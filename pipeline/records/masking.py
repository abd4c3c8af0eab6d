"""Masking (脱敏): personal data made unreadable, in its own columns and inside free text.

Forms are those of records.md: ``138****8000``, ``0577-****1234``, ``330302********0012``, bank card
last 4, ``王*``/``欧阳*``, ``a***@…``. Number plates and house numbers are masked too. Case, rating and
ticket numbers stay: they are how a figure is traced. When in doubt the text is masked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from pipeline.records.folding import fold
from pipeline.records.surnames import COMPOUND, SINGLE


def mask_text(text: str, names: Iterable[str] = ()) -> str:
    """Mask everything personal in free text; ``names`` are further names known to occur in it."""
    folded = fold(text)
    taken: list[tuple[int, int, str]] = []
    for name in names:
        if len(name) > 1:
            _take(taken, ((*found.span(), mask_name(name)) for found in re.finditer(re.escape(name), folded)))
    for pattern, mask in _RULES:
        _take(taken, ((*found.span("it"), mask(found["it"])) for found in pattern.finditer(folded)))
    return _spliced(text, taken)


def mask_name(name: str) -> str:
    """Mask a name: ``王*``, ``欧阳*``; an organization's name likewise."""
    name = name.strip()
    surname = next((double for double in COMPOUND if name.startswith(double)), name[:1])
    return f"{surname}*" if name else ""


def mask_phone(number: str) -> str:
    """Mask a telephone number: ``138****8000``, ``0577-****1234``; of any other only the last 4 stay."""
    digits = re.sub(r"\D", "", fold(number))
    if found := re.fullmatch(r"(?:86)?(1[3-9]\d)\d{4}(\d{4})", digits):
        return f"{found[1]}****{found[2]}"
    if found := re.fullmatch(rf"({_AREA})\d{{3,4}}(\d{{4}})", digits):
        return f"{found[1]}-****{found[2]}"
    if len(digits) > 6:
        return f"****{digits[-4:]}"
    return "****" if number.strip() else ""


def mask_id_number(number: str) -> str:
    """Mask an identity number: ``330302********0012``; of another document the ends stay."""
    number = re.sub(r"[\s-]", "", fold(number))
    if re.fullmatch(r"\d{17}[\dXx]|\d{15}", number):
        return number[:6] + "*" * (len(number) - 10) + number[-4:]
    if len(number) < 6:
        return "*" * len(number)
    return number[:1] + "*" * (len(number) - 3) + number[-2:]


def mask_field(field: str, value: str) -> str:
    """Mask the value of a PII field (records.md, Tables and fields) by what the field holds."""
    return _FIELDS.get(field, mask_name)(value)


@lru_cache(maxsize=4096)
def quote_masked(value: str, longest: int = 24) -> str:
    """Give a cell's value as a message may quote it: masked, a bare name too, in one short line."""
    value = " ".join(value.split())
    masked = mask_name(value) if _BARE_NAME.fullmatch(value) else mask_text(value)
    return masked if len(masked) <= longest else masked[:longest] + "…"


def _take(taken: list[tuple[int, int, str]], found: Iterable[tuple[int, int, str]]) -> None:
    """Add what does not overlap what an earlier rule has taken."""
    for start, end, mask in found:
        if all(end <= other_start or other_end <= start for other_start, other_end, _ in taken):
            taken.append((start, end, mask))


def _spliced(text: str, taken: list[tuple[int, int, str]]) -> str:
    pieces, at = [], 0
    for start, end, mask in sorted(taken):
        pieces += [text[at:start], mask]
        at = end
    return "".join([*pieces, text[at:]])


def _kept(text: str) -> str:
    return text


def _mask_card(number: str) -> str:
    digits = re.sub(r"\D", "", number)
    return "*" * (len(digits) - 4) + digits[-4:]


def _mask_email(address: str) -> str:
    local, _, domain = address.partition("@")
    return f"{local[:1]}***@{domain}"


def _mask_plate(plate: str) -> str:
    return f"{plate[:2]}****{plate[-1]}"


def _mask_house(number: str) -> str:
    return re.sub(r"[\dA-Za-z]+|[一二三四五六七八九十百]+", "**", number)


_AREA = r"010|02\d|0[3-9]\d\d"
_BIRTHDAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_ID_NUMBER = rf"[1-9]\d{{5}}[- ]?(?:18|19|20)\d\d{_BIRTHDAY}[- ]?\d{{3}}[\dXx]"
_CASE_NUMBER_CUES = "编号|流水号|工单号?|办件号?|案卷?号|单号|件号|文号|案卷"
_CARD_CUES = "卡号|银行卡|账号|账户|帐号"
_PHONE_CUES = "电话|座机|固话|致电|拨打|号码|[Tt]el|TEL"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = rf"[{_PROVINCES}][A-HJ-NP-Z][·.• ]?[A-HJ-NP-Z0-9]{{4,5}}[A-HJ-NP-Z0-9挂学警港澳]"
_HOUSE = r"(?:\d+(?:-\d+)*|[一二三四五六七八九十百]+|[A-Za-z])(?:号楼|号|幢|栋|单元|座|室|弄|层|楼)"
_GIVEN_ENDS = (
    "反映|来电|来信|来访|投诉|举报|咨询|表示|称|说|认为|要求|建议|希望|询问|求助|提出|申请|办理|等[人候待]|的|在|到|于|是"
    "|已|对|多次|再次|今|昨|因|被|把|电话|手机|身份|联系|先生|女士|小姐|同志|老师|师傅|大姐|阿姨|大爷|同学|满意|未|不"
)
"""What begins the rest of a sentence after a short name (市民王伟反映)."""
_FUNCTION_WORDS = (
    "于[昨今前上下本近当同月是]|何[时地种处]|方[便面式法案]|高[度兴效新峰]|安[全排置]|平[时台均]|任[何务]|成[功为立]|常[常年见]"
    "|应[当该予在付]|向[本我市区中窗]|时[间候]|管理|和[其家妻丈本]|单[位独号据]|来[电信访到自]|满意|全[部程]|都[是有]|从[未事]"
    "|水[平费]|经[办过常]|解[决释]|代[表理办缴扣收]|别[的人处]|付[款费清]|买[房卖]|权[利限]|习惯|利[率息用]|明[显确天年]"
    "|关[于心系键注]|费用|养老|万[元名人]|钱款|连续|强[烈制]|终于|容易|广[大播]|简[单化]|计[算划]|能[否不力]|家[人属]|金[额融]"
    "|相[关同互]|红[牌包]|通[知过]|支[付持取]|井|车[辆位]|路[上口]|项[目]|终|柜|储|居|国[有家]"
)
"""Words that begin like a surname."""
_PERSON = (
    rf"(?!{_FUNCTION_WORDS})(?:{'|'.join(COMPOUND)}|[{SINGLE}])"
    rf"(?:某某?|[xX*×]{{1,2}}|(?:(?!{_GIVEN_ENDS})[\u4e00-\u9fa5]){{1,2}})"
)
_NAME_CUES = (
    "姓名|市民|联系人|申请人|投诉人|举报人|来电人|信访人|当事人|诉求人|反映人|求助人|被回访人|回访人|经办人|工作人员|窗口人员"
    "|职工|群众|户主|本人|客户|委托人|代理人|法人代表|法定代表人|负责人|我叫|名叫|我是|员工|柜员"
)
_TITLES = "先生|女士|小姐|同志|老师|师傅|大姐|大哥|阿姨|大爷|大妈|同学|老人"
_PRAISE = "感谢|谢谢|多亏|表扬|点赞|感激"
_NUMBER_CUES = "电话|手机|身份证|证件|联系方式|联系电话|号码|卡号"
_BARE_NAME = re.compile(_PERSON)

_RULES: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = tuple(
    (re.compile(pattern, re.ASCII), mask)
    for pattern, mask in (
        (r"(?P<it>[A-Za-z0-9][\w.%+-]*@[\w-]+(?:\.[\w-]+)+)", _mask_email),
        (r"(?<!\d)(?<!\d-)(?:\+?86[- ]?)?(?P<it>1[3-9]\d(?:[- ]?\d{4}){2})(?!\d)", mask_phone),
        # a number named as a case's own stays, even if it looks like an identity number or a card
        (rf"(?<!证)(?<!证件)(?<!卡)(?:{_CASE_NUMBER_CUES})[:为是]*\s*(?P<it>[A-Za-z0-9-]{{6,}})", _kept),
        (rf"(?<!\d)(?P<it>{_ID_NUMBER})(?!\d)", mask_id_number),
        (rf"(?<!\d)(?P<it>[1-9]\d{{7}}{_BIRTHDAY}\d{{3}})(?!\d)", mask_id_number),
        (rf"(?:{_CARD_CUES})[:为是]*\s*(?P<it>\d(?:[ -]?\d){{11,18}})(?!\d)", _mask_card),
        (r"(?<![A-Za-z\d-])(?P<it>(?:6[02]|9558|4\d|5[1-5]|3[57])(?:[ -]?\d){12,17})(?![\d-])", _mask_card),
        (rf"(?<!\d)(?P<it>\(?(?:{_AREA})\)?[- ]?\d{{3,4}}[- ]?\d{{4}})(?!\d)", mask_phone),
        (rf"(?:{_PHONE_CUES})[:为是.]*\s*(?P<it>\d{{3,4}}[- ]?\d{{4}})(?!\d)", mask_phone),
        (rf"(?P<it>{_PLATE})(?![A-Za-z0-9])", _mask_plate),
        (rf"(?<=[路街巷弄村区园寓苑庭厦里坊道幢栋])(?P<it>(?:{_HOUSE})+\d*)(?!窗|热)", _mask_house),
        (rf"(?:{_NAME_CUES})(?:名?:|[为是叫])?\s*(?P<it>{_PERSON})", mask_name),
        (rf"(?P<it>{_PERSON})(?=(?:{_TITLES}))", mask_name),
        (rf"(?:{_PRAISE})(?P<it>{_PERSON})(?=[,.!;、。的]|帮|给|为|耐心|热情|$)", mask_name),
        (rf"(?P<it>{_PERSON})(?=[(,:、 ]*(?:{_NUMBER_CUES})?:?\s*(?:1[3-9]\d{{9}}|\d{{17}}[\dXx])(?!\d))", mask_name),
    )
)
"""In order: what an earlier rule has taken, a later one leaves alone. All match folded text."""

_FIELDS: dict[str, Callable[[str], str]] = {
    "mobile": mask_phone,
    "contact": mask_phone,
    "id_number": mask_id_number,
    "applicant": mask_name,
    "citizen": mask_name,
    "staff": mask_name,
}
