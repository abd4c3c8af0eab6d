"""What ``make test`` installs on a machine: only what is missing, and a Java that Spark can run on."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / "scripts/install-system"
JAVA = "openjdk-17-jre-headless"
SAID = {
    "none": "",
    "of 2014": 'java version "1.8.0_392"',
    "too old": 'openjdk version "11.0.23" 2024-04-16',
    "Debian 12's": 'openjdk version "17.0.15" 2025-04-15',
    "newer": 'openjdk version "21.0.3" 2024-04-16 LTS',
}


def installed(folder: Path, kind: str, java: str) -> list[str]:
    """Run the script with an apt-get that only notes what it is asked for; give that."""
    asked = folder / "asked"
    stubs = {"apt-get": f'echo "$@" >> {asked}', "sudo": 'exec "$@"', "java": f"echo '{java}' >&2"}
    for name, does in stubs.items():
        stub = folder / name
        stub.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        stub.chmod(0o700)
    shell = 'unset JAVA_HOME; PATH=$0:$PATH exec "$@"'
    subprocess.run(["bash", "-c", shell, folder, SCRIPT, kind], check=True)
    return asked.read_text(encoding="utf-8").split() if asked.exists() else []


@pytest.mark.parametrize("java", SAID)
def test_java_is_installed_for_the_tests_where_spark_would_find_none(tmp_path: Path, java: str) -> None:
    is_asked_for = JAVA in installed(tmp_path, "test", SAID[java])
    assert is_asked_for == (java in {"none", "of 2014", "too old"})


def test_who_only_runs_pingyi_gets_no_java(tmp_path: Path) -> None:
    assert JAVA not in installed(tmp_path, "run", SAID["none"])
