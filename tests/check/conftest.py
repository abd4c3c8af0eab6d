"""A press with fonts small enough to print many papers."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import pytest
from fontTools import subset
from fontTools.ttLib import TTFont

from pipeline.fonts import Face, FontSet, Role
from pipeline.resources import shared_root
from tests.check.press import Press

_HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def small_fonts(fonts: FontSet, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each role's face, cut down to the characters that these tests use; 西文 is a Latin font by its name."""
    folder = tmp_path_factory.mktemp("fonts")
    used = "".join(path.read_text(encoding="utf-8") for path in _HERE.glob("*.py"))
    cut = {}
    for role, face in fonts.faces.items():
        cut[str(role)] = folder / f"{face.postscript_name}.otf"
        with _cut(face, used) as font:
            font.save(cut[str(role)])
    cut["西文"] = folder / "TimesNewRomanPSMT.otf"
    with _cut(fonts.face(Role.SONG), used) as font:
        font["CFF "].cff.fontNames[0] = "TimesNewRomanPSMT"
        font.save(cut["西文"])
    return cut


def _cut(face: Face, used: str) -> TTFont:
    options = subset.Options(name_IDs=["*"], notdef_outline=True, layout_features=[])
    font = TTFont(io.BytesIO(face.path.read_bytes()), fontNumber=face.index)
    tool = subset.Subsetter(options)
    tool.populate(text=used)
    tool.subset(font)
    return font


@pytest.fixture(scope="session")
def press(small_fonts: dict[str, Path]) -> Press:
    """Prints papers."""
    return Press(small_fonts)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A workspace with the sample's records."""
    shutil.copytree(shared_root() / "inputs", tmp_path / "inputs")
    (tmp_path / "fonts").symlink_to(shared_root() / "fonts")
    return tmp_path
