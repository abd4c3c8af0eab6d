"""Names (名称) of files and sheets as everything that is said and made shows them: what is personal in them is masked.

A masked name is a file's only name from the first stage on, so that no message, workbook or manifest can hold another;
where files lie is known here and by who reads them. It depends on nothing but the name and its neighbours: a file is
the same in the next run, for a mended row and for ``verify``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath

from pipeline.records.masking import mask_label


def name_of(path: Path, workspace: Path) -> str:
    """Name a file relative to the workspace, if it lies there; each part masked, and told from its neighbours."""
    is_inside = path.is_relative_to(workspace)
    at, parts = (workspace, path.relative_to(workspace).parts) if is_inside else (Path(), path.parts)
    shown: list[str] = []
    for part in parts:
        shown.append(_shown(at, part))
        at = at / part
    return PurePath(*shown).as_posix()


def is_masked(path: Path, workspace: Path) -> bool:
    """Tell whether the name of a file, or of a folder below the workspace that it lies in, is masked."""
    own = path.relative_to(workspace) if path.is_relative_to(workspace) else path
    return any(_masked(part) != part for part in own.parts)


def masked_name(name: str) -> str:
    """Mask a name that somebody wrote down, such as the one in a mended copy; one that was masked stays."""
    return "/".join(map(_masked, name.split("/")))


def sheet_names(names: Sequence[str]) -> list[str]:
    """Mask the names of a workbook's sheets, and tell them apart."""
    masked = list(map(mask_label, names))
    return [_told_apart(own, masked[:at]) for at, own in enumerate(masked)]


def _shown(folder: Path, name: str) -> str:
    masked = _masked(name)
    if masked == name:
        return name
    neighbours = sorted(_names_in(folder), key=lambda other: (other != masked, other))
    before = neighbours[: neighbours.index(name)] if name in neighbours else []
    return _told_apart(masked, map(_masked, before))


def _told_apart(masked: str, before: Iterable[str]) -> str:
    """Number a masked name from the second of its kind on: 戴*的投诉（2）.xlsx."""
    count = sum(1 for other in before if other == masked)
    if not count:
        return masked
    name = PurePath(masked)
    return f"{name.stem}（{count + 1}）{name.suffix}"


def _masked(name: str) -> str:
    part = PurePath(name)
    return f"{mask_label(part.stem)}{part.suffix}" if part.stem else name


def _names_in(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except OSError:
        return []
