"""One document of every kind: by LibreOffice's layout of it too, and before judges that nobody here wrote."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from openxml_audit import OpenXmlValidator

from pipeline.check import check_file, find_office
from pipeline.cli import main
from pipeline.compose import KINDS, DocumentKind
from pipeline.diagnostics import Severity
from pipeline.exits import CLEAN
from pipeline.fonts import FontSet
from pipeline.render.produce import Workshop, produce
from pipeline.resources import shared_root
from tests.change.revised import STANDARD, write_revised
from tests.check.shapes import OTHERS

pytestmark = pytest.mark.xdist_group("kinds")
"""One worker takes them all: what they look at is made once."""

BY_NAME: dict[str, DocumentKind[Any]] = {kind.name: kind for kind in KINDS}
_DATED_TITLE = re.compile(r"(?=[^\d\s]*20\d\d年(?:\d{1,2}月|度)[^\d\s]*$)[\u4e00-\u9fff\d]{10,}$")
EACH = pytest.mark.parametrize("kind", sorted(BY_NAME))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which every command has made the sample's documents."""
    home = tmp_path_factory.mktemp("kinds")
    shutil.copytree(shared_root() / "inputs", home / "inputs")
    (home / "fonts").symlink_to(shared_root() / "fonts")
    revised = str(write_revised(home))
    for words in (
        ("run", "2018-06", "--all"),
        ("run", "2018"),
        ("program", "--year", "2018", "--normalise"),
        ("attachments", "--on", "2018-06-30"),
        ("change", str(STANDARD), revised, "--period", "2018-06"),
    ):
        assert main([*words, "--workspace", str(home)]) == CLEAN
    return home


@pytest.fixture(scope="module")
def made(home: Path, fonts: FontSet) -> dict[str, Path]:
    """The first Word file of every kind, from the sample where it has what the kind needs; its PDF lies beside it."""
    files = sorted((home / "outputs").rglob("*.docx"), reverse=True)
    found = {kind.name: path for kind in KINDS for path in files if path.stem.partition("-")[0] == kind.name}
    return {name: found.get(name) or of_many_units(name, home, fonts) for name in BY_NAME}


def test_every_command_judges_what_it_makes_and_keeps_the_result(home: Path) -> None:
    manifests = sorted((home / "outputs").rglob("manifest.json"))
    kept = [json.loads(path.read_text(encoding="utf-8"))["format"] for path in manifests]
    assert len(kept) == 5
    for path, judgement in zip(manifests, kept, strict=True):
        documents = {
            str(one.relative_to(path.parent)) for kind in ("docx", "pdf") for one in path.parent.rglob(f"*.{kind}")
        }
        assert set(judgement["files"]) == documents
        assert all(tally["error"] == 0 for tally in judgement["files"].values())


def of_many_units(name: str, folder: Path, fonts: FontSet) -> Path:
    """Make what compares units, which the sample has but one of."""
    kind, content = BY_NAME[name], OTHERS[name]["多"](folder)
    (draft, *_), _ = kind.compose(content)
    produced, _ = produce(kind.template, draft.content, Workshop(shared_root() / "templates", fonts))
    path = folder / f"{name}.docx"
    path.write_bytes(produced.docx)
    path.with_suffix(".pdf").write_bytes(produced.pdf)
    return path


@EACH
def test_a_kind_passes_by_libreoffices_layout_and_in_pdf(kind: str, made: dict[str, Path], fonts: FontSet) -> None:
    office = find_office(fonts)
    assert office is not None, "make setup-test installs LibreOffice"
    faults = [*check_file(made[kind], office=office), *check_file(made[kind].with_suffix(".pdf"))]
    errors = [fault for fault in faults if fault.severity is Severity.ERROR]
    assert [str(fault) for fault in errors] == []
    assert "GB-LAYOUT" not in {fault.code for fault in faults}


