"""Good documents (合格件): a report with attachments and 版记, a letter, a 纪要: every rule lets them pass."""

from __future__ import annotations

from collections.abc import Iterator

from tests.check.paper import BODY_TRACK, EM, MM, PITCH, Bar, Ink, Paper, baseline

LEFT, RIGHT, MIDDLE = 28.0, 184.0, 106.0
WORD = 156 / 28
RED = "#e60012"
_WORDS = "鹿城管理部认真落实万人双评议活动方案要求提升窗口服务质量优化业务办理流程方便群众办事加强日常管理"
TEXT = {"font": "仿宋", "size": 16.0, "track": BODY_TRACK}


def filler(length: int, start: int = 0) -> str:
    """Give so many characters of running text, without punctuation."""
    return "".join(_WORDS[(start + number) % len(_WORDS)] for number in range(length))


def paragraph(name: str, page: int, first: int, lines: int) -> Iterator[tuple[str, Ink]]:
    """Give a paragraph's lines: the first indented by two, the last one short."""
    for number in range(lines):
        last, count = number == lines - 1, 26 if number == 0 else 28
        text = filler(12, number) + "。" if last else filler(count, number)
        x = LEFT + (0 if number else 2 * WORD)
        yield f"{name}{number + 1}", Ink(text, x, baseline(first + number), page, **TEXT)


def at(line: float, text: str, page: int, indent: float = 0.0, **look: object) -> Ink:
    """A line of the grid, indented by so many 字."""
    return Ink(text, LEFT + indent * WORD, baseline(line), page, **{**TEXT, **look})


def ending(line: float, text: str, page: int, room: float, **look: object) -> Ink:
    """A line that ends so many 字 before the right edge."""
    return Ink(text, RIGHT - room * WORD, baseline(line), page, anchor="right", **{**TEXT, **look})


def number(page: int, text: str = "") -> Ink:
    """The page's number, at its outer corner."""
    odd = page % 2 == 1
    x = RIGHT - WORD if odd else LEFT + WORD
    return Ink(text or f"— {page} —", x, 269 + 0.36 * 14 * MM, page, "宋体", 14.0, anchor="right" if odd else "left")


def _head() -> Iterator[tuple[str, Ink]]:
    yield "份号", Ink("000015", LEFT, baseline(0), **TEXT)
    yield "密级", Ink("秘密★1年", LEFT, baseline(1), 1, "黑体")
    yield "紧急程度", Ink("特急", LEFT, baseline(2), 1, "黑体")
    yield "标志", Ink("温州市公积金中心文件", MIDDLE, 72 + 0.88 * 36 * MM, 1, "小标宋", 36.0, RED, anchor="middle")
    top = 72 + 36 * MM + 2 * PITCH
    yield "字号", Ink("温公积金〔2018〕5号", LEFT + WORD, top + 0.88 * EM, **TEXT)
    yield "签发人", Ink("签发人：", RIGHT - WORD - 3 * EM, top + 0.88 * EM, anchor="right")
    yield "姓名", Ink("林致远", RIGHT - WORD, top + 0.88 * EM, 1, "楷体", anchor="right")
    title = RED_LINE + 2 * PITCH + 0.88 * 22 * MM
    yield "标题1", Ink("关于2018年6月万人双评议", MIDDLE, title, 1, "小标宋", 22.0, anchor="middle")
    yield "标题2", Ink("工作情况的报告", MIDDLE, title + 12, 1, "小标宋", 22.0, anchor="middle")
    yield "主送", at(13, "温州市住房公积金管理中心：", 1)


RED_LINE = 72 + 36 * MM + 2 * PITCH + EM + 4


def _body() -> Iterator[tuple[str, Ink]]:
    yield from paragraph("首段", 1, 14, 8)
    yield "一", at(0, "一、总体得分情况", 2, 2, font="黑体")
    yield "一（一）", at(1, "（一）服务对象满意度评价", 2, 2, font="楷体")
    yield "一（一）1", at(2, "1.窗口评价", 2, 2)
    yield from paragraph("次段", 2, 3, 10)
    yield from (item for item in paragraph("三段", 2, 13, 10) if item[0] != "三段10")
    yield "三段10", at(0, filler(12) + "。", 3)
    yield "二", at(1, "二、下一步工作", 3, 2, font="黑体")
    yield from paragraph("末段", 3, 2, 3)
    yield "特此", at(5, "特此报告。", 3, 2)


def _closing() -> Iterator[tuple[str, Ink]]:
    yield "附件说明1", at(7, "附件：1.扣分明细表", 3, 2)
    yield "附件说明2", at(8, "2.指标得分表", 3, 5)
    yield "署名", ending(10, "温州市住房公积金管理中心", 3, 2)
    yield "日期", at(11, "2018年7月5日", 3, 28 - 2 - 12 * 16 / (WORD / MM) + 2)
    yield "附注", at(12, "（联系人：杨一鸣，联系电话：0577－88888888）", 3, 2)


