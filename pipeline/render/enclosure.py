"""What a PDF carries inside: named here, apart from the painters, so that nobody imports these to name a file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Enclosure:
    """随附文件: a file inside the PDF that its figures come from."""

    name: str
    description: str
    content: bytes
