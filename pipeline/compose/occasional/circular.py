"""情况通报: the month's problems, made known to the offices, and 问责线索清单 (plan 四（三）5, 四（四））."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.compose.content import Attachment, Group, Part, Passage
from pipeline.compose.kind import Draft, Drafts
from pipeline.compose.occasional.clues import Clue, by_office, clues, found_by_nobody, found_by_superiors, upheld
from pipeline.compose.occasional.content import Circular, ClueRow
from pipeline.compose.occasional.frame import inner_frame
from pipeline.compose.scene import Scene
from pipeline.compose.wording import ACTIVITY, CELL, bounded, in_series, ordinal
from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.elements import PLACEHOLDER
from pipeline.model.ledger import Finding
from pipeline.model.material import Material

NAME = "情况通报"
CLUES_TITLE = "问责线索清单"


def circular(material: Material) -> Drafts:
    """Compose the circular; nothing when nobody outside found, proved or told of anything."""
    scene = Scene(material)
    found = clues(scene)
    unknown = [_no_finder(finding) for finding in found_by_nobody(scene)]
    if not found:
        return (), unknown
    proved = tuple(clue for clue in found if clue.is_proved)
    stamp = "（试算）" if material.scorecard.what_if else ""
    title = f"关于{material.scorecard.period.chinese}{ACTIVITY}发现问题的通报{stamp}"
    head, closing, imprint, faults = inner_frame(scene, NAME, title)
    content = Circular(
        head=head,
        opening=(_opening(scene),),
        offices=tuple(
            Part(f"{ordinal(number)}{_named(office)}", tuple(_paragraphs(of_office)))
            for number, (office, of_office) in enumerate(by_office(found).items(), 1)
        ),
        demands=Passage(tuple(_demands(scene, found))),
        accountability=_accountability() if proved else (),
        attachment_note=CLUES_TITLE,
        clues=_table(scene, proved),
        closing=closing,
        imprint=imprint,
    )
    return (Draft(content),), [*faults, *unknown, _to_decide(scene, found)]


def _named(office: str) -> str:
    return f"责任科室{office}" if office == PLACEHOLDER else office


def _opening(scene: Scene) -> str:
    counts = (
        (f"上级部门检查发现问题{len(found_by_superiors(scene))}条", found_by_superiors(scene)),
        (f"群众投诉举报经查属实{len(upheld(scene))}件", upheld(scene)),
        (f"电话回访反映问题{len(scene.ledgers.callbacks.problems)}条", scene.ledgers.callbacks.problems),
    )
    said = "，".join(text for text, present in counts if present)
    period = scene.card.period.chinese
    return f"{period}，{said}。按照{ACTIVITY}活动方案关于完善服务回访机制、强化问责肃纪的要求，现将有关情况通报如下。"


def _paragraphs(found: Sequence[Clue]) -> Iterator[str]:
    for number, clue in enumerate(found, 1):
        yield f"{f'{number}.' if len(found) > 1 else ''}{clue.told}。{_progress(clue)}"


def _progress(clue: Clue) -> str:
    """Say how far it is; of a call-back nobody has recorded it."""
    if clue.state == PLACEHOLDER:
        return ""
    return f"{'整改' if '整改' in clue.state else '办理'}情况：{clue.state}。"


def _demands(scene: Scene, found: Sequence[Clue]) -> Iterator[str]:
    yield "有关科室要认真查找问题原因，落实整改措施，明确责任人，按期完成整改；其他科室要引以为戒，对照检查，举一反三。"
    waiting = [clue for clue in found if clue.rectify_by and clue.is_open]
    if waiting:
        told = [_limits(scene, office, clues_) for office, clues_ in by_office(waiting).items()]
        yield f"{scene.until}尚未完成整改{len(waiting)}条：{'；'.join(told)}。"
    undated = sum(1 for clue in found if clue.is_open and clue.rectify_by is None)
    if undated:
        yield f"尚未确定整改期限{undated}条，由责任科室于{PLACEHOLDER}前完成整改。"
    yield f"各责任科室于{PLACEHOLDER}前将整改情况书面报综合科汇总。"


def _limits(scene: Scene, office: str, found: Sequence[Clue]) -> str:
    days = dict.fromkeys(sorted(clue.rectify_by for clue in found if clue.rectify_by))
    late = sum(1 for clue in found if clue.rectify_by and clue.rectify_by < scene.as_of)
    text = f"{_named(office)}{len(found)}条，期限{in_series([scene.day(day) for day in days])}"
    if not late:
        return text
    which = f"其中{late}条" if late < len(found) else "均" if late > 1 else ""
    return f"{text}，{which}已逾期，立即完成整改"


def _accountability() -> tuple[str, ...]:
    rule = "上级部门检查发现的问题和经查属实的群众反映，视情给予通报批评，并严肃追究相关责任人责任"
    return (f"按照活动方案，{rule}。问责线索见附件，是否给予通报批评、如何追究责任，由管理部研究决定：{PLACEHOLDER}。",)


def _table(scene: Scene, found: Sequence[Clue]) -> Attachment[ClueRow]:
    groups = tuple(
        Group(office, tuple(_row(scene, clue) for clue in of_office)) for office, of_office in by_office(found).items()
    )
    notes = (f"注：责任人和处理意见由管理部研究确定；整改情况截至{scene.day(scene.as_of)}。",)
    return Attachment("附件", CLUES_TITLE, scene.card.period.chinese, groups, (), notes)


def _row(scene: Scene, clue: Clue) -> ClueRow:
    problem = f"{bounded(clue.problem, CELL)}（{clue.source}）"
    limit = scene.day(clue.rectify_by) if clue.rectify_by else PLACEHOLDER
    state = f"期限{limit}，{clue.state}" if clue.rectify_by or clue.is_open else clue.state
    return ClueRow(scene.day(clue.day), problem, state, PLACEHOLDER, PLACEHOLDER)


def _no_finder(finding: Finding) -> Diagnostic:
    return Diagnostic(
        "DOC-FINDER",
        Severity.WARNING,
        finding.place,
        f"问题 {finding.record} 没有登记发现单位，无法判断是否为上级部门检查发现，未列入{NAME}",
        "在该行补填“发现单位”后重新运行",
    )


def _to_decide(scene: Scene, found: Sequence[Clue]) -> Diagnostic:
    nobody = sum(1 for clue in found if not clue.office)
    undated = sum(1 for clue in found if clue.rectify_by is None)
    counts = (("责任科室", nobody), ("整改期限", undated))
    gaps = [f"{count}条未定{name}" for name, count in counts if count]
    return Diagnostic(
        "DOC-CIRCULAR",
        Severity.WARNING,
        Place(f"inputs/records/{scene.card.period}"),
        f"{NAME}列问题{len(found)}条{''.join(f'，{gap}' for gap in gaps)}；责任人、处理意见和反馈期限留作{PLACEHOLDER}",
        f"管理部研究确定后，在 Word 文件（{NAME}.docx）中直接填写",
    )
