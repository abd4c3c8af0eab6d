"""Elements that are neither text nor drawing: which are silently nothing, which are named, and in what words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from pipeline.render.ooxml import Node, name, value
from pipeline.render.opened import Related

_SAFE = etree.XMLParser(resolve_entities=False, no_network=True)
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def words_in(node: Node) -> str:
    """Give all words below an element, deleted and mathematical ones too; alternatives count once."""
    return "".join(_words(node))


def _words(node: Node) -> Iterator[str]:
    for part in node:
        if part.tag in _WORDS:
            yield part.text or ""
        elif part.tag == name("mc:AlternateContent"):
            yield from _words(next(iter(part), part))
        else:
            yield from _words(part)


def described(part: Node) -> str:
    """Give an element's words in quotes, else what it is called in the file."""
    words = words_in(part)
    if part.tag == name("w:sym"):
        words = f"字体 {value(part, 'w:font')}，编码 {value(part, 'w:char')}"
    return words or etree.QName(part).localname


def footnote_words(reference: Node, related: Mapping[str, Related]) -> str:
    """Give the words of the footnote or endnote that is referred to."""
    kind = etree.QName(reference).localname.removesuffix("Reference")
    for part in related.values():
        if part.kind.endswith(f"/{kind}s") and part.blob is not None:
            notes = etree.fromstring(part.blob, _SAFE)
            wanted = [note for note in notes if value(note, "w:id") == value(reference, "w:id")]
            return "".join(words_in(note) for note in wanted).strip()
    return ""


NAMED = {
    name("w:sym"): "WRD-SYMBOL",
    name("w:rt"): "WRD-RUBY",
    f"{_MATH}oMath": "WRD-FORMULA",
    f"{_MATH}oMathPara": "WRD-FORMULA",
    name("w:commentReference"): "WRD-COMMENT",
}
"""What is not printed but has a name of its own."""

SILENT = {
    name(f"w:{tag}")
    for tag in (
        "pPr",
        "rPr",
        "sdtPr",
        "sdtEndPr",
        "smartTagPr",
        "customXmlPr",
        "rubyPr",
        "proofErr",
        "permStart",
        "permEnd",
        "bookmarkStart",
        "bookmarkEnd",
        "commentRangeStart",
        "commentRangeEnd",
        "lastRenderedPageBreak",
        "annotationRef",
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
        "delText",
        "delInstrText",
        "customXmlInsRangeStart",
        "customXmlInsRangeEnd",
        "customXmlDelRangeStart",
        "customXmlDelRangeEnd",
        "footnoteRef",
        "endnoteRef",
        "separator",
        "continuationSeparator",
    )
}
"""What Word and WPS leave in a file for themselves."""

_WORDS = {name("w:t"), name("w:delText"), f"{_MATH}t"}
