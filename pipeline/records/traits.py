"""What personal data looks like in free text: numbers of every kind, and names beside a word that gives them away."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.records.masks import (
    AREA,
    keep,
    mask_card,
    mask_email,
    mask_house,
    mask_id_number,
    mask_name,
    mask_phone,
    mask_plate,
)
from pipeline.records.surnames import COMPOUND, SINGLE

Rules = tuple[tuple[re.Pattern[str], Callable[[str], str]], ...]
"""A pattern whose group ``it`` is personal, and how it is masked."""

_BIRTHDAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_ID_NUMBER = rf"[1-9]\d{{5}}[- ]?(?:18|19|20)\d\d{_BIRTHDAY}[- ]?\d{{3}}[\dXx]"
_SHORT_ID_NUMBER = rf"[1-9]\d{{5}}[- ]?\d\d{_BIRTHDAY}[- ]?\d{{3}}"
_CASE_NUMBER_CUES = "编号|流水号|工单号?|办件号?|案卷?号|单号|件号|文号|案卷"
_CARD_CUES = "卡号|银行卡|账号|账户|帐号"
_PHONE_CUES = "电话|座机|固话|致电|拨打|号码|[Tt]el|TEL"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = rf"[{_PROVINCES}][A-HJ-NP-Z][·.• ]?[A-HJ-NP-Z0-9]{{4,5}}[A-HJ-NP-Z0-9挂学警港澳]"
_LOOSE_PLATE = rf"[{_PROVINCES}] ?[A-Za-z][-·.• ]{{0,2}}(?=(?:[A-Za-z]?\d){{3}})[A-Za-z0-9]{{4,5}}[A-Za-z0-9挂学警港澳]"
"""With spaces, dashes or in lower case: only with digits is it told from other words (更新 Windows)."""
_COUNTED = "元万亿件人次条户个笔份号年月日名家项票平亩吨米度行套页字位分秒块点%"
_SUMS = "第号额款计共数值价资约达余息产为水同单案"
_NOT_BEFORE = rf"(?<![-\dA-Za-z.,/#~{_SUMS}].)(?<![{_SUMS}] .)"
_NOT_BEHIND = rf"[-\dA-Za-z/~]|[.,]\d| ?[{_COUNTED}]"
"""Beside eight digits: what makes them a number of another kind than a landline of the district (8, 6 or 5 first)."""
_PLACES = "路街巷弄村区园寓苑庭厦里坊道幢栋团"
_HOUSE = r"(?:\d+(?:-\d+)*|[一二三四五六七八九十百]+|[A-Za-z])(?:号楼|号|幢|栋|单元|座|室|弄|层|楼)"
_GIVEN_ENDS = (
    "反映|来电|来信|来访|投诉|举报|咨询|表示|称|说|认为|要求|建议|希望|询问|求助|提出|申请|办理|等[人候待]|的|在|到|于|是"
    "|已|对|多次|再次|今|昨|因|被|把|电话|手机|身份|联系|先生|女士|小姐|同志|老师|师傅|大姐|阿姨|大爷|同学|满意|未|不"
)
"""What begins the rest of a sentence after a short name (市民王伟反映)."""
_FUNCTION_WORDS = (
    "于[昨今前上下本近当同月是]|何[时地种处]|方[便面式法案]|高[度兴效新峰]|安[全排置]|平[时台均]|任[何务]|成[功为立]|常[常年见]"
    "|应[当该予在付]|向[本我市区中窗]|时[间候]|管理|和[其家妻丈本]|单[位独号据]|来[电信访到自]|满意|全[部程]|都[是有]|从[未事]"
    "|水[平费]|经[办过常]|解[决释]|代[表理办缴扣收]|别[的人处]|付[款费清]|买[房卖]|权[利限益]|习惯|利[率息用]|明[显确天年]"
    "|关[于心系键注]|费用|养老|万[元名人]|钱款|连续|强[烈制]|终于|容易|广[大播]|简[单化]|计[算划]|能[否不力]|家[人属]|金[额融]"
    "|古稀|相[关同互]|红[牌包]|通[知过]|支[付持取]|井|车[辆位]|路[上口]|项[目]|终|柜|储|居|国[有家]"
)
"""Words that begin like a surname."""
_FIRST = f"{SINGLE}{''.join(double[0] for double in COMPOUND)}"
"""Looked at first: it is by far the cheapest look."""
_PERSON = (
    rf"(?=[{_FIRST}])(?!{_FUNCTION_WORDS})(?:{'|'.join(COMPOUND)}|[{SINGLE}])"
    rf"(?:某某?|[xX*×]{{1,2}}|(?:(?!{_GIVEN_ENDS})[\u4e00-\u9fa5]){{1,2}})"
)
_NAME_CUES = (
    "姓名|市民|联系人|申请人|投诉人|举报人|来电人|信访人|当事人|诉求人|反映人|求助人|被回访人|回访人|经办人|工作人员|窗口人员"
    "|职工|群众|户主|本人|客户|委托人|代理人|法人代表|法定代表人|负责人|我叫|名叫|我是|员工|柜员|责任人|收款人|户名|借款人"
)
_TITLES = "先生|女士|小姐|同志|老师|师傅|大姐|大哥|阿姨|大爷|大妈|同学|老人"
_PRAISE = "感谢|谢谢|多亏|表扬|点赞|感激"
_SYLLABLE = "(?:[zcs]h|[bcdfghjklmnpqrstwxyz])?[aeiouv]{1,3}(?:ng?|r)?"
_PINYIN = (
    rf"(?:(?=[A-Z])|(?<=:)|(?<=: ))(?i:{_SYLLABLE})(?: +|(?=[A-Z][a-z]))"
    rf"(?i:{_SYLLABLE}(?:[ '-]?{_SYLLABLE})?)(?![A-Za-z])"
)
"""A name in Latin letters, in two words."""
_NUMBER_CUES = "电话|手机|身份证|证件|联系方式|联系电话|号码|卡号"
LONG_NUMBER = re.compile(r"(?<!\d)(?!(?:19|20)\d\d[- ]?[01]\d)\d(?:[ -]?\d){8,}")
"""So many digits that they may be a telephone number with one too few or too many; no day and time."""
BARE_NAME = re.compile(_PERSON)
"""A text that is nothing but a name."""

NUMBERS: Rules = tuple(
    (re.compile(pattern, re.ASCII), mask)
    for pattern, mask in (
        (r"(?P<it>[A-Za-z0-9][\w.%+-]* ?@ ?[\w-]+(?:\.[\w-]+)+)", mask_email),
        (r"(?<!\d)(?<!\d-)(?:\+?86[- ]?)?(?P<it>1[3-9]\d(?:[-.·• ]?\d{4}){2})(?!\d)", mask_phone),
        # a number named as a case's own stays, even if it looks like an identity number or a card
        (rf"(?<!证)(?<!证件)(?<!卡)(?:{_CASE_NUMBER_CUES})[:为是]*\s*(?P<it>[A-Za-z0-9-]{{6,}})", keep),
        (rf"(?<!\d)(?P<it>{_ID_NUMBER})(?!\d)", mask_id_number),
        (rf"(?<!\d)(?P<it>{_SHORT_ID_NUMBER})(?!\d)", mask_id_number),
        (rf"(?:{_CARD_CUES})[:为是]*\s*(?P<it>\d(?:[ -]?\d){{11,18}})(?!\d)", mask_card),
        (r"(?<![A-Za-z\d-])(?P<it>(?:6[02]|9558|4\d|5[1-5]|3[57])(?:[ -]?\d){12,17})(?![\d-])", mask_card),
        (rf"(?<!\d)(?P<it>\(?(?:{AREA})\)?[- ]?\d{{3,4}}[- ]?\d{{4}})(?!\d)", mask_phone),
        (rf"(?:{_PHONE_CUES})[:为是.]*\s*(?P<it>\d{{3,4}}[- ]?\d{{4}})(?!\d)", mask_phone),
        (rf"(?P<it>[568](?<=\d{{4}}[,、/;或和及 ].)\d{{3}}[- ]?\d{{4}})(?![\d{_COUNTED}])", mask_phone),
        (rf"(?P<it>[568]{_NOT_BEFORE}\d{{3}}[- ]?\d{{4}})(?!{_NOT_BEHIND})", mask_phone),
        (rf"(?P<it>{_PLATE})(?![A-Za-z0-9])", mask_plate),
        (rf"(?P<it>{_LOOSE_PLATE})(?![A-Za-z0-9])", mask_plate),
        (rf"(?P<it>\d+组团(?![队体员建])(?:{_HOUSE})*\d*)", mask_house),
        (rf"(?<=[{_PLACES}])(?P<it>(?:\d+组(?=\d))?(?:{_HOUSE})+\d*)(?!窗|热)", mask_house),
        (rf"(?<=[{_PLACES}])(?P<it>\d{{1,3}}-\d{{1,2}}-\d{{2,4}})(?![-\d{_COUNTED}])", mask_house),
    )
)
"""In order: what an earlier rule has taken, a later one leaves alone. All match folded text."""

CUED_NAMES: Rules = tuple(
    (re.compile(pattern, re.ASCII), mask_name)
    for pattern in (
        rf"(?:{_NAME_CUES})(?:名?:|[为是叫])?\s*(?P<it>{_PERSON}|{_PINYIN})",
        rf"(?P<it>{_PERSON})(?=(?:{_TITLES}))",
        rf"(?:{_PRAISE})(?P<it>{_PERSON})(?=[,.!;、。的]|帮|给|为|耐心|热情|$)",
        rf"(?P<it>{_PERSON})(?=[(,:、 ]*(?:{_NUMBER_CUES})?:?\s*(?:1[3-9]\d{{9}}|\d{{17}}[\dXx])(?!\d))",
    )
)
"""Names that a word beside them gives away, also where they look like another word."""
