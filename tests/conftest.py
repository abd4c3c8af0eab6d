"""What all tests share: goldens (text kept beside the test), the machine's fonts, and a second layout of Word files."""

from __future__ import annotations

import difflib
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.fonts import FontSet, find_fonts, fontconfig_file
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
    home = tmp_path_factory.mktemp("libreoffice")
    (home / "fonts.conf").write_text(fontconfig_file(fonts), encoding="utf-8")
    environment = {
        "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8",
        "HOME": str(home), "XDG_CACHE_HOME": str(home), "FONTCONFIG_FILE": str(home / "fonts.conf"),
    }

    def lay_out(docx: Path) -> Path:
        folder = tmp_path_factory.mktemp("layout")
        profile = f"-env:UserInstallation={(home / 'profile').as_uri()}"
        command = ["soffice", "--headless", profile, "--convert-to", _PRINTED, "--outdir", str(folder), str(docx)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
        made = folder / f"{docx.stem}.pdf"
        assert made.is_file(), done.stdout + done.stderr
        return made

    return lay_out


_PRINTED = 'pdf:writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'
"""As a printer gives them: the blank page before an even page counts (GB/T 9704, 7.4)."""
