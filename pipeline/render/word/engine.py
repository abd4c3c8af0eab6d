"""docxtpl, fenced: nothing else in the program knows this library.

Templates run in a sandboxed, strict, autoescaping Jinja environment (records.md, Hostile and broken files). What
docxtpl does to a part before Jinja sees it, and Jinja's own compiling, depend on the template alone: a `Stencil`
keeps them.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass, field, fields, is_dataclass
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, Template, TemplateError, TemplateRuntimeError, Undefined, pass_context
from jinja2.environment import Environment
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree
from markupsafe import escape

from pipeline.model.document import Figure
from pipeline.model.elements import WRITABLE
from pipeline.render.ooxml import NAMESPACES, Node, child, name

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
    is_plain: bool = True
    """No text holds a tab, a line break or an underscore, all that docxtpl looks at after filling."""

    def text(self, value: object) -> object:
        """Turn a tag's value into what is put in the document.

        Raises:
            NotTextError: it is neither text, nor a number, nor a figure.
        """
        if isinstance(value, str):
            return self._mended(value) if _UNUSUAL.search(value) else value
        if isinstance(value, Figure):
            self.figures.append(value)
            return f"{FIGURE_SIGN}{len(self.figures) - 1}\ue001"
        if isinstance(value, (int, Decimal, Undefined)) and not isinstance(value, bool):
            return value
        raise NotTextError(type(value).__name__)

    def _mended(self, text: str) -> str:
        self.is_plain = self.is_plain and _TOUCHED.search(text) is None
        dropped = "".join(_FORBIDDEN.findall(text))
        if not dropped:
            return text
        self.mended.append((dropped, _FORBIDDEN.sub("", text)))
        return self.mended[-1][1]


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, which need not look twice at a plain item of a document's content."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Give an item or an attribute."""
        if attribute in _items(obj.__class__):
            return getattr(obj, attribute)
        return super().getattr(obj, attribute)


@cache
def _items(kind: Hashable) -> frozenset[str]:
    """Give the names of a dataclass's fields, the private ones apart."""
    items = fields(kind) if is_dataclass(kind) else ()
    return frozenset(item.name for item in items if not item.name.startswith("_"))


@pass_context
def _printed(context: Context, value: Any) -> object:
    """Tell whoever fills the template what a tag printed."""
    printed: Printed = context.parent[_PRINTED]
    return printed.text(value)


@pass_context
def _escaped(context: Context, value: Any) -> object:
    """Do so, and escape it: Jinja's own escaping makes an object of each text, and hardly one needs it."""
    if value.__class__ is str and _UNUSUAL.search(value) is None:
        return value
    shown = _printed(context, value)
    return escape(shown) if isinstance(shown, str) else shown


@dataclass(frozen=True)
class Stencil:
    """A part of a template as Jinja sees it; ``escapes`` unless what it gives is escaped later."""

    source: str
    escapes: bool = True

    @property
    def has_tags(self) -> bool:
        """Tell whether there is anything to fill in."""
        return "{{" in self.source or "{%" in self.source or "{#" in self.source

    @cached_property
    def compiled(self) -> Template:
        """The part as Jinja runs it, compiled when it is first filled."""
        return (_ESCAPING if self.escapes else _PLAIN).from_string(self.source)

    def filled(self, doc: object, printed: Printed) -> str:
        """Fill the part with the template's one variable, ``doc``.

        Raises:
            UnfillableError: a tag could not be filled.
        """
        try:
            return self.compiled.render({"doc": doc, _PRINTED: printed})
        except MISTAKES as mistake:
            raise self._unfillable(mistake, doc) from mistake

    def _unfillable(self, mistake: Exception, _: object) -> UnfillableError:
        return UnfillableError(mistake, "", _line(mistake))


@dataclass(frozen=True)
class XmlStencil(Stencil):
    """A part of XML, on its way through docxtpl before and after it is filled."""

    def filled(self, doc: object, printed: Printed) -> str:
        """Fill the part, and do what docxtpl does after: its braces, its tabs and line breaks."""
        xml = super().filled(doc, printed)
        if self._is_plain and printed.is_plain:
            return xml
        for stands, means in _BRACES:
            xml = xml.replace(stands, means)
        return _PARAGRAPH_END.join(map(_listed, xml.split(_PARAGRAPH_END)))

    @cached_property
    def _is_plain(self) -> bool:
        return not (_LISTED.search(self.source) or any(stands in self.source for stands, _ in _BRACES))

    def _unfillable(self, mistake: Exception, doc: object) -> UnfillableError:
        """Place a mistake: fill once more with a line to each paragraph, as docxtpl does."""
        lined = _PARAGRAPH.sub(r"\n<w:p\1", self.source)
        try:
            _ESCAPING.from_string(lined).render({"doc": doc, _PRINTED: Printed()})
        except MISTAKES as again:
            return UnfillableError(again, lined, _line(again))
        return UnfillableError(mistake, lined, 0)


