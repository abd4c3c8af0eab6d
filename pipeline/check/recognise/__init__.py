"""Recognition (要素识别): which element each paragraph is, from its words, size, place and neighbours.

Word files and PDFs go through the same steps. What a Word file's own styles already say is kept. An element is known
by several signs, of which any one may be missing: it may be the very fault that a rule is there to tell of.

================  ============================================================
``wording``       how elements begin, end and read
``opening``       版头, 标题, 主送机关: all before the text
``reading``       the paragraphs one after another; what the text is made of
``closing``       署名, 成文日期, 附注, 印发机关: known by one another
``looks``         which 版式 it is
================  ============================================================
"""

from __future__ import annotations

from pipeline.check.recognise.looks import layout_of
from pipeline.check.recognise.reading import recognise

__all__ = ["layout_of", "recognise"]
