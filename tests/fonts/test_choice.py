from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

from pipeline.diagnostics import Place, Severity
from pipeline.fonts import FontSet, Role, find_fonts, fontconfig_file
from pipeline.fonts.names import FALLBACKS, OFFICE, STAND_INS


def font(name: str, characters: str = "一二三", fs_type: int = 0, weight: int = 400) -> TTFont:
    """Make a font of empty glyphs."""
    glyphs = [".notdef", *(f"u{ord(character):04X}" for character in characters)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap({ord(character): f"u{ord(character):04X}" for character in characters})
    builder.setupGlyf({glyph: Glyph() for glyph in glyphs})
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (1000, 0)))
    builder.setupHorizontalHeader()
    builder.setupNameTable({"familyName": name, "fullName": name, "psName": name})
    builder.setupOS2(fsType=fs_type, usWeightClass=weight)
    builder.setupPost()
    return builder.font


def put(folder: Path, *fonts: TTFont) -> Path:
    """Write fonts into a folder, each in a file of its own."""
    folder.mkdir(exist_ok=True)
    for each in fonts:
        each.save(folder / f"{each['name'].getDebugName(6)}.ttf")
    return folder


def everything() -> list[TTFont]:
    """Give the free set, small: one fallback writes the rare character."""
    free = [font(STAND_INS[role][0]) for role in Role if role is not Role.SONG]
    return [*free, font("NotoSerifCJKsc-Regular", "一二三喆"), font("NotoSansCJKsc-Bold", "一二三喆")]


def codes(fonts: FontSet) -> list[str]:
    return [fault.code for fault in fonts.diagnostics]


def test_the_office_font_wins_over_the_stand_in_wherever_it_lies(tmp_path: Path) -> None:
    first = put(tmp_path / "first", *everything())
    second = put(tmp_path / "second", font("仿宋_GB2312"))
    fonts = find_fonts((first, second))
    assert fonts.face(Role.FANGSONG).path.parent == second
    assert fonts.face(Role.KAI).path.parent == first


def test_among_equal_names_the_earlier_folder_wins(tmp_path: Path) -> None:
    folders = [put(tmp_path / name, *everything()) for name in ("first", "second")]
    assert {face.path.parent for face in find_fonts(folders).used()} == {folders[0]}


def test_stand_ins_are_named_in_one_note(tmp_path: Path) -> None:
    faults = find_fonts((put(tmp_path, font("simhei", "一喆"), *everything()),)).diagnostics
    assert [(fault.code, fault.severity) for fault in faults] == [("FNT-STAND-IN", Severity.NOTE)]
    assert "仿宋_GB2312→FandolFang-Regular" in faults[0].message
    assert "黑体" not in faults[0].message


def test_the_whole_office_set_says_nothing(tmp_path: Path) -> None:
    assert find_fonts((put(tmp_path, *(font(OFFICE[role][0], "一喆") for role in Role)),)).diagnostics == ()


@pytest.mark.parametrize("role", Role)
def test_a_role_without_a_font_is_an_error_that_names_fonts_to_get(role: Role, tmp_path: Path) -> None:
    folder = put(tmp_path, *(font(OFFICE[each][0], "一喆") for each in Role if each is not role))
    fonts = find_fonts((folder,))
    assert codes(fonts) == ["FNT-MISSING"]
    assert OFFICE[role][0] in fonts.diagnostics[0].remedy
    with pytest.raises(KeyError):
        fonts.face(role)


def test_no_folder_and_no_font_is_five_errors_and_no_exception(tmp_path: Path) -> None:
    assert codes(find_fonts((tmp_path / "absent",))) == ["FNT-MISSING"] * len(Role)


def test_a_font_that_may_not_be_embedded_is_passed_over(tmp_path: Path) -> None:
    fonts = find_fonts((put(tmp_path, font("仿宋", fs_type=2), *everything()),))
    assert fonts.face(Role.FANGSONG).postscript_name == "FandolFang-Regular"
    assert "FNT-RESTRICTED" in codes(fonts)


@pytest.mark.parametrize("content", [b"", b"ttcf", b"ttcf\x00\x02\x00\x00\xff\xff\xff\xff", b"OTTO" + b"\xff" * 40])
def test_a_damaged_file_is_named_and_the_others_go_on(content: bytes, tmp_path: Path) -> None:
    put(tmp_path, *everything())
    (tmp_path / "damaged.ttc").write_bytes(content)
    fonts = find_fonts((tmp_path,))
    assert [fault.place.file for fault in fonts.diagnostics if fault.code == "FNT-BROKEN"] == ["damaged.ttc"]
    assert set(fonts.faces) == set(Role)


def test_faces_of_a_collection_are_found_by_number(tmp_path: Path) -> None:
    collection = TTCollection()
    collection.fonts = [font("MS Song"), font("SimSun", "一喆")]
    collection.save(tmp_path / "simsun.ttc")
    song = find_fonts((tmp_path,)).face(Role.SONG)
    assert (song.index, song.covers("喆")) == (1, True)


def test_text_is_cut_where_another_face_must_write(tmp_path: Path) -> None:
    fonts = find_fonts((put(tmp_path, *everything()),))
    stretches = [(face.postscript_name, text) for face, text in fonts.stretches(Role.FANGSONG, "一喆二\t😀三")]
    assert stretches == [
        ("FandolFang-Regular", "一"),
        ("NotoSerifCJKsc-Regular", "喆"),
        ("FandolFang-Regular", "二\t😀三"),
    ]


def test_rare_characters_are_a_warning_and_unwritable_ones_an_error(tmp_path: Path) -> None:
    fonts = find_fonts((put(tmp_path, *everything()),))
    faults = fonts.coverage_faults({Role.KAI: "一喆😀喆", Role.SONG: "一喆"}, Place("月报.docx"))
    assert [(fault.code, fault.severity) for fault in faults] == [
        ("FNT-RARE", Severity.WARNING),
        ("FNT-GLYPH", Severity.ERROR),
    ]
    assert "U+1F600" in faults[1].message


def test_a_set_without_fallback_says_so_before_a_name_comes_out_as_a_box(tmp_path: Path) -> None:
    fonts = find_fonts((put(tmp_path, *(font(OFFICE[role][0]) for role in Role)),))
    assert codes(fonts) == ["FNT-FALLBACK"] * len(Role)


def test_every_role_has_candidates_of_each_kind() -> None:
    for table in (OFFICE, STAND_INS, FALLBACKS):
        assert set(table) == set(Role)


def test_the_fontconfig_file_answers_to_office_names_with_family_and_weight(tmp_path: Path) -> None:
    folder = put(tmp_path / "R&D", font("SimHei"), font("NotoSerifCJKsc-Bold", weight=700))
    text = fontconfig_file(find_fonts((folder,)))
    assert "R&amp;D</dir>" in text
    title = text.split("<string>方正小标宋简体</string>")[1].split("</match>")[0]
    assert "<string>NotoSerifCJKsc-Bold</string>" in title
    assert "<int>200</int>" in title
    assert "<string>SimHei</string></test>" not in text
