"""A broken template is named by place: paragraph, or table, row and cell. Codes and places, not sentences."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from pipeline.compose.content import Brief, MonthlyReport
from pipeline.render.word import check_template, fill

TEMPLATES = Path(__file__).parents[3] / "templates"


@dataclass(frozen=True)
class Inner:
    title: str = "标题"


@dataclass(frozen=True)
class Doc:
    head: Inner = Inner()
    texts: tuple[str, ...] = ("一", "二")
    yes: bool = True


def p(text: str, style: str = "body") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def table(*rows: tuple[str, ...]) -> str:
    cell = '<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{}</w:tc>'
    lines = "".join(f"<w:tr>{''.join(cell.format(p(text)) for text in row)}</w:tr>" for row in rows)
    columns = '<w:gridCol w:w="2000"/>' * len(rows[0])
    return f"<w:tbl><w:tblPr/><w:tblGrid>{columns}</w:tblGrid>{lines}</w:tbl>"


FORMS = {
    "half a tag": (p("{{ doc.head.title"), "TPL-SYNTAX", "第1段“{{ doc.head.……”"),
    "a tag over two paragraphs": (p("{{ doc.head") + p(".title }}"), "TPL-SYNTAX", "第1段“{{ doc.head”"),
    "a loop that never ends": (p("甲") + p("{%p for text in doc.texts %}") + p("{{ text }}"), "TPL-PAIR", "第2段"),
    "an end without a beginning": (p("{%p endfor %}"), "TPL-PAIR", "第1段"),
    "for closed by endif": (p("{%p for text in doc.texts %}") + p("{%p endif %}"), "TPL-PAIR", "第2段"),
    "a paragraph loop closed in a row": (
        table(("{%tr for text in doc.texts %}", ""), ("甲", "乙"), ("{% endfor %}", "")),
        "TPL-PAIR",
        "表1第3行第1格",
    ),
    "an unknown statement": (p("{%p fro text in doc.texts %}"), "TPL-SYNTAX", "第1段"),
    "a statement that reads files": (p("{% include 'secret' %}"), "TPL-SYNTAX", "第1段"),
    "bad syntax in a cell": (table(("甲", "{{ doc..title }}")), "TPL-SYNTAX", "表1第1行第2格"),
    "a row tag outside a table": (p("{%tr for text in doc.texts %}") + p("{%tr endfor %}"), "TPL-PLACE", "第1段"),
    "words beside a paragraph tag": (p("前言{%p if doc.yes %}") + p("{%p endif %}"), "TPL-PLACE", "第1段"),
    "words beside a row tag": (
        table(("{%tr for text in doc.texts %}", "丢失"), ("甲", "乙"), ("{%tr endfor %}", "")),
        "TPL-PLACE",
        "表1第1行第1格",
    ),
}


@pytest.mark.parametrize(("body", "code", "spot"), FORMS.values(), ids=FORMS.keys())
def test_a_fault_of_form_is_named_before_anything_is_filled(body: str, code: str, spot: str, template) -> None:
    path: Path = template(body)
    faults = check_template(path)
    assert (faults[0].code, faults[0].place.cell[: len(spot)]) == (code, spot)
    assert faults[0].place.file.endswith("样张.docx")
    assert fill(path, Doc()) == (b"", faults)


NAMES = {
    "an unknown field": (p("甲") + p("{{ doc.head.titel }}"), "TPL-UNKNOWN", "第2段"),
    "an unknown variable": (table(("甲", "乙"), ("丙", "{{ dco.head.title }}")), "TPL-UNKNOWN", "表1第2行第2格"),
    "an unknown field in a loop": (
        p("{%p for text in doc.texts %}") + p("{{ text }}") + p("{{ text.word }}") + p("{%p endfor %}"),
        "TPL-UNKNOWN",
        "第3段",
    ),
    "an unknown list": (p("{%p for text in doc.words %}") + p("{%p endfor %}"), "TPL-UNKNOWN", "第1段"),
    "a thing that is no text": (p("{{ doc.head }}"), "TPL-VALUE", "第1段"),
    "a yes that is no text": (p("{{ doc.yes }}"), "TPL-VALUE", "第1段"),
    "arithmetic": (p("{{ doc.head.title + 1 }}"), "TPL-VALUE", "第1段"),
    "the program's inside": (p("{{ doc.__class__.__mro__ }}"), "TPL-UNSAFE", "第1段"),
}


@pytest.mark.parametrize(("body", "code", "spot"), NAMES.values(), ids=NAMES.keys())
def test_a_fault_of_meaning_is_named_when_it_is_filled(body: str, code: str, spot: str, template) -> None:
    path: Path = template(body)
    assert [fault.code for fault in check_template(path)] == (["TPL-UNKNOWN"] if "dco" in body else [])
    blob, faults = fill(path, Doc())
    assert [(fault.code, fault.place.cell[: len(spot)]) for fault in faults] == [(code, spot)]
    assert blob == b""


SEEN = ("an unknown field", "an unknown variable", "an unknown list", "a thing that is no text")


@pytest.mark.parametrize("name", SEEN)
def test_names_are_checked_without_content_once_its_type_is_known(name: str, template) -> None:
    body, code, spot = NAMES[name]
    assert [(f.code, f.place.cell[: len(spot)]) for f in check_template(template(body), Doc)] == [(code, spot)]


BROKEN = (
    table(
        ("{{ doc..title }}", "{{ doc.haed.title }}", "{{ doc.head.title|upper2 }}"),
        ("{{ dco.head }}", "{{ doc.head.title }", "{{ “固定” }}"),
    )
    + p("{%p fro text in doc.texts %}")
    + p("{{ text }}")
    + p("{% if doc.head.title is titel %}甲{% endif %}")
)
"""What a clerk may get wrong at once: one fault hides no other, and a word of a broken tag is not blamed again."""


def test_a_broken_tag_does_not_hide_what_is_wrong_with_others(template) -> None:
    faults = check_template(template(BROKEN), Doc)
    assert {(fault.code, fault.place.cell.partition("“")[0]) for fault in faults} == {
        ("TPL-SYNTAX", "表1第1行第1格"), ("TPL-UNKNOWN", "表1第1行第2格"), ("TPL-UNKNOWN", "表1第1行第3格"),
        ("TPL-UNKNOWN", "表1第2行第1格"), ("TPL-SYNTAX", "表1第2行第2格"), ("TPL-QUOTE", "表1第2行第3格"),
        ("TPL-SYNTAX", "第1段"), ("TPL-UNKNOWN", "第3段"),
    }  # fmt: skip


def test_without_a_known_content_filters_variables_and_quotes_are_seen_all_the_same(template) -> None:
    faults = check_template(template(table(("{{ doc.any|upper2 }}", "{{ dco.any }}", "{{ “固定” }}"))))
    assert [(fault.code, fault.severity.value, fault.place.cell[:8]) for fault in faults] == [
        ("TPL-UNKNOWN", "error", "表1第1行第1格"), ("TPL-UNKNOWN", "error", "表1第1行第2格"),
        ("TPL-QUOTE", "warning", "表1第1行第3格"),
    ]  # fmt: skip


def test_rows_of_generic_groups_are_known_by_their_fields(template) -> None:
    body = p("{%p for group in doc.scores.groups %}") + p("{%p for row in group.rows %}")
    body += p("{{ loop.index }}{{ group.label }}{{ row.mark }}{{ row.makr }}") + p("{%p endfor %}") * 2
    faults = check_template(template(body), MonthlyReport)
    assert [(fault.code, fault.message.split("：")[0]) for fault in faults] == [("TPL-UNKNOWN", "{{ row.makr }}")]


@pytest.mark.parametrize(("name", "content"), [("月报", MonthlyReport), ("摘要", Brief)])
def test_the_shipped_templates_use_only_what_their_content_has(name: str, content: type) -> None:
    assert check_template(TEMPLATES / f"{name}.docx", content) == []


def test_an_unknown_field_is_answered_with_those_that_are_there(template) -> None:
    _, faults = fill(template(p("{{ doc.haed.title }}")), Doc())
    assert "可用的有：head、texts、yes" in faults[0].message


def test_what_is_no_word_file_is_said_to_be_none(tmp_path: Path) -> None:
    path = tmp_path / "样张.docx"
    for blob in (b"", b"PK\x03\x04", b"<html>", b"\xd0\xcf\x11\xe0" * 200):
        path.write_bytes(blob)
        assert [fault.code for fault in check_template(path)] == ["TPL-FILE"]


def test_a_ditto_without_a_cell_above_is_named(template) -> None:
    blob, faults = fill(template(table(("〃", "甲"))), Doc())
    assert [(fault.code, fault.place.cell) for fault in faults] == [("TPL-DITTO", "表1第1行第1格")]
    assert blob


def test_tags_may_be_split_by_word_and_quoted_by_a_clerk(template) -> None:
    split = "".join(f"<w:r><w:t>{piece}</w:t></w:r>" for piece in ("{", "{ doc.", "head.title", " }", "}"))
    quoted = p("{% if doc.head.title == “标题” %}是{% else %}否{% endif %}")
    blob, faults = fill(template(f"<w:p>{split}</w:p>{quoted}"), Doc())
    assert faults == []
    assert blob
