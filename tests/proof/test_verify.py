"""Verifying a set, reissuing it, and what differs between versions: through the command line."""

from __future__ import annotations

import json
import shutil
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook

from pipeline.cli import main
from pipeline.commands.progress import Console
from pipeline.exits import CANNOT_RUN, CLEAN, DATA_ERRORS
from pipeline.model.period import Period
from pipeline.outputs import HISTORY
from pipeline.running.copies import Copy
from pipeline.running.manifest import Manifest, asked, sha256
from pipeline.running.prepare import Findings, Request, prepare
from pipeline.settings import Pdf, Settings
from pipeline.undertakings.verify import Standing, files_differ, ingredients_differ
from pipeline.workspace import Workspace
from tests.proof.conftest import FINDINGS, UNIT, exempt

SET = "outputs/2018-06"


def run(home: Path, *options: str) -> int:
    return main(["run", "2018-06", "--workspace", str(home), *options])


def manifest_of(folder: Path) -> Manifest:
    return Manifest.parse((folder / "manifest.json").read_text("utf-8"))


def files_of(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def standing(home: Path) -> Standing:
    return Standing(home / SET, manifest_of(home / SET), Workspace(home))


def words_of(file: Path) -> str:
    document = docx.Document(str(file))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_a_set_is_proved_and_rebuilt_to_the_byte(
    prototype: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", str(prototype / SET), "--rebuild", str(tmp_path / "again")]) == CLEAN
    assert "可以证明" in capsys.readouterr().out
    assert files_of(tmp_path / "again") == files_of(prototype / SET)


def test_an_edited_input_is_named_first_and_the_set_is_made_again_all_the_same(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exempt(office, "F1", "申诉成立")
    assert main(["verify", str(office / SET)]) == DATA_ERRORS
    told = capsys.readouterr().out
    assert told.index("VER-INPUT") == told.index("VER-")
    assert f"首先不同的是 {FINDINGS}：原始记录与生成时不同" in told
    assert "重做结果因此不同的成品" in told


def test_an_input_that_the_manifest_calls_by_a_masked_name_is_proved_as_well(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    personal = office / "inputs/records/2018-06/戴小凤13912345672.xlsx"
    (office / "inputs/records/2018-06/评价.xlsx").rename(personal)
    assert run(office) == CLEAN
    assert "戴小凤" not in (office / SET / "manifest.json").read_text("utf-8")
    assert list(ingredients_differ(standing(office))) == []
    personal.write_bytes(personal.read_bytes() + b" ")
    (changed,) = ingredients_differ(standing(office))
    assert (changed.code, changed.place.file) == ("VER-INPUT", "inputs/records/2018-06/戴*139****5672.xlsx")
    assert "戴小凤" not in capsys.readouterr().out


def _edit_standard(home: Path) -> None:
    path = next((home / "inputs/standards").glob("*.xlsx"))
    book = load_workbook(path)
    book.save(path)


def _edit_template(home: Path) -> None:
    edited = docx.Document(str(home / "templates/月报.docx"))
    edited.core_properties.comments = "改过"
    edited.save(str(home / "templates/月报.docx"))


def _swap_fonts(home: Path) -> None:
    face = next(path for path in (home / "fonts").resolve().rglob("*") if "Serif" in path.name)
    (home / "fonts").unlink()
    (home / "fonts").mkdir()
    shutil.copy(face, home / "fonts" / face.name)
    (home / "fonts" / face.name).write_bytes(face.read_bytes() + b"\0")


def _add_source(home: Path) -> None:
    (home / "inputs/sources/own.toml").write_text("", encoding="utf-8")


def _remove_input(home: Path) -> None:
    (home / FINDINGS).unlink()


@pytest.mark.parametrize(
    ("change", "code", "named"),
    [
        (_edit_standard, "VER-REFERENCE", "inputs/standards/"),
        (_edit_template, "VER-TEMPLATE", "月报.docx"),
        (_swap_fonts, "VER-FONT", ""),
        (_add_source, "VER-SOURCE", "own.toml"),
        (_remove_input, "VER-INPUT", FINDINGS),
    ],
)
def test_what_differs_is_named_by_what_it_is(change: object, code: str, named: str, office: Path) -> None:
    assert list(ingredients_differ(standing(office))) == []
    change(office)  # type: ignore[operator]
    found = list(ingredients_differ(standing(office)))
    assert {fault.code for fault in found} == {code}
    assert all(fault.place.file.startswith(named) and fault.remedy for fault in found)


def test_what_became_of_the_files_is_named(office: Path) -> None:
    folder = office / SET
    assert list(files_differ(standing(office))) == []
    (folder / UNIT / "月报.docx").write_bytes(b"tampered")
    (folder / UNIT / "摘要.pdf").unlink()
    (folder / UNIT / "便条.txt").write_text("", encoding="utf-8")
    found = {fault.place.file.split("/")[1]: fault.code for fault in files_differ(standing(office))}
    assert found == {"月报.docx": "VER-OUTPUT", "摘要.pdf": "VER-MISSING", "便条.txt": "VER-EXTRA"}


def test_the_manifest_holds_no_clock_and_no_path_of_the_machine(prototype: Path) -> None:
    text = (prototype / SET / "manifest.json").read_text("utf-8")
    assert str(prototype) not in text
    plain = Request(Workspace(prototype), Period(2018, month=6))
    assert manifest_of(prototype / SET).asked == asked(plain)


def test_an_appeal_makes_a_new_version_that_names_the_one_it_replaces(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files_of(office / SET)
    assert run(office) == CLEAN
    assert files_of(office / SET) == before, "an unchanged rerun makes no new version"
    exempt(office, "F1", "申诉成立")
    assert run(office) == CLEAN
    (former,) = (office / SET / HISTORY).iterdir()
    assert files_of(former) == before
    digest = manifest_of(former).documents[f"{UNIT}/月报"].docx[:8]
    assert f"本文件替代数据截至2018年6月30日的前一版，摘要码{digest}" in words_of(office / SET / UNIT / "月报.docx")
    after = files_of(office / SET)
    assert run(office) == CLEAN
    assert files_of(office / SET) == after, "nor does one of the new version"
    capsys.readouterr()
    assert main(["diff", "2018-06", "--workspace", str(office)]) == CLEAN
    told = capsys.readouterr().out
    assert f"旧版 {former.name} → 现行版" in told
    assert "1.2.1" in told
    assert "（+0.50）" in told
    assert "F1" in told
    assert "经认定不纳入考核：申诉成立" in told
    assert "F2" not in told
    assert main(["verify", str(office / SET)]) == CLEAN


def test_a_version_that_nobody_got_is_replaced_in_silence_but_kept(office: Path) -> None:
    exempt(office, "F1", "申诉成立")
    assert run(office, "--unissued") == CLEAN
    assert len(list((office / SET / HISTORY).iterdir())) == 1
    assert "替代" not in words_of(office / SET / UNIT / "月报.docx")


@pytest.mark.parametrize(("day", "since"), [("2018-07-03", date(2018, 3, 1)), ("2018-07-10", date(2018, 6, 1))])
def test_only_standards_printed_by_the_day_are_used(day: str, since: date, office: Path) -> None:
    book = next((office / "inputs/standards").glob("*.xlsx"))
    later = load_workbook(book)
    for row in later["文件"].iter_rows():
        if row[0].value in {"印发日期", "生效日期"}:
            row[1].value = {"印发日期": "2018-07-10", "生效日期": "2018-06-01"}[row[0].value]
    later.save(book.with_name("2018-06-01-修订.xlsx"))
    request = Request(Workspace(office), Period(2018, month=6), known_on=date.fromisoformat(day))
    prepared = prepare(request, Findings(), Console(quiet=True))
    assert prepared is not None
    standard = prepared.reference.standards.in_force(date(2018, 6, 30))
    assert standard is not None
    assert standard.effective_from == since
    assert asked(request)["known_on"] == day


def test_a_report_says_under_which_standard_it_was_scored(prototype: Path) -> None:
    card = json.loads((prototype / SET / UNIT / "scorecard.json").read_text("utf-8"))
    assert "2018年3月1日起施行" in card["standard"]
    assert "2018年3月1日起施行" in words_of(prototype / SET / UNIT / "月报.docx")


def test_print_names_each_changed_figure_and_prints_all_the_same(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = office / SET / UNIT / "摘要.docx"
    edited = docx.Document(str(file))
    run_ = next(run for paragraph in edited.paragraphs for run in paragraph.runs if "得分率" in run.text)
    run_.text = run_.text.replace("得分率", "得分率9")
    edited.save(str(office / "摘要（领导改）.docx"))
    print_ = ["print", str(office / "摘要（领导改）.docx"), "--workspace", str(office)]
    assert main(print_) == CLEAN
    assert "没有核对数字" in capsys.readouterr().out
    assert main([*print_, "--period", "2018-06"]) == DATA_ERRORS
    told = capsys.readouterr()
    assert "FIG-CHANGED" in told.err
    assert "应为" in told.err
    assert (office / "摘要（领导改）.pdf").is_file()


@pytest.mark.parametrize("words", [["verify", "nothing"], ["verify", "."], ["diff", "2018-05"], ["diff", "2018-06"]])
def test_what_cannot_be_done_is_said(words: list[str], prototype: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main([*words, "--workspace", str(prototype)])
    told = capsys.readouterr()
    assert code == CANNOT_RUN or "没有旧版可比" in told.out
    assert "改法" in told.err or "没有旧版可比" in told.out


def _tamper(file: Path, old: str, new: str) -> None:
    edited = docx.Document(str(file))
    told = next(run for paragraph in edited.paragraphs for run in paragraph.runs if old in run.text)
    told.text = told.text.replace(old, new)
    edited.save(str(file))


def test_a_tampered_figure_is_named_with_the_value_it_should_have(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = office / SET / UNIT / "摘要.docx"
    _tamper(file, "总分值100分", "总分值110分")
    assert main(["check", str(file), "--no-layout", "--workspace", str(office)]) == DATA_ERRORS
    assert "中的110应为100（总分值）" in capsys.readouterr().out
    assert main(["verify", str(office / SET)]) == DATA_ERRORS
    told = capsys.readouterr().out
    assert f"首先不同的是 {UNIT}/摘要.docx：成品与生成时不同" in told
    assert "中的110应为100" in told
    assert "VER-REBUILD" not in told


def test_a_forged_manifest_does_not_help(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, manifest = office / SET / UNIT / "摘要.docx", office / SET / "manifest.json"
    made = sha256(file.read_bytes())
    _tamper(file, "总分值100分", "总分值110分")
    manifest.write_text(manifest.read_text("utf-8").replace(made, sha256(file.read_bytes())), encoding="utf-8")
    assert main(["verify", str(office / SET)]) == DATA_ERRORS
    told = capsys.readouterr().out
    assert f"首先不同的是 {UNIT}/摘要.docx：重做结果不同，材料相同而结果不同" in told


def test_all_that_was_asked_is_kept_and_asked_again(prototype: Path) -> None:
    plain = Request(Workspace(prototype), Period(2018, month=6))
    request = replace(
        plain, units=(UNIT,), accept_rejected=True, standard=prototype / "inputs/standards/a.xlsx", everything=True,
        known_on=date(2018, 7, 3), copy=Copy.PUBLIC, layout=True, settings=Settings(pdf=Pdf("typst")),
    )  # fmt: skip
    for field in fields(Request):
        if field.name not in {"workspace", "period"}:
            assert getattr(request, field.name) != getattr(plain, field.name), "a new field must be kept too"
    kept = json.loads(json.dumps(asked(request)))
    assert Standing(prototype, replace(manifest_of(prototype / SET), asked=kept), plain.workspace).request == request
