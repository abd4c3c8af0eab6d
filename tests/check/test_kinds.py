"""One document of every kind: by LibreOffice's layout of it too, and before judges that nobody here wrote."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.check import check_file, find_office
from pipeline.cli import CLEAN, main
from pipeline.compose import KINDS
from pipeline.diagnostics import Severity
from pipeline.fonts import FontSet
from pipeline.resources import shared_root
from tests.change.revised import STANDARD, write_revised

LATER = frozenset({"得分情况通报", "网络评议名单"})
"""They are made of many units, which the sample has not."""
BY_LIBREOFFICE = {
    "印发通知": "GB-TITLE-BREAK",  # the PDF's title is broken by sense, a Word file's by whoever lays it out
    "附件2修订痕迹": "GB-TABLE-WIDTH",  # LibreOffice paints its change bars beside the table
}
"""Errors that stand only in LibreOffice's layout of a Word file."""
MISJUDGED = {"HDG-010", "FIG-012", "TBL-014"}
"""The first two count words between spaces: a Chinese title with a digit reads to them as a reference number. The
third takes two tables on a page for one grid, of which neither covers half."""
EACH = pytest.mark.parametrize("kind", sorted({kind.name for kind in KINDS} - LATER))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The first Word file of every kind, from the sample; its PDF lies beside it."""
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
    files = sorted((home / "outputs").rglob("*.docx"), reverse=True)
    return {kind.name: path for kind in KINDS for path in files if path.stem.partition("-")[0] == kind.name}


@EACH
def test_a_kind_passes_by_libreoffices_layout_and_in_pdf(kind: str, made: dict[str, Path], fonts: FontSet) -> None:
    office = find_office(fonts)
    assert office is not None, "make setup-test installs LibreOffice"
    faults = [*check_file(made[kind], office=office), *check_file(made[kind].with_suffix(".pdf"))]
    errors = [fault for fault in faults if fault.severity is Severity.ERROR]
    assert [str(fault) for fault in errors if fault.code != BY_LIBREOFFICE.get(kind)] == []
    assert all("LibreOffice" in fault.place.file for fault in errors)
    assert "GB-LAYOUT" not in {fault.code for fault in faults}


@EACH
def test_outloud_finds_nothing_but_what_it_misjudges(kind: str, made: dict[str, Path]) -> None:
    said = judged(made[kind], "outloud", "--fail-on", "warning")
    found = {code for line in said.stdout.splitlines() for code in _FOUND.findall(line)}
    assert found <= MISJUDGED
    assert said.returncode == 0 or found, said.stdout + said.stderr


@EACH
def test_pdfua_finds_nothing(kind: str, made: dict[str, Path]) -> None:
    said = judged(made[kind], "pdfua", "check")
    assert said.returncode == 0, said.stdout + said.stderr


def judged(docx: Path, judge: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Let a judge look at a kind's PDF."""
    program = Path(sys.executable).with_name(judge)
    command = [program, *words, docx.with_suffix(".pdf")]
    return subprocess.run(command, capture_output=True, text=True, check=False)


_FOUND = re.compile(r"(?:WARNING|ERROR)\s+([A-Z]+-\d+)")
