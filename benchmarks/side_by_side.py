"""Side by side: our monthly report and the same text through two other free makers, before four judges.

``python benchmarks/side_by_side.py`` writes ``docs/side-by-side.md``. The makers are installed into an
environment of their own below ``.cache/``. Judges: ``pingyi check`` (with LibreOffice's layout), and three that
nobody here wrote: ``openxml-audit`` (the schema of Word files), ``outloud`` (PDF/UA; the others' PDF is LibreOffice's)
and gongwen-skill's own ``gongwen check``, whose house values are set to the standard's.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.check import check_file, find_office
from pipeline.diagnostics import Diagnostic, Severity
from pipeline.fonts import find_fonts
from pipeline.model.document import Paragraph
from pipeline.model.elements import Element
from pipeline.render.manuscript import read_manuscript

ROOT = Path(__file__).resolve().parent.parent
PEERS = ("cn-gov-docx==0.2.1", "gongwen-skill==2.15.0")
TABLE = ROOT / "docs/side-by-side.md"
ISSUANCE = {
    "发文机关标志": "温州市住房公积金管理中心鹿城管理部文件",
    "发文字号": "温公积金鹿〔2018〕5号\t签发人：林致远",
    "成文日期": "2018年7月5日",
    "抄送机关": "抄送：温州市行政审批与公共资源交易服务管理委员会。",
    "印发机关": "温州市住房公积金管理中心鹿城管理部\t2018年7月5日印发",
}
"""What the sample leaves open (【待填】) is filled in for the other makers, so that no one is blamed for it."""
BY_THE_STANDARD = {
    "page_setup": {"margins": {"top": "3.7cm", "bottom": "3.5cm", "left": "2.8cm", "right": "2.6cm"}},
    "body": {"line_spacing": "28.95pt"},
    "doc_title": {"line_spacing": "28.95pt"},
    "heading_1": {"line_spacing": "28.95pt"},
    "heading_2": {"line_spacing": "28.95pt"},
    "heading_3": {"line_spacing": "28.95pt", "bold": False},
    "signature": {"size": "16pt", "align": "right"},
}
"""GB/T 9704—2012 in place of gongwen-skill's provincial house style."""


@dataclass(frozen=True)
class Verdict:
    """What the judges say of one document."""

    name: str
    own: tuple[Diagnostic, ...]
    schema: int
    access: int
    gongwen: Counter[str]

    @property
    def row(self) -> str:
        """A line of the table."""
        counts = Counter(fault.severity for fault in self.own)
        ours = "／".join(str(counts[severity]) for severity in Severity)
        theirs = "／".join(str(self.gongwen[level]) for level in ("P0", "P1", "P2"))
        return f"| {self.name} | {ours} | {self.schema} | {self.access} | {theirs} |"


def main() -> None:
    """Make the documents, judge them, write the table."""
    python = peers()
    with tempfile.TemporaryDirectory(prefix="pingyi-") as folder:
        made = Path(folder)
        report = our_report(made)
        write_text(report, made / "text.json")
        makers = ROOT / "benchmarks/peer_makers.py"
        subprocess.run([python, makers, made / "text.json", made], check=True, env=home(made))
        names = {"本项目 月报.docx": report, "cn-gov-docx 0.2.1": made / "cn-gov-docx.docx",
                 "gongwen-skill 2.15.0": made / "gongwen-skill.docx"}  # fmt: skip
        verdicts = [judge(name, path, python, made) for name, path in names.items()]
    TABLE.write_text(page(verdicts), encoding="utf-8")
    print(TABLE.read_text(encoding="utf-8"))


def peers() -> Path:
    """Install the other makers; give their Python."""
    folder = ROOT / ".cache/peers"
    python = folder / "bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    subprocess.run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *PEERS], check=True)
    return python


def our_report(folder: Path) -> Path:
    """Make the sample's monthly report."""
    for name in ("inputs", "templates", "fonts"):
        (folder / name).symlink_to(ROOT / name)
    command = [ROOT / ".venv/bin/pingyi", "run", "2018-06", "--workspace", folder]
    subprocess.run(command, check=True, capture_output=True)
    return next((folder / "outputs").rglob("月报.docx"))


