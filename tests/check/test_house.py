"""One profile shapes the Word file and the PDF, is named in the manifest, and is what the checker judges by."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.check import STANDARD, Profile, check_file, find_office, parse_profile
from pipeline.check.measured import MM
from pipeline.check.pdf import read_pdf
from pipeline.check.rules.grid import full_pages
from pipeline.cli import main
from pipeline.compose import MONTHLY_KINDS
from pipeline.diagnostics import Severity
from pipeline.exits import CLEAN, DATA_ERRORS
from pipeline.fonts import FontSet
from pipeline.render.house import House
from pipeline.render.produce import Made, Workshop, produce
from pipeline.resources import shared_root
from pipeline.running.finished import Yardstick
from tests.compose.scenes import SCENES

TALL = """
top = [30, 1]
type_height = [240, 1]
lines = 24
characters = 29
body_size = [15, 0.25]
title_size = [20, 0.25]
"""
PITCHED = "lines = 23\npitch = [28.0, 0.35]"
"""23 lines of 28 points are more than 225 mm: the pitch that gives them lies within the tolerance."""
LIMITS: dict[str, tuple[str, frozenset[str]]] = {
    "边距": ("top = [35, 1]\nbinding = [30, 1]", frozenset({"GB-PAGE-MARGIN", "GB-PAGE-LEFT"})),
    "窄版心": (
        "type_width = [150.5, 1]\ncharacters = 27",
        frozenset({"GB-PAGE-MARGIN", "GB-GRID-SETTING", "GB-PAGE-WIDTH", "GB-RED-LINE", "GB-IMPRINT-LINE"}),
    ),
    "24行": ("lines = 24", frozenset({"GB-GRID-SETTING", "GB-GRID-LINES", "GB-GRID-PITCH"})),
    "28磅": ("pitch = [28, 0.3]", frozenset({"GB-GRID-PITCH"})),
    "23行28磅": (PITCHED, frozenset({"GB-GRID-SETTING", "GB-GRID-LINES", "GB-GRID-PITCH"})),
    "21行松": ("lines = 21\npitch = [29, 0.9]", frozenset({"GB-GRID-SETTING", "GB-GRID-LINES"})),
    "高版心": (
        TALL,
        frozenset({"GB-PAGE-MARGIN", "GB-PAGE-TOP", "GB-BODY-SIZE", "GB-TITLE-SIZE", "GB-GRID-CHARACTERS"}),
    ),
}
"""Limits of an office's own, and what of the documents made by them breaks the standard."""
FONTS = 'name = "字体"\n[fonts]\n"标题" = ["黑体"]\n"正文" = ["宋体"]\n"附件标题" = ["黑体"]'


def profile_of(name: str) -> Profile:
    return parse_profile(f'name = "{name}"\n[limits]\n{LIMITS[name][0]}')


def made_by(profile: Profile, fonts: FontSet) -> Made:
    (kind, *_), scene = MONTHLY_KINDS, SCENES["多"]()
    (draft, *_), _ = kind.compose(scene.material())
    workshop = Workshop(shared_root() / "templates", fonts, Yardstick(profile).house)
    made, _ = produce(kind.template, draft.content, workshop)
    return made


def broken(made: Made, profile: Profile) -> set[str]:
    """Give the codes of errors and warnings in both formats, but what is yet to be filled in."""
    files = (("月报.docx", made.docx), ("月报.pdf", made.pdf))
    faults = [fault for name, content in files for fault in check_file(content, name, profile)]
    serious = {fault.code for fault in faults if fault.severity is not Severity.NOTE}
    return serious - {"GB-WORDS-PLACEHOLDER"}


@pytest.mark.parametrize("name", LIMITS)
def test_what_is_made_by_a_profile_passes_by_it_and_fails_by_the_standard(name: str, fonts: FontSet) -> None:
    made = made_by(profile_of(name), fonts)
    assert broken(made, profile_of(name)) == set()
    assert broken(made, STANDARD) >= LIMITS[name][1]


@st.composite
def profiles(draw: st.DrawFn) -> str:
    """Limits that agree: a 版心, lines that fill it, and a pitch near what they come to."""
    width, height = draw(st.integers(146, 164)), draw(st.integers(215, 240))
    size = draw(st.sampled_from([15, 15.5, 16]))
    lines = int(height / MM * draw(st.floats(0.52, 0.6)) / size)
    pitch = round(height / MM / lines + draw(st.floats(-0.3, 0.3)), 2)
    return f"""
    top = {draw(st.integers(30, 40))}
    binding = {draw(st.integers(23, 30))}
    type_width = {width}
    type_height = {height}
    characters = {int(width / MM / size)}
    body_size = {size}
    lines = {lines}
    pitch = [{pitch}, 0.4]
    """


