"""Verifying (验证) a set: are its ingredients what they were, is it as it was made, does it come out the same again?

Offline, and without a clock. What differs is told in the order of causes: the program, what went in, what the
documents are made with, what became of the files since, and last what a rebuild gives.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from pipeline.diagnostics import Diagnostic, Place, Severity, has_errors
from pipeline.fonts import find_fonts
from pipeline.ingest.files import list_files
from pipeline.ingest.naming import is_masked, name_of
from pipeline.model.lineage import Lineage
from pipeline.model.period import Period
from pipeline.outputs import HISTORY
from pipeline.proof.ground import FILE as GROUND
from pipeline.proof.ground import read_ground
from pipeline.proof.proving import prove_pdf, prove_word
from pipeline.run import Plan, Progress, run
from pipeline.running.manifest import (
    NAME,
    Manifest,
    asked_day,
    folder_hashes,
    manifest_json,
    program,
    sha256,
    template_hashes,
)
from pipeline.running.request import Copy, Request
from pipeline.settings import Pdf, load_settings
from pipeline.workspace import Workspace


@dataclass
class Verdict:
    """What verifying found: ``differences`` in the order of causes, and the rebuilt set if it could be made.

    ``stopped`` is what kept a rebuild from being made.
    """

    differences: list[Diagnostic] = field(default_factory=list)
    rebuilt: Mapping[PurePosixPath, bytes] = field(default_factory=dict)
    stopped: list[Diagnostic] = field(default_factory=list)

    @property
    def is_proven(self) -> bool:
        """Tell whether the set is what its ingredients make, to the byte."""
        return bool(self.rebuilt) and not has_errors(self.differences)


@dataclass(frozen=True)
class Standing:
    """A set as it lies there: its folder, its manifest, and the workspace that it was made in."""

    folder: Path
    manifest: Manifest
    workspace: Workspace
    standard: Path | None = None
    """Where the workbook of a what-if now is, if it is not where it was."""

    @property
    def request(self) -> Request:
        """What was asked of the run that made it."""
        asked = self.manifest.asked
        named = self.workspace.root / asked["standard"] if asked["standard"] else None
        return Request(
            self.workspace,
            Period.parse(self.manifest.period),
            tuple(asked["units"]),
            accept_rejected=asked["accept_rejected"],
            standard=self.standard or named,
            everything=asked["everything"],
            known_on=asked_day(self.manifest),
            copy=Copy(asked.get("copy", "unit")),
            layout=asked.get("layout", False),
            settings=replace(load_settings(self.workspace.root)[0], pdf=Pdf(asked.get("painter", Pdf().engine))),
        )


def verify(
    standing: Standing, progress: Progress, files: MutableMapping[PurePosixPath, bytes] | None = None
) -> Verdict:
    """Verify a set; whatever differs is told, and the set is made again all the same, from nothing that is kept.

    Args:
        standing: the set.
        progress: how to tell where it is.
        files: takes the files that are made again, as they come.
    """
    verdict = Verdict()
    ingredients = list(ingredients_differ(standing))
    verdict.differences = [*ingredients, *files_differ(standing)]
    plan = Plan(Lineage(standing.manifest.documents, fixed=True), {} if files is None else files)
    with TemporaryDirectory() as nothing:
        from_nothing = replace(standing.workspace, elsewhere=Path(nothing))
        outcome = run(replace(standing.request, workspace=from_nothing), progress, plan)
    if outcome.ingredients is None or outcome.failed:
        verdict.stopped = outcome.diagnostics
    if outcome.ingredients is None:
        return verdict
    text = manifest_json(outcome.ingredients, outcome.hashes, None, {})
    outcome.files[PurePosixPath(NAME)] = text.encode()
    verdict.rebuilt = outcome.files
    now = Manifest.parse(text)
    if not ingredients:
        verdict.differences += list(_figures_differ(standing, verdict))
    known = {fault.place.file for fault in verdict.differences}
    verdict.differences += [fault for fault in _added(standing.manifest, now) if fault.place.file not in known]
    rebuilt = list(_rebuilt_differs(standing.manifest.outputs, now.outputs, explained=bool(verdict.differences)))
    alike = not verdict.differences and not rebuilt and not standing.manifest.kept
    if alike and _other(standing.manifest.text) != _other(text):
        rebuilt = [_told("VER-MANIFEST", NAME, "清单与重做所得不同：清单本身被改动过", "用 --rebuild 重做一份清单对照")]
    changed = _program_differs(standing.manifest, needed=bool(rebuilt))
    verdict.differences = [*changed, *verdict.differences, *rebuilt]
    return verdict


def ingredients_differ(standing: Standing) -> Iterator[Diagnostic]:
    """Compare what is named in the manifest with what is there now."""
    sections, root = standing.manifest.sections, standing.workspace.root
    places = _places_of_masked(root)
    for section in ("inputs", "reference"):
        for name, digest in sections[section].items():
            path = places.get(name, root / name)
            if name == standing.manifest.asked["standard"] or not path.is_file():
                path = standing.request.standard or path
            now = sha256(path.read_bytes()) if path.is_file() else ""
            yield from _difference(section, name, digest, now)
    folders = {"sources": folder_hashes(standing.workspace.own_sources), "templates": _templates(standing)}
    fonts = find_fonts(standing.workspace.font_folders)
    folders["fonts"] = {face.postscript_name: face.sha256 for face in fonts.used()}
    for section, there in folders.items():
        for name in sorted({*sections[section], *there}):
            yield from _difference(section, name, sections[section].get(name, ""), there.get(name, ""))


def _places_of_masked(root: Path) -> dict[str, Path]:
    """Tell where the record files are that a manifest does not call by their names, for these are personal."""
    paths, _ = list_files(sorted(root.glob("inputs/records/*")), root)
    return {name_of(path, root): path for path in paths if is_masked(path, root)}


def files_differ(standing: Standing) -> Iterator[Diagnostic]:
    """Compare the files of the set with their hashes in its manifest."""
    hashes = dict(standing.manifest.outputs)
    for kept in standing.manifest.kept.values():
        hashes |= kept
    for name, digest in sorted(hashes.items()):
        path = standing.folder / name
        if not path.is_file():
            yield _told("VER-MISSING", name, "成品缺失，已被删除或移走", "用 --rebuild 重做后取回")
        elif sha256(path.read_bytes()) != digest:
            remedy = "用 --rebuild 重做一份对照；确需改动的，改数据后重新运行"
            yield _told("VER-OUTPUT", name, "成品与生成时不同：生成以后被改动过", remedy)
    for path in sorted(standing.folder.rglob("*")):
        name = path.relative_to(standing.folder).as_posix()
        if path.is_file() and name not in hashes and name != NAME and not name.startswith(f"{HISTORY}/"):
            yield _told("VER-EXTRA", name, "不是这次运行生成的文件", "另行保管，不放在成品文件夹里", Severity.WARNING)


def _other(text: str) -> dict[str, object]:
    """Give what a manifest says beside the program, which is compared apart, and units that were not made again."""
    return {name: said for name, said in json.loads(text).items() if name not in {"pingyi", "program", "kept"}}


def _figures_differ(standing: Standing, verdict: Verdict) -> Iterator[Diagnostic]:
    """Name the numbers of tampered documents, with the values that a rebuild gives them."""
    for fault in verdict.differences:
        path = PurePosixPath(fault.place.file)
        ground = verdict.rebuilt.get(path.with_name(GROUND)) if path.suffix in PROOFS else None
        if fault.code == "VER-OUTPUT" and ground is not None:
            vouched = read_ground(ground.decode()).get(path.stem, ())
            yield from PROOFS[path.suffix]((standing.folder / path).read_bytes(), vouched, str(path))


def _added(then: Manifest, now: Manifest) -> Iterator[Diagnostic]:
    """Name inputs that a run now reads and did not read then."""
    for section in ("inputs", "reference"):
        for name in sorted(now.sections[section].keys() - then.sections[section].keys()):
            yield from _difference(section, name, "", now.sections[section][name])


def _rebuilt_differs(then: Mapping[str, str], now: Mapping[str, str], *, explained: bool) -> Iterator[Diagnostic]:
    why = "因上述不同所致" if explained else "材料相同而结果不同：清单可能被改动，或程序、运行环境与当时不同"
    for name in sorted({*then, *now}):
        if then.get(name) != now.get(name):
            what = "重做得不出此文件" if name not in now else "重做多出此文件" if name not in then else "重做结果不同"
            yield _told("VER-REBUILD", name, f"{what}，{why}", "用 --rebuild 另存重做的一套，与原件对照")


def _program_differs(then: Manifest, *, needed: bool) -> list[Diagnostic]:
    now, was = program(then.asked.get("painter", "")), then.program
    names = [name for name in {**was, **now} if was.get(name) != now.get(name)]
    if not names:
        return []
    told = "、".join(_program_part(name, was.get(name, "无"), now.get(name, "无")) for name in names[:5])
    severity = Severity.ERROR if needed else Severity.WARNING
    effect = "" if needed else "，但重做结果相同"
    return [_told("VER-PROGRAM", "pingyi", f"程序与当时不同：{told}{effect}", "装回当时的版本后再验证", severity)]


def _program_part(name: str, was: str, now: str) -> str:
    if name == "code":
        return f"程序代码（{was[:8]}→{now[:8]}）"
    return f"{name}（{was}→{now}）"


def _difference(section: str, name: str, was: str, now: str) -> Iterator[Diagnostic]:
    if was == now:
        return
    code, what, remedy = MEANINGS[section]
    change = "与生成时不同，已被改动"
    if not (was and now):
        change = "找不到，已被删除或改名" if was else "生成时没有，是后来增加的"
    yield _told(code, name, f"{what}{change}", remedy)


def _templates(standing: Standing) -> dict[str, str]:
    return template_hashes(standing.workspace.templates, standing.manifest.sections["templates"])


def _told(code: str, name: str, message: str, remedy: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    return Diagnostic(code, severity, Place(name), message, remedy)


PROOFS = {".docx": prove_word, ".pdf": prove_pdf}
MEANINGS = {
    "inputs": ("VER-INPUT", "原始记录", "恢复当时的文件可重现当时的成品；确属更正的，重新运行生成新的一版"),
    "reference": ("VER-REFERENCE", "参考表（标准、机构或计划）", "恢复当时的工作簿；规则有变的，另存为新的标准工作簿"),
    "sources": ("VER-SOURCE", "自定义数据来源", "恢复当时的 inputs/sources/ 文件"),
    "templates": ("VER-TEMPLATE", "模板", "恢复当时的模板；确需改版的，重新运行生成新的一版"),
    "fonts": ("VER-FONT", "字体", "把当时的字体文件放进工作目录的 fonts/（pingyi doctor 列出现用字体）"),
}
"""What a difference in each section means, and how to mend it; in the order of causes."""
