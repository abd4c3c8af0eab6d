"""Names in a template's tags, checked against the types of its content, without filling it (``TPL-UNKNOWN`` …)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from jinja2 import Environment, nodes

from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.document import Figure
from pipeline.render.ooxml import spot
from pipeline.render.word.tags import Tag

Scope = dict[str, Any]
"""The type of each name that may be used; `Any` where it is not known."""


@dataclass
class Names:
    """Walks through the tags of a template, which must be well formed."""

    tags: list[Tag]
    file: str
    faults: list[Diagnostic]

    def walk(self, body: list[nodes.Node], scope: Scope) -> None:
        """Check statements, one below the other."""
        for node in body:
            if isinstance(node, nodes.For):
                self._loop(node, scope)
            elif isinstance(node, nodes.If):
                self.type_of(node.test, scope)
                self.walk([*node.body, *node.elif_, *node.else_], scope)
            elif isinstance(node, nodes.Output):
                for printed in node.nodes:
                    self._printed(printed, scope)

    def _loop(self, node: nodes.For, scope: Scope) -> None:
        many = self.type_of(node.iter, scope)
        each = get_args(many)[0] if get_origin(many) is tuple else Any
        inner = scope | {"loop": Any}
        if isinstance(node.target, nodes.Name):
            inner[node.target.name] = each
        self.walk(node.body, inner)
        self.walk(node.else_, scope)

    def _printed(self, node: nodes.Expr, scope: Scope) -> None:
        kind = self.type_of(node, scope)
        if kind is not Figure and (is_dataclass(_plain(kind)) or get_origin(kind) is tuple):
            self._say("TPL-VALUE", node, "取到的是一组内容，不是文字", "写到具体的项目；多项的用 {%p for … %} 逐项取")

    def type_of(self, node: nodes.Node, scope: Scope) -> Any:
        """Give an expression's type, after checking the names in it."""
        if isinstance(node, nodes.Name):
            if node.name not in scope:
                self._say("TPL-UNKNOWN", node, f"没有“{node.name}”这个名称", f"可用的有：{'、'.join(scope)}")
            return scope.get(node.name, Any)
        if isinstance(node, nodes.Getattr):
            return self._member(node, self.type_of(node.node, scope))
        if isinstance(node, nodes.Getitem):
            many = self.type_of(node.node, scope)
            return get_args(many)[0] if get_origin(many) is tuple else Any
        for inner in node.iter_child_nodes():
            self.type_of(inner, scope)
        return Any

    def _member(self, node: nodes.Getattr, owner: Any) -> Any:
        if not is_dataclass(_plain(owner)):
            return Any
        members = _members(owner)
        if node.attr not in members:
            known = "、".join(members)
            self._say("TPL-UNKNOWN", node, f"没有“{node.attr}”这一项", f"核对拼写，可用的有：{known}")
        return members.get(node.attr, Any)

    def _say(self, code: str, node: nodes.Node, message: str, remedy: str) -> None:
        tag = self.tags[node.lineno - 1]
        place = Place(self.file, cell=spot(tag.paragraph))
        self.faults.append(Diagnostic(code, Severity.ERROR, place, f"{tag.text}：{message}", remedy))


def faults_of_names(tags: list[Tag], content: type, file: str, environment: Environment) -> list[Diagnostic]:
    """Name every name that the content does not have, and everything printed that is no text.

    Args:
        tags: the template's tags, well formed, in order.
        content: the type of ``doc``.
        file: the template's name.
        environment: the one the template is filled in.
    """
    tree = environment.parse("\n".join(" ".join(tag.plain.split("\n")) for tag in tags))
    names = Names(tags, file, [])
    names.walk(tree.body, {"doc": content})
    return names.faults


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
