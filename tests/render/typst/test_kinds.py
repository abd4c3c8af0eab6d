"""A document of every kind by both painters: the same pages, words and places; and the same judges."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from pipeline.check import check_file
from pipeline.cli import main
from pipeline.compose import KINDS
from pipeline.diagnostics import Severity
from pipeline.exits import CLEAN
from pipeline.fonts import FontSet
from pipeline.model.elements import Layout
from pipeline.proof.pdf import read_pdf
from pipeline.render import pdf
from pipeline.render.manuscript import read_manuscript
from pipeline.render.typst import print_pdf
from pipeline.resources import shared_root
from tests.change.revised import STANDARD, write_revised
from tests.render.typst.conftest import copied, farthest, spots

pytestmark = pytest.mark.xdist_group("kinds by typst")
"""One worker takes them all: what they look at is made once."""

LATER = frozenset({"得分情况通报", "网络评议名单"})
"""They are made of many units, which the sample has not."""
MISJUDGED = {"HDG-010", "TBL-014"}
"""The first counts words between spaces, as in `tests/check/test_kinds.py`. The second wants a table for
every page; typst says that a table over several pages is one."""
EACH = pytest.mark.parametrize("kind", sorted({kind.name for kind in KINDS} - LATER))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The first Word file of every kind, from the sample, in a workspace that asks for typst; its PDF lies beside."""
    home = tmp_path_factory.mktemp("kinds")
    shutil.copytree(shared_root() / "inputs", home / "inputs")
    (home / "fonts").symlink_to(shared_root() / "fonts")
    (home / "pingyi.toml").write_text('[pdf]\nengine = "typst"\n', encoding="utf-8")
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
def test_a_kind_is_printed_by_typst_and_passes_the_checker(kind: str, made: dict[str, Path]) -> None:
    path = made[kind].with_suffix(".pdf")
    with pikepdf.open(path) as opened:
        assert str(opened.docinfo["/Creator"]).startswith("Typst")
    assert [str(fault) for fault in check_file(path) if fault.severity is Severity.ERROR] == []


@EACH
def test_both_painters_say_the_same_on_the_same_pages_in_the_same_places(
    kind: str, made: dict[str, Path], fonts: FontSet
) -> None:
    """WeasyPrint paints the 版头 of a letter (10.1) last, for there it stands apart from the text."""
    document, _ = read_manuscript(made[kind].read_bytes(), made[kind].name)
    ours, theirs = (paint(document, fonts, shared_root() / "templates/page")[0] for paint in (print_pdf, pdf.print_pdf))
    said = [[page.text for page in read_pdf(one).pages] for one in (ours, theirs)]
    assert said[0] == said[1] or document.layout is Layout.LETTER
    assert sorted(copied(ours)) == sorted(copied(theirs))
    pairs = list(zip(spots(ours), spots(theirs), strict=True))
    far = {number: farthest(*pair) for number, pair in enumerate(pairs, start=1) if pair[0]}
    assert {number: distance for number, distance in far.items() if distance > AWAY} == {}


@pytest.mark.parametrize("kind", ["月报", "摘要", "数据报送函", "工作动态", "附件2修订痕迹"])
def test_judges_of_accessibility_find_nothing_but_what_they_misjudge(kind: str, made: dict[str, Path]) -> None:
    said = judged(made[kind], "outloud", "--fail-on", "warning")
    found = {code for line in said.stdout.splitlines() for code in _FOUND.findall(line)}
    assert found <= MISJUDGED
    assert said.returncode == 0 or found, said.stdout + said.stderr
    said = judged(made[kind], "pdfua", "check")
    assert said.returncode == 0, said.stdout + said.stderr


def test_the_monthly_report_carries_its_evidence(made: dict[str, Path]) -> None:
    with pikepdf.open(BytesIO(made["月报"].with_suffix(".pdf").read_bytes())) as opened:
        (file,) = opened.Root.AF
        assert (str(file.UF), str(file.AFRelationship)) == ("评分依据.xlsx", "/Source")


def judged(docx: Path, judge: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Let a judge look at a kind's PDF."""
    program = Path(sys.executable).with_name(judge)
    command = [program, *words, docx.with_suffix(".pdf")]
    return subprocess.run(command, capture_output=True, text=True, check=False)


AWAY = 1.1
"""Points: WeasyPrint cuts off a little of each gap of a line, and counts half a rule above and below every table."""
_FOUND = re.compile(r"(?:WARNING|ERROR)\s+([A-Z]+-\d+)")
