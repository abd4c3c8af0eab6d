"""Stamps (印记): the hashes of what every document of a run is made with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.running.kept.digest import digest

PAGES = "page/"
"""What PDFs are laid out with, below the templates' folder; other files that are no Word templates make the page."""

_LIBRARIES = ("pango", "harfbuzz", "freetype", "fontconfig", "fribidi", "thai")
_PLACES = ("/usr/lib/*-linux-gnu", "/usr/lib64", "/usr/lib", "/usr/local/lib", "/opt/homebrew/lib")

State = tuple[str, int, int, int]
"""A file as the system knows it: path, time of change, size, number."""


@dataclass(frozen=True)
class Stamps:
    """Hashes by what they are of.

    ``press`` is of what the painter is made of besides the program. ``watched`` are the files that were hashed, as
    they were just before; ``mark`` tells workshops apart.
    """

    program: str = ""
    painter: str = ""
    press: str = ""
    profile: str = ""
    fonts: str = ""
    templates: Mapping[str, str] = field(default_factory=dict)
    watched: tuple[State, ...] = ()
    mark: str = ""

    @property
    def pages(self) -> str:
        """The hash of what lays out PDFs; a template of typst's is nothing to another painter."""
        names = (name for name in self.templates if name.startswith(PAGES))
        return digest({n: self.templates[n] for n in names if self.painter == "typst" or not n.endswith(".typ")})

    @property
    def sheet(self) -> str:
        """The hash of what lays out the unit's own page (``index.html``)."""
        return digest({n: v for n, v in self.templates.items() if not n.startswith(PAGES) and not n.endswith(".docx")})

    def hold(self) -> bool:
        """Tell whether the files still are what was hashed: what was made of others must not be kept under them."""
        return self.watched == states(state[0] for state in self.watched)


def states(paths: Iterable[str | Path]) -> tuple[State, ...]:
    """Give files' states; a file that is gone has none."""
    found = []
    for path in paths:
        try:
            state = Path(path).stat()
        except OSError:
            continue
        found.append((str(path), state.st_mtime_ns, state.st_size, state.st_ino))
    return tuple(found)


def system_libraries() -> dict[str, str]:
    """Name the system's libraries that lay out text: they shape PDFs too, and change with the system's updates."""
    patterns = [f"lib{name}*.*" for name in _LIBRARIES]
    found: dict[str, str] = {}
    for place in _PLACES:
        root = Path("/")
        for folder in root.glob(place.removeprefix("/")):
            for pattern in patterns:
                paths = (path for path in folder.glob(pattern) if ".so" in path.name or ".dylib" in path.name)
                found |= {path.name: _version(path) for path in paths if path.exists()}
    return found


def _version(path: Path) -> str:
    state = path.stat()
    return f"{path.resolve().name} {state.st_size} {state.st_mtime_ns}"