@settings(max_examples=5, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(limits=profiles())
def test_a_pdf_passes_by_whatever_profile_made_it(limits: str, fonts: FontSet) -> None:
    profile = parse_profile(f'name = "随机"\n[limits]\n{limits}')
    made = made_by(profile, fonts)
    faults = check_file(made.pdf, "月报.pdf", profile)
    assert [str(fault) for fault in faults if fault.severity is Severity.ERROR] == []
    pages = full_pages(read_pdf(made.pdf, "月报.pdf", profile))
    assert {len(lines) for _, lines in pages} <= {round(profile.lines.value)}


@pytest.fixture(scope="module")
def by_the_standard(fonts: FontSet) -> Made:
    return made_by(STANDARD, fonts)


@pytest.mark.parametrize("name", LIMITS)
def test_what_is_made_by_the_standard_fails_by_a_profile(name: str, by_the_standard: Made) -> None:
    assert broken(by_the_standard, STANDARD) == set()
    assert broken(by_the_standard, profile_of(name)) != set()


def test_a_margin_that_is_the_others_with_an_indent_is_read_as_a_margin(fonts: FontSet) -> None:
    profile = parse_profile(f'name = "宽边"\n[limits]\n{WIDE}')
    assert not broken(made_by(profile, fonts), profile) & {"GB-PAGE-LEFT", "GB-BODY-INDENT"}


WIDE = "binding = 30\ntype_width = 161\ncharacters = 30\nbody_size = 15"
"""The mirrored margin is 19 mm, and 2 字 are 10.7 mm."""
OWN = """
top = 33
binding = 25
type_width = 160
type_height = 230
lines = 24
characters = 30
body_size = 15
title_size = 20
"""
THE_STANDARDS = re.compile(
    r"\b(?:37|28|26|156|225|262)(?:±1)? mm|28字|22行|28\.9|29\.|34\.58|32\.58|0\.2～|(?<!小)[23]号"
)
"""Its own numbers, all of which `OWN` departs in."""
REMEDIED = frozenset({
    "GB-PAGE-MARGIN", "GB-PAGE-TOP", "GB-PAGE-LEFT", "GB-PAGE-WIDTH", "GB-GRID-SETTING", "GB-GRID-PITCH",
    "GB-GRID-LINES", "GB-BODY-SIZE", "GB-TITLE-SIZE", "GB-RED-LINE", "GB-IMPRINT-LINE", "GB-IMPRINT-PLACE",
    "GB-PAGE-NUMBER-PLACE",
})  # fmt: skip


def test_remedies_and_requirements_name_the_profiles_own_numbers(by_the_standard: Made) -> None:
    profile = parse_profile(f'name = "细则"\n[limits]\n{OWN}')
    files = (("月报.docx", by_the_standard.docx), ("月报.pdf", by_the_standard.pdf))
    faults = [fault for name, content in files for fault in check_file(content, name, profile)]
    assert {fault.code for fault in faults} >= REMEDIED
    told = {f"{fault.code}：{fault.remedy}；{fault.required}" for fault in faults if fault.code != "GB-PROFILE"}
    assert {text for text in told if THE_STANDARDS.search(text)} == set()


def test_fonts_by_element_are_obeyed_in_both_formats(fonts: FontSet, by_the_standard: Made) -> None:
    profile = parse_profile(FONTS)
    made = made_by(profile, fonts)
    told = {"GB-TITLE-FONT", "GB-BODY-FONT"}
    assert not broken(made, profile) & (told | {"GB-ATTACHMENT-TITLE-FONT"})
    assert broken(made, STANDARD) >= told
    assert broken(by_the_standard, profile) >= told


@pytest.mark.parametrize("name", ["高版心", "23行28磅", "21行松"])
def test_libreoffice_lays_it_out_by_the_profile(name: str, fonts: FontSet) -> None:
    profile, office = profile_of(name), find_office(fonts)
    assert office is not None, "make setup-test installs LibreOffice"
    faults = check_file(made_by(profile, fonts).docx, "月报.docx", profile, office)
    assert [str(fault) for fault in faults if fault.severity is Severity.ERROR] == []
    assert "GB-LAYOUT" not in {fault.code for fault in faults}


def test_without_departures_nothing_is_dressed() -> None:
    assert Yardstick().house == House()
    assert not Yardstick(parse_profile('name = "国家标准"\nwaived = ["GB-PAGE-SIZE"]')).house.departs


def test_a_set_made_by_a_profile_names_it_in_its_manifest(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (office / "inputs/profile.toml").write_text('name = "某市细则"\n[limits]\nbinding = 30', encoding="utf-8")
    assert main(["attachments", "--on", "2018-06-30", "--workspace", str(office)]) == CLEAN
    folder = office / "outputs/attachments/2018-06-30"
    kept = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["format"]
    assert kept["profile"]["name"] == "某市细则"
    assert kept["profile"]["departures"] == ["订口30±1 mm"]
    assert all(tally["error"] == 0 for tally in kept["files"].values())
    assert "按《某市细则》" in capsys.readouterr().out
    assert "GB-PAGE-MARGIN" in {fault.code for fault in check_file(folder / "附件2.docx")}


@pytest.mark.parametrize(
    ("limits", "told"),
    [
        ("lines = 23\npitch = [28.2, 0.35]", "与每面23行不符"),
        ("lines = 21\npitch = [28.5, 0.4]", "与每面21行不符"),
        ("pitch = [24, 0.3]", "可排26行"),
        ("lines = 30\npitch = [29, 0.3]", "与每面30行不符"),
        ("body_size = 18", "每行不应排28字"),
        ("characters = 20", "每行不应排20字"),
        ("top = 80", "超出A4纸"),
        ("type_width = 190", "超出A4纸"),
    ],
)
def test_limits_that_contradict_one_another_are_named(limits: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        parse_profile(f'name = "细则"\n[limits]\n{limits}')


def test_a_contradiction_stops_the_command_before_anything_is_made(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (office / "inputs/profile.toml").write_text('name = "某市细则"\n[limits]\npitch = 24', encoding="utf-8")
    assert main(["attachments", "--on", "2018-06-30", "--workspace", str(office)]) == DATA_ERRORS
    assert "前后矛盾" in capsys.readouterr().err
    assert not (office / "outputs").exists()
