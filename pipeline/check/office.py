"""LibreOffice (排版复核): a second layout of a Word file, with the faces that stand behind the office's fonts."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pipeline.fonts import FontSet, fontconfig_file

_PATIENCE = 120
"""Seconds: LibreOffice may start for the first time."""


_OPTIONS = {
    "IsSkipEmptyPages": {"type": "boolean", "value": "false"},
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
}
_FILTER = f"pdf:writer_pdf_Export:{json.dumps(_OPTIONS)}"
"""A blank page before the 版记 counts: without it the pages after would be numbered wrongly."""


class OfficeFailed(Exception):  # noqa: N818, it is not our program's fault
    """LibreOffice gave no PDF."""


@dataclass(frozen=True)
class Office:
    """A LibreOffice on this machine, and the fonts it shall use."""

    program: str
    fontconfig: str

    def lay_out(self, docx: bytes) -> bytes:
        """Give LibreOffice's PDF of a Word file.

        Raises:
            OfficeFailed: it made none.
        """
        with tempfile.TemporaryDirectory(prefix="pingyi-", ignore_cleanup_errors=True) as folder:
            home = Path(folder)
            (home / "document.docx").write_bytes(docx)
            (home / "fonts.conf").write_text(self.fontconfig, encoding="utf-8")
            said = self._convert(home)
            made = home / "document.pdf"
            if not made.is_file():
                raise OfficeFailed(said.strip().splitlines()[-1] if said.strip() else "没有生成PDF")
            return made.read_bytes()

    def _convert(self, home: Path) -> str:
        profile = f"-env:UserInstallation={(home / 'profile').as_uri()}"
        command = [
            self.program,
            "--headless",
            profile,
            "--convert-to",
            _FILTER,
            "--outdir",
            str(home),
            str(home / "document.docx"),
        ]
        environment = {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "HOME": str(home),
            "XDG_CACHE_HOME": str(home),
            "FONTCONFIG_FILE": str(home / "fonts.conf"),
        }
        try:
            done = subprocess.run(  # noqa: S603, the program is the one found, the file is ours
                command, env=environment, capture_output=True, text=True, check=False, timeout=_PATIENCE
            )
        except subprocess.TimeoutExpired:
            return "超过两分钟没有完成"
        except OSError as fault:
            return f"不能启动（{fault.strerror}）"
        return done.stdout + done.stderr


def find_office(fonts: FontSet) -> Office | None:
    """Find LibreOffice on this machine; None when there is none."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    return Office(program, fontconfig_file(fonts)) if program else None
