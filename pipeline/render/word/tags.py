"""A template's Jinja tags, each with its place, and the faults that can be seen without filling it (``TPL-…``).

docxtpl takes ``{%p … %}`` with its whole paragraph and ``{%tr … %}`` with its whole row; its own errors have no place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from jinja2 import Environment, TemplateSyntaxError, nodes

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.render.ooxml import Node, cell_text, name, own_text, spot


@dataclass(frozen=True)
class Tag:
    """One tag. ``scope`` is what docxtpl removes with it: ``p``, ``tr``, ``tc``, ``r`` or nothing.

    ``word`` is the statement's first word (``for``, ``endif`` …), empty for a printed value and for a comment.
    """

    text: str
    paragraph: Node

    @property
    def scope(self) -> str:
        """What is removed together with the tag."""
        found = _SCOPE.match(self.text)
        return found[1] if found else ""

    @property
    def word(self) -> str:
        """The statement's first word."""
        found = _WORD.match(self.text)
        return found[1] if found else ""

    @property
    def plain(self) -> str:
        """The tag as Jinja sees it, without docxtpl's scope and with straight quotes."""
        return _SCOPE.sub(lambda found: found[0][:2] + " ", self.text).translate(_STRAIGHT)

    @property
    def has_curly_quotes(self) -> bool:
        """Tell whether quotes in it are those of Chinese text."""
        return self.text.translate(_STRAIGHT) != self.text


def tags_of(text: str) -> list[str]:
    """Give the tags of a text, whole, in order."""
    return _TAG.findall(text)


def tags_in(root: Node) -> Iterator[Tag]:
    """Give the tags of a part in document order."""
    for paragraph in root.iter(name("w:p")):
        for text in tags_of(own_text(paragraph)):
            yield Tag(text, paragraph)


def faults_in(root: Node, file: str, environment: Environment) -> list[Diagnostic]:
    """Name every tag that is incomplete, misplaced, misspelt or without its partner."""
    tags = list(tags_in(root))
    faults = [*_incomplete(root), *_unreadable(tags, environment), *_unpaired(tags), *_swallowing(tags)]
    return [
        Diagnostic(code, Severity.ERROR, Place(file, cell=spot(paragraph)), message, remedy)
        for code, paragraph, message, remedy in faults
    ]


Fault = tuple[str, Node, str, str]


def _incomplete(root: Node) -> Iterator[Fault]:
    for paragraph in root.iter(name("w:p")):
        rest = _TAG.sub("", own_text(paragraph))
        if found := _LOOSE_END.search(rest):
            yield (
                "TPL-SYNTAX",
                paragraph,
                f"标签不完整：“{found[0]}”没有配成一对",
                "补全标签：取值写作 {{ … }}，语句写作 {% … %}，首尾须在同一段内",
            )


def _unreadable(tags: list[Tag], environment: Environment) -> Iterator[Fault]:
    for tag in tags:
        if tag.text.startswith("{%") and tag.word not in _AROUND:
            known = "、".join(_AROUND)
            yield "TPL-SYNTAX", tag.paragraph, f"不认识的语句：{tag.text}", f"只能用这些语句：{known}；核对拼写"
            continue
        if not _is_readable(tag, environment):
            yield "TPL-SYNTAX", tag.paragraph, f"标签写法有误：{tag.text}", "核对括号、引号和点号，引号用半角"


def parsed(tag: Tag, environment: Environment) -> list[nodes.Node]:
    """Give what Jinja understands by a tag alone; nothing when it is broken."""
    before, after = _AROUND.get(tag.word, ("", ""))
    try:
        return environment.parse(before + tag.plain + after).body
    except TemplateSyntaxError:
        return []


def _is_readable(tag: Tag, environment: Environment) -> bool:
    return bool(parsed(tag, environment)) or tag.text.startswith("{#")


def words_of_broken(root: Node, tags: Iterable[Tag], environment: Environment) -> Iterator[str]:
    """Give the words of tags that cannot be read, and of paragraphs with half a tag."""
    for tag in tags:
        if not _is_readable(tag, environment):
            yield from _WORDS.findall(tag.text)
    for paragraph in root.iter(name("w:p")):
        rest = _TAG.sub("", own_text(paragraph))
        if _LOOSE_END.search(rest):
            yield from _WORDS.findall(rest)


def _unpaired(tags: list[Tag]) -> Iterator[Fault]:
    opened: list[Tag] = []
    for tag in tags:
        if tag.word in _CLOSES.values():
            opened.append(tag)
        elif tag.word in _CLOSES:
            if not opened or opened[-1].word != _CLOSES[tag.word]:
                yield _stray(tag)
                continue
            start = opened.pop()
            if start.scope != tag.scope:
                yield _ill_matched(start, tag)
        elif tag.word in {"else", "elif"} and not opened:
            yield _stray(tag)
    for tag in opened:
        yield (
            "TPL-PAIR",
            tag.paragraph,
            f"{tag.text} 没有对应的 end{tag.word}",
            f"在其后加一个 {{%{tag.scope} end{tag.word} %}}，或删去此标签",
        )


def _stray(tag: Tag) -> Fault:
    return "TPL-PAIR", tag.paragraph, f"{tag.text} 前面没有与之对应的开始标签", "补上开始标签，或删去此标签"


def _ill_matched(start: Tag, end: Tag) -> Fault:
    return (
        "TPL-PAIR",
        end.paragraph,
        f"{start.text} 与 {end.text} 的范围不同",
        f"首尾写成同一种：整段用 {{%p，整行用 {{%tr；此处改为 {{%{start.scope} {end.word} %}}",
    )


def _swallowing(tags: list[Tag]) -> Iterator[Fault]:
    """A scoped tag takes its paragraph or row along: other words there would vanish without a trace."""
    for tag in tags:
        row = next(tag.paragraph.iterancestors(name("w:tr")), None)
        if tag.scope == "tr" and row is None:
            yield "TPL-PLACE", tag.paragraph, f"{tag.text} 不在表格里", "整行标签 {%tr 只能放在表格的一行中；段落用 {%p"
            continue
        around = ""
        if tag.scope == "p":
            around = own_text(tag.paragraph)
        elif tag.scope == "tr" and row is not None:
            around = "".join(cell_text(cell) for cell in row.iter(name("w:tc")))
        if around.replace(tag.text, "", 1).strip():
            unit = "段" if tag.scope == "p" else "行"
            yield (
                "TPL-PLACE",
                tag.paragraph,
                f"{tag.text} 所在的{unit}里还有其他文字，填充时会一并消失",
                f"让此标签独占一{unit}",
            )


_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_LOOSE_END = re.compile(r"\{\{|\}\}|\{%|%\}")
_SCOPE = re.compile(r"\{[{%#](p|tr|tc|r) ")
_WORD = re.compile(r"\{%-?(?:p|tr|tc|r)?\s*-?\s*(\w+)")
_WORDS = re.compile(r"[^\W\d]\w*")
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")

_AROUND = {
    "for": ("", "{% endfor %}"),
    "endfor": ("{% for x in () %}", ""),
    "if": ("", "{% endif %}"),
    "elif": ("{% if 1 %}", "{% endif %}"),
    "else": ("{% if 1 %}", "{% endif %}"),
    "endif": ("{% if 1 %}", ""),
}
"""The statements a template may use, and what makes each of them complete when it is read alone."""

_CLOSES = {"endfor": "for", "endif": "if"}
