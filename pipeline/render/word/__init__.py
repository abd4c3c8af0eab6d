"""Word (Word 文档): templates filled by docxtpl, with native charts, merged groups and canonical bytes."""

from __future__ import annotations

from pipeline.render.word.fill import Filled, check_template, fill, fill_open
from pipeline.render.word.tracked import track

__all__ = ["Filled", "check_template", "fill", "fill_open", "track"]
