"""网络评议候选对象建议名单 and its 依据 (M16): who, by which rule, who shares a place, who cannot be judged."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.compose.across.content import PlaceRow, ShortlistDocument
from pipeline.compose.across.marks import COLUMNS, leaf_rows
from pipeline.compose.occasional.aside import set_aside
from pipeline.compose.wording import ACTIVITY, NOTHING, full_date, in_series, prose, short_name, standard_name
from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.elements import PLACEHOLDER
from pipeline.model.marks import NOT_EVALUATED, format_full, format_mark, round_mark
from pipeline.model.shortlist import DAILY, Shortlist, ShortlistMaterial, Standing
from pipeline.model.workbook import CellValue, Column, Sheet, Workbook

_TIES = "得分率相同的名次并列，末位并列的全部列入；两类都可列入的，列入满意类。"


def shortlist_document(material: ShortlistMaterial) -> tuple[ShortlistDocument, list[Diagnostic]]:
    """Compose the list; whoever decides on it is named, and is not us."""
    chosen = material.shortlist
    facts = material.organization.program(material.period.year)
    authority = prose(facts.review_authority) or PLACEHOLDER
    document = ShortlistDocument(
        title=f"{material.period.chinese}网络评议候选对象建议名单",
        author=prose(facts.review_authority) or ACTIVITY,
        dateline=f"数据截至{full_date(material.until)}",
        opening=_opening(material) + set_aside(material.reconciliation.rejected),
        rules=_rules(material),
        satisfied_text=_chosen_text("满意类", chosen.satisfied, chosen.seats[0]),
        satisfied=_rows(material, chosen.satisfied),
        dissatisfied_text=_chosen_text("不满意类", chosen.dissatisfied, chosen.seats[1]),
        dissatisfied=_rows(material, chosen.dissatisfied),
        ties=_ties(material),
        apart_text=_apart_text(chosen),
        apart=_rows(material, chosen.insufficient),
        decision=f"本名单按{DAILY}得分率推出，供研究时使用；候选对象由{authority}按照“广泛参与、突出重点、问题导向”原则研究确定。",
    )
    return document, [_to_decide(authority)]


def _opening(material: ShortlistMaterial) -> str:
    chosen = material.shortlist
    ranked, apart = len(chosen.ranking), len(chosen.insufficient)
    text = f"截至{full_date(material.until)}，参评单位共{ranked + apart}个"
    if not ranked:
        return f"{text}，均因{DAILY}数据不足未列入排名，不能推出候选对象。"
    text += f"，其中列入排名{ranked}个，数据不足未列入排名{apart}个" if apart else "，均列入排名"
    number = len(chosen.satisfied) + len(chosen.dissatisfied)
    kinds = f"满意类{len(chosen.satisfied)}个、不满意类{len(chosen.dissatisfied)}个"
    return f"{text}。按以下办法推出网络评议候选对象{number}个，其中{kinds}。"


def _rules(material: ShortlistMaterial) -> tuple[str, ...]:
    rule, seats = material.shortlist.rule, material.shortlist.seats
    ranked = len(material.shortlist.ranking)
    percent = format_full(rule.share * 100)
    fewer = f"列入排名的不足{rule.quota}个，按{ranked}个分配，" if ranked < rule.quota else ""
    split = f"{fewer}即满意类{seats[0]}个、不满意类{seats[1]}个" if ranked else "没有列入排名的单位，不作分配"
    return (
        f"得分率为{DAILY}累计得分除以已评满分，保留两位小数，按{standard_name(material.standard)}计算。",
        f"名额共{rule.quota}个，满意类占{percent}%，{split}。",
        f"满意类按得分率由高到低、不满意类按得分率由低到高依次推出，至名额满为止；{_TIES}",
        f"{DAILY}已评满分不足分值一半的，作为数据不足单列，不参加排名，不列为候选对象。",
    )


def _chosen_text(kind: str, chosen: Sequence[Standing], seats: int) -> str:
    if not chosen:
        return f"没有推出{kind}候选对象。"
    beyond = len(chosen) - seats
    more = f"，其中因末位并列超出名额{beyond}个" if beyond > 0 else ""
    return f"{kind}候选对象{len(chosen)}个{more}。"


def _ties(material: ShortlistMaterial) -> tuple[str, ...]:
    ties = material.shortlist.ties
    if not ties:
        return ("候选对象中没有名次并列的单位。",)
    return tuple(
        f"第{group[0].place}名{len(group)}个，得分率均为{group[0].rate}%："
        f"{in_series([_name(material, one) for one in group])}。"
        for group in ties
    )


def _apart_text(chosen: Shortlist) -> str:
    if not chosen.insufficient:
        return "没有数据不足的单位。"
    return f"{DAILY}已评满分不足分值一半的{len(chosen.insufficient)}个，不参加排名。"


def _rows(material: ShortlistMaterial, standings: Sequence[Standing]) -> tuple[PlaceRow, ...]:
    return tuple(_row(material, one) for one in standings)


def _row(material: ShortlistMaterial, one: Standing) -> PlaceRow:
    superior = material.organization.unit(one.unit.parent)
    alike = sum(1 for other in material.shortlist.ranking if one.place and other.rate == one.rate)
    return PlaceRow(
        place=str(one.place) if one.place else NOTHING,
        unit=_name(material, one),
        superior=superior.name if superior else one.unit.parent or NOTHING,
        mark=format_mark(one.result.mark, material.standard.places),
        evaluated_full=format_full(one.result.evaluated_full),
        rate=NOT_EVALUATED if one.rate is None else f"{one.rate}%",
        note=f"{alike}个单位并列" if alike > 1 else NOTHING,
    )


def _name(material: ShortlistMaterial, one: Standing) -> str:
    return short_name(one.unit, material.organization)


def _to_decide(authority: str) -> Diagnostic:
    missing = f"；“评议机构”为空，文件中留作{PLACEHOLDER}" if authority == PLACEHOLDER else ""
    return Diagnostic(
        "DOC-SHORTLIST",
        Severity.WARNING,
        Place("inputs/organization.xlsx", "活动方案"),
        f"名单只按得分率推出，是建议名单，须由评议机构研究确定{missing}",
        "确定后在 Word 文件（网络评议名单.docx）中改定；“评议机构”在 inputs/organization.xlsx 的“活动方案”表填写",
    )


def shortlist_workbook(material: ShortlistMaterial) -> Workbook:
    """Compose 依据: every unit's place, what it rests on, leaf by leaf, and the rule."""
    every = (*material.shortlist.ranking, *material.shortlist.insufficient)
    sheets = (
        Sheet("排名", PLACE_COLUMNS, tuple(_line(material, one) for one in every)),
        Sheet("分项得分", COLUMNS, tuple(row for one in every for row in leaf_rows(one.card))),
        Sheet("办法", (Column("序号", 8), Column("办法", 110)), tuple(enumerate(_rules(material), 1))),
    )
    return Workbook(f"{material.period.chinese}{ACTIVITY}网络评议候选对象依据", sheets)


def _line(material: ShortlistMaterial, one: Standing) -> tuple[CellValue, ...]:
    row, places = _row(material, one), material.standard.places
    state = str(one.side) if one.place else "数据不足"
    mark = NOT_EVALUATED if one.result.mark is None else round_mark(one.result.mark, places)
    return (
        one.place or None, one.unit.code, one.unit.name, row.superior, mark, one.result.evaluated_full,
        one.mark.indicator.full, one.rate if one.rate is not None else NOT_EVALUATED, state, row.note,
    )  # fmt: skip


PLACE_COLUMNS = tuple(
    Column(header, width)
    for header, width in (
        ("名次", 8), ("单位代码", 12), ("单位", 28), ("上级单位", 28), ("日常评议得分", 14), ("已评满分", 10),
        ("分值", 8), ("得分率（%）", 12), ("类别", 12), ("并列", 16),
    )
)  # fmt: skip
