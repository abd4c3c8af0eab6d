"""通知: the draft that puts the revised standard into force and encloses it, 修订对照表 and 影响分析."""

from __future__ import annotations

from pipeline.compose.change.comparison import comparison_table
from pipeline.compose.change.content import ChangeNotice
from pipeline.compose.change.impact import impact_page
from pipeline.compose.program.annexes import standard_table
from pipeline.compose.program.mending import Mender
from pipeline.compose.program.notice import notice_frame
from pipeline.compose.wording import full_date, prose, standard_name
from pipeline.diagnostics import Diagnostic
from pipeline.model.change import ChangeMaterial


def change_notice(material: ChangeMaterial) -> tuple[ChangeNotice, list[Diagnostic]]:
    """Compose the draft; what the procedure has not decided yet is a warning each."""
    new = material.revision.new
    title = f"关于印发《{new.title}》（修订）的通知"
    head, closing, imprint, faults = notice_frame(material.issuance, title, material.addressee)
    standard = standard_table(material.annex, Mender(material.annex.errata), "附件1")
    comparison, impact = comparison_table(material, "附件2"), impact_page(material, "附件3")
    titles = (standard.title, comparison.title, impact.title)
    content = ChangeNotice(
        head=head,
        opening=_opening(material),
        attachment_notes=tuple(f"{number}.{title}" for number, title in enumerate(titles, 1)),
        standard=standard,
        comparison=comparison,
        impact=impact,
        closing=closing,
        imprint=imprint,
    )
    return content, faults


def _opening(material: ChangeMaterial) -> tuple[str, ...]:
    revision = material.revision
    since = full_date(revision.new.effective_from)
    reason = prose(revision.reason(""))
    why = f"修订理由：{reason}。" if reason else ""
    return (
        f"现将修订后的《{revision.new.title}》印发给你们，自{since}起施行，{standard_name(revision.old)}同时停止执行。",
        f"本次修订涉及条文{len(revision.texts)}处、计分参数{len(revision.parameters)}处，逐条对照见附件2。{why}",
        f"{since}以前发生的记录，仍按当时有效的标准计分；{since}起发生的记录，按修订后的标准计分。对得分和已发文件的影响见附件3。",
    )