def _attachments() -> Iterator[tuple[str, Ink]]:
    yield "附件1", Ink("附件1", 35, 28 + 0.5 * PITCH + 0.38 * EM, 4, "黑体", upright=False)
    yield "附件1标题", Ink("扣分明细表", 147.5, 28 + 2.5 * PITCH, 4, "小标宋", 22.0, anchor="middle", upright=False)
    for page in (4, 5):
        top = 66.0 if page == 4 else 40.0
        for row, words in enumerate((("日期", "扣分情形"), (f"6月{page}日", "未录入"), ("6月9日", "未一窗受理"))):
            for column, text in enumerate(words):
                place = 40 + column * 110, top + row * 10 + 6.5
                yield f"表{page}{row}{column}", Ink(text, *place, page, size=12.0, upright=False)
    yield "附件2", Ink("附件2", LEFT, baseline(0), 6, "黑体")
    yield "附件2标题", Ink("指标得分表", MIDDLE, baseline(2), 6, "小标宋", 22.0, anchor="middle")
    yield from paragraph("附件段", 6, 4, 3)


def _table_bars() -> Iterator[tuple[str, Bar]]:
    for page in (4, 5):
        top = 66.0 if page == 4 else 40.0
        for row in range(4):
            yield f"横{page}{row}", Bar(37, top + row * 10, 223, 0.2, page, upright=False)
        for column, x in enumerate((37.0, 147.0, 259.8)):
            yield f"竖{page}{column}", Bar(x, top, 0.2, 30.2, page, upright=False)


def _imprint() -> Iterator[tuple[str, Ink]]:
    small = {"font": "仿宋", "size": 14.0, "page": 6}
    yield "抄送", Ink("抄送：温州市行政审批管理办公室。", LEFT + 14 * MM, 251.5, **small)
    yield "印发机关", Ink("温州市住房公积金管理中心", LEFT + 14 * MM, 259.5, **small)
    yield "印发日期", Ink("2018年7月5日印发", RIGHT - 14 * MM, 259.5, anchor="right", **small)


def report() -> Paper:
    """An upward report on six pages; its first attachment stands on two turned ones."""
    inks = dict([*_head(), *_body(), *_closing(), *_attachments(), *_imprint()])
    inks |= {f"页码{page}": number(page) for page in range(1, 7)}
    bars = {
        "红线": Bar(LEFT, RED_LINE - 0.25, 156, 0.5, 1, RED),
        "版记1": Bar(LEFT, 246 - 0.175, 156, 0.35, 6),
        "版记2": Bar(LEFT, 254 - 0.125, 156, 0.25, 6),
        "版记3": Bar(LEFT, 262 - 0.175, 156, 0.35, 6),
        **dict(_table_bars()),
    }
    return Paper(6, inks, bars)


def minutes() -> Paper:
    """A 纪要 on two pages, the second of which holds the 版记."""
    title = RED_LINE + 2 * PITCH + 0.88 * 22 * MM
    small = {"font": "仿宋", "size": 14.0, "page": 2}
    names = "林致远（管理部），杨一鸣（业务科），沈若兰（综合科），何思齐"
    inks = {
        "标志": Ink("双评议工作会议纪要", MIDDLE, 72 + 0.88 * 36 * MM, 1, "小标宋", 36.0, RED, anchor="middle"),
        "标题": Ink("2018年6月双评议工作会议纪要", MIDDLE, title, 1, "小标宋", 22.0, anchor="middle"),
        **dict(paragraph("段", 1, 12, 5)),
        "出席": at(18, "出席：", 1, 2, font="黑体"),
        "出席人": at(18, f"{names[:22]}", 1, 2 + 3 * 16 * MM / WORD),
        "出席人2": at(19, "杨一鸣。", 1, 2 + 3 * 16 * MM / WORD),
        "请假": at(20, "请假：", 1, 2, font="黑体"),
        "请假人": at(20, "何思齐。", 1, 2 + 3 * 16 * MM / WORD),
        "印发机关": Ink("温州市住房公积金管理中心", LEFT + 14 * MM, 259.5, **small),
        "印发日期": Ink("2018年7月5日印发", RIGHT - 14 * MM, 259.5, anchor="right", **small),
        "页码1": number(1),
    }
    bars = {
        "红线": Bar(LEFT, RED_LINE - 0.25, 156, 0.5, 1, RED),
        "版记1": Bar(LEFT, 254 - 0.175, 156, 0.35, 2),
        "版记2": Bar(LEFT, 262 - 0.175, 156, 0.35, 2),
    }
    return Paper(2, inks, bars, keywords="版式：纪要", title="2018年6月双评议工作会议纪要")


def letter() -> Paper:
    """A letter on one page, 信函格式."""
    mark = Ink("温州市住房公积金管理中心", MIDDLE, 30 + 0.88 * 36 * MM, 1, "小标宋", 36.0, RED, -1.0, "middle")
    first = 30 + 36 * MM + 4
    inks = {
        "标志": mark,
        "字号": Ink("温公积金函〔2018〕5号", RIGHT, first + 5 + EM, anchor="right", **TEXT),
        "标题": Ink("关于报送2018年6月数据的函", MIDDLE, first + 40, 1, "小标宋", 22.0, anchor="middle"),
        "主送": at(6, "温州市行政审批管理办公室：", 1),
        **dict(paragraph("段", 1, 7, 6)),
        "署名": ending(14, "温州市住房公积金管理中心", 1, 2),
        "日期": at(15, "2018年7月5日", 1, 28 - 2 - 12 * 16 / (WORD / MM) + 2),
    }
    bars = {
        "上粗": Bar(20, first, 170, 1.0, 1, RED),
        "上细": Bar(20, first + 1.5, 170, 0.3, 1, RED),
        "下细": Bar(20, 275.2, 170, 0.3, 1, RED),
        "下粗": Bar(20, 276.2, 170, 1.0, 1, RED),
    }
    return Paper(1, inks, bars, keywords="版式：信函", title="关于报送2018年6月数据的函")
