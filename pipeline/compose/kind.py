"""What a kind of document is: how many documents it comes to is for its compose function to say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from pipeline.diagnostics import Diagnostic
from pipeline.model.elements import Layout

M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Draft:
    """稿: the content of one document, the template's one variable ``doc``.

    ``number`` tells several documents of a kind apart: ``001`` in ``报备单-001.docx``; empty for the only one.
    """

    content: object
    number: str = ""


Drafts = tuple[tuple[Draft, ...], list[Diagnostic]]
"""What a compose function gives: no draft when the material has nothing to say, and what people must know."""


@dataclass(frozen=True, slots=True)
class DocumentKind(Generic[M]):
    """A kind of document (文种): ``name`` begins its files' names, ``template`` is a Word file in ``templates/``.

    ``compose`` draws on the material ``M`` of the occasion.
    """

    name: str
    title: str
    template: str
    layout: Layout
    compose: Callable[[M], Drafts]

    def stem(self, draft: Draft) -> str:
        """Give the name of a draft's files, without the ending."""
        return f"{self.name}-{draft.number}" if draft.number else self.name


def always(compose: Callable[[M], tuple[object, list[Diagnostic]]]) -> Callable[[M], Drafts]:
    """Turn a function that always composes exactly one document into one that gives drafts."""

    def drafts(material: M) -> Drafts:
        content, faults = compose(material)
        return (Draft(content),), faults

    return drafts
