"""A rule (核对规则): a code and a function whose docstring is its documentation and states its clause."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.check.finding import Finding, Strength, Words
from pipeline.check.profile import Profile
from pipeline.check.subject import Subject
from pipeline.diagnostics import Diagnostic, Place, Severity
from pipeline.model.elements import Layout

Judge = Callable[[Subject, Profile], Iterator[Finding]]
Origin = Callable[[Words], Place | None]
"""出处: where words stand that a document only repeats; None for those that it says itself."""

ALL_LAYOUTS = frozenset(Layout)

_FIELD = re.compile(r"^(条款|反例|正例)：(.*)$", re.MULTILINE)
_CLAUSE = re.compile(r"(?P<clause>.+)（(?P<strength>规定|一般|惯例)）")


@dataclass(frozen=True)
class Rule:
    """核对规则. ``on_paper`` rules need a layout: for a Word file, LibreOffice's. Layouts not named are not judged."""

    code: str
    judge: Judge
    on_paper: bool = False
    layouts: frozenset[Layout] = ALL_LAYOUTS
    worth: Severity | None = None
    of_words: bool = False
    """Its faults lie in a document's own words: who keeps another's words keeps them too."""

    @cached_property
    def sentence(self) -> str:
        """What it asks for, in one sentence."""
        return inspect.getdoc(self.judge).splitlines()[0]  # type: ignore[union-attr]

    @cached_property
    def fields(self) -> dict[str, str]:
        """条款, 反例 and 正例 of its docstring."""
        return dict(_FIELD.findall(inspect.getdoc(self.judge) or ""))

    @cached_property
    def clause(self) -> str:
        """The clause it rests on."""
        return self._clause["clause"]

    @cached_property
    def strength(self) -> Strength:
        """How binding the clause is."""
        return Strength(self._clause["strength"])

    @property
    def severity(self) -> Severity:
        """What breaking it is worth; by its strength, unless the row says otherwise."""
        return self.worth or self.strength.severity

    @cached_property
    def _clause(self) -> re.Match[str]:
        match = _CLAUSE.fullmatch(self.fields["条款"])
        if match is None:
            raise ValueError(f"{self.code}: 条款 must end in its strength")
        return match

    def apply(self, subject: Subject, profile: Profile, origin: Origin) -> Iterator[Diagnostic]:
        """Judge a file; of an error in words that stand elsewhere, only warn."""
        if subject.layout not in self.layouts or self.code in profile.waived:
            return
        for finding in self.judge(subject, profile):
            found = Diagnostic(
                self.code,
                self.severity,
                Place(subject.name, cell=finding.place),
                finding.message,
                finding.remedy,
                self.clause,
                str(self.strength),
                finding.measured,
                finding.required,
            )
            where = origin(finding.words) if finding.words and self.severity is Severity.ERROR else None
            yield _repeated(found, where) if where else found


def _repeated(found: Diagnostic, where: Place) -> Diagnostic:
    """Warn of words that a document repeats: they are not its own, and mending them is not the program's business."""
    message = f"{found.message}；文字照录自 {where}"
    remedy = f"{found.remedy}；改原记录后重新运行，或在 Word 文件中改"
    return replace(found, severity=Severity.WARNING, message=message, remedy=remedy)
