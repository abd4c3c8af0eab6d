"""五、问题整改“回头看”: this year's problems, last year's with the state of each, and what was made to last.

Plan 四（二）: 结合2017年“双评议”和“最多跑一次”改革中反映的突出问题，着力予以整改解决; 附件1, 总结提高阶段: 回头看.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.compose.content import Part
from pipeline.compose.scene import Scene
from pipeline.compose.sections.rectification import by_when, missing_duties, open_findings, to_rectify, what, who
from pipeline.compose.wording import joined, ordinal, prose
from pipeline.compose.yearly.losses import LEDGER
from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.elements import PLACEHOLDER
from pipeline.model.ledger import Finding

_NAMED = 8
_SYSTEM = "制度"


def review(scene: Scene) -> tuple[Part, ...]:
    """Compose the section's parts."""
    told = (
        (f"{scene.card.period.chinese}发现的问题", tuple(_this_year(scene))),
        (f"{scene.year - 1}年反映的突出问题", tuple(_last_year(scene))),
        ("制度机制建设", (_systems(scene),)),
    )
    return tuple(Part(f"{ordinal(number)}{heading}", text) for number, (heading, text) in enumerate(told, 1))


def review_faults(scene: Scene) -> list[Diagnostic]:
    """Warn of open problems without an office or a date, and of a year whose predecessor's problems are not listed."""
    faults = missing_duties(scene)
    faults += [_missing(f) for f in carried_open(scene) if not f.responsible or not f.rectify_by]
    return faults if scene.ledgers.carried_over else [*faults, _no_list(scene)]


def carried_open(scene: Scene) -> list[Finding]:
    """Give last year's problems that are still open, the earliest limit first."""
    waiting = [f for f in scene.ledgers.carried_over if f.is_open(scene.as_of)]
    return sorted(waiting, key=lambda f: (f.rectify_by is None, f.rectify_by or scene.as_of, f.record))


def _missing(finding: Finding) -> Diagnostic:
    gaps = "、".join(
        name for name, value in (("责任科室", finding.responsible), ("整改期限", finding.rectify_by)) if not value
    )
    return Diagnostic(
        "DOC-DUTY",
        Severity.WARNING,
        finding.place,
        f"未整改的上年问题 {finding.record} 缺{gaps}，文件中留作{PLACEHOLDER}",
        f"在该行补填{gaps}后重新运行，或在 Word 文件中直接填写",
    )


def _no_list(scene: Scene) -> Diagnostic:
    earlier = scene.year - 1
    return Diagnostic(
        "DOC-CARRIED",
        Severity.WARNING,
        Place(f"inputs/records/{scene.year}"),
        f"没有{earlier}年反映突出问题的记录，“回头看”写作未登记",
        f"把{earlier}年反映突出问题清单（按“扣分情形”填）放进 inputs/records/{scene.year}/ 后重新运行；没有的无需处理",
    )


def _this_year(scene: Scene) -> Iterator[str]:
    findings = to_rectify(scene)
    yield _totals(scene, findings, f"{scene.until}，全年登记经核实问题", f"{scene.until}，未登记需整改的问题。")
    late = [f for f in findings if f.rectify_by and f.rectified_on and f.rectify_by < f.rectified_on <= scene.as_of]
    if late:
        yield f"已完成整改的问题中，超过期限完成{len(late)}条：{joined([_late(scene, f) for f in late], _NAMED)}。"
    waiting = open_findings(scene)
    if waiting:
        told = joined([_open(scene, finding) for finding in waiting], _NAMED, f"其余见{LEDGER}")
        yield f"未完成整改{len(waiting)}条：{told}。"


def _totals(scene: Scene, findings: Sequence[Finding], intro: str, none: str) -> str:
    waiting = [f for f in findings if f.is_open(scene.as_of)]
    overdue = sum(1 for f in waiting if f.is_overdue(scene.as_of))
    if not findings:
        return none
    text = f"{intro}{len(findings)}条，"
    if not waiting:
        return f"{text}{'均' if len(findings) > 1 else ''}已完成整改。"
    mended = len(findings) - len(waiting)
    every = "均" if len(findings) > 1 else "尚"
    text += f"已完成整改{mended}条，未完成整改{len(waiting)}条" if mended else f"{every}未完成整改"
    if overdue == len(waiting):
        return f"{text}，{'均' if overdue > 1 else ''}已逾期。"
    return f"{text}，其中逾期{overdue}条。" if overdue else f"{text}，无逾期。"


def _late(scene: Scene, finding: Finding) -> str:
    limit = scene.day(finding.rectify_by)
    return f"{what(scene, finding)}，{scene.day(finding.rectified_on)}完成整改（期限{limit}）"


def _open(scene: Scene, finding: Finding) -> str:
    late = "，已逾期" if finding.is_overdue(scene.as_of) else ""
    measure = prose(finding.measure)
    taken = f"，措施为{measure}" if measure else ""
    return f"{what(scene, finding)}，由{who(finding)}负责，期限{by_when(scene, finding)}{late}{taken}"


def _last_year(scene: Scene) -> Iterator[str]:
    """Give the totals, then each problem with its state now."""
    findings, earlier = scene.ledgers.carried_over, scene.year - 1
    yield _totals(scene, findings, f"{scene.until}，{earlier}年反映的突出问题共", f"未登记{earlier}年反映的突出问题。")
    for number, finding in enumerate(findings, 1):
        lead = f"{number}." if len(findings) > 1 else ""
        yield f"{lead}{_problem(finding)}。{_state(scene, finding)}。"


def _problem(finding: Finding) -> str:
    by = prose(finding.found_by)
    return f"{prose(finding.description) or prose(finding.clause_title)}{f'（{by}）' if by else ''}"


def _state(scene: Scene, finding: Finding) -> str:
    measure = prose(finding.measure)
    if not finding.is_open(scene.as_of):
        done = f"已于{scene.day(finding.rectified_on)}完成整改"
        return f"{done}：{measure}" if measure else done
    state = "逾期未完成整改" if finding.is_overdue(scene.as_of) else "正在整改"
    duty = f"{state}，由{who(finding)}负责，期限{by_when(scene, finding)}"
    return f"{duty}；{measure}" if measure else duty


def _systems(scene: Scene) -> str:
    made = [a for a in scene.ledgers.activities if a.kind == _SYSTEM]
    told = [f"{scene.day(a.day)}，{prose(a.title)}" for a in sorted(made, key=lambda a: a.day)]
    return f"全年制定完善制度{len(told)}项：{joined(told, _NAMED)}。" if told else "未登记制度建设记录。"
