"""Looks (外观): which 版式 a file is that does not say so itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.check.recognise.wording import PROCLAIMED
from pipeline.check.subject import Align, Passage
from pipeline.model.elements import Element, Layout


def layout_of(passages: Sequence[Passage], *, is_ruled: bool = False) -> Layout:
    """Tell the 版式 by 发文机关标志 and 发文字号; ``is_ruled``: a red rule stands on the first page."""
    mark = next((passage.text.strip() for passage in passages if passage.element is Element.AGENCY_MARK), "")
    if re.search(r"简报|动态|专报|信息$", mark):
        return Layout.BULLETIN
    if mark.endswith("纪要"):
        return Layout.MINUTES
    if PROCLAIMED.search(mark):
        return Layout.PLAIN
    number = next((passage for passage in passages if passage.element is Element.DOCUMENT_NUMBER), None)
    if mark and not mark.endswith("文件") and number is not None and number.align is Align.RIGHT:
        return Layout.LETTER  # 10.1: the number stands at the right edge, as in no other
    return Layout.DOCUMENT if mark or is_ruled else Layout.PLAIN
