"""The page (得分说明页) as one HTML file that needs nothing else and reaches nothing else."""

from __future__ import annotations

from pipeline.render.page.writing import render_page

__all__ = ["render_page"]
