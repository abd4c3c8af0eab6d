"""What all tests share: goldens (text kept beside the test), the machine's fonts, and a second layout of Word files."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.check import find_office
from pipeline.fonts import FontSet, find_fonts
from pipeline.resources import shared_root

Golden = Callable[[str, str], None]
WordLayout = Callable[[Path], Path]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a person rewrite the goldens; they read the diff before they commit it."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files with what came out")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with the golden of this name in ``golden/`` beside the test: ``golden(text, "月报.txt")``."""
    folder = request.path.parent / "golden"

    def compare(text: str, name: str) -> None:
        path = folder / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        kept = path.read_text(encoding="utf-8") if path.exists() else ""
        if text != kept or not path.exists():
            changes = difflib.unified_diff(kept.splitlines(), text.splitlines(), name, "now", lineterm="")
            pytest.fail("\n".join(["golden differs (if it should: pytest --update-golden)", *changes]), pytrace=False)

    return compare


@pytest.fixture(scope="session")
def fonts() -> FontSet:
    """The fonts that `make setup` fetched into the checkout, and only these: layouts are the same everywhere."""
    return find_fonts([shared_root() / "fonts"])


@pytest.fixture(scope="session")
def word_layout(fonts: FontSet, tmp_path_factory: pytest.TempPathFactory) -> WordLayout:
    """Lay a Word file out as LibreOffice does, with our fonts behind the office's names; gives the PDF's path."""
    office = find_office(fonts)
    assert office is not None, "make setup-test installs LibreOffice"

    def lay_out(docx: Path) -> Path:
        made = tmp_path_factory.mktemp("layout") / f"{docx.stem}.pdf"
        made.write_bytes(office.lay_out(docx.read_bytes()))
        return made

    return lay_out
