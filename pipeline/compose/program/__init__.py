"""The yearly program (活动方案): the program itself, its two attachments, and the notice that encloses it.

``annexes``  附件1 and 附件2, also as documents of their own
``program``  the program's facts in their places
``notice``   the 通知
``mending``  ``--normalise``: slips and faults of form, each change on record
"""

from __future__ import annotations

from pipeline.compose.program.annexes import plan_document, standard_document
from pipeline.compose.program.notice import program_notice
from pipeline.compose.program.program import program

__all__ = ["plan_document", "program", "program_notice", "standard_document"]
