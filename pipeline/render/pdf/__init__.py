"""PDF (印本): an official document's own words, laid out by WeasyPrint to GB/T 9704—2012.

=============== =================================================================
``typography``  type, size and line of every element
``glyphs``      which face writes a character, and how wide
``setting``     characters become lines of pieces (`pipeline.render.lines` breaks them)
``paragraphs``  indents, hanging names, two-ended lines, signature and date
``head``        版头: where its lines stand
``tables``      columns, repeated heads, groups cut at page ends
``pages``       the whole document as the one variable of a page template
``sheets``      style sheets made from the faces found; ``gb9704.css`` comes after them
``sources``     what a layout may read
``forecast``    where pages will end, so that one layout is enough
``tree``        a template's HTML, its styles shared
``painter``     layouts, until nothing changes any more
``finish``      PDF/A-3a, PDF/UA-1, turned pages; ``pressed`` makes each object's bytes once
``kept``        what is read once a process: templates, style sheets, fonts, lines that were set
``quicker``     ``shortcuts`` in place of WeasyPrint's own steps, the bytes the same
``lettering``   … that shape each line once; ``embedding``: that cut fonts down in one go
``complaints``  what WeasyPrint says
``proof``       the finished file's fonts, read back
=============== =================================================================
"""

from __future__ import annotations

from pipeline.render.pdf.printing import print_pdf

__all__ = ["print_pdf"]
