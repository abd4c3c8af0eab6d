"""The sample's words (文字素材), as TOML: what people ask, find, do and report."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def text(name: str) -> dict[str, Any]:
    """Give the parsed TOML file of that name."""
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
