"""Manuscript (书稿): Word is the manuscript, PDF its print; here a .docx is read back through its styles."""

from __future__ import annotations

from pipeline.render.manuscript.read import read_manuscript

__all__ = ["read_manuscript"]
