"""Canonical zip (规范打包): the same parts always give the same bytes, whoever packs them and when."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_EPOCH = (1980, 1, 1, 0, 0, 0)
_OWNER_WRITES = 0o644 << 16
_FIRST = "[Content_Types].xml"


def canonical_zip(package: bytes) -> bytes:
    """Pack a zip again with sorted entries and fixed dates; an Office package keeps its content types first."""
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        return packed({name: old.read(name) for name in old.namelist()})


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Pack parts by name."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(parts, key=lambda name: (name != _FIRST, name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _OWNER_WRITES
            entry.create_system = 3  # the same on every system
            new.writestr(entry, parts[name])
    return target.getvalue()