@EACH
def test_outloud_finds_nothing_but_what_it_misjudges(kind: str, made: dict[str, Path]) -> None:
    said = judged(made[kind], "outloud", "--json", "-", "--fail-on", "never")
    (report,) = json.loads(said.stdout)["results"]
    faults = [one for one in report["findings"] if one["severity"] in {"warning", "error"}]
    tables = tables_of(made[kind].with_suffix(".pdf"))
    assert report["error"] is None
    assert [(one["rule"], one["evidence"]) for one in faults if not is_misjudged(one, tables)] == []


def is_misjudged(fault: dict[str, Any], tables: list[set[int]]) -> bool:
    """Tell whether what `outloud` says is no fault; PDF/UA-1 asks nothing of the kind.

    ``HDG-010`` takes a heading with a digit for a reference number when no space parts its words: Chinese has none. So
    it is for titles whose only digits are those of the period. Spaces put in for it would be read and copied.
    ``TBL-014`` looks for a table only on the page on which it begins, and joins the lines of two tables on a page into
    one grid, of which neither covers half. The file's own structure must show that this is so: a table cut in two for
    it would no longer be one to those who hear it.
    """
    if fault["rule"] == "HDG-010":
        return bool(_DATED_TITLE.match(fault["evidence"]))
    here = [pages for pages in tables if fault.get("page") in pages]
    return fault["rule"] == "TBL-014" and (len(here) > 1 or any(min(pages) < fault["page"] for pages in here))


def tables_of(path: Path) -> list[set[int]]:
    """Give the pages, from 1, on which the words of each table stand, by the file's structure."""
    with pikepdf.open(path) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        return [
            set(pages_of(table, numbers)) for table in below(pdf.Root.StructTreeRoot) if table.get("/S") == "/Table"
        ]


def below(node: Any) -> Iterator[Any]:
    """Give the structure elements below a node; the marks of their content are numbers or have no ``/S``."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield kid
            yield from below(kid)


def pages_of(table: Any, numbers: dict[tuple[int, int], int]) -> Iterator[int]:
    """Give the page of each piece of a table."""
    return (numbers[one["/Pg"].objgen] for one in below(table) if "/Pg" in one)


def test_every_allowance_is_no_wider_than_its_reason() -> None:
    def title(words: str) -> bool:
        return is_misjudged({"rule": "HDG-010", "evidence": words}, [])

    def grid(*tables: set[int]) -> bool:
        return is_misjudged({"rule": "TBL-014", "evidence": "", "page": 2}, list(tables))

    assert title("关于2018年6月万人双评议工作情况的报告")
    assert not any(map(title, ("附件1指标得分表", "关于2018年6月第3次会议的报告", "ref2018年6月", "2018年6月")))
    assert all((grid({1, 2}), grid({2}, {2, 3})))
    assert not any((grid(), grid({2}), grid({2, 3}), grid({1}, {3})))


@EACH
def test_every_kind_names_its_title_and_author(kind: str, made: dict[str, Path]) -> None:
    faults = [*check_file(made[kind]), *check_file(made[kind].with_suffix(".pdf"))]
    assert [str(fault) for fault in faults if fault.code == "GB-FILE-PROPERTIES"] == []


@EACH
def test_a_schema_validator_finds_nothing_in_the_word_file(kind: str, made: dict[str, Path]) -> None:
    assert [str(error) for error in OpenXmlValidator().validate(made[kind]).errors] == []


@EACH
def test_pdfua_finds_nothing(kind: str, made: dict[str, Path]) -> None:
    said = judged(made[kind], "pdfua", "check")
    assert said.returncode == 0, said.stdout + said.stderr


def judged(docx: Path, judge: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Let a judge look at a kind's PDF."""
    program = Path(sys.executable).with_name(judge)
    command = [program, *words, docx.with_suffix(".pdf")]
    return subprocess.run(command, capture_output=True, text=True, check=False)
