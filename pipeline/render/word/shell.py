"""What lies around a document's text (外壳): parts that do not change, compressed once, and the package's tables."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from docx.document import Document

from pipeline.render.canonical import SWIFT, Entry, entry
from pipeline.render.opened import Related
from pipeline.render.word.charts import Seat, seat
from pipeline.render.word.prepared import Prepared, opened


@dataclass(frozen=True, eq=False)
class Shell:
    """A package with so many charts, without what is filled in.

    ``text`` and ``properties`` are what the package calls these parts.
    """

    text: str
    properties: str
    kept: tuple[Entry, ...]
    styles: bytes
    seats: tuple[Seat, ...]
    related: Mapping[str, tuple[str, str, bytes | None]]
    """Kind, part and content by the relation's id."""

    def entries(self, parts: Mapping[str, bytes]) -> list[Entry]:
        """Give the package's entries with these parts in place."""
        return [*self.kept, *(entry(name, data, SWIFT) for name, data in parts.items())]

    def relations(self, parts: Mapping[str, bytes]) -> dict[str, Related]:
        """Give what the document's relations lead to with these parts in place."""
        return {key: Related(kind, parts.get(part, blob)) for key, (kind, part, blob) in self.related.items()}


@lru_cache(maxsize=128)
def shell(template: Prepared, charts: int) -> Shell:
    """Give the shell of a template's documents with so many charts."""
    document = opened(template.blob)
    seats = tuple(seat(document) for _ in range(charts))
    text = document.part.partname.membername
    properties = document.part.package._core_properties_part.partname.membername  # noqa: SLF001  python-docx hides it
    parts = {**_saved(document), **template.settled}
    changing = {text, properties, *template.stories, *(part for one in seats for part in (one.part, one.workbook))}
    return Shell(
        text,
        properties,
        tuple(entry(name, data) for name, data in parts.items() if name not in changing),
        parts[document.part._styles_part.partname.membername],  # noqa: SLF001
        seats,
        dict(_related(document, parts)),
    )


def _saved(document: Document) -> dict[str, bytes]:
    target = io.BytesIO()
    document.save(target)
    with zipfile.ZipFile(target) as package:
        return {name: package.read(name) for name in package.namelist()}


def _related(document: Document, parts: Mapping[str, bytes]) -> Iterator[tuple[str, tuple[str, str, bytes | None]]]:
    for key, relation in document.part.rels.items():
        part = "" if relation.is_external else relation.target_part.partname.membername
        yield key, (relation.reltype, part, parts.get(part))
