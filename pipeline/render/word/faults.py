"""What filling has to say to the clerk who keeps the template (``TPL-…``)."""

from __future__ import annotations

import re

from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.render.ooxml import Node, spot
from pipeline.render.word.engine import NotTextError, UnfillableError
from pipeline.render.word.tags import Tag, tags_in, tags_of

NOT_WORD = (
    "不是 Word 文档（.docx），或文件已损坏",
    "用 Word 或 WPS 打开核对，另存为 .docx",
)


def unreadable(file: str) -> Diagnostic:
    """Say that the template is no Word file."""
    return Diagnostic("TPL-FILE", Severity.ERROR, Place(file), *NOT_WORD)


def unfillable(error: UnfillableError, body: Node, file: str) -> Diagnostic:
    """Say which tag stopped the filling, and where it stands."""
    tag = _tag_at(error, list(tags_in(body)))
    place = Place(file, cell=spot(tag.paragraph) if tag else "页眉、页脚或文档属性")
    said = f"{tag.text}：" if tag else ""
    if isinstance(error.cause, UndefinedError):
        return Diagnostic(
            "TPL-UNKNOWN", Severity.ERROR, place, f"{said}{error.cause.message}", "核对拼写，改成已有的名称"
        )
    if isinstance(error.cause, SecurityError):
        return Diagnostic(
            "TPL-UNSAFE", Severity.ERROR, place, f"{said}模板不得使用程序的内部名称", "只取用 doc 下的项目，删去此标签"
        )
    if isinstance(error.cause, NotTextError):
        return Diagnostic(
            "TPL-VALUE",
            Severity.ERROR,
            place,
            f"{said}取到的是一组内容（{error.cause.message}），不是文字",
            "写到具体的项目，如 {{ doc.head.title }}；多项的用 {%p for … %} 逐项取",
        )
    return Diagnostic(
        "TPL-VALUE", Severity.ERROR, place, f"{said}无法取值", "模板只取值、不计算：去掉标签中的运算，或核对所取的项目"
    )


def mended(dropped: str, text: str, file: str) -> Diagnostic:
    """Say that characters no XML file may hold were dropped (records.md, Hostile and broken files)."""
    codes = "、".join(f"U+{ord(character):04X}" for character in dict.fromkeys(dropped))
    return Diagnostic(
        "DOC-CONTROL",
        Severity.WARNING,
        Place(file),
        f"“{text[:20]}”中有文档不允许的控制字符（{codes}），已去掉",
        "在原始记录中删去该字符",
    )


def _tag_at(error: UnfillableError, tags: list[Tag]) -> Tag | None:
    """Find the tag on the failing line: docxtpl moves tags to other lines but keeps their order."""
    seen = error.source.splitlines()[: error.line]
    at = [number for number, line in enumerate(seen) for _ in tags_of(line)]
    if len(tags_of(error.source)) != len(tags) or not at:
        return None
    candidates = [tags[number] for number, line in enumerate(at) if line == error.line - 1] or [tags[len(at) - 1]]
    named = _QUOTED.findall(str(error.cause))
    return next((tag for tag in candidates if any(word in tag.text for word in named)), candidates[0])


_QUOTED = re.compile(r"[“'](\w+)[”']")
