"""``pingyi change``, ``attachments`` and ``program``, from workbooks and records to files (about two small months)."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pdfplumber
import pytest

from pipeline.cli import main
from pipeline.exits import CLEAN, DATA_ERRORS
from pipeline.render.manuscript import read_manuscript
from pipeline.resources import shared_root
from tests.change.revised import STANDARD, write_revised
from tests.program.material import PLAN, squeezed, words

pytestmark = pytest.mark.xdist_group("change")
"""One worker takes them all: what they look at is made once."""

FINDINGS = "编号,单位,发现日期,情形,数量,问题描述\n{},鹿城管理部,{},1.1.7-1,1,超期办件红牌\n"
PACK = {
    "附件2.docx", "附件2.pdf", "附件2修订痕迹.docx", "附件2修订痕迹.pdf", "修订对照表.docx", "修订对照表.pdf",
    "修订通知.docx", "修订通知.pdf", "影响分析.xlsx", "manifest.json",
}  # fmt: skip


def make_workspace(root: Path) -> Path:
    """The sample's reference workbooks, and a red card in March and another in April."""
    shutil.copytree(shared_root() / "inputs/standards", root / "inputs/standards")
    for name in ("organization.xlsx", "workplan.xlsx"):
        shutil.copyfile(shared_root() / "inputs" / name, root / "inputs" / name)
    for number, day in enumerate(("2018-03-20", "2018-04-20"), 1):
        folder = root / "inputs/records" / day[:7]
        folder.mkdir(parents=True)
        (folder / "扣分情形.csv").write_text(FINDINGS.format(f"F{number}", day), encoding="utf-8")
    (root / "fonts").symlink_to(shared_root() / "fonts")
    return root


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_workspace(tmp_path_factory.mktemp("办公室"))


