"""Word files: judged by their own parameters, style inheritance resolved.

================  ============================================================
``package``       the zip and its parts, opened without trust
``styles``        what paragraphs and runs look like
``numbering``     numbers that Word writes itself
``paragraphs``    paragraphs in reading order
``parameters``    sections, footers, tables, styles
================  ============================================================
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.check import gb9704
from pipeline.check.recognise import layout_of, recognise
from pipeline.check.subject import Passage, Subject
from pipeline.check.word.numbering import read_numbering
from pipeline.check.word.package import UNREADABLE, open_package
from pipeline.check.word.paragraphs import Reader
from pipeline.check.word.parameters import settings_of
from pipeline.check.word.styles import Styles
from pipeline.model.elements import VERBATIM, Layout


def read_word(content: bytes, name: str) -> Subject:
    """Read a Word file.

    Raises:
        One of `UNREADABLE`: it is damaged, encrypted, or no Word file.
    """
    package = open_package(content)
    styles = Styles(package)
    found = tuple(Reader(styles, read_numbering(package)).passages(package.document))
    passages = recognise(found, _body_size(found))
    settings = settings_of(package, styles, passages)
    return Subject(
        name=name,
        layout=Layout(settings.category) if settings.category in set(Layout) else layout_of(passages),
        passages=passages,
        sheets=tuple((f"第{section.number}节", section.width, section.height) for section in settings.sections),
        word=settings,
        is_verbatim=VERBATIM in settings.keywords,
        suffix=".docx",
    )


def _body_size(passages: Sequence[Passage]) -> float:
    sizes: Counter[float] = Counter()
    for passage in passages:
        if not (passage.in_table or passage.in_imprint):
            sizes[passage.size] += len(passage.text)
    return sizes.most_common(1)[0][0] if sizes else gb9704.BODY_SIZE.value


__all__ = ["UNREADABLE", "read_word"]
