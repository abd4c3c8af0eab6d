"""Files that travel with the program: templates, and the sample's reference workbooks."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def shared_root() -> Path:
    """Give the folder that holds ``templates/`` and ``inputs/``: in a wheel ``_shared``, in a checkout its root."""
    packed = _PACKAGE / "_shared"
    return packed if packed.is_dir() else _PACKAGE.parent
