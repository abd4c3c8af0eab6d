"""Write the page: the template filled in a sandbox, style, script and charts put inside, the network shut out."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.document import Figure
from pipeline.render.page.charts import chart_markup

TEMPLATE, STYLE, SCRIPT = "index.html", "index.css", "index.js"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""What neither XML nor HTML can carry."""
_ENDS_EARLY = re.compile(r"</(style|script)", re.IGNORECASE)
_REMEDY = "改正模板，或从程序附带的 templates/ 复制原来的文件"


@dataclass(frozen=True, slots=True)
class Inside:
    """What is put into the page: style and script as they stand, the charts drawn, and the policy that allows these."""

    style: Markup
    script: Markup
    charts: tuple[Markup, ...]
    policy: str


def render_page(page: object, charts: Sequence[Figure], templates: Path) -> tuple[bytes, list[Diagnostic]]:
    """Write the page.

    Args:
        page: its content, the template's variable ``page``.
        charts: its charts, drawn into the template's ``inside.charts``.
        templates: the folder of ``index.html``, ``index.css`` and ``index.js``.

    Returns:
        The HTML file, the same bytes for the same content; empty when the template is missing or broken.
    """
    try:
        style, script = (_inside(templates / name) for name in (STYLE, SCRIPT))
        inside = Inside(style, script, tuple(map(chart_markup, charts)), _policy(style, script))
        html = _environment(templates).get_template(TEMPLATE).render(page=page, inside=inside)
    except (TemplateError, ValueError, ArithmeticError, LookupError, TypeError) as mistake:
        line = getattr(mistake, "lineno", None)
        return b"", [_fault(TEMPLATE, f"网页模板有误：{mistake}", f"{line}行" if line else "")]
    except OSError as missing:
        return b"", [_fault(Path(missing.filename).name, "没有这个网页模板")]
    return html.encode(), []


def _environment(templates: Path) -> ImmutableSandboxedEnvironment:
    """Make the environment of the template: it can loop and place, and reach nothing but what it is given."""
    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_clean,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _clean(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Markup) and _FORBIDDEN.search(value):
        return _FORBIDDEN.sub("", value)
    return value


def _inside(file: Path) -> Markup:
    """Read what is put between tags as it stands.

    Raises:
        ValueError: it would end its own tag.
    """
    text = file.read_text(encoding="utf-8")
    if found := _ENDS_EARLY.search(text):
        raise ValueError(f"{file.name} 含有 {found[0]}")
    return Markup(text)  # noqa: S704 - the office's own file, checked above


def _policy(style: str, script: str) -> str:
    """Write the policy that lets run exactly this style and this script, and nothing be fetched from anywhere."""
    parts = (
        "default-src 'none'",
        f"style-src '{_source(style)}'",
        f"script-src '{_source(script)}'",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(parts)


def _source(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _fault(name: str, message: str, cell: str = "") -> Diagnostic:
    return Diagnostic("TPL-PAGE", Severity.ERROR, Place(f"templates/{name}", cell=cell), message, _REMEDY)
