"""通报 of a superior to its units: ranking, comparison part by part, what moved (M16's monthly side; issue 6).

A 通报 goes downward: no 签发人. What the units are to do by when is for people to decide.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.compose.across.content import RankRow, SummaryNotice
from pipeline.compose.content import Attachment, Group, Passage
from pipeline.compose.occasional.aside import set_aside
from pipeline.compose.program.notice import notice_frame
from pipeline.compose.spoken import bars_told
from pipeline.compose.wording import (
    ACTIVITY,
    NOTHING,
    full_date,
    in_series,
    joined,
    month_name,
    risen,
    short_name,
    signed,
    standard_name,
    title_of,
)
from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.document import Figure, Series
from pipeline.model.elements import PLACEHOLDER
from pipeline.model.marks import NOT_EVALUATED, format_full, format_mark
from pipeline.model.organization import Issuance, Unit
from pipeline.model.ranking import PartRates, Ranked, SummaryMaterial, losses_across, part_rates

_NAMED = 3
"""So many units are named from the top and from the bottom."""
_BARS = 10
"""A chart of more units than this shows half so many from either end."""
_MOVED = 5


def summary_notice(material: SummaryMaterial) -> tuple[SummaryNotice, list[Diagnostic]]:
    """Compose the 通报; the head is the superior's own, open where nobody gave it."""
    title = f"关于{material.period.chinese}{ACTIVITY}得分情况的通报"
    head, closing, imprint, faults = notice_frame(_issuance(material), title, "所属各参评单位")
    ranking = _table(material)
    notice = SummaryNotice(
        head=head,
        opening=_opening(material),
        overall=_overall(material),
        charts=_charts(material),
        parts=_parts(material),
        movements=_movements(material),
        demands=_demands(material),
        attachment_note=ranking.title,
        ranking=ranking,
        closing=closing,
        imprint=imprint,
    )
    return notice, [*faults, *([_to_decide()] if PLACEHOLDER in "".join(notice.demands) else [])]


def _opening(material: SummaryMaterial) -> str:
    what = f"现将{material.period.chinese}所属{len(material.ranking)}个单位{ACTIVITY}得分情况通报如下。"
    return what + set_aside(material.reconciliation.rejected)


def _issuance(material: SummaryMaterial) -> Issuance:
    """Give the superior's own elements; a line for everybody is not taken, for it speaks of the units."""
    own = dict(material.organization.issuances).get(material.superior.name)
    name = material.superior.name
    return own or Issuance(agency_name=name, agency_mark=name)


def _overall(material: SummaryMaterial) -> tuple[str, ...]:
    placed, until = material.placed, full_date(material.period.span.end)
    if not placed:
        return (f"截至{until}，{len(material.ranking)}个单位均未取得评价结果，不作排名。",)
    text = f"截至{until}，{len(placed)}个单位得分合计占已评满分合计的{material.pooled}%"
    best, worst = placed[0].card.rate, placed[-1].card.rate
    text += f"，累计得分率在{worst}%～{best}%之间。" if best != worst else f"，累计得分率均为{best}%。"
    standard = f"得分按{standard_name(material.standard)}计算，得分率为累计得分除以已评满分。"
    left_out = len(material.ranking) - len(placed)
    apart = f"另有{left_out}个单位未取得评价结果，不列入排名。" if left_out else ""
    return (text + standard + apart, *_ends(material))


def _ends(material: SummaryMaterial) -> tuple[str, ...]:
    placed = material.placed
    if len(placed) < 2 or placed[0].card.rate == placed[-1].card.rate:
        return ()
    many = _NAMED if len(placed) > 2 * _NAMED else 1
    top = [one for one in placed if one.place <= placed[many - 1].place]
    bottom = [one for one in placed if one.place >= placed[-many].place]
    first, last = (f"居前{many}位的", f"居后{many}位的") if many > 1 else ("居首位的", "居末位的")
    return (f"得分率{first}是{_named(material, top)}；{last}是{_named(material, bottom)}。",)


def _named(material: SummaryMaterial, those: Sequence[Ranked]) -> str:
    if len(those) > _BARS:
        return f"并列的{len(those)}个单位（{those[0].card.rate}%～{those[-1].card.rate}%）"
    return in_series([f"{_name(material, one.card.unit)}（{one.card.rate}%）" for one in those])


def _charts(material: SummaryMaterial) -> tuple[Figure, ...]:
    placed = material.placed
    if len(placed) < 2:
        return ()
    half = _BARS // 2
    shown = placed if len(placed) <= _BARS else (*placed[:half], *placed[-half:])
    title = "累计得分率（%）" if len(placed) <= _BARS else f"累计得分率居前{half}位、居后{half}位的单位（%）"
    names = tuple(_name(material, one.card.unit) for one in shown)
    series = Series("累计得分率", tuple(one.card.rate for one in shown))
    alternative = bars_told(title.removesuffix("（%）"), "个单位", names, series)
    return (Figure("bar", title, alternative, names, (series,), 152.0, 16.0 + 9.0 * len(shown)),)


def _parts(material: SummaryMaterial) -> Passage:
    rates = part_rates([one.card for one in material.ranking])
    return Passage.of((), [(title_of(part.mark.indicator), _part(material, part)) for part in rates])


