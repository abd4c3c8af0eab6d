"""六、整改落实情况: found, mended, open, overdue, since the 评议期 began; and who has to mend what by when."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.compose.content import Passage
from pipeline.compose.scene import Scene
from pipeline.compose.wording import apart, bounded, in_series, joined, listed, prose
from pipeline.diagnostics import Diagnostic, Severity
from pipeline.model.elements import PLACEHOLDER
from pipeline.model.ledger import Finding

_NAMED = 5
_UNFOUNDED = "否"


def rectification(scene: Scene) -> Passage:
    """Compose the section."""
    findings = to_rectify(scene)
    if not findings:
        return Passage((f"{scene.until}，未登记需整改的问题。",))
    told = [(lead, text) for lead, text in (_mended(scene), _under_way(scene), _overdue(scene)) if text]
    return Passage.of((_totals(scene, findings),), told)


def to_rectify(scene: Scene) -> list[Finding]:
    """Give the findings that stand; one that does not count is there when somebody set or did a rectification."""
    return [f for f in scene.ledgers.findings if f.verified == "是" and (f.counted or f.rectify_by or f.rectified_on)]


def open_findings(scene: Scene) -> list[Finding]:
    """Give what still waits for rectification, the earliest limit first."""
    waiting = [f for f in to_rectify(scene) if f.is_open(scene.as_of)]
    return sorted(waiting, key=lambda f: (f.rectify_by is None, f.rectify_by or scene.as_of, f.record))


def missing_duties(scene: Scene) -> list[Diagnostic]:
    """Warn of open findings for which nobody, or no date, is named: the report shows 【待填】."""
    faults = []
    for finding in open_findings(scene):
        gaps = [
            name for name, value in (("责任科室", finding.responsible), ("整改期限", finding.rectify_by)) if not value
        ]
        if gaps:
            faults.append(_missing(finding, "、".join(gaps)))
    return faults


def who(finding: Finding) -> str:
    """Name who mends it, or 【待填】."""
    return prose(finding.responsible) or PLACEHOLDER


def by_when(scene: Scene, finding: Finding) -> str:
    """Write the limit, or 【待填】."""
    return scene.day(finding.rectify_by) if finding.rectify_by else PLACEHOLDER


def offices(findings: Sequence[Finding]) -> str:
    """Name the offices that mend some findings, two at most: 业务科、综合科等3个科室."""
    names = dict.fromkeys(bounded(who(finding), 8) for finding in findings)
    return in_series(tuple(names)) if len(names) < 3 else listed(tuple(names), 2, "个科室")


def time_limits(scene: Scene, findings: Sequence[Finding]) -> str:
    """Give the limits of some findings as one: 7月10日前, or 7月5日至7月20日; 【待填】 for those without."""
    days = sorted({finding.rectify_by for finding in findings if finding.rectify_by})
    if not days:
        return PLACEHOLDER
    first, last = scene.day(days[0]), scene.day(days[-1])
    missing = "" if all(finding.rectify_by for finding in findings) else f"、{PLACEHOLDER}"
    return f"{first}前{missing}" if first == last else f"{first}至{last}{missing}"


def what(scene: Scene, finding: Finding) -> str:
    """Say which problem is meant: 6月12日发现的擅自延长审批时限问题."""
    title = apart(prose(finding.clause_title))
    return f"{scene.day(finding.found_on)}发现的{title}{'' if title.endswith('问题') else '问题'}"


def _missing(finding: Finding, gaps: str) -> Diagnostic:
    return Diagnostic(
        "DOC-DUTY",
        Severity.WARNING,
        finding.place,
        f"未整改的问题 {finding.record} 缺{gaps}，文件中留作{PLACEHOLDER}",
        f"在该行补填{gaps}后重新运行，或在 Word 文件中直接填写",
    )


def _totals(scene: Scene, findings: Sequence[Finding]) -> str:
    waiting = [f for f in findings if f.is_open(scene.as_of)]
    overdue = [f for f in waiting if f.is_overdue(scene.as_of)]
    text = f"{scene.until}，累计登记经核实问题{len(findings)}条，"
    if not waiting:
        return f"{text}{'均' if len(findings) > 1 else ''}已完成整改。"
    mended = len(findings) - len(waiting)
    text += f"已完成整改{mended}条，未完成整改{len(waiting)}条" if mended else "均未完成整改"
    if len(overdue) == len(waiting):
        return f"{text}，{'均' if len(waiting) > 1 else ''}已逾期。"
    return f"{text}，其中逾期{len(overdue)}条。" if overdue else f"{text}，无逾期。"


def _mended(scene: Scene) -> tuple[str, str]:
    done = [f for f in to_rectify(scene) if f.rectified_on and f.rectified_on in scene.ledgers.span]
    told = [_done(scene, finding) for finding in sorted(done, key=lambda f: (f.rectified_on or scene.as_of, f.record))]
    return f"{scene.month}完成整改{len(done)}条", f"{joined(told, _NAMED, '其余见附件2')}。" if told else ""


def _done(scene: Scene, finding: Finding) -> str:
    late = finding.rectify_by and finding.rectified_on and finding.rectified_on > finding.rectify_by
    text = f"{what(scene, finding)}，{scene.day(finding.rectified_on)}完成整改"
    text += f"，超过期限（{scene.day(finding.rectify_by)}）" if late else ""
    return text + _measure(finding)


def _measure(finding: Finding, intro: str = "") -> str:
    measure = prose(finding.measure)
    return f"，{intro}{measure}" if measure else ""


def _under_way(scene: Scene) -> tuple[str, str]:
    waiting = [f for f in open_findings(scene) if not f.is_overdue(scene.as_of)]
    return f"正在整改{len(waiting)}条", _open_ones(scene, waiting)


def _overdue(scene: Scene) -> tuple[str, str]:
    overdue = [f for f in open_findings(scene) if f.is_overdue(scene.as_of)]
    return f"逾期未完成整改{len(overdue)}条", _open_ones(scene, overdue)


def _open_ones(scene: Scene, findings: Sequence[Finding]) -> str:
    told = [f"{what(scene, f)}，期限{by_when(scene, f)}" + _measure(f, "措施为") for f in findings]
    return f"{joined(told, _NAMED, '其余见附件2')}。" if told else ""
