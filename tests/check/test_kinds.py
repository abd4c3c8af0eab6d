"""One document of every kind: by LibreOffice's layout of it too, and before judges that nobody here wrote."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

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
MISJUDGED: dict[str, tuple[frozenset[str], re.Pattern[str]]] = {
    "HDG-010": (
        frozenset({"回访情况表", "工作动态", "年度总结", "得分情况通报", "情况通报", "摘要", "数据报送函", "整改台账"})
        | {"月报", "网络评议名单", "调度会纪要", "领导小组名单"},
        re.compile(r"^[^\d\s]*20\d\d年(?:\d{1,2}月|度)[^\d\s]*$"),
    ),
    "TBL-014": (
        frozenset({"修订对照表", "修订通知", "年度总结", "整改台账", "月报", "活动方案", "附件1", "附件2"})
        | {"附件2修订痕迹", "领导小组名单"},
        re.compile("^(条款|单位|发现|评价|阶段|受理|责任|已评)"),
    ),
}
"""What `outloud` says for no fault: of which kinds, and of which words. PDF/UA-1 asks nothing of the kind.

``HDG-010`` takes a heading with a digit for a reference number when no space parts its words: Chinese has none. So it
is for titles whose only digits are those of the period.
``TBL-014`` looks for a table only on the page on which it begins: what stands on later pages is no table to it. It also
joins the lines of two tables on a page into one grid, of which neither table covers half.
"""
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
    faults = [(one["rule"], one["evidence"]) for one in report["findings"] if one["severity"] in {"warning", "error"}]
    assert report["error"] is None
    assert [(rule, words) for rule, words in faults if not is_misjudged(kind, rule, words)] == []


def is_misjudged(kind: str, rule: str, words: str) -> bool:
    """Tell whether a finding is one that we know to be none."""
    kinds, meant = MISJUDGED.get(rule, (frozenset(), re.compile("$^")))
    return kind in kinds and bool(meant.search(words))


def test_every_allowance_is_needed_and_no_wider(made: dict[str, Path]) -> None:
    assert not is_misjudged("月报", "HDG-010", "附件1指标得分表")
    assert not is_misjudged("月报", "HDG-010", "关于2018年6月第3次会议的报告")
    assert is_misjudged("月报", "HDG-010", "关于2018年6月万人双评议工作情况的报告")
    assert sorted(MISJUDGED["HDG-010"][0] - set(made)) == []


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
