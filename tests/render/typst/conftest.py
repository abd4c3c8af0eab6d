"""The same documents for both painters, and where each of them puts every character."""

from __future__ import annotations

import math
import subprocess
from collections import defaultdict
from pathlib import Path
from typing import Any

import pymupdf
import pytest

from pipeline.resources import shared_root
from tests.render.pdf.conftest import long_report, make_brief, make_report, two_attachments

__all__ = ["long_report", "make_brief", "make_report", "two_attachments"]

Spots = dict[str, list[tuple[float, float]]]
"""Of each character of a page, where it stands: left edge and baseline in points, from the upper left."""


@pytest.fixture(scope="session")
def pages() -> Path:
    return shared_root() / "templates/page"


def spots(pdf: bytes) -> list[Spots]:
    """Give every page's characters, as MuPDF finds them."""
    with pymupdf.open(stream=pdf) as opened:
        return [_of_page(page.get_text("rawdict")["blocks"]) for page in opened]


def _of_page(blocks: list[dict[str, Any]]) -> Spots:
    found: Spots = defaultdict(list)
    lines = (line for block in blocks for line in block.get("lines", ()))
    for char in (char for line in lines for span in line["spans"] for char in span["chars"]):
        if char["c"].strip():
            found[char["c"]].append(char["origin"])
    return found


def farthest(page: Spots, other: Spots) -> float:
    """Give how far the farthest character of a page stands from the nearest equal one of another."""
    return max(_distance(spot, other.get(text, [])) for text, places in page.items() for spot in places)


def _distance(spot: tuple[float, float], others: list[tuple[float, float]]) -> float:
    x, y = spot
    return min((max(abs(x - u), abs(y - v)) for u, v in others), default=math.inf)


def copied(pdf: bytes, *options: str) -> str:
    """Give what a reader copies out of a PDF with poppler, without white space."""
    command = ["pdftotext", *options, "-", "-"]
    out = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout
    return "".join(out.decode().split())
