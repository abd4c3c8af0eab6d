"""Sources (来源) to read with: the standard forms, those that come with the program, and the office's own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.diagnostics import Diagnostic
from pipeline.ingest.naming import name_of
from pipeline.ingest.source import STANDARD_FORMS, Source
from pipeline.ingest.source_file import read_source

BUILT_IN = Path(__file__).with_name("sources")
"""One TOML file a source; `pipeline.ingest.source_file` says what stands in it."""


def load_sources(folders: Sequence[Path] = ()) -> tuple[tuple[Source, ...], list[Diagnostic]]:
    """Give every source, an office's ``folders`` after the built-in ones; broken files as diagnostics."""
    sources = list(STANDARD_FORMS)
    faults: list[Diagnostic] = []
    for folder in (BUILT_IN, *folders):
        for path in sorted(folder.glob("*.toml")):
            source, wrong = read_source(name_of(path, folder.parent.parent), path.read_bytes(), sources)
            sources += [source] if source else []
            faults += wrong
    return tuple(sources), faults
