"""The same text through two other free makers of 公文. Runs in an environment of its own, which has them installed.

``python peer_makers.py TEXT.json FOLDER``: TEXT.json holds the elements and their words; the documents go to FOLDER.
Each maker is used as its own help says, with all it offers for this text; nothing is mended afterwards.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

BODY = {"正文", "三级标题", "四级标题"}


def main() -> None:
    """Make both documents."""
    text, folder = Path(sys.argv[1]), Path(sys.argv[2])
    elements = [(element, words) for element, words in json.loads(text.read_text(encoding="utf-8"))]
    with_cn_gov_docx(elements, folder / "cn-gov-docx.docx")
    with_gongwen_skill(elements, folder / "gongwen-skill.docx")


def words_of(elements: list[tuple[str, str]], wanted: str) -> str:
    """Give an element's words, "" without any."""
    return next((words for element, words in elements if element == wanted), "")


def with_cn_gov_docx(elements: list[tuple[str, str]], path: Path) -> None:
    """Title, three levels of headings, text: all that it knows."""
    from cn_gov_docx import CnGovDocx  # noqa: PLC0415, only this maker needs it

    document = CnGovDocx()
    for element, words in elements:
        if element == "标题":
            document.add_title(words)
        elif element == "一级标题":
            document.add_h1(words)
        elif element == "二级标题":
            document.add_h2(words)
        elif element in {"主送机关", *BODY, "署名", "成文日期", "附注"}:
            document.add_text(words, indent_first_line=element in {*BODY, "附注"})
    document.save(str(path))


def with_gongwen_skill(elements: list[tuple[str, str]], path: Path) -> None:
    """Markdown for the text; 版头, 版记 and page numbers by its own commands."""
    marks = {"标题": "# ", "一级标题": "## ", "二级标题": "### "}
    kept = {*marks, "主送机关", *BODY}
    draft = path.with_suffix(".md")
    lines = [marks.get(element, "") + words for element, words in elements if element in kept]
    draft.write_text("\n\n".join(lines), encoding="utf-8")
    number, _, signer = words_of(elements, "发文字号").partition("\t签发人：")
    printer, _, printed = words_of(elements, "印发机关").partition("\t")
    run("md2docx", str(draft), "-o", str(path), "-t", "report", "--signer", words_of(elements, "署名"),
        "--date", words_of(elements, "成文日期"), "--no-ai-declaration")  # fmt: skip
    mark = words_of(elements, "发文机关标志")
    run("header", str(path), "--org-name", mark, "--doc-number", number, "--signer", signer)
    run("footer", str(path), "--cc", words_of(elements, "抄送机关").removeprefix("抄送：").rstrip("。"),
        "--printer", printer, "--print-date", printed.removesuffix("印发"))  # fmt: skip
    run("pagenum", str(path), "--format", "— {PAGE} —")


def run(*words: str) -> None:
    """Run one of its commands."""
    subprocess.run([sys.executable, "-m", "gongwen", *words], check=True, capture_output=True)


if __name__ == "__main__":
    main()
