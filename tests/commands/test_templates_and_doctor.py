"""``pingyi check template`` and ``pingyi doctor``: what they print and the codes they end with."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.compose import KINDS
from pipeline.compose.contents import CONTENTS
from pipeline.exits import CANNOT_RUN, CLEAN, DATA_ERRORS
from pipeline.fonts import Role, candidates
from pipeline.resources import shared_root

TEMPLATES = shared_root() / "templates"


def broken(folder: Path, before: str, after: str) -> Path:
    """Spoil a tag of the monthly report's template, under its own name."""
    target = io.BytesIO()
    with zipfile.ZipFile(TEMPLATES / "月报.docx") as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                assert before.encode() in content
                content = content.replace(before.encode(), after.encode(), 1)
            new.writestr(name, content)
    path = folder / "月报.docx"
    path.write_bytes(target.getvalue())
    return path


def test_every_kind_says_what_its_template_is_filled_with() -> None:
    assert set(CONTENTS) == {kind.name for kind in KINDS}


def test_every_template_passes(capsys: pytest.CaptureFixture[str]) -> None:
    paths = sorted({str(TEMPLATES / kind.template) for kind in KINDS})
    assert main(["check", "template", *paths]) == CLEAN
    assert capsys.readouterr().out.count("标记未发现错误") == len(paths)


def test_an_unknown_name_is_told_with_table_row_and_cell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = broken(tmp_path, "{{ row.title }}", "{{ row.titel }}")
    assert main(["check", "template", str(path)]) == DATA_ERRORS
    said = capsys.readouterr().out
    assert "titel" in said
    assert "表" in said
    assert "行" in said
    assert "格" in said or "列" in said


def test_a_missing_template_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "template", str(tmp_path / "没有.docx")]) == CANNOT_RUN
    assert "没有.docx" in capsys.readouterr().err


def test_the_doctor_names_every_candidate_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "fonts").symlink_to(shared_root() / "fonts")
    assert main(["doctor", "--workspace", str(tmp_path)]) == CLEAN
    said = capsys.readouterr().out
    for role in Role:
        office, stand_ins = candidates(role)
        names = [*office, *stand_ins]
        part = said[said.index("依次：", said.index(f"{role}：")) :]
        places = [part.index(f"{name}（") for name in names]
        assert places == sorted(places)
    for told in ("Debian", "make setup", "UOS", "~/.local/share/fonts/", "Windows", "simfang.ttf", "FZXBSJW.TTF"):
        assert told in said
