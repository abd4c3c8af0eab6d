"""The package (文件包): a .docx opened without trust, and its parts as XML."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"

UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    KeyError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
)
"""What a damaged, encrypted or foreign file raises."""

LARGEST_PART = 64 * 2**20
"""Bytes: an unpacked part larger than this is a trap, not a document."""

_MAIN = "word/document.xml"


@dataclass(frozen=True)
class Package:
    """A .docx. Parts are read when asked for."""

    archive: zipfile.ZipFile

    def part(self, name: str) -> etree._Element | None:
        """Give a part's root element, None when there is no such part.

        Raises:
            ValueError: it is too large.
        """
        try:
            info = self.archive.getinfo(name)
        except KeyError:
            return None
        if info.file_size > LARGEST_PART:
            raise ValueError(name)
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        return etree.fromstring(self.archive.read(info), parser)

    @property
    def document(self) -> etree._Element:
        """The main part's body.

        Raises:
            ValueError: it is not a Word document.
        """
        root = self.part(_MAIN)
        body = root.find(f"{W}body") if root is not None else None
        if body is None:
            raise ValueError(_MAIN)
        return body

    def related(self, relation: str) -> etree._Element | None:
        """Give the part that the main part refers to by a relationship's id."""
        relations = self.part("word/_rels/document.xml.rels")
        for entry in relations.iter(f"{_RELATIONSHIPS}Relationship") if relations is not None else ():
            if entry.get("Id") == relation:
                return self.part(posixpath.normpath(posixpath.join("word", str(entry.get("Target")).lstrip("/"))))
        return None


def open_package(content: bytes) -> Package:
    """Open a .docx.

    Raises:
        One of `UNREADABLE`: it is not one.
    """
    return Package(zipfile.ZipFile(io.BytesIO(content)))


def value_of(element: etree._Element | None, name: str = "val") -> str:
    """Give a ``w:`` attribute, "" when there is none."""
    return "" if element is None else str(element.get(f"{W}{name}") or "")


def is_on(element: etree._Element | None) -> bool:
    """Tell whether a switch like ``<w:b/>`` is on."""
    return element is not None and value_of(element) not in {"0", "false", "none", "off"}


def number_of(element: etree._Element | None, name: str = "val") -> float | None:
    """Give a ``w:`` attribute as a number."""
    try:
        return float(value_of(element, name))
    except ValueError:
        return None
