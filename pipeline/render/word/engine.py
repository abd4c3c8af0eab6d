"""docxtpl, fenced: nothing else in the program knows this library.

Templates run in a sandboxed, strict, autoescaping Jinja environment (records.md, Hostile and broken files).
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field, fields, is_dataclass
from decimal import Decimal
from typing import Any

from docx.document import Document
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateRuntimeError, Undefined
from jinja2.environment import Environment
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pipeline.model.document import Figure

MISTAKES = (TemplateError, ArithmeticError, LookupError, TypeError, ValueError)
"""What an expression in a clerk's template may raise."""


class NotTextError(TemplateRuntimeError):
    """A tag prints something that is no text, such as ``{{ doc.head }}``."""


class Unknown(StrictUndefined):
    """A name that is not there; its message lists those that are."""

    @property
    def _undefined_message(self) -> str:
        known = _names(self._undefined_obj)
        return f"没有“{self._undefined_name}”这一项" + (f"，可用的有：{known}" if known else "，模板只有一个变量 doc")


class UnfillableError(Exception):
    """Filling stopped. ``line`` counts in ``source``, the part as Jinja saw it (0: unknown)."""

    def __init__(self, cause: Exception, source: str, line: int) -> None:
        super().__init__(str(cause))
        self.cause = cause
        self.source = source
        self.line = line


@dataclass
class Printed:
    """What the tags printed besides plain text: figures, in order, and texts that held forbidden characters."""

    figures: list[Figure] = field(default_factory=list)
    mended: list[tuple[str, str]] = field(default_factory=list)
    """(the characters dropped, what was left of the text)"""

    def text(self, value: object) -> object:
        """Turn a tag's value into what is put in the document.

        Raises:
            NotTextError: it is neither text, nor a number, nor a figure.
        """
        if isinstance(value, Figure):
            self.figures.append(value)
            return f"\ue000图{len(self.figures) - 1}\ue001"
        if isinstance(value, str):
            return self._clean(value)
        if isinstance(value, (int, Decimal, Undefined)) and not isinstance(value, bool):
            return value
        raise NotTextError(type(value).__name__)

    def _clean(self, text: str) -> str:
        dropped = "".join(_FORBIDDEN.findall(text))
        if not dropped:
            return text
        self.mended.append((dropped, _FORBIDDEN.sub("", text)))
        return self.mended[-1][1]


def environment(printed: Printed | None = None) -> Environment:
    """Make the environment that templates are read and filled in."""
    return ImmutableSandboxedEnvironment(autoescape=True, undefined=Unknown, finalize=printed.text if printed else None)


def render(template: bytes, doc: object, printed: Printed) -> Document:
    """Fill a template with its one variable, ``doc``.

    Raises:
        UnfillableError: a tag could not be filled.
    """
    filling = _Filling(io.BytesIO(template))
    try:
        filling.render({"doc": doc}, environment(printed))
    except MISTAKES as mistake:
        raise UnfillableError(mistake, filling.source, _line(mistake)) from mistake
    document = filling.docx
    if document is None:
        raise AssertionError("docxtpl rendered nothing")
    return document


FIGURE_TOKEN = re.compile("\ue000图(\\d+)\ue001")
"""The text that stands for a figure until its chart is put in."""


class _Filling(DocxTemplate):  # type: ignore[misc]
    """docxtpl's template, which remembers the part it is filling, so that an error can be placed."""

    source = ""
    docx: Document | None

    def render_xml_part(self, src_xml: str, part: object, context: dict[str, Any], jinja_env: Environment) -> str:
        self.source = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml)  # as docxtpl itself counts lines
        return str(super().render_xml_part(src_xml, part, context, jinja_env))

    def render_properties(self, context: dict[str, Any], jinja_env: Environment) -> None:
        """Fill title and author too; python-docx escapes them itself."""
        self.source = ""
        super().render_properties(context, jinja_env.overlay(autoescape=False))


def _names(owner: object) -> str:
    if is_dataclass(owner):
        return "、".join(known.name for known in fields(owner))
    return ""


def _line(mistake: BaseException) -> int:
    """Find the template line in a traceback: Jinja rewrites it to point there."""
    line = 0
    trace = mistake.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line or getattr(mistake, "lineno", 0) or 0


_FORBIDDEN = re.compile("[^\t\n\u0020-\ud7ff\ue002-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 forbids, and the two private characters of `FIGURE_TOKEN`."""
