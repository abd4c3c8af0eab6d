"""Where the reading stands (识别的进度)."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.check import gb9704
from pipeline.check.subject import Passage
from pipeline.model.elements import Element


@dataclass
class State:
    """What has been read so far, and what stands next."""

    body_size: float
    marks: tuple[Passage, ...] = ()
    """The lines of a 发文机关标志 that is not red."""
    is_head: bool = True
    has_mark: bool = False
    has_title: bool = False
    title: str = ""
    """The words of the title so far."""
    in_note: bool = False
    in_attendance: bool = False
    in_imprint: bool = False
    is_name_open: bool = False
    """The last line of 附件说明 was full: the name goes on in the next one."""
    attachment: int = 0
    awaits_title: bool = False
    before: Passage | None = None
    """The paragraph before, named."""
    after: Passage | None = None
    """The paragraph that follows, not yet named."""

    def follows(self, *elements: Element) -> bool:
        """Tell whether the paragraph before is one of the elements."""
        return self.before is not None and self.before.element in elements

    def is_large(self, passage: Passage) -> bool:
        """Tell whether a paragraph is set larger than the text."""
        return passage.size >= self.body_size + gb9704.LARGER