def write_text(report: Path, path: Path) -> None:
    """Give the report's words by element, without the attachments' tables."""
    document, _ = read_manuscript(report.read_bytes(), report.name)
    blocks = (*document.head, *document.body, *document.imprint)
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    found = [(p.element, p.text) for p in paragraphs if p.element is not Element.ATTACHMENT_NOTE]
    filled = [(element, ISSUANCE.get(element, words)) for element, words in found]
    if not any(element == "抄送机关" for element, _ in filled):
        filled.append(("抄送机关", ISSUANCE["抄送机关"]))
    path.write_text(json.dumps(filled, ensure_ascii=False), encoding="utf-8")


def judge(name: str, path: Path, python: Path, folder: Path) -> Verdict:
    """Ask the four judges."""
    office = find_office(find_fonts([ROOT / "fonts"]))
    if office is None:
        raise SystemExit("soffice is needed: make setup-test")
    pdf = path.with_suffix(".pdf")
    if not pdf.exists():
        pdf.write_bytes(office.lay_out(path.read_bytes()))
    own = tuple(check_file(path, path.name, office=office))
    schema = answer(ROOT / ".venv/bin/openxml-audit", "-o", "json", "-m", "0", path)
    access = answer(ROOT / ".venv/bin/outloud", "-q", "--json", "-", "--fail-on", "never", pdf)
    command = (python, "-m", "gongwen", "check", path, "-t", "report", "--json")
    theirs = answer(*command, "--config-overrides", json.dumps(BY_THE_STANDARD), folder=folder)
    levels = Counter(str(fault["severity"]) for fault in theirs)
    return Verdict(name, own, sum(file["error_count"] for file in schema), errors_of(access), levels)


def answer(*command: str | Path, folder: Path | None = None) -> Any:
    """Run a judge; give its JSON."""
    place = home(folder) if folder else None
    said = subprocess.run(command, capture_output=True, text=True, check=False, env=place).stdout
    return json.loads(said[min(at for at in (said.find("["), said.find("{")) if at >= 0) :])


def errors_of(report: Any) -> int:
    """Count outloud's errors."""
    return sum(result["counts"]["error"] for result in report["results"])


def home(folder: Path) -> dict[str, str]:
    """An environment in which a program leaves nothing behind."""
    return {**os.environ, "HOME": str(folder)}


def page(verdicts: list[Verdict]) -> str:
    """Give the page: the counts, and what our checker finds in each."""
    lines = [
        "# 同一文稿，三种工具",
        "",
        "由 `benchmarks/side_by_side.py` 生成。文稿取自样例2018年6月的月报；附件只有本项目排，不要求其他工具排；",
        "样例留作【待填】的发文要素，给其他工具的文稿已代为填写。pingyi check 和 gongwen check 的数字为各级条数。",
        "",
        (
            "| 文件 | pingyi check<br>错误／警告／提示 | openxml-audit<br>错误 | outloud<br>错误 "
            "| gongwen check<br>P0／P1／P2 |"
        ),
        "|---|---|---|---|---|",
        *(verdict.row for verdict in verdicts),
        "",
        "pingyi check 对 Word 文件按自身参数和 LibreOffice 的排版各核对一遍。outloud 核对 PDF：本项目的是自己印制的，",
        "其他工具不出 PDF，取 LibreOffice 转出的带标记的 PDF。gongwen check 的页边距、行距等已改按国家标准；",
        "它不解析样式的继承（写在样式里的居中、缩进、对齐视为没有），并把附表中的小字当作正文，",
        "对用样式排版、带附表的文件偏严。",
        "",
    ]
    for verdict in verdicts:
        lines += [f"## {verdict.name}", "", *findings(verdict), ""]
    return "\n".join(lines)


def findings(verdict: Verdict) -> list[str]:
    """Give each rule that spoke once, with its first finding."""
    first: dict[str, Diagnostic] = {}
    for fault in verdict.own:
        if fault.severity is not Severity.NOTE:
            first.setdefault(fault.code, fault)
    rows = [f"- `{code}` {fault.message}（{fault.clause}，{fault.strength}）" for code, fault in sorted(first.items())]
    return rows or ["没有错误和警告。"]


if __name__ == "__main__":
    main()
