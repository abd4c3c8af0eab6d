"""PDF by typst (第二种印本), for large batches: the same views as `pipeline.render.pdf`, printed many times faster.

=============== =================================================================
``stretches``   lines cut so that typst has nothing left to decide
``heights``     how much of a page each piece takes
``pagination``  on which page each piece stands
``placing``     paragraphs, tables and figures at lengths from the left
``heading``     版头 and 版记 at lengths from the top
``imposition``  the whole document, section by section
``press``       the warm compiler, which sees the run's faces and no other
``finish``      enclosures, turned pages, no made-up date
=============== =================================================================
"""

from __future__ import annotations

from pipeline.render.typst.printing import print_pdf

__all__ = ["print_pdf"]
