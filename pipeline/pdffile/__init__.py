"""PDF files as anybody finds them (PDF 文件): what judging and proving both need to read one.

=============  ====================================================================
``leaves``     the pages without the structure, which pdfminer would read first
``contents``   a page's operators, cut at once; pdfminer does what they say
``encodings``  encodings that the file carries itself
=============  ====================================================================

The check measures and the proof compares words, each with a device of its own and its own view of what matters.
"""

from __future__ import annotations

from pipeline.pdffile.contents import Interpreter
from pipeline.pdffile.encodings import Resources
from pipeline.pdffile.leaves import leaves

__all__ = ["Interpreter", "Resources", "leaves"]