def stencil(xml: str) -> XmlStencil:
    """Make a part of a template ready to be filled, as docxtpl does."""
    return XmlStencil(_DOCXTPL.patch_xml(xml))


def environment() -> Environment:
    """Make the environment that templates are read in."""
    return Sandbox(autoescape=True, undefined=Unknown)


def mend_grids(body: Node) -> None:
    """Make a table's grid fit its rows where a loop over cells has changed their number, as docxtpl does."""
    for table in [table for table in body.iter(name("w:tbl")) if _is_uneven(table)]:
        parent = table.getparent()
        if parent is not None:
            parent.replace(table, _DOCXTPL.fix_tables(etree.tostring(table, encoding="unicode", with_tail=False)))


def number_drawings(xml: str) -> tuple[str, int]:
    """Give every drawing an id of its own where a loop has repeated it, as docxtpl does, and the next that is free."""
    if "<wp:docPr" not in xml:
        return xml, _FIRST_DRAWING
    before, *drawings = xml.split("<wp:docPr")
    numbered = (_ID.sub(rf'\g<1> id="{number}"', one) for number, one in enumerate(drawings, _FIRST_DRAWING))
    return "<wp:docPr".join((before, *numbered)), _FIRST_DRAWING + len(drawings)


def _is_uneven(table: Node) -> bool:
    """Tell whether a row has more cells than the grid has columns, or none reaches its end."""
    grid = child(table, "w:tblGrid")
    columns = 0 if grid is None else len(grid.findall(name("w:gridCol")))
    return bool(_TOO_LONG(table, columns=columns)) or not _LONG_ENOUGH(table, columns=columns)


def _listed(paragraph: str) -> str:
    """Let docxtpl put tabs and line breaks into the text up to a paragraph's end, if there are any."""
    if _LISTED.search(paragraph) is None:
        return paragraph
    return str(_DOCXTPL.resolve_listing(paragraph + _PARAGRAPH_END)).removesuffix(_PARAGRAPH_END)


FIGURE_SIGN = "\ue000图"
FIGURE_TOKEN = re.compile(f"{FIGURE_SIGN}(\\d+)\ue001")
"""The text that stands for a figure until its chart is put in."""


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


_DOCXTPL: Any = DocxTemplate("")
"""docxtpl's own steps, none of which looks at a file or keeps anything."""
_FORBIDDEN = re.compile(f"[^\t\n\u0020-\u007e{WRITABLE}]")
"""What no document holds, the two private characters of `FIGURE_TOKEN` among them."""
_TOUCHED = re.compile("[\t\n_]")
_UNUSUAL = re.compile(f"[^\u0020!#$%(-;=?-\u005e\u0060-\u007e{WRITABLE}]")
"""What is forbidden, what has to be escaped, and what docxtpl looks at after filling."""
_PRINTED = "\ue000"
"""The name under which `Printed` is handed to the tags; no template can write it."""
_ESCAPING = Sandbox(undefined=Unknown, finalize=_escaped)
_PLAIN = Sandbox(undefined=Unknown, finalize=_printed)
_PARAGRAPH = re.compile(r"<w:p([ >])")
_LISTED = re.compile("[\t\n\a\f]")
_PARAGRAPH_END = "</w:p>"
_FIRST_DRAWING = 1001
_ID = re.compile(r'\A([^>]*?) id="[^"]*"')
_BRACES = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))
"""What docxtpl lets a template write for braces that are text."""

_TOO_LONG = etree.XPath("descendant::w:tr[count(w:tc) > $columns][1]", namespaces=NAMESPACES)
_LONG_ENOUGH = etree.XPath(
    "descendant::w:tr[count(w:tc) - count(w:tc/w:tcPr/w:gridSpan) + sum(w:tc/w:tcPr/w:gridSpan/@w:val) >= $columns][1]",
    namespaces=NAMESPACES,
)
