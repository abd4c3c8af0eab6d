"""四、扣分项及原因: part by part, what was lost and why; and what is not settled yet."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.compose.content import Passage
from pipeline.compose.scene import Scene
from pipeline.compose.sections.indicators import reason
from pipeline.compose.wording import joined, listed, name_of, prose, title_of
from pipeline.model.comparison import losses, lost, not_evaluated, parts
from pipeline.model.ledger import Finding
from pipeline.model.scorecard import Mark
from pipeline.model.standard import Method

LEDGER = "附件4"
"""Where all problems are listed."""
_NAMED = 3


def loss_section(scene: Scene) -> Passage:
    """Compose the section."""
    card = scene.card
    if card.total.mark is None:
        return Passage(("各项指标均未取得评价结果，无扣分情形。",))
    lost_leaves = losses(card)
    if not lost_leaves:
        every = "已评" if not_evaluated(card) else "各项"
        return Passage((f"{every}指标均未失分。{_pending(scene)}",))
    told = [(title_of(part.indicator), f"失{scene.marks(part.lost)}。{_part(scene, part)}") for part in _parts(scene)]
    if len(told) == 1:
        return Passage((_total(scene, lost_leaves), "".join(told[0])))
    return Passage.of((_total(scene, lost_leaves),), told)


def _parts(scene: Scene) -> list[Mark]:
    return [part for part in parts(scene.card) if part.lost]


def _total(scene: Scene, lost_leaves: Sequence[Mark]) -> str:
    total = scene.marks(lost(scene.card.total))
    names = [f"{name_of(leaf.indicator)}（{scene.marks(leaf.lost)}）" for leaf in lost_leaves]
    if len(names) == 1:
        return f"全年失分{total}，失分指标为{name_of(lost_leaves[0].indicator)}。{_pending(scene)}"
    verb = "失分指标为" if len(names) <= _NAMED else f"涉及{len(names)}项指标，失分较多的是"
    return f"全年失分{total}，{verb}{listed(names[:_NAMED])}。{_pending(scene)}"


def _pending(scene: Scene) -> str:
    pending = scene.card.total.pending
    return f"另有{pending}条记录正在核查，暂未扣分。" if pending else ""


def _part(scene: Scene, part: Mark) -> str:
    leaves = losses(scene.card, part.indicator.code)
    if leaves == (part,):
        return f"{_why(scene, part)}。"
    return f"{'；'.join(reason(scene, leaf) for leaf in leaves)}。{_cases(scene, leaves)}"


def _why(scene: Scene, leaf: Mark) -> str:
    """Say the reason without the name and the loss, which the lead has just said."""
    return reason(scene, leaf).partition("，")[2]


def _cases(scene: Scene, leaves: Sequence[Mark]) -> str:
    """Tell the dearest cases of the deductions; the ledger in the attachment has them all."""
    codes = {leaf.indicator.code for leaf in leaves if leaf.indicator.method is Method.DEDUCT}
    found = [f for f in scene.ledgers.findings if f.counted and f.indicator in codes and prose(f.description)]
    dearest = sorted(found, key=lambda f: (-f.amount, f.found_on, f.record))
    told = [_case(scene, finding) for finding in dearest]
    return f"主要情形：{joined(told, _NAMED, f'其余见{LEDGER}')}。" if told else ""


def _case(scene: Scene, finding: Finding) -> str:
    by = prose(finding.found_by)
    return f"{scene.day(finding.found_on)}，{prose(finding.description)}{f'（{by}）' if by else ''}"
