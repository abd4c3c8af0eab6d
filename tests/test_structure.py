"""The shape that architecture.md asks for: direction of imports, size of files, no address of a registry."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

import pytest

from pipeline.sample.texts import text

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "pipeline").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))

STAGES = ("ingest", "validate", "score", "ledgers", "draw", "compose", "render", "check")
"""None of them may know another."""

GROUND = {
    "diagnostics": set(),
    "model": {"diagnostics"},
    "records": {"diagnostics", "model"},
    "resources": set(),
    "fonts": {"diagnostics"},
    "pdffile": set(),
    "seen": {"storing"},
    "storing": set(),
    "reference": {"diagnostics", "model", "records", "resources"},
}
"""What lies below the stages, and the little that each may import of ours."""

ON_TOP = {"run", "running", "undertakings", "cli", "commands"}
"""The straight function, what it is made of, what is done besides, and the command line: they alone know two stages."""

BELOW_STAGES = {"diagnostics", "model", "records", "resources", "fonts", "pdffile", "seen"}

LONGEST_FILE = 300
LONGEST_FUNCTION = 60


@cache
def imported_by(module: Path) -> frozenset[str]:
    """Give the parts of our package that a module imports: ``model``, ``score`` …"""
    found = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports are absolute, so that this test can read them"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        found |= {name.split(".")[1] for name in names if name.startswith("pipeline.")}
    return frozenset(found)


def part_of(module: Path) -> str:
    """Give the part that a module belongs to: its folder or its own name, right under ``pipeline/``."""
    return module.relative_to(ROOT / "pipeline").parts[0].removesuffix(".py")


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def of_part(*parts: str) -> list[Path]:
    return [module for module in MODULES if part_of(module) in parts]


@pytest.mark.parametrize("module", of_part(*STAGES), ids=short)
def test_a_stage_imports_only_what_lies_below_all_stages(module: Path) -> None:
    assert imported_by(module) - {part_of(module)} <= BELOW_STAGES


@pytest.mark.parametrize("module", of_part(*GROUND), ids=short)
def test_the_ground_knows_no_stage(module: Path) -> None:
    part = part_of(module)
    assert imported_by(module) <= GROUND[part] | {part}


@pytest.mark.parametrize("module", MODULES, ids=short)
def test_only_the_run_and_the_command_line_know_two_stages(module: Path) -> None:
    known = (imported_by(module) | {part_of(module)}) & set(STAGES)
    assert len(known) <= 1 or part_of(module) in ON_TOP


@pytest.mark.parametrize("module", MODULES, ids=short)
def test_nothing_below_it_imports_the_command_line(module: Path) -> None:
    assert part_of(module) in ON_TOP or not imported_by(module) & {"cli", "commands"}


@pytest.mark.parametrize("path", MODULES + TESTS, ids=short)
def test_a_file_can_be_read_at_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("module", MODULES, ids=short)
def test_a_function_fits_on_a_screen(module: Path) -> None:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or node.lineno) - node.lineno < LONGEST_FUNCTION, node.name


@pytest.mark.parametrize("module", MODULES, ids=short)
def test_every_module_says_what_it_is(module: Path) -> None:
    assert ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))


def test_the_stages_exist_and_the_map_in_the_package_names_them() -> None:
    document = ast.get_docstring(ast.parse((ROOT / "pipeline/__init__.py").read_text(encoding="utf-8")))
    for stage in (*STAGES[:-1], *GROUND):
        assert of_part(stage), stage
        assert f"``{stage}``" in (document or ""), stage


@cache
def written() -> dict[str, str]:
    """Give the texts that are kept under version control, each by its path."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    kept = [ROOT / name for name in listed.stdout.split("\0") if Path(name).suffix in WRITTEN_BY_HAND_OR_TOOL]
    return {short(path): path.read_text(encoding="utf-8") for path in kept if path.is_file()}


def test_no_address_of_a_registry_is_kept() -> None:
    assert "requirements/run.txt" in written()
    assert [(name, host) for name, said in written().items() for host in REGISTRIES if host in said] == []


def test_the_people_of_the_plan_stand_where_its_leading_group_is_reproduced_and_nowhere_else() -> None:
    naming = {name for name, said in written().items() if any(person in said for person in PEOPLE)}
    assert naming == {"pipeline/sample/texts/organization.toml", "tests/sample/plan-2018.txt"}


WRITTEN_BY_HAND_OR_TOOL = {"", ".py", ".toml", ".txt", ".md"}
REGISTRIES = tuple(".".join(host) for host in (("pypi", "org"), ("pythonhosted", "org"), ("deb", "debian", "org")))
PEOPLE = tuple(member["name"] for member in text("organization")["group"])
