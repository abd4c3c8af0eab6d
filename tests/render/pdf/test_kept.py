"""The sandbox of the page templates is as strict when it has answered before."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from jinja2 import TemplateError
from jinja2.sandbox import SandboxedEnvironment

from pipeline.render.pdf.kept import environment

FORBIDDEN = (
    "{{ one.__class__ }}", "{{ one._own }}", "{{ one.shown.__globals__ }}", "{{ one.shown.__func__ }}",
    "{{ one['__class__'] }}", "{{ '{0.__class__}'.format(one) }}",
    "{{ (one.words | map(attribute='__class__') | list)[0] }}",
    "{{ ().__class__.__base__.__subclasses__() }}", "{{ kind.mro() }}", "{{ maker.gi_frame }}",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class One:
    words: tuple[str, ...] = ("a", "b")
    _own: str = "secret"

    def shown(self) -> str:
        return "shown"


def rendered(text: str, folder: Path) -> str:
    things = {"one": One(), "kind": One, "maker": (letter for letter in "a")}
    return environment(folder).from_string(text).render(things)


@pytest.mark.parametrize("text", FORBIDDEN)
def test_what_is_private_stays_so_however_often_it_is_asked_for(text: str, tmp_path: Path) -> None:
    for _ in range(2):
        with pytest.raises(TemplateError):
            rendered(text, tmp_path)
        assert rendered("{{ one.words[1] }} {{ one.shown() }}", tmp_path) == "b shown"


def test_a_type_and_a_name_are_judged_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judged = []
    own = SandboxedEnvironment.is_safe_attribute

    def is_safe_attribute(sandbox: SandboxedEnvironment, obj: object, attr: str, value: object) -> bool:
        judged.append((type(obj), attr))
        return own(sandbox, obj, attr, value)

    monkeypatch.setattr(SandboxedEnvironment, "is_safe_attribute", is_safe_attribute)
    assert rendered("{% for _ in range(9) %}{{ one.words[1] }}{% endfor %}", tmp_path) == "b" * 9
    assert judged == [(One, "words")]
