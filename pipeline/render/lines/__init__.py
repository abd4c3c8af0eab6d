"""Lines (行): where the lines of a paragraph end, and how far apart their characters stand.

Works on characters and their advances alone: no font files, no page. Lengths are in points.

==============  ==================================================================
``characters``  避头尾 (kinsoku) and the other rules of where a line may end
``spacing``     what fills a line to the measure: the gap after each character
``paragraph``   the best set of line ends for a whole paragraph
``titles``      the lines of a title: broken by sense, in a 梯形 or 菱形 (7.3.1)
==============  ==================================================================
"""

from __future__ import annotations

from pipeline.render.lines.characters import widest_word
from pipeline.render.lines.paragraph import Fill, Line, Measure, compose_lines
from pipeline.render.lines.titles import title_lines

__all__ = ["Fill", "Line", "Measure", "compose_lines", "title_lines", "widest_word"]