@pytest.fixture(scope="module")
def pack(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    new = write_revised(tmp_path_factory.mktemp("修订"), "2018-04-15")
    assert main(["run", "2018-03", "--workspace", str(workspace)]) == CLEAN
    assert main(["change", str(STANDARD), str(new), "--workspace", str(workspace)]) == CLEAN
    return workspace / "outputs/changes/2018-04-15"


def rows(pack: Path, sheet: str) -> Iterator[dict[str, object]]:
    """The rows of a sheet of 影响分析.xlsx, by header."""
    lines = list(openpyxl.load_workbook(pack / "影响分析.xlsx")[sheet].iter_rows(values_only=True))
    at = next(number for number, line in enumerate(lines) if line[1] is not None)
    return (dict(zip(lines[at], line, strict=True)) for line in lines[at + 1 :])


def test_the_pack_is_whole_and_its_manifest_true(pack: Path) -> None:
    assert {path.name for path in pack.iterdir()} == PACK
    manifest = json.loads((pack / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["outputs"] == {
        name: hashlib.sha256((pack / name).read_bytes()).hexdigest() for name in PACK - {"manifest.json"}
    }


def test_a_deduction_is_judged_by_the_rule_of_its_day(pack: Path) -> None:
    marks = {
        row["月份"]: (row["累计现行"], row["累计修订后"], row["累计试算"])
        for row in rows(pack, "得分影响")
        if row["指标编号"] == "1.1.7"
    }
    assert marks == {"2018-03": (1.5, 1.5, 1), "2018-04": (1, 0.5, 0)}


def test_only_documents_of_the_months_it_touches_are_to_be_made_again(pack: Path) -> None:
    again = {row["位置"] for row in rows(pack, "文件") if row["处理"] == "需重新印发"}
    same = [row for row in rows(pack, "文件") if row["处理"] == "不变"]
    assert again == {
        "2018-04/鹿城管理部/月报.docx", "2018-04/鹿城管理部/摘要.docx", "2018-04/鹿城管理部/评分依据.xlsx",
        "programs/2018/附件2.docx", "programs/2018/鹿城管理部/活动方案.docx",
    }  # fmt: skip
    assert {row["位置"] for row in same} == {
        "2018-03/鹿城管理部/月报.docx", "2018-03/鹿城管理部/摘要.docx", "2018-03/鹿城管理部/评分依据.xlsx",
        "programs/2018/附件1.docx", "programs/2018/鹿城管理部/印发通知.docx",
    }  # fmt: skip
    assert all(row["现行SHA-256"] == row["修订后SHA-256"] for row in same)


def test_what_was_issued_is_what_the_old_rules_give(pack: Path) -> None:
    """The proof speaks of the files that people hold: March was run before."""
    standing = {row["位置"]: row["与已生成的比较"] for row in rows(pack, "文件")}
    march = {place: said for place, said in standing.items() if str(place).startswith("2018-03/")}
    assert set(march.values()) == {"与现行一致"}
    assert len(march) == 3
    assert {said for place, said in standing.items() if place not in march} == {"未生成过"}


def test_the_notice_encloses_standard_comparison_and_effect(pack: Path) -> None:
    document, unknown = read_manuscript((pack / "修订通知.docx").read_bytes(), "修订通知.docx")
    assert unknown == []
    assert [part.blocks[1].text for part in document.attachments] == [
        "万人双评议日常服务评价标准", "万人双评议日常服务评价标准修订对照表", "修订影响分析",
    ]  # fmt: skip
    assert "修订后为" in words(document)


def test_the_effect_stands_on_one_page(pack: Path) -> None:
    with pdfplumber.open(pack / "修订通知.pdf") as pdf:
        pages = [page.extract_text() for page in pdf.pages]
    first = next(number for number, text in enumerate(pages) if "修订影响分析" in text and "附件3" in text[:6])
    assert [text for text in pages[first + 1 :] if "现行" in text or "注：" in text] == []


@pytest.mark.parametrize("name", ["修订通知", "修订对照表", "附件2"])
def test_the_print_has_the_words_of_the_word_file(pack: Path, name: str) -> None:
    document, _ = read_manuscript((pack / f"{name}.docx").read_bytes(), name)
    with pdfplumber.open(pack / f"{name}.pdf") as pdf:
        printed = squeezed("".join(page.extract_text() for page in pdf.pages))
    assert Counter(words(document)) - Counter(printed) == Counter()


def test_two_runs_give_the_same_bytes(workspace: Path) -> None:
    made = workspace / "outputs/attachments/2018-06-01"
    runs = []
    for _ in range(2):
        assert main(["attachments", "--on", "2018-06-01", "--workspace", str(workspace)]) == CLEAN
        runs.append({path.name: path.read_bytes() for path in made.iterdir()})
    assert runs[0] == runs[1]


def test_the_attachments_command_gives_the_plans_words(workspace: Path) -> None:
    assert main(["attachments", "--on", "2018-03-01", "--workspace", str(workspace)]) == CLEAN
    plan = PLAN.read_text(encoding="utf-8")
    made = (workspace / "outputs/attachments/2018-03-01/附件2.docx").read_bytes()
    assert words(read_manuscript(made, "附件2.docx")[0]) == squeezed(plan[plan.rindex("附件2") :])


def test_the_program_command_lists_what_it_mends(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["program", "--year", "2018", "--normalise", "--workspace", str(workspace)]) == CLEAN
    told = capsys.readouterr().out
    assert "规范化改动 17 处" in told
    assert "“最多跑一次”一要求" in told
    folder = workspace / "outputs/programs/2018"
    assert {path.name for path in folder.rglob("*") if path.is_file()} == {
        "活动方案.docx", "活动方案.pdf", "印发通知.docx", "印发通知.pdf", "规范化改动清单.xlsx", "manifest.json",
    }  # fmt: skip


def only_redated(folder: Path) -> Path:
    """The sample's standard with a new date and nothing else."""
    book = openpyxl.load_workbook(STANDARD)
    cell = next(row[1] for row in book["文件"].iter_rows() if row[0].value == "生效日期")
    cell.value = "2018-05-01"
    book.save(folder / "仅改日期.xlsx")
    return folder / "仅改日期.xlsx"


REFUSED = {
    "the wrong way round": (lambda folder: (write_revised(folder, "2018-05-01"), STANDARD), "CHG-ORDER"),
    "twice the same": (lambda _: (STANDARD, STANDARD), "CHG-ORDER"),
    "nothing but another date": (lambda folder: (STANDARD, only_redated(folder)), "CHG-SAME"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_two_standards_that_make_no_revision_are_refused(
    case: str, workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    standards, code = REFUSED[case]
    old, new = standards(tmp_path)
    assert main(["change", str(old), str(new), "--workspace", str(workspace)]) == DATA_ERRORS
    assert code in capsys.readouterr().err
    assert not (workspace / "outputs/changes/2018-05-01").exists()


def test_faulty_rows_stop_it_unless_they_are_accepted_and_told_of(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "办公室")
    bad = workspace / "inputs/records/2018-03/又一张.csv"
    bad.write_text(FINDINGS.format("F9", "某日"), encoding="utf-8")
    new = write_revised(tmp_path, "2018-03-15")
    command = ["change", str(STANDARD), str(new), "--period", "2018-03", "--workspace", str(workspace)]
    assert main(command) == DATA_ERRORS
    assert not (workspace / "outputs/changes").exists()
    assert main([*command, "--accept-rejected"]) == CLEAN
    notice = (workspace / "outputs/changes/2018-03-15/修订通知.docx").read_bytes()
    assert "另有1行记录有误，未计入测算。" in words(read_manuscript(notice, "修订通知.docx")[0])


def test_a_day_without_a_standard_is_an_error(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["attachments", "--on", "2017-12-31", "--workspace", str(workspace)]) == DATA_ERRORS
    assert "STD-NONE" in capsys.readouterr().err
