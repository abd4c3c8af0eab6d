"""Word (Word 文档): templates filled by docxtpl, with native charts, merged groups and canonical bytes."""

from __future__ import annotations

from pipeline.render.word.fill import check_template, fill
from pipeline.render.word.tracked import track

__all__ = ["check_template", "fill", "track"]