def _part(material: SummaryMaterial, part: PartRates) -> str:
    if not part.rates:
        return "各单位均尚未取得评价结果。"
    (best, high), (worst, low) = part.rates[0], part.rates[-1]
    count, every = len(part.rates), len(material.ranking)
    if count == 1 < every:
        return f"仅{_name(material, best)}取得评价结果，得分率{high}%。"
    text = f"已取得评价结果的{count}个单位，" if count < every else ""
    text += f"得分合计占已评满分合计的{part.pooled}%"
    if high == low:
        return f"{text}，各单位相同。"
    tops, lows = (sum(1 for _, value in part.rates if value == end) for end in (high, low))
    said = (f"{end}为{_name(material, unit)}{f'等{n}个单位' if n > 1 else ''}（{value}%）"
            for end, unit, n, value in (("最高", best, tops, high), ("最低", worst, lows, low)))  # fmt: skip
    return f"{text}，{'，'.join(said)}。"


def _movements(material: SummaryMaterial) -> tuple[str, ...]:
    if material.previous is None:
        return (f"{material.period.chinese}为评议期首月，没有上期数据可比。",)
    base = f"{month_name(material.previous, material.period.year)}末"
    known = [(one, one.change.like_for_like) for one in material.ranking if one.change]
    if not known:
        return (f"与{base}没有可比的得分。",)
    return (_moved_marks(material, base, known), _moved_places(material, base))


def _moved_marks(material: SummaryMaterial, base: str, known: Sequence[tuple[Ranked, object]]) -> str:
    places = material.standard.places
    pairs = [(one, one.change.like_for_like) for one, _ in known if one.change]
    up = sorted((pair for pair in pairs if pair[1] > 0), key=lambda pair: -pair[1])
    down = sorted((pair for pair in pairs if pair[1] < 0), key=lambda pair: pair[1])
    said = [
        f"{word}的{len(those)}个：{_series(material, [(one, risen(value, places)) for one, value in those])}"
        for word, those in (("提高", up), ("下降", down))
        if those
    ]
    level = len(pairs) - len(up) - len(down)
    if level == len(pairs):
        return f"按两月均已评价的指标比较，{level}个单位累计得分{'均' if level > 1 else ''}与{base}持平。"
    said += [f"持平的{level}个"] if level else []
    return f"按两月均已评价的指标比较，累计得分比{base}{'；'.join(said)}。"


def _series(material: SummaryMaterial, those: Sequence[tuple[Ranked, str]]) -> str:
    told = [f"{_name(material, one.card.unit)}{text}" for one, text in those[:_MOVED]]
    return in_series(told) + ("等" if len(those) > _MOVED else "")


def _moved_places(material: SummaryMaterial, base: str) -> str:
    up = sorted((one for one in material.placed if (one.risen or 0) > 0), key=lambda one: -(one.risen or 0))
    down = sorted((one for one in material.placed if (one.risen or 0) < 0), key=lambda one: one.risen or 0)
    said = [
        f"{word}的{len(those)}个：{_series(material, [(one, f'{word}{abs(one.risen or 0)}位') for one in those])}"
        for word, those in (("上升", up), ("下降", down))
        if those
    ]
    return f"名次比{base}{'；'.join(said)}。" if said else f"名次与{base}相同。"


def _demands(material: SummaryMaterial) -> tuple[str, ...]:
    lost = losses_across([one.card for one in material.ranking])[:_NAMED]
    if not material.placed:
        return ("各指标尚未取得评价结果，暂不通报失分情况。",)
    if not lost:
        return ("已评指标均未失分，请各单位继续保持。",)
    places = material.standard.places
    said = joined([f"{title_of(mark.indicator)}，合计失{format_mark(value, places)}分" for mark, value in lost])
    return (f"失分较多的指标：{said}。", f"请各单位对照附件查找差距，逐项整改，并于{PLACEHOLDER}前报送整改情况。")


def _table(material: SummaryMaterial) -> Attachment[RankRow]:
    title = f"{material.period.chinese}{ACTIVITY}得分排名表"
    rows = tuple(_row(material, one) for one in material.ranking)
    notes = (
        "注：按累计得分率排名，得分率相同的名次并列；“未评”指尚未取得评价结果，不列入排名。得分增减按两月均已评价的指标计算。",
    )
    return Attachment("附件", title, f"数据截至{full_date(material.period.span.end)}", (Group("", rows),), notes=notes)


def _row(material: SummaryMaterial, one: Ranked) -> RankRow:
    card, places = one.card, material.standard.places
    return RankRow(
        place=str(one.place) if one.place else NOTHING,
        unit=_name(material, card.unit),
        mark=format_mark(card.total.mark, places),
        evaluated_full=format_full(card.total.evaluated_full),
        rate=NOT_EVALUATED if card.rate is None else f"{card.rate}%",
        month_mark=format_mark(card.month_total.mark, places),
        change=signed(one.change.like_for_like if one.change else None, places),
        moved=_moved(one.risen),
    )


def _moved(places: int | None) -> str:
    if places is None:
        return NOTHING
    return f"{'升' if places > 0 else '降'}{abs(places)}" if places else "不变"


def _name(material: SummaryMaterial, unit: Unit) -> str:
    return short_name(unit, material.organization)


def _to_decide() -> Diagnostic:
    return Diagnostic(
        "DOC-SUMMARY",
        Severity.WARNING,
        Place("inputs/organization.xlsx", "发文要素"),
        f"得分情况通报中报送整改情况的时间由人确定，文件中留作{PLACEHOLDER}",
        "研究确定后在 Word 文件（得分情况通报.docx）中直接填写",
    )
