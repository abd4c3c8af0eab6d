"""Sources (来源): what a layout may read: the faces found, the drawings made, the page templates. Nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from fontTools.ttLib import TTFont
from weasyprint.urls import URLFetcher, URLFetcherResponse

from pipeline.fonts import Face
from pipeline.render.pdf.sheets import face_address


@dataclass(frozen=True)
class Allowed:
    """What may be fetched: faces and drawings by their address, and files under one folder."""

    faces: Mapping[str, Face]
    drawings: Mapping[str, str]
    folder: Path


class LocalFetcher(URLFetcher):  # type: ignore[misc]
    """Fetches from `Allowed` only; WeasyPrint reports a refusal, and a report stops the print."""

    def __init__(self, allowed: Allowed) -> None:
        super().__init__(allowed_protocols={"file", "figure"}, allow_redirects=False)
        self._allowed = allowed

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002
        """Give what an address stands for.

        Raises:
            ValueError: the address is none of ours.
        """
        if url in self._allowed.faces:
            return URLFetcherResponse(url, face_bytes(self._allowed.faces[url]), {"Content-Type": "font/otf"})
        if url in self._allowed.drawings:
            return URLFetcherResponse(url, self._allowed.drawings[url], {"Content-Type": "image/svg+xml"})
        path = Path(url2pathname(unquote(urlsplit(url).path))).resolve()
        if urlsplit(url).scheme != "file" or not path.is_relative_to(self._allowed.folder.resolve()):
            raise ValueError(f"不得引用版面模板以外的内容：{url}")
        return URLFetcherResponse(url, path.read_bytes())


def allowed(faces: tuple[Face, ...], drawings: Mapping[str, str], folder: Path) -> Allowed:
    """Name what a layout with these faces and drawings may fetch."""
    return Allowed({face_address(face): face for face in faces}, drawings, folder)


def face_bytes(face: Face) -> bytes:
    """Give a face as a font file of its own: layout programs take the wrong one out of a collection."""
    if face.path.suffix.lower() not in (".ttc", ".otc"):
        return face.path.read_bytes()
    single = BytesIO()
    with TTFont(face.path, fontNumber=face.index, recalcTimestamp=False, recalcBBoxes=False) as font:
        font.save(single)
    return single.getvalue()
