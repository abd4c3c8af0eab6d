"""Names in a template's tags, checked against the types of its content, without filling it (``TPL-UNKNOWN`` …)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from jinja2 import Environment, nodes

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.document import Figure
from pipeline.render.ooxml import Node, spot
from pipeline.render.word.tags import Tag, parsed, tags_in, words_of_broken

Scope = dict[str, Any]
"""The type of each name that may be used; `Any` where it is not known."""


@dataclass
class Names:
    """Walks through the tags of a template one by one: what is wrong with one does not hide the others.

    ``suspected`` are words of broken tags: such a tag may have been meant to name them.
    """

    file: str
    environment: Environment
    suspected: frozenset[str]
    faults: list[Diagnostic]

    def walk(self, tags: list[Tag], scope: Scope) -> None:
        """Check tags in order; a loop's name holds until its end."""
        scopes = [scope]
        for tag in tags:
            self._tag = tag
            if tag.word == "endfor" and len(scopes) > 1:
                scopes.pop()
            for node in parsed(tag, self.environment):
                if isinstance(node, nodes.For) and tag.word == "for":
                    scopes.append(self._inside(node, scopes[-1]))
                elif isinstance(node, nodes.If):
                    for test in (node.test, *(other.test for other in node.elif_)):
                        self.type_of(test, scopes[-1])
                elif isinstance(node, nodes.Output):
                    for printed in node.nodes:
                        self._printed(printed, scopes[-1])

    def _inside(self, node: nodes.For, scope: Scope) -> Scope:
        """Give the names that a loop knows."""
        many = self.type_of(node.iter, scope)
        each = get_args(many)[0] if get_origin(many) is tuple else Any
        targets = [node.target, *node.target.find_all(nodes.Name)]
        several = {target.name: Any for target in targets if isinstance(target, nodes.Name)}
        one = {node.target.name: each} if isinstance(node.target, nodes.Name) else {}
        return scope | {"loop": Any} | several | one

    def _printed(self, node: nodes.Expr, scope: Scope) -> None:
        kind = self.type_of(node, scope)
        if kind is not Figure and (is_dataclass(_plain(kind)) or get_origin(kind) is tuple):
            self._say("TPL-VALUE", "取到的是一组内容，不是文字", "写到具体的项目；多项的用 {%p for … %} 逐项取")

    def type_of(self, node: nodes.Node, scope: Scope) -> Any:
        """Give an expression's type, after checking the names in it."""
        if isinstance(node, nodes.Name):
            if node.name not in scope and node.name not in self.suspected:
                self._say("TPL-UNKNOWN", f"没有“{node.name}”这个名称", f"可用的有：{'、'.join(scope)}")
            return scope.get(node.name, Any)
        if isinstance(node, nodes.Getattr):
            return self._member(node, self.type_of(node.node, scope))
        if isinstance(node, nodes.Getitem):
            many = self.type_of(node.node, scope)
            return get_args(many)[0] if get_origin(many) is tuple else Any
        self._known(node)
        for inner in node.iter_child_nodes():
            self.type_of(inner, scope)
        return Any

    def _known(self, node: nodes.Node) -> None:
        """See that a filter or a test is one that there is."""
        kinds = ((nodes.Filter, self.environment.filters, "过滤器"), (nodes.Test, self.environment.tests, "判断"))
        for kind, known, called in kinds:
            if isinstance(node, kind) and node.name not in known:
                self._say("TPL-UNKNOWN", f"没有“{node.name}”这个{called}", "核对拼写，或删去它")

    def _member(self, node: nodes.Getattr, owner: Any) -> Any:
        if not is_dataclass(_plain(owner)):
            return Any
        members = _members(owner)
        if node.attr not in members:
            known = "、".join(members)
            self._say("TPL-UNKNOWN", f"没有“{node.attr}”这一项", f"核对拼写，可用的有：{known}")
        return members.get(node.attr, Any)

    def _say(self, code: str, message: str, remedy: str) -> None:
        place = Place(self.file, cell=spot(self._tag.paragraph))
        self.faults.append(Diagnostic(code, Severity.ERROR, place, f"{self._tag.text}：{message}", remedy))


def faults_of_names(root: Node, content: Any, file: str, environment: Environment) -> list[Diagnostic]:
    """Name every name, filter and test that there is not, everything printed that is no text, and curly quotes.

    Args:
        root: the template's body; broken tags in it are passed over.
        content: the type of ``doc``, `Any` when it is not known.
        file: the template's name.
        environment: the one the template is filled in.
    """
    tags = list(tags_in(root))
    names = Names(file, environment, frozenset(words_of_broken(root, tags, environment)), [])
    names.walk(tags, {"doc": content})
    return [*names.faults, *(_curly(tag, file) for tag in tags if tag.has_curly_quotes)]


def _curly(tag: Tag, file: str) -> Diagnostic:
    message, remedy = f"{tag.text}：标签里用了中文引号，只按半角引号理解", "标签里的引号改为半角的 \" 或 '"
    return Diagnostic("TPL-QUOTE", Severity.WARNING, Place(file, cell=spot(tag.paragraph)), message, remedy)


def _plain(kind: Any) -> Any:
    """Give ``Group`` for ``Group[ScoreRow]``."""
    return get_origin(kind) or kind


def _members(owner: Any) -> Scope:
    """Give a dataclass's members by name, type variables replaced by what they stand for."""
    plain = _plain(owner)
    hints = get_type_hints(plain)
    meant = dict(zip(getattr(plain, "__parameters__", ()), get_args(owner), strict=False))
    own = {field.name: _replaced(hints[field.name], meant) for field in fields(plain)}
    return own | dict.fromkeys(_properties(plain), Any)


def _properties(plain: type) -> Iterator[str]:
    for name in dir(plain):
        if isinstance(getattr(plain, name), property) and not name.startswith("_"):
            yield name


def _replaced(hint: Any, meant: dict[TypeVar, Any]) -> Any:
    if isinstance(hint, TypeVar):
        return meant.get(hint, Any)
    if isinstance(hint, UnionType):
        return Any
    inner = tuple(_replaced(argument, meant) for argument in get_args(hint))
    return hint.copy_with(inner) if hasattr(hint, "copy_with") else (get_origin(hint)[inner] if inner else hint)
