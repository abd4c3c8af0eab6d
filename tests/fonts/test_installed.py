"""What this machine really has, after ``make setup``."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from pipeline.diagnostics import Place
from pipeline.fonts import FontSet, Role, fontconfig_file
from pipeline.fonts.names import OFFICE

# Names of people and signs that records really hold.
RARE = "喆堃玥镕祎①㎡"
COMMON = "".join(
    bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF)
)
SIGNS = "，。、；：？！“”‘’（）《》〔〕【】—…·～％℃×÷≤≥①0123456789%.-"


def test_every_role_is_cast_and_nothing_is_wrong(fonts: FontSet) -> None:
    assert set(fonts.faces) == set(Role)
    assert {fault.code for fault in fonts.diagnostics} <= {"FNT-STAND-IN"}


@pytest.mark.parametrize("role", Role)
def test_each_role_writes_all_of_gb2312_by_itself(role: Role, fonts: FontSet) -> None:
    face = fonts.face(role)
    assert len(COMMON) == 6763
    assert [character for character in COMMON + SIGNS if not face.covers(character)] == []


@pytest.mark.parametrize("role", Role)
def test_no_rare_character_is_left_without_a_glyph(role: Role, fonts: FontSet) -> None:
    faults = fonts.coverage_faults({role: RARE}, Place("x"))
    assert {fault.code for fault in faults} <= {"FNT-RARE"}


def test_fontconfig_answers_to_each_office_name_with_the_chosen_file(fonts: FontSet, tmp_path: Path) -> None:
    (tmp_path / "fonts.conf").write_text(fontconfig_file(fonts), encoding="utf-8")
    environment = {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "XDG_CACHE_HOME": str(tmp_path), "PATH": "/usr/bin"}
    for role, face in fonts.faces.items():
        command = ["fc-match", "--format=%{file}", OFFICE[role][0]]
        found = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        assert (Path(found.stdout), found.stderr) == (face.path, "")
