"""Fetch the free fonts (字体) that stand in for the office's own into ``fonts/`` of the checkout.

Debian's packages hold them; installing those whole takes 278 MB, so the packages are only downloaded, and
the few files taken out. Of a collection (.ttc) one face is kept: WeasyPrint is far quicker with single faces.
Does nothing when all files are there. Debian's package system checks what it downloads.
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import IO, NamedTuple, cast

from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "fonts"
CACHE = ROOT / ".cache" / "fonts"


class Wanted(NamedTuple):
    """A file to take: where it lies in the package, the face's number in a collection, our name for it."""

    member: str
    name: str
    face: int | None = None


FANDOL = "./usr/share/texlive/texmf-dist/fonts/opentype/public/fandol/"
NOTO = "./usr/share/fonts/opentype/noto/"
SIMPLIFIED = 2  # the faces' order in every Noto CJK collection: Japanese, Korean, Simplified Chinese, …

PACKAGES: dict[str, tuple[Wanted, ...]] = {
    "texlive-lang-chinese": (
        Wanted(f"{FANDOL}FandolFang-Regular.otf", "FandolFang-Regular.otf"),
        Wanted(f"{FANDOL}FandolKai-Regular.otf", "FandolKai-Regular.otf"),
        Wanted(f"{FANDOL}FandolHei-Regular.otf", "FandolHei-Regular.otf"),
        Wanted("./usr/share/doc/texlive-doc/fonts/fandol/COPYING.gz", "Fandol-COPYING.txt"),
        Wanted("./usr/share/doc/texlive-doc/fonts/fandol/README", "Fandol-README.txt"),
    ),
    "fonts-noto-cjk": (
        Wanted(f"{NOTO}NotoSerifCJK-Regular.ttc", "NotoSerifCJKsc-Regular.otf", SIMPLIFIED),
        Wanted(f"{NOTO}NotoSerifCJK-Bold.ttc", "NotoSerifCJKsc-Bold.otf", SIMPLIFIED),
        Wanted(f"{NOTO}NotoSansCJK-Bold.ttc", "NotoSansCJKsc-Bold.otf", SIMPLIFIED),
        Wanted("./usr/share/doc/fonts-noto-cjk/copyright", "NotoCJK-copyright.txt"),
    ),
}


def main() -> int:
    """Fetch what is missing; give the exit code."""
    absent = {
        package: files
        for package, files in PACKAGES.items()
        if not all((FONTS / wanted.name).is_file() for wanted in files)
    }
    if absent and not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        print("本机没有 apt-get：请把仿宋、楷体、黑体、小标宋、宋体的字体文件放入 fonts/ 后重试。", file=sys.stderr)
        print("No apt-get here: put the font files into fonts/ and try again.", file=sys.stderr)
        return 2
    for package, files in absent.items():
        print(f"取字体 Fetching fonts: {package}")
        take(downloaded(package), files)
    shutil.rmtree(CACHE, ignore_errors=True)
    return 0


def downloaded(package: str) -> Path:
    """Download a package without installing it. A fresh machine needs the package lists first."""
    CACHE.mkdir(parents=True, exist_ok=True)
    root = [] if os.geteuid() == 0 else ["sudo"]
    download = ["apt-get", "-q", "-o", "APT::Sandbox::User=root", "download", package]
    if subprocess.run(download, cwd=CACHE, capture_output=True, check=False).returncode:
        subprocess.run([*root, "apt-get", "-q", "update"], capture_output=True, check=True)
        subprocess.run(download, cwd=CACHE, check=True)
    return next(CACHE.glob(f"{package}_*.deb"))


def take(deb: Path, files: tuple[Wanted, ...]) -> None:
    """Take the wanted files out of a package, each written whole or not at all."""
    wanted = {each.member: each for each in files}
    FONTS.mkdir(exist_ok=True)
    with (
        subprocess.Popen(["dpkg-deb", "--fsys-tarfile", deb], stdout=subprocess.PIPE) as unpacking,
        tarfile.open(fileobj=unpacking.stdout, mode="r|") as archive,
    ):
        for member in archive:
            content = archive.extractfile(member) if member.name in wanted else None
            if content:
                keep(content, wanted.pop(member.name))
    if unpacking.returncode or wanted:
        raise SystemExit(f"{deb.name}: 未找到 not found: {', '.join(wanted) or unpacking.returncode}")


def keep(content: IO[bytes], wanted: Wanted) -> None:
    """Write one file into ``fonts/``; of a collection, the one face."""
    part = FONTS / f".{wanted.name}.part"
    source = cast("IO[bytes]", gzip.GzipFile(fileobj=content)) if wanted.member.endswith(".gz") else content
    with part.open("wb") as file:
        shutil.copyfileobj(source, file)
    if wanted.face is not None:
        single = part.with_suffix(".face")
        with TTFont(part, fontNumber=wanted.face, recalcTimestamp=False, recalcBBoxes=False) as font:
            font.save(single)
        single.replace(part)
    part.replace(FONTS / wanted.name)


if __name__ == "__main__":
    sys.exit(main())
